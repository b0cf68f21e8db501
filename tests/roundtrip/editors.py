"""The two editors: LibreOffice itself, and one that changes the XML the way Word does."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.roundtrip.edits import AUTHOR, Edit, EditError, Editor
from tests.roundtrip.libreoffice import LibreOffice, find_python
from tests.roundtrip.package import DOCUMENT, Package
from tests.roundtrip.word_edits import WordEdits
from tests.roundtrip.word_parts import save_parts
from tests.roundtrip.word_text import TextSaver

__all__ = ["Edit", "EditError", "Editor", "LibreOffice", "WordLike", "find_python"]


@dataclass(frozen=True, slots=True)
class WordLike:
    """Does what Word does, at XML level; see `Editor`, `word_edits`, `word_text` and `word_parts`.

    Attributes:
        seed: What decides all that Word does as if at random.
    """

    seed: int = 0

    @property
    def name(self) -> str:
        return "Word"

    def save(self, docx: bytes, edits: Sequence[Edit] = ()) -> bytes:
        """Edit a document and save it; see `Editor`."""
        package, chance = Package(docx), random.Random(self.seed)  # noqa: S311 - the same each time, on purpose
        work = WordEdits(package)
        for edit in edits:
            work.do(edit)
        text = TextSaver(chance)
        for part in list(package.stories()):
            package.put(part, text.saved(package.tree(part), body=part == DOCUMENT))
        save_parts(package, chance, text.sessions, AUTHOR)
        return package.saved()
