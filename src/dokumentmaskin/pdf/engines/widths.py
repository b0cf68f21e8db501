"""What a document says of the looks of its text, and about how wide that makes a word.

The widths are those of rdocx 0.16.3, in twentieths of a point, as the document has its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
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
        return [width * self._unit for width in self._advances(text)]

    def width(self, text: str) -> float:
        """Return about how wide a text is."""
        return sum(self._advances(text)) * self._unit

    def _advances(self, text: str) -> Iterator[int]:
        return map(_advances().__getitem__, map(str.upper, text) if self._caps else text)

    def surely_fit(self, room: float) -> int:
        """Return how many letters fit in the room, whichever they are."""
        return max(0, int(room / (_WIDEST * self._unit)))


# How a paragraph is set: its style, None for the document's own, and its indentation on both sides.
Setting = tuple[str | None, float]
Written = tuple[tuple[object, ...], ...]


class Styles:
    """What a document says of looks outside its text; read when first asked for.

    Args:
        read: Gives a part of the document by name; nothing if it has none.

    Attributes:
        looks: The looks already found, by a run's properties, paragraph style and table style.
        settings: The settings already found, by a paragraph's properties.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self.looks: dict[tuple[Written, str | None, str | None], Look] = {}
        self.settings: dict[Written, Setting] = {}
        self._read = read
        self._chains: dict[tuple[str, str], list[Element]] = {}

    def chain(self, kind: str, style: str | None) -> "list[Element]":
        """Return a style and those that it is based on; the kind's default style for None."""
        style = self._defaults.get(kind, "") if style is None else style
        if (kind, style) not in self._chains:
            chain: list[Element] = []
            following: str | None = style
            while following in self._named and self._named[following] not in chain:
                chain.append(self._named[following])
                following = value([chain[-1]], "basedOn")
            self._chains[kind, style] = chain
        return self._chains[kind, style]

    @cached_property
    def defaults(self) -> "list[Element]":
        """The looks of text that has no others."""
        return [] if self._root is None else list(self._root.iterfind(f"{_W}docDefaults/{_W}rPrDefault"))

    @cached_property
    def theme(self) -> dict[str, str]:
        """The Latin fonts of the document's theme: of `major` (headings) and `minor` (text)."""
        theme = self._parsed("word/theme/theme1.xml")
        latin = [] if theme is None else theme.iterfind(f".//{_A}fontScheme/*/{_A}latin")
        return {font.getparent().tag[len(_A) : -len("Font")]: font.get("typeface", "") for font in latin}

    def level(self, number: str, depth: str) -> "list[Element]":
        """Return the list level that numbers a paragraph, which may indent it."""
        root = self._numbering
        if root is None:
            return []
        lists = {num.get(_W + "numId"): value([num], "abstractNumId") for num in root.iterfind(_W + "num")}
        levels = root.iter(_W + "lvl")
        wanted = (lists.get(number), depth)
        return [
            level
            for level in levels
            if (level.getparent().get(_W + "abstractNumId"), level.get(_W + "ilvl")) == wanted
        ]

    @cached_property
    def _numbering(self) -> "Element | None":
        return self._parsed("word/numbering.xml")

    @cached_property
    def _root(self) -> "Element | None":
        return self._parsed("word/styles.xml")

    @cached_property
    def _named(self) -> "dict[str | None, Element]":
        styles = [] if self._root is None else self._root.iterfind(_W + "style")
        return {style.get(_W + "styleId"): style for style in styles}

    @cached_property
    def _defaults(self) -> dict[str, str]:
        marked = (style for style in self._named.values() if style.get(_W + "default") in {"1", "true", "on"})
        return {style.get(_W + "type", ""): style.get(_W + "styleId", "") for style in marked}

    def _parsed(self, part: str) -> "Element | None":
        from lxml import etree

        xml = self._read(part)
        return etree.fromstring(xml) if xml else None


@cache
def _advances() -> defaultdict[str, int]:
    widths = ((sign, width) for width, signs in _ADVANCES.items() for sign in signs)
    return defaultdict(lambda: _OTHER, widths)


