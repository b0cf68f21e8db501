"""The line on every page of an attachment that says which paper it is: «Sak 3 · Vedlegg 2 · side 4 av 11».

It covers nothing: it stands where the page is blank, in the same place on all pages if that can be, and a
page that is blank nowhere grows by a strip. It is a pagination artifact, which a screen reader passes over
(ISO 32000-1, 14.8.2.2.2).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Object, Page, Pdf

from dokumentmaskin.bundle.pages.free_space import LineOnSheet, Strip, free_strips
from dokumentmaskin.bundle.pages.line_font import embed, encoded, width
from dokumentmaskin.bundle.pages.page_content import Additions
from dokumentmaskin.bundle.pages.sheet import Box, Sheet, number, read_box, sheet_of, show

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


@dataclass(frozen=True, slots=True)
class _Job:
    """The line for one page: its words, encoded, and the places it can have."""

    codes: bytes
    line: LineOnSheet


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
    jobs = [_job(page, text(index, len(pages))) for index, page in enumerate(pages, 1)]
    strips = _chosen(free_strips(data, [job.line for job in jobs]))
    additions = Additions(pdf, embed(pdf))
    for page, job, strip in zip(pages, jobs, strips, strict=True):
        _draw(additions, page, job, strip)


def _job(page: Page, words: str) -> _Job:
    codes = encoded(words)
    sheet = sheet_of(page.obj)
    em = _em(sheet, width(codes))
    return _Job(codes, LineOnSheet(sheet, em, em * width(codes), tuple(_annotation_boxes(page))))


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
    return [_first(common & strips or strips) for strips in free]


def _first(strips: frozenset[Strip]) -> Strip | None:
    return next((strip for strip in Strip if strip in strips), None)


def _draw(additions: Additions, page: Page, job: _Job, strip: Strip | None) -> None:
    sheet = job.line.sheet
    if strip is None:
        old, sheet = sheet, sheet.grown(_GROWTH * job.line.em)
        x, y = (sheet.size[0] - job.line.width) / 2, _GROWTH_BASELINE * job.line.em
        additions.enclose(page, _clip(old.box))
        _keep_out_of_view(page, old, sheet)
        show(page.obj, old, sheet)
    else:
        x, y = job.line.start(strip)
        additions.enclose(page)
    name = additions.give_font(page, _FONT)
    at_head = strip is not None and strip.at_head
    additions.append(page, _content(job, name, _moved(sheet.matrix, x, y), at_head=at_head))


def _content(job: _Job, font: str, matrix: Sequence[float], *, at_head: bool) -> bytes:
    subtype, edge = ("/Header", "/Top") if at_head else ("/Footer", "/Bottom")
    return (
        f"/Artifact <</Type /Pagination /Subtype {subtype} /Attached [{edge}]>> BDC\n"
        f"q\n{_GREY} g\nBT\n{font} {number(job.line.em)} Tf\n"
        f"{' '.join(map(number, matrix))} Tm\n<{job.codes.hex()}> Tj\nET\nQ\nEMC\n"
    ).encode("ascii")


def _moved(matrix: Sequence[float], x: float, y: float) -> tuple[float, ...]:
    """A matrix that first moves by x and y."""
    a, b, c, d, e, f = matrix
    return a, b, c, d, a * x + c * y + e, b * x + d * y + f


def _clip(box: Box) -> bytes:
    edges = (box.left, box.bottom, box.right - box.left, box.top - box.bottom)
    return f"q\n{' '.join(map(number, edges))} re W n\n".encode("ascii")


def _annotations(page: Page) -> list[tuple[Object, Box]]:
    """A page's annotations with their rectangles; a popup is no part of the page."""
    there = page.obj.get("/Annots")
    some = [a for a in there if isinstance(a, Dictionary)] if isinstance(there, Array) else []
    shown = [a for a in some if a.get("/Subtype") != "/Popup"]
    return [(a, box) for a in shown if (box := read_box(a.get("/Rect"))) is not None]


def _annotation_boxes(page: Page) -> list[Box]:
    return [box for _, box in _annotations(page)]


def _keep_out_of_view(page: Page, old: Sheet, new: Sheet) -> None:
    """Move the annotations that were cropped away and would come into view, further out."""
    dx, dy = (n - o for o, n in zip(old.matrix[4:], new.matrix[4:], strict=True))
    for annotation, box in _annotations(page):
        if box.meets(new.box) and not box.meets(old.box):
            edges = (box.left + dx, box.bottom + dy, box.right + dx, box.top + dy)
            annotation["/Rect"] = Array([round(edge, 4) for edge in edges])
