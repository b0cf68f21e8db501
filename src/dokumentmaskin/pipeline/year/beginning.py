"""Beginning the next year: the year plans that are proposed, written where there are none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.memory import remove, write_atomically
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.plan import Plan, find_years, load_plan, proposals, year_files
from dokumentmaskin.workspace import Workspace


def begin_year(workspace: Workspace, plan: Plan, år: int, day: date) -> Report:
    """Propose a year from the one before it, and write a plan for each group that has none.

    Args:
        workspace: Where.
        plan: The plan.
        år: The year to begin.
        day: The day on which it is done.

    Raises:
        WrongUseError: There is no plan for the year before.
        PlanError: What was proposed does not agree with what stands there; then nothing is written.
        RefusedError: A file cannot be written.
    """
    find_years(plan, år - 1)
    kept = {year.fil for year in plan.år if year.år == år}
    files = {workspace.plan / name: text for name, text in year_files(proposals(plan, år), day).items()}
    new = {file: text for file, text in files.items() if not file.exists()}
    for file, text in new.items():
        write_atomically(file, text.encode())
    try:
        load_plan(workspace)
    except PlanError:
        for file in new:
            remove(file)
        raise
    rows = [file_row(workspace, "årsplan", file, "skrevet") for file in new]
    rows += [file_row(workspace, "årsplan", file, "bevart") for file in sorted(kept)]
    taken = (_taken(workspace, file) for file in files if file not in new)
    return Report(files=tuple(rows), warnings=(*taken, *_unlisted(plan, år)))


def _taken(workspace: Workspace, file: Path) -> Problem:
    message = "Filen har navnet til én gruppe, men er årsplanen til en annen. Den første har ingen årsplan."
    advice = "Gi filen navnet til sin egen gruppe."
    return Problem("arsplan-navn", message, advice, Place(workspace.name(file)))


def _unlisted(plan: Plan, år: int) -> Iterator[Problem]:
    """A note when no school holiday of the year is listed: meetings may have been proposed in one."""
    if not any(ferie.dager.fra.year == år for ferie in plan.organisasjon.skoleferier):
        message = f"Ingen skoleferier er ført opp for {år}, så et møte kan være foreslått i en av dem."
        again = f"slett forslaget og kjør «dok nytt-ar {år}» på nytt."
        advice = f"Skriv dem under «skoleferier:» i organisasjon.yaml, {again}"
        yield Problem("ingen-skoleferier", message, advice)
