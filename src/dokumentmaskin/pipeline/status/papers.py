"""What lies there of a meeting's papers, read from the files and from what dok remembers of them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from dokumentmaskin.memory import changed_parts, look
from dokumentmaskin.plan import Møte
from dokumentmaskin.workspace import Workspace, document_name, package_name

# A document is there as dok wrote it, or with what a person has done to it in Word.
Tilstand = Literal["mangler", "laget", "endret"]


@dataclass(frozen=True)
class Papirer:
    """What lies there of a meeting's papers; each is looked at when it is asked for.

    Attributes:
        workspace: Where they lie.
        møte: The meeting.
    """

    workspace: Workspace
    møte: Møte

    @cached_property
    def innkalling(self) -> Tilstand:
        """The summons."""
        return self._state("innkalling")

    @cached_property
    def referat(self) -> Tilstand:
        """The minutes."""
        return self._state("referat")

    @cached_property
    def avlysning(self) -> Tilstand:
        """The notice that the meeting will not be held."""
        return self._state("avlysning")

    @cached_property
    def pakke(self) -> bool:
        """Whether there is a package."""
        return self._package.exists()

    @cached_property
    def nyere(self) -> tuple[str, ...]:
        """What the package was made of that is other now, by paths from the workspace."""
        return changed_parts(self.workspace, self._package) if self.pakke else ()

    @property
    def _package(self) -> Path:
        return self.workspace.output / package_name(self.møte.navn, self.møte.stempel)

    def path(self, name: str) -> str:
        """Where a document of the meeting lies, or would, from the workspace."""
        return self.workspace.name(self._document(name))

    def _document(self, name: str) -> Path:
        return self.workspace.output / document_name(self.møte.navn, name, self.møte.stempel)

    def _state(self, name: str) -> Tilstand:
        """How a document lies there.

        Raises:
            RefusedError: It is there, but cannot be read.
        """
        file = self._document(name)
        lying = look(file) if file.exists() else None
        if lying is None:
            return "mangler"
        return "laget" if lying.base == lying.data else "endret"
