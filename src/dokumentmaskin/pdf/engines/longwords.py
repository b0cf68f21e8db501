"""A word wider than its table cell gets several runs in the document that the built-in engine reads.

rdocx breaks a line between words and between runs, never between the letters of one run, so such a word
runs over the next cell's text. Cut into runs it is broken where the line is full, as Word does, with no sign
added. A word that fits on a line of its own is left whole: it is moved to the next line instead.

What decides how wide a cell is was measured with rdocx 0.16.3: the table's grid alone (`w:tcW` is not read),
made smaller where the table is wider than the text; a table without a grid gets columns of the same width.
How wide a word is follows from what the document says of its looks; the widths of letters are rdocx's. All
widths are in twentieths of a point, as the document has them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING

from dokumentmaskin.pdf.engines.symbols import SPACE, split_run
from dokumentmaskin.word import NUMBERING, STYLES, THEME, A, Package, Styles, W, find, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag"))
_MARGIN = 108.0  # of a cell, to its left and right (ISO/IEC 29500-1, 17.4.42)
_FIRST = 0.6  # of the line: the part of a word that is not cut, lest it be broken after a letter or two
_SHORTEST = 5  # letters; less is not worth breaking

# A piece of text in which the engine breaks no line, and where a piece may be cut: two letters are moved.
_LONG = r">[^<]*?[^\s</–—-]{14}"
_PIECE = f"(?:[^\\s/–—-]|[\u00a0\u202f]|[/-](?=\\d)){{{_SHORTEST},}}[/–—-]*"
_CUT = "(?<=[\\w.@_\u00a0])(?=\\w\\w)"

_NAMES = {"w": W[1:-1]}
_SIDES = (("left", "start"), ("right", "end"))  # what attributes and elements are called, formerly and now
_SIZE = 10.0  # points, where nothing says otherwise (ISO/IEC 29500-1, 17.3.2.38)

# Advance widths of Calibri, and of Carlito in its place, in thousandths of the size. Kerning takes some away.
_ADVANCES = {
    221: "'", 229: "il ", 239: "j", 250: ",’", 252: "I.", 268: ":;", 303: "()", 305: "f", 306: "-\u00a0",
    307: "[]", 319: "J", 335: "t", 349: "r", 386: "/", 391: "s", 395: "z", 420: "L", 423: "c", 433: "x",
    452: "v", 453: "y", 455: "k", 459: "FS", 468: "Z", 471: "g", 479: "aåàáâä", 487: "TY", 488: "EÉ",
    498: "eéèêë–_", 507: "0123456789", 512: "«»", 517: "P", 519: "X", 520: "K", 525: "bdhnpquü",
    527: "oöôó", 529: "ø", 533: "C", 543: "R", 544: "B", 567: "V", 579: "AÅÄ", 615: "D", 623: "H", 631: "G",
    642: "U", 646: "N", 662: "OÖ", 664: "Ø", 673: "Q", 682: "&", 715: "w", 763: "Æ", 773: "æ", 799: "m",
    855: "M", 890: "W", 894: "@",
}  # fmt: skip
_OTHER = 600
_WIDEST = 900
# How much wider the letters of a font are than those, as rdocx sets them, regular and bold; found by setting
# a line of each. rdocx sets in Carlito what it does not know.
_WIDER = {
    "times new roman": (0.98, 1.07), "arial": (1.1, 1.19), "verdana": (1.1, 1.19), "tahoma": (1.1, 1.19),
    "segoe ui": (1.1, 1.17), "cambria": (1.07, 1.16), "garamond": (1.07, 1.16), "georgia": (1.1, 1.3),
    "courier new": (1.4, 1.4), "consolas": (1.4, 1.4),
}  # fmt: skip
_CALIBRI = (1.0, 1.025)


class Look:
    """How a run is set; no dataclass, which takes a millisecond to make.

    Args:
        unit: How wide a thousandth of its size is, with what its font adds to Calibri's letters.
        caps: Whether it is in capitals.
    """

    def __init__(self, unit: float, *, caps: bool) -> None:
        self.unit = unit
        self._caps = caps

    def widths(self, text: str) -> list[float]:
        """Return about how wide each letter is."""
        shown = map(str.upper, text) if self._caps else text
        return [_advances()[sign] * self.unit for sign in shown]


# How a paragraph is set: its style, None for the document's own, and its indentation on both sides.
Setting = tuple[str | None, float]
Written = tuple[tuple[object, ...], ...]


class Looks:
    """What a document says of looks outside its text; read when first asked for.

    Args:
        package: The document.

    Attributes:
        looks: The looks already found, by a run's properties, paragraph style and table style.
        settings: The settings already found, by a paragraph's properties.
    """

    def __init__(self, package: Package) -> None:
        self.looks: dict[tuple[Written, str | None, str | None], Look] = {}
        self.settings: dict[Written, Setting] = {}
        self._package = package

    @cached_property
    def styles(self) -> Styles:
        """Its styles."""
        return Styles(self._package.one(STYLES))

    @cached_property
    def theme(self) -> dict[str, str]:
        """The Latin fonts of the document's theme: of `major` (headings) and `minor` (text)."""
        theme = self._package.one(THEME)
        latin = [] if theme is None else theme.iterfind(f".//{A}fontScheme/*/{A}latin")
        return {font.getparent().tag[len(A) : -len("Font")]: font.get("typeface", "") for font in latin}

    def level(self, number: str, depth: str) -> "list[Element]":
        """Return the list level that numbers a paragraph, which may indent it."""
        if self._numbering is None:
            return []
        mine = "@w:abstractNumId = ../w:num[@w:numId = $number]/w:abstractNumId/@w:val"
        path = f"w:abstractNum[{mine}]/w:lvl[@w:ilvl = $depth]"
        return list(self._numbering.xpath(path, namespaces=_NAMES, number=number, depth=depth))

    @cached_property
    def _numbering(self) -> "Element | None":
        return self._package.one(NUMBERING)


