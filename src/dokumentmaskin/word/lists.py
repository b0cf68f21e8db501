"""The lists of a Word file: what their items begin with, a dash or the number that a reader sees."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W
from dokumentmaskin.word.styles import value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BULLET: Final = "- "
_CHICAGO: Final = "*†‡§"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """What an item of a list begins with.

    Attributes:
        number: Which list it is of, by its number in the file.
        depth: How far in it stands.
        kind: How it is counted, as Word calls it: `bullet`, `decimal`, `lowerLetter`.
        count: Its number in its list; 0 with a bullet.
        text: What Word prints: «2.», «1.3», «b)»; empty with a bullet.
    """

    number: str
    depth: int
    kind: str
    count: int = 0
    text: str = ""

    @property
    def mark(self) -> str:
        """What it begins with in plain text: a dash, a letter or a number."""
        if self.kind == "bullet":
            return _BULLET
        is_letter = self.kind == "lowerLetter" and self.count <= len(_LETTERS)
        return f"{_letters(self.count)}) " if is_letter else f"{self.count}. "


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of one level are counted and written."""

    kind: str = "none"
    start: int = 1
    pattern: str = ""


class Numbering:
    """Counts through the numbered lists of a file, from its first paragraph to its last (17.9)."""

    def __init__(self, root: "Element | None") -> None:
        self._kinds = _kinds(root) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def anew(self) -> "Numbering":
        """The same lists, from the first paragraph of another file."""
        other = Numbering(None)
        other._kinds = self._kinds
        return other

    def item(self, own: "Element | None", by_style: "Element | None") -> Item | None:
        """What the next paragraph begins with by its own `w:numPr` or its style's; None for no list."""
        said = by_style if own is None else own
        number, depth = value_of(said, "numId"), number_in(value_of(said, "ilvl"), 0)
        levels = self._kinds.get(number, {})
        level = levels.get(depth, _Level())
        if number in {"", "0"} or level.kind == "none":
            return None
        if level.kind == "bullet":
            return Item(number, depth, level.kind)
        counts = self._counts[number]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        return Item(number, depth, level.kind, counts[depth], _printed(level, levels, counts))

    def mark(self, own: "Element | None", by_style: "Element | None") -> tuple[str, int]:
        """What the next paragraph begins with in plain text, and its depth."""
        item = self.item(own, by_style)
        return ("", 0) if item is None else (item.mark, item.depth)


def _printed(level: _Level, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    """The number as the pattern of its level has it, with those of the levels above (17.9.11)."""

    def counted(match: re.Match[str]) -> str:
        own = levels.get(int(match[1]) - 1, _Level())
        return written_as(own.kind, counts.get(int(match[1]) - 1, own.start))

    return re.sub(r"%([1-9])", counted, level.pattern)


def written_as(kind: str, count: int) -> str:
    """A number as a way of counting writes it; in figures for one that is not known here."""
    return _WAYS.get(kind, str)(count)


def _letters(count: int) -> str:
    """`b`, and after `z` `aa`, `bb` (17.18.59)."""
    return _LETTERS[(count - 1) % len(_LETTERS)] * ((count - 1) // len(_LETTERS) + 1)


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


_WAYS: Final[Mapping[str, Callable[[int], str]]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "chicago": lambda count: _CHICAGO[(count - 1) % len(_CHICAGO)] * ((count - 1) // len(_CHICAGO) + 1),
}


def _kinds(root: "Element") -> dict[str, dict[int, _Level]]:
    """For each list, by its number: how each level is counted."""
    abstract = {
        kind.get(W + "abstractNumId", ""): {
            number_in(level.get(W + "ilvl", ""), 0): _level(level) for level in kind.iter(W + "lvl")
        }
        for kind in root.iter(W + "abstractNum")
    }
    return {
        number.get(W + "numId", ""): _own(number, abstract.get(value_of(number, "abstractNumId"), {}))
        for number in root.iter(W + "num")
    }


def _own(number: "Element", levels: dict[int, _Level]) -> dict[int, _Level]:
    """The levels of a list, those among them that it has its own way or begins elsewhere (17.9.8)."""
    changed = dict(levels)
    for change in number.iterchildren(W + "lvlOverride"):
        depth = number_in(change.get(W + "ilvl", ""), 0)
        own = next((_level(level) for level in change.iter(W + "lvl")), levels.get(depth, _Level()))
        changed[depth] = replace(own, start=number_in(value_of(change, "startOverride"), own.start))
    return changed


def _level(level: "Element") -> _Level:
    kind = value_of(level, "numFmt") or "decimal"
    return _Level(kind, number_in(value_of(level, "start"), 1), value_of(level, "lvlText"))


def number_in(text: str, default: int) -> int:
    """The number that a text is; another for one that is none."""
    return int(text) if text.isdecimal() else default
