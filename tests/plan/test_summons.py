"""When a summons went out, and what is to be known before it does."""

import itertools
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.summons import (
    absence_deadline,
    how_it_comes,
    next_turn,
    sent_day,
    summons_warnings,
    updated_day,
)
from tests.conftest import ORGANISASJON, WritePlan

DAY: Final = "2022-03-11"  # so the summons is due on 4 March, and absence on 9 March
WHERE: Final = "tid: 10:00–11:00\nsted: Oslo\n"
ENTRY: Final = """\
møter:
  - gruppe: klima
    dato: 2022-03-11
    utsendt: 2022-03-02
    saker: [{nummer: 1, tittel: Luft}]
"""

Seen = Callable[..., Plan]


@pytest.fixture
def seen(write_plan: WritePlan) -> Seen:
    """The plan as of a day, with what the meeting's own file and the file of numbers say."""

    def at(today: str, own: str = WHERE, numbers: str = "", **files: str) -> Plan:
        andre = {"plan/2022/saksnummer.yaml": numbers} if numbers else {}
        plan = load_plan(write_plan(møter={f"2022/{DAY}": own}, andre=andre, **files))  # type: ignore[arg-type]
        return plan.issued_by(date.fromisoformat(today))

    return at


def sent(plan: Plan) -> date | None:
    return sent_day(plan, find_meeting(plan, DAY))


def told(plan: Plan) -> list[Problem]:
    return list(summons_warnings(plan, find_meeting(plan, DAY)))


def codes(plan: Plan) -> list[str]:
    return [problem.code for problem in told(plan)]


def test_a_day_in_the_file_of_numbers_is_when_they_stand_fast_and_not_that_anything_was_sent(
    seen: Seen,
) -> None:
    assert sent(seen("2022-03-12", numbers=ENTRY)) is None
    said = ENTRY.replace("    saker", "    sendt: ja\n    saker")
    assert sent(seen("2022-03-12", numbers=said)) == date(2022, 3, 2)


def test_what_the_meeting_says_comes_before_the_file_of_numbers(seen: Seen) -> None:
    said = ENTRY.replace("    saker", "    sendt: ja\n    saker")
    own = WHERE + "utsendt: 2022-03-03\n"
    assert sent(seen("2022-03-03", own, said)) == date(2022, 3, 3)
    assert sent(seen("2022-03-02", own, said)) == date(2022, 3, 2)


@pytest.mark.parametrize(
    ("today", "own", "late"),
    [
        ("2022-03-04", "", False),
        ("2022-03-05", "", True),
        ("2022-03-11", "", True),
        ("2022-03-12", "", False),  # the meeting has been held
        ("2022-03-05", "utsendt: 2022-03-04\n", False),
        ("2022-03-05", "utsendt: 2022-03-05\n", True),
        ("2022-03-01", "utsendt: 2022-03-05\n", True),  # planned too late
    ],
)
def test_a_late_summons_is_said_to_be_late_with_what_follows(
    seen: Seen,
    today: str,
    own: str,
    late: bool,  # noqa: FBT001
) -> None:
    plan = seen(today, WHERE + own)
    assert ("sen-innkalling" in codes(plan)) == late
    if late:
        problem = next(problem for problem in told(plan) if problem.code == "sen-innkalling")
        assert "4. mars 2022" in problem.message.replace("\u00a0", " ")
        assert ("--sendt" in problem.advice) == (sent(plan) is None)


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ("slag: faggruppe", ""),
        ("slag: faggruppe, følger_kommuneloven: ja", "Da kan møtelederen"),
        ("slag: styre, folkevalgt: ja", "Da kan møtelederen"),
        ("slag: styre", "Er gruppen et folkevalgt organ, kan møtelederen"),
    ],
)
def test_what_a_late_summons_may_lead_to_is_said_of_those_whom_the_law_is_for(
    seen: Seen, body: str, advice: str
) -> None:
    organisation = ORGANISASJON.replace("faggrupper:", "grupper:").replace(
        "navn: klima", f"{{navn: klima, {body}}}"
    )
    organisation = organisation.replace("navn: kultur", "{navn: kultur, slag: faggruppe}")
    plan = seen("2022-03-08", WHERE + "utsendt: 2022-03-08\n", organisasjon=organisation)
    problem = next(problem for problem in told(plan) if problem.code == "sen-innkalling")
    assert problem.advice.startswith(advice)
    assert bool(problem.advice) == ("kommuneloven § 11-3 femte ledd" in problem.advice) == bool(advice)


def test_a_summons_that_was_made_before_its_day_is_in_time_though_nobody_says_that_it_was_sent(
    seen: Seen,
) -> None:
    assert codes(seen("2022-03-10", numbers=ENTRY)) == []


def test_the_deadline_of_the_organisation_decides(seen: Seen) -> None:
    assert codes(seen("2022-03-07", organisasjon=ORGANISASJON + "frister: {innkalling: 4}\n")) == []


