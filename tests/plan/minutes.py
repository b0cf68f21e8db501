"""Plans whose meetings have minutes, made in a test."""

from dataclasses import replace
from datetime import date
from typing import Any

from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan
from dokumentmaskin.plan.records.outcome import Deltakelse, Oppfølgingspunkt, Referatfil


def row(hva: str, **fields: Any) -> Oppfølgingspunkt:
    """A row of a follow-up table; other fields as in the file."""
    return Oppfølgingspunkt.model_validate({"hva": hva, **fields})


def minutes(*rows: Oppfølgingspunkt, **fields: Any) -> Referatfil:
    """Minutes with these rows; other fields as in the file."""
    return Referatfil.model_validate(fields).model_copy(update={"oppfølging": rows})


def attended(**represented: str) -> Referatfil:
    """Minutes that say who came for each sub-region: medlem, vara or ingen."""
    rows = [Deltakelse.model_validate({"delregion": n, "møtte": m}) for n, m in represented.items()]
    return Referatfil().model_copy(update={"deltakere": tuple(rows)})


def with_minutes(plan: Plan, read: dict[str, Referatfil], group: str = "klima") -> Plan:
    """The plan with the minutes of some of a group's meetings read back, by the meeting's day."""
    days = {date.fromisoformat(day): minutes for day, minutes in read.items()}

    def settled(møte: Møte) -> Møte:
        own = møte.gruppe.navn == group and møte.er_gruppemøte
        return replace(møte, referat=days[møte.dato.fra]) if own and møte.dato.fra in days else møte

    def in_year(year: Gruppeår) -> Gruppeår:
        return replace(year, møter=tuple(map(settled, year.møter)))

    return replace(plan, år=tuple(map(in_year, plan.år)))
