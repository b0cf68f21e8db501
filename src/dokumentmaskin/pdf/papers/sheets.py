"""Spreadsheets so that their pages can be read: each sheet as wide as its page, its heads on every page.

LibreOffice first gives the spreadsheet, of whatever kind, as one XML file (flat OpenDocument); this module
sets its pages; then LibreOffice makes the PDF. A sheet that its author has set the pages of is left as it is.
What is too wide to be read on one page goes on in pages to the right, with the names of its rows again, and
that is told. Source: OpenDocument 1.3 part 3, 9.1 (tables), 16.5 (page layouts), 16.9 (master pages) and
20.354 to 20.356 (scaling).
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word import parsed, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OPEN: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TABLE, _FO = (f"{{{_OPEN}{name}:1.0}}" for name in ("style", "table", "xsl-fo-compatible"))
_CENTIMETRES: Final = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}
_LENGTH: Final = re.compile(r"([\d.]+)(cm|mm|in|pt|pc)")
_SCALED: Final = ("scale-to", "scale-to-pages", "scale-to-X", "scale-to-Y")
_A4: Final = (21.0, 29.7)  # centimetres
_LYING: Final = ((29.7, 21.0), (42.0, 29.7))  # A4 and A3 on their sides
_MARGIN: Final = 1.5  # centimetres
_SMALLEST: Final = 0.6  # of its size, what a sheet is shown in at the least: ten points become six
_USUAL_WIDTH: Final = 2.258  # centimetres, of a column that says none
_MOST_HEAD_ROWS: Final = 5
# What a sheet is shown by, and what each names the next by.
_CHAIN: Final = {"style": "master-page-name", "master-page": "page-layout-name", "page-layout": ""}


def fitted(flat: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Set the pages of a spreadsheet.

    Args:
        flat: A spreadsheet as flat OpenDocument.

    Returns:
        The same with its pages set, and the names of the sheets that do not fit on the width of one.

    Raises:
        DamagedError: It is no XML.
    """
    root = parsed(flat)
    widths = dict(_widths(root))
    split = [name for table in _sheets(root) if not _fits(root, table, widths) and (name := _name(table))]
    return written(root), tuple(split)


def _sheets(root: "Element") -> "Iterator[Element]":
    """The tables that are sheets; others stand in charts."""
    for table in root.iter(f"{_TABLE}table"):
        parent = table.getparent()
        if parent is not None and str(parent.tag).endswith("}spreadsheet"):
            yield table


def _name(table: "Element") -> str:
    return str(table.get(f"{_TABLE}name", ""))


def _fits(root: "Element", table: "Element", widths: dict[str, float]) -> bool:
    """Set the page of a sheet; tell whether it fits on the width of one."""
    rows = list(map(_filled, table.iter(f"{_TABLE}table-row")))
    used = max(map(max, filter(None, rows)), default=0)
    layout = _own_layout(root, table)
    looks = layout.find(f"{_STYLE}page-layout-properties") if layout is not None else None
    if looks is None or not used or _is_set(looks, table):
        return True
    _repeat_rows(table, rows, used)
    wide = sum(islice(_columns(table, widths), used))
    if wide <= _room(looks):
        return True
    size = next((one for one in _LYING if wide * _SMALLEST <= one[0] - 2 * _MARGIN), None)
    _set(looks, size)
    if size is None:
        _repeat_first_column(table)
    return size is not None


def _is_set(looks: "Element", table: "Element") -> bool:
    """Whether somebody has set how the pages of a sheet are to be."""
    scaled = any(looks.get(_STYLE + key, "100%") not in {"100%", "0"} for key in _SCALED)
    return scaled or f"{_TABLE}print-ranges" in table.attrib


def _widths(root: "Element") -> Iterator[tuple[str, float]]:
    """The width of columns in centimetres, by the name of their style."""
    for style in root.iter(f"{_STYLE}style"):
        if style.get(f"{_STYLE}family") == "table-column":
            looks = style.find(f"{_STYLE}table-column-properties")
            said = looks.get(f"{_STYLE}column-width", "") if looks is not None else ""
            yield str(style.get(f"{_STYLE}name", "")), _length(said, _USUAL_WIDTH)


def _length(said: str | None, otherwise: float) -> float:
    found = _LENGTH.fullmatch(said or "")
    return float(found[1]) * _CENTIMETRES[found[2]] if found else otherwise


