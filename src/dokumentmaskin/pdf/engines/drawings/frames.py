"""Simple shapes, and the frames of text boxes, as pictures; horizontal lines as the borders of paragraphs.

rdocx 0.16.3 draws no shape, and of a text box its text and its colour alone. A rectangle, an ellipse or a
line with one colour is drawn as a picture that stands where the shape does: in its place, or behind the text
of the box. Other shapes go as they are, and are looked for on the pages.

Sources: ISO/IEC 29500-1, 20.1.2.2.24 (lines), 20.1.8.54 (fills), 20.1.2.3 (colours), 20.1.9.18 (shapes);
MS-ODRAWXML 2.2.21 (`wsp`); ISO/IEC 29500-4, 14.2 (`hr`).
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.engines.drawings.written import DECORATION, picture
from dokumentmaskin.word import MC, OFFICE, THEME, VML, WP, WPS, A, Package, W, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EMU: Final = 12700
_USUAL_WIDTH: Final = 9525  # of a line that does not say, 0.75 points
_WHOLE: Final = 100_000
_SHAPES: Final = {
    "rect": '<rect x="{x}" y="{x}" width="{w}" height="{h}"{look}/>',
    "roundRect": '<rect x="{x}" y="{x}" width="{w}" height="{h}" rx="{r}"{look}/>',
    "ellipse": '<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}"{look}/>',
    "line": '<line x1="{x}" y1="{x}" x2="{x2}" y2="{y2}"{look}/>',
}
_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}">{shape}</svg>'
_DASHES: Final = {"dash": "4 3", "sysDash": "3 1", "lgDash": "8 3", "dot": "1 3", "sysDot": "1 1"}
_THEMES: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_BORDER: Final = (
    '<w:pBdr xmlns:w="{ns}"><w:bottom w:val="single" w:sz="6" w:space="1" w:color="A0A0A0"/></w:pBdr>'
)
# What gives a picture in SVG a name in the part: a part of the package with it, and a relation to that.
Entering = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a shape looks: the width of its line in points, and its colours, empty for none."""

    width: float
    line: str
    fill: str
    dash: str = ""

    @property
    def written(self) -> str:
        """The same as attributes in SVG."""
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        stroke = f' stroke="{self.line}" stroke-width="{self.width}"{dash}' if self.line else ""
        return f' fill="{self.fill or "none"}"{stroke}'


def with_frames(story: "Element", package: Package, entering: Entering) -> bool:
    """Draw the simple shapes and frames of a part as pictures; tell whether there were any.

    Args:
        story: The root of the part, which is changed.
        package: The document.
        entering: Gives a picture in SVG a name in the part.
    """
    changed = False
    for choice in list(story.iter(MC + "AlternateContent")):
        anchor = choice.find(f"{MC}Choice/{W}drawing/{WP}anchor")
        shape = None if anchor is None else anchor.find(f"{A}graphic/{A}graphicData/{WPS}wsp")
        svg = "" if shape is None else _drawn(shape, package)
        if anchor is None or shape is None or not svg:
            continue
        is_box = shape.find(WPS + "txbx") is not None
        drawing = _pictured(anchor, entering(svg.encode()), decoration=is_box)
        if is_box:
            _bare(shape)
            choice.addprevious(drawing)
        else:
            choice.getparent().replace(choice, drawing)
        changed = True
    return changed


def _drawn(shape: "Element", package: Package) -> str:
    """A shape as SVG; empty for one that is not simple, or has neither line nor colour."""
    look, geometry = shape.find(WPS + "spPr"), shape.find(f"{WPS}spPr/{A}prstGeom")
    turned = shape.find(f"{WPS}spPr/{A}xfrm")
    size = None if turned is None else turned.find(A + "ext")
    kind = "" if geometry is None else geometry.get("prst", "")
    kind = "line" if kind == "straightConnector1" else kind
    if look is None or turned is None or size is None or kind not in _SHAPES:
        return ""
    if any(turned.get(name, "0") not in {"0", "false"} for name in ("rot", "flipH", "flipV")):
        return ""
    seen = _look(shape, look, package)
    is_framed = seen is not None and (seen.line or (seen.fill and shape.find(WPS + "txbx") is None))
    wide, high = (int(size.get(name, "0")) / _EMU for name in ("cx", "cy"))
    return _svg(kind, seen, wide, high) if seen is not None and is_framed else ""


def _svg(kind: str, look: _Look, wide: float, high: float) -> str:
    x = look.width / 2
    # A line that lies has no height of its own.
    wide, high = max(wide, look.width), max(high, look.width)
    inner = {"w": max(wide - 2 * x, 0.1), "h": max(high - 2 * x, 0.1), "x2": wide - x, "y2": high - x}
    middle = {"cx": wide / 2, "cy": high / 2, "rx": wide / 2 - x, "ry": high / 2 - x}
    shape = _SHAPES[kind].format(x=x, r=min(wide, high) / 6, look=look.written, **inner, **middle)
    return _SVG.format(w=wide, h=high, shape=shape)


