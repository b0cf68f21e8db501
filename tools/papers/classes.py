"""Take in every file of some folders as a paper, and count what became of them.

`python tools/papers/classes.py FOLDER …` puts each file, alone, in a meeting of the example plan and goes the
way of `dok pakke --godta-endringer` with it: intake, cleaning, running line, join, check. A file has a
process of its own, with bounds on time and memory, so that what hangs or dies is a row like the others; the
system must be able to fork. What is taken in is held against the file by other readers (`lost.py`), and with
`--verapdf PROGRAM` its claims by that program. A refused file that poppler or qpdf opens has a `+` behind its
class. The folders are somebody else's test files: fetch them, and commit none.
"""

import argparse
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from lost import lost, output

from dokumentmaskin.errors import DokError
from dokumentmaskin.pipeline.package.order import Order
from dokumentmaskin.pipeline.package.single import as_files
from dokumentmaskin.pipeline.package.sources import Choices, Paper, listed
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.plan import agenda, load_plan
from dokumentmaskin.workspace import Workspace

ROOT = Path(__file__).parents[2]
MEETING = date(2022, 3, 11)
_BATCH = 25


@dataclass(frozen=True)
class Row:
    """What became of a file.

    Attributes:
        file: Which one.
        kind: Its class.
        said: The codes of what was noted of it, or the whole error.
        claims: The standards that its PDF claims, as veraPDF calls them.
        lost: What other readers find in it, and not in its PDF.
        false: The claims that veraPDF does not find kept.
        seconds: How long it took.
        megabytes: The most memory that its process, or one that it started, had.
    """

    file: str
    kind: str
    said: str = ""
    claims: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    seconds: float = 0
    megabytes: int = 0


@dataclass(frozen=True)
class Bounds:
    """Most seconds and megabytes of address space."""

    seconds: float
    megabytes: int


