"""A word wider than its table cell gets several runs in the document that the built-in engine reads.

rdocx breaks a line between words and between runs, never between the letters of one run, so such a word
runs over the next cell's text. Cut into runs it is broken where the line is full, as Word does, with no sign
added. A word that fits on a line of its own is left whole: it is moved to the next line instead.

What decides how wide a cell is was measured with rdocx 0.16.3: the table's grid alone (`w:tcW` is not read),
made smaller where the table is wider than the text; a table without a grid gets columns of the same width.
Widths are in twentieths of a point, as the document has them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING

from dokumentmaskin.pdf.engines.symbols import split_run
from dokumentmaskin.pdf.engines.widths import SIDES, Look, Looks, look_of, number, setting_of, value
from dokumentmaskin.word import W, find

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag"))
_MARGIN = 108.0  # of a cell, to its left and right (ISO/IEC 29500-1, 17.4.42)
_FIRST = 0.6  # of the line: the part of a word that is not cut, lest it be broken after a letter or two
_SHORTEST = 5  # letters; less is not worth breaking

# A piece of text in which the engine breaks no line, and where a piece may be cut: two letters are moved.
_LONG = r">[^<]*?[^\s</–—-]{14}"
_PIECE = f"(?:[^\\s/–—-]|[\u00a0\u202f]|[/-](?=\\d)){{{_SHORTEST},}}[/–—-]*"
_CUT = "(?<=[\\w.@_\u00a0])(?=\\w\\w)"

_compiled = cache(re.compile)


def may_have_long_words(xml: str) -> bool:
    """Tell whether a part may have words to break, at the cost of one search: a table, and a long word."""
    return "<w:tc" in xml and bool(_compiled(_LONG).search(xml))


def break_long_words(root: "Element", looks: Looks) -> bool:
    """Cut the words of a part that are wider than their table cells into runs; tell whether there were any.

    Args:
        root: The part's root element, which is changed.
        looks: What the document says of looks.
    """
    broken = False
    for table in list(root.iter(W + "tbl")):
        if next(table.iterancestors(W + "tc"), None) is None:
            broken |= _in_table(table, _text_width(table), looks)
    return broken


def _in_table(table: "Element", room: float, looks: Looks) -> bool:
    """Break the long words of a table, and of the tables in it, that has so much room."""
    style = value([table], "tblPr/tblStyle")
    margins = _margins([table, *looks.styles.chain("table", style)], "tblPr/tblCellMar", (_MARGIN, _MARGIN))
    columns = _columns(table, room)
    broken = False
    for row in _within(table, "tr"):
        for cell, width in _cells(row, columns):
            inner = width - sum(_margins([cell], "tcPr/tcMar", margins))
            broken |= _in_cell(cell, inner, style, looks)
    return broken


def _in_cell(cell: "Element", room: float, table_style: str | None, looks: Looks) -> bool:
    broken = False
    for paragraph in _within(cell, "p"):
        style, indents = setting_of(paragraph, looks)
        for run in list(paragraph.iter(W + "r")):
            look = look_of(run, style, table_style, looks)
            broken |= _in_run(run, paragraph, room - indents, look)
    for table in _within(cell, "tbl"):
        broken |= _in_table(table, room, looks)
    return broken


def _in_run(run: "Element", paragraph: "Element", room: float, look: Look) -> bool:
    broken = False
    for texts in reversed(_texts(run)):  # what stands after a text leaves the run
        pieces = _pieces(_said(texts), room, look)
        # A text box in the paragraph has paragraphs of its own, and a width of its own.
        if len(pieces) > 1 and next(run.iterancestors(W + "p"), None) is paragraph:
            for more in texts[1:]:
                run.remove(more)
            split_run(run, texts[0], pieces)
            broken = True
    return broken


def _texts(run: "Element") -> "list[list[Element]]":
    """Return the texts of a run, those that follow each other together."""
    groups: list[list[Element]] = [[]]
    for child in run:
        if child.tag == W + "t":
            groups[-1].append(child)
        else:
            groups.append([])
    return [group for group in groups if group]


def _said(texts: "Iterable[Element]") -> str:
    """Return what texts say together; outer space counts only where it is preserved (17.3.3.31)."""
    return "".join(
        (text.text or "") if text.get(_SPACE) == "preserve" else (text.text or "").strip() for text in texts
    )


def _pieces(text: str, room: float, look: Look) -> list[str]:
    """Return a text cut where a line may break: within words that are wider than the room."""
    cuts = [0]
    fitting = look.surely_fit(room)
    for word in _compiled(_PIECE).finditer(text):
        reach = list(accumulate(look.widths(word[0]))) if len(word[0]) > fitting else [0.0]
        if reach[-1] > room > 0:
            first = word.start() + max(1, bisect_right(reach, room * _FIRST))
            cuts += [cut.start() for cut in _compiled(_CUT).finditer(text, first, word.end())]
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def _text_width(table: "Element") -> float:
    """Return how wide the text is in the section of a table; in a header or footer nothing is known."""
    sections = table.xpath("following::w:sectPr[1]", namespaces={"w": W[1:-1]})
    width = number(value(sections, "pgSz", "w"), inf)
    return width - sum(number(value(sections, "pgMar", side), 0) for side in ("left", "right", "gutter"))


def _columns(table: "Element", room: float) -> list[float]:
    """Return the widths of a table's columns; none when nothing is known."""
    columns = find(table, "tblGrid")
    grid = [] if columns is None else [number(column.get(W + "w"), 0) for column in columns]
    if sum(grid) > 0:
        scale = min(1, room / sum(grid))
        return [width * scale for width in grid]
    count = max((sum(map(_span, _within(row, "tc"))) for row in _within(table, "tr")), default=0)
    return [] if room == inf else [room / count] * count


def _cells(row: "Element", columns: Sequence[float]) -> "Iterator[tuple[Element, float]]":
    """Yield a row's cells of known width."""
    column = int(number(value([row], "trPr/gridBefore"), 0))
    for cell in _within(row, "tc"):
        end = column + _span(cell)
        if end <= len(columns):
            yield cell, sum(columns[column:end])
        column = end


def _span(cell: "Element") -> int:
    return int(number(value([cell], "tcPr/gridSpan"), 1))


def _margins(places: "Sequence[Element]", where: str, otherwise: Sequence[float]) -> list[float]:
    """Return a cell's left and right margin, from the first place that has each of them."""
    found = [margins for place in places if (margins := find(place, where)) is not None]
    return [number(_margin(found, names), margin) for names, margin in zip(SIDES, otherwise, strict=True)]


def _margin(found: "Sequence[Element]", names: Sequence[str]) -> str | None:
    said = (value([margins], name, "w") for margins in found for name in names)
    return next(filter(None, said), None)


def _within(parent: "Element", name: str) -> "Iterator[Element]":
    """Yield the children of a name, those in content controls and the like too."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, name)
