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

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "dokumentmaskin", "status"]
BODIES = [f"utvalg {letter}" for letter in "abcdefghij"]
MEETINGS = 20
_ORGANISATION = """\
navn: Regionrådet
sekretariat: {navn: Sekretariatet}
delregioner: [Nord, Sør]
frister: {temaer: 21, innkalling: 7, forfall: 2, referat: 7, merknader: 14}
grupper:
"""
_MEETING = """\
gruppe: {}
sted: Rådhuset
saker:
  - tittel: Budsjettet
    type: vedtak
    bakgrunn: Saken ble sist behandlet i fjor. Sekretariatet har hentet inn uttalelser.
    forslag_til_vedtak: Saken tas til orientering.
  - {{tittel: Planen, type: orientering}}
"""


def main() -> None:
    """Measure, and print a row for each promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs: int = parser.parse_args().runs
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        _write(workspace / "plan")
        _run(workspace)
        file = workspace / "plan/medlemmer.yaml"
        held = [
            hold("dok status, 200 meetings", partial(_seconds, workspace, runs, lambda: None)),
            hold("dok status, 200 meetings, after a change", partial(_seconds, workspace, runs, file.touch)),
        ]
    end(held)


def _write(plan: Path) -> None:
    """The plan of this year; a meeting is on a working day of the week that its body meets in."""
    year = date.today().year  # noqa: DTZ011 - the command asks the clock on the wall
    first = date(year, 1, 5)
    for body in BODIES:
        name = body.replace(" ", "-")
        days = [first + timedelta(days=17 * number) for number in range(MEETINGS)]
        rows = [f"  - {{type: møte, dato: {day}, tema: [Budsjettet, Planen]}}" for day in days]
        _put(plan / f"{year}/{name}.yaml", f"gruppe: {body}\ndatert: {first}\nmøteplan:\n" + "\n".join(rows))
        for day in days:
            _put(plan / f"{year}/{day}-{name}/mote.yaml", _MEETING.format(body))
    _put(
        plan / "organisasjon.yaml",
        _ORGANISATION + "".join(f"  - {{navn: {b}, slag: utvalg}}\n" for b in BODIES),
    )
    _put(
        plan / "medlemmer.yaml", "".join(f"{body}:\n  - {{navn: Kari, delregion: Nord}}\n" for body in BODIES)
    )


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{text}\n", encoding="utf-8")


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
