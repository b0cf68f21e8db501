"""Take in every file of some folders as a paper, and count what became of them.

`python tools/papers/classes.py FOLDER …` puts each file, alone, in a meeting of the example plan and goes the
way of `dok pakke` with it: intake, cleaning, running line, join, check. A file has a process of its own, with
bounds on time and memory, so that what hangs or dies is a row like the others; the system must be able to
fork. `--rows FILE` gets a line for each file, where `+` means that PDFium shows a page of one that was
refused. The folders are somebody else's test files: fetch them, and commit none.
"""

import argparse
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2

from dokumentmaskin.errors import DokError
from dokumentmaskin.pipeline.package.order import Order
from dokumentmaskin.pipeline.package.single import as_files
from dokumentmaskin.pipeline.package.sources import Choices, Paper, listed
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.plan import agenda, load_plan
from dokumentmaskin.workspace import Workspace

ROOT = Path(__file__).parents[2]
MEETING = date(2022, 3, 11)


@dataclass(frozen=True)
class Row:
    """What became of a file: its class, what was said of it, and what it took."""

    file: Path
    kind: str
    said: str = ""
    seconds: float = 0
    megabytes: int = 0


def main() -> None:
    """Count, and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60, help="most for a file")
    parser.add_argument("--megabytes", type=int, default=4000, help="most address space for a file")
    parser.add_argument("--rows", type=Path)
    asked = parser.parse_args()
    files = sorted(file for folder in asked.folders for file in folder.rglob("*") if file.is_file())
    with tempfile.TemporaryDirectory() as folder:
        order, paper = _order(Path(folder))
        rows = []
        for file in files:
            rows.append(_row(order, paper, file, asked.seconds, asked.megabytes))
            if asked.rows:
                with asked.rows.open("a", encoding="utf-8") as out:
                    row = rows[-1]
                    out.write(f"{row.kind}\t{row.file}\t{row.seconds:.1f}\t{row.megabytes}\t{row.said}\n")
    for kind, count in Counter(row.kind for row in rows).most_common():
        sys.stdout.write(f"{count:6}  {kind}\n")
    slowest = max(rows, key=lambda row: row.seconds, default=None)
    if slowest:
        sys.stdout.write(f"slowest {slowest.seconds:.1f} s {slowest.file.name}\n")


def _order(folder: Path) -> tuple[Order, Paper]:
    """A meeting of the example plan, and a paper of its to give other files to."""
    for name in ("plan", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    workspace = Workspace(folder)
    pipeline = Pipeline(workspace, load_plan(workspace))
    møte = next(one for one in pipeline.plan.møter if one.dato.fra == MEETING)
    paper = next(one for one in listed(agenda(pipeline.plan, møte)) if one.vedlegg.fil)
    return Order(pipeline, møte, Choices()), paper


def _row(order: Order, paper: Paper, file: Path, seconds: float, megabytes: int) -> Row:
    here, there = multiprocessing.Pipe(duplex=False)
    started = time.monotonic()
    process = multiprocessing.get_context("fork").Process(
        target=_taken, args=(order, paper, file, there, megabytes)
    )
    process.start()
    there.close()
    row = Row(file, "over time")
    if here.poll(seconds):
        row = Row(file, "died")
        with suppress(EOFError):
            row = here.recv()
    process.kill()
    process.join()
    return replace(row, seconds=time.monotonic() - started)


def _taken(order: Order, paper: Paper, file: Path, told: Connection, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    target = order.file(paper).with_name(f"inn{file.suffix}")
    shutil.copyfile(file, target)
    own = paper.vedlegg.model_copy(update={"fil": f"vedlegg/{target.name}"})
    kind, said = _class(order, replace(paper, vedlegg=own), file)
    target.unlink()
    told.send(Row(file, kind, said, 0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))


def _class(order: Order, paper: Paper, file: Path) -> tuple[str, str]:
    try:
        single = next(as_files(order.prepare([paper]), order.pipeline.plan.språk))
    except DokError as error:
        shown = "+" if file.suffix.lower() == ".pdf" and _is_shown(file) else ""
        return f"error {error.problems[0].code}{shown}", " | ".join(map(str, error.problems))
    except MemoryError:
        return "memory", ""
    except Exception:  # noqa: BLE001 - what this looks for
        return "traceback", "".join(traceback.format_exc()).replace("\n", " ")
    claims = [f"PDF/A-{single.pdfa}"] if single.pdfa else []
    claims += ["PDF/UA"] if single.pdfua else []
    notes = sorted({note.code for note in (*single.source.notes, *single.warnings)})
    return f"taken, {' '.join(claims) or 'no claim'}", " ".join(notes)


def _is_shown(file: Path) -> bool:
    with suppress(pypdfium2.PdfiumError, MemoryError), pypdfium2.PdfDocument(file.read_bytes()) as document:
        return len(document) > 0 and bool(document[0].render(scale=0.2))
    return False


if __name__ == "__main__":
    main()
