"""The documents of one case in a meeting."""

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command(
    "saerutskrift",
    options.date,
    click.argument("sak", metavar="SAK"),
    options.group,
    options.engine,
    options.accept,
    options.differences,
    options.folder,
    more="\n\nSærutskriften er laget av referatet som er lest inn med «dok les-referat». Skriv nummeret på "
    "saken som SAK, for eksempel 31/26." + options.DATE_HELP,
)
def saerutskrift(run: Run, *, dato: str, sak: str, gruppe: str | None, vis_forskjeller: bool) -> int:
    """Make the særutskrift of a case."""
    from dokumentmaskin.cli.commands.changes import made_or_shown
    from dokumentmaskin.pipeline import case_jobs
    from dokumentmaskin.plan import find_case, find_meeting

    pipeline = run.pipeline()
    case = find_case(pipeline.plan, find_meeting(pipeline.plan, dato, gruppe), sak)
    return made_or_shown(run, pipeline, case_jobs([case]), only_show=vis_forskjeller)
