"""What stands in lines below the wheel: what its signs mean, the list of a numbered wheel, the remark."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dokumentmaskin.document.wheel.events import Hendelse, Årshjul
from dokumentmaskin.document.wheel.geometry import Point, circle, joined
from dokumentmaskin.document.wheel.marks import DUTIES, REACH, SHAPES
from dokumentmaskin.document.wheel.page import LEADING, PALETTE, Figur, Part, Tekst, centred
from dokumentmaskin.document.wheel.rings import SMALL
from dokumentmaskin.document.wheel.text import width, wrapped
from dokumentmaskin.plan import Plikt, Slag

_SIGN: Final = 14.0  # the room of a sign before its word
_APART: Final = 14.0  # between two
_SIZE: Final = 4.4
_COLUMNS_APART: Final = 14.0
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


_Draw = Callable[[Point], Sequence[Figur]]


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign, drawn where it is to stand, and its word; of a ring its letter stands in it."""

    word: str
    draw: _Draw
    letter: str = ""

    @property
    def wide(self) -> float:
        """How wide it is with its word."""
        return _SIGN + width(self.word, SMALL)


def legend(hjul: Årshjul, room: float, top: float) -> Part:
    """What the signs in use mean, in lines as wide as the drawing."""
    texts: list[Tekst] = []
    figures: list[Figur] = []
    line = SMALL * 1.6
    y = top + line / 2
    for row in (*_shared(list(_rings(hjul)), room), *_shared(list(_signs(hjul)), room)):
        x = 0.0
        for sign in row:
            at = Point(x + 5, y)
            figures += sign.draw(at)
            texts += [centred(sign.letter, at, SMALL, "bokstav")] if sign.letter else []
            texts.append(Tekst(sign.word, Point(x + _SIGN, y + 0.36 * SMALL), SMALL, "nokkeltekst"))
            x += sign.wide + _APART
        y += line
    return Part(tuple(texts), tuple(figures), top, y - line / 2)


def _shared(signs: Sequence[_Sign], room: float) -> list[list[_Sign]]:
    """Signs in as few lines as they need, which are about as wide as each other."""
    lines = _filled(signs, room)
    while room > _APART and len(narrower := _filled(signs, room := room - _APART)) == len(lines):
        lines = narrower
    return lines


def _filled(signs: Sequence[_Sign], room: float) -> list[list[_Sign]]:
    lines: list[list[_Sign]] = []
    left = 0.0
    for sign in signs:
        if not lines or sign.wide > left:
            lines.append([])
            left = room
        lines[-1].append(sign)
        left -= sign.wide + _APART
    return lines


def _rings(hjul: Årshjul) -> Iterator[_Sign]:
    """The bodies by the letters of their rings, when there are several."""
    if len(hjul.ringer) > 1:
        for ring, name in enumerate(hjul.ringer):
            yield _Sign(name, partial(_square, style=f"prove gruppe-{ring % PALETTE + 1}"), LETTERS[ring])


def _signs(hjul: Årshjul) -> Iterator[_Sign]:
    """One for each sign that some event has."""
    words, events = hjul.språk.hjul, hjul.hendelser
    for kind, word in words.slag.items():
        if any(event.slag == kind for event in events):
            yield _Sign(word, partial(_mark, kind=kind))
    rest: list[tuple[bool, str, _Draw]] = [
        (any(e.dato.dag_satt and not e.dato.én_dag for e in events), words.flere_dager, _days),
        (not all(e.dato.dag_satt for e in events), words.hele_måneden, _month),
        (any(e.usikker for e in events), words.usikkert, partial(_mark, style=" usikker")),
        (any(e.avlyst for e in events), words.avlyst, _cancelled),
        (any(e.flyttet_fra for e in events), words.flyttet, _moved),
        (any(e.felles for e in events), words.felles, _joint),
    ]
    yield from (_Sign(word, draw) for used, word, draw in rest if used)
    due = {duty.slag for duty in hjul.forfall}
    yield from (_Sign(word, partial(_duty, kind=kind)) for kind, word in words.plikter.items() if kind in due)
    if hjul.i_dag is not None:
        yield _Sign(words.i_dag.format(hjul.språk.short_day(hjul.i_dag)), _today)


def strike(at: Point, size: float) -> str:
    """The line through the mark of what is cancelled."""
    far = 1.25 * size
    return joined([Point(at.x - far, at.y + far), Point(at.x + far, at.y - far)])


def _square(at: Point, style: str) -> list[Figur]:
    corners = [Point(at.x + x, at.y + y) for x, y in ((-5, -5), (5, -5), (5, 5), (-5, 5))]
    return [Figur(joined(corners, closed=True), style)]


