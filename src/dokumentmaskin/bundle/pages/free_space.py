"""Where on a page a line can stand without covering anything: seen with PDFium.

Only the two bands are rendered that the line could stand in, at the foot and at the head.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from dokumentmaskin.bundle.pages.sheet import Box, Sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# A band is rendered with so many pixels a point (144 dpi), and no wider than this.
_PIXELS_PER_POINT: Final = 2
_MOST_PIXELS: Final = 40_000
_CHANNELS: Final = 3
# What red, green and blue are where a page is as white as paper.
_WHITE: Final = bytes(range(250, 256))
# How far PDFium's size of a page may be from ours before we do not trust what we see, as a part of it.
_TOLERANCE: Final = 0.005

# In ems: from the edge of the page to the strip, the strip's height, and where in it the baseline is. Letters
# reach from 0.24 under the baseline to 0.94 over it (Å); the rest is air, so that the line stands by itself.
_EDGE: Final = 0.9
_HEIGHT: Final = 2.1
_BASELINE: Final = 0.7
_AIR: Final = 0.4
_SIDE: Final = 4.0


class Strip(Enum):
    """Where a line can stand, the preferred place first: at the foot or head, and centre, right or left."""

    FOOT = (False, 1)
    FOOT_RIGHT = (False, 2)
    FOOT_LEFT = (False, 0)
    HEAD_RIGHT = (True, 2)
    HEAD = (True, 1)
    HEAD_LEFT = (True, 0)

    @property
    def at_head(self) -> bool:
        """Whether it is at the head of the page."""
        return self.value[0]

    @property
    def side(self) -> int:
        """How many halves of the free width are to the left of the line: 0, 1 or 2."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class LineOnSheet:
    """A line of text for one page, and the places it can have there.

    Attributes:
        sheet: The page.
        em: The size of the text, in units of user space.
        width: Its length, in units of user space.
        taken: What is taken though nothing need be painted there (annotations), in user space.
    """

    sheet: Sheet
    em: float
    width: float
    taken: tuple[Box, ...] = ()

    def start(self, strip: Strip) -> tuple[float, float]:
        """Return where the baseline begins, in seen coordinates."""
        area = self._band(at_head=strip.at_head)
        room = self.sheet.size[0] - self.width
        margin = min(_SIDE * self.em, room / 2)
        return (margin, room / 2, room - margin)[strip.side], area.bottom + _BASELINE * self.em

    def area(self, strip: Strip) -> Box:
        """Return what must be free for the line to stand there, in seen coordinates."""
        band = self._band(at_head=strip.at_head)
        left = self.start(strip)[0]
        air = _AIR * self.em
        return Box(left - air, band.bottom, left + self.width + air, band.top).within(band)

    def free(self, page: "PdfPage") -> frozenset[Strip]:
        """Return the strips that are blank paper on the page as PDFium shows it, and inside it."""
        size = self.sheet.size
        shown = page.get_size()
        if any(abs(a - b) > _TOLERANCE * a for a, b in zip(size, shown, strict=True)):
            return frozenset()
        if (_EDGE + _HEIGHT) * self.em > size[1]:
            return frozenset()
        taken = [self.sheet.seen(box) for box in self.taken]
        free = {s for s in Strip if not any(self.area(s).meets(box) for box in taken)}
        blank = (self._blank(page, free, at_head=at_head) for at_head in (False, True))
        return frozenset[Strip]().union(*blank)

    def _band(self, *, at_head: bool) -> Box:
        wide, high = self.sheet.size
        bottom = high - (_EDGE + _HEIGHT) * self.em if at_head else _EDGE * self.em
        return Box(0, bottom, wide, bottom + _HEIGHT * self.em)

    def _blank(self, page: "PdfPage", strips: Iterable[Strip], *, at_head: bool) -> set[Strip]:
        """Those of the strips in one band whose every pixel is white."""
        wanted = [strip for strip in strips if strip.at_head == at_head]
        if not wanted:
            return set()
        band = self._band(at_head=at_head)
        wide, high = self.sheet.size
        scale = min(_PIXELS_PER_POINT * self.sheet.unit, _MOST_PIXELS / wide)
        below, above = max(0, band.bottom - 1 / scale), max(0, high - band.top - 1 / scale)
        rows = _rendered(page, scale, (0, below, 0, above))
        return {strip for strip in wanted if _is_white(rows, self.area(strip), scale)}


def free_strips(data: bytes, lines: Sequence[LineOnSheet]) -> list[frozenset[Strip]]:
    """Return for each page the strips that are free; none where PDFium cannot show the page.

    Args:
        data: The bytes of a PDF.
        lines: The line for each of its pages, in order.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError:
        return [frozenset()] * len(lines)
    with document:
        return [_free_on(document, index, line) for index, line in enumerate(lines)]


def _free_on(document: "Sequence[PdfPage]", index: int, line: LineOnSheet) -> frozenset[Strip]:
    from pypdfium2 import PdfiumError

    if index >= len(document):
        return frozenset()
    try:
        page = document[index]
    except PdfiumError:
        return frozenset()
    try:
        return line.free(page)
    finally:
        page.close()


def _rendered(page: "PdfPage", scale: float, crop: tuple[float, float, float, float]) -> list[bytes]:
    """The rows of pixels of a part of a page, annotations included; three bytes a pixel.

    Not in grey: PDFium turns every picture on the page into grey first, which takes longer than showing it.
    """
    bitmap = page.render(scale=scale, crop=crop, draw_annots=True)
    data, stride, wide = bytes(bitmap.buffer), bitmap.stride, bitmap.width * _CHANNELS
    bitmap.close()
    return [data[start : start + wide] for start in range(0, len(data), stride)]


def _is_white(rows: list[bytes], area: Box, scale: float) -> bool:
    left, right = max(0, int(area.left * scale) - 1), int(area.right * scale) + 2
    part = slice(left * _CHANNELS, right * _CHANNELS)
    return not any(row[part].translate(None, _WHITE) for row in rows)
