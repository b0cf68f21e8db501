"""From SVG to PNG, at 300 dots an inch of its size on paper, with the wheel's own fonts alone."""

from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

DOTS: Final = 300  # an inch
# Of the colours that differ by less in each of red, green and blue, the picture keeps the most common.
_ALIKE: Final = 8
_MOST_COLOURS: Final = 256


@lru_cache(8)
def png(svg: str) -> bytes:
    """The picture; the same SVG gives the same bytes."""
    import resvg_py
    from PIL import Image

    with as_file(files(__package__ or "") / "fonts") as fonts:
        data = resvg_py.svg_to_bytes(
            svg_string=svg,
            dpi=DOTS,
            background="white",
            skip_system_fonts=True,
            font_files=[str(fonts / f"NotoSans-Wheel-{weight}.ttf") for weight in ("Regular", "Bold")],
            font_family="Noto Sans",
        )
    opaque = Image.open(BytesIO(data)).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette(_colours(opaque))
    target = BytesIO()
    opaque.quantize(palette=palette, dither=Image.Dither.NONE).save(target, "PNG", dpi=(DOTS, DOTS))
    return target.getvalue()


def _colours(picture: "Picture") -> list[int]:
    """The colours of a picture, with those that are much alike as one: a third of the size of all of them.

    What a surface is filled with is the most common of its kind, so that it keeps its very colour.
    """
    counted = picture.getcolors(picture.width * picture.height) or []
    kept: dict[tuple[int, ...], tuple[int, ...]] = {}
    for _, colour in sorted(counted, key=lambda one: (-one[0], one[1])):
        hues = colour if isinstance(colour, tuple) else (colour,) * 3
        kept.setdefault(tuple((255 - hue) // _ALIKE for hue in hues), hues)
    return [hue for hues in list(kept.values())[:_MOST_COLOURS] for hue in hues]
