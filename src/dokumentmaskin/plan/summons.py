"""When a summons went out, as somebody has said it, and what is to be known before it does.

Nothing is said to be sent by a deadline alone: the meeting's own file says it, or the file of numbers, where
`dok innkalling … --sendt` writes it down. All of it is seen as of the plan's day (`Plan.dag`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.cases import due_day, issued_entry
from dokumentmaskin.plan.meetings import Møte, Plan

_LATE: Final = (
    "Er gruppen et folkevalgt organ, kan møtelederen eller en tredel av dem som møter, motsette seg vedtak i "
    "en sak med papirer som kom for sent (kommuneloven § 11-3 femte ledd)."
)
_SAY_SENT: Final = " Når den er sendt, skriver du «dok innkalling {} --sendt», så saksnumrene blir låst."


def sent_day(plan: Plan, møte: Møte) -> date | None:
    """The day on which the summons went out, when somebody has said so; what the meeting says comes first."""
    said = møte.fil.utsendt
    if said is not None and said <= plan.dag:
        return said
    entry, _ = issued_entry(plan, møte)
    return entry[0].utsendt if entry is not None and entry[0].sendt else None


def planned_day(plan: Plan, møte: Møte) -> date | None:
    """The day on which the meeting says that the summons will go out, when that day has not come."""
    return møte.fil.utsendt if sent_day(plan, møte) is None else None


def updated_day(plan: Plan, møte: Møte) -> date | None:
    """The day on which the summons was last changed, as the meeting says, when that day has come."""
    updated = møte.fil.oppdatert
    return updated if updated is not None and updated <= plan.dag else None


def absence_deadline(plan: Plan, møte: Møte) -> date | None:
    """The last day to say that one cannot come; None when it is past before the summons reaches anyone."""
    deadline = _absence(plan, møte)
    return deadline if deadline >= _reaches(plan, møte) else None


def summons_warnings(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """What a person should know of the summons to a meeting that has not been held.

    A late summons has consequences for a body that is elected (kommuneloven § 11-3 femte ledd).
    """
    return tuple(_warnings(plan, møte)) if møte.dato.til >= plan.dag else ()


def next_turn(plan: Plan) -> date | None:
    """The first day from which something that is said now may be another, though nobody changes the plan."""
    after = timedelta(days=1)
    days = [day for year in plan.år for day in (year.plan.lagt_fram_i_møte, year.plan.vedtatt)]
    for møte in (møte for year in plan.år for møte in year.gruppemøter):
        days += [møte.fil.utsendt, møte.fil.oppdatert, møte.dato.fra]
        days += [day + after for day in (due_day(plan, møte), _absence(plan, møte), møte.dato.til)]
    return min((day for day in days if day is not None and day > plan.dag), default=None)


def _absence(plan: Plan, møte: Møte) -> date:
    return møte.fil.forfall.frist or møte.dato.fra - timedelta(days=plan.organisasjon.frister.forfall)


def _reaches(plan: Plan, møte: Møte) -> date:
    """The day on which the summons reached people, or may do so at the earliest.

    Of a meeting that is past, and of whose summons nothing is known, it is not asked.
    """
    said = sent_day(plan, møte) or planned_day(plan, møte)
    entry, _ = issued_entry(plan, møte)
    if said is not None or entry is not None:
        return said or (entry[0].utsendt if entry else date.min)
    return date.min if møte.dato.til < plan.dag else plan.dag


def _warnings(plan: Plan, møte: Møte) -> Iterator[Problem]:
    språk, file = plan.språk, møte.fil
    due, reaches = due_day(plan, møte), _reaches(plan, møte)
    meeting = språk.day(møte.dato.fra)
    if reaches > due:
        days = plan.organisasjon.frister.innkalling
        message = f"Innkallingen til møtet {meeting} er sen. Fristen på {days} dager var {språk.day(due)}."
        unsaid = "" if sent_day(plan, møte) else _SAY_SENT.format(møte.stempel)
        yield Problem("sen-innkalling", message, _LATE + unsaid, møte.sted)
    missing = [*([] if file.tid else ["når"]), *([] if file.sted or file.videolenke else ["hvor"])]
    if missing:
        message = f"Innkallingen til møtet {meeting} sier ikke {språk.series(missing)} det er."
        keys = [key for key, word in (("tid:", "når"), ("sted:", "hvor")) if word in missing]
        advice = f"Skriv {språk.series([f'«{key}»' for key in keys])} i mote.yaml."
        yield Problem("uten-tid-eller-sted", message, advice, møte.sted)
    if absence_deadline(plan, møte) is None:
        deadline = språk.day(_absence(plan, møte))
        message = f"Fristen for forfall til møtet {meeting} er {deadline}, før innkallingen når fram."
        advice = "Innkallingen ber om svar så snart som mulig. Skriv en senere frist: «forfall: {frist: …}»."
        yield Problem("frist-for-innkalling", message, advice, møte.sted)
    if file.oppdatert is not None and updated_day(plan, møte) is None:
        updated = språk.day(file.oppdatert)
        message = f"Dagen i «oppdatert:», {updated}, er ikke kommet, så den står ikke i innkallingen."
        yield Problem("dag-ikke-kommet", message, "Skriv dagen da innkallingen ble endret.", møte.sted)
