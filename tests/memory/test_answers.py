"""An answer is remembered for as long as no file that it may rest on has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dokumentmaskin.memory import remember_answer, remembered_answer, workspace_state
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan

PLAN = "plan/2022/klima.yaml"
OUTPUT = "output/2022-03-11-klima/innkalling-2022-03-11.docx"
STATE = "output/2022-03-11-klima/.dok/innkalling-2022-03-11.docx.json"


@pytest.fixture
def here(write_plan: WritePlan) -> Workspace:
    return write_plan(andre={OUTPUT: "Word", STATE: "{}"})


def test_the_same_question_has_the_same_answer(here: Workspace) -> None:
    remember_answer(here, "status", "i dag", {"svar": 1})
    assert remembered_answer(here, "status", "i dag") == {"svar": 1}
    assert remembered_answer(here, "status", "i morgen") is None


def test_what_is_remembered_changes_no_state(here: Workspace) -> None:
    before = workspace_state(here, "status")
    remember_answer(here, "status", before, {})
    assert workspace_state(here, "status") == before


@pytest.mark.parametrize("path", [PLAN, OUTPUT, STATE])
@pytest.mark.parametrize(
    "change",
    [
        Path.unlink,
        lambda file: file.write_bytes(file.read_bytes()),
        lambda file: file.with_name("ny").touch(),
    ],
    ids=["removed", "saved again", "another beside it"],
)
def test_any_change_is_another_state(here: Workspace, path: str, change: Callable[[Path], object]) -> None:
    before = workspace_state(here, "status")
    change(here.root / path)
    assert workspace_state(here, "status") != before


def test_a_link_to_nothing_is_no_fault(here: Workspace) -> None:
    before = workspace_state(here, "status")
    (here.plan / "lenke").symlink_to("borte")
    assert workspace_state(here, "status") != before


def test_what_is_remembered_may_be_broken(here: Workspace) -> None:
    remember_answer(here, "status", "i dag", {})
    (here.output / ".dok/status.json").write_text('{"spurt": "i dag"}', encoding="utf-8")
    assert remembered_answer(here, "status", "i dag") is None


def test_where_nothing_can_be_written_nothing_is_remembered(workspace: Workspace) -> None:
    workspace.output.write_text("en fil", encoding="utf-8")
    remember_answer(workspace, "status", "i dag", {})
    assert remembered_answer(workspace, "status", "i dag") is None
