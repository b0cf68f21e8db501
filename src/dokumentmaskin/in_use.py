"""A file that somebody else is at: open in a word processor, or written by two at once when synchronised.

Such a file is named, not fought: nothing is written until a person has settled it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem, RefusedError

# What is laid beside «referat.docx» when two have written at once: OneDrive adds the machine's name
# (referat-KARI-PC), SharePoint and Dropbox say so in words, browsers and Google Drive add a number. A
# person's «referat-endelig» or «referat - kopi» is none of them.
_CONFLICT: Final = re.compile(
    r"-(?=[^\s.]*[A-Z])[\w-]+ | \ ?\([1-9]\d?\) | [-\ (].*(?:konflikt|conflict).*", re.VERBOSE
)


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
