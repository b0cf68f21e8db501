"""The blocks of a Word file: what a merge keeps, replaces, drops or brings in as one piece.

A block is a paragraph, a table, or, inside a table, a row or a cell. Content controls around blocks are
looked through, for LibreOffice dissolves them and people delete them (ECMA-376 Part 1, §17.5.2).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dokumentmaskin.word.merge.content import Content, Reader, plain, style_id
from dokumentmaskin.word.names import W, leaves

_SECTION_LEVELS: Final = 2
STORY: Final = frozenset({W + "p", W + "tbl"})
ROWS: Final = frozenset({W + "tr"})
CELLS: Final = frozenset({W + "tc"})
_PARTS: Final = {W + "tbl": ROWS, W + "tr": CELLS, W + "tc": STORY}
_NAMES: Final = {W + "tbl": "tbl", W + "tr": "tr", W + "tc": "tc"}


@dataclass(eq=False)
class Block:
    """A block of one of the three documents.

    Attributes:
        element: Its XML.
        reader: Reads the part that it stands in.
    """

    element: Any
    reader: Reader

    @cached_property
    def parts(self) -> list["Block"]:
        """A table's rows, a row's cells, a cell's blocks."""
        tags = _PARTS.get(self.element.tag)
        return [] if tags is None else [Block(leaf, self.reader) for leaf in leaves(self.element, tags)]

    @cached_property
    def content(self) -> Content:
        """What it says."""
        if self.is_paragraph:
            return self.reader.paragraph(self.element)
        return _NAMES[self.element.tag], tuple(part.content for part in self.parts)

    @cached_property
    def text(self) -> str:
        """Its words."""
        return plain(self.content)

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph."""
        return bool(self.element.tag == W + "p")

    @cached_property
    def heading_level(self) -> int:
        """The level of heading that it is, from 1; 0 for what is no heading."""
        if not self.is_paragraph or not self.text:
            return 0
        return self.reader.styles.heading_level(style_id(self.element))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading that a section begins with."""
        return 0 < self.heading_level <= _SECTION_LEVELS

    @cached_property
    def is_placeholder(self) -> bool:
        """Whether it only says what a person is to write there."""
        return self.is_paragraph and self.reader.is_placeholder(self.element)


NOTHING: Final[Content] = ("p", "", (), frozenset())


def blocks_of(container: Any, reader: Reader) -> list[Block]:
    """The paragraphs and tables of a body, header, footer or cell."""
    return [Block(leaf, reader) for leaf in leaves(container, STORY)]


def top_of(element: Any, container: Any) -> Any:
    """The child of the container that an element is or stands in."""
    while element.getparent() is not container:
        element = element.getparent()
    return element
