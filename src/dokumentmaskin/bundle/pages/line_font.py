"""The font of the running line and of drafts: a part of Noto Sans in the package (SIL Open Font License).

It is embedded as a simple TrueType font with WinAnsiEncoding, which needs no ToUnicode map to be read aloud
and searched (ISO 32000-1, 9.6.3 and 9.10.2; ISO 19005-2, 6.2.11). The same objects go into every PDF, so that
a join can store them once.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from dokumentmaskin.bundle.pages.sheet import number

_FIRST: Final = 32
# A subset's name begins with six capitals and a plus sign (ISO 32000-1, 9.6.4).
_TAG: Final = "DOKLIN+"
_NONSYMBOLIC: Final = 32
# The width of the upright stems in thousandths of an em; only used when a viewer must replace the font.
_STEM: Final = 90


@dataclass(frozen=True, slots=True)
class _Measures:
    """What the font file says of itself, in thousandths of an em; made by `tools/fonts/line_font.py`."""

    name: str
    box: tuple[int, ...]  # of all glyphs: left, bottom, right, top
    ascent: int
    descent: int  # negative
    capital: int
    widths: tuple[int, ...]  # of each code from 32 to 255; 0 for a code that shows nothing


def encoded(text: str) -> bytes:
    """Return the text in WinAnsiEncoding.

    Raises:
        ValueError: The font lacks one of its characters.
    """
    widths = _measures().widths
    codes = text.encode("cp1252", errors="replace")
    for character, code in zip(text, codes, strict=True):
        known = code >= _FIRST and widths[code - _FIRST]
        if not known or (code == ord("?") and character != "?"):
            raise ValueError(f"the running line's font lacks {character!r} (U+{ord(character):04X})")
    return codes


def width(codes: bytes) -> float:
    """Return how wide an encoded text is, in ems."""
    widths = _measures().widths
    return sum(widths[code - _FIRST] for code in codes) / 1000


def artifact(about: str, grey: str, font: str, matrix: Iterable[float], codes: bytes) -> bytes:
    """Return the operators that show an encoded text which is no part of the document itself.

    `about` says what kind of pagination artifact it is (ISO 32000-1, 14.8.2.2.2, table 330), `grey` is in
    DeviceGray, and `font` is its name on the page and its size.
    """
    return (
        f"/Artifact <</Type /Pagination {about}>> BDC\n"
        f"q\n{grey} g\nBT\n{font} Tf\n"
        f"{' '.join(map(number, matrix))} Tm\n<{codes.hex()}> Tj\nET\nQ\nEMC\n"
    ).encode("ascii")


def capital_height() -> float:
    """Return how high a capital letter is, in ems."""
    return _measures().capital / 1000


def embed(pdf: Pdf) -> Object:
    """Put the font into a PDF and return it, an indirect object to be shared by all pages."""
    measures = _measures()
    program, length = _program()
    name = Name(f"/{_TAG}{measures.name}")
    file = Stream(pdf, program, Length1=length, Filter=Name.FlateDecode)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NONSYMBOLIC,
        FontBBox=Array(measures.box),
        ItalicAngle=0,
        Ascent=measures.ascent,
        Descent=measures.descent,
        CapHeight=measures.capital,
        StemV=_STEM,
        FontFile2=file,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=_FIRST,
        LastChar=_FIRST + len(measures.widths) - 1,
        Widths=Array(measures.widths),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(font)


@cache
def _measures() -> _Measures:
    said = json.loads((files(__package__) / "fonts" / "NotoSans-Line.json").read_text("utf-8"))
    said["box"], said["widths"] = tuple(said["box"]), tuple(said["widths"])
    return _Measures(**said)


@cache
def _program() -> tuple[bytes, int]:
    """The font file, deflated, and its length before that."""
    data = (files(__package__) / "fonts" / "NotoSans-Line.ttf").read_bytes()
    return zlib.compress(data, 9), len(data)