def _mark(at: Point, kind: Slag = "digitalt", style: str = "") -> list[Figur]:
    return [Figur(SHAPES[kind](at, _SIZE), f"merke nokkel{style}")]


def _duty(at: Point, kind: Plikt) -> list[Figur]:
    return [Figur(DUTIES[kind](at, 2.6), "frist")]


def _today(at: Point) -> list[Figur]:
    return [Figur(joined([Point(at.x, at.y - 5), Point(at.x, at.y + 5)]), "idag")]


def _days(at: Point) -> list[Figur]:
    return [Figur(joined([Point(at.x - 4, at.y), Point(at.x + 4, at.y)]), "dager nokkel")]


def _month(at: Point) -> list[Figur]:
    return [Figur(joined([Point(at.x - 5, at.y), Point(at.x + 6, at.y)]), "maaned nokkel")]


def _cancelled(at: Point) -> list[Figur]:
    return [*_mark(at, style=" avlyst"), Figur(strike(at, _SIZE), "strek nokkel")]


def _moved(at: Point) -> list[Figur]:
    tip = Point(at.x + 5, at.y)
    wings = [Point(tip.x - 3, tip.y - 2.5), tip, Point(tip.x - 3, tip.y + 2.5)]
    line = joined([Point(at.x - 5, at.y), tip])
    return [Figur(line, "flytting nokkel"), Figur(joined(wings), "pil nokkel")]


def _joint(at: Point) -> list[Figur]:
    return [*_mark(at), Figur(circle(at, _SIZE * REACH), "felles nokkel")]


def listing(hjul: Årshjul, room: float, top: float, columns: int, *, topics: bool) -> Part:
    """The events by their numbers in columns of about the same height; none is split between two."""
    wide = (room - (columns - 1) * _COLUMNS_APART) / columns
    indent = width("0" * len(str(len(hjul.hendelser))), SMALL, bold=True) + 6
    blocks = [list(_item(event, wide - indent, topics=topics)) for event in hjul.hendelser]
    line = LEADING * SMALL
    texts: list[Tekst] = []
    lowest = top
    for column, part in enumerate(_in_columns(blocks, columns)):
        x, y = column * (wide + _COLUMNS_APART), top + SMALL
        for number in part:
            texts.append(Tekst(str(number + 1), Point(x + indent - 6, y), SMALL, "nummer", "end"))
            for row in blocks[number]:
                texts += (Tekst(run.words, Point(x + indent + run.after, y), SMALL, run.style) for run in row)
                y += line
            y += line / 4
        lowest = max(lowest, y - SMALL)
    return Part(tuple(texts), (), top, lowest)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words on a line, after others that are so wide."""

    words: str
    style: str
    after: float = 0.0


def _item(event: Hendelse, room: float, *, topics: bool) -> Iterator[list[_Run]]:
    """The lines of an event: the day with what it is, the topics together, what is to be known of it."""
    gone = " struket" if event.avlyst else ""
    rings = "+".join(LETTERS[ring] for ring in event.ringer) if event.hvem else ""
    after = width(f"{event.når} ", SMALL, bold=True)
    first, *rest = wrapped(": ".join(filter(None, (rings, event.navn))), SMALL, room, first=room - after)
    yield [_Run(event.når, f"dato{gone}"), *([_Run(first, f"navn{gone}", after)] if first else [])]
    themes = "; ".join(event.tema if topics else ())
    yield from ([_Run(line, f"navn{gone}")] for line in rest)
    for style, text in ((f"tema{gone}", themes), ("merknad", event.merknad)):
        yield from ([_Run(line, style)] for line in (wrapped(text, SMALL, room) if text else ()))


def _in_columns(blocks: Sequence[Sequence[object]], columns: int) -> list[list[int]]:
    """Which blocks stand in each column: the least height at which they fill no more than there are."""
    for most in range(max(map(len, blocks), default=1), sum(map(len, blocks)) + len(blocks) + 1):
        parts: list[list[int]] = [[]]
        filled = 0.0
        for number, block in enumerate(blocks):
            if filled + len(block) > most and parts[-1]:
                parts.append([])
                filled = 0
            parts[-1].append(number)
            filled += len(block) + 0.25
        if len(parts) <= columns:
            return parts
    return [list(range(len(blocks)))]


def remark(words: str, room: float, top: float) -> Part:
    """A text below all, in lines as wide as the drawing; nothing for none."""
    line = LEADING * SMALL
    rows = list(wrapped(words, SMALL, room)) if words else []
    texts = (Tekst(row, Point(0, top + SMALL + n * line), SMALL, "bemerkning") for n, row in enumerate(rows))
    return Part(tuple(texts), (), top, top + len(rows) * line)
