"""The words of a PDF and where they stand, read with PDFium.

They are read as a person's viewer and search read them: by each font's ToUnicode map. (pypdf gives the same
words; PDFium needs a fifteenth of its time, which was a third of what a summons took.)
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

# PDFium hands over a hyphen at the end of a line as one of these.
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text that the engine set at one point: a word, or a part of one.

    Attributes:
        mcid: Its marked content on the page (ISO 32000-1, 14.7.4); None in an artifact.
        x: Where it begins, in points from the page's left edge.
        y: Its baseline, in points from the page's lower edge.
        text: What it says.
    """

    mcid: int | None
    x: float
    y: float
    text: str


def read_words(pdf: bytes, wanted: Callable[[int], bool] = lambda _: True) -> Iterator[tuple[int, Word]]:
    """Yield the pieces of text of a PDF in drawing order, with the index of their page.

    Args:
        pdf: The bytes of the file.
        wanted: Whether to read a page, by its index.
    """
    from pypdfium2 import PdfDocument
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT, FPDFPageObj_GetMarkedContentID

    with PdfDocument(pdf) as document:
        for index in filter(wanted, range(len(document))):
            page = document[index]
            text = page.get_textpage()
            for piece in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=text):
                mcid = FPDFPageObj_GetMarkedContentID(piece)
                place = piece.get_matrix()
                said = piece.extract().translate(_HYPHENS)
                yield index, Word(None if mcid < 0 else mcid, place.e, place.f, said)


def in_one_line(words: Iterable[Word]) -> str:
    """The text of words in drawing order; PDFium leaves out the space where a line ends."""
    text, line = "", None
    for word in words:
        text += f" {word.text}" if line not in {None, word.y} else word.text
        line = word.y
    return " ".join(text.split())
