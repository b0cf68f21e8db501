"""The state of minutes, from draft to approved, in both forms of Norwegian."""

from datetime import date

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.meetings import Plan, find_meeting
from dokumentmaskin.plan.records.outcome import Referatfil
from dokumentmaskin.plan.settled import minutes_status
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.minutes import minutes, with_minutes

MARCH, MAY = "2022-03-11", "2022-05-20"
KULTUR = ÅRSPLAN.replace("gruppe: klima", "gruppe: kultur")


def a_plan(write_plan: WritePlan, målform: str = "bokmål") -> Plan:
    settings = ORGANISASJON + f"målform: {målform}\nfrister: {{merknader: 10}}\n"
    plans = {"2022/klima.yaml": ÅRSPLAN, "2022/kultur.yaml": KULTUR}
    return load_plan(write_plan(organisasjon=settings, årsplaner=plans))


APPROVING = minutes(godkjenner=MARCH)


@pytest.mark.parametrize(
    ("read", "state", "words"),
    [
        ({}, "utkast", {"bokmål": "utkast", "nynorsk": "utkast"}),
        (
            {MARCH: minutes()},
            "til godkjenning",
            {
                "bokmål": "til godkjenning, merknader innen 21. mars 2022",
                "nynorsk": "til godkjenning, merknader innan 21. mars 2022",
            },
        ),
        (
            {MARCH: minutes(), MAY: minutes()},
            "til godkjenning",
            {
                "bokmål": "til godkjenning, merknader innen 21. mars 2022",
                "nynorsk": "til godkjenning, merknader innan 21. mars 2022",
            },
        ),
        (
            {MARCH: minutes(), MAY: APPROVING},
            "godkjent",
            {"bokmål": "godkjent 20. mai 2022", "nynorsk": "godkjent 20. mai 2022"},
        ),
        # Approved is approved, also when nobody read them back.
        (
            {MAY: APPROVING},
            "godkjent",
            {"bokmål": "godkjent 20. mai 2022", "nynorsk": "godkjent 20. mai 2022"},
        ),
    ],
)
@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_the_state_and_its_words(
    read: dict[str, Referatfil], state: str, words: dict[str, str], målform: str, write_plan: WritePlan
) -> None:
    plan = with_minutes(a_plan(write_plan, målform), read)
    status = minutes_status(plan, find_meeting(plan, MARCH, "klima"))
    assert status.tilstand == state
    assert status.words(plan.språk).replace("\N{NO-BREAK SPACE}", " ") == words[målform]
    assert (status.frist is None) == (state == "godkjent")


def test_another_groups_meeting_approves_nothing(write_plan: WritePlan) -> None:
    plan = with_minutes(a_plan(write_plan), {MAY: APPROVING}, "kultur")
    assert minutes_status(plan, find_meeting(plan, MARCH, "klima")).tilstand == "utkast"
    assert minutes_status(plan, find_meeting(plan, MARCH, "kultur")).godkjent == date(2022, 5, 20)
