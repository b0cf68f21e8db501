"""What a drawing shows: pictures, objects, charts, shapes, text boxes, in both of Word's languages for them.

Sources: ISO/IEC 29500-1, 20.1 to 20.5 and 21.2 (DrawingML and charts); ISO/IEC 29500-4, 14.1 and 14.2 (VML);
MS-ODRAWXML (shapes and groups, 2010); MS-DOCX 2.5 (ink).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.inventory.records import Kind, Spot, Thing
from dokumentmaskin.word.lines import clean
from dokumentmaskin.word.names import (
    BOX,
    CHART,
    DECORATIVE,
    FALLBACK,
    OFFICE,
    PIC,
    VML,
    WPS,
    A,
    R,
    W,
    elements,
    is_switched_on,
)
from dokumentmaskin.word.package import DamagedError, Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DRAWN: Final = frozenset(W + name for name in ("drawing", "pict", "object", "altChunk"))

_CHART: Final = CHART + "chart"
_CHART_EX: Final = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_PICTURE: Final = PIC + "pic"
_INK: Final = "contentPart"
_VML_SHAPES: Final = frozenset(
    VML + name for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image")
)
_GRAPHICS: Final = {_CHART: Kind.CHART, _CHART_EX: Kind.CHART, _DIAGRAM: Kind.DIAGRAM}
_EMU: Final = 12700  # of the units of drawings in a point
_UNITS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0, "": 1.0}
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(-?[\d.]+)\s*([a-z]*)")


def drawn_things(drawing: "Element", spot: Spot, package: Package, part: str) -> Iterator[Thing]:
    """Yield what a `w:drawing`, `w:pict` or `w:object` shows, but for what is inside its text boxes.

    Args:
        drawing: The element.
        spot: Where it stands.
        package: The file.
        part: The name of the part that it is in.
    """
    about = _about(drawing, spot)
    if drawing.tag == W + "altChunk":  # a file inside this one, which Word puts in when it opens it (17.17.2)
        yield replace(about, kind=Kind.DOCUMENT)
    grouped = sum(1 for _ in drawing.iter(WPS + "wsp")) > 1
    seen = False  # a shape of the group; what an engine draws of a group are not its shapes one by one
    for node in _shown(drawing):
        tag = node.tag
        if tag == _PICTURE:
            yield _picture(node.find(f".//{A}blip"), about, package, part)
        elif tag in _GRAPHICS:
            texts = chart_texts(package, part, node.get(R + "id", "")) if tag == _CHART else ()
            yield replace(about, kind=_GRAPHICS[str(tag)], words=" ".join(filter(None, texts)))
        elif tag == WPS + "wsp":
            shape = _shape(node, about, package, part)
            if not (grouped and seen and shape.framed):
                yield shape
            seen |= shape.framed
        elif tag in _VML_SHAPES:
            yield from _vml(node, drawing, about, package, part)
        elif str(tag).rpartition("}")[2] == _INK:
            yield replace(about, kind=Kind.INK)


def _shown(drawing: "Element") -> "Iterator[Element]":
    """The nodes of a drawing, once where it is drawn in two ways; not what stands inside its text boxes."""
    for child in elements(drawing):
        if child.tag not in {FALLBACK, BOX}:
            yield child
            yield from _shown(child)


def _about(drawing: "Element", spot: Spot) -> Thing:
    """What holds for all that a drawing shows: its name, its alternative text and its size."""
    properties = next(drawing.iter("{*}docPr"), None)
    extent = next(drawing.iter("{*}extent"), None)
    size = (0.0, 0.0) if extent is None else tuple(_number(extent.get(a, "")) / _EMU for a in ("cx", "cy"))
    marks = drawing.iter(DECORATIVE)
    return Thing(
        Kind.PICTURE,
        spot,
        name="" if properties is None else properties.get("name", ""),
        text="" if properties is None else clean(properties.get("descr", "")).replace("\n", " "),
        decorative=any(is_switched_on(mark.get("val", "0")) for mark in marks),
        width=size[0],
        height=size[1],
    )


def _picture(blip: "Element | None", about: Thing, package: Package, part: str) -> Thing:
    """A picture by the element that leads to its data: a part of the file, or an address outside it."""
    if blip is None:
        return replace(about, broken=_NO_PART)
    inside = blip.get(R + "embed") or blip.get(R + "id") or blip.get(R + "pict") or ""
    outside = package.address_at(part, blip.get(R + "link") or blip.get(R + "href") or inside)
    source = package.part_at(part, inside) if inside else ""
    if source in package.names:
        return replace(about, source=source)
    return replace(about, address=outside, broken="" if outside else _NO_PART)


_NO_PART: Final = "Bildefilen mangler i dokumentet."


def chart_texts(package: Package, part: str, identity: str) -> tuple[str, ...]:
    """What is written in a chart: its title first, empty for none, then those of its axes (21.2.2.210).

    Args:
        package: The file.
        part: The part that shows the chart.
        identity: That part's own name for what leads to the chart.
    """
    name = package.part_at(part, identity)
    try:
        chart = package.root(name).find(f"{CHART}chart") if name in package.names else None
    except DamagedError:
        chart = None
    if chart is None:
        return ("",)
    own = chart.find(f"{CHART}title")
    axes = (title for title in chart.iterfind(f"{CHART}plotArea/*/{CHART}title"))
    return ("" if own is None else _written(own), *filter(None, map(_written, axes)))


def _written(title: "Element") -> str:
    return clean(" ".join(text.text or "" for text in title.iter(A + "t", CHART + "v"))).replace("\n", " ")


def _shape(node: "Element", about: Thing, package: Package, part: str) -> Thing:
    """A shape, by whether it has text, a line around it, a colour or a picture in it."""
    look = node.find(WPS + "spPr")
    fill = None if look is None else look.find(A + "blipFill")
    line = None if look is None else look.find(A + "ln")
    plain = line is None or line.find(A + "noFill") is not None
    styled = line is None and node.find(f"{WPS}style/{A}lnRef[@idx!='0']") is not None
    filled = look is not None and any(look.find(A + name) is not None for name in _FILLS)
    filled |= look is not None and _takes_fill_of_style(node, look)
    if fill is not None:
        return _picture(fill.find(A + "blip"), about, package, part)
    kind = Kind.SHAPE if node.find(WPS + "txbx") is None else Kind.TEXT_BOX
    return replace(about, kind=kind, framed=styled or not plain or filled)


_FILLS: Final = ("solidFill", "gradFill", "pattFill")


def _takes_fill_of_style(node: "Element", look: "Element") -> bool:
    said = any(look.find(A + name) is not None for name in ("noFill", "grpFill", *_FILLS))
    return not said and node.find(f"{WPS}style/{A}fillRef[@idx!='0']") is not None


def _vml(node: "Element", drawing: "Element", about: Thing, package: Package, part: str) -> Iterator[Thing]:
    """What a shape in VML shows."""
    wide, high = _lengths(node.get("style", ""))
    own = replace(
        about,
        name=about.name or node.get("id", ""),
        text=about.text or clean(node.get("alt", "")).replace("\n", " "),
        width=wide,
        height=high,
    )
    image, word_art = node.find(VML + "imagedata"), node.find(VML + "textpath")
    if image is not None:
        embedded = drawing.find(f".//{OFFICE}OLEObject") is not None
        kind = Kind.OBJECT if embedded or drawing.tag == W + "object" else Kind.PICTURE
        yield replace(_picture(image, own, package, part), kind=kind)
    elif word_art is not None and word_art.get("string"):
        yield replace(own, kind=Kind.WORD_ART, words=clean(word_art.get("string", "")))
    elif _is_true(node.get(OFFICE + "hr", "f")):
        yield replace(own, kind=Kind.RULE)
    else:
        framed = _is_framed(node, drawing)
        kind = Kind.SHAPE if node.find(f".//{BOX}") is None else Kind.TEXT_BOX
        yield replace(own, kind=kind, framed=framed)


def _is_framed(node: "Element", drawing: "Element") -> bool:
    """Whether a shape in VML has a line or a colour, itself or by the type that it is of (14.1.2.20)."""
    name = node.get("type", "").removeprefix("#")
    types = [one for one in drawing.getroottree().iter(VML + "shapetype") if one.get("id") == name]
    said = {key: value for one in (*types[:1], node) for key, value in one.attrib.items()}
    fill = node.find(VML + "fill")
    shown = fill is None or (_is_true(fill.get("on", "t")) and fill.get("opacity", "1") not in {"0", "0f"})
    line = said.get("strokeweight", "1pt").strip()
    lined = _is_true(said.get("stroked", "t")) and line.rstrip("ptinmcx") not in {"0", "0.0", ""}
    white = said.get("fillcolor", "white").split()[:1] in ([], ["white"], ["#ffffff"], ["#FFFFFF"], ["#fff"])
    return lined or (shown and _is_true(said.get("filled", "t")) and not white)


def _is_true(value: str) -> bool:
    """Whether a value of VML says yes (14.1.2, ST_TrueFalse)."""
    return value.lower() in {"t", "true", "on", "1"}


def _lengths(style: str) -> tuple[float, float]:
    """The width and height that a style says, in points; 0 for one that it does not."""
    found = {
        name: float(number) * _UNITS.get(unit, 0)
        for name, number, unit in _LENGTH.findall(style)
        if number.count(".") < 2 and number.strip(".-")  # noqa: PLR2004 - a number has one point
    }
    return found.get("width", 0.0), found.get("height", 0.0)


def _number(written: str) -> int:
    try:
        return int(written)
    except ValueError:
        return 0
