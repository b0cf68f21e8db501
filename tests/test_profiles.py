"""What a test tries depends on nothing but the test: not on what else is imported, the hour or the load."""

import ast
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import REPOSITORY

LEAST, NUMBER, MOST = 10**15, 10**15 + 20220311, 10**15 + 10**9


def test_no_number_of_another_module_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "other_code.py"
    file.write_text(f"NUMBER = {NUMBER}\n")
    module = ModuleType("other_code")
    module.__file__ = str(file)
    monkeypatch.setitem(sys.modules, "other_code", module)
    drawn = set()

    @settings(max_examples=500)
    @given(st.integers(LEAST, MOST))
    def draw(number: int) -> None:
        drawn.add(number)

    draw()
    assert NUMBER not in drawn
    assert len(drawn) > 100


def test_no_property_looks_at_the_clock_or_remembers() -> None:
    held = settings()
    assert (held.derandomize, held.database, held.deadline) == (True, None, None)
    assert set(held.suppress_health_check) == set(HealthCheck)
    own = [
        f
        for f in (REPOSITORY / "tests").rglob("*.py")
        if "suppress_health" + "_check=" in f.read_text("utf-8")
    ]
    assert [file.name for file in own] == ["profiles.py"]


def test_every_chance_has_a_seed() -> None:
    files = (file for folder in ("tests", "benchmarks") for file in (REPOSITORY / folder).rglob("*.py"))
    assert [found for file in sorted(files) for found in chances(file)] == []


@pytest.mark.xdist_group("together")
def test_a_group_of_tests_goes_to_one_worker(request: pytest.FixtureRequest) -> None:
    """pytest-xdist says so behind the name; where there are no workers nothing has to be sent."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@together")


SHARED = {f"random.{name}" for name in random.__all__} - {"random.Random"}


def chances(file: Path) -> Iterator[str]:
    """The calls in a file that give another answer each time."""
    text = file.read_text("utf-8")
    if "andom" not in text:  # none is called without that word, which few files have
        return
    is_module = "\nimport random\n" in text  # and not a test's own `Random` by that name
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name, said = ast.unparse(node.func), ast.unparse(node)
        is_bare = said in {"Random()", "random.Random()"} or "use_true_random=True" in said
        if is_bare or (is_module and name in SHARED) or name == "os.urandom":
            yield f"{file.relative_to(REPOSITORY)}:{node.lineno} {said}"
