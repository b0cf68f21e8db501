"""What the stage hands on, and what an engine is."""

from dataclasses import dataclass
from typing import Protocol

from dokumentmaskin.errors import Problem


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A PDF and what is known about it.

    Attributes:
        data: The bytes of the file.
        pages: Number of pages.
        pdfa: The PDF/A level that the file claims and keeps, "2a" or "2b"; None when it claims none.
        pdfua: Whether the file claims PDF/UA-1 and keeps it.
        checked: Whether the claims have been checked; where the checker cannot run, nothing is claimed.
        engine: The engine that made it, "innebygd" or "libreoffice"; "word" for a person's own export.
        warnings: What a person should know although the PDF could be made.
    """

    data: bytes
    pages: int
    pdfa: str | None
    pdfua: bool
    checked: bool
    engine: str
    warnings: tuple[Problem, ...] = ()


class Engine(Protocol):
    """Something that turns a Word document into a tagged PDF."""

    @property
    def name(self) -> str:
        """The name in settings and messages, "innebygd" or "libreoffice"."""

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF of a .docx.

        Raises:
            EngineError: The engine could not make a PDF of it.
        """
