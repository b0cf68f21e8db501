"""Whether two PDFs are the same to a reader, whatever their bytes are. PDFium reads and draws them."""

from collections.abc import Callable
from typing import Any, Final

from dokumentmaskin.pdf.words import read_words

# Half size shows a letter that is moved, and takes a quarter of the time.
_SCALE: Final = 0.5


def say_the_same(one: bytes, other: bytes) -> bool:
    """Whether two PDFs have the same words on the same pages."""
    return _alike(one, other, _words)


def show_the_same(one: bytes, other: bytes) -> bool:
    """Whether the pages of two PDFs look the same."""
    return _alike(one, other, _pages)


def _alike(one: bytes, other: bytes, seen: Callable[[bytes], Any]) -> bool:
    from pypdfium2 import PdfiumError

    try:
        return bool(seen(one) == seen(other))
    except PdfiumError:  # what cannot be read is another
        return False


def _words(pdf: bytes) -> list[tuple[int, str]]:
    return [(page, word.text) for page, word in read_words(pdf)]


def _pages(pdf: bytes) -> list[bytes]:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as document:
        return [bytes(page.render(scale=_SCALE).buffer) for page in document]
