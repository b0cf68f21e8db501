"""An adopted year and its revisions, from the copies that were taken of it."""

from datetime import date

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import adoption, load_plan
from dokumentmaskin.plan.revisions import Vedtak, copy_of
from dokumentmaskin.workspace import Workspace
from tests.conftest import ÅRSPLAN, WritePlan

ADOPTED = f"{ÅRSPLAN}vedtatt: 2022-03-11\n"
FILE = "plan/2022/klima.yaml"


def write(workspace: Workspace, text: str) -> None:
    (workspace.root / FILE).write_text(text, encoding="utf-8")


def copy(workspace: Workspace, text: str, day: str) -> None:
    """Take a copy of the year plan as if it said something."""
    write(workspace, text)
    (year,) = load_plan(workspace).år
    target = workspace.plan / "2022/vedtatt/klima" / f"{day}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(copy_of(year, FILE, date.fromisoformat(day)), encoding="utf-8")


def now(workspace: Workspace, text: str, today: str) -> Vedtak | None:
    write(workspace, text)
    plan = load_plan(workspace).issued_by(date.fromisoformat(today))
    return adoption(plan, plan.år[0])


def with_remark(text: str) -> str:
    return f"{ADOPTED}merknad: {text}\n"


@pytest.fixture
def adopted(write_plan: WritePlan) -> Workspace:
    workspace = write_plan(årsplaner={"2022/klima.yaml": ADOPTED})
    copy(workspace, ADOPTED, "2022-03-11")
    return workspace


def told(found: Vedtak | None) -> list[tuple[int, str, list[object]]]:
    assert found is not None
    return [(r.nummer, r.dag.isoformat(), [change.nå for change in r.endringer]) for r in found.revisjoner]


def test_nothing_is_adopted_before_its_day(write_plan: WritePlan) -> None:
    workspace = write_plan()
    assert now(workspace, ÅRSPLAN, "2022-12-31") is None
    assert now(workspace, ADOPTED, "2022-03-10") is None
    assert now(workspace, ADOPTED, "2022-03-11") == Vedtak(date(2022, 3, 11), (), skrives=date(2022, 3, 11))


def test_a_change_is_a_revision_of_the_day_until_it_is_written_down(adopted: Workspace) -> None:
    assert now(adopted, ADOPTED, "2022-05-20") == Vedtak(date(2022, 3, 11), ())
    found = now(adopted, with_remark("A"), "2022-05-20")
    assert told(found) == [(1, "2022-05-20", ["A"])]
    assert found is not None
    assert found.skrives == date(2022, 5, 20)
    copy(adopted, with_remark("A"), "2022-05-20")
    found = now(adopted, with_remark("A"), "2022-06-01")
    assert told(found) == [(1, "2022-05-20", ["A"])]
    assert found is not None
    assert found.skrives is None


def test_a_revision_of_the_same_day_gives_way(adopted: Workspace) -> None:
    copy(adopted, with_remark("A"), "2022-05-20")
    assert told(now(adopted, with_remark("B"), "2022-05-20")) == [(1, "2022-05-20", ["B"])]
    assert told(now(adopted, with_remark("B"), "2022-05-21")) == [
        (1, "2022-05-20", ["A"]),
        (2, "2022-05-21", ["B"]),
    ]
    assert now(adopted, ADOPTED, "2022-05-20") == Vedtak(date(2022, 3, 11), (), utgår=date(2022, 5, 20))


def test_what_is_changed_on_the_day_of_adoption_is_what_was_adopted(adopted: Workspace) -> None:
    found = now(adopted, with_remark("A"), "2022-03-11")
    assert found == Vedtak(date(2022, 3, 11), (), skrives=date(2022, 3, 11))


def test_who_adopts_anew_begins_anew(adopted: Workspace) -> None:
    copy(adopted, with_remark("A"), "2022-05-19")
    anew = with_remark("B").replace("vedtatt: 2022-03-11", "vedtatt: 2022-05-20")
    assert now(adopted, anew, "2022-05-21") == Vedtak(date(2022, 5, 20), (), skrives=date(2022, 5, 20))


def test_what_was_adopted_on_a_day_that_nobody_has_said_is_as_fixed(write_plan: WritePlan) -> None:
    workspace, text = write_plan(), f"{ÅRSPLAN}status_for_møteplanen: vedtatt\n"
    assert now(workspace, text, "2022-04-01") == Vedtak(None, (), skrives=date(2022, 4, 1))
    copy(workspace, text, "2022-04-01")
    assert told(now(workspace, f"{text}merknad: A\n", "2022-05-20")) == [(1, "2022-05-20", ["A"])]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda file: file.write_bytes(file.read_bytes() + b"merknad: Nei.\n"), "endret-kopi"),
        (lambda file: file.write_bytes(file.read_bytes()[95:]), "endret-kopi"),
        (lambda file: file.rename(file.with_name("2022-03-12.yaml")), "endret-kopi"),
        (lambda file: file.rename(file.with_name("kopi.yaml")), "fremmed-kopi"),
        (lambda file: file.rename(file.parents[1] / "2022-03-11.yaml"), "fremmed-kopi"),
        (lambda file: file.parent.rename(file.parents[1] / "klma"), "fremmed-kopi"),
        (lambda file: file.with_name("notat.txt").write_text("Hei", encoding="utf-8"), "fremmed-kopi"),
    ],
)  # fmt: skip
def test_a_copy_that_is_not_as_dok_wrote_it_is_told_of(adopted: Workspace, spoil: object, code: str) -> None:
    assert callable(spoil)
    spoil(adopted.plan / "2022/vedtatt/klima/2022-03-11.yaml")
    with pytest.raises(PlanError) as caught:
        load_plan(adopted)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.path.startswith("plan/2022/vedtatt/")


def test_revisions_of_what_is_gone_are_told_of(adopted: Workspace) -> None:
    """Without them the programme would say that nothing was changed."""
    copy(adopted, with_remark("A"), "2022-05-19")
    (adopted.plan / "2022/vedtatt/klima/Thumbs.db").write_bytes(b"")
    load_plan(adopted)
    (adopted.plan / "2022/vedtatt/klima/2022-03-11.yaml").unlink()
    with pytest.raises(PlanError) as caught:
        load_plan(adopted)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("mangler-kopi", "plan/2022/vedtatt/klima/2022-05-19.yaml")


def test_line_breaks_of_another_system_change_nothing(adopted: Workspace) -> None:
    file = adopted.plan / "2022/vedtatt/klima/2022-03-11.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert now(adopted, ADOPTED, "2022-05-20") == Vedtak(date(2022, 3, 11), ())
