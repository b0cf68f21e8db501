"""The rings and the marks on them: each at its date, moved aside only as much as it takes not to overlap.

`place_rings` is given the events and how large the wheel is; out comes each ring with its marks, or None when
there is not room for them. A ring has, from the middle, a track for what was moved, one or more lanes of
marks, and at its outer edge the dates themselves: a line for a day, an arc for days or a month.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from dokumentmaskin.document.wheel.events import Hendelse, Årshjul
from dokumentmaskin.document.wheel.geometry import Point, angle, on_circle, spread
from dokumentmaskin.document.wheel.marks import REACH
from dokumentmaskin.document.wheel.page import DIGITS
from dokumentmaskin.document.wheel.text import width
from dokumentmaskin.plan import Møtedato

TRACE: Final = 4.0  # the dates at the outer edge
_MOVES: Final = 8.0  # the track of what was moved
_EDGE: Final = 2.0  # without one
_BESIDE: Final = 1.2  # between two marks
_CLOSE: Final = 0.6  # between a mark and its number
_MOST_LANES: Final = 4
# How many marks' breadths one may be moved aside before the ring gets one more lane; more when there is no
# room for so many lanes.
_PATIENCE: Final = (1.1, 4.0, 1000.0)
SMALL: Final = 8.0  # points: the smallest text on the paper


class Circle(NamedTuple):
    """Where a lane or an edge is."""

    centre: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Size:
    """How large marks are, and whether each has its number.

    Attributes:
        mark: The size of a mark: about half of it across.
        digits: How many digits stand below each; 0 for no numbers.
    """

    mark: float
    digits: int = 0

    @property
    def reach(self) -> float:
        """How far a mark reaches from its middle."""
        return self.mark * REACH

    @property
    def half(self) -> Point:
        """Half of how wide and high the widest number is."""
        wide = width("0" * self.digits, SMALL, bold=True)
        return Point(wide / 2, DIGITS * SMALL / 2 if self.digits else 0)

    def below(self, turn: float) -> float:
        """How far towards the middle of the wheel a number stands from the middle of its mark.

        A box that is so far away does not reach the mark, whatever way it lies from it.
        """
        sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
        return self.reach + _CLOSE + abs(sin) * self.half.x + abs(cos) * self.half.y

    @property
    def depth(self) -> float:
        """How far towards the middle of the wheel a mark and its number reach at most."""
        return self.reach + _CLOSE + 2 * math.hypot(*self.half) if self.digits else self.reach

    @property
    def lane(self) -> float:
        """How broad a lane is."""
        return self.reach + self.depth + _BESIDE

    @property
    def across(self) -> float:
        """How far apart marks of a lane are."""
        return 2 * max(self.reach, math.hypot(*self.half)) + _BESIDE


@dataclass(frozen=True, slots=True)
class Mark:
    """An event's mark on a ring.

    Attributes:
        event: The event.
        at: Its middle.
        reach: How far it reaches from there.
        turn: Where on the circle it stands.
        number_at: The middle of its number, if it has one.
    """

    event: Hendelse
    at: Point
    reach: float
    turn: float
    number_at: Point | None


@dataclass(frozen=True, slots=True)
class Ring:
    """A body's ring.

    Attributes:
        index: Which it is, from the middle.
        inner: Its inner radius.
        outer: Its outer radius.
        marks: The marks on it.
        lanes: How many lanes they stand in.
    """

    index: int
    inner: float
    outer: float
    marks: tuple[Mark, ...]
    lanes: int

    @property
    def moves(self) -> float:
        """The radius of the track for what was moved."""
        return self.inner + _MOVES / 2


def span(dato: Møtedato, år: int) -> tuple[float, float]:
    """Where on the circle a date begins and ends, as far as it lies in the year."""
    first, last = date(år, 1, 1), date(år, 12, 31)
    begins, ends = (min(max(day, first), last) for day in (dato.fra, dato.til))
    return angle(begins), angle(ends, end=True)


def place_rings(
    hjul: Årshjul, centre: Point, outer: float, innermost: float, size: Size
) -> tuple[Ring, ...] | None:
    """The rings of a wheel from the middle, or None when they do not fit.

    Args:
        hjul: The wheel.
        centre: Its middle.
        outer: Its radius.
        innermost: The radius that no ring may reach within.
        size: How large the marks are.
    """
    for patience in _PATIENCE:
        rings: list[Ring] = []
        edge = outer
        for index in reversed(range(len(hjul.ringer))):
            # The lines to words beside the wheel go out from the marks; numbers have none.
            passed = [] if size.digits else [mark.turn for ring in rings for mark in ring.marks]
            found = _ring(hjul, index, Circle(centre, edge), size, _Aside(patience, passed))
            if found is None or found.inner < innermost:
                break
            rings.insert(0, found)
            edge = found.inner
        else:
            return tuple(rings)
    return None


class _Aside(NamedTuple):
    """How many marks' breadths one may be moved aside, and what its line out should pass beside."""

    patience: float
    passed: Sequence[float]


