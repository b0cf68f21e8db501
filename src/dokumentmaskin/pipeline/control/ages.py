"""Nothing is older than what it was made from: a PDF than its Word file, a package than its parts.

By what dok remembers of what it wrote, and never by the times of files. A document that was saved again and
says the same is not newer. Of a PDF that a person has exported, dok remembers nothing: its words are held
against those of the document.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import fingerprint, recall
from dokumentmaskin.pdf import lost_words
from dokumentmaskin.pipeline.pdfs import words_of
from dokumentmaskin.word import document_text

_OLD: Final = "kontroll-foreldet"


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


def is_of(target: Path, pdf: bytes) -> bool:
    """Whether a PDF is one that dok made and nobody has changed."""
    return recall(target).get("sha256") == fingerprint(pdf)
