"""Word documents: what dok made them from, and how one is replaced so that this is known whatever happens.

After a merge a document holds the person's words, and the render that it was made from (its *base*) does not;
the next merge tells them apart by it. Which base a document has must be known at whatever moment the process
is killed. So the new file is first laid to wait in `.dok/`; then it is remembered as coming, beside what was;
then it is moved into its place; then what was is forgotten. In between, a document that has the coming
fingerprint has the coming base. One that has neither, for a person may have edited it since, has it if the
move was made: if nothing waits.

A base lies as `.dok/grunnlag/referat-2022-03-11.<fingerprint>.docx`, and what was replaced, a *copy*, as
`.dok/referat-2022-03-11 2022-03-12 09.30.00.docx`. Bases are dok's own and go when nothing refers to them;
copies are a person's to delete.
"""

from dataclasses import dataclass
from datetime import datetime
from glob import escape
from itertools import count
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.memory.files import (
    FOLDER,
    Facts,
    file_fingerprint,
    fingerprint,
    read_content,
    recall,
    remember,
    remove,
    state_file,
    sweep,
    unwritable,
    write_atomically,
)

# What a version's base is called in what is remembered, and the folder where the bases lie.
_BASE: Final = "grunnlag"
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Version:
    """A document as dok left it, or found it.

    Attributes:
        sha256: The fingerprint of the file.
        base: The fingerprint of the render that it was made from; None when that is not known.
    """

    sha256: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document was before it was replaced.

    Attributes:
        file: Where it is kept.
        moment: When it was replaced, by the clock of the run.
        version: What it was.
    """

    file: Path
    moment: datetime
    version: Version


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a document.

    Attributes:
        now: What dok left there; None when it is not known.
        coming: What is on its way there; None when nothing is.
        copies: What has been kept of the files that were replaced, the last one last.
    """

    now: Version | None = None
    coming: Version | None = None
    copies: tuple[Copy, ...] = ()

    def bases(self) -> tuple[str, ...]:
        """What the document, and what is kept of it, were made from, by fingerprint."""
        versions = [self.now, *(copy.version for copy in self.copies)]
        return tuple(dict.fromkeys(known.base for known in versions if known and known.base))


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
    current = _current(document, read_state(document), data)
    base = base_of(document, current.base if current else None, data)
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
    return base_of(document, base)


def last_copy(document: Path) -> Copy | None:
    """What the document was before it was last replaced."""
    return next(reversed(read_state(document).copies), None)


def look_at_copy(document: Path, copy: Copy) -> Content | None:
    """What a copy holds, and what it was made from; None when a person has deleted it.

    Raises:
        RefusedError: It cannot be read.
    """
    data = read_content(copy.file)
    return None if data is None else Content(data, base_of(document, copy.version.base, data))


def remembered_renders(document: Path) -> tuple[bytes, ...]:
    """The renders that the document, and what is kept of it, were made from, as far as they are whole.

    Raises:
        RefusedError: One cannot be read.
    """
    found = (base_of(document, base) for base in read_state(document).bases())
    return tuple(render for render in found if render is not None)


def settle(document: Path, content: Content) -> None:
    """Remember what a document that lies there is compared with from now on, and tidy up.

    Raises:
        RefusedError: It cannot be written.
    """
    _finish(document, State(_kept(document, content), None, read_state(document).copies))


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
    write_state(document, State(before.now or coming, coming if before.now else None, copies))
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
    write_state(document, state)
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
    state = read_state(document)
    settled = State(_kept(document, lying) if lying else state.now, None, state.copies)
    write_state(document, settled)
    return settled


def _current(document: Path, state: State, data: bytes) -> Version | None:
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


# The files that are kept


def waiting(document: Path) -> Path:
    """Where a new file lies until it is moved into a document's place."""
    return document.parent / FOLDER / f"neste {document.name}"


def keep_base(document: Path, base: bytes | None) -> str | None:
    """Keep the render that a document is made from; returns its fingerprint."""
    if base is None:
        return None
    known = fingerprint(base)
    if file_fingerprint(_base_file(document, known)) != known:
        write_atomically(_base_file(document, known), base)
    return known


