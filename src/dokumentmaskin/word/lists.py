"""What the items of Word's lists begin with: a dash, or the number that a reader sees.

Source: ISO/IEC 29500-1, clause 17.9 (numbering).
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.file import Style, W, WordFile, list_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BULLET: Final = "- "


class Numbering:
    """Counts through the numbered lists of a file, from its first paragraph to its last."""

    def __init__(self, file: WordFile) -> None:
        self._kinds = _kinds(file.numbering) if file.numbering is not None else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, look: "Element | None", style: Style) -> tuple[str, int]:
        """What the next paragraph begins with, and its depth; nothing for one that is no list item."""
        own = list_of(look)
        number, level = own or style.numbering or ("", 0)
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
            _number(level.get(W + "ilvl", ""), 0): _level(level) for level in kind.iter(W + "lvl")
        }
        for kind in root.iter(W + "abstractNum")
    }
    found = {}
    for number in root.iter(W + "num"):
        reference = number.find(W + "abstractNumId")
        identity = reference.get(W + "val", "") if reference is not None else ""
        found[number.get(W + "numId", "")] = abstract.get(identity, {})
    return found


def _level(level: "Element") -> tuple[str, int]:
    kind, start = level.find(W + "numFmt"), level.find(W + "start")
    first = start.get(W + "val", "") if start is not None else ""
    return kind.get(W + "val", "decimal") if kind is not None else "decimal", _number(first, 1)


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default
