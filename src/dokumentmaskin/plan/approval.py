"""The state of minutes: a draft, waiting to be approved, approved by a later meeting."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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
            return språk.referatord.godkjent.format(språk.day(self.godkjent))
        if self.frist is not None and self.tilstand == "til godkjenning":
            return språk.referatord.til_godkjenning.format(språk.day(self.frist))
        return språk.referatord.utkast


def minutes_status(plan: Plan, møte: Møte) -> Referatstatus:
    """How far the minutes of a meeting have come."""
    approved = _approved(plan, møte)
    if approved is not None:
        return Referatstatus("godkjent", None, approved)
    deadline = møte.dato.til + timedelta(days=plan.organisasjon.frister.merknader)
    return Referatstatus("utkast" if møte.referat is None else "til godkjenning", deadline, None)


def _approved(plan: Plan, møte: Møte) -> date | None:
    """The day of the first later meeting of the group whose minutes approve these."""
    later = (m for year in plan.år for m in year.møter if m.gruppe == møte.gruppe and m.dato > møte.dato)
    days = [
        m.dato.til
        for m in later
        if m.referat and m.referat.godkjenner and møte.dato.covers(m.referat.godkjenner)
    ]
    return min(days, default=None)