def main() -> None:
    """Take them in, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, help="take so many, by chance but the same each time")
    parser.add_argument("--seconds", type=float, default=60, help="most for a file")
    parser.add_argument("--megabytes", type=int, default=4000, help="most address space for a file")
    parser.add_argument("--verapdf", help="a program that takes a flavour and files: hold claims against it")
    parser.add_argument("--rows", type=Path, help="a line of JSON for each file, added as it comes")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    files = sorted(file for folder in asked.folders for file in folder.rglob("*") if file.is_file())
    if asked.sample and asked.sample < len(files):
        files = sorted(random.Random(1).sample(files, asked.sample))  # noqa: S311 - the same each time
    rows = []
    for row in taken_in(files, Bounds(asked.seconds, asked.megabytes), asked.verapdf):
        rows.append(row)
        if asked.rows:
            with asked.rows.open("a", encoding="utf-8") as out:
                out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    sys.stdout.write(json.dumps(table(rows), ensure_ascii=False) + "\n" if asked.json else said(table(rows)))


def table(rows: Iterable[Row]) -> dict[str, object]:
    """The classes with how many are in each, and what is to be looked at."""
    rows = list(rows)
    slowest = max(rows, key=lambda row: row.seconds, default=Row("", ""))
    largest = max(rows, key=lambda row: row.megabytes, default=Row("", ""))
    return {
        "files": len(rows),
        "classes": dict(Counter(row.kind for row in rows).most_common()),
        "false claims": {row.file: row.false for row in rows if row.false},
        "lost": {row.file: [*row.lost, f"told: {row.said or 'nothing'}"] for row in rows if row.lost},
        "slowest": f"{slowest.seconds:.1f} s {slowest.file}",
        "most memory": f"{largest.megabytes} MB {largest.file}",
    }


def said(counted: dict[str, object]) -> str:
    """The same for a person."""
    lines = []
    for name, value in counted.items():
        lines.append(f"{name}: {len(value) if isinstance(value, dict) else value}")
        if isinstance(value, dict):
            lines += [
                f"{one:>8}  {key}" if isinstance(one, int) else f"  {key}: {'; '.join(one)}"
                for key, one in value.items()
            ]
    return "\n".join(lines) + "\n"


def taken_in(files: Sequence[Path], bounds: Bounds, verapdf: str | None = None) -> Iterator[Row]:
    """Yield what became of each file, a batch of them at a time."""
    with tempfile.TemporaryDirectory() as folder:
        order, paper = _order(Path(folder))
        for start in range(0, len(files), _BATCH):
            rows = {}
            for number, file in enumerate(files[start : start + _BATCH]):
                made = Path(folder, f"made-{number}.pdf")
                made.unlink(missing_ok=True)
                rows[made] = _row(order, paper, file, made, bounds)
            broken = _broken(verapdf, rows) if verapdf else {}
            for made, row in rows.items():
                yield _looked_at(row, made, broken.get(str(made), []))


def _looked_at(row: Row, made: Path, broken: Sequence[str]) -> Row:
    """What became of a file, with what other readers say of it."""
    if made.exists():
        return replace(row, lost=lost(Path(row.file), made), false=tuple(broken))
    opens = row.kind.startswith("refused") and _opens(Path(row.file))
    return replace(row, kind=f"{row.kind} +") if opens else row


def _broken(verapdf: str, rows: Mapping[Path, Row]) -> dict[str, list[str]]:
    """The claims of PDFs that veraPDF does not find kept: it starts slowly, so it gets many at a time."""
    broken = defaultdict(list)
    for flavour in sorted({claim for row in rows.values() for claim in row.claims}):
        claiming = [str(made) for made, row in rows.items() if flavour in row.claims]
        command = [verapdf, flavour, *claiming]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        kept = [line.split()[2] for line in result.stdout.splitlines() if line.startswith("PASS ")]
        for made in set(claiming) - set(kept):
            broken[made].append(flavour)
    return broken


def _order(folder: Path) -> tuple[Order, Paper]:
    """A meeting of the example plan, and a paper of its to give other files to."""
    for name in ("plan", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    workspace = Workspace(folder)
    pipeline = Pipeline(workspace, load_plan(workspace), accept_changes=True)
    møte = next(one for one in pipeline.plan.møter if one.dato.fra == MEETING)
    paper = next(one for one in listed(agenda(pipeline.plan, møte)) if one.vedlegg.fil)
    return Order(pipeline, møte, Choices()), paper


def _row(order: Order, paper: Paper, file: Path, made: Path, bounds: Bounds) -> Row:
    here, there = multiprocessing.Pipe(duplex=False)
    started = time.monotonic()
    process = multiprocessing.get_context("fork").Process(
        target=_taken, args=((order, paper), file, made, there, bounds.megabytes)
    )
    process.start()
    there.close()
    row = Row(str(file), "over time")
    if here.poll(bounds.seconds):
        row = Row(str(file), "died")
        with suppress(EOFError):
            row = here.recv()
    with suppress(ProcessLookupError):  # what it has started, too
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.kill()
    process.join()
    return replace(row, seconds=round(time.monotonic() - started, 1))


def _taken(where: tuple[Order, Paper], file: Path, made: Path, told: Connection, megabytes: int) -> None:
    order, paper = where
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    target = order.file(paper).with_name(f"inn{file.suffix}")
    shutil.copyfile(file, target)
    own = paper.vedlegg.model_copy(update={"fil": f"vedlegg/{target.name}"})
    row = _class(order, replace(paper, vedlegg=own), file, made)
    target.unlink()
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told.send(replace(row, megabytes=most >> 10))


def _class(order: Order, paper: Paper, file: Path, made: Path) -> Row:
    try:
        single = next(as_files(order.prepare([paper]), order.pipeline.plan.språk))
    except DokError as error:
        return Row(str(file), f"refused {error.problems[0].code}", " | ".join(map(str, error.problems)))
    except MemoryError:
        return Row(str(file), "memory")
    except Exception:  # noqa: BLE001 - what this looks for
        return Row(str(file), "traceback", traceback.format_exc())
    made.write_bytes(single.data)
    flavours = [single.pdfa.lower()] if single.pdfa else []
    flavours += ["ua1"] if single.pdfua else []
    notes = sorted({note.code for note in (*single.source.notes, *single.warnings)})
    names = [f"PDF/A-{single.pdfa}"] * bool(single.pdfa) + ["PDF/UA"] * single.pdfua
    kind = f"claims {' and '.join(names)}" if names else "no claim, named" if notes else "no claim"
    return Row(str(file), kind, " ".join(notes), tuple(flavours))


def _opens(file: Path) -> bool:
    """Whether another reader shows the first page of a PDF."""
    if file.suffix.lower() != ".pdf":
        return False
    shown = output("pdftoppm", "-r", "20", "-l", "1", "-png", str(file))
    return bool(shown or output("qpdf", "--check", str(file)))


if __name__ == "__main__":
    main()
