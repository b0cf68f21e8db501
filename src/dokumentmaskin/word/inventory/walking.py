"""The walk through a part of a Word file that finds what is shown in it, each piece with its place.

What is shown is what `word.text` counts: accepted, not hidden, no code of a field; of what is drawn in two
ways the first, which is what Word itself draws (ISO/IEC 29500-3, 7.6).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.fields import Field, Fields, Story
from dokumentmaskin.word.inventory.records import Spot
from dokumentmaskin.word.lines import clean
from dokumentmaskin.word.names import (
    BOX,
    FALLBACK,
    OBJECTS,
    TAKEN_AWAY,
    W,
    elements,
    is_hidden_object,
)
from dokumentmaskin.word.styles import Styles, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SKIPPED: Final = TAKEN_AWAY | {FALLBACK} | {W + name for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr")}


def shown_elements(
    root: "Element", story: str, styles: Styles, wanted: Collection[str]
) -> "Iterator[tuple[Element, Spot]]":
    """Yield the shown elements of some names in a part, in reading order, each with its place.

    Args:
        root: The root of the part.
        story: The kind of the part.
        styles: The styles of the file.
        wanted: The names; what is inside a drawing is not looked for but in its text boxes.
    """
    yield from _Walk(styles, Story(root).at(root), frozenset(wanted), Spot(story)).through(root)


@dataclass(slots=True)
class _Walk:
    """Goes through one part, and knows where it is.

    Attributes:
        spot: The place.
        tables: How many tables have begun.
    """

    styles: Styles
    fields: Fields
    wanted: frozenset[str]
    spot: Spot
    tables: int = field(default=0)

    def through(self, node: "Element") -> "Iterator[tuple[Element, Spot]]":
        """Yield what is wanted below a node."""
        for child in elements(node):
            tag = child.tag
            if tag in _SKIPPED or (tag in OBJECTS and is_hidden_object(child)):
                continue
            if tag in self.wanted:
                yield child, self.spot
            if tag == W + "p":
                yield from self._paragraph(child)
            elif tag == W + "tbl":
                yield from self._table(child)
            elif tag == W + "r":
                yield from self._run(child)
            elif tag == BOX:
                yield from self._aside(child, replace(self.spot, in_box=True))
            else:
                yield from self.through(child)

    def _paragraph(self, paragraph: "Element") -> "Iterator[tuple[Element, Spot]]":
        own = (said for said in paragraph.iter(W + "t") if next(said.iterancestors(W + "p")) is paragraph)
        text = clean("".join(said.text or "" for said in own)).replace("\n", " ")
        if text and not self.spot.in_box:
            heading = self.styles.heading_level(value_of(paragraph, "pPr/pStyle"))
            self.spot = replace(self.spot, paragraph=text, heading=text if heading else self.spot.heading)
        yield from self.through(paragraph)

    def _table(self, table: "Element") -> "Iterator[tuple[Element, Spot]]":
        self.tables += 1
        number = self.tables
        rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]
        for row, cells in enumerate(rows, 1):
            own = (cell for cell in cells.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is cells)
            for column, cell in enumerate(own, 1):
                yield from self._aside(cell, replace(self.spot, table=number, row=row, column=column))

    def _aside(self, node: "Element", spot: Spot) -> "Iterator[tuple[Element, Spot]]":
        """What is in a cell or a box; after it the place is what it was, but for the headings."""
        outside, self.spot = self.spot, spot
        yield from self.through(node)
        self.spot = replace(outside, heading=self.spot.heading, paragraph=self.spot.paragraph)

    def _run(self, run: "Element") -> "Iterator[tuple[Element, Spot]]":
        hidden = self.styles.hides(run)
        for piece in self.fields.shown(run):
            if hidden or isinstance(piece, Field) or piece.tag in _SKIPPED:
                continue
            if piece.tag in OBJECTS and is_hidden_object(piece):
                continue
            if piece.tag in self.wanted:
                yield piece, self.spot
            yield from self.through(piece)
