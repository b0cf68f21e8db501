"""A Word file read block by block: paragraphs, lists and tables, its notes, and what its pages repeat.

Who writes the twin of a document calls `read_flow` with its bytes. What can go wrong: the file, or a part of
it, cannot be read. Sources: ISO/IEC 29500-1, 17.4 (tables), 17.10 (headers and footers) and 17.11 (notes).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.blocks import continues, number_of
from dokumentmaskin.word.fields import Fields, Story
from dokumentmaskin.word.flow.inlines import Inlines, Notes
from dokumentmaskin.word.flow.records import Anchor, Block, Cell, Flow, Grid, Inline, Paragraph, Span, at_tabs
from dokumentmaskin.word.lists import Numbering
from dokumentmaskin.word.names import R, W, elements, is_on, leaves
from dokumentmaskin.word.notes import note_labels
from dokumentmaskin.word.package import NUMBERING, STYLES, Package, parsed
from dokumentmaskin.word.styles import Styles, find, value_of
from dokumentmaskin.word.text import SKIPPED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# More than the templates that the documents of a site are made of.
_TEMPLATES: Final = 16
# A cell with its column, and whether it goes on from the one above.
_Place = tuple[int, bool, Cell]


def read_flow(docx: bytes) -> Flow:
    """What a Word file says, as its reader meets it.

    Args:
        docx: The bytes of a .docx.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    styles, numbering = _styles(package.one_read(STYLES)), _numbering(package.one_read(NUMBERING)).anew()
    language = value_of(styles.root, "docDefaults/rPrDefault/rPr/lang")
    return _File(package, styles, numbering, language).flow()


@lru_cache(_TEMPLATES)
def _styles(xml: bytes | None) -> Styles:
    """The styles of all documents that are made of one template; they are read, and never changed here."""
    return Styles(parsed(xml) if xml is not None else None)


@lru_cache(_TEMPLATES)
def _numbering(xml: bytes | None) -> Numbering:
    """The lists of all documents that are made of one template, of which nothing has been counted."""
    return Numbering(parsed(xml) if xml is not None else None)


@dataclass(frozen=True, slots=True)
class _File:
    """An opened Word file that is being read."""

    package: Package
    styles: Styles
    numbering: Numbering
    language: str
    notes: Notes = field(default_factory=Notes)
    _styled: dict[str, tuple[int, str]] = field(default_factory=dict)

    def flow(self) -> Flow:
        """All that it says."""
        main = self.package.main
        root = self.package.root(main)
        self.notes.labels.update(note_labels(root, self.package.one("settings")))
        body = tuple(self._part(main, root))
        above, below = (tuple(self._repeated(main, root, kind)) for kind in ("header", "footer"))
        notes = tuple(self._noted())
        return Flow(body, notes, tuple(self.notes.marks), above, below, self.language)

    def styled(self, style: str) -> tuple[int, str]:
        """The level of heading that a style of paragraphs is, and its name."""
        if style not in self._styled:
            self._styled[style] = self.styles.heading_level(style), self.styles.name("paragraph", style)
        return self._styled[style]

    def _part(self, name: str, root: "Element") -> Iterator[Block]:
        """The blocks of a part."""
        return _Reader(self, name, Story(root).at(root)).blocks(root)

    def _noted(self) -> Iterator[tuple[Block, ...]]:
        """Each note that the text refers to; one may refer to another."""
        for kind, number in self.notes.referred:
            notes = (note for name in self.package.named(kind) for note in elements(self.package.root(name)))
            own = next((note for note in notes if note.get(W + "id") == number), None)
            name = next(iter(self.package.named(kind)), "")
            yield () if own is None else tuple(self._part(name, own))

    def _repeated(self, main: str, root: "Element", kind: str) -> Iterator[Block]:
        """What the headers or footers say, each thing once; without the numbers of pages."""
        said: set[str] = set()
        for name in self._running(main, root, kind):
            for block in self._part(name, self.package.root(name)):
                left = _without_page_numbers(block) if isinstance(block, Paragraph) else block
                text = left.text if isinstance(left, Paragraph) else repr(left)
                if text and text not in said:
                    said.add(text)
                    yield left

    def _running(self, main: str, root: "Element", kind: str) -> Iterator[str]:
        """The parts that are headers or footers of some page (17.10.2, 17.10.5 and 17.10.6)."""
        found: dict[str, None] = {}
        for section in root.iter(W + "sectPr"):
            wanted = {"default", *(("first",) if is_on(find(section, "titlePg")) else ())}
            references = section.iterchildren(f"{W}{kind}Reference")
            parts = {
                reference.get(W + "type", "default"): self.package.part_at(main, reference.get(R + "id", ""))
                for reference in references
            }
            found |= {parts[page]: None for page in ("first", "default") if page in parts and page in wanted}
        return iter(name for name in found if name in self.package.names)


