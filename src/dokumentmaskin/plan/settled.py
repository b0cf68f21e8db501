"""What minutes settle across meetings: how far each has come to approval."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.calendar import remarks_day
from dokumentmaskin.plan.cases import approves_minutes, passed_over, previous_meeting
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.words import Språk

Tilstand = Literal["utkast", "til godkjenning", "godkjent"]


@dataclass(frozen=True, slots=True)
class Referatstatus:
    """How far minutes have come.

    Attributes:
        tilstand: A draft until they have been read back, then waiting, approved when a later meeting says so.
        frist: The last day for remarks; None for approved ones.
        godkjent: The day they were approved, or None.
    """

    tilstand: Tilstand
    frist: date | None
    godkjent: date | None

    def words(self, språk: Språk) -> str:
        """«utkast», «til godkjenning, merknader innen 25. mars 2022», «godkjent 20. mai 2022»."""
        if self.godkjent is not None:
            return språk.godkjent.format(språk.day(self.godkjent))
        if self.frist is not None and self.tilstand == "til godkjenning":
            return språk.til_godkjenning.format(språk.day(self.frist))
        return språk.utkast


def minutes_status(plan: Plan, møte: Møte) -> Referatstatus:
    """How far the minutes of a meeting have come."""
    approvals = [later.dato.til for later in plan.held(møte.gruppe.navn) if _approves(later, møte)]
    if approvals:
        return Referatstatus("godkjent", None, min(approvals))
    deadline = remarks_day(plan, møte)
    return Referatstatus("utkast" if møte.referat is None else "til godkjenning", deadline, None)


def minutes_warnings(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """What a person should know of minutes as of the plan's day.

    They may be of a meeting that has not been held, or have to do with an approval of what is not read in.
    """
    return (*_not_held(plan, møte), *_approved_unread(plan, møte))


def never_approved(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A warning for each earlier meeting whose minutes are approved nowhere, when this one approves any."""
    for earlier, after, title in passed_over(plan, møte):
        if minutes_status(plan, earlier).godkjent is None:
            said, then = (plan.språk.day(m.dato.fra) for m in (earlier, after))
            message = f"Referatet fra møtet {said} blir ikke godkjent: Møtet {then} har ingen sak om det."
            yield Problem("referat-uten-sak", message, f"Skriv en sak i mote.yaml: «{title}».", møte.sted)


def nothing_to_approve(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """A warning when a meeting has no minutes to approve, because those of the last one are not read in."""
    previous = previous_meeting(plan, møte) if approves_minutes(møte) else None
    if previous is None or previous.referat is not None or previous.dato.til >= plan.dag:
        return ()
    day = plan.språk.day(previous.dato.fra)
    message = (
        f"Referatet fra møtet {day} er ikke lest inn, så saken som godkjenner det, har ikke noe vedlegg."
    )
    advice = f"{read_in(plan, previous)} Lag så papirene på nytt."
    return (Problem("ulest-referat", message, advice, møte.sted),)


def read_in(plan: Plan, møte: Møte) -> str:
    """How the minutes of a meeting are read in, as an advice."""
    return f"Gjør det ferdig i Word, og les det inn med «dok les-referat {plan.asked(møte)}»."


def _not_held(plan: Plan, møte: Møte) -> Iterator[Problem]:
    if møte.dato.fra <= plan.dag:
        return
    if møte.referat is None:
        # Without the day, so that a whole year's say it once.
        message = "Møtet er ikke holdt ennå, så referatet er bare et skjema til å fylle ut."
        yield Problem("mote-ikke-holdt", message)
    else:
        message = f"Møtet {plan.språk.day(møte.dato.fra)} er ikke holdt ennå, men referatet er lest inn."
        advice = "Se over datoen. Er det lest inn for tidlig, sletter du referat.yaml."
        yield Problem("mote-ikke-holdt", message, advice, møte.sted)


def _approved_unread(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A warning for minutes that are approved and were never read in, seen from themselves and from there."""
    own = plan.meetings_of(møte.gruppe.navn)
    for earlier in (m for m in own if m.har_papirer and m.dato <= møte.dato):
        approval = minutes_status(plan, earlier).godkjent
        concerned = earlier.dato == møte.dato or _approves(møte, earlier)
        if concerned and approval is not None and earlier.referat is None:
            days = plan.språk.day(earlier.dato.fra), plan.språk.day(approval)
            message = "Referatet fra møtet {} ble godkjent {}, men det er ikke lest inn.".format(*days)
            yield Problem("godkjent-ulest", message, read_in(plan, earlier), earlier.sted)


def _approves(møte: Møte, earlier: Møte) -> bool:
    """Whether the minutes of a meeting say that those of an earlier one were approved."""
    said = møte.referat.godkjente if møte.referat is not None and møte.dato > earlier.dato else ()
    return any(map(earlier.dato.covers, said))
