"""`dok medlemmer importer`: what a spreadsheet would change in medlemmer.yaml, shown, and done when asked.

The command calls `compare_file`, shows what it gives, and calls `write` when the person has said yes. What
no change names stays in the file as the person wrote it (`plan.yaml.editing`). The new text is read by the
plan's own loader before anything is put in place, and must say exactly what the changes meant. What can go
wrong: the file cannot be read, the result would be no valid plan, or the file is written in a way
that cannot be changed.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import Place, PlanError, Problem, RefusedError
from dokumentmaskin.memory import FOLDER, held, read_content, write_atomically
from dokumentmaskin.pipeline.members.changes import Medlemsendring, Sammenligning, changed, compare
from dokumentmaskin.pipeline.members.columns import fields
from dokumentmaskin.pipeline.members.rows import read_rows
from dokumentmaskin.pipeline.members.spreadsheet import read_sheets
from dokumentmaskin.pipeline.report import File, file_row
from dokumentmaskin.plan import (
    MEMBERS,
    Add,
    Plan,
    Put,
    UnwritableError,
    decode_file,
    doubts,
    edited,
    field_name,
    load_plan,
)
from dokumentmaskin.workspace import Workspace

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Import:
    """What a spreadsheet would change.

    Attributes:
        endringer: Who is new, changed or missing.
        ikke_plassert: The rows that could not be placed.
        merknader: What was not read, what stays, and what would be doubtful in the lists.
        før: The bytes of medlemmer.yaml.
        tekst: What it would say; what it says already when nothing is changed.
    """

    endringer: tuple[Medlemsendring, ...]
    ikke_plassert: tuple[Problem, ...]
    merknader: tuple[Problem, ...]
    før: bytes
    tekst: str

    @property
    def endrer(self) -> bool:
        """Whether something would be written."""
        return any(change.art != "mangler" for change in self.endringer)


def compare_file(workspace: Workspace, file: Path, name: str, today: date) -> Import:
    """Hold a spreadsheet against the plan.

    Args:
        workspace: Where the plan is.
        file: The spreadsheet.
        name: What messages call it.
        today: The day; who had left by then need not be in the spreadsheet.

    Raises:
        WrongUseError: There is no such file, or it is no spreadsheet.
        PlanError: The plan or the file cannot be read, or the plan could not be so.
        RefusedError: medlemmer.yaml is written in a way that it cannot be changed in.
    """
    target = workspace.plan / MEMBERS
    before = read_content(target) or b""
    text = decode_file(target, workspace.name(target))
    plan = load_plan(workspace, text)
    read = read_rows(plan, read_sheets(file, name, fields(plan.organisasjon.kolonner)), name)
    found = compare(plan, read, today)
    unplaced = (*read.ikke_plassert, *found.ikke_plassert)
    try:
        new, after = _written(workspace, plan, text, found) if found.rettelser else (text, plan)
    except PlanError as error:
        raise PlanError((*unplaced, *error.problems)) from None
    known = {note.message for note in doubts(plan)}
    doubtful = (note for note in doubts(after) if note.message not in known)
    return Import(
        (*changed(plan, after), *found.mangler),
        unplaced,
        (*read.merknader, *found.merknader, *(_afterwards(n, workspace.name(target)) for n in doubtful)),
        before,
        new,
    )


def write(workspace: Workspace, planned: Import, moment: datetime) -> tuple[File, File]:
    """Put the new list in place, and keep the one before.

    Returns:
        The rows of the list and of the copy.

    Raises:
        RefusedError: The list has been changed meanwhile, another run is writing it, or it cannot be written.
    """
    target = workspace.plan / MEMBERS
    kept = workspace.output / FOLDER / f"medlemmer-{moment:%Y-%m-%d-%H%M%S}.yaml"
    busy = Problem("opptatt", "En annen «dok» skriver medlemslisten.", "Vent litt, og prøv igjen.")
    with held(workspace.output / FOLDER / "medlemmer.lock", busy):
        if read_content(target) != planned.før:
            message = "Medlemslisten ble endret mens dok arbeidet, så ingenting er skrevet."
            place = Place(workspace.name(target))
            raise RefusedError(Problem("endret-imens", message, "Kjør kommandoen igjen.", place))
        write_atomically(kept, planned.før)
        write_atomically(target, _as_before(planned.før, planned.tekst))
    return (
        file_row(workspace, "medlemmer", target, "skrevet"),
        file_row(workspace, "forrige medlemsliste", kept, "skrevet"),
    )


def _as_before(before: bytes, text: str) -> bytes:
    """A text with the byte order mark and the line breaks of the file that it comes from."""
    lines = text.replace("\n", "\r\n") if b"\r\n" in before else text
    return (_BOM if before.startswith(_BOM) else b"") + lines.encode()


def _written(workspace: Workspace, before: Plan, text: str, found: Sammenligning) -> tuple[str, Plan]:
    """The text with the edits, and the plan that the loader makes of it, held against what they mean."""
    name = workspace.name(workspace.plan / MEMBERS)
    try:
        new = edited(text, found.rettelser)
        plan = load_plan(workspace, new)
    except UnwritableError:
        raise _cannot_write(name) from None
    except PlanError as error:
        places = {field_name(field): place for field, place in found.steder.items()}
        raise PlanError(_at_row(problem, name, places) for problem in error.problems) from None
    wanted = _changed(deepcopy(before.medlemskilde.data) if before.medlemskilde else {}, found.rettelser)
    if plan.medlemskilde is None or plan.medlemskilde.data != wanted:
        raise _cannot_write(name)
    return new, plan


def _cannot_write(name: str) -> RefusedError:
    message = f"Kan ikke endre «{name}» slik den er skrevet nå, så ingenting er skrevet."
    advice = "Skriv hvert medlem på sin egen linje: «  - {navn: …}». Da kan dok endre den."
    return RefusedError(Problem("kan-ikke-skrive", message, advice, Place(name)))


def _afterwards(problem: Problem, name: str) -> Problem:
    """A problem that the list would have; its lines are those of a file that is not written."""
    if problem.place is None or problem.place.path != name:
        return problem
    message = f"Etter importen: {problem.message}"
    return replace(problem, message=message, place=Place(name, field=problem.place.field))


def _at_row(problem: Problem, name: str, places: Mapping[str, Place]) -> Problem:
    """A problem that the list would have, at the row that brings it."""
    field = problem.place.field if problem.place and problem.place.path == name else ""
    row, told = places.get(field[: field.find("]") + 1]), _afterwards(problem, name)
    return replace(told, place=row) if row else told


def _changed(data: Any, edits: Sequence[Put | Add]) -> Any:
    """What the file should say, as values."""
    for edit in edits:
        *above, key = edit.felt
        node = data
        for step in above:
            node = node if isinstance(node, dict) and isinstance(step, int) else node[step]
        if isinstance(edit, Put):
            node[key] = edit.verdi or None
            continue
        there = node.get(key) or []
        item = {name: _listed(value) for name, value in edit.ny.items()}
        node[key] = [*([there] if isinstance(there, dict) else there), item]
        if len(node[key]) == 1 and key == "vara":
            node[key] = item
    return data


def _listed(value: Any) -> Any:
    """Deputies as they are written: one alone without a list around it."""
    if isinstance(value, str):
        return value
    return dict(value[0]) if len(value) == 1 else [dict(one) for one in value]
