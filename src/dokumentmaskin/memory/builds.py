"""A year's build, or an answer about the workspace: whether anything that it rests on has changed since."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.memory.files import FOLDER, file_fingerprint, fingerprint, write_atomically
from dokumentmaskin.workspace import Workspace


def unchanged_build(workspace: Workspace, name: str, today: date) -> dict[str, object] | None:
    """The report of an earlier build when nothing that it read or wrote has changed since, or None.

    A day of the plan that has come since is such a change.
    """
    try:
        content = json.loads(_build_file(workspace, name).read_text(encoding="utf-8"))
        inputs, outputs, report, turn = content["inn"], content["ut"], content["rapport"], content["til"]
        if turn and date.fromisoformat(turn) <= today:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    written = {path: file_fingerprint(workspace.root / path) for path in outputs}
    if written != outputs or _inputs(workspace) != inputs:
        return None
    return report if isinstance(report, dict) else None


def remember_build(
    workspace: Workspace, name: str, files: Iterable[str], report: Mapping[str, object], turn: date | None
) -> None:
    """Remember a build that had no errors, with everything that it read and wrote.

    Args:
        workspace: Where it was.
        name: What it was of.
        files: What it wrote.
        report: What it told.
        turn: The first day from which it would say something else, or None.
    """
    content = {
        "inn": _inputs(workspace),
        "ut": {path: file_fingerprint(workspace.root / path) for path in files},
        "rapport": report,
        "til": turn.isoformat() if turn else "",
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(_build_file(workspace, name), text.encode())


def remembered_answer(workspace: Workspace, name: str, asked: str) -> dict[str, Any] | None:
    """What was answered the last time, when the same was asked; otherwise None.

    Args:
        workspace: Where it is remembered.
        name: What kind of question it is.
        asked: All that the answer rests on, as with `workspace_state`.
    """
    try:
        known = json.loads(_build_file(workspace, name).read_text(encoding="utf-8"))
        return dict(known["svar"]) if known["spurt"] == asked else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember_answer(workspace: Workspace, name: str, asked: str, answer: dict[str, Any]) -> None:
    """Remember an answer; where nothing can be written it is found anew each time."""
    with suppress(RefusedError):
        known = json.dumps({"spurt": asked, "svar": answer}, ensure_ascii=False)
        write_atomically(_build_file(workspace, name), known.encode())


def workspace_state(workspace: Workspace, name: str) -> str:
    """What the program, the plan and the output are known by: each file's size and times, but the answer's.

    To be asked for before they are read, so that what changes meanwhile is another state.
    """
    rows, own = [program_fingerprint()], _build_file(workspace, name)
    for folder in (workspace.plan, workspace.output):
        for parent, _, names in os.walk(folder):
            rows += [_known_by(file) for file in (Path(parent) / name for name in names) if file != own]
    return fingerprint("\n".join(sorted(rows)).encode())


def _known_by(file: Path) -> str:
    try:
        status = file.stat()
    except OSError:  # a link to nothing, or a file that goes as we look
        return f"{file}"
    return f"{file} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _build_file(workspace: Workspace, name: str) -> Path:
    return workspace.output / FOLDER / f"{name}.json"


def _inputs(workspace: Workspace) -> dict[str, str | None]:
    """Everything that a build reads: the program, the plan, the templates, and which papers there are."""
    found: dict[str, str | None] = {"dok": program_fingerprint()}
    for folder in (workspace.plan, workspace.templates):
        for parent, folders, names in os.walk(folder):
            folders.sort()
            # A word processor's lock comes and goes, and cannot always be read.
            kept = sorted(name for name in names if not name.startswith(("~$", ".~lock.")))
            for file in (Path(parent) / name for name in kept):
                is_read = file.suffix in {".yaml", ".yml", ".docx", ".svg", ".css"}
                found[workspace.name(file)] = file_fingerprint(file) if is_read else ""
    return found


@cache
def program_fingerprint() -> str:
    """The program and its libraries, so that what an older one made is made anew.

    Its own files count by size and time, the installed packages beside it by name and version.
    """
    rows = []
    for parent, folders, names in os.walk(Path(__file__).parents[1]):
        folders[:] = sorted(folder for folder in folders if folder != "__pycache__")
        for name in sorted(names):
            status = (Path(parent) / name).stat()
            rows.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return fingerprint("\n".join([*rows, *_installed()]).encode())


def _installed() -> list[str]:
    """The packages of every folder that Python imports from, as `rdocx-0.16.3.dist-info` names them."""
    folders = [Path(entry) for entry in sys.path if entry and Path(entry).is_dir()]
    return sorted(info.name for folder in folders for info in folder.glob("*.dist-info"))
