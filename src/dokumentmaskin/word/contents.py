r"""Tables of contents, filled from the document's own headings (ISO/IEC 29500-1, 17.16.5.65).

What stands in one is what a program left there when somebody last asked for it: in a template the codes of
its headings or «update this», in a document that is just written nothing. Who renders a template asks for
`emptied` first and fills what comes out; who makes a PDF asks for `with_contents`. The number of a page is a
field of its own in each entry (`PAGEREF`), which whoever lays out the pages sets.

Known are tables of headings: `\o` (built-in headings), `\u` (levels of outline), `\t` (other styles), `\n`
(without numbers), with what changes only their looks. One of figures, of marked entries or of a part of the
document (`\c`, `\f`, `\a`, `\l`, `\b`) stays as it is.
"""

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.fields import CODE, KIND, MARK, SIMPLE, Story
from dokumentmaskin.word.lists import Numbering, number_in
from dokumentmaskin.word.names import BOX, W
from dokumentmaskin.word.package import NUMBERING, STYLES, Package, packed, written
from dokumentmaskin.word.styles import Styles, find, heading_named, value_of
from dokumentmaskin.word.text import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_TABLE: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_SWITCH: Final = re.compile(r'\\([a-z])(?:\s+"([^"]*)"|\s+([^\s\\"]+))?', re.IGNORECASE)
_KNOWN: Final = frozenset("outhznwxps")
_LEVELS: Final = 9
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WIDTH: Final = "9062"  # of the text on a usual page, in twentieths of a point


@dataclass(slots=True)
class _Table:
    """A table of contents: the marks of its field, and its code so far."""

    begin: "Element"
    code: str = ""
    separate: "Element | None" = None
    end: "Element | None" = None
    switches: dict[str, str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether it can be filled."""
        return self.separate is not None and self.end is not None and self.switches.keys() <= _KNOWN

    def level(self, paragraph: "Element", styles: Styles) -> int:
        """The level at which a paragraph stands in it, from 1; 0 for not at all."""
        style = value_of(paragraph, "pPr/pStyle")
        name = styles.name("paragraph", style)
        if name in (others := self._others()):
            return others[name]
        first, last = self._range()
        named = heading_named(name)
        if named and first <= named <= last:
            return named
        outlined = value_of(paragraph, "pPr/outlineLvl") if "u" in self.switches else ""
        own = int(outlined) + 1 if outlined.isdecimal() else 0
        level = own or (styles.heading_level(style) if "u" in self.switches and not named else 0)
        return level if 0 < level <= (last or _LEVELS) else 0

    def _range(self) -> tuple[int, int]:
        if "o" not in self.switches and self.switches.keys() & {"t", "u"}:
            return 1, 0
        first, _, last = (self.switches.get("o") or f"1-{_LEVELS}").partition("-")
        return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else (1, _LEVELS)

    def _others(self) -> dict[str, int]:
        r"""The styles of `\\t`, by their folded names, each with its level."""
        said = re.split("[;,]", self.switches.get("t", ""))
        pairs = zip(said[::2], said[1::2], strict=False)
        return {name.strip().casefold(): int(level) for name, level in pairs if level.strip().isdecimal()}


def emptied(docx: bytes) -> bytes:
    """A .docx whose tables of contents hold nothing; one without any byte for byte.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    if not _may_have(package.raw(package.main)):
        return docx
    root = package.root(package.main)
    tables = [table for table in _tables(root) if table.is_known and _empty(table)]
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
    tables = [table for table in _tables(root) if table.is_known]
    chosen = [table for table in tables if (all_of_them or not _has_entries(table)) and _empty(table)]
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


def _tables(root: "Element") -> list[_Table]:
    """The tables of contents of a body, the outermost where one holds another."""
    found: list[_Table] = []
    going: list[_Table] = []
    for node in root.iter(MARK, CODE):
        kind = node.get(KIND)
        if kind == "begin":
            going.append(_Table(node))
        elif going and node.tag == CODE and going[-1].separate is None:
            going[-1].code += node.text or ""
        elif going and kind == "separate":
            going[-1].separate = node
        elif going and kind == "end":
            table = going.pop()
            table.end = node
            if _TABLE.match(table.code) and not any(_TABLE.match(around.code) for around in going):
                said = _SWITCH.findall(table.code)
                table.switches = {name.lower(): quoted or bare for name, quoted, bare in said}
                found.append(table)
    return found


def _ends(table: _Table) -> "tuple[Element | None, Element | None]":
    """The paragraphs in which the result begins and ends, when they stand beside each other."""
    marks = (table.separate, table.end)
    first, last = (next(mark.iterancestors(W + "p"), None) for mark in marks if mark is not None)
    if first is None or last is None or first.getparent() is not last.getparent():
        return None, None
    return first, last


def _has_entries(table: _Table) -> bool:
    """Whether something in it leads to a place, as an entry does."""
    first, last = _ends(table)
    if first is None or last is None:
        return True
    paragraphs = (first, *_until(last, first.itersiblings()), last)
    nodes = (node for one in paragraphs for node in one.iter(W + "hyperlink", CODE, SIMPLE))
    return any("PAGEREF" in f"{node.text}{node.get(W + 'instr')}" or node.get(W + "anchor") for node in nodes)


def _empty(table: _Table) -> bool:
    """Take the entries out of a table; False when its field is not one that can be followed."""
    first, last = _ends(table)
    if first is None or last is None or table.separate is None or table.end is None:
        return False
    begun, ended = _child_of(first, table.separate), _child_of(last, table.end)
    if begun is ended:
        return False
    gone = [*table.separate.itersiblings(), *_until(ended, begun.itersiblings())]
    if first is not last:
        gone += _until(last, first.itersiblings())
        gone += _until(ended, (one for one in last if one.tag != W + "pPr"))
    for one in gone:
        one.getparent().remove(one)
    return True


def _until(end: "Element", nodes: "Iterable[Element]") -> "list[Element]":
    return list(takewhile(lambda one: one is not end, nodes))


def _child_of(paragraph: "Element", node: "Element") -> "Element":
    """The child of a paragraph in which a node stands."""
    return next(one for one in (node, *node.iterancestors()) if one.getparent() is paragraph)


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


def _fill(table: _Table, headings: _Headings) -> None:
    """Put an entry for each heading into an empty table; its last paragraph keeps the end of the field."""
    first, last = _ends(table)
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
    ended = _child_of(last, table.end)
    for child in [one for one in first if one.tag != W + "pPr"]:
        if child is ended:
            break
        entries[0][-1].addprevious(child)
    for entry in entries:
        last.addprevious(entry)
    if first is not last:
        first.getparent().remove(first)


def _entry(table: _Table, level: int, text: str, place: str, styles: Styles) -> "Element":
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
