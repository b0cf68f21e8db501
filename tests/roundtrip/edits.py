"""What people do to a document, said without saying in which program; each editor does it in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

AUTHOR: Final = "Kari Nordmann"

Kind = Literal[
    "sentence",  # `text` is typed right behind the words `place`, in the same run
    "fill",  # the first content control behind `place` that shows `target` gets the lines of `text`
    "tick",  # the first box in the table row with `place` is ticked
    "paragraph",  # a paragraph `text` is typed behind the one with `place`
    "remove",  # the paragraph with `place` is deleted
    "move",  # the paragraph with `place` is cut, and pasted behind the one with `target`
    "row",  # a table row is inserted under the one with `place`; its first cells hold `text`, parted by |
    "remove_row",  # the table row with `place` is deleted
    "cell",  # `text` is typed last in the table cell with `place`
    "picture",  # a picture with the alternative text `text`, in a paragraph of its own behind `place`
    "comment",  # a comment `text` on the words `place`
    "tracked",  # with changes tracked: `text` typed behind `place`, and the words `target` deleted
    "bold",  # the words `place` made bold
    "style",  # the paragraph with `place` gets the style whose English name is `text`
    "footnote",  # a footnote `text` behind the words `place`
    "table",  # a table behind the paragraph with `place`: rows parted by line breaks, cells by |
    "list",  # a bullet list behind the paragraph with `place`: an item a line
    "footer",  # `text` typed last in the page footer
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that a person does.

    Attributes:
        kind: What is done.
        place: The words where it is done, as they stand in the first paragraph that holds them.
        text: What the person writes.
        target: Where it goes, or what goes.
    """

    kind: Kind
    place: str = ""
    text: str = ""
    target: str = ""


class EditError(Exception):
    """An edit cannot be done, most often because its place is not in the document."""


class Editor(Protocol):
    """A word processor: opens a document, does the edits in order, saves it."""

    @property
    def name(self) -> str:
        """What it is called in the names of tests."""
        ...

    def save(self, docx: bytes, edits: Sequence[Edit] = ()) -> bytes:
        """Return the document as it is after the edits.

        Raises:
            EditError: An edit has no place in the document.
        """
        ...
