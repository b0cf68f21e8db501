"""A picture as it is written in DrawingML (ISO/IEC 29500-1, 20.2.2.5, 20.4.2.3 and 20.4.2.8)."""

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

_EMU: Final = 12700  # of the units of drawings in a point
_WHOLE: Final = 100_000  # of the units of a part of a picture
_NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DECORATION: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext>'
    "</a:extLst>"
)


@dataclass(frozen=True, slots=True)
class Box:
    """The size of a picture in points, and how far it is turned, in 60,000ths of a degree."""

    width: float
    height: float
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a picture is placed.

    Attributes:
        across: How far from the left, in points; or `left`, `center` or `right`.
        down: How far from the top; or `top`, `center` or `bottom`.
        from_across: What it is placed in, across: `column`, `margin`, `page`, `character`.
        from_down: The same down: `paragraph`, `margin`, `page`, `line`.
        behind: Whether it is behind the text.
    """

    across: float | str
    down: float | str
    from_across: str
    from_down: str
    behind: bool = False


def drawing(
    identity: str, text: str, box: Box, cut: tuple[float, ...] = (), position: Position | None = None
) -> bytes:
    """A `w:drawing` with a picture.

    Args:
        identity: The part's own name for what leads to the picture.
        text: Its alternative text; empty for decoration.
        box: Its size.
        cut: How much of it is cut off at the left, the top, the right and the bottom, in parts of its size.
        position: Where it is placed; None for one that stands in the line.
    """
    wide, high = round(box.width * _EMU), round(box.height * _EMU)
    sides = zip("ltrb", cut, strict=False)
    crop = "".join(f' {side}="{round(part * _WHOLE)}"' for side, part in sides if part)
    extent = f'<wp:extent cx="{wide}" cy="{high}"/>'
    about = f'<wp:docPr id="0" name="" descr={quoteattr(text)}>{"" if text else DECORATION}</wp:docPr>'
    graphic = picture(identity, wide, high, crop, box.angle)
    if position is None:
        inner = f"<wp:inline>{extent}{about}{graphic}</wp:inline>"
    else:
        inner = _anchored(position, extent, about, graphic)
    return f"<w:drawing {_NAMES}>{inner}</w:drawing>".encode()


def picture(identity: str, wide: int, high: int, crop: str = "", angle: int = 0) -> str:
    """An `a:graphic` with a picture.

    Args:
        identity: The part's own name for what leads to the picture.
        wide: How wide it is, in 12,700ths of a point.
        high: How high it is.
        crop: What is cut off it, as attributes.
        angle: How far it is turned, in 60,000ths of a degree.
    """
    return (
        f'<a:graphic {_NAMES}><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f"<a:blip r:embed={quoteattr(identity)}/>"
        f"<a:srcRect{crop}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm rot="{angle}"><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


def _anchored(position: Position, extent: str, about: str, graphic: str) -> str:
    across = _place("positionH", position.from_across, position.across)
    down = _place("positionV", position.from_down, position.down)
    return (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" '
        f'behindDoc="{int(position.behind)}" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{across}{down}{extent}<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"<wp:wrapNone/>{about}<wp:cNvGraphicFramePr/>{graphic}</wp:anchor>"
    )


def _place(name: str, relative: str, at: float | str) -> str:
    if isinstance(at, str):
        inner = f"<wp:align>{at}</wp:align>"
    else:
        inner = f"<wp:posOffset>{round(at * _EMU)}</wp:posOffset>"
    return f'<wp:{name} relativeFrom="{relative}">{inner}</wp:{name}>'
