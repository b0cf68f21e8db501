"""What minutes settle across meetings: how far each has come to approval, and which sub-regions have come."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.words import Språk

Tilstand = Literal["utkast", "til godkjenning", "godkjent"]

# One absence is a matter of chance; from two in a row someone should be asked.
_WORTH_SAYING: Final = 2


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
    approvals = [
        later.dato.til
        for later in plan.held(møte.gruppe.navn)
        if later.dato > møte.dato and later.referat is not None
        if any(møte.dato.covers(day) for day in later.referat.godkjente)
    ]
    if approvals:
        return Referatstatus("godkjent", None, min(approvals))
    deadline = møte.dato.til + timedelta(days=plan.organisasjon.frister.merknader)
    return Referatstatus("utkast" if møte.referat is None else "til godkjenning", deadline, None)


@dataclass(frozen=True, slots=True)
class Frammøte:
    """A sub-region's attendance in a group.

    Attributes:
        delregion: Its name.
        representert: For each meeting in order, whether a member or deputy was there.
        møter: The meetings whose minutes say who was there.
    """

    delregion: str
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
        return språk.ikke_representert.format(self.delregion, number, språk.series(days))


def attendance(plan: Plan, gruppe: str) -> tuple[Frammøte, ...]:
    """The attendance of each sub-region that the group's minutes name, in the organisation's order.

    A meeting whose minutes have no rows of participants says nothing. A sub-region that has a row in one
    meeting and none in another had nobody there.
    """
    held = [m for m in plan.held(gruppe) if m.referat and m.referat.deltakere]
    named = {row.delregion for møte in held if møte.referat for row in møte.referat.deltakere}
    return tuple(
        Frammøte(name, tuple(_represented(møte, name) for møte in held), tuple(held))
        for name in plan.organisasjon.delregioner
        if name in named
    )


def long_absent(plan: Plan, gruppe: str) -> tuple[Frammøte, ...]:
    """The sub-regions that were not represented in the group's last two meetings, or more."""
    return tuple(found for found in attendance(plan, gruppe) if found.borte >= _WORTH_SAYING)


def _represented(møte: Møte, delregion: str) -> bool:
    rows = møte.referat.deltakere if møte.referat else ()
    return any(row.delregion == delregion and row.møtte != "ingen" for row in rows)
