"""What the papers of the council lack by kommuneloven, as a secretary is told of it by «dok kontroll»."""

from pathlib import Path

from dokumentmaskin.plan import control, load_plan, to_control
from tests.document.test_golden import compare
from tests.regionrad import NOW, council
from tests.regionrad.test_papers import GOLDEN


def test_what_is_lacking_is_as_it_was_accepted(tmp_path: Path) -> None:
    plan = load_plan(council(tmp_path / "råd", "bokmål")).issued_by(NOW.date())
    found = control(plan, to_control(plan))
    lines = [f"Feil: {problem}" for problem in found.mangler]
    lines += [f"Merk: {problem}" for problem in found.merknader]
    compare(GOLDEN / "kontroll.txt", "\n".join(lines).replace("\u00a0", "␣") + "\n")
