"""What a new render would do to the documents, shown and not done; and taking back what the last run did."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.cli.output import colour

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


@command(
    "forskjell",
    options.date,
    options.group,
    options.folder,
    more=options.DATE_HELP + options.YEAR_HELP,
)
def forskjell(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Show what a new render would do to each of the documents."""
    from dokumentmaskin.pipeline import jobs_for

    pipeline = run.pipeline()
    jobs = jobs_for(pipeline.plan, dato, gruppe)
    shown = [job for job in jobs if job.kind.in_year or pipeline.target(job).exists()]
    return made_or_shown(run, pipeline, shown, only_show=True)


@command(
    "angre",
    options.date,
    options.group,
    options.engine,
    options.folder,
    more="\n\nDokumentene som den siste kjøringen erstattet, kommer tilbake. Det som ligger der nå, blir "
    "tatt vare på, så du kan angre igjen." + options.DATE_HELP + options.YEAR_HELP,
)
def angre(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Bring back the documents that were replaced last."""
    from dokumentmaskin.pipeline import jobs_for, undo

    pipeline = run.pipeline()
    return run.output.show(undo(pipeline, jobs_for(pipeline.plan, dato, gruppe), dato))


def made_or_shown(run: Run, pipeline: "Pipeline", jobs: "Iterable[AnyJob]", *, only_show: bool) -> int:
    """Make documents, or show what would become of them; return the exit code."""
    from dokumentmaskin.pipeline import differences, make_documents

    if not only_show:
        return run.output.show(make_documents(pipeline, jobs))
    found = differences(pipeline, jobs)
    if not run.output.as_json:
        for difference in found.differences:
            _print(difference)
    rows = [_row(difference) for difference in found.differences] if run.output.as_json else []
    return run.output.show_rows(rows, found.warnings, found.errors)


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
