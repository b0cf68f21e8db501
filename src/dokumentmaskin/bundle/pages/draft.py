"""The word that stands across every page of a draft: «UTKAST», large, light grey, behind the text.

It is a watermark, an artifact that a screen reader passes over (ISO 32000-1, 14.8.2.2.2, table 330); that the
document is a draft it says itself, in its text. It is drawn before all else on the page, so it hides nothing.
"""

import math
from dataclasses import replace
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Page

from dokumentmaskin.bundle.pages.line_font import artifact, capital_height, embed, encoded, width
from dokumentmaskin.bundle.pages.page_content import Additions, content_streams
from dokumentmaskin.bundle.pages.sheet import Sheet, followed_by, number, sheet_of
from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf import FinishedPdf, broken_rules, saved

_FONT: Final = "/DokUtkast"
# Light grey in DeviceGray: text of contrast 7 : 1 to white has 5.9 : 1 to this (WCAG 2.2, 1.4.3: 4.5 : 1).
_GREY: Final = "0.93"
# How much of the page's diagonal the word takes.
_PART: Final = 0.64


def marked_as_draft(pdf: FinishedPdf, word: str) -> FinishedPdf:
    """Return the PDF with a word across every page; the same input gives the same bytes.

    Args:
        pdf: A finished PDF.
        word: The word, in characters of Windows-1252.

    Raises:
        EngineError: The PDF no longer keeps what it claims.
    """
    with pikepdf.open(BytesIO(pdf.data)) as opened:
        additions = Additions(opened, embed(opened))
        for page in opened.pages:
            _mark(additions, page, word)
        return as_claimed(pdf, saved(opened))


def as_claimed(pdf: FinishedPdf, data: bytes) -> FinishedPdf:
    """The PDF with other bytes, in which something has been drawn.

    Raises:
        EngineError: They do not keep what it claims.
    """
    if pdf.checked and (problems := broken_rules(data)):
        raise EngineError(problems)
    return replace(pdf, data=data)


def _mark(additions: Additions, page: Page, word: str) -> None:
    drawn = _drawn(sheet_of(page.obj), additions.give_font(page, _FONT), encoded(word))
    if content_streams(page):
        additions.enclose(page, drawn + b"q\n")
    else:
        additions.append(page, drawn)


def _drawn(sheet: Sheet, font: str, codes: bytes) -> bytes:
    """The operators that draw the word from the lower left towards the upper right of the page as seen."""
    wide, high = sheet.size
    diagonal = math.hypot(wide, high)
    em = _PART * diagonal / width(codes)
    cos, sin = wide / diagonal, high / diagonal
    # The middle of the word lies in the middle of the page.
    along, across = em * width(codes) / 2, em * capital_height() / 2
    x = wide / 2 - along * cos + across * sin
    y = high / 2 - along * sin - across * cos
    placed = followed_by((cos, sin, -sin, cos, x, y), sheet.matrix)
    return artifact("/Subtype /Watermark", _GREY, f"{font} {number(em)}", placed, codes)
