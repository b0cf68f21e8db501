"""The words that a reader of a .docx sees, to be looked for in the PDF made from it.

Only what Word prints counts: not deleted tracked text, hidden text or field codes. Nor do results that follow
from the pages, as their numbers: they are shown, but nobody can say as what before the pages are made.
Source of the element names: ISO/IEC 29500-1, clauses 17.3.3 (run content), 17.13.5 (revisions) and
17.10 (headers and footers).
"""

import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dokumentmaskin.word.fields import SIMPLE, Field, Fields, Story, simple_field
from dokumentmaskin.word.names import (
    BOX,
    FALLBACK,
    MATH,
    NOTES,
    SPACES,
    TAKEN_AWAY,
    R,
    W,
    character,
    elements,
    is_hidden_object,
    is_object,
    is_on,
)
from dokumentmaskin.word.notes import note_labels
from dokumentmaskin.word.package import STYLES, DamagedError, Package
from dokumentmaskin.word.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

# Where a note is referred to, the page has its number, which the document does not spell out.
_SPACE = SPACES | NOTES.keys()
_BREAKS = frozenset((W + "p", W + "tc", W + "rt", BOX))
SKIPPED = TAKEN_AWAY | {FALLBACK} | {W + name for name in ("delText", "instrText", "rPr", "pPr")}
SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The visible words of a document, by how they stand on its pages.

    Attributes:
        body: The words that stand once: body, tables, text boxes and notes.
        running: The words of each header and footer, which stand on several pages or on none.
        first: Those of them that the first page has, by their places.
    """

    body: tuple[str, ...]
    running: tuple[tuple[str, ...], ...]
    first: frozenset[int] = frozenset()


def document_text(docx: bytes) -> DocumentText:
    """Return the visible words of a .docx in order, NFC-normalised, headers and footers apart.

    Args:
        docx: The bytes of a .docx.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    styles = Styles(package.one(STYLES))

    def words(root: "Element | None") -> tuple[str, ...]:
        text = "" if root is None else "".join(_Reader(styles, Story(root).at(root)).text(root))
        return tuple(unicodedata.normalize("NFC", text).split())

    body = package.root(package.main)
    roots = (body, *_notes(package, body))
    said = {name: words(package.root(name)) for name in sorted(package.named("header", "footer"))}
    running = {name: text for name, text in said.items() if text}
    on_first: set[str] = set()
    with suppress(DamagedError):  # then the engine tells
        on_first = _on_first_page(package, body)
    first = frozenset(place for place, name in enumerate(running) if name in on_first)
    return DocumentText(tuple(word for root in roots for word in words(root)), tuple(running.values()), first)


def _on_first_page(package: Package, body: "Element") -> set[str]:
    """The headers and footers of the first page (17.10.2, 17.10.5 and 17.10.6)."""
    section = next(body.iter(W + "sectPr"), None)
    if section is None:
        return set()
    wanted = "first" if is_on(section.find(W + "titlePg")) else "default"
    references = section.iterchildren(W + "headerReference", W + "footerReference")
    return {
        package.part_at(package.main, reference.get(R + "id", ""))
        for reference in references
        if reference.get(W + "type", "default") == wanted
    }


def shown_text(paragraph: "Element", styles: Styles, story: Story) -> str:
    """What a reader sees of a paragraph, as it stands in a part that has been read."""
    return unicodedata.normalize("NFC", "".join(_Reader(styles, story.at(paragraph)).text(paragraph)))


def _notes(package: Package, body: "Element") -> "Iterator[Element]":
    """The notes that the text refers to, which alone are on its pages."""
    found = {(NOTES[str(one.tag)], one.get(W + "id", "")) for one in note_labels(body, None)}
    for kind in NOTES.values():
        root = package.one(kind) if any(kind == one for one, _ in found) else None
        for note in () if root is None else root:
            if (kind, note.get(W + "id", "")) in found:
                yield note


@dataclass(slots=True)
class _Reader:
    """Walks one part in document order, keeping track of the fields it is inside."""

    styles: Styles
    fields: Fields

    def text(self, node: "Element") -> "Iterator[str]":
        """Yield the visible text below the node, with spaces where words end."""
        for child in elements(node):
            if child.tag == W + "r":
                yield from self._run(child)
            elif child.tag == MATH + "t":
                yield f" {child.text or ''} "
            elif child.tag in _BREAKS:
                yield " "
                yield from self.text(child)
                yield " "
            elif child.tag == SIMPLE:
                simple = simple_field(child)
                yield simple.button
                yield from () if simple.is_of_pages else self.text(child)
            elif child.tag not in SKIPPED and child.get(W + "type") not in SEPARATORS:
                yield from self.text(child)

    def _run(self, run: "Element") -> "Iterator[str]":
        hidden = self.styles.hides(run)
        for piece in self.fields.shown(run):
            if hidden or self.fields.in_page_number:
                continue
            if isinstance(piece, Field):
                yield piece.button
            elif piece.tag not in SKIPPED and not (is_object(piece) and is_hidden_object(piece)):
                yield from self._content(piece)

    def _content(self, node: "Element") -> "Iterator[str]":
        """Yield the text of one piece of run content."""
        if node.tag in _SPACE:
            yield " "
        elif node.tag == W + "noBreakHyphen":
            yield "\N{NON-BREAKING HYPHEN}"
        elif said := character(node):
            yield said
        else:
            yield from self.text(node)
