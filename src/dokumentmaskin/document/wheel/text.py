"""How wide a text is in the wheel's own font, and where its lines end; all that is laid out rests on this."""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

# Where a line may end: not before a dash, and not between the number of a day and its month.
_BREAK: Final = re.compile(r"(?<!\d\.) (?!– )")
# Of a sign that the font lacks: an em, which none that it has is wider than by much.
_UNKNOWN: Final = 1000


@cache
def _widths() -> tuple[dict[str, int], dict[str, int]]:
    """How wide each sign is in thousandths of an em, regular and bold."""
    text = (files(__package__ or "") / "fonts" / "widths.json").read_text(encoding="utf-8")
    regular, bold = json.loads(text)
    return regular, bold


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in the unit of its size."""
    words = text.split(" ")
    blank = _of_word(" ", bold=bold) * (len(words) - 1)
    return (sum(_of_word(word, bold=bold) for word in words) + blank) * size / 1000


@lru_cache(4096)
def _of_word(word: str, *, bold: bool) -> int:
    """How wide a word is in thousandths of an em; a year has the same few words again and again."""
    widths = _widths()[bold]
    return sum(widths.get(sign, _UNKNOWN) for sign in word)


def lacking(text: str) -> str:
    """The signs of a text that the font has not."""
    return "".join(dict.fromkeys(sign for sign in text if sign not in _widths()[0]))


def wrapped(
    text: str, size: float, room: float, *, bold: bool = False, first: float | None = None
) -> Iterator[str]:
    """The lines of a text; a word that is wider than the room is broken where it is full.

    Args:
        text: The text.
        size: How large it is.
        room: How wide a line may be.
        bold: Whether it is bold.
        first: How wide the first may be; an empty line when no word has room there.
    """
    line, begun, most = "", False, room if first is None else first
    for word in _BREAK.split(text):
        longer = f"{line} {word}" if begun else word
        if width(longer, size, bold=bold) <= most:
            line, begun = longer, True
            continue
        if begun or first is not None:
            yield line
            first, most = None, room
        *full, line = _pieces(word, size, room, bold=bold)
        yield from full
        begun = True
    yield line


def balanced(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The same lines, made about as wide as each other, so that no last word stands alone."""
    lines = list(wrapped(text, size, room, bold=bold))
    least = max(widest_word(text, size, bold=bold), width(text, size, bold=bold) / len(lines))
    while len(lines) > 1 and room - least > size / 2:
        narrower = (least + room) / 2
        tried = list(wrapped(text, size, narrower, bold=bold))
        if len(tried) == len(lines):
            lines, room = tried, narrower
        else:
            least = narrower
    return lines


def _pieces(word: str, size: float, room: float, *, bold: bool) -> Iterator[str]:
    piece = ""
    for sign in word:
        if piece and width(piece + sign, size, bold=bold) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """How much room a text needs for no word of it to be broken."""
    return max(width(word, size, bold=bold) for word in _BREAK.split(text))
