"""The text of a paragraph in spans, with its links, notes and pictures.

What counts as text is what `word.text` counts: accepted, not hidden, no code of a field. Sources: ISO/IEC
29500-1, 17.3.2 (looks of a run), 17.3.3 (what stands in one), 17.16.22 (links) and 20.1.8.13 (pictures).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.fields import SIMPLE, Field, Fields, simple_field
from dokumentmaskin.word.flow.records import Anchor, Block, Inline, NoteMark, Picture, Span
from dokumentmaskin.word.lists import number_in
from dokumentmaskin.word.names import (
    BOX,
    DECORATIVE,
    FALLBACK,
    MATH,
    NOTES,
    VAL,
    VML,
    A,
    R,
    W,
    character,
    elements,
    is_hidden_object,
    is_object,
    is_switched_on,
)
from dokumentmaskin.word.notes import custom_mark
from dokumentmaskin.word.package import Package
from dokumentmaskin.word.styles import Levels, Styles, find, value_of
from dokumentmaskin.word.text import SKIPPED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLAIN: Final = Span("")
_CHARTS: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_PIXEL: Final = 9525  # of the units that drawings are measured in
_HEIGHTS: Final = {"superscript": "above", "subscript": "below"}


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes that have been referred to so far.

    Attributes:
        labels: What Word prints for each reference.
        referred: The kind of part of each note, and its number there.
        marks: What is printed for each note.
    """

    labels: "dict[Element, str]" = field(default_factory=dict)
    referred: "list[tuple[str, str]]" = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def mark(self, reference: "Element") -> NoteMark:
        """The mark of a reference, which a note that has two keeps."""
        note = (NOTES[str(reference.tag)], reference.get(W + "id", ""))
        if note not in self.referred:
            self.referred.append(note)
            self.marks.append(self.labels.get(reference, str(len(self.referred))))
        place = self.referred.index(note)
        return NoteMark(place + 1, self.marks[place])


