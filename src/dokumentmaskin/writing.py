"""Putting a finished file in its place without taking anything from a person.

Only a file that is byte for byte what dok wrote last is replaced. Beside any other, the new one is laid as
`innkalling-2022-03-11.ny.docx`, and the caller is told.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.memory import (
    Facts,
    file_fingerprint,
    fingerprint,
    recall,
    remember,
    write_atomically,
)

Status = Literal["skrevet", "uendret", "bevart", "flettet"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a file went.

    Attributes:
        status: What became of the file that was asked for.
        beside: The new file that lies beside a person's, or None.
        beside_status: What became of that one, "skrevet" or "uendret".
    """

    status: Status
    beside: Path | None = None
    beside_status: Status = "skrevet"


def is_edited(file: Path) -> bool:
    """Whether there is a file that is not, or no longer, what dok wrote."""
    there = file_fingerprint(file)
    return there is not None and not _is_ours(there, recall(file))


def put(target: Path, data: bytes, facts: Facts, name: str) -> Placed:
    """Write a file where it belongs, or beside the one that a person has made of it.

    Args:
        target: The file.
        data: Its new content.
        facts: What else to remember about it.
        name: What messages call it.

    Raises:
        RefusedError: A program has the file open, or it cannot be written.
    """
    new = fingerprint(data)
    there = file_fingerprint(target)
    before = recall(target)
    known = {**facts, "sha256": new}
    if there == new:
        if not known.items() <= before.items():
            remember(target, known)
        return Placed("uendret")
    if there is not None and not _is_ours(there, before):
        return _lay_beside(target, data, facts, name)
    refuse_if_open(target, name)
    # Remembered first, with what it replaces: if dok is stopped in between, either file is known as its own.
    remember(target, {**known, "forrige": there})
    write_atomically(target, data)
    return Placed("skrevet")


def _is_ours(there: str, known: Facts) -> bool:
    return there in (known.get("sha256"), known.get("forrige"))


def refuse_if_open(file: Path, name: str) -> None:
    """Stop before a file that a word processor has open.

    Raises:
        RefusedError: Names the file, and the lock file if that is all that is left.
    """
    for lock in (*_word_locks(file), file.with_name(f".~lock.{file.name}#")):
        if lock.exists():
            message = f"«{file.name}» er åpen i et annet program."
            advice = f"Lukk den og prøv igjen. Er den ikke åpen, kan du slette «{lock.name}»."
            raise RefusedError(Problem("fil-apen", message, advice, Place(name)))


def _word_locks(file: Path) -> list[Path]:
    """The owner file that Word lays beside an open document: `~$` over the first letters of the name."""
    return [file.with_name(f"~${file.name[cut:]}") for cut in (0, 1, 2)]


def _lay_beside(target: Path, data: bytes, facts: Facts, name: str) -> Placed:
    """Keep a person's file, and lay the new one beside it.

    That is `.ny`, or the next free number when that one has been edited too.
    """
    number = 1
    while True:
        tail = ".ny" if number == 1 else f".ny{number}"
        beside = target.with_name(f"{target.stem}{tail}{target.suffix}")
        if not is_edited(beside) or file_fingerprint(beside) == fingerprint(data):
            return Placed("bevart", beside, put(beside, data, facts, name).status)
        number += 1
