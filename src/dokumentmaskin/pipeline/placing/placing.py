"""What became of a file that was put in its place, as a report tells of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.pipeline.report import File, Report
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Placed, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dokumentmaskin.word.merge import Change

# As much of a text as is needed to know it again.
_LONGEST: Final = 120


def file_row(workspace: Workspace, role: str, path: Path, status: Status) -> File:
    """The row for a file."""
    return File(role, path.suffix.lstrip("."), workspace.name(path), status)


def report_of(
    workspace: Workspace, role: str, target: Path, placed: Placed, reason: RefusedError | None = None
) -> Report:
    """The report on a file, with a refusal when a person's lies in its place.

    Args:
        workspace: Where the files are.
        role: Which document it is.
        target: The file that was asked for.
        placed: Where it went.
        reason: Why the person's could not be merged with the new one, if that was tried.
    """
    own = file_row(workspace, role, target, placed.status)
    if placed.beside is None:
        return Report(files=(own,))
    beside = file_row(workspace, role, placed.beside, placed.beside_status)
    return Report(files=(own, beside), errors=(_refusal(workspace, target, placed.beside, reason),))


def _refusal(workspace: Workspace, target: Path, beside: Path, reason: RefusedError | None) -> RefusedError:
    place = Place(workspace.name(target))
    advice = f"Den nye filen heter «{beside.name}». Flytt over det du trenger, og slett den nye."
    if reason is not None:
        return RefusedError(Problem(p.code, p.message, advice, place) for p in reason.problems)
    message = f"«{target.name}» er ikke slik dok skrev den sist, så dok har ikke rørt den."
    return RefusedError(Problem("redigert", message, advice, place))


# What a merge has done


def changes_told(changes: "Iterable[Change]", name: str) -> tuple[Problem, ...]:
    """A warning for each change that a person should look at.

    Args:
        changes: What the plan and the person have changed.
        name: What messages call the document.
    """
    place = Place(name)
    told = {"konflikt": _conflict, "bevart": _kept}
    return tuple(told[change.kind](change, place) for change in changes if change.kind in told)


def _conflict(change: "Change", place: Place) -> Problem:
    message = (
        f"{_heading(change)}: Både du og planen har endret det samme. "
        f"Du har skrevet {_quoted(change.før)}. Planen sier nå {_quoted(change.nå)}."
    )
    advice = (
        "Teksten din står. Planens ligger som kommentar i dokumentet. "
        "Velg det som er riktig, og slett kommentaren."
    )
    return Problem("konflikt", message, advice, place)


def _kept(change: "Change", place: Place) -> Problem:
    message = f"{_heading(change)}: Dette er ikke i planen lenger, men du har skrevet {_quoted(change.nå)}."
    return Problem(
        "bevart-sak", message, "Det er beholdt. Slett det i Word hvis det ikke skal være med.", place
    )


def _heading(change: "Change") -> str:
    return change.overskrift or "Øverst i dokumentet"


def _quoted(text: str) -> str:
    return f"«{shortened(' '.join(text.split()), _LONGEST)}»" if text.strip() else "ingenting"
