"""Attendance over the year: which sub-regions nobody has come for."""

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.members import attendance, long_absent
from dokumentmaskin.plan.records.outcome import Referatfil
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.minutes import attended, minutes, with_minutes

DAYS = ("2022-03-11", "2022-05-20", "2022-08-24")
YEAR = ÅRSPLAN + "  - {type: faggruppemøte, dato: 2022-08-24}\n"


def settled(write_plan: WritePlan, *read: Referatfil, målform: str = "bokmål") -> Plan:
    plans = {"2022/klima.yaml": YEAR, "2022/kultur.yaml": YEAR.replace("gruppe: klima", "gruppe: kultur")}
    organisasjon = ORGANISASJON.replace("[Nord, Sør]", "[Nord, Sør, Vest]") + f"målform: {målform}\n"
    plan = load_plan(write_plan(organisasjon=organisasjon, årsplaner=plans))
    return with_minutes(plan, dict(zip(DAYS, read, strict=False)))


def said(plan: Plan) -> list[str]:
    return [f.words().replace("\N{NO-BREAK SPACE}", " ") for f in long_absent(plan, "klima")]


@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_who_has_been_away_twice_in_a_row_is_said_as_all_messages_are(
    målform: str, write_plan: WritePlan
) -> None:
    away = attended(Nord="vara", Sør="ingen")
    words = "Sør: ikke representert i de to siste møtene (11. mars 2022 og 20. mai 2022)"
    assert said(settled(write_plan, away, away, målform=målform)) == [words]


def test_a_deputy_and_any_of_several_members_represent(write_plan: WritePlan) -> None:
    twice = attended(Nord="ingen", Sør="medlem")
    both = twice.model_copy(update={"deltakere": (*twice.deltakere, *attended(Nord="vara").deltakere)})
    assert said(settled(write_plan, twice, both)) == []
    plan = settled(write_plan, twice, both)
    assert [f.representert for f in attendance(plan, "klima", plan.held("klima"))] == [
        (False, True),
        (True, True),
    ]


def test_only_the_last_meetings_count(write_plan: WritePlan) -> None:
    away, there = attended(Nord="medlem", Sør="ingen"), attended(Nord="medlem", Sør="medlem")
    assert said(settled(write_plan, away, away, there)) == []
    assert [text.split(" (")[0] for text in said(settled(write_plan, away, away, away))] == [
        "Sør: ikke representert i de tre siste møtene"
    ]


def test_minutes_that_name_nobody_say_nothing(write_plan: WritePlan) -> None:
    away = attended(Sør="ingen")
    plan = settled(write_plan, away, minutes(), away)
    assert said(plan) == ["Sør: ikke representert i de to siste møtene (11. mars 2022 og 24. august 2022)"]
    assert said(settled(write_plan, away, minutes())) == []


def test_a_sub_region_that_lost_its_row_had_nobody_there(write_plan: WritePlan) -> None:
    plan = settled(write_plan, attended(Nord="medlem", Sør="ingen"), attended(Nord="medlem"))
    assert [text.split(":")[0] for text in said(plan)] == ["Sør"]


def test_another_groups_attendance_does_not_count(write_plan: WritePlan) -> None:
    plan = settled(write_plan, attended(Sør="ingen"), attended(Sør="ingen"))
    assert long_absent(plan, "kultur") == ()


def test_a_municipality_is_represented_or_not_like_a_sub_region(write_plan: WritePlan) -> None:
    away = attended(Nes="ingen", Ås="medlem")
    members = "klima:\n  - {navn: Kari, kommune: Nes}\n  - {navn: Ola, kommune: Ås}\n"
    plan = load_plan(write_plan(medlemmer=members))
    assert said(with_minutes(plan, dict.fromkeys(DAYS[:2], away))) == [
        "Nes: ikke representert i de to siste møtene (11. mars 2022 og 20. mai 2022)"
    ]
