"""Every state that a folder goes through while something is done in it.

A process that is killed leaves the disk as it is at that moment, and between two changes of the disk it makes
no difference at which line that is. So to look after each change is to see all that a kill can leave;
`test_writing.py` holds real kills against it. Works wherever Python does, Windows too.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final

# The system lets go of it with the process, and on Windows nobody else may read it.
_LOCK: Final = "las"
_SYSTEM: Final = (sys.modules[os.name], sys.modules["_io"])
_STREAMS: Final = (io.FileIO, io.BufferedWriter, io.TextIOWrapper)

Files = dict[str, bytes | None]


@contextmanager
def each_change(folder: Path, changed: Callable[[], object]) -> Iterator[None]:
    """Call a function after each change of a folder that is made meanwhile, by whatever means."""
    last = files(folder)

    def look(_: FrameType, event: str, function: Any) -> None:
        nonlocal last
        if event == "c_return" and _may_write(function) and (now := files(folder)) != last:
            last = now
            changed()

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(before)


@contextmanager
def kept(folder: Path, aside: Path) -> Iterator[list[Path]]:
    """The folder as it is, and after each change that is made meanwhile, as copies laid aside."""
    states: list[Path] = []

    def keep() -> None:
        states.append(aside / str(len(states)))
        lay(states[-1], folder)

    if folder.exists():
        keep()
    with each_change(folder, keep):
        yield states


def lay(folder: Path, state: Path) -> None:
    """Make a folder what another one is, but for the lock."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(state, folder, ignore=shutil.ignore_patterns(_LOCK))


def files(folder: Path) -> Files:
    """What is in a folder: what each file holds, but for the lock, and None for a folder."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    return {
        _plain(name): None if path.is_dir() else path.read_bytes()
        for name, path in found.items()
        if path.name != _LOCK
    }


def _plain(name: str) -> str:
    """A file's name, without what is random in that of an unfinished one."""
    return f"{name.rsplit('.', 2)[0]}.tmp" if name.endswith(".tmp") else name


def _may_write(function: Any) -> bool:
    """Whether a function of C's is one of the system's, or of an open file's."""
    owner = getattr(function, "__self__", None)
    return owner in _SYSTEM or isinstance(owner, _STREAMS)
