"""What each turn of a loop has for itself: its lists begin anew, and its bookmarks have names of their own.

A template holds them once. Before it is filled they are marked here with a code that asks for the turn's own;
while it is filled, `Repeats` answers. The first turn keeps what the template has, so that a link from outside
the loop leads to it; links and references inside a turn lead to the turn's own bookmark.

A list whose item is the first thing in a turn counts through the turns («1. Sak A», «2. Sak B»); one that
stands after something else in it begins anew in each.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from dokumentmaskin.word import VAL, W, value_of

ASK: Final = "_egen"
_LIST, _BOOKMARK = "liste", "bokmerke"
_LOOP: Final = re.compile(r"\{%-?\s*(for|endfor)\b")
_REFERENCE: Final = re.compile(r"""(?i)^(\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+"?)([\w.-]+)""")
_LONGEST: Final = 40  # that a bookmark's name may be (17.13.6.2)
_LEVELS: Final = 9
# lxml's own, as in `preparing`.
_TEXT: Final[Any] = etree.ElementBase.text
# The loops that something stands in, the outermost first.
_Path = tuple[int, ...]


def mark_own(root: Any, lists: Mapping[str, str]) -> None:
    """Mark what each turn of the loops of a part has for itself.

    Args:
        root: The part, its codes whole.
        lists: The styles that number their paragraphs, with the list's number; empty for a heading's.
    """
    inside = [(element, path) for element, path in _walk(root)]
    if not any(path for _, path in inside):
        return
    _mark_bookmarks(inside)
    _mark_lists(inside, lists)


def _walk(root: Any) -> Iterator[tuple[Any, _Path]]:
    """Each element in its order, with the loops that it stands in."""
    path: list[int] = []
    count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and isinstance(element.tag, str):
            yield element, tuple(path)
        text = _TEXT.__get__(element) if event == "start" else element.tail
        for loop in _LOOP.finditer(text or ""):
            if loop[1] == "for":
                count += 1
                path.append(count)
            elif path:
                path.pop()


def _mark_bookmarks(inside: list[tuple[Any, _Path]]) -> None:
    homes = {e.get(W + "name", ""): path for e, path in inside if e.tag == W + "bookmarkStart" and path}

    def own(name: str, path: _Path) -> str:
        home = homes.get(name, ())
        return _asked(_BOOKMARK, name, len(home)) if home and path[: len(home)] == home else name

    def said(text: str, path: _Path) -> str:
        return _REFERENCE.sub(lambda reference: reference[1] + own(reference[2], path), text)

    for element, path in inside:
        if not path:
            continue
        if element.tag == W + "bookmarkStart":
            element.set(W + "name", own(element.get(W + "name", ""), path))
        elif element.tag == W + "hyperlink" and (anchor := element.get(W + "anchor")):
            element.set(W + "anchor", own(anchor, path))
        elif element.tag == W + "fldSimple":
            element.set(W + "instr", said(element.get(W + "instr", ""), path))
        elif element.tag == W + "instrText":
            _TEXT.__set__(element, said(_TEXT.__get__(element) or "", path))


def _mark_lists(inside: list[tuple[Any, _Path]], lists: Mapping[str, str]) -> None:
    paragraphs = [(p, path, _list_of(p, lists)) for p, path in inside if p.tag == W + "p" and _shows(p)]
    first: dict[int, str] = {}
    for _, path, number in paragraphs:
        for loop in path:
            first.setdefault(loop, number)
    for paragraph, path, number in paragraphs:
        depth = next((at for at in range(len(path), 0, -1) if first[path[at - 1]] != number), 0)
        if number and depth:
            _list_element(paragraph).set(VAL, _asked(_LIST, number, depth))


def _list_of(paragraph: Any, lists: Mapping[str, str]) -> str:
    """The list that a paragraph is an item of; empty for none, and for a heading."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    by_style = lists.get(style.get(VAL, "") if style is not None else "")
    if by_style == "":
        return ""
    own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    number = (by_style or "") if own is None else own.get(VAL, "")
    return number if number.isdecimal() and number != "0" else ""


def _shows(paragraph: Any) -> bool:
    has_words = any(_TEXT.__get__(text) for text in paragraph.iter(W + "t"))
    return has_words or next(paragraph.iter(W + "drawing"), None) is not None


def _list_element(paragraph: Any) -> Any:
    """A paragraph's own word on which list it is of, which one by its style has not yet."""
    look = paragraph.find(W + "pPr")
    numbering = look.find(W + "numPr")
    if numbering is None:
        numbering = etree.Element(W + "numPr")
        before = [child for child in look if child.tag in _BEFORE_NUMBERING]
        (before[-1].addnext if before else lambda new: look.insert(0, new))(numbering)
    number = numbering.find(W + "numId")
    return etree.SubElement(numbering, W + "numId") if number is None else number


