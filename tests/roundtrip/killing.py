"""Makes edited minutes again and again, each time in a process that is killed at a random line.

    python -m tests.roundtrip.killing FIRST FOLDER SEED

FIRST is a workspace with minutes that have been edited, under a plan that has changed; it is copied to
FOLDER before each run. A moment is a line: one in ten of all that dok itself executes, the others of those
that read and write files, where a kill can do harm; for these the render and the PDF have been made
beforehand. A row for each is printed as JSON. The driver itself makes nothing: the libraries' threads do
not survive a fork.
"""

import json
import os
import pickle
import random
import shutil
import signal
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any, Final

from lxml import etree

import dokumentmaskin
from dokumentmaskin import in_use, memory, writing
from dokumentmaskin.pdf import FinishedPdf
from dokumentmaskin.pipeline import documents
from dokumentmaskin.workspace import Workspace
from tests.roundtrip import remaking
from tests.roundtrip.remaking import MINUTES

KILLS: Final = 200
EVERYTHING: Final = (str(Path(dokumentmaskin.__file__).parent),)
WRITERS: Final = (str(Path(memory.__file__).parent), writing.__file__, in_use.__file__)

Files = dict[str, bytes]


def main() -> None:
    """Kill, look, run once more, and print what was found."""
    first, folder, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    # For the disk's sake; a killed process loses nothing that it has written.
    vars(os)["fsync"] = lambda _: None
    rows = _Killing(first, folder).rows(random.Random(seed))  # noqa: S311 - which line, no secret
    sys.stdout.write(json.dumps(rows) + "\n")


class _Killing:
    def __init__(self, first: Path, folder: Path) -> None:
        self.first, self.folder = first, folder
        self.old = (first / MINUTES).read_bytes()
        self.pdf, self.render = self._prepared()
        self.whole = self._tree()
        self.lines: dict[tuple[str, ...], int] = {
            scope: self._counted(scope) for scope in (EVERYTHING, WRITERS)
        }
        self.new = (folder / MINUTES).read_bytes()
        self.settled: dict[int, bool] = {}

    def rows(self, chance: random.Random) -> list[dict[str, Any]]:
        scopes = [WRITERS if number % 10 else EVERYTHING for number in range(KILLS)]
        return [self._row(scope, chance) for scope in scopes]

    def _row(self, scope: tuple[str, ...], chance: random.Random) -> dict[str, Any]:
        line = chance.randint(1, self.lines[scope])
        self._start_over()
        killed = _child(lambda: _kill_at(line, scope, self._work(scope)))
        there = (self.folder / MINUTES).read_bytes()
        content = {self.old: "old", self.new: "new"}.get(there, "broken")
        row = {"line": line, "killed": killed, "content": content, "opens": _opens(there)}
        return {**row, "same": self._same_after_another_run()}

    def _same_after_another_run(self) -> bool:
        """Whether the next run leaves just what one that nobody killed does; asked once for each state."""
        key = hash(tuple(sorted((_plain(name), data) for name, data in self._tree().items())))
        if key not in self.settled:
            _child(self._work(WRITERS))
            self.settled[key] = self._tree() == self.whole
        return self.settled[key]

    def _work(self, scope: tuple[str, ...]) -> Callable[[], None]:
        """What a process does: a whole run, or one that is handed its PDF."""

        def work() -> None:
            if scope == WRITERS:
                vars(documents)["make_pdf"] = lambda *_: self.pdf
                vars(documents)["render"] = lambda *_: self.render
            remaking.make(Workspace(self.folder))

        return work

    def _prepared(self) -> tuple[FinishedPdf, bytes]:
        """The PDF and the render that a run makes; and all that it imports is imported here, once."""
        self._start_over()
        handed = self.folder.with_name("overlevert")

        def work() -> None:
            made = {name: _caught(name) for name in ("make_pdf", "render")}
            remaking.make(Workspace(self.folder))
            results = (made["make_pdf"][0], made["render"][0], list(sys.modules))
            handed.write_bytes(pickle.dumps(results))

        _child(work)
        pdf, render, modules = pickle.loads(handed.read_bytes())  # noqa: S301 - our own
        for module in modules:
            if module not in {"__main__", "__mp_main__"}:
                with suppress(ImportError):
                    import_module(module)
        assert isinstance(pdf, FinishedPdf)
        assert isinstance(render, bytes)
        return pdf, render

    def _start_over(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.first, self.folder)

    def _tree(self) -> Files:
        return remaking.tree(self.folder / "output")

    def _counted(self, scope: tuple[str, ...]) -> int:
        """How many lines a run executes."""
        self._start_over()
        read, write = os.pipe()
        _child(lambda: os.write(write, str(_count(scope, self._work(scope))).encode()))
        os.close(write)
        return int(os.read(read, 20))


def _caught(name: str) -> list[Any]:
    """What a function of the pipeline will have given, in a list that grows."""
    given: list[Any] = []
    real: Callable[..., Any] = vars(documents)[name]

    def caught(*arguments: object) -> Any:
        given.append(real(*arguments))
        return given[-1]

    vars(documents)[name] = caught
    return given


def _child(work: Callable[[], object]) -> bool:
    """Do something in a process of its own; whether it was killed."""
    if (child := os.fork()) == 0:
        work()
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def _kill_at(line: int, scope: tuple[str, ...], work: Callable[[], None]) -> None:
    def seen(number: int) -> None:
        if number == line:
            os.kill(os.getpid(), signal.SIGKILL)

    _traced(scope, work, seen)


def _count(scope: tuple[str, ...], work: Callable[[], None]) -> int:
    return _traced(scope, work, lambda _: None)


def _traced(scope: tuple[str, ...], work: Callable[[], None], seen: Callable[[int], None]) -> int:
    """Work, and tell of each line of some modules that is executed, by its number."""
    number = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal number
        if not frame.f_code.co_filename.startswith(scope):
            return None
        if event == "line":
            number += 1
            seen(number)
        return trace

    sys.settrace(trace)
    work()
    sys.settrace(None)
    return number


def _opens(docx: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        return package.testzip() is None


def _plain(name: str) -> str:
    """The name of a file, without what is random in that of an unfinished one."""
    return name.rpartition(".docx.")[0] if name.endswith(".tmp") else name


if __name__ == "__main__":
    main()
