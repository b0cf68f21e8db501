"""The font of the running line is as wide as it says and is described as a viewer needs it."""

from importlib.resources import files
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import ImageFont

from dokumentmaskin.bundle.pages import line_font
from dokumentmaskin.bundle.pages.line_font import artifact, capital_height, embed, encoded, width


@pytest.fixture(scope="module")
def program() -> bytes:
    return (files(line_font.__package__ or "") / "fonts" / "NotoSans-Line.ttf").read_bytes()


def test_each_character_is_as_wide_as_in_the_font_itself(program: bytes) -> None:
    font = ImageFont.truetype(BytesIO(program), 1000)
    for character in "AÅaåøæ 09·–«»~!ÿ€":
        assert width(encoded(character)) == pytest.approx(font.getlength(character) / 1000, abs=0.0011)
    assert width(encoded("Aa")) == pytest.approx(width(encoded("A")) + width(encoded("a")))
    assert capital_height() == pytest.approx(0.714)


@pytest.mark.parametrize("text", ["\x1f", "\x7f", "→", "a\n", "\u00ad"])
def test_a_character_that_the_font_lacks_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(text[-1]):04X}"):
        encoded(text)


def test_a_question_mark_is_only_itself() -> None:
    assert encoded("Hva?") == b"Hva?"


def test_the_font_is_embedded_once_and_whole(program: bytes) -> None:
    pdf = pikepdf.new()
    font: Any = embed(pdf)
    about = font.FontDescriptor
    assert font.is_indirect
    assert (int(font.FirstChar), int(font.LastChar), len(font.Widths)) == (32, 255, 224)
    assert float(font.Widths[ord("A") - 32]) / 1000 == width(b"A")
    assert str(font.BaseFont) == str(about.FontName) == "/DOKLIN+NotoSans-Regular"
    assert (int(about.Flags), int(about.ItalicAngle), int(about.StemV)) == (32, 0, 90)
    assert (int(about.Ascent), int(about.Descent), int(about.CapHeight)) == (1069, -293, 714)
    assert [int(edge) for edge in about.FontBBox] == [-78, -242, 1128, 944]
    assert about.FontFile2.read_bytes() == program
    assert int(about.FontFile2.Length1) == len(program)
    assert len(about.FontFile2.read_raw_bytes()) < len(program)


def test_an_artifact_is_closed_and_says_what_it_is() -> None:
    drawn = artifact("/Subtype /Watermark", "0.5", "/F 9", (1, 0, 0, 1, 2.5, 3), b"AB")
    assert drawn == (
        b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"
        b"q\n0.5 g\nBT\n/F 9 Tf\n1 0 0 1 2.5 3 Tm\n<4142> Tj\nET\nQ\nEMC\n"
    )
