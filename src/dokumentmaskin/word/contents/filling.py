r"""Tables of contents, filled from the document's own headings (ISO/IEC 29500-1, 17.16.5.65).

What stands in one is what a program left there when somebody last asked for it: in a template the codes of
its headings or «update this», in a document that is just written nothing. Who renders a template asks for
`emptied` first and fills what comes out; who makes a PDF asks for `with_contents`. The number of a page is a
field of its own in each entry (`PAGEREF`), which whoever lays out the pages sets.

Known are tables of headings: `\o` (built-in headings), `\u` (levels of outline), `\t` (other styles), `\n`
(without numbers), with what changes only their looks. One of figures, of marked entries or of a part of the
document (`\c`, `\f`, `\a`, `\l`, `\b`) stays as it is.
"""

from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.contents.tables import (
    ContentsTable,
    child_of,
    empty,
    ends_of,
    find_tables,
    has_entries,
)
from dokumentmaskin.word.fields import Story
from dokumentmaskin.word.lists import Numbering, number_in
from dokumentmaskin.word.names import BOX, W
from dokumentmaskin.word.package import NUMBERING, STYLES, Package, packed, written
from dokumentmaskin.word.styles import Styles, find, value_of
from dokumentmaskin.word.text import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WIDTH: Final = "9062"  # of the text on a usual page, in twentieths of a point


def emptied(docx: bytes) -> bytes:
    """A .docx whose tables of contents hold nothing; one without any byte for byte.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    if not _may_have(package.raw(package.main)):
        return docx
    root = package.root(package.main)
    tables = [table for table in find_tables(root) if table.is_known and empty(table)]
    return _with_main(package, root) if tables else docx


def with_contents(docx: bytes, *, all_of_them: bool) -> bytes:
    """A .docx whose tables of contents have an entry for each heading; one without any byte for byte.

    Args:
        docx: The bytes of a .docx.
        all_of_them: Whether those that have entries get new ones, or only those without.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    if not _may_have(package.raw(package.main)):
        return docx
    root = package.root(package.main)
    styles, numbering = Styles(package.one(STYLES)), package.one(NUMBERING)
    filled = fill_contents(root, styles, numbering, all_of_them=all_of_them)
    return _with_main(package, root) if filled else docx


def fill_contents(
    root: "Element", styles: Styles, numbering: "Element | None", *, all_of_them: bool = True
) -> bool:
    """Fill the tables of contents of a body; tell whether any was.

    Args:
        root: The root of the main part, which is changed.
        styles: The styles of the document.
        numbering: The root of the part with its lists.
        all_of_them: Whether those that have entries get new ones.
    """
    tables = [table for table in find_tables(root) if table.is_known]
    chosen = [table for table in tables if (all_of_them or not has_entries(table)) and empty(table)]
    if not chosen:
        return False
    headings = _Headings(root, styles, numbering)
    for table in chosen:
        _fill(table, headings)
    return True


def _may_have(xml: bytes) -> bool:
    return b"TOC" in xml and b"fldChar" in xml


def _with_main(package: Package, root: "Element") -> bytes:
    return packed({name: package.read(name) for name in package.names} | {package.main: written(root)})


class _Headings:
    """What may stand in a table of contents: the paragraphs of a body in order, with their numbers."""

    def __init__(self, root: "Element", styles: Styles, numbering: "Element | None") -> None:
        self.styles = styles
        self._story = Story(root)
        counting = Numbering(numbering)
        self.paragraphs: list[tuple[Element, str]] = []
        for paragraph in root.iter(W + "p"):
            style = value_of(paragraph, "pPr/pStyle") or None
            by_style = styles.property_of("paragraph", style, "pPr/numPr")
            item = counting.item(find(paragraph, "pPr/numPr"), by_style)
            if next(paragraph.iterancestors(BOX), None) is None:
                self.paragraphs.append((paragraph, item.text if item is not None else ""))
        marks = root.iter(W + "bookmarkStart")
        self._ids = max((number_in(one.get(W + "id", ""), 0) for one in marks), default=0)
        self._places: dict[str, Element] = {}

    def text(self, paragraph: "Element") -> str:
        """What a heading says."""
        return " ".join(shown_text(paragraph, self.styles, self._story).split())

    def place(self, paragraph: "Element") -> str:
        """The name of the place of a heading, which gets one that is its own."""
        named = (one.get(W + "name", "") for one in paragraph.iter(W + "bookmarkStart"))
        free = (one for one in named if self._places.get(one, paragraph) is paragraph)
        own = next((one for one in free if one.startswith("_Toc")), "")
        if not own:
            self._ids += 1
            own = f"_Toc{self._ids:09}"
            start, end = (_made(paragraph, f"bookmark{name}", id=str(self._ids)) for name in ("Start", "End"))
            start.set(W + "name", own)
            paragraph.insert(0 if paragraph.find(W + "pPr") is None else 1, start)
            paragraph.append(end)
        self._places[own] = paragraph
        return own


def _fill(table: ContentsTable, headings: _Headings) -> None:
    """Put an entry for each heading into an empty table; its last paragraph keeps the end of the field."""
    first, last = ends_of(table)
    if first is None or last is None or table.end is None:
        return
    leveled = [(table.level(one, headings.styles), one, number) for one, number in headings.paragraphs]
    entries = [
        _entry(table, level, f"{number}\t{text}" if number else text, headings.place(one), headings.styles)
        for level, one, number in leveled
        if level and (text := headings.text(one))
    ]
    if not entries:
        return
    ended = child_of(last, table.end)
    for child in [one for one in first if one.tag != W + "pPr"]:
        if child is ended:
            break
        entries[0][-1].addprevious(child)
    for entry in entries:
        last.addprevious(entry)
    if first is not last:
        first.getparent().remove(first)


def _entry(table: ContentsTable, level: int, text: str, place: str, styles: Styles) -> "Element":
    near = table.begin
    style = styles.by_name.get(("paragraph", f"toc {level}"))
    properties = _made(near, "pPr")
    if style is not None:
        properties.append(_made(near, "pStyle", val=style.get(W + "styleId", "")))
    if style is None or find(style, "pPr/tabs") is None:
        properties.append(_made(near, "tabs"))
        properties[-1].append(_made(near, "tab", val="right", leader="dot", pos=_WIDTH))
    link = _made(near, "hyperlink", anchor=place, history="1")
    link.extend(_runs(near, text, numbered="n" not in table.switches, place=place))
    paragraph = _made(near, "p")
    paragraph.extend([properties, link])
    return paragraph


def _runs(near: "Element", text: str, *, numbered: bool, place: str) -> "Iterator[Element]":
    for at, part in enumerate(text.split("\t")):
        if at:
            yield _run(near, "tab")
        yield _run(near, "t", part)
    if numbered:
        yield _run(near, "tab")
        yield _run(near, "fldChar", fldCharType="begin")
        yield _run(near, "instrText", f" PAGEREF {place} \\h ")
        yield _run(near, "fldChar", fldCharType="separate")
        yield _run(near, "fldChar", fldCharType="end")


def _run(near: "Element", kind: str, text: str = "", **attributes: str) -> "Element":
    run, content = _made(near, "r"), _made(near, kind, **attributes)
    if text:
        content.text = text
        content.set(_SPACE, "preserve")
    run.append(content)
    return run


def _made(near: "Element", kind: str, /, **attributes: str) -> "Element":
    made: Element = near.makeelement(W + kind, {W + key: value for key, value in attributes.items()})
    return made
