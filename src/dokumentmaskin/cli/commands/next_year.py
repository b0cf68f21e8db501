"""`dok nytt-ar`: the next year, begun from this one."""

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command(
    "nytt-ar",
    options.year,
    options.folder,
    more="\n\nHver gruppe som har en årsplan for året før, får et forslag med møter på samme ukedag i samme "
    "uke av måneden, utenom helligdager, skoleferier og dager da en annen gruppe møtes. Det som er skrevet "
    "for året, blir ikke rørt.",
)
def nytt_ar(run: Run, *, år: int) -> int:
    """Propose a year from the one before it."""
    from dokumentmaskin.pipeline import begin_year
    from dokumentmaskin.plan import load_plan

    workspace = run.workspace()
    return run.output.show(begin_year(workspace, load_plan(workspace), år, options.today()))
