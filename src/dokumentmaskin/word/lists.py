"""The lists of a Word file: what their items begin with, a dash or the number that a reader sees."""

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W
from dokumentmaskin.word.styles import value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BULLET: Final = "- "


class Numbering:
    """Counts through the numbered lists of a file, from its first paragraph to its last (17.9)."""

    def __init__(self, root: "Element | None") -> None:
        self._kinds = _kinds(root) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, own: "Element | None", by_style: "Element | None") -> tuple[str, int]:
        """What the next paragraph begins with, and its depth, by its own `w:numPr` or its style's."""
        said = by_style if own is None else own
        number, level = value_of(said, "numId"), number_in(value_of(said, "ilvl"), 0)
        kind, start = self._kinds.get(number, {}).get(level, ("none", 1))
        if number in {"", "0"} or kind == "none":
            return "", 0
        if kind == "bullet":
            return _BULLET, level
        counts = self._counts[number]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return f"{_written(kind, counts[level])} ", level


def _written(kind: str, count: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    if kind == "lowerLetter" and count <= len(letters):
        return f"{letters[count - 1]})"
    return f"{count}."


def _kinds(root: "Element") -> dict[str, dict[int, tuple[str, int]]]:
    """For each list, by its number: the kind and the first number of each level."""
    abstract = {
        kind.get(W + "abstractNumId", ""): {
            number_in(level.get(W + "ilvl", ""), 0): _level(level) for level in kind.iter(W + "lvl")
        }
        for kind in root.iter(W + "abstractNum")
    }
    return {
        number.get(W + "numId", ""): abstract.get(value_of(number, "abstractNumId"), {})
        for number in root.iter(W + "num")
    }


def _level(level: "Element") -> tuple[str, int]:
    return value_of(level, "numFmt") or "decimal", number_in(value_of(level, "start"), 1)


def number_in(text: str, default: int) -> int:
    """The number that a text is; another for one that is none."""
    return int(text) if text.isdecimal() else default
