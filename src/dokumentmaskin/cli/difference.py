"""What a new render would do to the documents, shown and not done."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output, colour

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import AnyJob, Difference, Pipeline
    from dokumentmaskin.word.merge import Change

_OUTCOME: Final = {
    "skrevet": "ville blitt skrevet",
    "uendret": "er som planen sier",
    "bevart": "ville ikke blitt rørt",
    "flettet": "ville blitt flettet med det du har skrevet",
}
_LABEL: Final = {
    "plan": "Planen har endret:",
    "person": "Du har endret:",
    "konflikt": "Både du (−) og planen (+) har endret. Din tekst blir stående, med planens som kommentar:",
    "bevart": "Ikke i planen lenger, men du har skrevet her. Det blir stående:",
}
_WIDTH: Final = 100


@click.command(cls=NorwegianCommand, help=ENTRIES["forskjell"].help + options.DATE_HELP + options.YEAR_HELP)
@options.date
@options.group
@options.folder
@options.as_json
def forskjell(*, dato: tuple[str, ...], gruppe: str | None, arbeidsmappe: Path | None, as_json: bool) -> int:
    """Show what a new render would do to each of the documents."""
    from dokumentmaskin.pipeline import jobs_for

    pipeline = options.pipeline(arbeidsmappe, None)
    jobs = jobs_for(pipeline.plan, " ".join(dato), gruppe)
    return show_differences(pipeline, jobs, Output("forskjell", as_json))


def show_differences(pipeline: "Pipeline", jobs: "Iterable[AnyJob]", output: Output) -> int:
    """Show what the jobs would do, do nothing, and return the exit code."""
    from dokumentmaskin.pipeline import differences

    found = differences(pipeline, jobs)
    if not output.as_json:
        for row in found.rows:
            _print(row)
    rows = [_row(row) for row in found.rows] if output.as_json else []
    return output.show_rows(rows, found.warnings, found.errors)


def _row(difference: "Difference") -> dict[str, Any]:
    """A document as `--json` has it."""
    return {
        "rolle": difference.rolle,
        "format": "docx",
        "sti": difference.sti,
        "ville_blitt": difference.ville_blitt,
        "endringer": [
            {"art": change.kind, "overskrift": change.overskrift, "før": change.før, "nå": change.nå}
            for change in difference.endringer
        ],
    }


def _print(difference: "Difference") -> None:
    click.echo(f"{difference.sti}  {_OUTCOME[difference.ville_blitt]}")
    for heading, under in groupby(difference.endringer, key=lambda change: change.overskrift):
        click.echo(f"  {heading or 'Øverst i dokumentet'}")
        for kind, changes in groupby(under, key=lambda change: change.kind):
            click.echo(f"    {_LABEL[kind]}")
            for change in changes:
                _print_change(change)


def _print_change(change: "Change") -> None:
    for sign, text, hue in (("−", change.før, "red"), ("+", change.nå, "green")):
        for line in _lines(sign, text):
            click.secho(line, fg=hue, color=colour())


def _lines(sign: str, text: str) -> Iterator[str]:
    """A text as lines that fit on a screen, the first with its sign."""
    first, later = f"      {sign} ", "        "
    if text.strip():
        yield from click.wrap_text(text, _WIDTH, first, later, preserve_paragraphs=True).splitlines()
