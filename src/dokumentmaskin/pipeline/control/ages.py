"""Nothing is older than what it was made from: a PDF than its Word file, a package than its parts.

By what dok remembers of what it wrote, and never by the times of files. A document that was saved again and
says the same is not newer. Of a PDF that a person has exported, dok remembers nothing: its words are held
against those of the document.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf

from dokumentmaskin.bundle import bookmarks
from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import changed_parts, fingerprint, recall
from dokumentmaskin.pdf import lost_words, read_words
from dokumentmaskin.pipeline.control.comparing import Papir
from dokumentmaskin.pipeline.kinds import MEETING_KINDS
from dokumentmaskin.pipeline.pdfs import internal_of, words_of
from dokumentmaskin.pipeline.report import INTERN
from dokumentmaskin.plan import MESSAGES, Møte, initial_capital
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace

_OLD: Final = "kontroll-foreldet"
# How deep the bookmarks of a package's documents lie: right under the first.
_DOCUMENTS: Final = 2


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF of a Word file.

    Attributes:
        target: Where it lies.
        data: Its bytes.
        navn: What messages call it.
        kommando: The command that makes it.
        helt: Whether all of the Word file is in it; the open edition of two lacks what is not for everyone.
    """

    target: Path
    data: bytes
    navn: str
    kommando: str
    helt: bool = True

    @property
    def ours(self) -> bool:
        """Whether dok made it and nobody has changed it."""
        return recall(self.target).get("sha256") == fingerprint(self.data)


def wrong_edition(pdf: Pdf, other: Path) -> Iterator[Problem]:
    """That a PDF of which there are two editions is not the one that dok made for this place.

    One that lies open may show what is not for everyone, whoever made it: only dok makes the open edition.

    Args:
        pdf: The PDF.
        other: Where the other edition lies.
    """
    if pdf.ours or not other.exists():
        return
    is_open, again = other.parent.name == INTERN, f"slett den, og kjør «{pdf.kommando}»."
    swapped = recall(other).get("sha256") == fingerprint(pdf.data)
    if is_open:
        what = "den interne utgaven, og den viser" if swapped else "ikke slik dok laget den, og den kan vise"
        message = f"PDF-en er {what} det som ikke er for alle."
        advice = f"Ta den ned om den er lagt ut, {again}"
        yield Problem("kontroll-utgave", message, advice, Place(pdf.navn))
    elif swapped:
        message = "Dette er den åpne utgaven, og her skal den interne ligge."
        yield Problem("kontroll-utgave", message, initial_capital(again), Place(pdf.navn))


def older_pdf(pdf: Pdf, docx: bytes) -> Iterator[Problem]:
    """That a PDF is older than the Word file that it is of.

    Raises:
        DamagedError: The Word file cannot be read.
    """
    known, ours = recall(pdf.target), pdf.ours
    if ours and (known.get("kilde") == fingerprint(docx) or known.get("ord") == words_of(docx)):
        return
    found = lost_words(document_text(docx), pdf.data) if pdf.helt else ()
    lost = " ".join(problem.message for problem in found)
    if (ours and "ord" in known) or lost:
        message = f"PDF-en er eldre enn Word-filen ved siden av. {lost}".rstrip()
        advice = f"Lag den på nytt med «{pdf.kommando}»." if ours else "Eksporter den på nytt fra Word."
        yield Problem(_OLD, message, advice, Place(pdf.navn))


def older_package(workspace: Workspace, møte: Møte, target: Path, package: Papir) -> Iterator[Problem]:
    """That a package is older than a part of it: a paper of the plan, or the meeting's summons or agenda.

    One of the meeting's own documents that was made again and says the same is not newer. The minutes of
    another meeting are as they were when this one was held.

    Raises:
        RefusedError: A part cannot be read.
    """
    newer = [path for path in changed_parts(workspace, target) if _is_newer(workspace, møte, target, path)]
    if newer:
        parts = MESSAGES.series([f"«{path}»" for path in newer])
        yield package.fault(_OLD, f"Pakken er eldre enn {parts}, som er endret siden.", "")


def other_package(workspace: Workspace, møte: Møte, target: Path, package: Papir) -> Iterator[Problem]:
    """That a package which dok did not make as it lies there says something else than the meeting's papers.

    Raises:
        RefusedError: A paper cannot be read.
    """
    folder = workspace.output / møte.navn
    own = [f"{kind.navn}-{møte.stempel}.pdf" for kind in MEETING_KINDS if kind.in_package]
    lying = [file for name in own for file in (folder / name, folder / INTERN / name)]
    names = [workspace.name(file) for file in lying]
    other = [f"«{name}»" for name in names if _is_newer(workspace, møte, target, name)]
    if other:
        message = f"Pakken er ikke slik dok laget den, og sier noe annet enn {MESSAGES.series(other)}."
        yield package.fault(_OLD, message, "")


def _is_newer(workspace: Workspace, møte: Møte, package: Path, path: str) -> bool:
    """Whether a part that holds something else now is one that the package should have anew."""
    file = workspace.root / path
    if not file.exists():
        return False
    if not file.is_relative_to(workspace.output):
        return True
    if file.suffix != ".pdf" or møte.navn not in file.parts or not _in_edition(file, package):
        return False
    return not _holds(package.read_bytes(), file.read_bytes(), file.name)


def _in_edition(part: Path, package: Path) -> bool:
    """Whether one of the meeting's own PDFs goes into this edition of the package, where it has two."""
    if package.parent.name == INTERN:
        return part.parent.name == INTERN or not internal_of(part).exists()
    return part.parent.name != INTERN


def _holds(package: bytes, part: bytes, name: str) -> bool:
    """Whether the pages of one of the meeting's own documents in a package say what its PDF says."""
    kind = next(kind for kind in MEETING_KINDS if name.startswith(f"{kind.navn}-"))
    with pikepdf.open(BytesIO(package)) as opened:
        starts = {titles: page for titles, page in bookmarks(opened) if len(titles) <= _DOCUMENTS}
    first = next((page for titles, page in starts.items() if titles[-1] == kind.bookmark), 0)
    with pikepdf.open(BytesIO(part)) as opened:
        pages = range(first - 1, first - 1 + len(opened.pages))
    return first > 0 and _words(package, pages.__contains__) == _words(part, lambda _: True)


def _words(pdf: bytes, wanted: Callable[[int], bool]) -> list[str]:
    return " ".join(word.text for _, word in read_words(pdf, wanted)).split()
