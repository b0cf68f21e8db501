"""Pictures in VML, and the pictures that embedded objects are shown by, as pictures in DrawingML.

rdocx 0.16.3 draws nothing that is written in VML, and LibreOffice 7.4 drops what such a picture is described
by and draws an empty box for an object that it cannot open. What an object holds inside is not shown by Word
either: its picture is. A picture that is placed beside the text keeps its place.

Sources: ISO/IEC 29500-4, 14.1.2.11 (imagedata) and 14.1.2.19 (shape); ISO/IEC 29500-1, 20.4.2.3 (anchor) and
20.4.2.8 (inline).
"""

import re
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.engines.drawings.written import Box, Position, drawing
from dokumentmaskin.word import OFFICE, VML, R, W, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STYLE: Final = re.compile(r"\s*([\w-]+)\s*:\s*([^;]*)")
_UNITS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0, "": 1.0}
_LENGTH: Final = re.compile(r"(-?\d*\.?\d+)\s*([a-z]*)")
_RELATIVE: Final = {
    "margin": "margin",
    "page": "page",
    "text": "paragraph",
    "char": "character",
    "line": "line",
}
_FIXED: Final = 65536  # of the units that a part is written in when an f follows it


def in_drawingml(story: "Element") -> bool:
    """Write the pictures in VML of a part in DrawingML; tell whether there were any."""
    changed = False
    for outer in list(story.iter(W + "pict", W + "object")):
        if any(ancestor.tag.endswith("}Fallback") for ancestor in outer.iterancestors()):
            continue
        shapes = [image.getparent() for image in outer.iter(VML + "imagedata")]
        if len(shapes) != 1 or shapes[0] is None or outer.find(f".//{W}txbxContent") is not None:
            continue  # a group, or none: it goes as it is, and is looked for on the page
        new = _written(shapes[0])
        if new is not None:
            outer.getparent().replace(outer, new)
            changed = True
    return changed


def _written(shape: "Element") -> "Element | None":
    """The picture of a shape; None for one that leads to none or has no size."""
    image = shape.find(VML + "imagedata")
    identity = "" if image is None else image.get(R + "id") or image.get(R + "pict") or ""
    style = dict(_STYLE.findall(shape.get("style", "")))
    width, height = (length(style.get(name, "")) for name in ("width", "height"))
    if image is None or not identity or width <= 0 or height <= 0:
        return None
    text = shape.get("alt") or image.get(OFFICE + "title") or ""
    cut = tuple(_part(image.get(f"crop{side}", "")) for side in ("left", "top", "right", "bottom"))
    box = Box(width, height, angle=round(length(style.get("rotation", "")) * 60_000))
    return parsed(drawing(identity, text, box, cut, position_of(style)))


def position_of(style: dict[str, str]) -> Position | None:
    """Where a shape is placed on the page; None for one that stands in the line (14.1.2.19, `style`)."""
    if style.get("position") != "absolute":
        return None
    across, down = (style.get(f"mso-position-{way}", "") for way in ("horizontal", "vertical"))
    from_across, from_down = (
        style.get(f"mso-position-{way}-relative", "text") for way in ("horizontal", "vertical")
    )
    return Position(
        across if across in {"left", "center", "right"} else length(style.get("margin-left", "")),
        down if down in {"top", "center", "bottom"} else length(style.get("margin-top", "")),
        "column" if from_across == "text" else _RELATIVE.get(from_across, "column"),
        _RELATIVE.get(from_down, "paragraph"),
        behind=style.get("z-index", "").startswith("-"),
    )


def length(written: str) -> float:
    """A length in points; 0 for what is none."""
    found = _LENGTH.fullmatch(written.strip())
    return float(found[1]) * _UNITS.get(found[2], 0) if found else 0


def _part(written: str) -> float:
    try:
        return float(written[:-1]) / _FIXED if written.endswith("f") else float(written or 0)
    except ValueError:
        return 0
