"""Measure what dok promises about its speed, as ratios between commands that run in turn.

    python benchmarks/ratios.py [--runs N]

Each pair runs A B A B …, a warm-up of both first, so that a machine that slows down slows both. The ratio
is taken pair by pair; the median is the figure that counts. A promise that is not kept is marked so; what
that means is for a person to judge, who knows what else the machine was doing.
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
from pathlib import Path
from statistics import median
from time import perf_counter

HERE = Path(__file__).parent
ROOT = HERE.parent
DOK = [sys.executable, "-m", "dokumentmaskin"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A bound on one command's time by another's.

    Attributes:
        name: What is compared.
        command: The command of ours.
        other: The command that it is measured against.
        bound: The largest ratio that keeps the promise.
        prepare: What is done, outside the clock, before each run of ours.
    """

    name: str
    command: Sequence[str]
    other: Sequence[str]
    bound: float
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
        for promise in _promises(workspace):
            _measure(promise, workspace, runs)
        _memory(workspace)


def _workspace(folder: Path) -> Path:
    for name in ("plan", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "baseline").mkdir()
    return folder


def _promises(workspace: Path) -> list[Promise]:
    python = sys.executable
    output = workspace / "output"
    baseline = [python, str(HERE / "baseline.py"), str(workspace), str(workspace / "baseline")]

    def clean() -> None:
        shutil.rmtree(output, ignore_errors=True)

    def built() -> None:
        if not (output / ".dok").exists():
            _run([*DOK, "bygg", "2022"], workspace)

    return [
        Promise(
            "dok --help / import click",
            [*DOK, "--help"],
            [python, "-c", "import click"],
            2.5,
            lambda: None,
        ),
        Promise(
            "dok innkalling / docxtpl + soffice",
            [*DOK, "innkalling", "2022-03-11"],
            baseline,
            0.35,
            clean,
        ),
        Promise("dok bygg uendret / dok --help", [*DOK, "bygg", "2022"], [*DOK, "--help"], 2.0, built),
    ]


def _measure(promise: Promise, workspace: Path, runs: int) -> None:
    pairs = []
    for run in range(runs + 1):
        promise.prepare()
        ours, other = _time(promise.command, workspace), _time(promise.other, workspace)
        if run:
            pairs.append((ours, other))
    ratios = sorted(ours / other for ours, other in pairs)
    ratio = median(ratios)
    print(
        f"{promise.name:38} {ratio:5.2f} ×  (bound {promise.bound} ×, {ratios[0]:.2f}–{ratios[-1]:.2f}; "
        f"{median(p[0] for p in pairs):.3f} s against {median(p[1] for p in pairs):.3f} s)"
        f"{'' if ratio <= promise.bound else '  NOT KEPT'}"
    )


def _memory(workspace: Path) -> None:
    """The largest resident size of `dok bygg 2022` from nothing, where the system tells it."""
    if not hasattr(os, "wait4"):
        return
    shutil.rmtree(workspace / "output", ignore_errors=True)
    process = subprocess.Popen([*DOK, "bygg", "2022"], cwd=workspace, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    mebibytes = usage.ru_maxrss * unit / 2**20
    print(f"{'dok bygg 2022, peak memory':38} {mebibytes:5.0f} MiB (bound 200 MiB)")


def _time(command: Sequence[str], folder: Path) -> float:
    start = perf_counter()
    _run(command, folder)
    return perf_counter() - start


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
