"""What a document says of the looks of its text, and about how wide that makes a word.

The widths are those of rdocx 0.16.3, in twentieths of a point, as the document has its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dokumentmaskin.word import NUMBERING, STYLES, THEME, A, Package, Styles, W, find, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SIDES = (("left", "start"), ("right", "end"))  # what attributes and elements are called, formerly and now
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
        self._unit = unit
        self._caps = caps

    def widths(self, text: str) -> list[float]:
        """Return about how wide each letter is."""
        shown = map(str.upper, text) if self._caps else text
        return [_advances()[sign] * self._unit for sign in shown]

    def surely_fit(self, room: float) -> int:
        """Return how many letters fit in the room, whichever they are."""
        return max(0, int(room / (_WIDEST * self._unit)))


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
    def defaults(self) -> "list[Element]":
        """The looks of text that has no others."""
        found = find(self.styles.root, "docDefaults/rPrDefault")
        return [] if found is None else [found]

    @cached_property
    def theme(self) -> dict[str, str]:
        """The Latin fonts of the document's theme: of `major` (headings) and `minor` (text)."""
        theme = self._package.one(THEME)
        latin = [] if theme is None else theme.iterfind(f".//{A}fontScheme/*/{A}latin")
        return {font.getparent().tag[len(A) : -len("Font")]: font.get("typeface", "") for font in latin}

    def level(self, number: str, depth: str) -> "list[Element]":
        """Return the list level that numbers a paragraph, which may indent it."""
        root = self._numbering
        if root is None:
            return []
        lists = {num.get(W + "numId"): value([num], "abstractNumId") for num in root.iterfind(W + "num")}
        wanted = (lists.get(number), depth)
        return [
            level
            for level in root.iter(W + "lvl")
            if (level.getparent().get(W + "abstractNumId"), level.get(W + "ilvl")) == wanted
        ]

    @cached_property
    def _numbering(self) -> "Element | None":
        return self._package.one(NUMBERING)


@cache
def _advances() -> defaultdict[str, int]:
    widths = ((sign, width) for width, signs in _ADVANCES.items() for sign in signs)
    return defaultdict(lambda: _OTHER, widths)


def look_of(run: "Element", paragraph_style: str | None, table_style: str | None, looks: Looks) -> Look:
    """Return the look of a run in a table cell, from its own properties out to the document's.

    Args:
        run: The run.
        paragraph_style: The style of its paragraph; None for the document's own.
        table_style: The style of the table; None for the document's own.
        looks: What the document says outside its text; remembers the looks found.
    """
    key = _written(run, "rPr"), paragraph_style, table_style
    if key not in looks.looks:
        places = [
            run,
            *looks.styles.chain("character", value([run], "rPr/rStyle")),
            *looks.styles.chain("paragraph", paragraph_style),
            *looks.styles.chain("table", table_style),
            *looks.defaults,
        ]
        looks.looks[key] = _look(places, looks)
    return looks.looks[key]


def _look(places: "Sequence[Element]", looks: Looks) -> Look:
    size = max(1, number(value(places, "rPr/sz"), _SIZE * 2) / 2)
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


def setting_of(paragraph: "Element", looks: Looks) -> Setting:
    """Return the setting of a paragraph; remembered in the looks."""
    key = _written(paragraph, "pPr")
    if key not in looks.settings:
        style = value([paragraph], "pPr/pStyle")
        places = list(_indenting([paragraph, *looks.styles.chain("paragraph", style)], looks))
        indents = (_indent(places, names) for names in SIDES)
        looks.settings[key] = style, sum(indents)
    return looks.settings[key]


def _indent(places: "Sequence[Element]", names: Sequence[str]) -> float:
    found = (value([place], "pPr/ind", name) for place in places for name in names)
    return number(next(filter(None, found), None), 0)


def _indenting(places: "Iterable[Element]", looks: Looks) -> "Iterator[Element]":
    """Yield what may indent a paragraph, the nearest first: it and its styles, each before its list."""
    for place in places:
        yield place
        listed = value([place], "pPr/numPr/numId")
        if listed is not None:
            yield from looks.level(listed, value([place], "pPr/numPr/ilvl") or "0")


def _written(element: "Element", properties: str) -> Written:
    """Return an element's properties as they are written, to know the same again."""
    found = find(element, properties)
    return () if found is None else tuple((said.tag, *said.items()) for said in found.iter())


def value(places: "Iterable[Element]", names: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at a path, from the first place that has it."""
    for place in places:
        found = find(place, names)
        if found is not None and (said := found.get(W + attribute)) is not None:
            return str(said)
    return None


def number(written: str | None, otherwise: float) -> float:
    """Return a whole number as it is written; what is none counts as not written."""
    try:
        return otherwise if written is None else int(written)
    except ValueError:
        return otherwise
