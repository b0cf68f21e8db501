"""A document as dok renders it, with what stands inside each turn of its template's loops."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What has a number in a part: its paragraphs, tables and rows, counted together from 0 in their order.
COUNTED: Final = (W + "p", W + "tbl", W + "tr")


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a loop.

    Attributes:
        part: The name of the part that it stands in, `/word/document.xml`.
        first: The number of the first paragraph, table or row that has anything of it.
        end: The number after that of the last one; `first` when there is none.
        loop: Which loop of the part it is a turn of.
        inside: The place among the turns of the turn that it stands inside; -1 for none.
        item: What tells apart whether two turns are over the same: of its records in turn each has its own.
        exempt: Whether what it is over is exempt from public access.
    """

    part: str
    first: int
    end: int
    loop: int
    inside: int
    item: str
    exempt: bool


@dataclass(frozen=True, slots=True)
class Render:
    """A document as dok renders it.

    Attributes:
        data: The .docx.
        turns: The turns of the loops, in their order; None when they cannot be told.
    """

    data: bytes
    turns: tuple[Turn, ...] | None


def numbered(root: "Element") -> "dict[Element, int]":
    """The number of each paragraph, table and row of a part."""
    return {element: number for number, element in enumerate(root.iter(*COUNTED))}
