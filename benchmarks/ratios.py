"""Measure what dok promises about its speed, as ratios between commands that run in turn.

    python benchmarks/ratios.py [--runs N]

Each pair runs A B A B …, a warm-up of both first, so that a machine that slows down slows both. The ratio
is taken pair by pair; the median is the figure that counts. `bounds.py` has the promises.
"""

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bounds import Measured, end, hold

HERE = Path(__file__).parent
ROOT = HERE.parent
DOK = [sys.executable, "-m", "dokumentmaskin"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two commands whose times are compared.

    Attributes:
        name: What is compared, as in `BOUNDS`.
        command: The command of ours.
        other: The command that it is measured against.
        prepare: What is done, outside the clock, before each run of ours.
    """

    name: str
    command: Sequence[str]
    other: Sequence[str]
    prepare: Callable[[], None]


def main() -> None:
    """Measure every promise and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs: int = parser.parse_args().runs
    # As an installed package is: pip compiles what it installs, a checkout compiles at its first run.
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        held = [hold(pair.name, partial(_ratio, pair, workspace, runs)) for pair in _pairs(workspace)]
        if hasattr(os, "wait4"):  # where the system tells what a process took
            held.append(hold("dok bygg 2022, peak memory", partial(_memory, workspace)))
    end(held)


def _workspace(folder: Path) -> Path:
    for name in ("plan", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "baseline").mkdir()
    return folder


def _pairs(workspace: Path) -> list[Pair]:
    python = sys.executable
    output = workspace / "output"
    baseline = [python, str(HERE / "baseline.py"), str(workspace), str(workspace / "baseline")]

    def clean() -> None:
        shutil.rmtree(output, ignore_errors=True)

    def built() -> None:
        if not (output / ".dok").exists():
            _run([*DOK, "bygg", "2022"], workspace)

    return [
        Pair("dok --help / import click", [*DOK, "--help"], [python, "-c", "import click"], lambda: None),
        Pair("dok innkalling / docxtpl + soffice", [*DOK, "innkalling", "2022-03-11"], baseline, clean),
        Pair("dok bygg uendret / dok --help", [*DOK, "bygg", "2022"], [*DOK, "--help"], built),
    ]


def _ratio(pair: Pair, workspace: Path, runs: int) -> Measured:
    times = []
    for run in range(runs + 1):
        pair.prepare()
        ours, other = _time(pair.command, workspace), _time(pair.other, workspace)
        if run:
            times.append((ours, other))
    ratios = sorted(ours / other for ours, other in times)
    own, others = (median(column) for column in zip(*times, strict=True))
    return Measured(median(ratios), f"{ratios[0]:.2f}–{ratios[-1]:.2f}, {own:.3f} s against {others:.3f} s")


def _memory(workspace: Path) -> Measured:
    """The largest resident size of `dok bygg 2022` from nothing."""
    shutil.rmtree(workspace / "output", ignore_errors=True)
    silent = subprocess.DEVNULL
    process = subprocess.Popen([*DOK, "bygg", "2022"], cwd=workspace, stdout=silent, stderr=silent)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(usage.ru_maxrss * unit / 2**20, "from nothing")


def _time(command: Sequence[str], folder: Path) -> float:
    start = perf_counter()
    _run(command, folder)
    return perf_counter() - start


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