def _room(looks: "Element") -> float:
    """How wide the content of a page may be, in centimetres."""
    lies = looks.get(f"{_STYLE}print-orientation") == "landscape"
    wide = _length(looks.get(f"{_FO}page-width"), _A4[lies])
    return wide - sum(_length(looks.get(f"{_FO}margin-{edge}"), 2.0) for edge in ("left", "right"))


def _columns(table: "Element", widths: dict[str, float]) -> Iterator[float]:
    """The widths of the columns of a sheet, in order."""
    each = (
        repeat(
            0.0
            if column.get(f"{_TABLE}visibility", "visible") != "visible"
            else widths.get(str(column.get(f"{_TABLE}style-name", "")), _USUAL_WIDTH),
            _count(column, "columns-repeated"),
        )
        for column in table.iter(f"{_TABLE}table-column")
    )
    return chain.from_iterable(each)


def _count(thing: "Element", what: str) -> int:
    said = str(thing.get(f"{_TABLE}number-{what}", "1"))
    return int(said) if said.isdecimal() else 1


def _filled(row: "Element") -> list[int]:
    """The columns of a row, from 1, in which something stands; of several that are one, the last."""
    found, place = [], 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _count(cell, "columns-repeated")
        if len(cell):
            found.append(place + max(times, _count(cell, "columns-spanned")))
        place += times
    return found


def _repeat_rows(table: "Element", rows: list[list[int]], used: int) -> None:
    """Let the first row that has words over most columns, and those above it, stand on every page."""
    heads = next((n for n, row in enumerate(rows[:_MOST_HEAD_ROWS], 1) if len(row) * 2 > used), 0)
    first = list(islice(table.iterchildren(f"{_TABLE}table-row"), heads))
    if not heads or len(rows) <= heads or table.find(f"{_TABLE}table-header-rows") is not None:
        return
    if len(first) < heads or any(_count(row, "rows-repeated") > 1 for row in first):
        return
    _wrap(table, "table-header-rows", first)


def _repeat_first_column(table: "Element") -> None:
    column = next(table.iterchildren(f"{_TABLE}table-column"), None)
    if column is None or table.find(f"{_TABLE}table-header-columns") is not None:
        return
    if (times := _count(column, "columns-repeated")) > 1:
        rest = deepcopy(column)
        rest.set(f"{_TABLE}number-columns-repeated", str(times - 1))
        column.attrib.pop(f"{_TABLE}number-columns-repeated")
        column.addnext(rest)
    _wrap(table, "table-header-columns", [column])


def _wrap(table: "Element", name: str, things: "list[Element]") -> None:
    around = table.makeelement(_TABLE + name, {})
    things[0].addprevious(around)
    around.extend(things)


def _set(looks: "Element", size: tuple[float, float] | None) -> None:
    """Lay a page on its side: of a size that all columns are shown on, or A4 for some of them at a time."""
    wide, high = size or _LYING[0]
    looks.set(f"{_FO}page-width", f"{wide}cm")
    looks.set(f"{_FO}page-height", f"{high}cm")
    looks.set(f"{_STYLE}print-orientation", "landscape")
    for edge in ("left", "right"):
        looks.set(f"{_FO}margin-{edge}", f"{_MARGIN}cm")
    for key in _SCALED:
        looks.attrib.pop(_STYLE + key, None)
    if size is not None:
        looks.set(f"{_STYLE}scale-to-X", "1")
        looks.set(f"{_STYLE}scale-to-Y", "0")


def _own_layout(root: "Element", table: "Element") -> "Element | None":
    """The page layout of a sheet, made its own: sheets may share them. None when the file says none."""
    chained, holder, key = [], table, f"{_TABLE}style-name"
    number = len(list(table.itersiblings(preceding=True)))
    for kind, leads in _CHAIN.items():
        shared = _named(root, kind, str(holder.get(key, "")))
        if shared is None:
            return None
        own = deepcopy(shared)
        own.set(f"{_STYLE}name", f"{shared.get(f'{_STYLE}name')}_{number}")
        own.attrib.pop(f"{_STYLE}display-name", None)
        chained.append((shared, own, holder, key))
        holder, key = own, _STYLE + leads
    for shared, own, before, lead in chained:
        shared.addnext(own)
        before.set(lead, str(own.get(f"{_STYLE}name")))
    return chained[-1][1]


def _named(root: "Element", kind: str, name: str) -> "Element | None":
    return next((one for one in root.iter(_STYLE + kind) if one.get(f"{_STYLE}name") == name), None)
