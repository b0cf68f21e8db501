"""What the minutes of a meeting must agree on, with themselves and with the rest of the plan.

The minutes are history: they are held against the meetings and the sub-regions, and against themselves, but
not against an agenda that may have been changed since. `dok les-referat` does that once, when it reads them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Oppfølgingspunkt, Referatfil, suggestion
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument

Fault = tuple[FieldPath, Problem]


def check_minutes(plan: Plan, documents: Mapping[Path, YamlDocument]) -> Iterator[Problem]:
    """Every problem of every `referat.yaml`, at its place.

    Args:
        plan: The plan, with the minutes in their meetings.
        documents: What was read from each `referat.yaml`, with the places in it.
    """
    for year in plan.år:
        for møte in year.møter:
            if møte.referat is not None and møte.referatfil is not None:
                document = documents[møte.referatfil]
                for field, problem in faults(plan, møte, møte.referat):
                    yield Problem(problem.code, problem.message, problem.advice, document.place(field))


def faults(plan: Plan, møte: Møte, minutes: Referatfil) -> Iterator[Fault]:
    """What is wrong with a meeting's minutes: the field, and the problem without its place."""
    yield from _participants(plan, minutes)
    yield from _clock(minutes)
    yield from _cases(minutes)
    yield from _follow_up(plan, møte, minutes)
    if minutes.godkjenner is not None:
        yield from _earlier_meeting(plan, møte, minutes.godkjenner, ("godkjenner",))


def _participants(plan: Plan, minutes: Referatfil) -> Iterator[Fault]:
    known = list(plan.organisasjon.delregioner)
    for index, row in enumerate(minutes.deltakere):
        if row.delregion not in known:
            advice = suggestion(row.delregion, known) or f"Disse står der: {', '.join(known)}."
            message = f"Ukjent delregion: «{row.delregion}» står ikke i organisasjon.yaml."
            yield ("deltakere", index, "delregion"), Problem("ukjent-delregion", message, advice)


def _clock(minutes: Referatfil) -> Iterator[Fault]:
    start, end = minutes.startet, minutes.sluttet
    if start is not None and end is not None and end <= start:
        message = f"Møtet sluttet kl. {end:%H.%M}, men startet kl. {start:%H.%M}."
        yield ("sluttet",), Problem("slutter-for-start", message, "Rett klokkeslettet.")


def _cases(minutes: Referatfil) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, case in enumerate(minutes.saker):
        if case.nummer in seen:
            message = f"Sak {case.nummer} står to ganger i referatet."
            yield ("saker", index, "nummer"), Problem("samme-saksnummer", message, "Rett det ene nummeret.")
        seen.add(case.nummer)


def _follow_up(plan: Plan, møte: Møte, minutes: Referatfil) -> Iterator[Fault]:
    numbers = [case.nummer for case in minutes.saker]
    for index, point in enumerate(minutes.oppfølging):
        field = ("oppfølging", index)
        if point.møte is not None:
            yield from _earlier_meeting(plan, møte, point.møte, (*field, "møte"))
        elif point.sak and numbers and point.sak not in numbers:
            message = f"Referatet har ingen sak {point.sak}."
            advice = f"Sakene er {plan.språk.series(numbers)}."
            yield (*field, "sak"), Problem("ukjent-sak", message, advice)
        yield from _deadline(møte, point, (*field, "frist"))


def _deadline(møte: Møte, point: Oppfølgingspunkt, field: FieldPath) -> Iterator[Fault]:
    arose = point.møte or møte.dato.fra
    if point.frist is not None and point.frist < arose:
        message = f"Fristen {point.frist:%d.%m.%Y} er før møtet, som var {arose:%d.%m.%Y}."
        yield field, Problem("frist-for-mote", message, "Rett datoen.")


def _earlier_meeting(plan: Plan, møte: Møte, day: date, field: FieldPath) -> Iterator[Fault]:
    """The day is that of an earlier meeting of the group, as far as the plans go back."""
    if day >= møte.dato.fra:
        message = f"Datoen {day:%d.%m.%Y} er ikke før dette møtet, som var {møte.dato.fra:%d.%m.%Y}."
        yield field, Problem("ikke-tidligere-mote", message, "Skriv datoen for et tidligere møte.")
        return
    own = [year for year in plan.år if year.gruppe == møte.gruppe and year.år == day.year]
    meetings = [m for year in own for m in year.gruppemøter if m.dato.dag_satt and m.dato < møte.dato]
    if own and not any(m.dato.covers(day) for m in meetings):
        message = f"Gruppen hadde ikke noe møte {plan.språk.day(day)}."
        days = plan.språk.series([f"{m.dato.fra:%d.%m.%Y}" for m in meetings])
        advice = f"De tidligere møtene er {days}." if days else "Rett datoen."
        yield field, Problem("ukjent-mote", message, advice)
