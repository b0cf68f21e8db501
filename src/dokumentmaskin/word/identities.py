"""What may stand only once in a document, and stands twice when a part of it is repeated: identities.

Word opens a file with two bookmarks of one name or two shapes of one identity, and drops one of them; other
programs refuse it. Who repeats a part of a document calls this with what came of it. A document in which
nothing is repeated stays as it is.
"""

from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import OFFICE, VAL, VML, WP, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

_DRAWING: Final = WP + "docPr"
_PARAGRAPH_IDS: Final = tuple(
    "{http://schemas.microsoft.com/office/word/2010/wordml}" + name for name in ("paraId", "textId")
)
_COMMENTED: Final = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_FIRST_DRAWING: Final = 1001
_LONGEST_NAME: Final = 40  # that a bookmark may have (ISO/IEC 29500-1, 17.13.6.2)


def make_unique(roots: "Iterable[Element]") -> None:
    """Give what is repeated in the parts of a document identities of its own.

    A link or a reference leads to the first of what had one name; whoever knows better renames before.
    """
    parts = list(roots)
    for number, drawing in enumerate(_all(parts, _DRAWING), _FIRST_DRAWING):
        drawing.set("id", str(number))
    _bookmarks(parts)
    _controls(parts)
    for root in parts:
        _shapes(root)
        _comments(root)
        _paragraphs(root)


def _all(parts: "Iterable[Element]", *tags: str) -> "Iterator[Element]":
    for root in parts:
        yield from root.iter(*tags)


def _bookmarks(parts: "list[Element]") -> None:
    pairs, alone = _pairs(parts)
    for mark in alone:
        _drop(mark)
    used = [start.get(W + "id") for start, _ in pairs]
    if len(set(used)) < len(used):
        for number, pair in enumerate(pairs):
            for mark in pair:
                mark.set(W + "id", str(number))
    names: set[str] = set()
    for start, _ in pairs:
        name = _free(start.get(W + "name", ""), names)
        start.set(W + "name", name)
        names.add(name.casefold())


def _free(name: str, used: set[str]) -> str:
    """A name that is not used; the same when it is not."""
    free, count = name, 1
    while free.casefold() in used:
        count += 1
        ending = f"_{count}"
        free = name[: _LONGEST_NAME - len(ending)] + ending
    return free


def _pairs(parts: "list[Element]") -> "tuple[list[tuple[Element, Element]], list[Element]]":
    """The beginnings of bookmarks with their ends, in order, and what has no other half."""
    ends: dict[Element, Element] = {}
    starts, alone = [], []
    open_: dict[str, list[Element]] = {}
    for mark in _all(parts, W + "bookmarkStart", W + "bookmarkEnd"):
        waiting = open_.setdefault(mark.get(W + "id", ""), [])
        if mark.tag == W + "bookmarkStart":
            starts.append(mark)
            waiting.append(mark)
        elif waiting:
            ends[waiting.pop()] = mark
        else:
            alone.append(mark)
    return [(s, ends[s]) for s in starts if s in ends], [*alone, *(s for s in starts if s not in ends)]


def _controls(parts: "list[Element]") -> None:
    used: set[str] = set()
    for control in _all(parts, W + "sdtPr"):
        if (own := control.find(W + "id")) is not None:
            number = own.get(VAL, "")
            while number in used and number.lstrip("-").isdecimal():
                number = str(abs(int(number)) % (2**31 - 2) + 1)
            own.set(VAL, number)
            used.add(number)


def _shapes(root: "Element") -> None:
    used: set[str] = set()
    for shape in [e for e in root.iter(VML + "*") if e.get("id")]:
        old = shape.get("id", "")
        if old in used and shape.tag == VML + "shapetype":
            _drop(shape)  # a kind of shape is said once (19.1.2.20)
            continue
        new = _free(old, used)
        used |= {old, new.casefold()}
        if new != old:
            _rename(shape, new)


def _rename(shape: "Element", name: str) -> None:
    shape.set("id", name)
    shape.attrib.pop(OFFICE + "spid", None)  # the same for older programs; Word makes a new one
    around = shape.getparent()
    for embedded in around.iter(OFFICE + "OLEObject") if around is not None else ():
        embedded.set("ShapeID", name)


def _comments(root: "Element") -> None:
    seen: set[tuple[str, str]] = set()
    for mark in list(root.iter(*_COMMENTED)):
        key = (str(mark.tag), mark.get(W + "id", ""))
        if key in seen:
            _drop(mark)
        seen.add(key)


def _paragraphs(root: "Element") -> None:
    seen: set[str] = set()
    for element in root.iter(W + "p", W + "tr"):
        own = element.get(_PARAGRAPH_IDS[0])
        if own in seen:
            for name in _PARAGRAPH_IDS:
                element.attrib.pop(name, None)
        elif own:
            seen.add(own)


def _drop(element: "Element") -> None:
    around = element.getparent()
    if around is not None:
        around.remove(element)