@cache
def _advances() -> defaultdict[str, int]:
    widths = ((sign, width) for width, signs in _ADVANCES.items() for sign in signs)
    return defaultdict(lambda: _OTHER, widths)


def may_have_long_words(xml: str) -> bool:
    """Tell whether a part may have words to break, at the cost of one search: a table, and a long word."""
    return "<w:tc" in xml and bool(re.search(_LONG, xml))


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
    style = _value([table], "tblPr/tblStyle")
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
        style, indents = _setting_of(paragraph, looks)
        for run in list(paragraph.iter(W + "r")):
            look = _look_of(run, style, table_style, looks)
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
        (text.text or "") if text.get(SPACE) == "preserve" else (text.text or "").strip() for text in texts
    )


def _pieces(text: str, room: float, look: Look) -> list[str]:
    """Return a text cut where a line may break: within words that are wider than the room."""
    cuts = [0]
    fitting = room / (_WIDEST * look.unit)  # letters, whichever they are
    for word in re.finditer(_PIECE, text):
        reach = list(accumulate(look.widths(word[0]))) if len(word[0]) > fitting else [0.0]
        if reach[-1] > room > 0:
            first = word.start() + max(1, bisect_right(reach, room * _FIRST))
            cuts += [cut.start() for cut in re.compile(_CUT).finditer(text, first, word.end())]
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def _text_width(table: "Element") -> float:
    """Return how wide the text is in the section of a table; in a header or footer nothing is known."""
    sections = table.xpath("following::w:sectPr[1]", namespaces=_NAMES)
    width = _number(_value(sections, "pgSz@w"), inf)
    return width - sum(_number(_value(sections, f"pgMar@{side}"), 0) for side in ("left", "right", "gutter"))


def _columns(table: "Element", room: float) -> list[float]:
    """Return the widths of a table's columns; none when nothing is known."""
    columns = find(table, "tblGrid")
    grid = [] if columns is None else [_number(column.get(W + "w"), 0) for column in columns]
    if sum(grid) > 0:
        scale = min(1, room / sum(grid))
        return [width * scale for width in grid]
    count = max((sum(map(_span, _within(row, "tc"))) for row in _within(table, "tr")), default=0)
    return [] if room == inf else [room / count] * count


