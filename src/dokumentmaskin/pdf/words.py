"""The words of a PDF and where they stand, read with PDFium.

They are read as a person's viewer and search read them: by each font's ToUnicode map. (pypdf gives the same
words; PDFium needs a fifteenth of its time, which was a third of what a summons took.)
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

# PDFium hands over a hyphen at the end of a line as one of these.
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}
_TURNED: Final = re.compile("([\udc00-\udfff])([\ud800-\udbff])")
_ROOM: Final = 256  # characters that a piece of text has at first


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

    Raises:
        pypdfium2.PdfiumError: It cannot be read.
    """
    from pypdfium2 import PdfDocument, raw

    with PdfDocument(pdf) as document:
        for index in filter(wanted, range(len(document))):
            page = document[index]
            reader = _Reader(page.get_textpage())
            for piece in _pieces(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject):
                yield index, reader.word(piece)


def piece_texts(pdf: bytes, wanted: Callable[[Any, Any], bool]) -> Iterator[tuple[int, str]]:
    """Yield the text of some pieces that stand directly on a page, with the index of the page.

    Args:
        pdf: The bytes of the file.
        wanted: Whether to read a piece, by its page and PDFium's handle of it.
    """
    from pypdfium2 import PdfDocument, raw

    with PdfDocument(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            pieces = (raw.FPDFPage_GetObject(page.raw, n) for n in range(raw.FPDFPage_CountObjects(page.raw)))
            texts = (one for one in pieces if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT)
            if found := [piece for piece in texts if wanted(page, piece)]:
                reader = _Reader(page.get_textpage())
                yield from ((index, reader.word(piece).text) for piece in found)


def _pieces(owner: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[Any]:
    """The pieces of text in a page or a form, those inside the forms in it too (ISO 32000-1, 8.10).

    PDFium's own functions: the objects that pypdfium2 makes around each piece took half of the time. It goes
    some thirty forms deep.
    """
    from pypdfium2 import raw

    for place in range(count(owner)):
        piece = get(owner, place)
        kind = raw.FPDFPageObj_GetType(piece)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield piece
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _pieces(piece, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)


class _Reader:
    """Reads the pieces of a page, with room for the text of one."""

    def __init__(self, textpage: Any) -> None:
        from pypdfium2 import raw

        self._textpage = textpage  # it closes when nobody holds it
        self._raw = raw
        self._matrix = raw.FS_MATRIX()
        self._room = (raw.FPDF_WCHAR * _ROOM)()

    def word(self, piece: Any) -> Word:
        """What the piece says, and where."""
        mcid = self._raw.FPDFPageObj_GetMarkedContentID(piece)
        self._raw.FPDFPageObj_GetMatrix(piece, self._matrix)
        said = self._said(piece).translate(_HYPHENS)
        return Word(None if mcid < 0 else mcid, self._matrix.e, self._matrix.f, said)

    def _said(self, piece: Any) -> str:
        size = self._raw.FPDFTextObj_GetText(piece, self._textpage.raw, self._room, 2 * len(self._room))
        if not size:
            from pypdfium2 import PdfiumError

            raise PdfiumError("a piece of text cannot be read")
        if size > 2 * len(self._room):
            self._room = (self._raw.FPDF_WCHAR * (size // 2))()
            return self._said(piece)
        # With a zero at the end.
        return _decoded(memoryview(self._room)[: size // 2 - 1].tobytes())


def _decoded(said: bytes) -> str:
    """PDFium's UTF-16; among letters that are written from the right it turns a pair of surrogates round."""
    try:
        return said.decode("utf-16-le")
    except UnicodeDecodeError:
        units = _TURNED.sub(r"\2\1", said.decode("utf-16-le", "surrogatepass"))
        return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def in_one_line(words: Iterable[Word]) -> str:
    """The text of words in drawing order; PDFium leaves out the space where a line ends."""
    text, line = "", None
    for word in words:
        text += f" {word.text}" if line not in {None, word.y} else word.text
        line = word.y
    return " ".join(text.split())
