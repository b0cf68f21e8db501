"""One run at a time, in an output folder or with a file."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.memory.files import FOLDER, unwritable

# Another run has a folder for as long as it takes to merge a document; more than this is another matter.
PATIENCE: Final = 10.0
_FILE: Final = "las"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep other runs out of an output folder meanwhile. Not to be entered twice.

    Raises:
        RefusedError: Another run has held it for as long as we wait, or nothing can be written there.
    """
    message = f"En annen «dok» skriver i mappen «{folder.name}»."
    busy = Problem("mappen-er-i-bruk", message, "Vent til den er ferdig.")
    with held(folder / FOLDER / _FILE, busy):
        yield


@contextmanager
def held(file: Path, busy: Problem) -> Iterator[None]:
    """Hold a lock meanwhile. Not to be entered twice.

    Args:
        file: The lock; made when it is not there.
        busy: What to say when another run has held it for as long as we wait.

    Raises:
        RefusedError: Another run has it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Some network disks know no locks. There the file is guarded by being read again last, and no better.
        with suppress(NotImplementedError):
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise RefusedError(busy) from None
    except OSError as error:
        raise unwritable(file.parent.parent, error) from None
    try:
        yield
    finally:
        lock.release()
