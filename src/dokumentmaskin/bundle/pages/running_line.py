"""The line on every page of an attachment that says which paper it is: «Sak 3 · Vedlegg 2 · side 4 av 11».

It covers nothing: it stands where the page is blank, in the same place on all pages if that can be, and a
page that is blank nowhere grows by a strip. It is a pagination artifact, which a screen reader passes over
(ISO 32000-1, 14.8.2.2.2).
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Object, Page, Pdf

from dokumentmaskin.bundle.pages.line_font import artifact, embed, encoded, width
from dokumentmaskin.bundle.pages.page_content import Additions
from dokumentmaskin.bundle.pages.sheet import Box, Sheet, followed_by, number, read_box, sheet_of, show
from dokumentmaskin.bundle.structure import annotations

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
        codes: Its words, encoded.
    """

    sheet: Sheet
    em: float
    width: float
    taken: tuple[Box, ...] = ()
    codes: bytes = b""

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


def _free_strips(data: bytes, lines: Sequence[LineOnSheet]) -> list[frozenset[Strip]]:
    """The strips that are free on each page, by its line; none where PDFium cannot show the page."""
    from pypdfium2 import PdfDocument, PdfiumError

    free = [frozenset[Strip]()] * len(lines)
    with suppress(PdfiumError), PdfDocument(data) as document:
        for index, line in enumerate(lines):
            with suppress(PdfiumError), closing(document[index]) as page:
                free[index] = line.free(page)
    return free


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


_FONT: Final = "/DokLinje"
# Dark grey in DeviceGray; its contrast to white is 8.5 : 1 (WCAG 2.2, 1.4.6 asks 7 : 1).
_GREY: Final = "0.3"
# Text size in points: that of A4, and on other pages by the shorter side, so that upright and lying pages are
# alike; within these bounds.
_BASE: Final = 9.0
_LEAST: Final = 6.0
_MOST: Final = 12.0
_A4_WIDTH: Final = 595.28
# The most of a page's width that the line takes.
_PART_OF_WIDTH: Final = 0.9
# In ems: how much a page grows, and where in that the baseline is.
_GROWTH: Final = 2.2
_GROWTH_BASELINE: Final = 0.85


def add_running_line(pdf: Pdf, data: bytes, text: Callable[[int, int], str]) -> None:
    """Draw a line on every page of an open PDF; it is changed in place. The same input gives the same pages.

    Args:
        pdf: The PDF.
        data: Bytes of the same pages, for PDFium to see where they are blank; a page it cannot show grows.
        text: The line's words, given the page's number (from 1) and how many pages there are.

    Raises:
        ValueError: The words have a character that is not in Windows-1252.
    """
    pages = list(pdf.pages)
    lines = [_line(page, text(index, len(pages))) for index, page in enumerate(pages, 1)]
    strips = _chosen(_free_strips(data, lines))
    additions = Additions(pdf, embed(pdf))
    for page, line, strip in zip(pages, lines, strips, strict=True):
        _draw(additions, page, line, strip)


def _line(page: Page, words: str) -> LineOnSheet:
    codes = encoded(words)
    sheet = sheet_of(page.obj)
    em = _em(sheet, width(codes))
    return LineOnSheet(sheet, em, em * width(codes), tuple(box for _, box in _annotations(page)), codes)


def _em(sheet: Sheet, ems: float) -> float:
    """The text's size in units of user space, for a line of so many ems."""
    points = _BASE * min(sheet.size) * sheet.unit / _A4_WIDTH
    fitting = _PART_OF_WIDTH * sheet.size[0] / ems if ems else _MOST
    return min(max(_LEAST, min(points, _MOST)) / sheet.unit, fitting)


def _chosen(free: Sequence[frozenset[Strip]]) -> list[Strip | None]:
    """A strip for each page; None for a page that must grow.

    It is the first that is free on all pages that have one; without such, each page's own first.
    """
    common = frozenset(Strip).intersection(*filter(None, free))
    return [next((one for one in Strip if one in (common & strips or strips)), None) for strips in free]


def _draw(additions: Additions, page: Page, line: LineOnSheet, strip: Strip | None) -> None:
    sheet = line.sheet
    if strip is None:
        old, sheet = sheet, sheet.grown(_GROWTH * line.em)
        x, y = (sheet.size[0] - line.width) / 2, _GROWTH_BASELINE * line.em
        additions.enclose(page, _clip(old.box))
        _keep_out_of_view(page, old, sheet)
        show(page.obj, old, sheet)
    else:
        x, y = line.start(strip)
        additions.enclose(page)
    font = f"{additions.give_font(page, _FONT)} {number(line.em)}"
    subtype, edge = ("Header", "Top") if strip is not None and strip.at_head else ("Footer", "Bottom")
    about = f"/Subtype /{subtype} /Attached [/{edge}]"
    matrix = followed_by((1, 0, 0, 1, x, y), sheet.matrix)
    additions.append(page, artifact(about, _GREY, font, matrix, line.codes))


def _clip(box: Box) -> bytes:
    edges = (box.left, box.bottom, box.right - box.left, box.top - box.bottom)
    return f"q\n{' '.join(map(number, edges))} re W n\n".encode("ascii")


def _annotations(page: Page) -> list[tuple[Object, Box]]:
    """A page's annotations with their rectangles; a popup is no part of the page."""
    shown = [one for one in annotations(page.obj) if one.get("/Subtype") != "/Popup"]
    return [(one, box) for one in shown if (box := read_box(one.get("/Rect"))) is not None]


def _keep_out_of_view(page: Page, old: Sheet, new: Sheet) -> None:
    """Move the annotations that were cropped away and would come into view, further out."""
    dx, dy = (n - o for o, n in zip(old.matrix[4:], new.matrix[4:], strict=True))
    for annotation, box in _annotations(page):
        if box.meets(new.box) and not box.meets(old.box):
            edges = (box.left + dx, box.bottom + dy, box.right + dx, box.top + dy)
            annotation["/Rect"] = Array([round(edge, 4) for edge in edges])
