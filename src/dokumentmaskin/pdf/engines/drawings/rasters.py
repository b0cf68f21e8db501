"""Pictures in a form that rdocx 0.16.3 draws: JPEG in grey or RGB, and PNG of eight bits.

It draws nothing for a PNG of few bits, of sixteen, or with a transparent palette, nor for other formats, and
the wrong colours for a JPEG with four components. In the engine's copy they are PNG pictures of eight bits
and four channels; the document keeps its own. Of several pictures in a file the first counts, as in Word.
Sources of the layouts: ISO 15948 (PNG), 11.2.1 and 11.3.1.1; ISO/IEC 10918-1 (JPEG), B.2.2. Resvg draws SVG.
"""

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.jpeg import segments

if TYPE_CHECKING:
    from PIL.Image import Image

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_DEPTH, _COLOUR = 24, 25  # where the header says how many bits a sample has, and of what
_PALETTE: Final = 3
_FRAMES: Final = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC)))
_BITS, _COMPONENTS = 4, 9  # where the frame of a JPEG says the same (B.2.2)
_EIGHT, _RGB = 8, 3
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP", "PCX", "TGA", "ICO")
_MOST_PIXELS: Final = 80_000_000  # decoded they take 320 MB
_SVG: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?svg\b", re.DOTALL
)
_WIDEST: Final = 2000  # pixels of a picture that is drawn from lines
_TURN: Final = 60_000  # units of an angle in a degree (20.1.10.3)
# Pillow says in many ways that a picture is broken.
_BROKEN: Final = (
    OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    AttributeError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """How a picture is shown: what is cut off its edges, in parts of its size, and how it is turned.

    Attributes:
        cut: How much of it is cut off at the left, the top, the right and the bottom.
        angle: How far it is turned clockwise, in units of a 60,000th of a degree.
        mirrored: Whether left and right change places.
        flipped: Whether up and down do.
    """

    cut: tuple[float, float, float, float] = (0, 0, 0, 0)
    angle: int = 0
    mirrored: bool = False
    flipped: bool = False

    @property
    def degrees(self) -> float:
        """How far it is turned clockwise."""
        return self.angle / _TURN % 360


AS_IT_IS: Final = Shown()


def is_left_out(picture: bytes) -> bool:
    """Whether the engine would draw nothing for a picture that is whole, or other colours."""
    if picture.startswith(_PNG):
        if len(picture) <= _COLOUR:
            return False
        transparent = picture[_COLOUR] == _PALETTE and b"tRNS" in picture[: picture.find(b"IDAT")]
        return picture[_DEPTH] != _EIGHT or transparent
    if picture.startswith(_JPEG):
        frame = next((segment for code, segment in segments(picture) if code in _FRAMES), b"")
        return len(frame) > _COMPONENTS and (frame[_BITS] != _EIGHT or frame[_COMPONENTS] > _RGB)
    return True


def drawable(picture: bytes, shown: Shown = AS_IT_IS) -> bytes:
    """The same picture in a form that the engine draws; it itself when it cannot be read.

    Args:
        picture: The bytes of the picture.
        shown: How it is shown; what is not shown is not in what is returned either.
    """
    if _SVG.match(picture[:4096]):
        picture = drawn_svg(picture)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is harmless, or an error here
            return _png(picture, shown)
    except _BROKEN:
        return picture


def drawn_svg(svg: bytes, scale: int = 0) -> bytes:
    """A picture of lines as PNG; it itself when it has text, for which no font is at hand, or is broken.

    Args:
        svg: The picture.
        scale: How many pixels one of its units becomes; 0 for a picture whose units may be anything.
    """
    width = None if scale else _WIDEST
    if b"<text" in svg or b":text" in svg:
        return svg
    from resvg_py import svg_to_bytes

    try:
        return bytes(
            svg_to_bytes(
                svg_string=svg.decode("utf-8-sig"), width=width, zoom=scale or None, skip_system_fonts=True
            )
        )
    except (ValueError, UnicodeDecodeError, RuntimeError):
        return svg


def _png(picture: bytes, shown: Shown) -> bytes:
    from PIL import Image

    with Image.open(BytesIO(picture), formats=_FORMATS) as image:
        if image.width * image.height > _MOST_PIXELS:
            return picture
        seen = _as_shown(_in_eight_bits(image).convert("RGBA"), shown)
        written = BytesIO()
        seen.save(written, "PNG")
    return written.getvalue()


def _in_eight_bits(image: "Image") -> "Image":
    """Sixteen grey bits are cut to eight, as Pillow does by itself for colours."""
    if image.mode[0] == "F":
        return image.convert("L")
    return image.point(lambda value: value / 256).convert("L") if image.mode[0] == "I" else image


def _as_shown(image: "Image", shown: Shown) -> "Image":
    from PIL import Image, ImageOps

    left, top, right, bottom = shown.cut
    if any(shown.cut):
        wide, high = image.size
        edges = left * wide, top * high, (1 - right) * wide, (1 - bottom) * high
        image = image.crop(tuple(map(round, edges)))  # type: ignore[arg-type]  # four of them
    image = ImageOps.mirror(image) if shown.mirrored else image
    image = ImageOps.flip(image) if shown.flipped else image
    if not shown.angle:
        return image
    return image.rotate(-shown.degrees, Image.Resampling.BICUBIC, expand=True)
