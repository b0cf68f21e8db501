"""Open files of earlier runs that hold what is withheld now: moved to `intern/` beside them, and told of.

This comes first in a run, for the files are there whether new ones can be made or not. A person's are moved
too; none is deleted, changed or written over. Which files have been held against what is withheld is kept in
`output/.dok/gjerde.json`, by their size and time, so that they are read again only when either has changed.
"""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import FOLDER, only_one, read_content, unwritable, write_atomically
from dokumentmaskin.pipeline.fence.fence import Fence
from dokumentmaskin.pipeline.fence.sought import Found
from dokumentmaskin.pipeline.kinds import (
    CANCELLED_KINDS,
    CASE_KINDS,
    MEETING_KINDS,
    WHOLE_YEAR_KINDS,
    YEAR_KINDS,
)
from dokumentmaskin.pipeline.report import INTERN
from dokumentmaskin.workspace import Workspace

_SEEN: Final = "gjerde.json"
_CALENDAR: Final = ".ics"
_SUFFIXES: Final = (".pdf", ".zip", _CALENDAR)
_OLD_INTERN: Final = "motepakke-intern-"
_KINDS: Final = (*MEETING_KINDS, *CANCELLED_KINDS, *YEAR_KINDS, *WHOLE_YEAR_KINDS, *CASE_KINDS)
_NAMES: Final = ("motepakke", *(f"{kind.navn}-" for kind in _KINDS))
_TAKE_DOWN: Final = "Er «{}» lagt ut på nettsiden eller sendt videre, må du ta den ned der."
_MOVED: Final = "Filen lå åpen, og er flyttet til «{}»: «{}» står {}. Det er ikke åpent, og kommer fra {}."
_OLD_NAME: Final = "Den interne møtepakken lå ved siden av den åpne. Den er flyttet til «{}»."


def take_in(workspace: Workspace, fence: Fence) -> tuple[Problem, ...]:
    """Move the open files that hold something withheld, and say of each what must be taken down.

    Raises:
        RefusedError: A file cannot be read or moved; nothing has been written that depends on it.
    """
    return tuple(_take_in(workspace, fence))


def _take_in(workspace: Workspace, fence: Fence) -> Iterator[Problem]:
    seen = _Seen(workspace)
    for pdf in sorted(file for kind in _SUFFIXES for file in workspace.output.glob(f"*/*{kind}")):
        if pdf.name.startswith(_OLD_INTERN):
            moved = workspace.name(_moved(pdf))
            yield Problem(
                "intern-flyttet",
                _OLD_NAME.format(moved),
                _TAKE_DOWN.format(pdf.name),
                Place(workspace.name(pdf)),
            )
        elif (pdf.suffix == _CALENDAR or pdf.name.startswith(_NAMES)) and not seen.is_clean(pdf, fence):
            if found := _found(fence, pdf):
                yield _told(workspace, pdf, _moved(pdf), found)
            else:
                seen.clean(pdf, fence)


def let_through(workspace: Workspace, fence: Fence, pdf: Path) -> None:
    """Remember of an open file that it was held against what is withheld when it was made.

    Raises:
        RefusedError: It cannot be written down.
    """
    _Seen(workspace).clean(pdf, fence)


def _found(fence: Fence, pdf: Path) -> tuple[Found, ...]:
    """What is withheld in a file; nothing in one that cannot be read, which nobody else can read either."""
    from zipfile import BadZipFile

    from pikepdf import PdfError
    from pypdfium2 import PdfiumError

    try:
        return fence.found(read_content(pdf) or b"")
    except (PdfError, PdfiumError, BadZipFile):
        return ()


def _told(workspace: Workspace, pdf: Path, moved: Path, found: tuple[Found, ...]) -> Problem:
    one = found[0]
    message = _MOVED.format(workspace.name(moved), one.words, one.where, one.secret.where)
    return Problem("var-apen", message, _TAKE_DOWN.format(pdf.name), Place(workspace.name(pdf)))


def _moved(pdf: Path) -> Path:
    """Move a file to a free name in `intern/`, and return that.

    Raises:
        RefusedError: It cannot be moved, as when a program has it open.
    """
    folder = pdf.parent / INTERN
    with only_one(pdf.parent):
        names = (
            f"{pdf.stem}-tidligere{f'-{number}' if number > 1 else ''}{pdf.suffix}" for number in count(1)
        )
        target = next(folder / name for name in names if not (folder / name).exists())
        try:
            folder.mkdir(exist_ok=True)
            pdf.rename(target)
        except OSError as error:
            raise unwritable(pdf, error) from None
    return target


class _Seen:
    """Which files have been found clean, and of what."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._file = workspace.output / FOLDER / _SEEN
        self._known = self._read()

    def is_clean(self, pdf: Path, fence: Fence) -> bool:
        """Whether a file is as it was when it was last held against the same, or there is nothing to hold."""
        known = self._known.get(self._workspace.name(pdf))
        return fence.is_empty or bool(known == _state(pdf, fence.stamp))

    def clean(self, pdf: Path, fence: Fence) -> None:
        """Remember of a file that it holds nothing withheld, where something is."""
        if fence.is_empty:
            return
        known = {**self._known, self._workspace.name(pdf): _state(pdf, fence.stamp)}
        if known != self._known:
            self._known = {name: state for name, state in known.items() if self._is_there(name)}
            text = json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            write_atomically(self._file, text.encode())

    def _is_there(self, name: str) -> bool:
        return (self._workspace.root / name).exists()

    def _read(self) -> dict[str, Any]:
        try:
            known = json.loads(read_content(self._file) or b"{}")
        except ValueError:
            return {}
        return known if isinstance(known, dict) else {}


def _state(pdf: Path, stamp: str) -> list[object]:
    status = pdf.stat()
    return [status.st_size, status.st_mtime_ns, stamp]
