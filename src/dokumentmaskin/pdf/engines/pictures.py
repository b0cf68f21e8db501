"""PNG pictures that rdocx 0.16.3 does not draw: of few bits, of sixteen, or with a transparent palette.

In the engine's copy they are pictures of eight bits and four channels, which it draws; the document keeps its
own. Source of the layout: ISO 15948 (PNG), 11.2.1 and 11.3.1.1.
"""

from io import BytesIO
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_DEPTH, _COLOUR = 24, 25  # where the header says how many bits a sample has, and of what
_PALETTE: Final = 3


def is_left_out(picture: bytes) -> bool:
    """Whether the engine would draw nothing for the picture."""
    if not picture.startswith(_SIGNATURE) or len(picture) <= _COLOUR:
        return False
    transparent = picture[_COLOUR] == _PALETTE and b"tRNS" in picture[: picture.find(b"IDAT")]
    return picture[_DEPTH] != 8 or transparent  # noqa: PLR2004 - bits of a byte


def drawable(picture: bytes) -> bytes:
    """The same picture in a form that the engine draws; it itself when it cannot be read."""
    from PIL import Image

    try:
        with Image.open(BytesIO(picture)) as image:
            # Sixteen grey bits are cut to eight, as Pillow does by itself for colours.
            eight = image.point(lambda value: value / 256).convert("L") if image.mode[0] == "I" else image
            written = BytesIO()
            eight.convert("RGBA").save(written, "PNG")
    except (OSError, ValueError, SyntaxError):
        return picture
    return written.getvalue()
