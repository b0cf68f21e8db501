"""Measure what it costs to make a document again that lies there, edited or not.

    python benchmarks/again.py [--runs N]

An agenda of about 40 pages is made first, then again under a plan where one case has another title:
untouched, and with a sentence of a person's in every tenth case. The three run in turn, each from the same
files.
"""

import argparse
import compileall
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import docx
import pikepdf
from bounds import Measured, end, hold

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "dokumentmaskin", "saksliste", "2022-03-11"]
AGENDA = "output/2022-03-11-naeringssamarbeid/saksliste-2022-03-11"
CASES = 60
SENTENCE = "Saken følger opp det som ble bestemt i forrige møte, og sekretariatet har innhentet uttalelser. "


def main() -> None:
    """Measure, and print a row for each promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        states = _prepared(Path(folder))
        _time(states[0])
        held = [
            hold("made again, untouched / made the first time", partial(_ratio, *states[:2], runs)),
            hold("made again, edited", partial(_seconds, states[2], runs)),
        ]
    end(held)


def _ratio(first: Path, made: Path, runs: int) -> Measured:
    times = [(_time(made), _time(first)) for _ in range(runs)]
    again, new = (median(column) for column in zip(*times, strict=True))
    return Measured(median(ours / other for ours, other in times), f"{again:.2f} s against {new:.2f} s")


def _seconds(edited: Path, runs: int) -> Measured:
    times = sorted(_time(edited) for _ in range(runs))
    return Measured(median(times), f"{times[0]:.2f}–{times[-1]:.2f}")


def _prepared(folder: Path) -> tuple[Path, Path, Path]:
    """The workspaces that the three start from."""
    first, made, edited = folder / "first", folder / "made", folder / "edited"
    for name in ("plan", "templates"):
        shutil.copytree(ROOT / name, first / name)
    _write_cases(first, "Sak nummer 7")
    shutil.copytree(first, made)
    subprocess.run(COMMAND, cwd=made, check=True, capture_output=True)
    with pikepdf.open(made / f"{AGENDA}.pdf") as pdf:
        print(f"{len(pdf.pages)} pages, {CASES} cases")
    shutil.copytree(made, edited)
    _edit(edited / f"{AGENDA}.docx")
    for workspace in (made, edited):
        _write_cases(workspace, "Sak nummer 7, med et nytt navn")
    return first, made, edited


def _write_cases(workspace: Path, seventh: str) -> None:
    lines = ["saker:"]
    for number in range(1, CASES + 1):
        title = seventh if number == 7 else f"Sak nummer {number}"  # noqa: PLR2004 - one of them
        lines += [f"  - tittel: {title}", "    type: vedtak", "    bakgrunn: |"]
        lines += [f"      {SENTENCE * 5}", "", f"      {SENTENCE * 5}"]
        lines += ["    vurdering: |", f"      {SENTENCE * 5}", f"    forslag_til_vedtak: {SENTENCE.strip()}"]
    (workspace / "plan/2022/2022-03-11/mote.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _edit(file: Path) -> None:
    document = docx.Document(str(file))
    headings = [p for p in document.paragraphs if p.text.endswith("0") and "Sak nummer" in p.text]
    for heading in headings:
        heading.insert_paragraph_before("Dette har en person skrevet.")
    document.save(str(file))


def _time(state: Path) -> float:
    """The seconds that a command takes in a copy of a workspace."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "copy"
        shutil.copytree(state, workspace)
        start = perf_counter()
        subprocess.run(COMMAND, cwd=workspace, check=True, capture_output=True)
        return perf_counter() - start


if __name__ == "__main__":
    main()
