"""What a Word file is made of to its reader: paragraphs of spans, tables, notes and pictures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from dokumentmaskin.word.lists import Item


@dataclass(frozen=True, slots=True)
class Span:
    r"""A stretch of text that looks the same.

    Attributes:
        text: What it says; `\n` where a line is broken by hand, `\t` for a tab.
        bold: Whether it stands out from its paragraph in bold.
        italic: The same in italics.
        struck: Whether it is struck through.
        height: Whether it stands above the line or below it.
        language: Its language tag, when it is another than the document's.
        link: Where it leads: an address, or `#` and the name of a place in the document; empty for no link.
        counts_pages: Whether it is a number that follows from the pages, which `text` does not have.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    height: Literal["", "above", "below"] = ""
    language: str = ""
    link: str = ""
    counts_pages: bool = False

    @property
    def look(self) -> tuple[object, ...]:
        """All of it but what it says."""
        looks = (self.bold, self.italic, self.struck, self.height, self.language)
        return *looks, self.link, self.counts_pages


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or figure.

    Attributes:
        data: The bytes of the picture; empty when the file has none, as of a chart.
        text: What it shows, for who does not see it; empty for one that is decoration.
        link: Where it leads; empty for nowhere.
        width: How many pixels wide it is drawn; 0 when the file does not say.
    """

    data: bytes
    text: str
    link: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note is referred to.

    Attributes:
        number: Its place among the notes, from 1.
        text: What Word prints for it: its number, as it is counted there, or a mark of its own.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place with a name that links in the document lead to."""

    name: str


Inline = Span | Picture | NoteMark | Anchor


def at_tabs(inlines: Iterable[Inline]) -> list[list[Inline]]:
    """What stands before, between and after the tabs of a line."""
    parts: list[list[Inline]] = [[]]
    for inline in inlines:
        if not isinstance(inline, Span):
            parts[-1].append(inline)
            continue
        if "\t" not in inline.text:
            parts[-1].append(inline)
            continue
        first, *others = (replace(inline, text=text) for text in inline.text.split("\t"))
        parts[-1].append(first)
        parts += [[other] for other in others]
    return parts


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        inlines: What stands in it.
        level: The level of a heading, from 1; 0 for any other.
        style: The name of its style, in small letters.
        item: What it begins with as an item of a list; None for no item.
        boxes: What stands in text boxes that hang on it.
    """

    inlines: tuple[Inline, ...]
    level: int = 0
    style: str = ""
    item: Item | None = None
    boxes: "tuple[Block, ...]" = ()

    @property
    def text(self) -> str:
        """What it says, with ordinary spaces."""
        said = "".join(inline.text for inline in self.inlines if isinstance(inline, Span))
        return " ".join(said.split())


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what stands in it, and how many columns and rows it is over."""

    blocks: "tuple[Block, ...]"
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """What its paragraphs say."""
        return " ".join(block.text for block in self.blocks if isinstance(block, Paragraph) and block.text)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        name: What it is called by Word's alternative text; empty for nothing.
        header: Its first rows, which Word repeats on each page.
        rows: The rest.
    """

    name: str
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Flow:
    """A Word file.

    Attributes:
        body: What stands in it, in order.
        notes: Its notes, in the order in which the text refers to them.
        marks: What Word prints before each of them.
        above: What stands at the top of its pages, once.
        below: What stands at the foot of them, once.
        language: The language tag that it is written in; empty when it does not say.
    """

    body: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()
    marks: tuple[str, ...] = ()
    above: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()
    language: str = ""
