"""Measure the join of tagged PDFs against those that drop the structure tree.

    python benchmarks/joining.py [--runs N]        # needs qpdf

The sources are 60 files of five pages as dok makes them, with headings, tables and bookmarks. Each pair
runs A B A B …, a warm-up of both first. Ours is measured twice: the call itself, from paths to bytes, and
the whole process with Python's start and imports. Then the join alone, from 100 pages to 3,000, and its
memory.
"""

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bounds import Measured, end, hold

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

HERE = Path(__file__).parent
ROOT = HERE.parent
TEXT = "møte sak vedlegg budsjett kommune region arbeid plan sekretariat forslag vedtak gruppe næring og for"
WORDS = TEXT.split()
FILES = 60
SIZES = (100, 300, 1000, 3000)
ROUNDS = 3


def main() -> None:
    """Make the sources and print a row for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--join", nargs="+", metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--append", nargs="+", metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--linearise", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.join:
        print(json.dumps(_join(given.join, linearised=given.linearise)))
    elif given.append:
        _append(given.append)
    else:
        compileall.compile_dir(ROOT / "src", quiet=1)
        with tempfile.TemporaryDirectory() as folder:
            _measure([str(file) for file in _sources(Path(folder))], given.runs, Path(folder))


# What is measured


def _join(files: Sequence[str], *, linearised: bool) -> dict[str, float]:
    """Join the files; return the seconds from paths to bytes, and the pages."""
    import pikepdf

    from dokumentmaskin.bundle import Claims, Part, Properties, join, linearise

    about = Properties("Møtepakke", "", "", None, "nb-NO")
    start = perf_counter()
    parts = (Part(pikepdf.open(file), Path(file).stem, under=("Møtepakke",)) for file in files)
    joined = join(parts, about, Claims("2a", pdfua=True))
    data = linearise(joined.data) if linearised else joined.data
    return {"seconds": perf_counter() - start, "pages": joined.pages, "bytes": len(data)}


def _append(files: Sequence[str]) -> None:
    """Join the files with pypdf."""
    import pypdf

    writer = pypdf.PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(BytesIO())


# How it is measured


def _measure(files: Sequence[str], runs: int, folder: Path) -> None:
    ours = [sys.executable, __file__, "--join", *files]
    web = [sys.executable, __file__, "--linearise", "--join", *files]
    target = str(folder / "qpdf.pdf")
    qpdf = ["qpdf", "--empty", "--pages", *files, "--", target]
    options = ["--object-streams=generate", "--linearize"]
    qpdf_web = ["qpdf", "--empty", *options, "--pages", *files, "--", target]
    pypdf = [sys.executable, __file__, "--append", *files]
    held = [
        hold("join, the call / qpdf --empty --pages", partial(_compared, ours, qpdf, runs, _told)),
        hold("join, whole process / pypdf append", partial(_compared, ours, pypdf, runs, _whole)),
        hold("join, a page of the largest / of 100 pages", partial(_growth, files)),
    ]
    told = _compared(web, qpdf_web, runs, _told)
    print(f"{'join and linearise, the call / qpdf the same':46} {told.figure:6.2f} ×  ({told.details})")
    if hasattr(os, "wait4"):  # where the system tells what a process took
        held.append(hold("join, 3000 pages, peak memory", partial(_peak, files)))
    end(held)


def _compared(
    ours: Sequence[str], other: Sequence[str], runs: int, timed: Callable[[Sequence[str]], float]
) -> Measured:
    pairs = [(timed(ours), _whole(other)) for _ in range(runs + 1)][1:]
    ratios = sorted(first / second for first, second in pairs)
    own, others = (median(column) for column in zip(*pairs, strict=True))
    return Measured(median(ratios), f"{ratios[0]:.2f}–{ratios[-1]:.2f}, {own:.3f} s against {others:.3f} s")


def _growth(files: Sequence[str]) -> Measured:
    """How much longer a page takes as the package grows: the worst size against the smallest."""
    times: dict[int, list[float]] = {pages: [] for pages in SIZES}
    for _ in range(ROUNDS):
        for pages in SIZES:
            times[pages].append(_told(_joining(files, pages)) / pages)
    own = {pages: median(times[pages]) for pages in SIZES}
    details = ", ".join(f"{pages}: {seconds * 1000:.2f} ms" for pages, seconds in own.items())
    return Measured(max(own.values()) / own[SIZES[0]], details)


def _joining(files: Sequence[str], pages: int) -> list[str]:
    return [sys.executable, __file__, "--join", *(files[n % FILES] for n in range(pages // 5))]


def _whole(command: Sequence[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start


def _told(command: Sequence[str]) -> float:
    """What the process says that the call took."""
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds: float = json.loads(answer)["seconds"]
    return seconds


def _peak(files: Sequence[str]) -> Measured:
    """The largest resident size of the largest join."""
    process = subprocess.Popen(_joining(files, SIZES[-1]), stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(usage.ru_maxrss * unit / 2**20, f"{SIZES[-1]} pages")


# The sources


def _sources(folder: Path) -> list[Path]:
    from dokumentmaskin.pdf import choose_engines, make_pdf

    files = []
    for number in range(FILES):
        file = folder / f"notat-{number + 1:02}.pdf"
        made = make_pdf(_paper(number), file.name, choose_engines("innebygd"))
        if made.pages != 5:  # noqa: PLR2004
            raise SystemExit(f"{file.name} has {made.pages} pages, and not 5")
        file.write_bytes(made.data)
        files.append(file)
    return files


def _paper(number: int) -> bytes:
    """A Word document of five pages: two headings, running text and a table on each."""
    import docx

    document = docx.Document()
    document.core_properties.title = f"Notat {number + 1}"
    document.core_properties.language = "nb-NO"
    document.add_heading(f"Notat {number + 1}", 1)
    for page in range(5):
        for part in range(2):
            heading = document.add_heading(f"Punkt {page + 1}.{part + 1}", 2)
            heading.paragraph_format.page_break_before = page > 0 and part == 0
            for paragraph in range(2):
                document.add_paragraph(_text(number + page + part + paragraph, 75))
        _add_table(document, page)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _add_table(document: "DocxDocument", page: int) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(4, 3)
    for row_number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = (
                f"{WORDS[(page + column) % len(WORDS)]} {row_number}"
                if row_number
                else f"Kolonne {column + 1}"
            )
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it


def _text(seed: int, words: int) -> str:
    chosen = (WORDS[(seed * 7 + place * place) % len(WORDS)] for place in range(words))
    return " ".join(chosen).capitalize() + "."


if __name__ == "__main__":
    main()
