"""A day or a time on which nobody meets is told of, and stops nothing."""

from dataclasses import replace
from datetime import date

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.oddities import oddities
from dokumentmaskin.plan.summons import summons_warnings
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

YEAR = "2022/klima.yaml"


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
        ("dato: 2022-03-11, sted: 'Teams, https://example.org/video'", ["og stedet kan alle lese"]),
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


def test_the_summons_to_an_uncertain_meeting_does_not_say_so(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={YEAR: ÅRSPLAN.replace("2022-03-11", "2022-03-11, usikker: ja")}))
    seen = replace(plan, dag=date(2022, 1, 15))
    assert "usikkert-mote" in [note.code for note in summons_warnings(seen, seen.år[0].møter[0])]


def test_a_meeting_in_a_school_holiday_is_told_of(write_plan: WritePlan) -> None:
    own = f"{ORGANISASJON}\nskoleferier:\n  - {{navn: vinterferie, dager: 11.–18. mars 2022}}\n"
    plan = load_plan(write_plan(organisasjon=own, årsplaner={YEAR: ÅRSPLAN}))
    assert odd(plan, "2022-01-15") == [
        ("i-skoleferie", "Møtet 11. mars 2022 er i en skoleferie: vinterferie.")
    ]
