"""The files that are kept of a document: the renders that it was made from, and what it has replaced.

A *base* is `.dok/grunnlag/referat-2022-03-11.<fingerprint>.docx`, a *copy* is
`.dok/referat-2022-03-11 2022-03-12 09.30.00.docx`. Bases are dok's own and go when nothing refers to them;
copies are a person's to delete.
"""

from datetime import datetime
from glob import escape
from itertools import count
from pathlib import Path
from typing import Final

from dokumentmaskin.memory.files import (
    FOLDER,
    file_fingerprint,
    fingerprint,
    read_content,
    remove,
    sweep,
    write_atomically,
)
from dokumentmaskin.memory.states import Copy, State, Version

_BASES: Final = "grunnlag"
_DIGITS: Final = 16


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


def base_of(document: Path, version: Version | None, data: bytes) -> bytes | None:
    """The render that a version was made from, when it is still there and whole.

    Args:
        document: The file.
        version: The version, None for one that dok knows nothing of.
        data: What the file holds, which may be that render itself.
    """
    if version is None or version.base is None:
        return None
    if version.base == fingerprint(data):
        return data
    base = read_content(_base_file(document, version.base))
    return base if base is not None and fingerprint(base) == version.base else None


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
    versions = [state.now, *(copy.version for copy in state.copies)]
    used = {_base_file(document, v.base) for v in versions if v is not None and v.base is not None}
    pattern = f"{escape(document.stem)}.{'[0-9a-f]' * _DIGITS}{document.suffix}"
    for file in {*(folder / _BASES).glob(pattern), waiting(document)} - used:
        remove(file)
    sweep(document.parent, document.stem)
    sweep(folder, "")
    sweep(folder / _BASES, "")


def _base_file(document: Path, known: str) -> Path:
    return document.parent / FOLDER / _BASES / f"{document.stem}.{known[:_DIGITS]}{document.suffix}"


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
