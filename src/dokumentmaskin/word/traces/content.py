"""The words of a piece of a document, to be quoted."""

from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import (
    BOX,
    COMMENT_MARKS,
    FALLBACK,
    MATH,
    OBJECTS,
    SPACES,
    TAKEN_AWAY,
    W,
    elements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

TEXT: Final = frozenset((W + "t", W + "delText", MATH + "t"))
# What a run holds besides what it shows: its looks, the machinery of fields, marks (17.3.3, 17.16.18).
_NOT_SHOWN: Final = COMMENT_MARKS | {MATH + "rPr"} | frozenset(
    W + name
    for name in ("rPr", "fldChar", "instrText", "delInstrText", "lastRenderedPageBreak", "separator",
                 "continuationSeparator", "footnoteRef", "endnoteRef")
)  # fmt: skip
_NO_TEXT: Final = frozenset((FALLBACK, W + "rPr", W + "pPr"))


def shown(run: "Element") -> "list[Element]":
    """Return what a run puts on the page; text that is deleted counts as it did before."""
    return [child for child in elements(run) if child.tag not in _NOT_SHOWN]


def words(node: "Element", *, deleted: bool = True) -> str:
    """Return the text below a node in one line, with that which is deleted or without it."""
    left_out = frozenset[str]() if deleted else TAKEN_AWAY
    return " ".join("".join(_pieces(node, left_out)).split())


def words_of(child: "Element") -> str:
    """Return the text of one piece of run content; of a picture, that it is one."""
    return "".join(_piece(child, frozenset()))


def _pieces(node: "Element", left_out: frozenset[str]) -> "Iterator[str]":
    for child in elements(node):
        if child.tag not in left_out:
            yield from _piece(child, left_out)


def _piece(node: "Element", left_out: frozenset[str]) -> "Iterator[str]":
    if node.tag in TEXT:
        yield node.text or ""
    elif node.tag in SPACES:
        yield " "
    elif node.tag == W + "noBreakHyphen":
        yield "-"
    elif node.tag in OBJECTS and node.find(f".//{BOX}") is None:
        yield "(bilde)"
    elif node.tag == W + "p":
        yield from (*_pieces(node, left_out), " ")
    elif node.tag not in _NO_TEXT:
        yield from _pieces(node, left_out)
