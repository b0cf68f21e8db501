"""Servers that a test starts on this machine, and kills."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

Process = subprocess.Popen[bytes]


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, process: Process) -> None:
    """Until the server answers."""

    def answers() -> bool:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return True
        return False

    _wait(answers, process)


def wait_for_file(file: Path, process: Process) -> None:
    """Until the server has made a file."""
    _wait(file.exists, process)


def _wait(ready: Callable[[], bool], process: Process) -> None:
    """Asked again and again, since an outside server has no way to tell."""
    for _ in range(3000):
        assert process.poll() is None, f"{process.args!r} ended"
        if ready():
            return
        time.sleep(0.01)
    pytest.fail(f"{process.args!r} does not answer")


def kill(process: Process) -> None:
    """The server and the sessions that it has, at once."""
    for pid in (*_descendants(process.pid), process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _descendants(pid: int) -> list[int]:
    """The processes that one has started, and they, the last ones first."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True)
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    children = [own for own, parent in pairs if parent == pid]
    return [*(each for child in children for each in _descendants(child)), *children]
