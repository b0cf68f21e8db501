"""The folder for the website."""

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command(
    "publiser",
    options.date,
    options.group,
    options.engine,
    options.accept,
    options.folder,
    more="\n\nMøtets side og de åpne papirene blir lagt i «output/nettsted», som er klar til å lastes opp."
    + options.DATE_HELP,
)
def publiser(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Lay out the meeting on the site."""
    from dokumentmaskin.pipeline import publish
    from dokumentmaskin.plan import meeting_on

    pipeline = run.pipeline()
    return run.output.show(publish(pipeline, [meeting_on(pipeline.plan, dato, gruppe)]))