def test_a_deadline_on_a_day_off_was_the_working_day_before(seen: Seen) -> None:
    [problem] = told(seen("2022-03-05", organisasjon=ORGANISASJON + "frister: {innkalling: 6}\n"))
    assert problem.code == "sen-innkalling"
    said = "Fristen på 6 dager var 4. mars 2022, den siste virkedagen før."
    assert problem.message.replace("\u00a0", " ").endswith(said)


@pytest.mark.parametrize(
    ("today", "own", "open_"),
    [
        ("2022-03-09", "", True),
        ("2022-03-10", "", False),
        ("2022-03-12", "", True),  # history: of when it went out nothing is known
        ("2022-03-10", "utsendt: 2022-03-04\n", True),
        ("2022-03-10", "utsendt: 2022-03-10\n", False),
        ("2022-03-01", "utsendt: 2022-03-10\n", False),
        ("2022-03-10", "forfall: {frist: 2022-03-10}\n", True),
        ("2022-03-03", "forfall: {frist: 2022-03-02}\n", False),
    ],
)
def test_a_deadline_for_absence_that_is_past_is_not_told_as_open(
    seen: Seen,
    today: str,
    own: str,
    open_: bool,  # noqa: FBT001
) -> None:
    plan = seen(today, WHERE + own)
    assert (absence_deadline(plan, find_meeting(plan, DAY)) is not None) == open_
    assert ("frist-for-innkalling" in codes(plan)) == (not open_)


def test_a_deadline_that_was_open_when_the_summons_went_out_stays(seen: Seen) -> None:
    plan = seen("2022-03-10", numbers=ENTRY)
    assert absence_deadline(plan, find_meeting(plan, DAY)) == date(2022, 3, 9)


@pytest.mark.parametrize(
    ("own", "message", "advice"),
    [
        ("{}\n", "når og hvor", "«tid:» og «sted:»"),
        ("sted: Oslo\n", "når", "«tid:»"),
        ("tid: 10:00\n", "hvor", "«sted:»"),
        ("tid: 10:00\nvideolenke: https://example.org/x\n", "", ""),
    ],
)
def test_a_summons_that_does_not_say_when_and_where_is_a_warning(
    seen: Seen, own: str, message: str, advice: str
) -> None:
    plan = seen("2022-03-03", own)
    assert [(f" {message} " in p.message, advice in p.advice) for p in told(plan)] == [(True, True)] * bool(
        message
    )
    assert codes(seen("2022-03-12", own)) == []


def test_a_revision_that_has_not_come_is_told(seen: Seen) -> None:
    own = WHERE + "oppdatert: 2022-03-04\n"
    assert codes(seen("2022-03-03", own)) == ["dag-ikke-kommet"]
    assert codes(seen("2022-03-04", own)) == []


def test_a_revision_before_the_day_that_is_said_with_the_command_is_not_printed(seen: Seen) -> None:
    said = ENTRY.replace("    saker", "    sendt: ja\n    saker")
    plan = seen("2022-03-04", WHERE + "oppdatert: 2022-03-01\n", said)
    assert updated_day(plan, find_meeting(plan, DAY)) is None
    assert codes(plan) == ["dag-ikke-kommet"]


def test_two_days_of_sending_are_told(seen: Seen) -> None:
    said = ENTRY.replace("    saker", "    sendt: ja\n    saker")
    assert codes(seen("2022-03-02", WHERE + "utsendt: 2022-03-04\n", said)) == ["to-sendt-dager"]
    assert codes(seen("2022-03-02", WHERE + "utsendt: 2022-03-02\n", said)) == []


@pytest.mark.parametrize(
    ("today", "sent", "said", "late"),
    [
        ("2022-03-03", "", "ettersendes senest 3. mars 2022", False),
        ("2022-03-04", "", "ettersendes", True),
        ("2022-03-04", "utsendt: 2022-03-02\n", "ettersendes senest 3. mars 2022", True),
        ("2022-03-12", "", "ettersendes senest 3. mars 2022", False),  # the meeting has been held
    ],
)
def test_a_paper_is_promised_by_no_day_that_is_past(
    seen: Seen,
    today: str,
    sent: str,
    said: str,
    late: bool,  # noqa: FBT001
) -> None:
    plan = seen(
        today, WHERE + sent + "saker: [{tittel: A, vedlegg: [{tittel: B, ettersendes: 2022-03-03}]}]\n"
    )
    møte = find_meeting(plan, DAY)
    assert how_it_comes(plan, møte, møte.fil.saker[0].vedlegg[0]).replace("\u00a0", " ") == said
    assert codes(plan) == ["vedlegg-ikke-kommet"] * late


def test_what_is_said_changes_on_no_other_day_than_the_next_turn(seen: Seen) -> None:
    papers = "saker: [{tittel: A, vedlegg: [{tittel: B, ettersendes: 2022-03-06}]}]\n"
    own = WHERE + "utsendt: 2022-03-06\noppdatert: 2022-03-08\n" + papers
    days = [date(2022, 3, day) for day in range(1, 14)]
    plans = [seen(day.isoformat(), own) for day in days]
    for before, after in itertools.pairwise(plans):
        turned = (sent(before), codes(before)) != (sent(after), codes(after))
        assert not turned or next_turn(before) == after.dag
    assert next_turn(seen("2022-06-01", own)) is None
