"""`dok endringer`: what has been changed in a year since it was adopted."""

from typing import TYPE_CHECKING, Any

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.cli.table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dokumentmaskin.plan import Endring, Gruppeår, Plan, Revisjon, Vedtak


@command(
    "endringer",
    options.year,
    click.option("--gruppe", metavar="GRUPPE", help="Vis bare endringene til én gruppe."),
    options.folder,
    more="\n\nNår dagen i «vedtatt:» er kommet, tar «dok handlingsprogram» en kopi av årsplanen. Det som "
    "blir endret etterpå, er en revisjon.",
)
def endringer(run: Run, *, år: int, gruppe: str | None) -> int:
    """Show what has been changed since each programme of the year was adopted."""
    from dokumentmaskin.plan import adoption, find_years, load_plan

    plan = load_plan(run.workspace()).issued_by(options.today())
    shown = [(year, adoption(plan, year)) for year in find_years(plan, år, gruppe)]
    if not run.output.as_json:
        for year, adopted in shown:
            for line in _lines(plan, year, adopted):
                click.echo(line)
    return run.output.show_rows((), more={"programmer": [_row(year, adopted) for year, adopted in shown]})


def _lines(plan: "Plan", year: "Gruppeår", adopted: "Vedtak | None") -> "Iterator[str]":
    from dokumentmaskin.plan import MESSAGES, body_title, said

    name = body_title(year.gruppe, plan.språk_of(year.gruppe))
    if adopted is None:
        yield f"{name}: ikke vedtatt"
        return
    day = f"{name}: vedtatt {MESSAGES.day(adopted.dag)}" if adopted.dag else f"{name}: vedtatt"
    yield day if adopted.revisjoner else f"{day}, ikke endret siden"
    for revision in adopted.revisjoner:
        state = "" if _is_made(adopted, revision) else " (ikke laget ennå)"
        yield f"  {MESSAGES.revisjon.format(revision.nummer, MESSAGES.day(revision.dag))}{state}"
        for change in revision.endringer:
            yield from wrapped(said(MESSAGES, change), "    – ", "      ")
    if adopted.revisjoner and adopted.skrives:
        yield f"  Lag revisjonen med «dok handlingsprogram {year.år}»."


def _is_made(adopted: "Vedtak", revision: "Revisjon") -> bool:
    return revision.dag != adopted.skrives


def _row(year: "Gruppeår", adopted: "Vedtak | None") -> dict[str, Any]:
    """A programme as `--json` has it."""
    return {
        "gruppe": year.gruppe.navn,
        "vedtatt": adopted.dag.isoformat() if adopted and adopted.dag else None,
        "er_vedtatt": adopted is not None,
        "revisjoner": [_revision(adopted, revision) for revision in adopted.revisjoner] if adopted else [],
    }


def _revision(adopted: "Vedtak", revision: "Revisjon") -> dict[str, Any]:
    return {
        "nummer": revision.nummer,
        "dag": revision.dag.isoformat(),
        "laget": _is_made(adopted, revision),
        "endringer": [_change(change) for change in revision.endringer],
    }


def _change(change: "Endring") -> dict[str, Any]:
    from dokumentmaskin.plan import MESSAGES, said

    return {
        "felt": change.felt,
        "slag": change.slag,
        "møte": MESSAGES.table_date(change.møte.dato) if change.møte else None,
        "melding": said(MESSAGES, change),
    }
