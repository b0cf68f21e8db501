"""Labels around the wheel: in a column on each side, as near to their marks as can be, with a line to each.

`place_labels` is given the rings; out come the texts and the lines, or None when a column is full, a word is
wider than it, or a line would have to go through the wheel.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dokumentmaskin.document.wheel.events import Hendelse
from dokumentmaskin.document.wheel.geometry import Point, joined, on_circle, spread
from dokumentmaskin.document.wheel.page import LEADING, PALETTE, Figur, Line, Part, Tekst, lines_down
from dokumentmaskin.document.wheel.rings import Mark, Ring
from dokumentmaskin.document.wheel.text import balanced, widest_word, wrapped

GAP: Final = 16.0  # between the wheel and the columns
_BETWEEN: Final = 0.8  # of a line, between two labels
_PARTS: Final = 0.25  # of a line, between what a label says one after the other
_LEVEL: Final = 8.0  # how far a line goes straight out to its label
_RIM: Final = 3.0  # how far outside the wheel a line bends
_HALF: Final = 180.0


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may stand.

    Attributes:
        centre: The middle of the wheel.
        radius: Its radius.
        column: How wide the column on each side is.
        size: How large the text is.
        height: How high the columns may be.
    """

    centre: Point
    radius: float
    column: float
    size: float
    height: float


def words_of(event: Hendelse, *, topics: bool = True) -> Iterator[tuple[str, str]]:
    """What a label says, paragraph by paragraph, each with its class."""
    gone = " struket" if event.avlyst else ""
    yield event.når, f"dato{gone}"
    yield event.hva, f"navn{gone}"
    for topic in event.tema if topics else ():
        yield topic, f"tema{gone}"
    if event.merknad:
        yield event.merknad, "merknad"


def place_labels(rings: Sequence[Ring], room: Room) -> Part | None:
    """The labels of all marks; a joint event has one, at its outermost mark."""
    marks = {mark.event.nummer: mark for ring in rings for mark in ring.marks}
    right = [mark for mark in marks.values() if mark.turn < _HALF]
    left = [mark for mark in marks.values() if mark.turn >= _HALF]
    sides = [
        _side(side, room)
        for side in (sorted(right, key=lambda m: m.turn), sorted(left, key=lambda m: -m.turn))
    ]
    found = [side for side in sides if side is not None]
    if len(found) < len(sides):
        return None
    return Part(
        tuple(text for side in found for text in side.texts),
        tuple(line for side in found for line in side.figures),
        min(side.top for side in found),
        max(side.bottom for side in found),
    )


def have_room(events: Sequence[Hendelse], room: Room) -> bool:
    """Whether the columns are high enough for the labels, however they are shared between them."""
    lines = sum(_high(_lines(event, room)) for event in events)
    return lines * LEADING * room.size <= 2 * room.height


def _side(marks: Sequence[Mark], room: Room) -> Part | None:
    """The labels of one side, from the top."""
    size, radius, half = room.size, room.radius, room.height / 2
    if any(widest_word(text, size * 1.06) > room.column for m in marks for text, _ in words_of(m.event)):
        return None
    blocks = [_lines(mark.event, room) for mark in marks]
    line = LEADING * size
    highs = [_high(block) * line for block in blocks]
    apart = [0.0, *(high + _BETWEEN * line for high in highs)][: len(marks)]
    edge = radius + GAP
    bounds = [_bounds(mark.turn, edge - _LEVEL, radius + _RIM, half) for mark in marks]
    # A label's height is that of its first line; the last must have room for all of its own.
    floors = [min(most, half - high + line / 2) for (_, most), high in zip(bounds, highs, strict=True)]
    wanted = [
        -edge * math.cos(math.radians(mark.turn)) - high / 2 + line / 2
        for mark, high in zip(marks, highs, strict=True)
    ]
    places = spread(wanted, apart, [least for least, _ in bounds], floors)
    return None if places is None else _joined(marks, places, room)


def _joined(marks: Sequence[Mark], places: Sequence[float], room: Room) -> Part:
    """The labels of a side where they are to stand, with their lines."""
    sign = 1 if not marks or marks[0].turn < _HALF else -1
    texts: list[Tekst] = []
    lines: list[Figur] = []
    for mark, place in zip(marks, places, strict=True):
        at = Point(room.centre.x + sign * (room.radius + GAP), room.centre.y + place)
        block = _lines(mark.event, room, balanced)
        texts += lines_down(block, at, room.size, "start" if sign > 0 else "end")
        bend = on_circle(room.centre, room.radius + _RIM, mark.turn)
        path = joined([mark.at, bend, Point(at.x - sign * _LEVEL, at.y), Point(at.x - sign * 3, at.y)])
        lines.append(Figur(path, f"leder gruppe-{mark.event.ringer[-1] % PALETTE + 1}"))
    boxes = [text.box for text in texts]
    return Part(
        tuple(texts),
        tuple(lines),
        min((box.top for box in boxes), default=room.centre.y),
        max((box.bottom for box in boxes), default=room.centre.y),
    )


def _lines(event: Hendelse, room: Room, broken: Callable[..., Iterable[str]] = wrapped) -> list[Line]:
    """The lines of a label; what follows its date and name stands a little apart."""
    lines: list[Line] = []
    for number, (text, style) in enumerate(words_of(event)):
        down = lines[-1].down + 1 + (_PARTS if number > 1 else 0) if lines else 0.0
        parts = broken(text, room.size, room.column, bold=style.startswith("dato"))
        lines += (Line(part, style, down + row) for row, part in enumerate(parts))
    return lines


def _high(lines: Sequence[Line]) -> float:
    """How many lines high a label is."""
    return lines[-1].down + 1


def _bounds(turn: float, edge: float, rim: float, half: float) -> tuple[float, float]:
    """Between which heights a line from the rim to the column stays outside the wheel."""
    sin, cos = abs(math.sin(math.radians(turn))), math.cos(math.radians(turn))
    if abs(cos) < 0.05:  # noqa: PLR2004 - it goes straight out: any height will do
        return -half, half
    limit = (edge * sin - rim) / cos
    return (-half, limit) if cos > 0 else (limit, half)
