"""What a run is asked for and what it tells of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dokumentmaskin.errors import DokError, Problem
from dokumentmaskin.plan import Gruppeår, Møte, slug
from dokumentmaskin.writing import Status

Role = Literal["innkalling", "saksliste", "referat", "handlingsprogram"]


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
        uten_tagger: The attachments in a package that a screen reader cannot read, by their paths.
        uten_tekst: Those of them that are scanned and hold no text at all.
    """

    rolle: str
    format: str
    sti: str
    status: Status
    sider: int | None = None
    pdfa: str | None = None
    pdfua: bool | None = None
    uten_tagger: tuple[str, ...] | None = None
    uten_tekst: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a command did: files, warnings, and the errors that stopped some of it."""

    files: tuple[File, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: tuple[DokError, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(self.files + other.files, self.warnings + other.warnings, self.errors + other.errors)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make.

    Attributes:
        rolle: Which document.
        subject: The meeting, or the group's year for an action programme.
    """

    rolle: Role
    subject: Møte | Gruppeår

    @property
    def target(self) -> Path:
        """The .docx, relative to the output folder."""
        if isinstance(self.subject, Gruppeår):
            folder = f"{self.subject.år}-{slug(self.subject.gruppe.navn)}"
            return Path(folder) / f"{self.rolle}-{self.subject.år}.docx"
        return Path(self.subject.navn) / f"{self.rolle}-{self.subject.dato.fra.isoformat()}.docx"
