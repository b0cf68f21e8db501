"""The words that a reader of a .docx sees, to be looked for in the PDF made from it.

Only what Word prints counts: not deleted tracked text, hidden text or field instructions, and not the
results that an engine computes anew (page numbers, dates, file names).
Source of the element names: ISO/IEC 29500-1, clauses 17.3.3 (run content), 17.13.5 (revisions),
17.16 (fields) and 17.10 (headers and footers).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dokumentmaskin.word.package import STYLES, Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Where a note is referred to, the page has its number, which the document does not spell out.
_SPACE = frozenset(_W + name for name in ("tab", "ptab", "br", "cr", "footnoteReference", "endnoteReference"))
_BREAKS = frozenset(_W + name for name in ("p", "tc", "txbxContent"))
_SKIPPED = frozenset(
    _W + name for name in ("del", "moveFrom", "delText", "instrText", "rt", "rPr", "pPr")
) | {_MC + "Fallback"}
_SEPARATOR_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_COMPUTED = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "PAGEREF",
        "DATE",
        "TIME",
        "SAVEDATE",
        "PRINTDATE",
        "CREATEDATE",
        "EDITTIME",
        "FILENAME",
        "FILESIZE",
        "NUMWORDS",
        "NUMCHARS",
        "REVNUM",
        "STYLEREF",
        "SEQ",
    ]
)


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The visible words of a document, by how they stand on its pages.

    Attributes:
        body: The words that stand once: body, tables, text boxes and notes.
        running: The words of each header and footer, which stand on several pages or on none.
    """

    body: tuple[str, ...]
    running: tuple[tuple[str, ...], ...]


def document_text(docx: bytes) -> DocumentText:
    """Return the visible words of a .docx in order, NFC-normalised, headers and footers apart.

    Args:
        docx: The bytes of a .docx.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    hidden = _hidden_styles(package.one(STYLES))

    def words(root: "Element | None") -> tuple[str, ...]:
        text = "" if root is None else "".join(_Reader(hidden).text(root))
        return tuple(unicodedata.normalize("NFC", text).split())

    roots = (package.root(package.main), package.one("footnotes"), package.one("endnotes"))
    running = (words(package.root(name)) for name in sorted(package.named("header", "footer")))
    return DocumentText(tuple(word for root in roots for word in words(root)), tuple(filter(None, running)))


def _hidden_styles(root: "Element | None") -> frozenset[str]:
    """Return the ids of the styles that hide their text."""
    styles = root.iter(_W + "style") if root is not None else ()
    return frozenset(
        style.get(_W + "styleId", "") for style in styles if _is_on(style.find(f"{_W}rPr/{_W}vanish"))
    )


def _is_on(toggle: "Element | None") -> bool:
    """Tell whether a toggle property is there and not switched off (clause 17.17.4)."""
    return toggle is not None and toggle.get(_W + "val", "1") not in {"0", "false", "off"}


@dataclass(slots=True)
class _Field:
    """A field that the walk is inside: its instruction so far, then what it shows."""

    instruction: str = ""
    shows_result: bool = False


class _Reader:
    """Walks one part in document order, keeping track of the fields it is inside."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.fields: list[_Field] = []

    def text(self, node: "Element") -> Iterator[str]:
        """Yield the visible text below the node, with spaces where words end."""
        for child in node.iterchildren(tag="*"):
            tag = str(child.tag)
            if tag == _W + "instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""
            if tag in _SKIPPED:
                continue
            if tag == _W + "r":
                yield from self._run(child)
            elif tag in _BREAKS:
                yield " "
                yield from self.text(child)
                yield " "
            elif not self._is_left_out(child, tag):
                yield from self.text(child)

    def _is_left_out(self, node: "Element", tag: str) -> bool:
        """Tell whether an element's own kind keeps its text off the page."""
        if tag == _W + "fldSimple":
            return _is_computed(node.get(_W + "instr", ""))
        if tag in {_W + "footnote", _W + "endnote"}:
            return node.get(_W + "type", "") in _SEPARATOR_NOTES
        return False

    def _run(self, run: "Element") -> Iterator[str]:
        hidden = self._is_hidden(run)
        for child in run.iterchildren(tag="*"):
            tag = str(child.tag)
            if tag == _W + "fldChar":
                self._field(child.get(_W + "fldCharType", ""))
            elif tag == _W + "instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif tag in _SKIPPED or hidden or self._in_computed():
                continue
            else:
                yield from self._content(child, tag)

    def _content(self, node: "Element", tag: str) -> Iterator[str]:
        """Yield the text of one piece of run content."""
        if tag == _W + "t":
            yield node.text or ""
        elif tag in _SPACE:
            yield " "
        elif tag == _W + "noBreakHyphen":
            yield "\N{NON-BREAKING HYPHEN}"
        else:
            yield from self.text(node)

    def _is_hidden(self, run: "Element") -> bool:
        properties = run.find(_W + "rPr")
        if properties is None:
            return False
        toggle = properties.find(_W + "vanish")
        if toggle is not None:
            return _is_on(toggle)
        style = properties.find(_W + "rStyle")
        return style is not None and style.get(_W + "val", "") in self.hidden

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows_result = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _in_computed(self) -> bool:
        """Tell whether the place is a field's instruction or a result that an engine computes."""
        return any(not field.shows_result or _is_computed(field.instruction) for field in self.fields)


def _is_computed(instruction: str) -> bool:
    kind = instruction.split(maxsplit=1)[:1]
    return bool(kind) and kind[0].upper() in _COMPUTED
