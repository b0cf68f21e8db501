"""A day or a time on which nobody meets is told of, and stops nothing."""

from dataclasses import replace
from datetime import date

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.oddities import day_off, oddities
from dokumentmaskin.plan.summons import summons_warnings
from tests.conftest import ÅRSPLAN, WritePlan

YEAR = "2022/klima.yaml"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-02", "skjærtorsdag"),
        ("2026-04-03", "langfredag"),
        ("2026-04-05", "første påskedag"),
        ("2026-04-06", "andre påskedag"),
        ("2026-05-14", "Kristi himmelfartsdag"),
        ("2026-05-24", "første pinsedag"),
        ("2026-05-25", "andre pinsedag"),
        ("2026-05-17", "17. mai"),
        ("2026-05-01", "1. mai"),
        ("2026-12-24", "julaften"),
        ("2026-12-31", "nyttårsaften"),
        ("2027-01-01", "første nyttårsdag"),
        ("2026-12-12", "en lørdag"),
        ("2026-12-13", "en søndag"),
        ("2026-12-11", ""),
        ("2038-04-25", "første påskedag"),  # as late as it can be
        ("2008-03-23", "første påskedag"),
    ],
)
def test_a_day_that_people_have_off(day: str, name: str) -> None:
    assert day_off(date.fromisoformat(day)) == name


def odd(plan: Plan, today: str) -> list[tuple[str, str]]:
    seen = replace(plan, dag=date.fromisoformat(today))
    return [(note.code, note.message.replace("\u00a0", " ")) for note in oddities(seen, seen.år[0].møter[0])]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("dato: 2022-03-11", []),
        ("dato: 2022-03-12", [("uvanlig-dag", "Møtet 12. mars 2022 er på en lørdag.")]),
        ("dato: 14.–15. april 2022", ["skjærtorsdag", "langfredag"]),
        ("dato: mars 2022", []),
        ("dato: 2022-03-12, avlyst: ja", []),
        ("dato: 2022-03-11, tid: 01:00–03:00", [("uvanlig-tid", "Møtet 11. mars 2022 begynner kl. 01.00.")]),
    ],
)
def test_what_is_odd_of_a_meeting_is_told_until_it_has_been(
    write_plan: WritePlan, row: str, told: list[tuple[str, str] | str]
) -> None:
    plan = load_plan(write_plan(årsplaner={YEAR: ÅRSPLAN.replace("dato: 2022-03-11", row)}))
    found = odd(plan, "2022-01-15")
    assert len(found) == len(told)
    for note, expected in zip(found, told, strict=True):
        assert expected == note or str(expected) in note[1]
    assert odd(plan, "2022-04-30") == []


def test_the_summons_tells_of_it(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={YEAR: ÅRSPLAN.replace("2022-03-11", "2022-03-12")}))
    seen = replace(plan, dag=date(2022, 1, 15))
    assert "uvanlig-dag" in [note.code for note in summons_warnings(seen, seen.år[0].møter[0])]
