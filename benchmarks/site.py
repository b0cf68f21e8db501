"""Measure how long `dok publiser` takes with 500 meetings, beyond the making of their PDFs.

    python benchmarks/site.py [--runs N]

Ten bodies meet ten times a year in five years, each meeting with a file of its own, and all of them are
published. The papers of one are made; every meeting hands over the same as its own. So the figures hold all
that is done with papers that are there already, and the reading of the plan is told beside them.
"""

import argparse
import compileall
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final
from unittest.mock import patch

import pikepdf
from bounds import Measured, end, hold
from plans import BODIES, write_plan

from dokumentmaskin.pipeline import Pipeline, Report, planned, publish
from dokumentmaskin.pipeline.website.asked import Asked
from dokumentmaskin.pipeline.website.gathering import gathered
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import Utlagt
from dokumentmaskin.workspace import Workspace

ROOT: Final = Path(__file__).parents[1]
YEARS: Final = range(2022, 2027)
MEETINGS: Final = 10


def main() -> None:
    """Measure, and print a row for each promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder).resolve())
        write_plan(workspace.plan, _days())
        shutil.copytree(ROOT / "templates", workspace.templates)
        site = _Site(workspace)
        held = [
            hold("site, 500 meetings built, beyond the PDFs", lambda: site.measured(1, site.build)),
            hold("site, one of 500 meetings updated", lambda: site.measured(runs, site.update)),
        ]
    end(held)


class _Site:
    """A workspace whose meetings all have the papers of the first."""

    def __init__(self, workspace: Workspace) -> None:
        start = perf_counter()
        self.workspace, plan = workspace, planned(workspace)
        self.pipeline = Pipeline(workspace, plan)
        self.read = f"{len(self.pipeline.open_plan.møter)} meetings read in {perf_counter() - start:.2f} s"
        self.papers, _ = gathered(self.pipeline, plan.møter[0])
        self.round = 0

    def measured(self, runs: int, run: Callable[[], None]) -> Measured:
        times = []
        with patch("dokumentmaskin.pipeline.website.publish.gathered", self._gathered):
            for _ in range(runs):
                start = perf_counter()
                run()
                times.append(perf_counter() - start)
        return Measured(median(times), f"{min(times):.2f}–{max(times):.2f}; {self.read}")

    def build(self) -> None:
        """All of it anew."""
        shutil.rmtree(self.workspace.site, ignore_errors=True)
        self._publish(self.pipeline.plan.møter)

    def update(self) -> None:
        """One meeting, whose papers have changed."""
        self.round += 1
        self.papers = tuple(_changed(one, self.round) for one in self.papers)
        self._publish(self.pipeline.plan.møter[-1:])

    def _publish(self, meetings: tuple[Møte, ...]) -> None:
        with patch("dokumentmaskin.pipeline.website.publish.asked_for", lambda *_: Asked(meetings)):
            publish(self.pipeline, "", None)

    def _gathered(self, _pipeline: Pipeline, møte: Møte) -> tuple[tuple[Utlagt, ...], Report]:
        return tuple(_own(one, møte) for one in self.papers), Report()


def _changed(paper: Utlagt, edition: int) -> Utlagt:
    """A PDF that says the same in other bytes."""
    if not paper.data.startswith(b"%PDF"):
        return paper
    written = BytesIO()
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        pdf.docinfo["/Utgave"] = pikepdf.String(str(edition))
        pdf.save(written)
    return replace(paper, data=written.getvalue())


def _own(paper: Utlagt, møte: Møte) -> Utlagt:
    """A paper of the first meeting as another's."""
    address = paper.fil.adresse.replace(paper.fil.møte, møte.navn)
    return replace(paper, fil=replace(paper.fil, adresse=address, møte=møte.navn))


def _days() -> Iterator[tuple[str, list[date]]]:
    """The days that each body meets in each of five years."""
    for year in YEARS:
        for number, body in enumerate(BODIES):
            first = date(year, 1, 5) + timedelta(days=number)
            yield body, [first + timedelta(days=35 * row) for row in range(MEETINGS)]


if __name__ == "__main__":
    main()