def base_of(document: Path, known: str | None, data: bytes = b"") -> bytes | None:
    """The render that a version was made from, when it is still there and whole.

    Args:
        document: The file.
        known: The fingerprint of the render; None when it is not known.
        data: What the version holds, which may be that render itself.
    """
    if known is None:
        return None
    if known == fingerprint(data):
        return data
    base = read_content(_base_file(document, known))
    return base if base is not None and fingerprint(base) == known else None


def keep_copy(document: Path, data: bytes, base: str | None, moment: datetime) -> Copy:
    """Keep what a document is before it is replaced, unless the same is kept already."""
    file = _same(document, data)
    if file is None:
        file = _free_name(document, moment)
        write_atomically(file, data)
    return Copy(file, moment, Version(fingerprint(data), base))


def tidy(document: Path, state: State) -> None:
    """Remove the bases that nothing refers to, and what killed runs have left.

    Args:
        document: The file.
        state: What is remembered of it, with nothing on its way.
    """
    folder = document.parent / FOLDER
    used = {_base_file(document, base) for base in state.bases()}
    pattern = f"{escape(document.stem)}.{'[0-9a-f]' * _DIGITS}{document.suffix}"
    for file in {*(folder / _BASE).glob(pattern), waiting(document)} - used:
        remove(file)
    sweep(document.parent, document.stem)
    sweep(folder, "")
    sweep(folder / _BASE, "")


def _base_file(document: Path, known: str) -> Path:
    return document.parent / FOLDER / _BASE / f"{document.stem}.{known[:_DIGITS]}{document.suffix}"


def _same(document: Path, data: bytes) -> Path | None:
    """A copy that holds just this, whichever run has kept it."""
    alike = (file for file in sorted(_copies(document)) if file.stat().st_size == len(data))
    return next((file for file in alike if read_content(file) == data), None)


def _copies(document: Path) -> list[Path]:
    return list((document.parent / FOLDER).glob(f"{escape(document.stem)} *{document.suffix}"))


def _free_name(document: Path, moment: datetime) -> Path:
    """A name for a copy that a person can read and Windows takes, which has no colons."""
    taken, stem = _copies(document), f"{document.stem} {moment:%Y-%m-%d %H.%M.%S}"
    tails = ("" if number == 1 else f" ({number})" for number in count(1))
    names = (document.parent / FOLDER / f"{stem}{tail}{document.suffix}" for tail in tails)
    return next(name for name in names if name not in taken)


# What is remembered, as JSON


def read_state(document: Path) -> State:
    """What is remembered; an empty state when nothing is, or it cannot be read."""
    state = recall(document)
    try:
        # What versions before this one wrote, they wrote as they had rendered it.
        now = _version({_BASE: state["sha256"], **state})
        coming = _version(state["neste"]) if "neste" in state else None
        listed = tuple(_copy(document, row) for row in state.get("kopier", ()))
    except (KeyError, TypeError, ValueError):
        return State()
    return State(now, coming, tuple(copy for copy in listed if copy.file.exists()))


def write_state(document: Path, state: State) -> None:
    """Remember a state; an empty one is forgotten.

    Raises:
        RefusedError: It cannot be written.
    """
    if state.now is None:
        state_file(document).unlink(missing_ok=True)
        return
    coming = {"neste": _fields(state.coming)} if state.coming else {}
    rows = [
        {"fil": copy.file.name, "tid": copy.moment.isoformat(), **_fields(copy.version)}
        for copy in state.copies
    ]
    remember(document, {**_fields(state.now), **coming, **({"kopier": rows} if rows else {})})


def _fields(version: Version) -> dict[str, str | None]:
    return {"sha256": version.sha256, _BASE: version.base}


def _version(fields: dict[str, Any]) -> Version:
    """A version from its JSON.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    sha256, base = fields["sha256"], fields[_BASE]
    if not isinstance(sha256, str) or not isinstance(base, str | None):
        raise TypeError
    return Version(sha256, base)


def _copy(document: Path, row: dict[str, Any]) -> Copy:
    """A copy from its JSON.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    file = document.parent / FOLDER / Path(row["fil"]).name
    return Copy(file, datetime.fromisoformat(row["tid"]), _version(row))
