"""The next year begun from this one: it loads, gives a programme, and takes nothing from a person."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from dokumentmaskin.errors import WrongUseError
from dokumentmaskin.pipeline import Pipeline, Report, make_documents, programme_jobs
from dokumentmaskin.pipeline.year import begin_year
from dokumentmaskin.plan import MESSAGES, Plan, load_plan
from dokumentmaskin.plan.calendar import day_off
from dokumentmaskin.plan.records import Møterad
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, REPOSITORY, ÅRSPLAN, WritePlan
from tests.profiles import seeds
from tests.regionrad import council

TODAY = date(2022, 12, 1)


def begin(workspace: Workspace, year: int = 2023, day: date = TODAY) -> Report:
    return begin_year(workspace, load_plan(workspace), year, day)


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def rows(plan: Plan, year: int, group: str = "") -> list[Møterad]:
    return [m.rad for m in plan.møter if m.år == year and group in {"", m.gruppe.navn}]


def test_the_real_year_goes_on_with_what_a_person_is_to_decide(real_workspace: Workspace) -> None:
    before = files(real_workspace.plan)
    report = begin(real_workspace)
    assert [(file.sti, file.status) for file in report.files] == [
        ("plan/2023/naeringssamarbeid.yaml", "skrevet")
    ]
    assert [problem.code for problem in report.warnings] == ["ingen-skoleferier"]
    after = files(real_workspace.plan)
    text = after.pop("2023/naeringssamarbeid.yaml").decode()
    assert after == before
    assert text.count("# videreføres?") == 9
    assert "tittel: Handlingsprogram og årshjul 2023\ndatert: 2022-12-01\n" in text
    assert "    # I 2022: AI og VR\n" in text
    plan = load_plan(real_workspace)
    proposed = rows(plan, 2023)
    assert [row.dato.fra.isoformat() for row in proposed] == [
        "2023-01-13", "2023-02-09", "2023-03-10", "2023-05-19", "2023-06-02", "2023-06-01", "2023-08-23",
        "2023-09-01", "2023-11-03",
    ]  # fmt: skip
    assert [row.dato.dag_satt for row in proposed].count(False) == 2
    assert all(row.usikker and not row.tema for row in proposed)
    assert text.count("# foreslått") == len(proposed)
    made = Pipeline(real_workspace, plan, clock=lambda: datetime(2022, 12, 1))  # noqa: DTZ001
    years = [year for year in plan.år if year.år == 2023]
    assert make_documents(made, programme_jobs(years)).errors == ()


def test_what_a_person_has_begun_is_kept_and_told(real_workspace: Workspace) -> None:
    begin(real_workspace)
    begun = files(real_workspace.plan)
    report = begin(real_workspace)
    assert [(file.sti, file.status) for file in report.files] == [
        ("plan/2023/naeringssamarbeid.yaml", "bevart")
    ]
    assert files(real_workspace.plan) == begun


def test_a_joint_meeting_is_on_one_day_for_all(tmp_path: Path) -> None:
    workspace = council(tmp_path / "råd", "bokmål")
    begin(workspace, 2027, date(2026, 11, 2))
    plan = load_plan(workspace)
    joint = {row.dato.fra for row in rows(plan, 2027) if row.felles_i or row.felles_med}
    assert joint == {date(2027, 8, 26)}
    assert not [row for row in rows(plan, 2027) if row.er_ekstraordinært]
    # The one that was moved keeps the rhythm that it had, and the one that was cancelled is held again.
    own = [row.dato.fra for row in rows(plan, 2027, "styret")]
    assert own[1:3] == [date(2027, 4, 16), date(2027, 6, 11)]
    assert "# Ikke foreslått: ekstraordinært møte 2026-11-13" in (
        workspace.plan / "2027/styret.yaml"
    ).read_text("utf-8")


CANCELLED = "møteplan:\n  - {type: møte, dato: 2027-08-26, felles_med: [helse og velferd], avlyst: ja}\n"


@pytest.mark.parametrize("planned", ["", CANCELLED])
def test_a_joint_meeting_that_the_other_group_will_not_hold_is_left_out_and_said(
    tmp_path: Path, planned: str
) -> None:
    workspace = council(tmp_path / "råd", "bokmål")
    own = workspace.plan / "2027/styret.yaml"
    own.parent.mkdir()
    own.write_text(f"gruppe: styret\ndatert: 2026-11-01\n{planned}", encoding="utf-8")
    begin(workspace, 2027, date(2026, 11, 2))
    text = (workspace.plan / "2027/helse-og-velferd.yaml").read_text("utf-8")
    assert "felles_i" not in text
    assert "# Ikke foreslått: møte 27.–28. august 2026, for «styret» har det ikke i planen sin" in text


def test_the_day_of_a_joint_meeting_is_found_before_those_of_one_group(write_plan: WritePlan) -> None:
    head = "datert: 2022-01-10\nmøteplan:\n  - {type: møte, dato: 2022-08-24"
    workspace = write_plan(
        organisasjon=(REPOSITORY / "plan/organisasjon.yaml").read_text("utf-8"),
        medlemmer="{}\n",
        årsplaner={
            "2022/a.yaml": f"gruppe: areal og transport\n{head}}}\n",
            "2022/b.yaml": f"gruppe: næringssamarbeid\n{head}, felles_med: [klima og miljø]}}\n",
        },
    )
    begin(workspace)
    plan = load_plan(workspace)
    (alone,), (joint,) = rows(plan, 2023, "areal og transport"), rows(plan, 2023, "næringssamarbeid")
    assert (joint.dato.fra, alone.dato.fra) == (date(2023, 8, 23), date(2023, 8, 24))


def test_a_year_without_one_before_it_cannot_be_begun(workspace: Workspace) -> None:
    with pytest.raises(WrongUseError, match="ingen årsplan for 2023"):
        begin(workspace, 2024)


def test_a_file_with_the_name_of_another_group_is_left_alone(write_plan: WritePlan) -> None:
    two = ORGANISASJON.replace("  - navn: klima\n", "  - navn: klima\n  - navn: vann\n")
    other = ÅRSPLAN.replace("klima", "vann").replace("2022", "2023")
    workspace = write_plan(organisasjon=two, årsplaner={"2022/klima.yaml": ÅRSPLAN, "2023/klima.yaml": other})
    assert "arsplan-navn" in {problem.code for problem in begin(workspace).warnings}
    assert (workspace.plan / "2023/klima.yaml").read_text("utf-8") == other


GROUPS = ("areal og transport", "klima og miljø", "næringssamarbeid")
TEXTS = (
    "Budsjett 2022",
    "«Grønt» & blått: 50 %",
    "null",
    "Møte #3, og så?",
    "*fet* tekst",
    "- strek",
    "[liste]",
)


def random_rows(random: Random, own: str) -> Iterator[str]:
    days = random.sample(range(1, 364), 12)
    for day in sorted(days):
        when = date(2022, 1, 1) + timedelta(days=day)
        kind = random.choice(["møte", "møte", "webinar", "samling", "ekstraordinært møte"])
        yield f"  - type: {kind}"
        yield f"    dato: {when if random.random() < 0.9 else MESSAGES.month(when) + ' 2022'}"
        if random.random() < 0.3:
            yield f"    tittel: '{random.choice(TEXTS)} {own} {day}'"
        if random.random() < 0.3:
            yield f"    tema: ['{random.choice(TEXTS)}']"
        if kind == "møte" and random.random() < 0.1:
            yield "    avlyst: ja"


@seeds(40)
def test_any_year_gives_one_that_loads_and_is_clear_of_days_off_and_other_bodies(
    write_plan: WritePlan, seed: int
) -> None:
    random = Random(seed)  # noqa: S311
    organisation = (REPOSITORY / "plan/organisasjon.yaml").read_text("utf-8")
    plans = {}
    for place, group in enumerate(GROUPS):
        lines = [f"gruppe: {group}", "datert: 2022-01-10", "prioriteringer:", "  punkter:"]
        lines += [f"    - '{text}'" for text in TEXTS] + ["    - |-", "      Første.", "", "      - Andre."]
        lines += ["møteplan:", *random_rows(random, group)]
        plans[f"2022/{place}.yaml"] = "\n".join([*lines, ""])
    workspace = write_plan(organisasjon=organisation, medlemmer="{}\n", årsplaner=plans)
    before = load_plan(workspace)
    begin(workspace)
    after = load_plan(workspace)
    days = [
        (row.dato.fra, year.gruppe.navn)
        for year in after.whole_year(2023).grupper
        for row in (møte.rad for møte in year.møter)
        if row.dato.dag_satt
    ]
    assert len({day for day, _ in days}) == len(days)
    assert [day for day, _ in days if day_off(day)] == []
    for old, new in zip(before.whole_year(2022).grupper, after.whole_year(2023).grupper, strict=True):
        assert new.plan.prioriteringer == old.plan.prioriteringer
        assert len(new.møter) == len([m for m in old.møter if not m.er_ekstraordinært])
