"""A plan file that dok writes and a person may correct: written again without taking a correction away.

dok keeps the text that it wrote last. What the person has changed since, and what dok would change now, are
merged line by line; where both have changed the same lines, nothing is written and each place is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dokumentmaskin.errors import Place, PlanError, Problem, RefusedError
from dokumentmaskin.memory import write_atomically
from dokumentmaskin.pipeline.minutes.line_merge import Conflict, differences, merge_lines
from dokumentmaskin.plan import decode_file, read_minutes
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Status


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the file, and why nothing was written if so."""

    status: Status
    refused: RefusedError | None = None


def keep(workspace: Workspace, target: Path, memory: Path, text: str) -> Kept:
    """Write the minutes' file, keeping what a person has changed in it.

    Args:
        workspace: The workspace.
        target: The file.
        memory: Where the text that dok wrote last is kept.
        text: What dok would write.

    Raises:
        RefusedError: A file cannot be written.
        PlanError: The file that is there cannot be read.
    """
    name = workspace.name(target)
    there = decode_file(target, name) if target.exists() else None
    before = _remembered(memory)
    if there is None or there == before:
        return _write(target, memory, text, "uendret" if there == text else "skrevet")
    if read_minutes(there, name) == read_minutes(text, name):
        return _write(target, memory, text, "uendret")
    merged = _merged(before, there, text, name) if before is not None else None
    if merged is None:
        return Kept("bevart", RefusedError(_differences(before, there, text, name)))
    return _write(target, memory, text, "uendret" if merged == there else "flettet", merged)


def _remembered(memory: Path) -> str | None:
    """What dok wrote last; nothing when that is gone or damaged, and the file then counts as the person's."""
    try:
        return decode_file(memory, memory.name)
    except PlanError:
        return None


def _write(target: Path, memory: Path, text: str, status: Status, merged: str | None = None) -> Kept:
    # The file first: if dok is stopped in between, what it wrote counts as the person's and is kept.
    if status != "uendret":
        write_atomically(target, (merged or text).encode())
    write_atomically(memory, text.encode())
    return Kept(status)


def _merged(before: str, there: str, text: str, name: str) -> str | None:
    """Both changes together, or None when they meet or the result is no minutes."""
    merged, conflicts = merge_lines(before, there, text)
    if conflicts:
        return None
    try:
        read_minutes(merged, name)
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