@dataclass(slots=True)
class _Reader:
    """Reads the blocks of one part, in the order of the file.

    Attributes:
        waiting: The places with names that stand between blocks, until the next paragraph.
    """

    file: _File
    part: str
    fields: Fields
    waiting: tuple[Anchor, ...] = ()
    inlines: Inlines = field(init=False)

    def __post_init__(self) -> None:
        file = self.file
        self.inlines = Inlines(
            file.package, self.part, file.styles, self.fields, file.notes, file.language, self.blocks
        )

    def blocks(self, parent: "Element") -> Iterator[Block]:
        """Yield the paragraphs and tables in an element."""
        for child in elements(parent):
            if child.tag == W + "p":
                yield self._paragraph(child)
            elif child.tag == W + "tbl":
                yield self._table(child)
            elif child.tag == W + "bookmarkStart":
                self.waiting += (Anchor(child.get(W + "name", "")),)
            elif child.tag not in SKIPPED:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: "Element") -> Paragraph:
        styles, look = self.file.styles, find(paragraph, "pPr")
        style = value_of(look, "pStyle")
        level, name = self.file.styled(style)
        outside, self.inlines.boxes = self.inlines.boxes, []
        inlines = (*self.waiting, *_joined(self.inlines.of(paragraph)))
        boxes, self.inlines.boxes = tuple(self.inlines.boxes), outside
        self.waiting = ()
        says = any(not isinstance(inline, Anchor) for inline in inlines)
        by_style = styles.property_of("paragraph", style or None, "pPr/numPr")
        item = self.file.numbering.item(find(look, "numPr"), by_style) if says else None
        return Paragraph(inlines, level, name, item, boxes)

    def _table(self, table: "Element") -> Grid:
        rows = [(row, list(self._cells(row))) for row in leaves(table, {W + "tr"})]
        heads = len(list(takewhile(lambda row: is_on(find(row[0], "trPr/tblHeader")), rows)))
        shown = tuple(tuple(_shown(rows, at)) for at in range(len(rows)))
        return Grid(value_of(table, "tblPr/tblCaption"), shown[:heads], shown[heads:])

    def _cells(self, row: "Element") -> Iterator[_Place]:
        """The cells of a row, each with its column and whether it goes on from the one above."""
        column = number_of(find(row, "trPr"), "gridBefore", 0)
        for cell in leaves(row, {W + "tc"}):
            look = find(cell, "tcPr")
            span = number_of(look, "gridSpan", 1)
            yield column, continues(look), Cell(tuple(self.blocks(cell)), span)
            column += span


def _shown(rows: "Sequence[tuple[Element, Sequence[_Place]]]", at: int) -> Iterator[Cell]:
    """The cells that begin in a row, each over as many rows as go on from it."""
    end = 0
    for column, goes_on, cell in rows[at][1]:
        if column > end and not end:
            yield Cell((), column)
        end = column + cell.columns
        if goes_on and at:
            continue
        below = ({place[:2] for place in places} for _, places in rows[at + 1 :])
        yield replace(cell, rows=1 + len(list(takewhile({(column, True)}.issubset, below))))


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """The same with neighbours that look alike in one piece."""
    last: Span | None = None
    for inline in inlines:
        if isinstance(inline, Span) and last is not None and last.look == inline.look:
            last = replace(last, text=last.text + inline.text)
            continue
        if last is not None:
            yield last
        last = inline if isinstance(inline, Span) else None
        if last is None:
            yield inline
    if last is not None:
        yield last


def _without_page_numbers(paragraph: Paragraph) -> Paragraph:
    """A line of a header or footer without those of its parts, between tabs, that count pages."""
    kept = (
        part
        for part in at_tabs(paragraph.inlines)
        if not any(isinstance(one, Span) and one.counts_pages for one in part)
    )
    return replace(paragraph, inlines=tuple(inline for part in kept for inline in (*part, Span(" "))))
