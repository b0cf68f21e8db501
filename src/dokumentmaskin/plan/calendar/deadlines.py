"""The days by which the things of a meeting are due.

They are counted from the meeting, before it from its first day and after it from its last, by the numbers in
`frister` of the organisation. One that falls on a day off is due on the working day before, so that what is
due can be done that day, but never before a meeting that it comes after. What a person has written as a date
stays as written.
"""

from datetime import date, timedelta
from typing import Literal

from dokumentmaskin.plan.calendar.days import working_day_before
from dokumentmaskin.plan.meetings import Møte, Plan

# The topics, the summons, word from those who cannot come, the minutes, remarks to them.
Fristslag = Literal["temaer", "innkalling", "forfall", "referat", "merknader"]


def deadlines(plan: Plan, møte: Møte) -> dict[Fristslag, date]:
    """What is due for a meeting, and its last day, in the order of the days.

    A meeting whose day is not set, or that has no papers, has no deadlines; nor is there one for what the
    organisation does not count.
    """
    if not (møte.har_papirer and møte.dato.dag_satt):
        return {}
    own = plan.organisasjon.frister
    found: dict[Fristslag, date] = {
        "innkalling": due_day(plan, møte),
        "forfall": absence_day(plan, møte),
        "merknader": remarks_day(plan, møte),
    }
    if own.temaer is not None:
        found["temaer"] = _before(møte, own.temaer)
    if own.referat is not None:
        found["referat"] = _after(møte, own.referat)
    return dict(sorted(found.items(), key=lambda due: (due[1], due[0])))


def due_day(plan: Plan, møte: Møte) -> date:
    """The last day on which the summons is in time, by the organisation's own deadline."""
    return _before(møte, plan.organisasjon.frister.innkalling)


def absence_day(plan: Plan, møte: Møte) -> date:
    """The last day to say that one cannot come."""
    return møte.fil.forfall.frist or _before(møte, plan.organisasjon.frister.forfall)


def remarks_day(plan: Plan, møte: Møte) -> date:
    """The last day for remarks to the minutes."""
    return _after(møte, plan.organisasjon.frister.merknader)


def _before(møte: Møte, days: int) -> date:
    return working_day_before(møte.dato.fra - timedelta(days=days))


def _after(møte: Møte, days: int) -> date:
    return max(working_day_before(møte.dato.til + timedelta(days=days)), møte.dato.til)
