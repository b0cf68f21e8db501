"""The folder put in its place, all or nothing.

It is built beside the one that lies there, and the two are swapped. Unchanged files are the same files in
both (hard links, or copies on a disk that knows none). What lies there is replaced only when every file in it
is one that dok laid out, byte for byte; nothing is ever taken away file by file.

What a kill leaves: while the new one is built, the old one in its place. Between the two renames both lie
there whole, under other names, and `mend` puts the new one in its place. After them, the new one, and what is
left of the old one under another name, which the next run removes.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from posixpath import dirname
from typing import Final

from pydantic import TypeAdapter, ValidationError

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.site.addresses import MANIFEST
from dokumentmaskin.site.comparing import compared, fingerprint, seconds
from dokumentmaskin.site.records import Fil, Manifest, Utlagt

_ADAPTER: TypeAdapter[Manifest] = TypeAdapter(Manifest)
_AWAY: Final = "Flytt den ut av mappen, og prøv igjen."


def read_manifest(folder: Path) -> Manifest:
    """What lies in the folder, as dok laid it out; an empty manifest when there is no folder.

    Raises:
        RefusedError: The folder is not one that dok laid out, or its manifest cannot be read.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return Manifest()
    try:
        data = b"" if folder.is_symlink() else (folder / MANIFEST).read_bytes()
        return _ADAPTER.validate_json(data)
    except (OSError, ValidationError):
        message = f"Mappen «{folder.name}» er ikke laget av dok, så dok rører den ikke."
        problem = Problem("fremmed-mappe", message, "Flytt den, og prøv igjen.", _place(folder))
        raise RefusedError(problem) from None


def refuse_foreign(folder: Path, before: Manifest) -> None:
    """Stop before a folder in which a person has laid or changed something.

    Raises:
        RefusedError: Names every such file, or one that cannot be read.
    """
    found = compared(folder, before.filer, every_byte=False) if folder.exists() else None
    if found is None or not (found.endret or found.fremmed):
        return
    foreign = "Filen er ikke laget av dok, så dok rører ikke mappen."
    changed = "Filen er ikke slik dok la den ut, så dok rører ikke mappen."
    raise RefusedError(
        [
            *(Problem("fremmed-pa-nettstedet", foreign, _AWAY, _place(folder, own)) for own in found.fremmed),
            *(Problem("endret-pa-nettstedet", changed, _AWAY, _place(folder, own)) for own in found.endret),
        ]
    )


def sized(files: Iterable[Utlagt], before: Mapping[str, Fil], moment: str) -> Iterator[Utlagt]:
    """Files with their size, fingerprint and time: one that says the same as before keeps its time.

    Args:
        files: The files.
        before: What lies there now, by address.
        moment: What time it is, ISO 8601.
    """
    for own in files:
        known = fingerprint(own.data)
        there = before.get(own.fil.adresse)
        time = there.tid if there is not None and there.sha256 == known else moment
        yield replace(own, fil=replace(own.fil, størrelse=len(own.data), sha256=known, tid=time))


def stage(folder: Path, after: Manifest, new: Mapping[str, bytes]) -> bool:
    """Lay out a site, all or nothing; to be called by one run at a time.

    Args:
        folder: The site.
        after: What shall lie there.
        new: The bytes of what is new or may have changed, by address; the rest is taken as it lies there.

    Returns:
        Whether anything is otherwise than before.

    Raises:
        RefusedError: A person has laid or changed something in the folder, or a file is gone from it.
        OSError: Something cannot be read or written; what lies there is as it was.
    """
    mend(folder)
    before = read_manifest(folder)
    refuse_foreign(folder, before)
    if before == after and not compared(folder, before.filer, every_byte=False).mangler:
        return False
    try:
        _build(_beside(folder), folder, before, after, new)
        if folder.exists():
            folder.replace(_old(folder))
        _beside(folder).replace(folder)
    finally:
        mend(folder)
    return True


def mend(folder: Path) -> None:
    """Put a site in its place when a run was stopped before that, and remove what such a run has left.

    Raises:
        OSError: It cannot be moved.
    """
    old, beside = _old(folder), _beside(folder)
    if not folder.exists() and old.exists():
        (beside if (beside / MANIFEST).exists() else old).replace(folder)
    for left in (beside, old):
        _remove(left)


def _remove(folder: Path) -> None:
    """Remove what nobody reads; also of folders that somebody had closed to changes, for it is dok's own."""
    for inner, _, _ in os.walk(folder) if folder.exists() else ():
        with suppress(OSError):  # another's; then it lies there
            Path(inner).chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _build(beside: Path, folder: Path, before: Manifest, after: Manifest, new: Mapping[str, bytes]) -> None:
    there = {fil.adresse: fil.sha256 for fil in before.filer}
    for parent in sorted({"", *(dirname(fil.adresse) for fil in after.filer)}):
        (beside / parent).mkdir(parents=True, exist_ok=True)
    gone = []
    for fil in after.filer:
        same, target = there.get(fil.adresse) == fil.sha256, f"{beside}/{fil.adresse}"
        if same and _is_taken(f"{folder}/{fil.adresse}", target):
            continue
        if fil.adresse in new:
            Path(target).write_bytes(new[fil.adresse])
            os.utime(target, (seconds(fil.tid),) * 2)
        else:
            gone.append(fil)
    if gone:
        raise RefusedError(_gone(folder, fil) for fil in gone)
    # Last: a folder that has it is whole.
    (beside / MANIFEST).write_bytes(_ADAPTER.dump_json(after, indent=1, exclude_defaults=True))


def _is_taken(lying: str, target: str) -> bool:
    """Give a file that lies there another name, or copy it where the disk knows only one name of each."""
    try:
        os.link(lying, target)
    except (OSError, NotImplementedError):
        if not Path(lying).exists():
            return False
        shutil.copy2(lying, target)
    return True


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.ny")


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.gammel")


def _gone(folder: Path, fil: Fil) -> Problem:
    message = "Filen er ikke i mappen lenger."
    command = f"dok publiser {fil.møte[:10] or fil.år}"
    return Problem(
        "borte-fra-nettstedet", message, f"Lag den på nytt med «{command}».", _place(folder, fil.adresse)
    )


def _place(folder: Path, address: str = "") -> Place:
    """Where a file of the site is, from the workspace."""
    return Place("/".join(filter(None, (folder.parent.name, folder.name, address))))
