"""Joining a paragraph whose mark was deleted to the one after it (ISO/IEC 29500-1, 17.13.5.15).

A paragraph's properties belong to its mark, so the joined paragraph has those of the mark that is left: the
following one's. A deleted mark with no paragraph after it has nothing to be joined to; then the paragraph
goes if nothing is left in it, and stays otherwise.
"""

from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import BETWEEN, RANGES, TAKEN_AWAY, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_P: Final = W + "p"
_MARKS: Final = BETWEEN | RANGES
_AFTER_TEXT: Final = W + "sectPr"


def join_paragraphs(root: "Element") -> None:
    """Join the paragraphs of a part, the first one first."""
    for paragraph in list(root.iter(_P)):
        if any(mark.tag in TAKEN_AWAY for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*")):
            _join(paragraph)


def _join(paragraph: "Element") -> None:
    parent, following = paragraph.getparent(), _following(paragraph)
    if parent is None:
        return
    if following is not None and following.tag == _P:
        _move_content(paragraph, following)
        parent.remove(paragraph)
    elif not _content(paragraph) and _can_go(paragraph):
        for mark in [child for child in paragraph if child.tag in _MARKS]:
            paragraph.addprevious(mark)
        parent.remove(paragraph)


def _following(paragraph: "Element") -> "Element | None":
    """Return what comes after a paragraph, past marks that stand between paragraphs."""
    return next((node for node in paragraph.itersiblings(tag="*") if node.tag not in _MARKS), None)


def _move_content(paragraph: "Element", following: "Element") -> None:
    """Put what a paragraph holds, and the marks after it, first in the next one."""
    between = []
    for node in paragraph.itersiblings(tag="*"):
        if node is following:
            break
        between.append(node)
    moved = [child for child in paragraph.iterchildren(tag="*") if child.tag != W + "pPr"]
    start = 1 if following.find(W + "pPr") is not None else 0
    for place, node in enumerate((*moved, *between), start):
        following.insert(place, node)


def _content(paragraph: "Element") -> "list[Element]":
    return [
        child
        for child in paragraph.iterchildren(tag="*")
        if child.tag != W + "pPr" and child.tag not in _MARKS
    ]


def _can_go(paragraph: "Element") -> bool:
    """Tell whether what a paragraph stands in still ends in one without it, as it must (17.4.65)."""
    parent = paragraph.getparent()
    blocks = [
        node
        for node in (parent if parent is not None else ())
        if node is not paragraph and node.tag not in _MARKS and node.tag != _AFTER_TEXT
    ]
    return bool(blocks) and blocks[-1].tag == _P
