"""Nothing is older than what it was made from: a PDF than its Word file, a package than its parts.

By what dok remembers of what it wrote, and never by the times of files. A document that was saved again and
says the same is not newer. Of a PDF that a person has exported, dok remembers nothing: its words are held
against those of the document.
"""

from collections.abc import Callable, Iterator
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
from dokumentmaskin.pipeline.pdfs import words_of
from dokumentmaskin.plan import Møte
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace

_OLD: Final = "kontroll-foreldet"
# How deep the bookmarks of a package's documents lie: right under the first.
_DOCUMENTS: Final = 2


def older_pdf(target: Path, pdf: bytes, docx: bytes, name: str, command: str) -> Iterator[Problem]:
    """That a PDF is older than the Word file that it is of.

    Args:
        target: Where it lies.
        pdf: Its bytes.
        docx: The bytes of the Word file.
        name: What messages call it.
        command: The command that makes it.

    Raises:
        DamagedError: The Word file cannot be read.
    """
    known = recall(target)
    ours = known.get("sha256") == fingerprint(pdf)
    if ours and (known.get("kilde") == fingerprint(docx) or known.get("ord") == words_of(docx)):
        return
    lost = " ".join(problem.message for problem in lost_words(document_text(docx), pdf))
    if (ours and "ord" in known) or lost:
        message = f"PDF-en er eldre enn Word-filen ved siden av. {lost}".rstrip()
        advice = f"Lag den på nytt med «{command}»." if ours else "Eksporter den på nytt fra Word."
        yield Problem(_OLD, message, advice, Place(name))


def older_package(workspace: Workspace, møte: Møte, target: Path, package: Papir) -> Iterator[Problem]:
    """That a package is older than a part of it: a paper of the plan, or the meeting's summons or agenda.

    One of the meeting's own documents that was made again and says the same is not newer. The minutes of
    another meeting are as they were when this one was held.

    Raises:
        RefusedError: A part cannot be read.
    """
    plan, own = workspace.name(workspace.plan), workspace.name(workspace.output / møte.navn)
    for path in changed_parts(workspace, target):
        file = workspace.root / path
        ours = path.startswith(f"{own}/") and file.suffix == ".pdf"
        if not file.exists() or not (ours or path.startswith(f"{plan}/")):
            continue
        if not ours or not _holds(target.read_bytes(), file.read_bytes(), file.name):
            message = f"Pakken er eldre enn «{path}», som er endret siden."
            yield package.fault(_OLD, message, "")


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


def is_of(target: Path, pdf: bytes) -> bool:
    """Whether a PDF is one that dok made and nobody has changed."""
    return recall(target).get("sha256") == fingerprint(pdf)