def _cells(row: "Element", columns: Sequence[float]) -> "Iterator[tuple[Element, float]]":
    """Yield a row's cells of known width."""
    column = int(_number(_value([row], "trPr/gridBefore"), 0))
    for cell in _within(row, "tc"):
        end = column + _span(cell)
        if end <= len(columns):
            yield cell, sum(columns[column:end])
        column = end


def _span(cell: "Element") -> int:
    return int(_number(_value([cell], "tcPr/gridSpan"), 1))


def _margins(places: "Sequence[Element]", where: str, otherwise: Sequence[float]) -> list[float]:
    """Return a cell's left and right margin, from the first place that has each of them."""
    return [
        _number(_value(places, *(f"{where}/{name}@w" for name in names)), margin)
        for names, margin in zip(_SIDES, otherwise, strict=True)
    ]


def _within(parent: "Element", name: str) -> "Iterator[Element]":
    """Yield the children of a name, those in content controls and the like too."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, name)


def _look_of(run: "Element", paragraph_style: str | None, table_style: str | None, looks: Looks) -> Look:
    """Return the look of a run in a table cell, from its own properties out to the document's."""
    key = _written(run, "rPr"), paragraph_style, table_style
    if key not in looks.looks:
        places = [
            run,
            *looks.styles.chain("character", _value([run], "rPr/rStyle")),
            *looks.styles.chain("paragraph", paragraph_style),
            *looks.styles.chain("table", table_style),
            find(looks.styles.root, "docDefaults/rPrDefault"),
        ]
        looks.looks[key] = _look([place for place in places if place is not None], looks)
    return looks.looks[key]


def _look(places: "Sequence[Element]", looks: Looks) -> Look:
    size = max(1, _number(_value(places, "rPr/sz"), _SIZE * 2) / 2)
    regular, bold = _WIDER.get(_font(places, looks).lower(), _CALIBRI)
    factor = bold if _is_set(places, "rPr/b") else regular
    return Look(size * 20 * factor / 1000, caps=_is_set(places, "rPr/caps"))


def _is_set(places: "Iterable[Element]", path: str) -> bool:
    """Return what the first place that says anything of a toggle says."""
    return is_on(next((found for place in places if (found := find(place, path)) is not None), None))


def _font(places: "Sequence[Element]", looks: Looks) -> str:
    for place in places:
        fonts = find(place, "rPr/rFonts")
        if fonts is not None and (theme := fonts.get(W + "asciiTheme")):
            return looks.theme.get(theme[:5], "")
        if fonts is not None and (name := fonts.get(W + "ascii")):
            return str(name)
    return ""


def _setting_of(paragraph: "Element", looks: Looks) -> Setting:
    """Return the setting of a paragraph; remembered in the looks."""
    key = _written(paragraph, "pPr")
    if key not in looks.settings:
        style = _value([paragraph], "pPr/pStyle")
        places = list(_indenting([paragraph, *looks.styles.chain("paragraph", style)], looks))
        indents = (_value(places, *(f"pPr/ind@{name}" for name in names)) for names in _SIDES)
        looks.settings[key] = style, sum(_number(indent, 0) for indent in indents)
    return looks.settings[key]


def _indenting(places: "Iterable[Element]", looks: Looks) -> "Iterator[Element]":
    """Yield what may indent a paragraph, the nearest first: it and its styles, each before its list."""
    for place in places:
        yield place
        listed = _value([place], "pPr/numPr/numId")
        if listed is not None:
            yield from looks.level(listed, _value([place], "pPr/numPr/ilvl") or "0")


def _written(element: "Element", properties: str) -> Written:
    """Return an element's properties as they are written, to know the same again."""
    found = find(element, properties)
    return () if found is None else tuple((said.tag, *said.items()) for said in found.iter())


def _value(places: "Iterable[Element]", *paths: str) -> str | None:
    """Return an attribute, from the first place that has it; `val` for a path without «@attribute»."""
    for place in places:
        for path in paths:
            names, _, attribute = path.partition("@")
            found = find(place, names)
            if found is not None and (said := found.get(W + (attribute or "val"))) is not None:
                return str(said)
    return None


def _number(written: str | None, otherwise: float) -> float:
    """Return a whole number as it is written; what is none counts as not written."""
    try:
        return otherwise if written is None else int(written)
    except ValueError:
        return otherwise
