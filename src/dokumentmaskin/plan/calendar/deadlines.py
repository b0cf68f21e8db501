"""The days by which the things of a meeting are due.

They are counted from the meeting, before it from its first day and after it from its last, by the numbers in
`frister` of the organisation. One that falls on a day off is due on the working day before, so that what is
due can be done that day, but never before a meeting that it comes after. What a person has written as a date
stays as written.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dokumentmaskin.plan.calendar.days import working_day_before
from dokumentmaskin.plan.meetings import Møte, Plan

Fristslag = Literal["temaer", "innkalling", "forfall", "referat", "merknader"]


@dataclass(frozen=True, slots=True)
class Frist:
    """A day by which something is due.

    Attributes:
        slag: What is due: the topics, the summons, word from those who cannot come, the minutes, remarks.
        dag: The last day.
        regnet: The day that was counted, before it was moved from a day off; the same when it was not.
    """

    slag: Fristslag
    dag: date
    regnet: date


def deadlines(plan: Plan, møte: Møte) -> tuple[Frist, ...]:
    """What is due for a meeting, in the order of the days.

    A meeting whose day is not set, or that has no papers, has no deadlines; nor is there one for what the
    organisation does not count.
    """
    if not (møte.har_papirer and møte.dato.dag_satt):
        return ()
    own = plan.organisasjon.frister
    found = [_before(møte, "innkalling", own.innkalling), _absence(plan, møte)]
    found.append(_after(møte, "merknader", own.merknader))
    if own.temaer is not None:
        found.append(_before(møte, "temaer", own.temaer))
    if own.referat is not None:
        found.append(_after(møte, "referat", own.referat))
    return tuple(sorted(found, key=lambda frist: (frist.dag, frist.slag)))


def due_day(plan: Plan, møte: Møte) -> date:
    """The last day on which the summons is in time, by the organisation's own deadline."""
    return _before(møte, "innkalling", plan.organisasjon.frister.innkalling).dag


def absence_day(plan: Plan, møte: Møte) -> date:
    """The last day to say that one cannot come."""
    return _absence(plan, møte).dag


def remarks_day(plan: Plan, møte: Møte) -> date:
    """The last day for remarks to the minutes."""
    return _after(møte, "merknader", plan.organisasjon.frister.merknader).dag


def _absence(plan: Plan, møte: Møte) -> Frist:
    if (said := møte.fil.forfall.frist) is not None:
        return Frist("forfall", said, said)
    return _before(møte, "forfall", plan.organisasjon.frister.forfall)


def _before(møte: Møte, slag: Fristslag, days: int) -> Frist:
    counted = møte.dato.fra - timedelta(days=days)
    return Frist(slag, working_day_before(counted), counted)


def _after(møte: Møte, slag: Fristslag, days: int) -> Frist:
    counted = møte.dato.til + timedelta(days=days)
    return Frist(slag, max(working_day_before(counted), møte.dato.til), counted)
