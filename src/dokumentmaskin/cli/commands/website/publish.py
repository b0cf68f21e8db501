"""The folder for the website."""

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.commands.website.sending import show_sending
from dokumentmaskin.cli.options import Run, command


@command(
    "publiser",
    options.date,
    options.group,
    options.engine,
    options.accept,
    click.option("--til", metavar="NAVN", help="Send nettstedet til et mål som står i planen."),
    options.folder,
    more="\n\nMøtets side og de åpne papirene blir lagt i «output/nettsted», som er klar til å lastes opp."
    + options.DATE_HELP,
)
def publiser(run: Run, *, dato: str, gruppe: str | None, til: str | None) -> int:
    """Lay out the meeting on the site."""
    from dokumentmaskin.pipeline import publish, target_named
    from dokumentmaskin.plan import meeting_on

    pipeline = run.pipeline()
    goal = target_named(pipeline.plan, til) if til else None
    report = publish(pipeline, [meeting_on(pipeline.plan, dato, gruppe)])
    return show_sending(run, report, goal) if goal and not report.errors else run.output.show(report)
