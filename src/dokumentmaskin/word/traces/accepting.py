"""Accepting the tracked changes of one part, and taking out its comments and hidden text.

A paragraph's properties belong to its mark, so a paragraph whose mark was deleted, and is joined to the next
one, gets those of the mark that is left. A deleted mark with no paragraph after it has nothing to be joined
to; then the paragraph goes if nothing is left in it, and stays otherwise (17.13.5.15).

Sources: ISO/IEC 29500-1, 17.13.5 (revisions), 17.13.4 (comments), 17.3.2.41 (hidden text).
"""

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import (
    ADDED,
    ALTERNATIVES,
    BETWEEN,
    CELLS,
    COMMENT_MARKS,
    CONTROLS_TAKEN_AWAY,
    MATH,
    NOTES,
    OBJECTS,
    RANGES,
    TAKEN_AWAY,
    VAL,
    W,
    is_change,
    is_hidden_object,
    is_on,
)
from dokumentmaskin.word.traces.walk import shown

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from dokumentmaskin.word.styles import Styles

# Where an element marks what it stands in, instead of holding it.
_MARKED: Final = frozenset((W + "rPr", W + "trPr", W + "numPr", MATH + "ctrlPr"))
_CONTROLS: Final = frozenset((W + "sdt", W + "customXml", W + "smartTag"))
_OF_CONTROLS: Final = frozenset(W + name for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"))
_EMPTY: Final = frozenset((W + "hyperlink", W + "smartTag", MATH + "oMath", MATH + "oMathPara"))
_LOOKS: Final = frozenset((W + "rPr", MATH + "rPr"))
_MARKS: Final = BETWEEN | RANGES
_NO_BLOCK: Final = _MARKS | {W + "sectPr", W + "tcPr"}
# What is left of a cell that is merged with the one above, or no longer is (17.18.1).
_MERGED: Final = {"cont": "continue", "rest": "restart"}


def accept(root: "Element", styles: "Styles") -> None:
    """Make a part what it is when all changes in it are accepted; it is changed in place."""
    _remove_hidden(root, styles)
    _remove_comments(root)
    _unwrap_controls(root)
    _remove_cells(root)
    for node in list(root.iter(*TAKEN_AWAY)):
        if not _is_mark(node):
            _remove(node)
    for node in list(root.iter(*ADDED)):
        if not _is_mark(node):
            _unwrap(node)
    _remove_emptied(root)
    _join_paragraphs(root)
    _remove_marks(root)
    # A paragraph that has got the style of the next one may be hidden by it.
    while _remove_hidden(root, styles):
        _join_paragraphs(root)
        _remove_marks(root)


def references(root: "Element") -> set[tuple[str, str]]:
    """Return the foot- and endnotes that a part refers to, by kind and id."""
    return {(NOTES[str(node.tag)], str(node.get(W + "id", ""))) for node in root.iter(*NOTES)}


def _is_mark(node: "Element") -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in _MARKED


def _remove(node: "Element") -> None:
    """Take an element out, but leave the ends of bookmarks that may begin or end outside it."""
    parent = node.getparent()
    if parent is None:
        return
    for kept in list(node.iter(*BETWEEN)):
        node.addprevious(kept)
    parent.remove(node)


def _unwrap(node: "Element") -> None:
    for child in list(node):
        node.addprevious(child)
    _remove(node)


def _unwrap_controls(root: "Element") -> None:
    """Take away the content controls that were deleted, and keep what is in them (17.13.5.5 and 8)."""
    for start in list(root.iter(*CONTROLS_TAKEN_AWAY)):
        control = start.getnext()
        if control is None or control.tag not in _CONTROLS:
            continue
        for properties in [child for child in control if child.tag in _OF_CONTROLS]:
            control.remove(properties)
        for content in control.findall(W + "sdtContent"):
            _unwrap(content)
        _unwrap(control)


def _remove_cells(root: "Element") -> None:
    """Take away deleted rows and cells, and rows and tables that are left without any (17.13.5.1 and 14)."""
    for cell in list(root.iter(W + "tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            _remove(cell)
    for row in list(root.iter(W + "tr")):
        deleted = any(mark.tag in TAKEN_AWAY for mark in row.iterfind(f"{W}trPr/*"))
        if deleted or next(row.iter(W + "tc"), None) is None:
            _remove(row)
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tr"), None) is None:
            _replace_table(table)


def _replace_table(table: "Element") -> None:
    """Take a table away; what it stood in keeps an empty paragraph if that was all (17.4.65)."""
    parent = table.getparent()
    if parent is not None and all(node is table or node.tag in _NO_BLOCK for node in parent):
        table.addnext(table.makeelement(W + "p"))
    _remove(table)


def _remove_comments(root: "Element") -> None:
    for mark in list(root.iter(*COMMENT_MARKS)):
        run = mark.getparent()
        _remove(mark)
        if run is not None and run.tag == W + "r" and not _has_content(run):
            _remove(run)


def _has_content(run: "Element") -> bool:
    return any(child.tag not in _LOOKS for child in run.iterchildren(tag="*"))


def _remove_emptied(root: "Element") -> None:
    """Take away links and formulas that have lost all that was in them."""
    for node in reversed(list(root.iter(*_EMPTY))):
        if next(node.iter(W + "r", MATH + "r", W + "sdt", W + "fldSimple"), None) is None:
            _remove(node)


def _remove_marks(root: "Element") -> None:
    """Take away what only says that something was changed."""
    for node in list(root.iter(tag="*")):
        if node.tag == W + "cellMerge":
            _merge_cell(node)
        is_mark = node.tag in ADDED | TAKEN_AWAY and _is_mark(node)
        if is_mark or is_change(node.tag) or node.tag in RANGES | CELLS:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)


def _merge_cell(mark: "Element") -> None:
    """Give a cell the vertical merge that it is to have (17.13.5.3)."""
    properties = mark.getparent()
    wanted = _MERGED.get(mark.get(W + "vMerge", ""))
    if properties is None or wanted is None:
        return
    for before in properties.findall(W + "vMerge"):
        properties.remove(before)
    merged = properties.makeelement(W + "vMerge")
    merged.set(VAL, wanted)
    earlier = ("cnfStyle", "tcW", "gridSpan", "hMerge")  # the order of CT_TcPr (17.4.69)
    place = sum(child.tag in {W + name for name in earlier} for child in properties)
    properties.insert(place, merged)


def _remove_hidden(root: "Element", styles: "Styles") -> bool:
    """Take away what is not printed, and paragraphs that have nothing else; tell whether there was any."""
    runs = [run for run in list(root.iter(W + "r", MATH + "r")) if shown(run) and styles.hides(run)]
    drawings = [drawing for drawing in list(root.iter(*OBJECTS)) if is_hidden_object(drawing)]
    for run in runs:
        _empty(run)
    for drawing in drawings:
        # With what stands there for programs that do not know it.
        choice = next(drawing.iterancestors(ALTERNATIVES), drawing)
        if (parent := choice.getparent()) is not None:
            parent.remove(choice)
    return bool(runs or drawings)


def _empty(run: "Element") -> None:
    for child in shown(run):
        run.remove(child)
    if not _has_content(run):
        _mark_emptied(run)
        _remove(run)


def _mark_emptied(run: "Element") -> None:
    """Let a paragraph that is hidden with its mark go the way of a deleted one."""
    paragraph = next(run.iterancestors(W + "p"), None)
    if paragraph is None or not is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish")):
        return
    if any(other is not run for other in paragraph.iter(W + "r")):
        return
    looks = paragraph.find(f"{W}pPr/{W}rPr")
    if looks is not None and not any(mark.tag in TAKEN_AWAY for mark in looks):
        looks.insert(0, looks.makeelement(W + "del"))


def _join_paragraphs(root: "Element") -> None:
    """Join the paragraphs of a part, the first one first."""
    for paragraph in list(root.iter(W + "p")):
        if any(mark.tag in TAKEN_AWAY for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*")):
            _join(paragraph)


def _join(paragraph: "Element") -> None:
    parent, following = paragraph.getparent(), _following(paragraph)
    if parent is None:
        return
    if following is not None and following.tag == W + "p":
        _move_content(paragraph, following)
        parent.remove(paragraph)
    elif _can_go(paragraph, parent):
        for mark in [child for child in paragraph if child.tag in _MARKS]:
            paragraph.addprevious(mark)
        parent.remove(paragraph)


def _following(paragraph: "Element") -> "Element | None":
    """Return what comes after a paragraph, past marks that stand between paragraphs."""
    return next((node for node in paragraph.itersiblings(tag="*") if node.tag not in _MARKS), None)


def _move_content(paragraph: "Element", following: "Element") -> None:
    """Put what a paragraph holds, and the marks after it, first in the next one."""
    between = list(takewhile(lambda node: node is not following, paragraph.itersiblings(tag="*")))
    moved = [child for child in paragraph.iterchildren(tag="*") if child.tag != W + "pPr"]
    start = 1 if following.find(W + "pPr") is not None else 0
    for place, node in enumerate((*moved, *between), start):
        following.insert(place, node)


def _can_go(paragraph: "Element", parent: "Element") -> bool:
    """Tell whether a paragraph is empty, and what it stands in still ends in one without it (17.4.65)."""
    if any(child.tag not in _MARKS | {W + "pPr"} for child in paragraph.iterchildren(tag="*")):
        return False
    others = (node for node in reversed(parent) if node is not paragraph)
    last = next((node for node in others if node.tag not in _MARKS | {W + "sectPr"}), None)
    return last is not None and last.tag == W + "p"
