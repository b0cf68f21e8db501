"""What dok remembers of the files that it has written: their fingerprints, in plain JSON.

An output folder has `.dok/tilstand.json` with a line for each file. A file whose bytes are still
those that dok wrote may be replaced; any other is a person's. The memory may be deleted at any
time: then every document counts as a person's, which is the safe side. Nothing here imports more
than the standard library, for `dok bygg` asks it whether there is anything to do before it loads
anything else.
"""

import errno
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.workspace import Workspace

Facts = dict[str, str | int | bool | None]

_FOLDER: Final = ".dok"
_FILE: Final = "tilstand.json"

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
        message = f"Kan ikke lese «{file.name}»: {reason(error)}."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
        raise RefusedError(Problem("kan-ikke-lese", message, advice)) from None


def recall(file: Path) -> Facts:
    """What is remembered of a file that dok wrote; nothing when it never did, or the memory is gone."""
    return _read(file.parent).get(file.name, {})


def remember(file: Path, facts: Facts) -> None:
    """Remember a file that dok has written."""
    everything = _read(file.parent)
    everything[file.name] = facts
    text = json.dumps(everything, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(file.parent / _FOLDER / _FILE, text.encode())


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file so that an interruption leaves the old one or the new one, whole.

    Raises:
        RefusedError: The file or folder cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        message = f"Kan ikke skrive «{target}»: {reason(error)}."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å skrive i mappen."
        raise RefusedError(Problem("kan-ikke-skrive", message, advice)) from None


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


def _read(folder: Path) -> dict[str, Facts]:
    try:
        content = json.loads((folder / _FOLDER / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        name: facts
        for name, facts in content.items()
        if isinstance(facts, dict) and isinstance(facts.get("sha256"), str)
    }


# A year's build


def unchanged_build(workspace: Workspace, name: str) -> dict[str, object] | None:
    """The report of an earlier build when nothing that it read or wrote has changed since, or None."""
    try:
        content = json.loads(_build_file(workspace, name).read_text(encoding="utf-8"))
        inputs, outputs, report = content["inn"], content["ut"], content["rapport"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    written = {path: file_fingerprint(workspace.root / path) for path in outputs}
    if written != outputs or _inputs(workspace) != inputs:
        return None
    return report if isinstance(report, dict) else None


def remember_build(
    workspace: Workspace, name: str, files: Iterable[str], report: Mapping[str, object]
) -> None:
    """Remember a build that had no errors, with everything that it read and wrote."""
    content = {
        "inn": _inputs(workspace),
        "ut": {path: file_fingerprint(workspace.root / path) for path in files},
        "rapport": report,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(_build_file(workspace, name), text.encode())


def _build_file(workspace: Workspace, name: str) -> Path:
    return workspace.output / _FOLDER / f"{name}.json"


def _inputs(workspace: Workspace) -> dict[str, str | None]:
    """Everything that a build reads: the program, the plan, the templates, and which papers there are."""
    found: dict[str, str | None] = {"dok": program_fingerprint()}
    for folder in (workspace.plan, workspace.templates):
        for parent, folders, names in os.walk(folder):
            folders.sort()
            # A word processor's lock comes and goes, and cannot always be read.
            kept = sorted(name for name in names if not name.startswith(("~$", ".~lock.")))
            for file in (Path(parent) / name for name in kept):
                is_read = file.suffix in {".yaml", ".yml", ".docx"}
                found[workspace.name(file)] = file_fingerprint(file) if is_read else ""
    return found


@cache
def program_fingerprint() -> str:
    """The program and its libraries, so that what an older one made is made anew.

    Its own files count by size and time, the installed packages beside it by name and version.
    """
    rows = []
    for parent, folders, names in os.walk(Path(__file__).parent):
        folders[:] = sorted(folder for folder in folders if folder != "__pycache__")
        for name in sorted(names):
            status = (Path(parent) / name).stat()
            rows.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return fingerprint("\n".join([*rows, *_installed()]).encode())


def _installed() -> list[str]:
    """The packages of every folder that Python imports from, as `rdocx-0.16.3.dist-info` names them."""
    folders = [Path(entry) for entry in sys.path if entry and Path(entry).is_dir()]
    return sorted(info.name for folder in folders for info in folder.glob("*.dist-info"))
