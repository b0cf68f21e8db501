"""Places on a circle and boxes on the page, in points; y goes down, angles clockwise from the top."""

import math
from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether they have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: "Box") -> bool:
        """Whether all of it lies in another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


def on_circle(centre: Point, radius: float, degrees: float) -> Point:
    """The place on a circle."""
    turn = math.radians(degrees)
    return Point(centre.x + radius * math.sin(turn), centre.y - radius * math.cos(turn))


def angle(day: date, *, end: bool = False) -> float:
    """Where in the year a day begins, or ends."""
    days = 366 if isleap(day.year) else 365
    return ((day - date(day.year, 1, 1)).days + end) * 360 / days


def number(value: float) -> str:
    """A length as SVG writes it, to a hundredth of a point; never «-0»."""
    return f"{round(value, 2) + 0:g}"


def joined(points: Sequence[Point], *, closed: bool = False) -> str:
    """The path through some places."""
    steps = " L ".join(f"{number(p.x)} {number(p.y)}" for p in points)
    return f"M {steps}{' Z' if closed else ''}"


def arc(centre: Point, radius: float, start: float, end: float) -> str:
    """The path along a circle; a part of it that is no whole circle."""
    first, last = on_circle(centre, radius, start), on_circle(centre, radius, end)
    large = int(abs(end - start) > 180)  # noqa: PLR2004 - half a circle
    return (
        f"M {number(first.x)} {number(first.y)} A {number(radius)} {number(radius)} 0 {large} "
        f"{int(end > start)} {number(last.x)} {number(last.y)}"
    )


def circle(centre: Point, radius: float) -> str:
    """The path of a whole circle."""
    r, left, right = number(radius), number(centre.x - radius), number(centre.x + radius)
    y = number(centre.y)
    return f"M {left} {y} A {r} {r} 0 1 1 {right} {y} A {r} {r} 0 1 1 {left} {y} Z"


def sector(centre: Point, inner: float, outer: float, start: float, end: float) -> str:
    """The path around a piece of a ring."""
    back = arc(centre, inner, end, start).replace("M", "L", 1)
    return f"{arc(centre, outer, start, end)} {back} Z"


def spread(
    wanted: Sequence[float], apart: Sequence[float], lows: Sequence[float], highs: Sequence[float]
) -> list[float] | None:
    """Places in a row as near as can be to those wanted (least squares), or None when they do not fit.

    It is isotonic regression by pooling adjacent violators, of the places less what must be between them.
    What comes out is clipped to the bounds, which are made to rise first: so it stays the nearest.

    Args:
        wanted: Where each should be, in order.
        apart: How far each must be from the one before it; of the first nothing.
        lows: The least place of each.
        highs: The greatest place of each.
    """
    before = list(accumulate(apart, initial=0.0))[1:]
    lowest = list(accumulate((low - gap for low, gap in zip(lows, before, strict=True)), max))
    highest = list(accumulate((high - gap for high, gap in zip(highs[::-1], before[::-1], strict=True)), min))
    pools: list[tuple[float, int]] = []  # the sum and the number of the places in each
    for place, gap in zip(wanted, before, strict=True):
        pool = (place - gap, 1)
        while pools and pools[-1][0] * pool[1] >= pool[0] * pools[-1][1]:
            earlier = pools.pop()
            pool = (pool[0] + earlier[0], pool[1] + earlier[1])
        pools.append(pool)
    means = [total / count for total, count in pools for _ in range(count)]
    bounds = list(zip(lowest, highest[::-1], strict=True))
    if any(low > high for low, high in bounds):
        return None
    held = (min(max(mean, low), high) for mean, (low, high) in zip(means, bounds, strict=True))
    return [place + gap for place, gap in zip(held, before, strict=True)]
