"""The documents of one meeting."""

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.options import Run, command

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Pipeline

_TODAY: Final = "i dag"
_SENT: Final = click.option(
    "--sendt",
    is_flag=False,
    flag_value=_TODAY,
    metavar="[DAG]",
    help="Si at innkallingen er sendt ut: i dag, eller den dagen du skriver. Da er saksnumrene låst.",
)


def _document(name: str) -> click.Command:
    own = [_SENT] if name == "innkalling" else []

    @command(
        name,
        options.date,
        options.group,
        *own,
        options.engine,
        options.accept,
        options.differences,
        options.folder,
        more=options.DATE_HELP,
    )
    def make(
        run: Run, *, dato: str, gruppe: str | None, vis_forskjeller: bool, sendt: str | None = None
    ) -> int:
        from dokumentmaskin.cli.commands.changes import made_or_shown
        from dokumentmaskin.pipeline import kind_named, make_documents, meeting_jobs
        from dokumentmaskin.plan import find_cancelled, find_meeting

        pipeline = run.pipeline()
        day = None if sendt is None else _sent_day(pipeline, sendt)
        find = find_cancelled if name == "avlysning" else find_meeting
        møte = find(pipeline.plan, dato, gruppe)
        jobs = meeting_jobs(møte, [kind_named(name)])
        if day is None:
            return made_or_shown(run, pipeline, jobs, only_show=vis_forskjeller)
        if vis_forskjeller:
            raise click.UsageError("Velg enten «--sendt» eller «--vis-forskjeller».")
        sent, noted = pipeline.after_sending(møte, day)
        return run.output.show(make_documents(sent, jobs) + noted)

    return make


def _sent_day(pipeline: "Pipeline", text: str) -> date:
    """The day that a person means.

    Raises:
        BadParameter: The text is no day.
    """
    from dokumentmaskin.plan import parse_day

    if text == _TODAY:
        return pipeline.clock().date()
    try:
        return parse_day(text)
    except ValueError as error:
        raise click.BadParameter(f"{error} Skriv «--sendt» alene, eller med en dag: 2022-03-04.") from None


# One for each document that the catalogue gives to this module; the pipeline knows it by the same name.
globals().update({name: _document(name) for name, entry in ENTRIES.items() if entry.module == "meeting"})
