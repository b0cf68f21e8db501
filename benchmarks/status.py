"""Measure how long `dok status` takes in a workspace with 200 meetings.

    python benchmarks/status.py [--runs N]

Ten bodies meet twenty times each this year, each meeting with a file of its own. Asked again, the answer is
remembered; after a change of the plan all of it is read anew.
"""

import argparse
import compileall
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bounds import Measured, end, hold
from plans import BODIES, write_plan

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "dokumentmaskin", "status"]
MEETINGS = 20


def main() -> None:
    """Measure, and print a row for each promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs: int = parser.parse_args().runs
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        write_plan(workspace / "plan", ((body, _days()) for body in BODIES))
        _run(workspace)
        file = workspace / "plan/medlemmer.yaml"
        held = [
            hold("dok status, 200 meetings", partial(_seconds, workspace, runs, lambda: None)),
            hold("dok status, 200 meetings, after a change", partial(_seconds, workspace, runs, file.touch)),
        ]
    end(held)


def _days() -> list[date]:
    """A working day of the week that all bodies meet in."""
    year = date.today().year  # noqa: DTZ011 - the command asks the clock on the wall
    return [date(year, 1, 5) + timedelta(days=17 * number) for number in range(MEETINGS)]


def _seconds(workspace: Path, runs: int, before: Callable[[], None]) -> Measured:
    times = []
    for _ in range(runs):
        before()
        start = perf_counter()
        _run(workspace)
        times.append(perf_counter() - start)
    return Measured(median(times), f"{min(times):.2f}–{max(times):.2f}")


def _run(workspace: Path) -> None:
    subprocess.run(COMMAND, cwd=workspace, check=True, capture_output=True)


if __name__ == "__main__":
    main()
