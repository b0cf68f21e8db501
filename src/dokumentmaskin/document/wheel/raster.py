"""From SVG to PNG, at 300 dots an inch of its size on paper, with the wheel's own fonts alone."""

from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import Final

DOTS: Final = 300  # an inch
# As many colours as eight bodies and the edges of their marks need, to the eye.
_COLOURS: Final = 96


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
    few = opaque.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    paper = few.getpixel((0, 0))
    few.putpalette([255 if n // 3 == paper else hue for n, hue in enumerate(few.getpalette() or [])])
    target = BytesIO()
    few.save(target, "PNG", dpi=(DOTS, DOTS))
    return target.getvalue()