def _ring(hjul: Årshjul, index: int, edge: Circle, size: Size, move: _Aside) -> Ring | None:
    """A ring with as few lanes as its marks need."""
    events = sorted(
        (event for event in hjul.hendelser if index in event.ringer), key=lambda e: sum(span(e.dato, hjul.år))
    )
    track = _MOVES if any(event.flyttet_fra for event in events) else _EDGE
    aside = _degrees(size.reach, edge.radius)
    dates = ((sum(span(event.dato, hjul.år)) / 2, len(event.ringer) > 1) for event in events)
    beside = (turn if joint else _beside(turn, move.passed, aside) for turn, joint in dates)
    wanted = list(accumulate(beside, max))
    for lanes in range(1, _MOST_LANES + 1):
        radii = [edge.radius - TRACE - size.reach - lane * size.lane for lane in range(lanes)]
        inner = edge.radius - TRACE - lanes * size.lane - track
        turns = _turns(wanted, radii, size, letter=len(hjul.ringer) > 1) if inner > 0 else None
        if turns is None:
            continue
        far = max((abs(a - b) for a, b in zip(wanted, (turn for turn, _ in turns), strict=True)), default=0)
        if far <= move.patience * _degrees(size.across, min(radii)):
            marks = (
                _mark(event, Circle(edge.centre, radii[lane]), turn, size)
                for event, (turn, lane) in zip(events, turns, strict=True)
            )
            return Ring(index, inner, edge.radius, tuple(marks), lanes)
    return None


def _beside(turn: float, passed: Sequence[float], aside: float) -> float:
    """The nearest place whose line out goes beside all marks further out; its own when none is near."""
    near = [other for other in passed if abs(other - turn) < 3 * aside]
    places = (turn, *(other + way * aside for other in near for way in (1, -1)))
    free = [place for place in places if all(abs(place - other) >= 0.99 * aside for other in near)]
    return min(free, key=lambda place: abs(place - turn)) if free else turn


def _turns(
    wanted: Sequence[float], radii: Sequence[float], size: Size, *, letter: bool
) -> list[tuple[float, int]] | None:
    """The place and the lane of each mark; the first lane that is free there, or is free first."""
    lanes: list[list[int]] = [[] for _ in radii]
    for number, turn in enumerate(wanted):
        free = [
            lane
            for lane, radius in zip(lanes, radii, strict=True)
            if not lane or wanted[lane[-1]] + _degrees(size.across, radius) <= turn
        ]
        (free[0] if free else min(lanes, key=lambda lane: wanted[lane[-1]])).append(number)
    places = [(0.0, 0)] * len(wanted)
    for which, (lane, radius) in enumerate(zip(lanes, radii, strict=True)):
        near = radius - size.depth if size.digits else radius
        apart = [0.0, *[_degrees(size.across, near)] * (len(lane) - 1)][: len(lane)]
        # By the turn of the year stands the letter of the ring, if it has one.
        gap = _degrees(size.across / 2 + (SMALL / 2 if letter else 0), near)
        own = spread([wanted[n] for n in lane], apart, [gap] * len(lane), [360 - gap] * len(lane))
        if own is None:
            return None
        for number, turn in zip(lane, own, strict=True):
            places[number] = (turn, which)
    return places


def _degrees(length: float, radius: float) -> float:
    """How far around a circle two places are that are so far apart; all around when it is too small."""
    return math.degrees(2 * math.asin(length / 2 / radius)) if radius > length else 360.0


def _mark(event: Hendelse, lane: Circle, turn: float, size: Size) -> Mark:
    number_at = on_circle(lane.centre, lane.radius - size.below(turn), turn) if size.digits else None
    return Mark(event, on_circle(lane.centre, lane.radius, turn), size.reach, turn, number_at)
