"""A three-way merge of texts, line by line: two changes of the same text, together.

Written here because the known library for it has a licence that this program's cannot follow.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `start` to `end` of the text before became other lines."""

    start: int
    end: int
    lines: tuple[str, ...]

    def meets(self, other: "_Change") -> bool:
        """Whether both are about the same lines, or put something in at the same place."""
        same_place = self.start == self.end == other.start == other.end
        return same_place or (self.start < other.end and other.start < self.end)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines that both changed, each in its own way.

    Attributes:
        line: The first of them in the one's text, from 0.
        own: What they are there.
        other: What they are in the other's.
    """

    line: int
    own: tuple[str, ...]
    other: tuple[str, ...]


def merge_lines(before: str, own: str, other: str) -> tuple[str, tuple[Conflict, ...]]:
    """Both changes of a text together; where they meet, the one's own stand and a conflict tells of it."""
    base, mine, theirs = (text.splitlines(keepends=True) for text in (before, own, other))
    merged: list[str] = []
    conflicts: list[Conflict] = []
    reached = shift = 0
    for start, end, ours, others in _regions(_changes(base, mine), _changes(base, theirs)):
        merged += base[reached:start]
        kept, new = (_applied(base, start, end, side) for side in (ours, others))
        merged += kept if ours else new
        if ours and others and kept != new:
            conflicts.append(Conflict(start + shift, kept, new))
        reached, shift = end, shift + len(kept) - (end - start)
    return "".join([*merged, *base[reached:]]), tuple(conflicts)


def differences(own: str, other: str) -> tuple[Conflict, ...]:
    """Every place where two texts differ."""
    mine = own.splitlines(keepends=True)
    changes = _changes(mine, other.splitlines(keepends=True))
    return tuple(Conflict(c.start, tuple(mine[c.start : c.end]), c.lines) for c in changes)


def _changes(base: Sequence[str], new: Sequence[str]) -> list[_Change]:
    codes = difflib.SequenceMatcher(None, base, new, autojunk=False).get_opcodes()
    return [_Change(i, j, tuple(new[k:m])) for kind, i, j, k, m in codes if kind != "equal"]


def _regions(
    ours: list[_Change], theirs: list[_Change]
) -> Iterator[tuple[int, int, list[_Change], list[_Change]]]:
    """The stretches that were changed, each with the changes of either side that meet in it."""
    waiting = sorted(
        [(change, True) for change in ours] + [(change, False) for change in theirs],
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    while waiting:
        group = [waiting.pop(0)]
        while waiting and any(waiting[0][0].meets(change) for change, _ in group):
            group.append(waiting.pop(0))
        start, end = group[0][0].start, max(change.end for change, _ in group)
        yield start, end, [c for c, own in group if own], [c for c, own in group if not own]


def _applied(base: Sequence[str], start: int, end: int, changes: list[_Change]) -> tuple[str, ...]:
    """A stretch of the text as one side has it."""
    lines: list[str] = []
    for change in changes:
        lines += [*base[start : change.start], *change.lines]
        start = change.end
    return (*lines, *base[start:end])