# 17.3.1.26: what stands before it in the properties of a paragraph.
_BEFORE_NUMBERING: Final = {
    W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}


def _asked(kind: str, value: str, depth: int) -> str:
    quoted = re.sub(r"[^\w .-]", lambda sign: f"\\u{ord(sign[0]):04x}", value)
    return f"{{{{ {ASK}('{kind}', '{quoted}', {depth}) }}}}"


@dataclass(slots=True)
class Repeats:
    """What the turns of one rendering have for themselves.

    Attributes:
        next_list: The first number that no list has.
        open: The turns that are under way, by number, the outermost first.
        counted: The template's lists that count their items.
        lists: The lists that were made, each with the one that it is like.
    """

    next_list: int = 1
    counted: frozenset[str] = frozenset()
    open: list[int] = field(default_factory=list)
    lists: dict[int, str] = field(default_factory=dict)
    _turns: int = 0
    _names: dict[tuple[str, str, tuple[int, ...]], str] = field(default_factory=dict)
    _used: dict[tuple[str, str], int] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a turn."""
        self._turns += 1
        self.open.append(self._turns)

    def end(self) -> None:
        """End the turn that is under way."""
        self.open.pop()

    def own(self, kind: str, value: str, depth: int) -> str:
        """The list or the bookmark that stands for another in the turn under way."""
        if kind == _LIST and value not in self.counted:
            return value
        key = (kind, value, tuple(self.open[:depth]))
        if key not in self._names:
            count = self._used[kind, value] = self._used.get((kind, value), 0) + 1
            self._names[key] = value if count == 1 else self._another(kind, value, count)
        return self._names[key]

    def _another(self, kind: str, value: str, count: int) -> str:
        if kind == _LIST:
            number = self.next_list + len(self.lists)
            self.lists[number] = value
            return str(number)
        ending = f"_{count}"
        return value[: _LONGEST - len(ending)] + ending

    def know(self, document: Document) -> None:
        """Learn which numbers the lists of a template have."""
        numbers = [int(number.get(W + "numId", "0")) for number in _numbers(document)]
        self.next_list = max(numbers, default=0) + 1
        self.counted = counted_lists(document)

    def put_lists(self, document: Document) -> None:
        """Put the lists that were made in the document, each beginning anew (17.9.15)."""
        known = {number.get(W + "numId"): number for number in _numbers(document)}
        last = next(reversed(known.values()), None)
        for number, like in self.lists.items():
            if like in known and last is not None:
                new = _anew(known[like])
                new.set(W + "numId", str(number))
                last.addnext(new)
                last = new


def _numbers(document: Document) -> list[Any]:
    parts = [
        rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING
    ]
    return [number for part in parts for number in part.element.iterchildren(W + "num")]


def counted_lists(document: Document) -> frozenset[str]:
    """The lists of a document that have numbers or letters, not bullets alone."""
    formats = {
        number.get(W + "numId", ""): {value_of(level, "numFmt") for level in _levels(_abstract(number))}
        for number in _numbers(document)
    }
    return frozenset(number for number, has in formats.items() if has - {"bullet", "none"})


def _levels(abstract: Any) -> list[Any]:
    return [] if abstract is None else list(abstract.iterchildren(W + "lvl"))


def _abstract(number: Any) -> Any:
    kinds = number.getparent().iterchildren(W + "abstractNum")
    return next((k for k in kinds if k.get(W + "abstractNumId") == value_of(number, "abstractNumId")), None)


def _anew(model: Any) -> Any:
    """A list like another, whose levels begin where that one's do."""
    abstract = _abstract(model)
    new = copy.deepcopy(model)
    changed = {level.get(W + "ilvl"): level for level in new.iterchildren(W + "lvlOverride")}
    for at in map(str, range(_LEVELS)):
        level = changed.get(at)
        if level is None:
            level = etree.SubElement(new, W + "lvlOverride", {W + "ilvl": at})
        if level.find(W + "startOverride") is None:
            level.insert(0, etree.Element(W + "startOverride", {VAL: _start(level, abstract, at)}))
    return new


def _start(level: Any, abstract: Any, at: str) -> str:
    own = level.find(f"{W}lvl/{W}start")
    if own is None and abstract is not None:
        own = abstract.find(f"{W}lvl[@{W}ilvl='{at}']/{W}start")
    return "1" if own is None else own.get(VAL, "1")
