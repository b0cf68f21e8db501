"""The whole drawing of a wheel: the circle, and the words where there is room for them.

`lay_out` is given a wheel and a page, and tries these ways in turn:

1. the words of each event beside the wheel, with a line to its mark, as large as they can be;
2. a number at each mark, and the words in a list below;
3. the same with a list that leaves the topics to the table, which it says;
4. the numbers alone, which point at the table.

One by itself has no table beside it, so its words are never left out: it tries the first two on each of its
pages, and its list may at last make the largest of them higher.

What cannot be drawn even so (more marks than the rings have room for) is None, and the table has it all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dokumentmaskin.document.wheel.circle import Wheel, make_wheel
from dokumentmaskin.document.wheel.events import Årshjul
from dokumentmaskin.document.wheel.geometry import Point
from dokumentmaskin.document.wheel.labels import GAP, Room, have_room, place_labels
from dokumentmaskin.document.wheel.legend import legend, listing, remark
from dokumentmaskin.document.wheel.page import Part, Tegning, Tekst
from dokumentmaskin.document.wheel.rings import Size
from dokumentmaskin.plan import initial_capital

_COLUMN: Final = 98.0  # the least room for words beside the wheel
_LIST_COLUMN: Final = 170.0  # about how wide the narrowest columns of a list below are
_AIR: Final = 10.0  # between the parts of the drawing
_STEP: Final = 6.0  # between two radii that are tried
_MARKS: Final = {1: 7.4, 2: 6.4}  # the size of a mark by the number of rings
_MARK: Final = 5.2  # of more; those of one with a number, the best first
_NUMBERED: Final = (4.6, 4.0, 3.4, 2.7)
_LEAST: Final = 70.0  # the least radius of a wheel, and the best of one with a list below
_MOST: Final = 190.0
_TITLE: Final = 20.0
_OWNER: Final = 11.0


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to draw on, in points.

    Attributes:
        width: How wide it is.
        height: How high at most.
        sizes: The sizes of the words beside the wheel, the best first.
        alone: Whether it stands by itself, with its title and the plan's remark; then never without words.
    """

    width: float
    height: float
    sizes: tuple[float, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands between the heading and the legend: a wheel, and its words if they have room."""

    circle: Wheel
    bottom: float
    words: tuple[Part, ...] = ()
    note: str = ""


def lay_out(hjul: Årshjul, pages: Sequence[Page]) -> Tegning | None:
    """The drawing on the first page that has room, or None when the rings have not room for the marks."""
    for page in pages:
        head = tuple(_heading(hjul)) if page.alone else ()
        top = head[-1].sted.y + 2 * _AIR if head else 0.0
        for body in _ways(hjul, page, top):
            return _drawn(page, body, _feet(hjul, page, body.note, body.bottom), head)
    return None


def _drawn(page: Page, body: _Body, feet: tuple[Part, ...], head: tuple[Tekst, ...]) -> Tegning:
    circle, parts = body.circle, (*body.words, *feet)
    figures = (*circle.figures(), *(figure for part in parts for figure in part.figures))
    texts = (*head, *circle.texts(), *(text for part in parts for text in part.texts))
    numbered = circle.size.digits > 0
    return Tegning(page.width, feet[-1].bottom, figures, tuple(circle.marks()), texts, numbered)


def _feet(hjul: Årshjul, page: Page, note: str, top: float) -> tuple[Part, ...]:
    """What stands below: what is to be known of the numbers, the legend, the plan's remark."""
    known = remark(note, page.width, top + _AIR)
    signs = legend(hjul, page.width, known.bottom + (_AIR / 2 if note else 0))
    said = remark(_said(hjul, page), page.width, signs.bottom + _AIR)
    return (known, signs, said) if said.texts else (known, signs)


def _said(hjul: Årshjul, page: Page) -> str:
    """What stands below in words: what is to be reported, and of a drawing by itself the plan's remark."""
    språk = hjul.språk
    due = [f"{språk.short_day(d.dag)}: {d.hva}" for d in hjul.forfall if d.slag == "rapportering"]
    reports = f"{initial_capital(språk.hjul.plikter['rapportering'])} {'; '.join(due)}." if due else ""
    return " ".join(filter(None, (reports, hjul.merknad if page.alone else "")))


def _ways(hjul: Årshjul, page: Page, top: float) -> Iterator[_Body]:
    """Each way to draw it that is possible, the best first."""
    words = hjul.språk.hjul
    yield from _labelled(hjul, page, top)
    yield from _listed(hjul, page, top, topics=True)
    if page.alone:
        return
    if any(event.tema for event in hjul.hendelser):
        yield from _listed(hjul, page, top, topics=False, note=words.uten_tema)
    room = page.height - _feet(hjul, page, words.uten_liste, 0)[-1].bottom
    for circle, bottom in _numbered(hjul, page, top, room, best=page.width):
        yield _Body(circle, bottom, note=words.uten_liste)


def _labelled(hjul: Årshjul, page: Page, top: float) -> Iterator[_Body]:
    """The words beside the wheel, as large as can be, and the wheel then too."""
    middle, height = page.width / 2, page.height - top - _feet(hjul, page, "", 0)[-1].bottom
    for size in page.sizes:
        widest = Room(Point(0, 0), _LEAST, middle - _LEAST - GAP, size, height)
        radius = middle - GAP - _COLUMN * size / page.sizes[-1]
        while radius >= _LEAST and have_room(hjul.hendelser, widest):
            room = replace(widest, radius=radius, column=middle - radius - GAP)
            circle = make_wheel(hjul, room.centre, radius, _marks(hjul))
            if circle is None:
                break
            if labels := place_labels(circle.rings, room):
                there = replace(room, centre=Point(middle, top + max(radius, -labels.top) + 2))
                yield from _at(hjul, there)
                break
            radius -= _STEP


def _marks(hjul: Årshjul) -> Size:
    """How large marks beside words are: a wheel of one ring has room for larger ones."""
    return Size(_MARKS.get(len(hjul.ringer), _MARK))


def _at(hjul: Årshjul, room: Room) -> Iterator[_Body]:
    """A wheel and its labels around a middle."""
    circle = make_wheel(hjul, room.centre, room.radius, _marks(hjul))
    labels = circle and place_labels(circle.rings, room)
    if circle and labels:
        yield _Body(circle, max(room.centre.y + room.radius, labels.bottom), (labels,))


def _listed(hjul: Årshjul, page: Page, top: float, *, topics: bool, note: str = "") -> Iterator[_Body]:
    """The words in a list below, in as many columns as they are least high in."""
    most = round(page.width / _LIST_COLUMN)
    lists = {columns: listing(hjul, page.width, 0, columns, topics=topics) for columns in (most - 1, most)}
    columns = min(lists, key=lambda number: lists[number].bottom)
    below = _AIR + lists[columns].bottom
    room = page.height - below - _feet(hjul, page, note, 0)[-1].bottom
    for circle, bottom in _numbered(hjul, page, top, room):
        words = listing(hjul, page.width, bottom + _AIR, columns, topics=topics)
        yield _Body(circle, words.bottom, (words,), note)


def _numbered(
    hjul: Årshjul, page: Page, top: float, room: float, best: float = _MOST
) -> Iterator[tuple[Wheel, float]]:
    """Wheels with numbers that reach no further down than there is room, and how far each does.

    Above a list one is best that can be taken in at a glance; when that has not room for the marks, as large
    as can be.
    """
    most = min(page.width - 4, room - top - 4) / 2
    digits = len(str(len(hjul.hendelser)))
    for mark in _NUMBERED:
        for radius in (min(best, most), most):
            middle = Point(page.width / 2, top + radius + 2)
            if radius >= _LEAST and (made := make_wheel(hjul, middle, radius, Size(mark, digits))):
                yield made, top + 2 * radius + 4


def _heading(hjul: Årshjul) -> Iterator[Tekst]:
    yield Tekst(hjul.tittel, Point(0, _TITLE), _TITLE, "tittel")
    yield Tekst(hjul.eier, Point(0, _TITLE + 1.6 * _OWNER), _OWNER, "eier")
