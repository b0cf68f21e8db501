"""The line on every page of an attachment that says which paper it is: «Sak 3 · Vedlegg 2 · side 4 av 11».

Beside it there is room for the page's number in the package, «8/227», which is known when the package is
joined; a document without such a line can have the number alone.

They cover nothing: each stands where the page is blank, in the same place on all pages if that can be, and a
page without such a place grows by a strip. They are pagination artifacts, which a screen reader passes over
(ISO 32000-1, 14.8.2.2.2).
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
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

    def fits(self, page: "PdfPage") -> bool:
        """Whether PDFium shows the page in the size that we think it has, high enough for a strip."""
        sizes = zip(self.sheet.size, page.get_size(), strict=True)
        alike = all(abs(ours - shown) <= _TOLERANCE * ours for ours, shown in sizes)
        return alike and (_EDGE + _HEIGHT) * self.em <= self.sheet.size[1]

    def untaken(self) -> set[Strip]:
        """The strips that no annotation reaches into."""
        taken = [self.sheet.seen(box) for box in self.taken]
        return {s for s in Strip if not any(self.area(s).meets(box) for box in taken)}

    def band(self, page: "PdfPage", *, at_head: bool) -> tuple[list[bytes], float]:
        """The rows of pixels that the strips at an edge of the page lie in, and how many a unit takes."""
        band = self._band(at_head=at_head)
        wide, high = self.sheet.size
        scale = min(_PIXELS_PER_POINT * self.sheet.unit, _MOST_PIXELS / wide)
        below, above = max(0, band.bottom - 1 / scale), max(0, high - band.top - 1 / scale)
        return _rendered(page, scale, (0, below, 0, above)), scale

    def _band(self, *, at_head: bool) -> Box:
        wide, high = self.sheet.size
        bottom = high - (_EDGE + _HEIGHT) * self.em if at_head else _EDGE * self.em
        return Box(0, bottom, wide, bottom + _HEIGHT * self.em)


def _free_strips(data: bytes, pages: Sequence[Sequence[LineOnSheet]]) -> list[tuple[frozenset[Strip], ...]]:
    """The strips that are blank paper for each of the lines of a page; none where PDFium cannot show it."""
    from pypdfium2 import PdfDocument, PdfiumError

    free = [tuple(frozenset[Strip]() for _ in lines) for lines in pages]
    with suppress(PdfiumError), PdfDocument(data) as document:
        for index, lines in enumerate(pages):
            with suppress(PdfiumError), closing(document[index]) as page:
                if lines[0].fits(page):
                    free[index] = _blank(page, lines)
    return free


def _blank(page: "PdfPage", lines: Sequence[LineOnSheet]) -> tuple[frozenset[Strip], ...]:
    """The free strips of lines of one size on a page, which is rendered once for all of them."""
    blank = [line.untaken() for line in lines]
    for at_head in (False, True):
        if any(strip.at_head == at_head for strips in blank for strip in strips):
            rows, scale = lines[0].band(page, at_head=at_head)
            for line, strips in zip(lines, blank, strict=True):
                here = {strip for strip in strips if strip.at_head == at_head}
                strips -= {strip for strip in here if not _is_white(rows, line.area(strip), scale)}
    return tuple(map(frozenset, blank))


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


# The room for a number in a package, and what is between it and the line when they stand side by side.
_WIDEST_NUMBER: Final = "0000/0000"
_GAP: Final = 1.5
# Where the number stands: in a corner, and at the foot rather than the head.
_NUMBER_STRIPS: Final = (
    Strip.FOOT_RIGHT,
    Strip.FOOT_LEFT,
    Strip.HEAD_RIGHT,
    Strip.HEAD_LEFT,
    Strip.FOOT,
    Strip.HEAD,
)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a page has room for a text: it is blank there, and the font is on the page.

    Attributes:
        font: What the page calls the font.
        em: The size of the text, in units of user space.
        start: Where the baseline begins, in seen coordinates.
        width: How long the text may be.
        strip: The strip that it is in.
        matrix: Leads from seen coordinates to user space.
    """

    font: str
    em: float
    start: tuple[float, float]
    width: float
    strip: Strip
    matrix: tuple[float, ...]

    def shown(self, codes: bytes) -> bytes:
        """The operators that write an encoded text there; one that is too long is made to fit."""
        em = min(self.em, self.width / width(codes))
        x = self.start[0] + (self.width - em * width(codes)) * self.strip.side / 2
        subtype, edge = ("Header", "Top") if self.strip.at_head else ("Footer", "Bottom")
        about = f"/Subtype /{subtype} /Attached [/{edge}]"
        matrix = followed_by((1, 0, 0, 1, x, self.start[1]), self.matrix)
        return artifact(about, _GREY, f"{self.font} {number(em)}", matrix, codes)


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
    lines = [(_line(page, text(index, len(pages))),) for index, page in enumerate(pages, 1)]
    strips = _chosen([free for (free,) in _free_strips(data, lines)], Strip)
    additions = Additions(pdf, embed(pdf))
    for page, own, strip in zip(pages, lines, strips, strict=True):
        (room,) = _rooms(additions, page, own, (strip,))
        additions.append(page, room.shown(own[0].codes))


