"""A page as its reader sees it: the visible box, the right way up.

Source: ISO 32000-1, 7.7.3.3 (page objects), 7.7.3.4 (inheritance), 7.9.5 (rectangles), 14.11.2 (boundaries).
"""

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Self

from pikepdf import Array, Matrix, Object, Rectangle

from dokumentmaskin.bundle.structure import upwards

# A page without a usable MediaBox is US Letter to PDFium.
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
_INNER_BOXES: Final = ("/BleedBox", "/TrimBox", "/ArtBox")
_CORNERS: Final = 4
# Between two edges that should be one.
_TOLERANCE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in units of user space; left ≤ right and bottom ≤ top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def empty(self) -> bool:
        """Whether it has no area."""
        return self.left >= self.right or self.bottom >= self.top

    def meets(self, other: Self) -> bool:
        """Tell whether the two have area in common."""
        return not self.within(other).empty

    def within(self, other: Self) -> "Box":
        """Return the part of this box that lies in another; an `empty` one when they do not meet."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    def around(self, other: Self) -> "Box":
        """Return the smallest box that holds both."""
        left, bottom = min(self.left, other.left), min(self.bottom, other.bottom)
        return Box(left, bottom, max(self.right, other.right), max(self.top, other.top))


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page is shown. Seen coordinates begin in its lower left corner, as the reader holds it.

    Attributes:
        box: What is visible of the page, in user space.
        turns: How many quarters clockwise the page is turned before it is shown, 0–3.
        unit: The length of a unit of user space in points (UserUnit).
    """

    box: Box
    turns: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen, in units of user space."""
        wide, high = self.box.right - self.box.left, self.box.top - self.box.bottom
        return (high, wide) if self.turns % 2 else (wide, high)

    @property
    def matrix(self) -> tuple[float, ...]:
        """Six numbers that lead from seen coordinates to user space (ISO 32000-1, 8.3.3)."""
        box = self.box
        return (
            (1, 0, 0, 1, box.left, box.bottom),
            (0, 1, -1, 0, box.right, box.bottom),
            (-1, 0, 0, -1, box.right, box.top),
            (0, -1, 1, 0, box.left, box.top),
        )[self.turns]

    def seen(self, box: Box) -> Box:
        """Return where a box in user space is seen."""
        there = Rectangle(box.left, box.bottom, box.right, box.top)
        seen = Matrix(*self.matrix).inverse().transform(there)
        return Box(seen.llx, seen.lly, seen.urx, seen.ury)

    def grown(self, height: float) -> "Sheet":
        """Return the sheet with that much more at the bottom as seen, in units of user space."""
        edge, way = (("bottom", -1), ("right", 1), ("top", 1), ("left", -1))[self.turns]
        return replace(self, box=replace(self.box, **{edge: getattr(self.box, edge) + way * height}))


def sheet_of(page: Object) -> Sheet:
    """Return how a page is shown, read as leniently as PDFium reads it."""
    media = _media_box(page)
    visible = (read_box(inherited(page, "/CropBox")) or media).within(media)
    # C++ rounds towards zero, and -90 is 270.
    turns = int(_number(inherited(page, "/Rotate"), 0) / 90) % 4
    unit = _number(page.get("/UserUnit"), 1)
    return Sheet(media if visible.empty else visible, turns, unit if unit > 0 else 1)


def show(page: Object, old: Sheet, new: Sheet) -> None:
    """Set a page's boxes so that what was shown as `old` is shown as `new`, which lies around it.

    The other boxes grow along where they reached the old edge, and keep within the MediaBox.
    """
    media = _media_box(page).around(new.box)
    page["/MediaBox"], page["/CropBox"] = _written(media), _written(new.box)
    for key in _INNER_BOXES:
        if (inner := read_box(page.get(key))) is not None:
            fitting = _along(inner, old.box, new.box).within(media)
            page[key] = _written(new.box if fitting.empty else fitting)


def inherited(page: Object, key: str) -> Object | None:
    """Return an entry of a page, or of the nearest node above it that has one."""
    return next((value for node in upwards(page) if (value := node.get(key)) is not None), None)


def read_box(value: Any) -> Box | None:
    """Return a rectangle with its corners in order; None for what is none or has no area."""
    if not isinstance(value, Array) or len(value) < _CORNERS:
        return None
    edges = [_number(edge, math.nan) for edge in list(value)[:_CORNERS]]
    if not all(map(math.isfinite, edges)):
        return None
    xs, ys = sorted(edges[0::2]), sorted(edges[1::2])
    box = Box(xs[0], ys[0], xs[1], ys[1])
    return None if box.empty else box


def number(value: float) -> str:
    """Write a number for a PDF: no exponent, no more digits than can be seen."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def followed_by(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that does one thing and then another (ISO 32000-1, 8.3.4)."""
    return (Matrix(*first) @ Matrix(*then)).shorthand


def _media_box(page: Object) -> Box:
    return read_box(inherited(page, "/MediaBox")) or Box(*_LETTER)


def _along(inner: Box, old: Box, new: Box) -> Box:
    """A box that is moved where an edge of the old visible box is, and it reached there."""
    return Box(
        new.left if old.left > new.left and inner.left <= old.left + _TOLERANCE else inner.left,
        new.bottom if old.bottom > new.bottom and inner.bottom <= old.bottom + _TOLERANCE else inner.bottom,
        new.right if old.right < new.right and inner.right >= old.right - _TOLERANCE else inner.right,
        new.top if old.top < new.top and inner.top >= old.top - _TOLERANCE else inner.top,
    ).around(inner)


def _number(value: Any, default: float) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else default


def _written(box: Box) -> Object:
    edges = (box.left, box.bottom, box.right, box.top)
    return Array([Object.parse(number(edge).encode()) for edge in edges])
