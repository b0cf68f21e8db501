"""The first editor: LibreOffice Writer itself, one process for all tests, asked by JSON lines."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Final, Self

from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from tests.roundtrip.edits import AUTHOR, Edit, EditError
from tests.roundtrip.picture import PNG

_DRIVER: Final = Path(__file__).with_name("writer_driver.py")
_PATIENCE: Final = 120.0  # seconds for one answer: a start takes two, a document one
# Writer signs comments and tracked changes with the name in its profile.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data">
<prop oor:name="givenname" oor:op="fuse"><value>{}</value></prop>
<prop oor:name="sn" oor:op="fuse"><value>{}</value></prop></item>
</oor:items>
"""


@cache
def find_python() -> str | None:
    """Return the path of a Python that can `import uno`, None when there is none.

    On Debian it is the system's, with the package python3-uno; on Windows and macOS LibreOffice has its own.
    """
    soffice = find_soffice()
    beside = Path(soffice).resolve().parent if soffice else Path()
    own = [beside / "python.exe", beside / "python", beside.parent / "Resources" / "python"]
    candidates = [*own, Path("/usr/bin/python3"), Path(shutil.which("python3") or sys.executable)]
    return next((str(c) for c in candidates if c.is_file() and _has_uno(c)), None)


def _has_uno(python: Path) -> bool:
    command = [str(python), "-c", "import uno"]
    return subprocess.run(command, capture_output=True, check=False, env=_environment()).returncode == 0


def _environment() -> dict[str, str]:
    """The environment without what would make that Python look in this one's folders."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }


class LibreOffice:
    """A running LibreOffice; see `Editor`. Use it as a context."""

    name: Final = "LibreOffice"

    def __init__(self, soffice: str, python: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dok-writer-", ignore_cleanup_errors=True)
        self._root = Path(self._folder.name)
        profile = self._root / "profil"
        (profile / "user").mkdir(parents=True)
        settings = profile / "user" / "registrymodifications.xcu"
        settings.write_text(_PROFILE.format(*AUTHOR.split(" ")), encoding="utf-8")
        (self._root / "bilde.png").write_bytes(PNG)
        self._process = subprocess.Popen(
            [python, _DRIVER, soffice, profile],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=_environment(),
        )
        self._answers: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the driver, which ends its LibreOffice."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(30)
        finally:
            self._process.kill()
            self._process.stdout.close()
            self._folder.cleanup()

    def save(self, docx: bytes, edits: Sequence[Edit] = ()) -> bytes:
        """Open a document, edit it and save it as Word's format; see `Editor`."""
        self._ask(docx, target=self._file("etter.docx"), edits=[asdict(edit) for edit in edits])
        return (self._root / "etter.docx").read_bytes()

    def _file(self, name: str) -> str:
        file = self._root / name
        file.unlink(missing_ok=True)
        return str(file)

    def _ask(self, docx: bytes, **task: Any) -> None:
        source = self._root / "før.docx"
        source.write_bytes(docx)
        shared = {"source": str(source), "author": AUTHOR, "picture": str(self._root / "bilde.png")}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({**shared, **task}) + "\n")
        self._process.stdin.flush()
        if error := self._wait().get("error"):
            raise EditError(error)

    def _wait(self) -> dict[str, str]:
        try:
            line = self._answers.get(timeout=_PATIENCE)
        except Empty:
            line = ""
        if not line:
            self._process.kill()
            raise TimeoutError("LibreOffice does not answer")
        answer: dict[str, str] = json.loads(line)
        return answer

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")
