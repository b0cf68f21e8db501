"""A plan file that dok writes and a person may correct: written again without taking a correction away.

dok keeps the text that it wrote last. What the person has changed since, and what dok would change now, are
merged line by line; where both have changed the same lines, nothing is written and each place is told. The
merge is written here because the known library for it has a licence that this program's cannot follow.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dokumentmaskin.errors import Place, PlanError, Problem, RefusedError
from dokumentmaskin.memory import write_atomically
from dokumentmaskin.plan import decode_file, parse_minutes
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Status


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


def keep(workspace: Workspace, target: Path, memory: Path, text: str) -> tuple[Status, RefusedError | None]:
    """Write the minutes' file, keeping what a person has changed in it.

    Args:
        workspace: The workspace.
        target: The file.
        memory: Where the text that dok wrote last is kept.
        text: What dok would write.

    Returns:
        What became of the file, and why nothing was written if so.

    Raises:
        RefusedError: A file cannot be written.
        PlanError: The file that is there cannot be read.
    """
    name = workspace.name(target)
    there = decode_file(target, name) if target.exists() else None
    before = _remembered(memory)
    if there is None or there == before:
        return _write(target, memory, text, "uendret" if there == text else "skrevet"), None
    if parse_minutes(there, name) == parse_minutes(text, name):
        return _write(target, memory, text, "uendret"), None
    merged = _merged(before, there, text, name) if before is not None else None
    if merged is None:
        return "bevart", RefusedError(_differences(before, there, text, name))
    return _write(target, memory, text, "uendret" if merged == there else "flettet", merged), None


def _remembered(memory: Path) -> str | None:
    """What dok wrote last; nothing when that is gone or damaged, and the file then counts as the person's."""
    try:
        return decode_file(memory, memory.name)
    except PlanError:
        return None


def _write(target: Path, memory: Path, text: str, status: Status, merged: str | None = None) -> Status:
    # The file first: if dok is stopped in between, what it wrote counts as the person's and is kept.
    if status != "uendret":
        write_atomically(target, (merged or text).encode())
    write_atomically(memory, text.encode())
    return status


def _merged(before: str, there: str, text: str, name: str) -> str | None:
    """Both changes together, or None when they meet or the result is no minutes."""
    merged, conflicts = merge_lines(before, there, text)
    if conflicts:
        return None
    try:
        parse_minutes(merged, name)
    except PlanError:
        return None
    return merged


def _differences(before: str | None, there: str, text: str, name: str) -> Iterator[Problem]:
    """A problem for each place where the person's text and the Word file's stand against each other."""
    for conflict in _conflicts(before, there, text):
        message = f"Her står «{_short(conflict.own)}», men Word-filen sier «{_short(conflict.other)}»."
        advice = "Rett det som er feil, her eller i Word-filen, så de er like. Les så referatet på nytt."
        yield Problem("redigert", message, advice, Place(name, conflict.line + 1, 1))


def _conflicts(before: str | None, there: str, text: str) -> tuple[Conflict, ...]:
    """What cannot be merged; without knowing what was there before, everything that differs."""
    known = merge_lines(before, there, text)[1] if before is not None else ()
    return known or differences(there, text)


def _short(lines: Sequence[str]) -> str:
    return " / ".join(line.strip() for line in lines if line.strip()) or "ingenting"


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
