"""Measure how long the year wheel of four bodies with sixty meetings takes.

    python benchmarks/wheel.py [--runs N]

The drawing itself, from the plan's records to SVG, in processor time; what its PNG takes is told beside.
"""

import argparse
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from bounds import Measured, end, hold

from dokumentmaskin.document import png, svg, year_wheel
from dokumentmaskin.pipeline.pipeline import read_style
from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace

ROOT = Path(__file__).parents[1]
BODIES = ("representantskap", "styre", "utvalg for oppvekst", "utvalg for samferdsel og klima")
TOPICS = "[Talentrekruttering – oppstart av arbeid med ny kampanje, Utvikling for renere vassdrag]"


def main() -> None:
    """Measure, and print the row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        _write(workspace.plan)
        held = [hold("year wheel, 4 bodies, 60 meetings", partial(_seconds, workspace, runs))]
    end(held)


def _write(plan: Path) -> None:
    """A plan in which each body meets fifteen times, none on the day of another."""
    (plan / "2026").mkdir(parents=True)
    groups = "".join(f"  - {{navn: {body}, slag: utvalg}}\n" for body in BODIES)
    head = "navn: Regionrådet\nsekretariat: {navn: Sekretariatet}\nårshjul: {frister: ja}\ngrupper:\n"
    (plan / "organisasjon.yaml").write_text(head + groups, encoding="utf-8")
    members = "".join(f"{body}: [{{navn: Kari}}]\n" for body in BODIES)
    (plan / "medlemmer.yaml").write_text(members, encoding="utf-8")
    for number, body in enumerate(BODIES):
        days = (date(2026, 1, 6) + timedelta(days=24 * turn + 6 * number) for turn in range(15))
        rows = "".join(f"  - {{type: møte, form: fysisk, dato: {day}, tema: {TOPICS}}}\n" for day in days)
        text = f"gruppe: {body}\ndatert: 2026-01-05\nmøteplan:\n{rows}"
        (plan / f"2026/{body.replace(' ', '-')}.yaml").write_text(text, encoding="utf-8")


def _seconds(workspace: Workspace, runs: int) -> Measured:
    """How long drawing takes, after once to load what it needs."""
    plan, style = load_plan(workspace), read_style(Workspace(ROOT))
    times = []
    drawn = svg(year_wheel(plan, plan.år), style) or ""
    for _ in range(runs):
        begun = process_time()
        svg(year_wheel(plan, plan.år), style)
        times.append(process_time() - begun)
    begun = process_time()
    png(drawn)
    return Measured(median(times), f"as PNG {process_time() - begun:.2f} s more")


if __name__ == "__main__":
    main()
