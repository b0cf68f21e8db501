"""Which sub-regions have been represented, meeting by meeting, as the minutes say."""

from dataclasses import dataclass

from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.words import Språk

# One absence is a matter of chance; from two in a row someone should be asked.
_WORTH_SAYING = 2


@dataclass(frozen=True, slots=True)
class Frammøte:
    """A sub-region's attendance in a group.

    Attributes:
        delregion: Its name.
        gruppe: The group's name.
        representert: For each meeting in order, whether a member or deputy was there.
        møter: The meetings whose minutes say who was there.
    """

    delregion: str
    gruppe: str
    representert: tuple[bool, ...]
    møter: tuple[Møte, ...]

    @property
    def borte(self) -> int:
        """How many of the last meetings in a row nobody came to."""
        return self.representert[::-1].index(True) if True in self.representert else len(self.representert)

    def words(self, språk: Språk) -> str:
        """«Hadelandsregionen: ikke representert i de to siste møtene (14. januar 2022 og 11. mars 2022)»."""
        days = [språk.day(møte.dato.fra) for møte in self.møter[len(self.møter) - self.borte :]]
        number = språk.tallord[self.borte - 1] if self.borte <= len(språk.tallord) else str(self.borte)
        return språk.referatord.ikke_representert.format(self.delregion, number, språk.series(days))


def attendance(plan: Plan, gruppe: str) -> tuple[Frammøte, ...]:
    """The attendance of each sub-region that the group's minutes name, in the organisation's order.

    A meeting whose minutes have no rows of participants says nothing. A sub-region that has a row in one
    meeting and none in another had nobody there.
    """
    held = [m for m in plan.held(gruppe) if m.referat and m.referat.deltakere]
    named = {row.delregion for møte in held if møte.referat for row in møte.referat.deltakere}
    return tuple(
        Frammøte(name, gruppe, tuple(_represented(møte, name) for møte in held), tuple(held))
        for name in plan.organisasjon.delregioner
        if name in named
    )


def long_absent(plan: Plan, gruppe: str) -> tuple[Frammøte, ...]:
    """The sub-regions that were not represented in the group's last two meetings, or more."""
    return tuple(found for found in attendance(plan, gruppe) if found.borte >= _WORTH_SAYING)


def _represented(møte: Møte, delregion: str) -> bool:
    rows = møte.referat.deltakere if møte.referat else ()
    return any(row.delregion == delregion and row.møtte != "ingen" for row in rows)
