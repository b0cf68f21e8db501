"""A target that is a place for files: a folder, or one on a server.

Its manifest says what dok put there. While an upload goes on, a list beside it has a line for what is about
to be put there, and another when it has been; it goes when the manifest is in its place. So a file that is in
neither is somebody else's, and one that is not as they say has been changed, whenever a run was broken off.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final, Protocol

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.site import MANIFEST, Fil

_LIST: Final = ".dok-opplasting"
_FIELDS: Final = 3


@dataclass(frozen=True, slots=True)
class Lying:
    """A file that lies at a target.

    Attributes:
        size: Its size in bytes.
        sha256: Its fingerprint; empty where it cannot be asked for without fetching the file.
    """

    size: int
    sha256: str = ""

    def may_be(self, other: "Lying") -> bool:
        """Whether it is another, for all that can be seen."""
        return self.size == other.size and (not self.sha256 or self.sha256 == other.sha256)


class Store(Protocol):
    """What a place for files can do, by addresses from its root."""

    def lying(self, addresses: Iterable[str]) -> Mapping[str, Lying]:
        """Those of the files that are there."""

    def read(self, address: str) -> bytes | None:
        """The bytes of a file; None when there is none."""

    def write(self, address: str, data: bytes) -> None:
        """Write a file, whole or not at all, and the folders that it lies in."""

    def append(self, address: str, line: bytes) -> None:
        """Write more to a file."""

    def tidy(self, address: str) -> None:
        """Remove what a `write` that was broken off has left."""

    def remove(self, address: str) -> None:
        """Remove a file, and the folders that are then empty."""


class FileTarget:
    """A place for files as a target (`targets.Target`)."""

    def __init__(self, name: str, store: Store) -> None:
        self._name = name
        self._store = store
        self._put: dict[str, Lying] = {}  # what dok put there, as it was put
        self._may_put: set[str] = set()  # what a run that was broken off may have put there
        self._there: Mapping[str, Lying] = {}  # what lies there

    def begin(self, wanted: Sequence[Fil]) -> None:
        """See `Target.begin`."""
        self._put = self._read_manifest()
        self._read_list()
        for address in self._may_put:
            self._store.tidy(address)
        new = [own.adresse for own in wanted if own.adresse not in self._ours]
        self._there = self._store.lying({*self._ours, *(own.adresse for own in wanted)})
        if problems := [*self._changed(wanted), *self._in_the_way(wanted, new)]:
            raise RefusedError(problems)
        if new:
            self._store.append(_LIST, "".join(f"{address}\n" for address in new).encode())
        self._may_put.update(new)

    def takes(self, own: Fil) -> bool:
        """Any file at an address below the target."""
        return _is_below(own.adresse)

    def has(self, own: Fil, data: bytes) -> bool:
        """See `Target.has`."""
        wanted, there = Lying(len(data), own.sha256), self._there.get(own.adresse)
        if there is None or not there.may_be(wanted):
            return False
        return bool(there.sha256) or self._put.get(own.adresse) == wanted

    def put(self, own: Fil, data: bytes) -> None:
        """See `Target.put`."""
        if own.adresse in self._put:  # what is there until then is not what will be
            self._store.append(_LIST, f"{own.adresse}\n".encode())
        self._store.write(own.adresse, data)
        self._store.append(_LIST, f"{own.adresse}\t{len(data)}\t{own.sha256}\n".encode())

    def gone(self, wanted: Sequence[Fil]) -> Sequence[str]:
        """See `Target.gone`; pages first, as they lead to the rest."""
        left = self._ours & self._there.keys() - {own.adresse for own in wanted}
        return sorted(left, key=lambda address: (not address.endswith(".html"), address))

    def remove(self, address: str) -> None:
        """See `Target.remove`."""
        self._store.remove(address)

    def done(self, manifest: bytes) -> None:
        """See `Target.done`."""
        if self._store.read(MANIFEST) != manifest:
            self._store.write(MANIFEST, manifest)
        if self._store.lying([_LIST]):
            self._store.remove(_LIST)

    @property
    def _ours(self) -> set[str]:
        return self._put.keys() | self._may_put

    def _changed(self, wanted: Sequence[Fil]) -> Iterator[Problem]:
        """What somebody has changed since dok put it there."""
        now = {own.adresse: Lying(own.størrelse, own.sha256) for own in wanted}
        for address, there in self._there.items():
            known = [own for own in (self._put.get(address), now.get(address)) if own]
            if address in self._put and not any(map(there.may_be, known)):
                message = f"Noen har endret «{address}» i målet «{self._name}» etter at dok la den der."
                advice = "Flytt eller slett filen i målet, og prøv igjen."
                yield Problem("endret-i-malet", message, advice, Place(address))

    def _in_the_way(self, wanted: Sequence[Fil], new: Iterable[str]) -> Iterator[Problem]:
        """What lies where dok would put something that it has not put there before."""
        now = {own.adresse: Lying(own.størrelse, own.sha256) for own in wanted}
        for address in new:
            there = self._there.get(address)
            if there and not (there.sha256 and there.may_be(now[address])):
                message = f"I målet «{self._name}» ligger det en «{address}» som dok ikke har lagt der."
                advice = "Flytt den, eller velg en annen mappe som mål. Ingenting er sendt."
                yield Problem("fremmed-fil", message, advice, Place(address))

    def _read_manifest(self) -> dict[str, Lying]:
        data = self._store.read(MANIFEST)
        if data is None:
            return {}
        try:
            rows: list[dict[str, Any]] = json.loads(data)["filer"]
            known = {row["adresse"]: Lying(int(row["størrelse"]), str(row["sha256"])) for row in rows}
        except (ValueError, KeyError, TypeError):
            known = {"": Lying(0)}
        if not all(map(_is_below, known)):
            message = f"Filen «{MANIFEST}» i målet «{self._name}» er ikke slik dok skriver den."
            advice = "Flytt den, eller velg en annen mappe som mål. Ingenting er sendt."
            raise RefusedError(Problem("fremmed-fil", message, advice, Place(MANIFEST)))
        return known

    def _read_list(self) -> None:
        for line in (self._store.read(_LIST) or b"").decode(errors="replace").splitlines():
            address, *facts = line.split("\t")
            if not _is_below(address):
                continue
            self._may_put.add(address)
            self._put.pop(address, None)
            if len(facts) == _FIELDS - 1 and facts[0].isdecimal():
                self._may_put.discard(address)
                self._put[address] = Lying(int(facts[0]), facts[1])


def _is_below(address: object) -> bool:
    """Whether an address leads to a place below the root, on any system."""
    if not isinstance(address, str) or not address or PureWindowsPath(address).drive or "\\" in address:
        return False
    path = PurePosixPath(address)
    return not path.is_absolute() and ".." not in path.parts and path.as_posix() == address
