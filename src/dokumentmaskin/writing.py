"""Putting a finished file in its place without taking anything from a person.

A Word document is replaced by what has been decided for it, and what lay there is kept. Any other file is
replaced only when it is byte for byte what dok wrote last. When a file cannot be replaced, the new one is
laid beside it as `innkalling-2022-03-11.ny.docx`, and the caller is told.

A file that somebody else is at, open in a word processor or written by two at once when synchronised, is
named, not fought: nothing is written until a person has settled it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.memory import (
    Content,
    Facts,
    file_fingerprint,
    fingerprint,
    laid_beside,
    look,
    only_one,
    recall,
    remember,
    replace_document,
    settle,
    sweep,
    write_atomically,
)

Status = Literal["skrevet", "uendret", "bevart", "flettet", "angret"]

# What is laid beside «referat.docx» when two have written at once: OneDrive adds the machine's name
# (referat-KARI-PC), SharePoint and Dropbox say so in words, browsers and Google Drive add a number. A
# person's «referat-endelig» or «referat - kopi» is none of them.
_CONFLICT: Final = re.compile(
    r"-(?=[^\s.]*[A-Z])[\w-]+ | \ ?\([1-9]\d?\) | [-\ (].*(?:konflikt|conflict).*", re.VERBOSE
)


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


@contextmanager
def alone_with(document: Path) -> Iterator[Content | None]:
    """What lies in a Word document's place, if anything, with other runs kept out of its folder meanwhile.

    Raises:
        RefusedError: Another run has the folder, or the file cannot be read.
    """
    with only_one(document.parent):
        yield look(document)


def put_document(document: Path, lying: Content | None, new: Content, moment: datetime, name: str) -> None:
    """Put a Word document in its place, and keep what it replaces; to be called `alone_with` it.

    Args:
        document: The file.
        lying: What lies there.
        new: What shall lie there, and the render that it was made from.
        moment: What time it is.
        name: What messages call it.

    Raises:
        RefusedError: Somebody else is at the file, or it cannot be written.
    """
    if lying is not None and lying.data == new.data:
        settle(document, new)
        return
    refuse_if_in_use(document, name)
    replace_document(document, lying, new, moment)


def lay_beside(document: Path, data: bytes, name: str) -> Placed:
    """Keep a person's document, and lay the new one beside it; to be called `alone_with` it.

    Raises:
        RefusedError: It cannot be written.
    """
    return _beside(document, data, laid_beside(document, data), name)


def is_ours(file: Path) -> bool:
    """Whether there is no file, or one that is byte for byte what dok wrote."""
    there = file_fingerprint(file)
    return there is None or _is_known(there, recall(file))


def put(target: Path, data: bytes, facts: Facts, name: str) -> Placed:
    """Write a file where it belongs, or beside the one that a person has made of it.

    Args:
        target: The file.
        data: Its new content.
        facts: What else to remember about it.
        name: What messages call it.

    Raises:
        RefusedError: A program has the file open, another run is writing, or it cannot be written.
    """
    with only_one(target.parent):
        return _put(target, data, facts, name)


def _put(target: Path, data: bytes, facts: Facts, name: str) -> Placed:
    sweep(target.parent, target.name)
    new = fingerprint(data)
    there = file_fingerprint(target)
    before = recall(target)
    known = {**facts, "sha256": new}
    if there == new:
        if not known.items() <= before.items():
            remember(target, known)
        return Placed("uendret")
    if there is not None and not _is_known(there, before):
        return _beside(target, data, facts, name)
    refuse_if_in_use(target, name)
    # Remembered first, with what it replaces: if dok is stopped in between, either file is known as its own.
    remember(target, {**known, "forrige": there})
    write_atomically(target, data)
    return Placed("skrevet")


def _is_known(there: str, known: Facts) -> bool:
    return there in (known.get("sha256"), known.get("forrige"))


def _beside(target: Path, data: bytes, facts: Facts, name: str) -> Placed:
    """Keep a person's file, and lay the new one beside it.

    That is `.ny`, or the next free number when that one has been edited too.
    """
    number = 1
    while True:
        tail = ".ny" if number == 1 else f".ny{number}"
        beside = target.with_name(f"{target.stem}{tail}{target.suffix}")
        if is_ours(beside) or file_fingerprint(beside) == fingerprint(data):
            return Placed("bevart", beside, _put(beside, data, facts, name).status)
        number += 1


def refuse_if_in_use(file: Path, name: str) -> None:
    """Stop before a file that somebody else is at.

    Args:
        file: The file.
        name: What messages call it.

    Raises:
        RefusedError: Names the file, and the lock or the other copy that tells of it.
    """
    for lock in (*_word_locks(file), file.with_name(f".~lock.{file.name}#")):
        if lock.exists():
            message = f"«{file.name}» er åpen i et annet program."
            advice = f"Lukk den, og prøv igjen. Er den ikke åpen, kan du slette «{lock.name}»."
            raise RefusedError(Problem("fil-apen", message, advice, Place(name)))
    if problems := [_conflict(file, copy, name) for copy in _conflict_copies(file)]:
        raise RefusedError(problems)


def _word_locks(file: Path) -> list[Path]:
    """The owner file that Word lays beside an open document: `~$` over the first letters of the name."""
    return [file.with_name(f"~${file.name[cut:]}") for cut in (0, 1, 2)]


def _conflict_copies(file: Path) -> Iterator[Path]:
    for other in sorted(file.parent.glob(f"*{file.suffix}")):
        tail = other.stem.removeprefix(file.stem)
        if other.stem.startswith(file.stem) and _CONFLICT.fullmatch(tail):
            yield other


def _conflict(file: Path, copy: Path, name: str) -> Problem:
    message = f"«{copy.name}» ser ut til å være en kopi som ble til da to skrev i «{file.name}» samtidig."
    advice = f"Flytt det du trenger, til «{file.name}», og flytt eller slett kopien. Prøv så igjen."
    return Problem("to-utgaver", message, advice, Place(name))
