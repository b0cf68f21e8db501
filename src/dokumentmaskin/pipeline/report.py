"""What a run tells of: files, what became of them, and what stopped it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from dokumentmaskin.errors import DokError, Place, Problem, RefusedError
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Placed, Status

if TYPE_CHECKING:
    from dokumentmaskin.word.merge import Change


Utgave = Literal["åpen", "intern"]
# The folder of the internal editions, beside the open ones.
INTERN: Final = "intern"


@dataclass(frozen=True, slots=True)
class File:
    """A finished file, as the terminal and `--json` tell of it.

    Attributes:
        rolle: Which document it is.
        format: "docx" or "pdf".
        sti: Its path, relative to the workspace.
        status: What became of it.
        sider: Number of pages of a PDF.
        pdfa: The PDF/A level that a PDF keeps, or None.
        pdfua: Whether a PDF keeps PDF/UA-1.
        utgave: Who a PDF is for: everyone, or those summoned.
        uten_tagger: The attachments in a package that a screen reader cannot read, by their paths.
        uten_tekst: Those of them that are scanned and hold no text at all.
    """

    rolle: str
    format: str
    sti: str
    status: Status
    utgave: Utgave | None = None
    sider: int | None = None
    pdfa: str | None = None
    pdfua: bool | None = None
    uten_tagger: tuple[str, ...] | None = None
    uten_tekst: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new render would do to a document.

    Attributes:
        rolle: Which document it is.
        sti: Its path, relative to the workspace.
        ville_blitt: What would become of the file.
        endringer: What the plan and the person have changed.
    """

    rolle: str
    sti: str
    ville_blitt: Status
    endringer: "tuple[Change, ...]"


@dataclass(frozen=True, slots=True)
class Report:
    """What a command did, or would do: files, warnings, and the errors that stopped some of it."""

    files: tuple[File, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: tuple[DokError, ...] = ()
    differences: tuple[Difference, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(
            self.files + other.files,
            self.warnings + other.warnings,
            self.errors + other.errors,
            self.differences + other.differences,
        )


def file_row(
    workspace: Workspace, role: str, path: Path, status: Status, utgave: Utgave | None = None
) -> File:
    """The row for a file."""
    return File(role, path.suffix.lstrip("."), workspace.name(path), status, utgave)


def report_of(  # noqa: PLR0913 - what a row says
    workspace: Workspace,
    role: str,
    target: Path,
    placed: Placed,
    reason: RefusedError | None = None,
    *,
    utgave: Utgave | None = None,
) -> Report:
    """The report on a file, with a refusal when a person's lies in its place.

    The refusal's reason is why the two could not be merged, if that was tried.
    """
    own = file_row(workspace, role, target, placed.status, utgave)
    if placed.beside is None:
        return Report(files=(own,))
    beside = file_row(workspace, role, placed.beside, placed.beside_status, utgave)
    return Report(files=(own, beside), errors=(_refusal(workspace, target, placed.beside, reason),))


def _refusal(workspace: Workspace, target: Path, beside: Path, reason: RefusedError | None) -> RefusedError:
    place = Place(workspace.name(target))
    advice = f"Den nye filen heter «{beside.name}». Flytt over det du trenger, og slett den nye."
    if reason is not None:
        return RefusedError(Problem(p.code, p.message, advice, place) for p in reason.problems)
    message = f"«{target.name}» er ikke slik dok skrev den sist, så dok har ikke rørt den."
    return RefusedError(Problem("redigert", message, advice, place))
