"""The round part of the drawing: the months, the rings with their marks, and what is drawn between these."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from dokumentmaskin.document.wheel.events import Hendelse, Årshjul
from dokumentmaskin.document.wheel.geometry import Point, angle, arc, circle, joined, on_circle, sector
from dokumentmaskin.document.wheel.legend import LETTERS, strike
from dokumentmaskin.document.wheel.marks import DUTIES, SHAPES
from dokumentmaskin.document.wheel.page import PALETTE, Figur, Merke, Tekst, centred
from dokumentmaskin.document.wheel.rings import SMALL, TRACE, Mark, Ring, Size, place_rings, span
from dokumentmaskin.document.wheel.text import width
from dokumentmaskin.plan import Plikt

_MONTHS: Final = 18.0  # how broad the circle of months is
_HUB: Final = 26.0  # the least radius of the middle, where the year stands
_TRACK: Final = 5.6  # of one kind of what is due
_DUTY: Final = 2.0  # the size of its marks
_YEAR: Final = 20.0  # the size of the year


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel without its words, placed.

    Attributes:
        hjul: What it shows.
        centre: Its middle.
        radius: Its radius.
        rings: Its rings, from the middle.
        size: How large its marks are.
    """

    hjul: Årshjul
    centre: Point
    radius: float
    rings: tuple[Ring, ...]
    size: Size

    def figures(self) -> Iterator[Figur]:
        """What lies under the marks, from the bottom."""
        inner = self._months
        for month, (start, end) in enumerate(pairwise(_months(self.hjul.år))):
            shade = "lys" if month % 2 else "mork"
            yield Figur(sector(self.centre, inner, self.radius, start, end), f"felt {shade}")
            months = sector(self.centre, inner - _MONTHS, inner, start, end)
            yield Figur(months, f"maanedsfelt {shade}")
        for ring in self.rings:
            yield Figur(circle(self.centre, ring.outer), "ring")
            yield from (line for mark in ring.marks for line in self._dates(ring, mark))
        yield from self._joints()
        yield from self._duties()
        if self.hjul.i_dag is not None:
            turn = sum(angle(self.hjul.i_dag, end=end) for end in (False, True)) / 2
            ends = [on_circle(self.centre, far, turn) for far in (inner, self.radius + 2)]
            yield Figur(joined(ends), "idag")

    def marks(self) -> Iterator[Merke]:
        """The marks, ring by ring."""
        for ring in self.rings:
            for mark in ring.marks:
                event = mark.event
                figures = [Figur(SHAPES[event.slag](mark.at, self.size.mark), mark_style(event, ring.index))]
                if event.felles:
                    figures.append(Figur(circle(mark.at, mark.reach), f"felles {colour(ring.index)}"))
                if event.avlyst:
                    figures.append(Figur(strike(mark.at, self.size.mark), f"strek {colour(ring.index)}"))
                yield Merke(tuple(figures), f"{event.når}: {event.hva}", mark.at, mark.reach)

    def texts(self) -> Iterator[Tekst]:
        """The year, the months, the letters of the rings and the numbers of the marks."""
        yield centred(str(self.hjul.år), self.centre, _YEAR, "aar")
        middle = self._months - _MONTHS / 2
        for start, end in pairwise(_months(self.hjul.år)):
            turn = (start + end) / 2
            upright = turn + 180 if 90 < turn < 270 else turn  # noqa: PLR2004 - the lower half
            at = on_circle(self.centre, middle, turn)
            yield centred(self._month(start, middle), at, SMALL, "maned", upright)
        for ring in self.rings:
            if len(self.rings) > 1:
                at = Point(self.centre.x, self.centre.y - (ring.inner + ring.outer) / 2)
                yield centred(LETTERS[ring.index % 26], at, SMALL, f"ringnavn {colour(ring.index)}")
            for mark in ring.marks:
                if mark.number_at is not None and mark.event.ringer[0] == ring.index:
                    yield centred(str(mark.event.nummer), mark.number_at, SMALL, "nummer")

    @property
    def _months(self) -> float:
        """The outer radius of the circle of months."""
        return self.rings[0].inner

    def _month(self, start: float, radius: float) -> str:
        """The name of a month, short when the longest would not fit."""
        day = date(self.hjul.år, round(start / 30) + 1, 1)
        names = [self.hjul.språk.month(date(self.hjul.år, month, 1)) for month in range(1, 13)]
        room = radius * 0.48  # of 28 days
        longest = max(width(name, SMALL, bold=True) for name in names)
        return self.hjul.språk.month(day) if longest < room else self.hjul.språk.short_month(day)

    def _dates(self, ring: Ring, mark: Mark) -> Iterator[Figur]:
        """A mark's own dates at the edge of its ring, and where it was before it was moved."""
        event, hue = mark.event, colour(ring.index)
        start, end = span(event.dato, self.hjul.år)
        if ring.lanes == 1:
            foot = on_circle(self.centre, ring.outer - TRACE / 2, (start + end) / 2)
            yield Figur(joined([foot, mark.at]), f"stilk {hue}")
        if not event.dato.dag_satt:
            yield Figur(arc(self.centre, ring.outer - TRACE / 2, start + 1, end - 1), f"maaned {hue}")
        elif event.dato.én_dag:
            ends = [
                on_circle(self.centre, far, (start + end) / 2) for far in (ring.outer - TRACE, ring.outer)
            ]
            yield Figur(joined(ends), f"dag {hue}")
        else:
            yield Figur(arc(self.centre, ring.outer - TRACE / 2, start, end), f"dager {hue}")
        if event.flyttet_fra is not None:
            yield from self._move(ring, sum(span(event.flyttet_fra, self.hjul.år)) / 2, mark, hue)

    def _move(self, ring: Ring, before: float, mark: Mark, hue: str) -> Iterator[Figur]:
        """A ring where it was, and an arrow to where it is."""
        radius, turn = ring.moves, mark.turn
        yield Figur(circle(on_circle(self.centre, radius, before), 2), f"for {hue}")
        way = 1 if turn > before else -1
        begin, tip = before + way * 2.3 * 57.3 / radius, turn
        if (tip - begin) * way > 0:
            yield Figur(arc(self.centre, radius, begin, tip), f"flytting {hue}")
        back = tip - way * 3.2 * 57.3 / radius
        wings = [on_circle(self.centre, radius + side, back) for side in (2.4, -2.4)]
        yield Figur(joined([wings[0], on_circle(self.centre, radius, tip), wings[1]]), f"pil {hue}")

    def _duties(self) -> Iterator[Figur]:
        """What is due, on a track for each kind outside the bodies' rings; once for each day."""
        kinds = duty_kinds(self.hjul)
        edge = self.radius - _TRACK * len(kinds)
        for day, kind in sorted({(due.dag, due.slag) for due in self.hjul.forfall}):
            turn = sum(angle(day, end=end) for end in (False, True)) / 2
            at = on_circle(self.centre, edge + _TRACK * (kinds.index(kind) + 0.5), turn)
            yield Figur(DUTIES[kind](at, _DUTY), "frist")
        if kinds:
            yield Figur(circle(self.centre, self.radius), "ring")

    def _joints(self) -> Iterator[Figur]:
        """A line through the marks of each joint event."""
        places: dict[int, list[Point]] = {}
        for ring in self.rings:
            for mark in ring.marks:
                places.setdefault(mark.event.nummer, []).append(mark.at)
        yield from (Figur(joined(through), "sammen") for through in places.values() if len(through) > 1)


def colour(ring: int) -> str:
    """The class that has the colour of a ring."""
    return f"gruppe-{ring % PALETTE + 1}"


def mark_style(event: Hendelse, ring: int) -> str:
    """The classes of a mark."""
    said = {"usikker": event.usikker, "avlyst": event.avlyst}
    return " ".join(["merke", colour(ring), *(name for name, holds in said.items() if holds)])


def duty_kinds(hjul: Årshjul) -> list[Plikt]:
    """The kinds of what is due, from the middle."""
    return [kind for kind in DUTIES if any(due.slag == kind for due in hjul.forfall)]


def _months(år: int) -> list[float]:
    """Where each month of a year begins, and the last ends."""
    return [*(angle(date(år, month, 1)) for month in range(1, 13)), 360.0]


def make_wheel(hjul: Årshjul, centre: Point, radius: float, size: Size) -> Wheel | None:
    """The round part, or None when its rings have not room for the marks."""
    duties = _TRACK * len(duty_kinds(hjul))
    rings = place_rings(hjul, centre, radius - duties, _HUB + _MONTHS, size)
    return None if rings is None else Wheel(hjul, centre, radius, rings, size)
