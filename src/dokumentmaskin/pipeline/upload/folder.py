"""A folder as a place for files: a network drive, or one that another program synchronises."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.memory import fingerprint, read_content, remove, sweep, unwritable, write_atomically
from dokumentmaskin.pipeline.upload.files import Lying


class FolderStore:
    """See `files.Store`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def lying(self, addresses: Iterable[str]) -> Mapping[str, Lying]:
        """Those of the files that are there, by their bytes.

        Raises:
            RefusedError: One of them cannot be read.
        """
        read = ((address, self.read(address)) for address in addresses)
        return {address: Lying(len(data), fingerprint(data)) for address, data in read if data is not None}

    def read(self, address: str) -> bytes | None:
        """The bytes of a file; None when there is none.

        Raises:
            RefusedError: It cannot be read.
        """
        return read_content(self._root / address)

    def write(self, address: str, data: bytes) -> None:
        """Write a file, whole or not at all.

        Raises:
            RefusedError: It cannot be written.
        """
        write_atomically(self._root / address, data)

    def append(self, address: str, line: bytes) -> None:
        """Write more to a file.

        Raises:
            RefusedError: It cannot be written.
        """
        try:
            with (self._root / address).open("ab") as file:
                file.write(line)
        except OSError as error:
            raise unwritable(self._root / address, error) from None

    def tidy(self, address: str) -> None:
        """Remove what a `write` that was broken off has left."""
        file = self._root / address
        sweep(file.parent, file.name)

    def remove(self, address: str) -> None:
        """Remove a file, and the folders that are then empty."""
        file = self._root / address
        remove(file)
        for folder in file.parents:
            if folder == self._root:
                break
            with suppress(OSError):  # it holds something more
                folder.rmdir()


def open_folder(name: str, path: Path, site: Path) -> FolderStore:
    """The folder of a target.

    Args:
        name: What the target is called.
        path: The folder.
        site: The folder that the site is laid out in.

    Raises:
        RefusedError: There is no such folder, or it is the site's own.
    """
    if not path.is_dir():
        message = f"Mappen «{path}» i målet «{name}» finnes ikke."
        advice = "Sjekk at nettverksdisken er koblet til. Er mappen ny, lager du den først."
        raise RefusedError(Problem("mangler-malmappe", message, advice, Place(path.as_posix())))
    own, target = site.resolve(), path.resolve()
    if own == target or own in target.parents or target in own.parents:
        message = f"Mappen «{path}» i målet «{name}» er, ligger i eller holder mappen som sendes."
        raise RefusedError(
            Problem("mal-i-nettstedet", message, "Velg en annen mappe.", Place(path.as_posix()))
        )
    return FolderStore(path)
