"""The state of minutes, from draft to approved, in both forms of Norwegian."""

from dataclasses import replace
from datetime import date

import pytest

from dokumentmaskin.plan.cases import agenda, approved_in, minutes_to_approve, numbered_agenda
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records.outcome import Referatfil
from dokumentmaskin.plan.settled import minutes_status, minutes_warnings, never_approved, nothing_to_approve
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


# What a person should know of them


def told(plan: Plan, day: str, today: date) -> list[tuple[str, str]]:
    seen = replace(plan, dag=today)
    return [(w.code, w.message) for w in minutes_warnings(seen, find_meeting(seen, day, "klima"))]


def test_minutes_of_a_meeting_that_has_not_been_held_say_so(write_plan: WritePlan) -> None:
    plan = a_plan(write_plan)
    read = with_minutes(plan, {MAY: minutes()})
    (form,) = told(plan, MAY, date(2022, 5, 19))
    assert form == (
        "mote-ikke-holdt",
        "Møtet er ikke holdt ennå, så referatet er bare et skjema til å fylle ut.",
    )
    ((code, message),) = told(read, MAY, date(2022, 5, 19))
    assert (code, message.replace("\N{NO-BREAK SPACE}", " ")) == (
        "mote-ikke-holdt",
        "Møtet 20. mai 2022 er ikke holdt ennå, men referatet er lest inn.",
    )
    assert told(read, MAY, date(2022, 5, 20)) == told(plan, MAY, date(2022, 5, 20)) == []


def test_an_approval_of_minutes_that_were_not_read_in_is_told_of_on_both_sides(write_plan: WritePlan) -> None:
    plan = a_plan(write_plan)
    approved = with_minutes(plan, {MAY: APPROVING})
    for day in (MARCH, MAY):
        ((code, message),) = told(approved, day, date(2022, 6, 1))
        assert (code, message.replace("\N{NO-BREAK SPACE}", " ")) == (
            "godkjent-ulest",
            "Referatet fra møtet 11. mars 2022 ble godkjent 20. mai 2022, men det er ikke lest inn.",
        )
    both = with_minutes(plan, {MARCH: minutes(), MAY: APPROVING})
    assert [told(both, day, date(2022, 6, 1)) for day in (MARCH, MAY)] == [[], []]


def test_a_meeting_without_minutes_to_approve_is_told_of_when_there_should_be_some(
    write_plan: WritePlan,
) -> None:
    plan = a_plan(write_plan)

    def codes(known: Plan, day: str, today: date) -> list[str]:
        seen = replace(known, dag=today)
        return [w.code for w in nothing_to_approve(seen, find_meeting(seen, day, "klima"))]

    assert codes(plan, MAY, date(2022, 5, 1)) == ["ulest-referat"]
    assert codes(plan, MAY, date(2022, 3, 11)) == []  # it is held today
    assert codes(plan, MARCH, date(2022, 5, 1)) == []  # there is none before it
    assert codes(with_minutes(plan, {MARCH: minutes()}), MAY, date(2022, 5, 1)) == []


EXTRA = ÅRSPLAN + "  - {type: ekstraordinært møte, dato: 2022-04-08}\n"
OWN = "saker: [{tittel: Godkjenning av referat fra møtet 11. mars 2022}, {tittel: Vann}]\n"


def test_minutes_that_an_extra_meeting_passes_over_are_told_of(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": EXTRA}))
    (told,) = never_approved(plan, find_meeting(plan, MAY))
    assert (told.code, told.advice.replace("\u00a0", " ")) == (
        "referat-uten-sak",
        "Skriv en sak i mote.yaml: «Godkjenning av referat fra møtet 11. mars 2022».",
    )
    extra = find_meeting(plan, "2022-04-08")
    assert not [*never_approved(plan, extra)]
    assert not nothing_to_approve(plan, extra)
    assert minutes_to_approve(with_minutes(plan, {MARCH: minutes()}), extra) is None
    read = with_minutes(plan, {MAY: APPROVING})
    assert not [*never_approved(read, find_meeting(read, MAY))]


def test_a_case_of_the_meetings_own_may_approve_them(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": EXTRA}, møter={f"2022/{MAY}": OWN}))
    møte = find_meeting(plan, MAY)
    days = [m.dato.fra.isoformat() for sak in agenda(plan, møte) if (m := approved_in(plan, møte, sak))]
    assert days == ["2022-04-08", MARCH]
    assert not [*never_approved(plan, møte)]
    assert "ligner-fast-sak" not in {told.code for told in numbered_agenda(plan, møte).warnings}
