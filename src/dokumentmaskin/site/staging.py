"""The folder put in its place, all or nothing.

It is built beside the one that lies there, and the two are swapped. Unchanged files are the same files in
both (hard links). What lies there is replaced only when every file in it is one that dok laid out, byte for
byte.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.site.addresses import MANIFEST
from dokumentmaskin.site.records import Fil, Manifest, Utlagt, Utlegg

_ADAPTER: TypeAdapter[Manifest] = TypeAdapter(Manifest)


def read_manifest(folder: Path) -> Manifest:
    """What lies in the folder, as dok laid it out; an empty manifest when there is no folder.

    Raises:
        RefusedError: The folder is not one that dok laid out, or its manifest cannot be read.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return Manifest()
    try:
        return _ADAPTER.validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        message = f"Mappen «{folder.name}» er ikke laget av dok, så dok rører den ikke."
        raise RefusedError(
            Problem("fremmed-mappe", message, "Flytt den, og prøv igjen.", Place(folder.as_posix()))
        ) from None


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


def fingerprint(data: bytes) -> str:
    """What a file of the site is known by (SHA-256)."""
    return sha256(data).hexdigest()


def stage(folder: Path, new: Iterable[Utlagt], meetings: Iterable[Utlegg], before: Manifest) -> Manifest:
    """Lay out files with what lies there of the rest, all or nothing.

    Args:
        folder: The site.
        new: The files that are new or may have changed, sized.
        meetings: What is laid out of each meeting.
        before: What lies there now.
    """
    made = {one.fil.adresse: one for one in new}
    kept = [known for known in before.filer if known.adresse not in made]
    beside = folder.with_name(f".{folder.name}.ny")
    shutil.rmtree(beside, ignore_errors=True)
    for known in kept:
        target = beside / known.adresse
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(folder / known.adresse, target)
    for one in made.values():
        target = beside / one.fil.adresse
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(one.data)
    files: list[Fil] = sorted((*kept, *(one.fil for one in made.values())), key=lambda fil: fil.adresse)
    manifest = Manifest(tuple(files), tuple(meetings))
    (beside / MANIFEST).write_bytes(_ADAPTER.dump_json(manifest, indent=1, exclude_defaults=True))
    old = folder.with_name(f".{folder.name}.gammel")
    if folder.exists():
        folder.replace(old)
    beside.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
    return manifest
