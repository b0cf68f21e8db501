"""Taking blocks out of the person's XML and putting it together again, with nothing else lost."""

from collections.abc import Iterable
from typing import Any, Final

from docx.oxml import OxmlElement
from lxml import etree

from dokumentmaskin.word.merge.content import CELLS, ROWS, STORY, top_of
from dokumentmaskin.word.names import W, leaves

_RANGES: Final = {
    (W + f"{name}Start"): (W + f"{name}End")
    for name in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
}
_EDGES: Final = frozenset({*_RANGES, *_RANGES.values()})
_BOOKMARKS: Final = frozenset({W + "bookmarkStart", W + "bookmarkEnd"})


def rebuild(container: Any, nodes: Iterable[Any], tags: frozenset[str] = STORY) -> None:
    """Put the blocks of a container in order; what stands between two blocks stays after the first.

    Args:
        container: A body, header, footer, table or cell.
        nodes: Its children that hold blocks, as they shall stand; new ones among them.
        tags: What its blocks are.
    """
    wanted = dict.fromkeys(nodes)
    between: dict[Any, list[Any]] = {}
    current: Any = None
    for child in list(container):
        if child in wanted:
            current = child
        elif child.tag != W + "sectPr" and not (child.tag in tags or _holds(child, tags)):
            between.setdefault(current, []).append(child)
            container.remove(child)
    last = container.find(W + "sectPr")
    for child in list(container):
        container.remove(child)
    container.extend(between.get(None, []))
    for node in wanted:
        container.append(node)
        container.extend(between.get(node, []))
    if last is not None:
        container.append(last)
    elif container.tag == W + "tc" and (len(container) == 0 or container[-1].tag != W + "p"):
        container.append(OxmlElement("w:p"))  # a cell ends with a paragraph (§17.4.65)


def _holds(node: Any, tags: frozenset[str]) -> bool:
    return next(leaves(node, tags), None) is not None


def take_out(element: Any) -> None:
    """Remove a block; the edges of what reaches outside it (a bookmark, a comment) stay in its place."""
    edges = {(edge.tag, edge.get(W + "id")): edge for edge in element.iter(tag="*") if edge.tag in _EDGES}
    for (tag, identity), edge in edges.items():
        other = _RANGES.get(tag) or next(start for start, end in _RANGES.items() if end == tag)
        if (other, identity) not in edges:
            element.addprevious(edge)
    element.getparent().remove(element)


def spans(paragraph: Any) -> bool:
    """Whether a field begins in the paragraph and ends elsewhere, so that it must stay as it is."""
    kinds = [mark.get(W + "fldCharType") for mark in paragraph.iter(W + "fldChar")]
    return kinds.count("begin") != kinds.count("end")


def refill(paragraph: Any, brought: Any, *, keep_look: bool) -> None:
    """Give a paragraph the runs of another, keeping its bookmarks and its section.

    Args:
        paragraph: The person's paragraph; changed in place.
        brought: A copy of the plan's, which is emptied.
        keep_look: Whether the paragraph keeps its own properties.
    """
    look = paragraph.find(W + "pPr")
    section = None if look is None else look.find(W + "sectPr")
    marks = [child for child in paragraph if child.tag in _BOOKMARKS]
    names = {mark.get(W + "name") for mark in marks} - {None}
    new_look = brought.find(W + "pPr")
    runs = [child for child in brought if child is not new_look and child.get(W + "name") not in names]
    kept = look if keep_look else new_look
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.extend([] if kept is None else [kept])
    paragraph.extend(mark for mark in marks if mark.tag == W + "bookmarkStart")
    paragraph.extend(runs)
    paragraph.extend(mark for mark in marks if mark.tag == W + "bookmarkEnd")
    if section is not None and not keep_look:
        paragraph.get_or_add_pPr().append(section)


def same_xml(one: Any, other: Any) -> bool:
    """Whether two elements, or their absence, are written the same."""
    if one is None or other is None:
        return one is other
    return bool(etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n"))


def columns(table: Any) -> int:
    """How many columns a table's grid has."""
    return sum(1 for _ in table.iterfind(f"{W}tblGrid/{W}gridCol"))


def fill_rows(table: Any, usual: int) -> None:
    """Give rows of the usual number of cells those of the columns that the person has added."""
    missing = columns(table) - usual
    if missing <= 0:
        return
    for row in leaves(table, ROWS):
        if len(list(leaves(row, CELLS))) == usual:
            for _ in range(missing):
                cell = OxmlElement("w:tc")
                cell.append(OxmlElement("w:p"))
                row.append(cell)


def whole(element: Any, container: Any, wanted: set[Any], tags: frozenset[str]) -> Any:
    """The outermost content control around a block of which all blocks are wanted, or the block itself."""
    top = top_of(element, container)
    inside = set() if top is element else set(leaves(top, tags))
    return top if inside and inside <= wanted else element
