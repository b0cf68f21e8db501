"""Files: what they are known by, and how they are written whole or not at all."""

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Problem, RefusedError

FOLDER: Final = ".dok"

_NOT_ALLOWED: Final = "du har ikke tilgang, eller filen er åpen i et annet program"
_REASONS: Final = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "disken kan bare leses",
    errno.ENOSPC: "disken er full",
    errno.EEXIST: "det ligger en fil der mappen skulle vært",
    errno.ENOTDIR: "det ligger en fil der mappen skulle vært",
    errno.EISDIR: "det ligger en mappe der filen skulle vært",
    errno.ENAMETOOLONG: "navnet er for langt",
}


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in Norwegian as far as it is known."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def fingerprint(data: bytes) -> str:
    """What a file's content is known by (SHA-256)."""
    return hashlib.sha256(data).hexdigest()


def file_fingerprint(file: Path) -> str | None:
    """The fingerprint of a file on disk, or None when there is none.

    Raises:
        RefusedError: The file is there, but cannot be read.
    """
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(file, error) from None


def read_content(file: Path) -> bytes | None:
    """The bytes of a file, or None when there is none.

    Raises:
        RefusedError: The file is there, but cannot be read.
    """
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(file, error) from None


def unreadable(file: Path, error: OSError) -> RefusedError:
    """The error of a file that is there, but cannot be read."""
    message = f"Kan ikke lese «{file.name}»: {reason(error)}."
    advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
    return RefusedError(Problem("kan-ikke-lese", message, advice))


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
