"""Open follow-up points as the agenda and the minutes of a meeting show them.

Of a point from an exempt case they show the legal ground and a reference that says nothing: by it the point
can be closed in the minutes.
"""

from dataclasses import dataclass
from datetime import date

from dokumentmaskin.plan import (
    Møte,
    Møtedato,
    Plan,
    Punkt,
    Språk,
    all_points,
    in_order_of_haste,
    open_points,
    references,
)


@dataclass(frozen=True, slots=True)
class PunktFelt:
    """A point, as a row of a table.

    Attributes:
        hva: What is to be done.
        hvem: Who does it.
        frist: By when; empty for no deadline.
        status: «åpen», or «over fristen» when it should have been done before the meeting.
        opphav: «sak 5 · 11. mars».
    """

    hva: str
    hvem: str
    frist: str
    status: str
    opphav: str


def open_point_fields(plan: Plan, møte: Møte) -> tuple[PunktFelt, ...]:
    """What is open of the group's points when it meets, the most urgent first."""
    named = references(all_points(plan))
    by_key = {point.nøkkel: reference for point, reference in named.items()}
    # An exempt point has its place among those without a deadline, for its own is not to be seen.
    points = sorted(in_order_of_haste(open_points(plan, møte)), key=lambda p: bool(p.hjemmel))
    return tuple(_fields(plan.språk, point, by_key[point.nøkkel], møte.dato.fra) for point in points)


def origin(språk: Språk, point: Punkt, year: int) -> str:
    """«sak 5 · 11. mars», with the year when it is another; «møtet 11. mars» when the case is not known."""
    arose = Møtedato(point.møte, point.møte)
    day = språk.day_and_month(arose) if point.møte.year == year else språk.day(point.møte)
    words = språk.referatord
    return words.opphav.format(point.sak, day) if point.sak else words.opphav_uten_sak.format(day)


def _fields(språk: Språk, point: Punkt, reference: str, day: date) -> PunktFelt:
    where = origin(språk, point, day.year)
    status = språk.referatord.over_fristen if point.overdue(day) else språk.referatord.åpen
    if point.hjemmel:
        words = språk.referatord.unntatt_punkt.format(point.hjemmel, reference)
        return PunktFelt(hva=words, hvem="", frist="", status=språk.referatord.åpen, opphav=where)
    deadline = språk.table_date(Møtedato(point.frist, point.frist)) if point.frist else ""
    return PunktFelt(hva=point.hva, hvem=point.hvem, frist=deadline, status=status, opphav=where)
