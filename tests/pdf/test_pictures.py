"""Each kind of PNG is drawn, also those that the engine by itself leaves out."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from docx.shared import Cm
from PIL import Image

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.drawings.rasters import drawable, is_left_out
from tests.pdf import documents

FEW = {"two bits": {"bits": 2}, "four bits": {"bits": 4}, "a transparent palette": {"transparency": 0}}


def png(kind: str) -> bytes:
    """A picture of two colours."""
    if kind == "sixteen bits":
        image = Image.new("I;16", (60, 30), 30000)
    else:
        image = Image.new("RGB", (60, 30), "white")
        image.paste((27, 79, 99), (10, 10, 30, 20))
    if kind == "one bit":
        image = image.convert("1")
    elif kind in FEW:
        image = image.quantize(4)
    written = BytesIO()
    image.save(written, "PNG", **FEW.get(kind, {}))
    return written.getvalue()


def with_picture(picture: bytes) -> bytes:
    document = documents.new()
    document.add_picture(BytesIO(picture), width=Cm(4))
    return documents.saved(document)


def drawn(pdf: bytes) -> list[Image.Image]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        objects: Any = opened.pages[0].Resources.get("/XObject", {})
        return [pikepdf.PdfImage(image).as_pil_image() for image in objects.values()]


@pytest.mark.parametrize("kind", ["one bit", *FEW, "sixteen bits"])
def test_a_png_that_the_engine_leaves_out_is_drawn(kind: str) -> None:
    picture = png(kind)
    assert is_left_out(picture)
    (image,) = drawn(BuiltInEngine().convert(with_picture(picture)))
    assert image.size == (60, 30)
    dark, light = image.convert("L").getpixel((20, 15)), image.convert("L").getpixel((5, 5))
    assert kind == "sixteen bits" or (isinstance(dark, int) and isinstance(light, int) and dark < light)


def test_an_ordinary_png_goes_as_it_is() -> None:
    assert not is_left_out(png("usual"))
    assert not is_left_out(b"\xff\xd8\xff\xe0 a JPEG")
    assert not is_left_out(png("one bit")[:20])


def test_what_cannot_be_read_goes_as_it_is() -> None:
    broken = png("one bit")[:40]
    assert drawable(broken) == broken
