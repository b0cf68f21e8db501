"""What was adopted is kept when the programme is made, and the document says what has changed since."""

from datetime import datetime

import pytest

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.pipeline import (
    SAMLET_HANDLINGSPROGRAM,
    Pipeline,
    Report,
    differences,
    make_documents,
    programme_jobs,
    whole_year_jobs,
)
from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ÅRSPLAN, WritePlan
from tests.document.readable import readable

ADOPTED = f"{ÅRSPLAN}vedtatt: 2022-03-11\n"
MOVED = ADOPTED.replace("dato: 2022-05-20", "dato: 2022-06-03")
COPIES = "plan/2022/vedtatt/klima"


@pytest.fixture
def workspace(write_plan: WritePlan) -> Workspace:
    return write_plan(årsplaner={"2022/klima.yaml": ADOPTED})


def run(workspace: Workspace, day: str, text: str = "") -> Pipeline:
    if text:
        (workspace.plan / "2022/klima.yaml").write_text(text, encoding="utf-8")
    return Pipeline(workspace, load_plan(workspace), clock=lambda: datetime.fromisoformat(day))


def made(workspace: Workspace, day: str, text: str = "") -> Report:
    pipeline = run(workspace, day, text)
    return make_documents(pipeline, programme_jobs(pipeline.plan.år))


def copies(workspace: Workspace) -> list[str]:
    return sorted(file.name for file in (workspace.root / COPIES).glob("*"))


def shown(workspace: Workspace) -> str:
    return words((workspace.output / "2022-klima/handlingsprogram-2022.docx").read_bytes())


def words(docx: bytes) -> str:
    return " ".join(readable(docx).partition("== word/footer")[0].split()).replace("␣", " ")


def test_the_adopted_plan_is_kept_word_for_word_and_revised_when_it_changes(workspace: Workspace) -> None:
    assert [problem.code for problem in made(workspace, "2022-03-10").warnings] == ["dag-ikke-kommet"]
    assert copies(workspace) == []
    report = made(workspace, "2022-03-12")
    assert [problem.code for problem in report.warnings] == ["vedtatt-kopi"]
    assert next(file.sti for file in report.files) == f"{COPIES}/2022-03-11.yaml"
    kept = (workspace.root / COPIES / "2022-03-11.yaml").read_text("utf-8")
    assert kept.split("\n", 2)[2] == ADOPTED
    assert "Vedtatt 11. mars 2022" in shown(workspace)
    assert "Endret siden" not in shown(workspace)

    assert made(workspace, "2022-04-01").warnings == ()
    report = made(workspace, "2022-05-10", MOVED)
    assert [problem.code for problem in report.warnings] == ["ny-revisjon"]
    assert copies(workspace) == ["2022-03-11.yaml", "2022-05-10.yaml"]
    assert "Vedtatt 11. mars 2022. Revisjon 1, 10. mai 2022" in shown(workspace)
    assert shown(workspace).endswith(
        "[heading 3] Revisjon 1, 10. mai 2022 [List Bullet] Møtet 20. mai er flyttet til 3. juni."
    )

    before = (workspace.output / "2022-klima/handlingsprogram-2022.pdf").stat().st_mtime_ns
    assert {file.status for file in made(workspace, "2022-05-11").files} == {"uendret"}
    assert (workspace.output / "2022-klima/handlingsprogram-2022.pdf").stat().st_mtime_ns == before


def test_a_revision_that_was_taken_back_the_same_day_is_gone(workspace: Workspace) -> None:
    made(workspace, "2022-03-12")
    made(workspace, "2022-05-10", MOVED)
    made(workspace, "2022-05-10", ADOPTED)
    assert copies(workspace) == ["2022-03-11.yaml"]
    assert "Revisjon" not in shown(workspace)


def test_what_only_looks_writes_nothing(workspace: Workspace) -> None:
    pipeline = run(workspace, "2022-03-12")
    differences(pipeline, programme_jobs(pipeline.plan.år))
    assert copies(workspace) == []


def test_the_programme_of_all_groups_keeps_what_each_has_adopted(workspace: Workspace) -> None:
    made(workspace, "2022-03-12")
    pipeline = run(workspace, "2022-05-10", MOVED)
    whole = whole_year_jobs(pipeline.plan.whole_year(2022), [SAMLET_HANDLINGSPROGRAM])
    assert pipeline.rendered(whole[0]) != pipeline.rendered(programme_jobs(pipeline.plan.år)[0])
    assert "Møtet 20. mai er flyttet til 3. juni." in words(pipeline.rendered(whole[0]))
    assert make_documents(pipeline, whole).errors == ()
    assert copies(workspace) == ["2022-03-11.yaml", "2022-05-10.yaml"]


def test_a_plan_that_was_changed_meanwhile_is_not_copied(workspace: Workspace) -> None:
    pipeline = run(workspace, "2022-03-12")
    (workspace.plan / "2022/klima.yaml").write_text(MOVED, encoding="utf-8")
    (error,) = make_documents(pipeline, programme_jobs(pipeline.plan.år)).errors
    assert isinstance(error, RefusedError)
    assert error.problems[0].code == "endret-imens"
    assert copies(workspace) == []


def test_a_plan_that_does_not_say_any_more_that_it_is_adopted_is_told_of(workspace: Workspace) -> None:
    assert "ikke-vedtatt-lenger" not in {told.code for told in made(workspace, "2022-03-11").warnings}
    warnings = made(workspace, "2022-05-20", ÅRSPLAN).warnings
    (told,) = (problem for problem in warnings if problem.code == "ikke-vedtatt-lenger")
    assert told.place is not None
    assert told.place.path == f"{COPIES}/2022-03-11.yaml"
