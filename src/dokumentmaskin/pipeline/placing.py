"""What became of a file that was put in its place, as a report tells of it."""

from pathlib import Path

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.pipeline.records import File, Report
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Placed, Status


def file_row(workspace: Workspace, role: str, path: Path, status: Status) -> File:
    """The row for a file."""
    return File(role, path.suffix.lstrip("."), workspace.name(path), status)


def report_of(workspace: Workspace, role: str, target: Path, placed: Placed) -> Report:
    """The report on a file, with a refusal when a person's lies in its place."""
    own = file_row(workspace, role, target, placed.status)
    if placed.beside is None:
        return Report(files=(own,))
    beside = file_row(workspace, role, placed.beside, placed.beside_status)
    return Report(files=(own, beside), errors=(_refusal(workspace, target, placed.beside),))


def _refusal(workspace: Workspace, target: Path, beside: Path) -> RefusedError:
    message = f"«{target.name}» er ikke slik dok skrev den sist, så dok har ikke rørt den."
    advice = f"Den nye filen heter «{beside.name}». Flytt over det du trenger, og slett den nye."
    return RefusedError(Problem("redigert", message, advice, Place(workspace.name(target))))
