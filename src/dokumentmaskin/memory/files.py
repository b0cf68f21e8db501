"""Files: what they are known by, what is remembered of them, and how they are written whole or not at all.

What is remembered of a file lies in a JSON file of its own, `.dok/referat-2022-03-11.pdf.json`, so that two
runs at once do not lose each other's lines. Where more than one file must be right, one run at a time holds
a lock.
"""

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.workspace import Workspace, read_file

Facts = dict[str, str | int | bool | None]

FOLDER: Final = ".dok"
# Another run has a folder for as long as it takes to merge a document; more than this is another matter.
PATIENCE: Final = 10.0

# What a package was made of, as it is remembered.
_PARTS: Final = "deler"
_LOCK: Final = "las"
# Where versions before this one remembered all files of a folder together.
_EARLIER: Final = "tilstand.json"
_NOT_ALLOWED: Final = "du har ikke tilgang, eller filen er åpen i et annet program"
_REASONS: Final = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "disken kan bare leses",
    errno.ENOSPC: "disken er full",
    errno.EEXIST: "det ligger en fil der mappen skulle vært",
    errno.ENOTDIR: "det ligger en fil der mappen skulle vært",
    errno.EISDIR: "det ligger en mappe der filen skulle vært",
    errno.ENOENT: "den finnes ikke",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EDQUOT: "kvoten på disken er brukt opp",
    errno.EFBIG: "filen er for stor for disken",
    errno.EIO: "disken eller nettverket svarer ikke",
    errno.ESTALE: "nettmappen er koblet fra",
    errno.ETIMEDOUT: "nettmappen svarer ikke",
    errno.EMFILE: "for mange filer er åpne samtidig",
    errno.ENFILE: "for mange filer er åpne samtidig",
    errno.ELOOP: "lenkene går i ring",
    errno.EBUSY: "den er i bruk",
    errno.EBADF: "den er lukket",
    errno.EPIPE: "mottakeren er borte",
    errno.EINVAL: "systemet godtar det ikke",
    errno.ENXIO: "det er ingen vanlig fil",
    errno.ENOTEMPTY: "mappen er ikke tom",
}


def reason(error: OSError) -> str:
    """Why a file could not be read or written; an error that is not known here by its number."""
    return _REASONS.get(
        error.errno or 0, f"systemet svarer med feil {error.errno}" if error.errno else str(error)
    )


def fingerprint(data: bytes) -> str:
    """What a file's content is known by (SHA-256)."""
    return hashlib.sha256(data).hexdigest()


def file_fingerprint(file: Path) -> str | None:
    """The fingerprint of a file on disk, or None when there is none.

    Raises:
        RefusedError: The file is there, but cannot be read.
    """
    data = read_content(file)
    return None if data is None else fingerprint(data)


def read_content(file: Path) -> bytes | None:
    """The bytes of a file, or None when there is none.

    Raises:
        RefusedError: The file is there, but cannot be read.
    """
    try:
        return read_file(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"Kan ikke lese «{file.name}»: {reason(error)}."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
        raise RefusedError(Problem("kan-ikke-lese", message, advice)) from None


def unwritable(file: Path, error: OSError) -> RefusedError:
    """The error of a file or folder that cannot be written to."""
    message = f"Kan ikke skrive «{file}»: {reason(error)}."
    advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å skrive i mappen."
    return RefusedError(Problem("kan-ikke-skrive", message, advice))


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file so that an interruption leaves the old one or the new one, whole.

    Raises:
        RefusedError: The file or folder cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise unwritable(target, error) from None


def sweep(folder: Path, name: str) -> None:
    """Remove what a killed `write_atomically` has left of files whose names begin so.

    Only for the one that holds the folder's lock: another's unfinished file looks the same.
    """
    if folder.is_dir():
        for file in folder.iterdir():
            if file.name.startswith(f".{name}") and file.suffix == ".tmp":
                remove(file)


def remove(file: Path) -> None:
    """Remove a file that nobody needs any more.

    Windows refuses while a virus scanner or OneDrive has it open: then it goes another time.
    """
    with suppress(OSError):
        file.unlink(missing_ok=True)


def recall(file: Path) -> dict[str, Any]:
    """The JSON object that is remembered of a file; an empty one when there is none with a fingerprint."""
    own = state_file(file)
    known = _read(own) if own.exists() else _read(own.with_name(_EARLIER)).get(file.name)
    return known if isinstance(known, dict) and isinstance(known.get("sha256"), str) else {}


def remember(file: Path, facts: Mapping[str, object]) -> None:
    """Remember a JSON object of a file, unless just that is remembered already."""
    if facts != recall(file):
        text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_atomically(state_file(file), text.encode())


def as_parts(workspace: Workspace, paths: Iterable[str]) -> Facts:
    """What to remember of what a file was made of, by paths from the workspace.

    Raises:
        RefusedError: One of them cannot be read.
    """
    rows = (f"{file_fingerprint(workspace.root / path)} {path}" for path in sorted(set(paths)))
    return {_PARTS: "\n".join(rows)}


def changed_parts(workspace: Workspace, file: Path) -> tuple[str, ...]:
    """The paths of what a file was made of that hold something else now, as far as it is remembered.

    Raises:
        RefusedError: One of them cannot be read.
    """
    rows = (row.partition(" ") for row in str(recall(file).get(_PARTS, "")).splitlines())
    return tuple(path for known, _, path in rows if file_fingerprint(workspace.root / path) != known)


def state_file(file: Path) -> Path:
    """Where what is remembered of a file is kept."""
    return file.parent / FOLDER / f"{file.name}.json"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep other runs out of an output folder meanwhile. Not to be entered twice.

    Raises:
        RefusedError: Another run has held it for as long as we wait, or nothing can be written there.
    """
    message = f"En annen «dok» skriver i mappen «{folder.name}»."
    busy = Problem("mappen-er-i-bruk", message, "Vent til den er ferdig.")
    with held(folder / FOLDER / _LOCK, busy):
        yield


@contextmanager
def held(file: Path, busy: Problem, no_lock: Callable[[str], Problem] | None = None) -> Iterator[None]:
    """Hold a lock meanwhile. Not to be entered twice.

    Args:
        file: The lock; made when it is not there.
        busy: What to say when another run has held it for as long as we wait.
        no_lock: What to say, by the cause, where there can be no lock. Without it, a disk that knows none
            will do: there the file is guarded by being read again last, and no better.

    Raises:
        RefusedError: Another run has it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise RefusedError(busy) from None
    except NotImplementedError:  # as on some network disks
        if no_lock is not None:
            raise RefusedError(no_lock("disken støtter ikke låsing")) from None
    except OSError as error:
        if no_lock is not None:
            raise RefusedError(no_lock(reason(error))) from None
        raise unwritable(file.parent.parent, error) from None
    try:
        yield
    finally:
        lock.release()


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
