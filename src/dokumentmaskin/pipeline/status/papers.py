"""What lies there of a meeting's papers, read from the files and from what dok remembers of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dokumentmaskin.memory import changed_parts, look
from dokumentmaskin.plan import Møte
from dokumentmaskin.workspace import Workspace, document_name

# A document is there as dok wrote it, or with what a person has done to it in Word.
Tilstand = Literal["mangler", "laget", "endret"]


@dataclass(frozen=True, slots=True)
class Papirer:
    """What lies there of a meeting's papers.

    Attributes:
        innkalling: The summons.
        referat: The minutes.
        avlysning: The notice that it will not be held.
        pakke: Whether there is a package.
        nyere: What the package was made of that is other now, by paths from the workspace.
    """

    innkalling: Tilstand
    referat: Tilstand
    avlysning: Tilstand
    pakke: bool
    nyere: tuple[str, ...]


def papers_of(workspace: Workspace, møte: Møte) -> Papirer:
    """What lies there of a meeting's papers.

    Raises:
        RefusedError: A file is there, but cannot be read.
    """
    package = document(workspace, møte, "motepakke").with_suffix(".pdf")
    there = package.exists()
    return Papirer(
        innkalling=_state(document(workspace, møte, "innkalling")),
        referat=_state(document(workspace, møte, "referat")),
        avlysning=_state(document(workspace, møte, "avlysning")),
        pakke=there,
        nyere=changed_parts(workspace, package) if there else (),
    )


def document(workspace: Workspace, møte: Møte, name: str) -> Path:
    """Where a document of a meeting lies, or would."""
    return workspace.output / document_name(møte.navn, name, møte.stempel)


def _state(file: Path) -> Tilstand:
    lying = look(file) if file.exists() else None
    if lying is None:
        return "mangler"
    return "laget" if lying.base == lying.data else "endret"
