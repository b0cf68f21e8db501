"""A folder held against the manifest: is all there that was laid out, and nothing else?

A file of the site has the time of its manifest entry, which no editor leaves as it was. So the folder that is
to be replaced is known by sizes and times; a published copy, whose times are the server's, by every byte.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.plan import OSLO
from dokumentmaskin.site.addresses import MANIFEST
from dokumentmaskin.site.records import Fil

# What the systems themselves lay in a folder that somebody has looked at.
_OF_SYSTEMS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Avvik:
    """What a folder has otherwise than the manifest, each by its address.

    Attributes:
        mangler: What is not there.
        endret: What holds something else.
        fremmed: What was not laid out by dok.
    """

    mangler: tuple[str, ...] = ()
    endret: tuple[str, ...] = ()
    fremmed: tuple[str, ...] = ()


def compared(folder: Path, files: Iterable[Fil], *, every_byte: bool) -> Avvik:
    """What a folder has otherwise than it was laid out, but for the manifest itself.

    Args:
        folder: The site, or a copy of it.
        files: What was laid out.
        every_byte: Whether files are read even when size and time are what they should be.

    Raises:
        RefusedError: A file or folder cannot be read.
    """
    try:
        return _compared(folder, files, every_byte=every_byte)
    except OSError as error:
        message = "Kan ikke lese dette, så ingen vet om det er slik det ble lagt ut."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
        place = Place(Path(error.filename or folder).as_posix())
        raise RefusedError(Problem("kan-ikke-lese", message, advice, place)) from None


def _compared(folder: Path, files: Iterable[Fil], *, every_byte: bool) -> Avvik:
    known = {fil.adresse: fil for fil in files}
    there = dict(_there(folder))
    changed = (
        address
        for address, status in there.items()
        if address in known and not _is_same(folder, status, known[address], every_byte=every_byte)
    )
    return Avvik(
        tuple(sorted(known.keys() - there.keys())),
        tuple(sorted(changed)),
        tuple(sorted(there.keys() - known.keys() - {MANIFEST})),
    )


def fingerprint(data: bytes) -> str:
    """What a file of the site is known by (SHA-256)."""
    return sha256(data).hexdigest()


@lru_cache
def seconds(moment: str) -> float:
    """A time of the manifest, as files have theirs."""
    return datetime.fromisoformat(moment).timestamp()


def day_of(moment: str) -> date:
    """The day of a time of the manifest, as calendars in Norway have it."""
    return datetime.fromisoformat(moment).astimezone(OSLO).date()


def _is_same(folder: Path, status: os.stat_result, known: Fil, *, every_byte: bool) -> bool:
    if status.st_size != known.størrelse:
        return False
    if not every_byte and status.st_mtime == seconds(known.tid):
        return True
    return fingerprint((folder / known.adresse).read_bytes()) == known.sha256


def _there(folder: Path, under: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file of a folder, and every link, by its address."""
    with os.scandir(folder / under) as entries:
        for entry in entries:
            address = f"{under}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _there(folder, f"{address}/")
            elif entry.name not in _OF_SYSTEMS:
                yield address, entry.stat(follow_symlinks=False)
