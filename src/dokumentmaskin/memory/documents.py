"""Word documents: what dok made them from, and how one is replaced so that this is known whatever happens.

After a merge a document holds the person's words, and the render that it was made from (its *base*) does not;
the next merge tells them apart by it. Which base a document has must be known at whatever moment the process
is killed. So the new file is first laid to wait in `.dok/`; then it is remembered as coming, beside what was;
then it is moved into its place; then what was is forgotten. In between, a document that has the coming
fingerprint has the coming base. One that has neither, for a person may have edited it since, has it if the
move was made: if nothing waits.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.memory.facts import Facts, recall
from dokumentmaskin.memory.files import fingerprint, read_content, unwritable, write_atomically
from dokumentmaskin.memory.kept import base_of, keep_base, keep_copy, tidy, waiting
from dokumentmaskin.memory.states import Copy, State, Version, read, write

_BASE: Final = "grunnlag"


@dataclass(frozen=True, slots=True)
class Content:
    """What a document holds.

    Attributes:
        data: The bytes of the file.
        base: The render that it was made from; None when dok did not make it, or no longer remembers.
    """

    data: bytes
    base: bytes | None


def look(document: Path) -> Content | None:
    """What lies in a document's place, and what it was made from; None when nothing does.

    Raises:
        RefusedError: The file is there, but cannot be read.
    """
    data = read_content(document)
    if data is None:
        return None
    base = base_of(document, _version(document, read(document), data), data)
    return Content(data, base or _taken_over(document))


def laid_beside(document: Path, render: bytes) -> Facts:
    """What to remember of a render that is laid beside a document which dok does not know.

    When the person has deleted it again, what was wanted of it is in the document: it is then the base.

    Raises:
        RefusedError: It cannot be written.
    """
    return {_BASE: keep_base(document, render)}


def _taken_over(document: Path) -> bytes | None:
    """The render that was laid beside a document, once the person has deleted it."""
    beside = document.with_name(f"{document.stem}.ny{document.suffix}")
    base = recall(beside).get(_BASE)
    if not isinstance(base, str) or beside.exists():
        return None
    return base_of(document, Version("", base), b"")


def last_copy(document: Path) -> Copy | None:
    """What the document was before it was last replaced."""
    return next(reversed(read(document).copies), None)


def look_at_copy(document: Path, copy: Copy) -> Content | None:
    """What a copy holds, and what it was made from; None when a person has deleted it.

    Raises:
        RefusedError: It cannot be read.
    """
    data = read_content(copy.file)
    return None if data is None else Content(data, base_of(document, copy.version, data))


def settle(document: Path, content: Content) -> None:
    """Remember what a document that lies there is compared with from now on, and tidy up.

    Raises:
        RefusedError: It cannot be written.
    """
    _finish(document, State(_kept(document, content), None, read(document).copies))


def replace_document(document: Path, lying: Content | None, new: Content, moment: datetime) -> None:
    """Put a new file in a document's place and keep the old one; to be called under the folder's lock.

    Args:
        document: The file.
        lying: What `look` saw there.
        new: What shall lie there.
        moment: What time it is.

    Raises:
        RefusedError: The file has changed since it was looked at, or cannot be written.
    """
    before = _settled(document, lying)
    copies = before.copies if lying is None else _with_copy(document, before, lying, moment)
    coming = _kept(document, new)
    write_atomically(waiting(document), new.data)
    # Where nothing was, there is nothing that the coming file could be confused with.
    write(document, State(before.now or coming, coming if before.now else None, copies))
    try:
        _move(document, lying)
    except BaseException:
        _finish(document, before)
        raise
    _finish(document, State(coming, None, copies))


def _kept(document: Path, content: Content) -> Version:
    """A document's content as a version, with its base kept."""
    return Version(fingerprint(content.data), keep_base(document, content.base))


def _finish(document: Path, state: State) -> None:
    write(document, state)
    tidy(document, state)


def _move(document: Path, lying: Content | None) -> None:
    """The new file takes the old one's place, if that is still what we looked at."""
    if read_content(document) != (lying.data if lying else None):
        message = f"«{document.name}» ble endret mens dok arbeidet, så dok har ikke rørt den."
        advice = "Lagre og lukk den, vent til den er synkronisert, og prøv igjen."
        raise RefusedError(Problem("endret-imens", message, advice))
    try:
        waiting(document).replace(document)
    except OSError as error:
        raise unwritable(document, error) from None


def _settled(document: Path, lying: Content | None) -> State:
    """What is remembered, with what lies there as it is now and nothing on its way.

    It is written down before the next file is laid to wait, for whether one waits is what tells of the last.
    """
    state = read(document)
    settled = State(_kept(document, lying) if lying else state.now, None, state.copies)
    write(document, settled)
    return settled


def _version(document: Path, state: State, data: bytes) -> Version | None:
    """Which version a file is, or has been edited from."""
    if state.coming is None:
        return state.now
    there = fingerprint(data)
    if state.now is not None and there == state.now.sha256:
        return state.now
    moved = there == state.coming.sha256 or not waiting(document).exists()
    return state.coming if moved else state.now


def _with_copy(document: Path, before: State, lying: Content, moment: datetime) -> tuple[Copy, ...]:
    """The list of copies with the file that is to be replaced last."""
    copy = keep_copy(document, lying.data, before.now.base if before.now else None, moment)
    return (*(one for one in before.copies if one.file != copy.file), copy)
