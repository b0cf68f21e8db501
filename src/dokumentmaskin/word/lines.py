"""What a Word file says, as records: paragraphs, tables, and all of it together."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_INVISIBLE: Final = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
_BREAKS: Final = str.maketrans("\u2028\u2029\x85", "\n\n\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: what it says, and the tag of the content control that it stands in."""

    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    r"""A paragraph.

    Attributes:
        text: What stands there, without untouched help text; `\n` where a line is broken by hand.
        level: The level of a heading, from 1; 0 for any other paragraph.
        style: The name of its style, in small letters.
        mark: What a list item begins with, as `- ` or `2. `; empty for any other paragraph.
        depth: How far in a list item is.
        tracked: Whether it has a change that is neither accepted nor rejected.
        elsewhere: What makes it other than its text says: words in «en fotnote» or «en tekstboks», or some of
            its own struck through or hidden.
        checked: The state of each box in it that Word can tick, in order.
        pieces: Its text by the controls that it stands in, as it is written.
        rest: The words that belong to it and are not in its text: of notes and text boxes, deleted, hidden.
        comments: The comments on it, each with its author.
        bold: Whether all of its text is bold.
    """

    text: str
    level: int = 0
    style: str = ""
    mark: str = ""
    depth: int = 0
    tracked: bool = False
    elsewhere: str = ""
    checked: tuple[bool, ...] = ()
    pieces: tuple[Piece, ...] = ()
    rest: str = ""
    comments: tuple[str, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what stands in it, whether it goes on from the cell above, and how many columns it is over."""

    blocks: "tuple[Block, ...]" = ()
    continued: bool = False
    span: int = 1

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its own paragraphs, without those of a table in it."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def nested(self) -> bool:
        """Whether it holds a table."""
        return len(self.lines) < len(self.blocks)

    @property
    def tracked(self) -> bool:
        """Whether any of it is changed and not decided on."""
        return any(line.tracked for line in self.lines)

    def text(self, between: str = "\n") -> str:
        """Its written lines."""
        return between.join(part for line in self.lines for part in line.text.split("\n") if part)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by the column that each begins in, and whether it came or went as a tracked change."""

    cells: Mapping[int, Cell]
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: tuple[Row, ...]


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a Word file says.

    Attributes:
        body: Its paragraphs and tables, in order.
        running: The paragraphs of its headers and footers, each with whether it is a header's.
        left: The words that belong to no paragraph, each with the kind of part that holds them.
    """

    body: tuple[Block, ...]
    running: tuple[tuple[bool, Line], ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def all_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every paragraph, those in tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            cells = (cell for row in block.rows for cell in row.cells.values())
            yield from (line for cell in cells for line in all_lines(cell.blocks))


def clean(text: str) -> str:
    """Text as it is compared and kept: NFC, ordinary spaces, one at a time, no soft hyphens."""
    visible = unicodedata.normalize("NFC", text.translate(_BREAKS).translate(_INVISIBLE))
    lines = (" ".join(re.split(r"[^\S\n]+", line)).strip() for line in visible.split("\n"))
    return "\n".join(lines).strip("\n")