def add_numbered_line(
    pdf: Pdf, data: bytes, text: Callable[[int, int], str] | None = None
) -> tuple[Room, ...]:
    """Do the same, and find room beside the line on each page for its number in a package; return that.

    Without a text there is room for the number alone.

    Raises:
        ValueError: The words have a character that is not in Windows-1252.
    """
    pages, widest = list(pdf.pages), encoded(_WIDEST_NUMBER)
    beside = _GAP + width(widest)
    words = text or (lambda _page, _pages: "")
    lines = [_line(page, words(index, len(pages)), beside) for index, page in enumerate(pages, 1)]
    pairs = [(line, replace(line, width=line.em * width(widest))) for line in lines]
    free = _free_strips(data, pairs)
    strips = _chosen([own for own, _ in free], Strip)
    left = [_left(pair, strip, own) for pair, strip, (_, own) in zip(pairs, strips, free, strict=True)]
    chosen = zip(strips, _chosen(left, _NUMBER_STRIPS), strict=True)
    additions = Additions(pdf, embed(pdf))
    rooms = [_rooms(additions, *one) for one in zip(pages, pairs, chosen, strict=True)]
    for page, line, (room, _) in zip(pages, lines, rooms, strict=True):
        if line.codes:
            additions.append(page, room.shown(line.codes))
    return tuple(room for _, room in rooms)


def _left(
    pair: tuple[LineOnSheet, LineOnSheet], strip: Strip | None, free: frozenset[Strip]
) -> frozenset[Strip]:
    """Those of the strips for the number that the line, which stands in a strip already, leaves free."""
    line, number = pair
    if strip is None or not line.codes:
        return free
    return frozenset(one for one in free if not number.area(one).meets(line.area(strip)))


def _rooms(
    additions: Additions, page: Page, lines: Sequence[LineOnSheet], strips: Sequence[Strip | None]
) -> list[Room]:
    """The rooms for the lines of a page: each in its strip, or all in a new one when a strip is missing."""
    sheet, known = lines[0].sheet, [strip for strip in strips if strip is not None]
    if len(known) == len(lines):
        additions.enclose(page)
        starts = [line.start(strip) for line, strip in zip(lines, known, strict=True)]
    else:
        sheet = _grow(additions, page, lines[0])
        starts = _in_growth(lines, sheet)
        known = [Strip.FOOT, Strip.FOOT_RIGHT][: len(lines)]
    font = additions.give_font(page, _FONT)
    return [
        Room(font, line.em, start, line.width, strip, sheet.matrix)
        for line, start, strip in zip(lines, starts, known, strict=True)
    ]


def _line(page: Page, words: str, beside: float = 0) -> LineOnSheet:
    """A line for a page, with so many ems beside it."""
    codes = encoded(words)
    sheet = sheet_of(page.obj)
    em = _em(sheet, width(codes) + beside)
    return LineOnSheet(sheet, em, em * width(codes), tuple(box for _, box in _annotations(page)), codes)


def _em(sheet: Sheet, ems: float) -> float:
    """The text's size in units of user space, for a line of so many ems."""
    points = _BASE * min(sheet.size) * sheet.unit / _A4_WIDTH
    fitting = _PART_OF_WIDTH * sheet.size[0] / ems if ems else _MOST
    return min(max(_LEAST, min(points, _MOST)) / sheet.unit, fitting)


def _chosen(free: Sequence[frozenset[Strip]], preferred: Iterable[Strip]) -> list[Strip | None]:
    """A strip for each page; None for a page that must grow.

    It is the first that is free on all pages that have one; without such, each page's own first.
    """
    order = tuple(preferred)
    common = frozenset(order).intersection(*filter(None, free))
    return [next((one for one in order if one in (common & strips or strips)), None) for strips in free]


def _grow(additions: Additions, page: Page, line: LineOnSheet) -> Sheet:
    """Give a page a strip more at its foot, and return how it is shown then."""
    old, sheet = line.sheet, line.sheet.grown(_GROWTH * line.em)
    additions.enclose(page, _clip(old.box))
    _keep_out_of_view(page, old, sheet)
    show(page.obj, old, sheet)
    return sheet


def _in_growth(lines: Sequence[LineOnSheet], sheet: Sheet) -> list[tuple[float, float]]:
    """Where the line begins in the strip that a page has grown by, and what is beside it to the right."""
    line, *beside = lines
    wide, gap, y = sheet.size[0], _GAP * line.em, _GROWTH_BASELINE * line.em
    x = (wide - line.width) / 2
    for other in beside:
        margin = min(_SIDE * line.em, (wide - line.width - gap - other.width) / 2)
        right = wide - margin - other.width
        return [(min(x, right - gap - line.width), y), (right, y)]
    return [(x, y)]


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
