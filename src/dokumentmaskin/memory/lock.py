"""One run at a time in an output folder."""

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
    from filelock import FileLock, Timeout

    lock = FileLock(folder / FOLDER / _FILE)
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        # Some network disks know no locks. Then the file's fingerprint, taken again last, must do.
        with suppress(NotImplementedError):
            lock.acquire(timeout=PATIENCE)
    except Timeout:
        message = f"En annen «dok» skriver i mappen «{folder.name}»."
        raise RefusedError(Problem("mappen-er-i-bruk", message, "Vent til den er ferdig.")) from None
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()