def _look(shape: "Element", look: "Element", package: Package) -> _Look | None:
    """How a shape looks; None when that takes more than one colour."""
    if any(look.find(A + name) is not None for name in ("gradFill", "blipFill", "pattFill", "grpFill")):
        return None
    line = look.find(A + "ln")
    ends = line is not None and any(line.find(A + end) is not None for end in ("headEnd", "tailEnd"))
    if ends or (line is not None and any(line.find(A + f) is not None for f in ("gradFill", "pattFill"))):
        return None
    colours = [
        _colour(place, shape.find(f"{WPS}style/{A}{style}"), package)
        for place, style in ((line, "lnRef"), (look, "fillRef"))
    ]
    wide = 0 if line is None else int(line.get("w", "0"))
    dash = None if line is None else line.find(A + "prstDash")
    dashes = "" if dash is None else _DASHES.get(dash.get("val", ""), "")
    return _Look((wide or _USUAL_WIDTH) / _EMU, colours[0], colours[1], dashes)


def _colour(place: "Element | None", style: "Element | None", package: Package) -> str:
    """The colour of a line or a fill: its own, else that of its style; empty for none."""
    if place is not None and place.find(A + "noFill") is not None:
        return ""
    own = None if place is None else place.find(A + "solidFill")
    if own is None and (style is None or style.get("idx", "0") == "0"):
        return ""
    stated = next((own if own is not None else style).iterchildren("*"), None)  # type: ignore[union-attr]
    if stated is None:
        return ""
    red, green, blue = _shaded(stated, _stated(stated, package))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _stated(colour: "Element", package: Package) -> tuple[int, int, int]:
    """A colour as it is stated, by itself or by its name in the theme; black for one that is not known."""
    written = colour.get("lastClr") or colour.get("val", "")
    theme = package.one(THEME)
    if colour.tag == A + "schemeClr" and theme is not None:
        named = theme.find(f".//{A}clrScheme/{A}{_THEMES.get(written, written)}")
        inner = None if named is None else next(named.iterchildren("*"), None)
        written = "" if inner is None else inner.get("lastClr") or inner.get("val", "")
    try:
        red, green, blue = bytes.fromhex(written)
    except ValueError:
        return 0, 0, 0
    return red, green, blue


def _shaded(colour: "Element", stated: tuple[int, int, int]) -> tuple[int, ...]:
    """A colour made darker or lighter (20.1.2.3.20, 21 and 31)."""
    parts = [part / 255 for part in stated]
    for change in colour.iterchildren("*"):
        amount = int(change.get("val", "0")) / _WHOLE
        name = str(change.tag).removeprefix(A)
        if name in {"lumMod", "shade"}:
            parts = [part * amount for part in parts]
        elif name == "lumOff":
            parts = [part + amount for part in parts]
        elif name == "tint":
            parts = [part * amount + 1 - amount for part in parts]
    return tuple(round(255 * min(1, part)) for part in parts)


def _pictured(anchor: "Element", identity: str, *, decoration: bool) -> "Element":
    """A drawing with a picture in the place of a shape; behind the text if it is decoration."""
    drawing: Element = anchor.makeelement(W + "drawing")
    new = deepcopy(anchor)
    drawing.append(new)
    about, extent = new.find(WP + "docPr"), new.find(WP + "extent")
    wide, high = (0, 0) if extent is None else (int(extent.get(name, "0")) for name in ("cx", "cy"))
    wide, high = max(wide, _USUAL_WIDTH), max(high, _USUAL_WIDTH)
    if extent is not None:
        extent.set("cx", str(wide))
        extent.set("cy", str(high))
    if about is not None and (decoration or not about.get("descr", "").strip()):
        about.attrib.pop("descr", None)
        about.append(parsed(DECORATION.encode()))
    if decoration:
        new.set("behindDoc", "1")
        for wrap in [child for child in new if str(child.tag).startswith(WP + "wrap")]:
            new.replace(wrap, wrap.makeelement(WP + "wrapNone"))
    graphic = new.find(A + "graphic")
    if graphic is not None:
        new.replace(graphic, parsed(picture(identity, wide, high).encode()))
    return drawing


def _bare(shape: "Element") -> None:
    """Take away the line and the colour of a box, which its picture has."""
    look = shape.find(WPS + "spPr")
    for said in [] if look is None else [child for child in look if child.tag in {A + "solidFill", A + "ln"}]:
        look.remove(said)


def with_rules(story: "Element") -> bool:
    """Make the horizontal lines of a part borders of their paragraphs; tell whether there were any."""
    rules = [
        shape
        for shape in story.iter(VML + "rect")
        if shape.get(OFFICE + "hr", "f") in {"t", "true"} and shape.getparent().tag == W + "pict"
    ]
    for shape in rules:
        paragraph = next(shape.iterancestors(W + "p"))
        look = paragraph.find(W + "pPr")
        if look is None:
            look = paragraph.makeelement(W + "pPr")
            paragraph.insert(0, look)
        if look.find(W + "pBdr") is None:
            look.append(parsed(_BORDER.format(ns=W[1:-1]).encode()))
        pict = shape.getparent()
        pict.getparent().remove(pict)
    return bool(rules)
