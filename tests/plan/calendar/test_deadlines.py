"""The days by which the things of a meeting are due, counted from it and moved from days off."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.plan.calendar import day_off
from dokumentmaskin.plan.calendar.deadlines import deadlines
from dokumentmaskin.plan.loading import load_plan
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.words import Møtedato
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.profiles import examples

YEAR: Final = "2022/klima.yaml"
ALL: Final = f"{ORGANISASJON}frister: {{temaer: 21, innkalling: 7, forfall: 2, referat: 7, merknader: 14}}\n"


@pytest.fixture
def plan(workspace: Workspace) -> Plan:
    return load_plan(workspace)


def due(plan: Plan) -> list[tuple[str, str]]:
    found = deadlines(plan, plan.år[0].møter[0])
    return [(what, day.isoformat()) for what, day in found.items()]


def test_a_meeting_has_five_deadlines_in_the_order_of_the_days(write_plan: WritePlan) -> None:
    assert due(load_plan(write_plan(organisasjon=ALL))) == [
        ("temaer", "2022-02-18"),
        ("innkalling", "2022-03-04"),
        ("forfall", "2022-03-09"),
        ("referat", "2022-03-18"),
        ("merknader", "2022-03-25"),
    ]


def test_what_is_not_counted_has_no_deadline(workspace: Workspace) -> None:
    assert [what for what, _ in due(load_plan(workspace))] == ["innkalling", "forfall", "merknader"]


def test_a_deadline_on_a_day_off_is_on_the_working_day_before(write_plan: WritePlan) -> None:
    # Seven days before is Easter Monday, two days before a Saturday; a fortnight after is a Monday.
    row = ÅRSPLAN.replace("2022-03-11", "2022-04-25")
    assert due(load_plan(write_plan(årsplaner={YEAR: row}))) == [
        ("innkalling", "2022-04-13"),
        ("forfall", "2022-04-22"),
        ("merknader", "2022-05-09"),
    ]


def test_a_date_that_a_person_wrote_stays_as_written(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(møter={"2022/2022-03-11": "forfall: {frist: 2022-03-06}\n"}))
    assert ("forfall", "2022-03-06") in due(plan)


@pytest.mark.parametrize(
    "row",
    [
        "type: møte, dato: mars 2022",
        "type: møte, dato: 2022-03-11, avlyst: ja",
        "dato: 2022-03-11, type: webinar",
    ],
)
def test_a_meeting_without_a_day_or_papers_has_none(write_plan: WritePlan, row: str) -> None:
    rows = ÅRSPLAN.replace("type: faggruppemøte, dato: 2022-03-11", row)
    assert due(load_plan(write_plan(årsplaner={YEAR: rows}))) == []


@settings(max_examples=examples(200))
@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)), length=st.integers(0, 3), days=st.integers(0, 40))
def test_no_deadline_is_on_a_day_off_or_on_the_wrong_side_of_its_meeting(
    plan: Plan, day: date, length: int, days: int
) -> None:
    held = plan.år[0].møter[0]
    dato = Møtedato(day, day + timedelta(days=length))
    møte = replace(held, rad=held.rad.model_copy(update={"dato": dato}))
    own = dict.fromkeys(("temaer", "innkalling", "forfall", "referat", "merknader"), days)
    counted = plan.organisasjon.model_copy(
        update={"frister": plan.organisasjon.frister.model_copy(update=own)}
    )
    for what, last in deadlines(replace(plan, organisasjon=counted), møte).items():
        if what in {"referat", "merknader"}:
            assert dato.til <= last <= dato.til + timedelta(days=days)
            assert not day_off(last) or last == dato.til
        else:
            assert last <= dato.fra - timedelta(days=days)
            assert not day_off(last)