def look_of(run: "Element", paragraph_style: str | None, table_style: str | None, styles: Styles) -> Look:
    """Return the look of a run in a table cell, from its own properties out to the document's.

    Args:
        run: The run.
        paragraph_style: The style of its paragraph; None for the document's own.
        table_style: The style of the table; None for the document's own.
        styles: What the document says outside its text; remembers the looks found.
    """
    key = _written(run, "rPr"), paragraph_style, table_style
    if key not in styles.looks:
        places = [
            run,
            *styles.chain("character", value([run], "rPr/rStyle")),
            *styles.chain("paragraph", paragraph_style),
            *styles.chain("table", table_style),
            *styles.defaults,
        ]
        styles.looks[key] = _look(places, styles)
    return styles.looks[key]


def _look(places: "Sequence[Element]", styles: Styles) -> Look:
    size = max(1, number(value(places, "rPr/sz"), _SIZE * 2) / 2)
    regular, bold = _WIDER.get(_font(places, styles).lower(), _CALIBRI)
    factor = bold if _is_on(places, "rPr/b") else regular
    return Look(size * 20 * factor / 1000, caps=_is_on(places, "rPr/caps"))


def _font(places: "Sequence[Element]", styles: Styles) -> str:
    for place in places:
        fonts = find(place, "rPr/rFonts")
        if fonts is not None and (theme := fonts.get(_W + "asciiTheme")):
            return styles.theme.get(theme[:5], "")
        if fonts is not None and (name := fonts.get(_W + "ascii")):
            return str(name)
    return ""


def setting_of(paragraph: "Element", styles: Styles) -> Setting:
    """Return the setting of a paragraph; remembered in the styles."""
    key = _written(paragraph, "pPr")
    if key not in styles.settings:
        style = value([paragraph], "pPr/pStyle")
        places = list(_indenting([paragraph, *styles.chain("paragraph", style)], styles))
        indents = (_indent(places, names) for names in SIDES)
        styles.settings[key] = style, sum(indents)
    return styles.settings[key]


def _indent(places: "Sequence[Element]", names: Sequence[str]) -> float:
    found = (value([place], "pPr/ind", name) for place in places for name in names)
    return number(next(filter(None, found), None), 0)


def _indenting(places: "Iterable[Element]", styles: Styles) -> "Iterator[Element]":
    """Yield what may indent a paragraph, the nearest first: it and its styles, each before its list."""
    for place in places:
        yield place
        listed = value([place], "pPr/numPr/numId")
        if listed is not None:
            yield from styles.level(listed, value([place], "pPr/numPr/ilvl") or "0")


def _written(element: "Element", properties: str) -> Written:
    """Return an element's properties as they are written, to know the same again."""
    found = find(element, properties)
    return () if found is None else tuple((said.tag, *said.items()) for said in found.iter())


@cache
def _tags(names: str) -> tuple[str, ...]:
    return tuple(_W + name for name in names.split("/"))


def find(place: "Element", names: str) -> "Element | None":
    """Return the element at a path of names such as `tcPr/gridSpan`, in a third of the time of lxml's own."""
    for tag in _tags(names):
        below = next(place.iterchildren(tag), None)
        if below is None:
            return None
        place = below
    return place


def value(places: "Iterable[Element]", names: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at a path, from the first place that has it."""
    for place in places:
        found = find(place, names)
        if found is not None and (said := found.get(_W + attribute)) is not None:
            return str(said)
    return None


def _is_on(places: "Iterable[Element]", names: str) -> bool:
    """Return what the first place says of a toggle, which is on when it has no value (17.17.4)."""
    found = next((found for place in places if (found := find(place, names)) is not None), None)
    return found is not None and found.get(_W + "val", "1") not in {"0", "false", "off"}


def number(written: str | None, otherwise: float) -> float:
    """Return a whole number as it is written; what is none counts as not written."""
    try:
        return otherwise if written is None else int(written)
    except ValueError:
        return otherwise