@dataclass(slots=True)
class Inlines:
    """Reads the paragraphs of one part, in the order of the file.

    Attributes:
        package: The file.
        part: The name of the part.
        styles: The styles of the file.
        fields: The fields that the place is inside.
        notes: The notes of the file.
        language: The language of the file.
        blocks: Reads the blocks in a text box.
        boxes: What stood in the text boxes of the paragraph that was read last.
        looks: How runs look, by what is written at them and by the style of their paragraph.
    """

    package: Package
    part: str
    styles: Styles
    fields: Fields
    notes: Notes
    language: str
    blocks: "Callable[[Element], Iterator[Block]]"
    boxes: list[Block] = field(default_factory=list)
    looks: dict[tuple[object, ...], Span] = field(default_factory=dict)

    def of(self, node: "Element", link: str = "") -> Iterator[Inline]:
        """Yield what stands in a paragraph, or in a part of one."""
        for child in elements(node):
            if child.tag == W + "r":
                yield from self._run(child, link)
            elif child.tag == W + "hyperlink":
                yield from self.of(child, self._leads_to(child) or link)
            elif child.tag == SIMPLE:
                yield from self._simple(child, link)
            elif child.tag == W + "bookmarkStart":
                yield Anchor(child.get(W + "name", ""))
            elif child.tag == MATH + "t":
                yield Span(child.text or "", link=link)
            elif child.tag not in SKIPPED:
                yield from self.of(child, link)

    def _leads_to(self, hyperlink: "Element") -> str:
        place = hyperlink.get(W + "anchor", "")
        address = self.package.address_at(self.part, hyperlink.get(R + "id", ""))
        return f"{address}#{place}" if address and place else address or (f"#{place}" if place else "")

    def _simple(self, node: "Element", link: str) -> Iterator[Inline]:
        own = simple_field(node)
        if own.button:
            yield Span(own.button, link=link)
        if own.is_of_pages:
            yield Span("", counts_pages=True)
        else:
            yield from self.of(node, own.link or link)

    def _run(self, run: "Element", link: str) -> Iterator[Inline]:
        if self.styles.hides(run):
            for _ in self.fields.shown(run):
                pass
            return
        look = self._look(run)
        marked = any(custom_mark(one) for one in run.iterchildren(*NOTES))
        for piece in self.fields.shown(run):
            if marked and not isinstance(piece, Field) and piece.tag not in NOTES:
                continue  # the mark that the note has already
            around = next((one.link for one in reversed(self.fields.open) if one.link), link)
            if self.fields.in_page_number:
                yield Span("", counts_pages=True)
            elif isinstance(piece, Field):
                yield replace(look, text=piece.button, link=around)
            else:
                yield from self._content(piece, replace(look, link=around) if around else look)

    def _look(self, run: "Element") -> Span:
        """How a run looks beside its paragraph; what the paragraph's own style sets does not stand out."""
        look = find(run, "rPr")
        own = self.styles.own(next(run.iterancestors(W + "p"), None))
        key = (own, *((said.tag, said.get(VAL)) for said in (look if look is not None else ())))
        if key not in self.looks:
            self.looks[key] = self._looking(look, own)
        return self.looks[key]

    def _looking(self, look: "Element | None", own: Levels) -> Span:
        bold, italic = (self.styles.is_set(toggle, look, ()) for toggle in ("b", "i"))
        struck = any(self.styles.is_set(toggle, look, ()) for toggle in ("strike", "dstrike"))
        height, language = (self._said(look, own, name) for name in ("vertAlign", "lang"))
        other = language if _main(language) != _main(self.language) else ""
        return Span("", bold, italic, struck, _HEIGHTS.get(height, ""), other)  # type: ignore[arg-type]

    def _said(self, look: "Element | None", own: Levels, name: str) -> str:
        """A property of a run: its own, or that of the nearest style that has one."""
        if said := value_of(look, name):
            return said
        styles = (("character", value_of(look, "rStyle") or None), *own)
        found = (self.styles.property_of(*style, f"rPr/{name}") for style in styles)
        return next((str(one.get(VAL, "")) for one in found if one is not None), "")

    def _content(self, piece: "Element", look: Span) -> Iterator[Inline]:
        """Yield what one piece of a run shows."""
        tag = str(piece.tag)
        if tag in NOTES:
            yield self.notes.mark(piece)
        elif tag in {W + "tab", W + "ptab"}:
            yield replace(look, text="\t")
        elif tag == W + "noBreakHyphen":
            yield replace(look, text="\N{NON-BREAKING HYPHEN}")
        elif is_object(piece):
            if not is_hidden_object(piece):
                yield from self._drawn(piece, look.link)
        elif said := character(piece):
            yield replace(look, text=said)
        elif tag not in SKIPPED:
            yield from self.of(piece, look.link)

    def _drawn(self, drawing: "Element", link: str) -> Iterator[Inline]:
        """Yield the pictures in a drawing; text in it is put with the boxes of the paragraph."""
        for node in _shown(drawing):
            if node.tag == BOX:
                self.boxes += self.blocks(node)
            elif node.tag in {A + "blip", VML + "imagedata"}:
                identity = node.get(R + "embed") or node.get(R + "id") or ""
                part = self.package.part_at(self.part, identity)
                data = self.package.raw(part) if part in self.package.names else b""
                yield Picture(data, _described(drawing), link, _width(drawing))
            elif node.tag in _CHARTS:
                yield Picture(b"", _described(drawing), link)


def _shown(drawing: "Element") -> "Iterator[Element]":
    """The nodes of a drawing, once where it is drawn in two ways; not what stands inside its text boxes."""
    for child in elements(drawing):
        if child.tag != FALLBACK:
            yield child
            if child.tag != BOX:
                yield from _shown(child)


def _described(drawing: "Element") -> str:
    """What a picture shows, by its alternative text; nothing for one that is marked as decoration."""
    if any(is_switched_on(mark.get("val", "0")) for mark in drawing.iter(DECORATIVE)):
        return ""
    said = chain(
        (node.get("descr", "") for node in drawing.iter("{*}docPr")),
        (node.get("alt", "") for node in drawing.iter(VML + "shape")),
    )
    return next((text.strip() for text in said if text.strip()), "")


def _width(drawing: "Element") -> int:
    """How many pixels wide a picture is drawn; 0 when that is not said (20.4.2.7)."""
    extent = next(drawing.iter("{*}extent"), None)
    return 0 if extent is None else number_in(extent.get("cx", ""), 0) // _PIXEL


def _main(language: str) -> str:
    """`nb` of `nb-NO`; the same for a language that is not said."""
    return language.partition("-")[0].casefold()
