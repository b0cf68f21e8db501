"""What the stage is given and hands on, and what an engine is."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final, Protocol

from dokumentmaskin.errors import Place, Problem

TEXT_BOX_MARK: Final = "dokumentmaskin:tekstboks"
"""What describes a text box in the engine's copy, so that its words can be told from a figure's."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper as it was handed in.

    Attributes:
        data: The bytes of the file.
        path: Its name relative to the workspace, for places in problems; its suffix tells its kind.
        title: The paper's title in the plan.
        language: The plan's language tag (BCP 47), for a paper that says none itself.
        alternative_text: What a picture shows, as a person wrote it; only pictures use it.
    """

    data: bytes
    path: str
    title: str
    language: str
    alternative_text: str = ""

    @property
    def suffix(self) -> str:
        """The file's suffix in small letters, with its dot."""
        return PurePosixPath(self.path).suffix.lower()


@dataclass(frozen=True, slots=True)
class Inner:
    """A file in a paper, as a letter or a zip file has.

    Attributes:
        name: What it is called there, with the folders of a zip file.
        data: Its bytes.
    """

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A PDF and what is known about it.

    Attributes:
        data: The bytes of the file.
        pages: Number of pages.
        engine: The engine that made it, "innebygd" or "libreoffice"; "word" for a person's own export.
        pdfa: The PDF/A level that the file claims and keeps, "2a" or "2b"; None when it claims none.
        pdfua: Whether the file claims PDF/UA-1 and keeps it.
        checked: Whether the claims have been checked; where the checker cannot run, nothing is claimed.
        warnings: What a person should know although the PDF could be made.
    """

    data: bytes
    pages: int
    engine: str
    pdfa: str | None = None
    pdfua: bool = False
    checked: bool = False
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


def placed(problems: Iterable[Problem], path: str) -> tuple[Problem, ...]:
    """Return the problems with a file as the place of those that have none."""
    return tuple(replace(problem, place=problem.place or Place(path)) for problem in problems)
