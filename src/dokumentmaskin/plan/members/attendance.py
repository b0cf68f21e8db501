"""Who came to a body's meetings, for each sub-region, municipality or member, as the minutes say it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Deltakelse
from dokumentmaskin.plan.words import MESSAGES

# One absence is a matter of chance; from two in a row someone should be asked.
_WORTH_SAYING: Final = 2


@dataclass(frozen=True, slots=True)
class Frammøte:
    """The attendance in a body of those who sit there for one place.

    Attributes:
        plass: The sub-region or municipality, or the member who sits for neither.
        rader: For each meeting in order, what its minutes say of the place; empty when nothing.
        møter: The meetings whose minutes say who was there.
    """

    plass: str
    rader: tuple[tuple[Deltakelse, ...], ...]
    møter: tuple[Møte, ...]

    @property
    def representert(self) -> tuple[bool, ...]:
        """For each meeting in order, whether a member or deputy was there."""
        return tuple(any(row.møtte != "ingen" for row in rows) for rows in self.rader)

    @property
    def borte(self) -> int:
        """How many of the last meetings in a row nobody came to."""
        came = self.representert[::-1]
        return came.index(True) if True in came else len(came)

    def words(self) -> str:
        """«Hadelandsregionen: ikke representert i de to siste møtene (14. januar 2022 og 11. mars 2022)»."""
        days = [MESSAGES.day(møte.dato.fra) for møte in self.møter[len(self.møter) - self.borte :]]
        words = MESSAGES.tallord
        number = words[self.borte - 1] if self.borte <= len(words) else str(self.borte)
        meetings = f"i de {number} siste møtene ({MESSAGES.series(days)})"
        return f"{self.plass}: ikke representert {meetings}"


def attendance(plan: Plan, gruppe: str, meetings: Iterable[Møte]) -> tuple[Frammøte, ...]:
    """The attendance for each place that the minutes name: sub-regions, municipalities, then members.

    A meeting whose minutes have no rows of participants says nothing. A place that has a row in one
    meeting and none in another had nobody there.

    Args:
        plan: The plan.
        gruppe: The body.
        meetings: Its meetings that are asked about, in the order of their days.
    """
    held = tuple(m for m in meetings if m.referat and m.referat.deltakere)
    said = [m.referat.deltakere if m.referat else () for m in held]
    named = dict.fromkeys(row.plass for rows in said for row in rows)
    own = [member.kommune for member in plan.medlemmer.get(gruppe, ()) if not member.delregion]
    first = [place for place in (*plan.organisasjon.delregioner, *own) if place in named]
    return tuple(
        Frammøte(place, tuple(tuple(row for row in rows if row.plass == place) for rows in said), held)
        for place in dict.fromkeys((*first, *named))
    )


def long_absent(plan: Plan, gruppe: str) -> tuple[Frammøte, ...]:
    """The sub-regions and municipalities that were not represented in the last two meetings, or more."""
    people = plan.medlemmer.get(gruppe, ())
    places = {*plan.organisasjon.delregioner, *(m.kommune for m in people if not m.delregion)}
    return tuple(
        found
        for found in attendance(plan, gruppe, plan.held(gruppe))
        if found.plass in places and found.borte >= _WORTH_SAYING
    )
