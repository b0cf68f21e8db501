"""Measure a template with many table rows: how long it takes, and that a row costs the same among many.

    python benchmarks/template.py [--runs N]

Of a loop over rows, and of rows that stand in the template itself, each with a code. In processor time; the
template has been made ready once, as for all but the first document of a run.
"""

import argparse
from datetime import date
from functools import partial
from io import BytesIO
from statistics import median
from time import process_time

import docx
from bounds import Measured, end, hold
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dokumentmaskin.document import Marks, render

ROWS = 2_000
MANY = 20_000


def main() -> None:
    """Measure, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    held = [hold("template, 2000 rows", partial(_seconds, runs))]
    held.append(hold("template, a row of 20 000 / of 2000", partial(_ratio, runs)))
    end(held)


def _seconds(runs: int) -> Measured:
    looped, standing = (_time(ROWS, is_loop=is_loop, runs=runs) for is_loop in (True, False))
    return Measured(max(looped, standing), f"a loop {looped:.2f} s, rows of the template {standing:.2f} s")


def _ratio(runs: int) -> Measured:
    ratios = []
    for is_loop in (True, False):
        few, many = (_time(rows, is_loop=is_loop, runs=min(runs, 3)) for rows in (ROWS, MANY))
        ratios.append((many / MANY) / (few / ROWS))
    return Measured(max(ratios), f"a loop {ratios[0]:.2f} ×, rows of the template {ratios[1]:.2f} ×")


def _time(rows: int, *, is_loop: bool, runs: int) -> float:
    template = _looping() if is_loop else _standing(rows)
    context: dict[str, object] = {"tittel": "Liste", "rader": [f"Navn {number}" for number in range(rows)]}
    times = []
    for run in range(runs + 1):
        start = process_time()
        render(template, "liste.docx", context, Marks(), date(2026, 1, 5))
        if run:
            times.append(process_time() - start)
    return median(times)


def _looping() -> bytes:
    cells = ["{{ rad }}", "{{ loop.index }}", "x", "y"]
    return _template([["{%tr for rad in rader %}"], cells, ["{%tr endfor %}"]])


def _standing(rows: int) -> bytes:
    return _template([[f"Rad {number}", "{{ tittel }}", "x", "y"] for number in range(rows)])


def _template(rows: list[list[str]]) -> bytes:
    document = docx.Document()
    document.core_properties.title = "{{ tittel }}"
    document.add_table(0, 4)
    for row in rows:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        document.element.body.tbl_lst[0].append(parse_xml(f"<w:tr {nsdecls('w')}>{cells}</w:tr>"))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


if __name__ == "__main__":
    main()
