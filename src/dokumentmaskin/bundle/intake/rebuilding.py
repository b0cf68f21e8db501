"""A PDF that qpdf cannot use, put together anew of the pages that PDFium shows of it.

Readers differ in what they forgive: what one cannot use for a wrong `/Size` or a ring of page nodes is a
whole paper in a browser. PDFium copies the pages with all that they show into a new file; what belongs to the
file (tags, bookmarks, form) does not come along.
"""

from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.bundle.intake.bounds import INFLATED
from dokumentmaskin.bundle.intake.inflation import bursts

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# Pixels a point when two files are held against each other, and the most pages that are.
_SCALE: Final = 0.5
_COMPARED: Final = 50
_MOST_POINTS: Final = 5_000


def rebuilt(data: bytes) -> bytes | None:
    """A sound file of the pages that PDFium shows; None when there are none, or it cannot show them all."""
    from pypdfium2 import PdfDocument, PdfiumError

    if bursts(data, INFLATED):  # PDFium has no bound of its own
        return None
    try:
        with PdfDocument(data) as source, closing(PdfDocument.new()) as target:
            if not len(source) or any(_size(source, index) is None for index in range(len(source))):
                return None
            target.import_pages(source)
            written = BytesIO()
            target.save(written)
            return written.getvalue()
    except PdfiumError:
        return None


def looks_alike(one: bytes, other: bytes) -> bool:
    """Whether PDFium shows the same pages of two files; True when it cannot show the first."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(one) as first, PdfDocument(other) as second:
            compared = range(min(len(first), _COMPARED))
            return len(first) == len(second) and all(_shown(first, i) == _shown(second, i) for i in compared)
    except PdfiumError:
        return True


def _shown(document: "PdfDocument", index: int) -> bytes:
    """A page as it is seen; of one that is larger than any paper, its size."""
    size = _size(document, index)
    if size is None or max(size) > _MOST_POINTS:
        return repr(size).encode()
    with closing(document[index]) as page, closing(page.render(scale=_SCALE, grayscale=True)) as bitmap:
        return bytes(bitmap.buffer)


def _size(document: "PdfDocument", index: int) -> tuple[float, float] | None:
    """The size of a page in points; None when it cannot be shown."""
    from pypdfium2 import PdfiumError

    try:
        with closing(document[index]) as page:
            wide, high = page.get_size()
            return float(wide), float(high)
    except PdfiumError:
        return None
