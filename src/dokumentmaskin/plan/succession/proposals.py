"""When the bodies are to meet next year, from when they meet this year.

A meeting that was moved or cancelled keeps the day that it was planned for; an extraordinary one is of its
year alone. A joint meeting is on one day for all. What is planned for the next year already stays, and its
days are taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dokumentmaskin.plan.meetings import Gruppeår, Plan
from dokumentmaskin.plan.records import Møterad
from dokumentmaskin.plan.succession.days import Days, same_weekday
from dokumentmaskin.plan.words import Møtedato


@dataclass(frozen=True, slots=True)
class Radforslag:
    """A row that is proposed.

    Attributes:
        rad: The row of this year that it comes from.
        dato: When it is proposed.
        hinder: What is in the way of the day with the same rhythm; empty when it is that day.
    """

    rad: Møterad
    dato: Møtedato
    hinder: str = ""


@dataclass(frozen=True, slots=True)
class Årsforslag:
    """The next year of a group, as it is proposed.

    Attributes:
        før: The year that it comes from.
        år: The next year.
        rader: The rows, in the order of the plan.
        utelatt: The rows that are not proposed: extraordinary meetings, and joint ones to which the group
            that summons has planned no meeting.
    """

    før: Gruppeår
    år: int
    rader: tuple[Radforslag, ...]
    utelatt: tuple[Møterad, ...]


# A row, by its group and its place in the plan.
_Key = tuple[str, int]


def proposals(plan: Plan, år: int) -> tuple[Årsforslag, ...]:
    """A next year for each group that has a plan for the year before, and none for that year."""
    there = {year.gruppe.navn for year in plan.år if year.år == år}
    before = plan.whole_year(år - 1).grupper
    new = [year for year in before if year.gruppe.navn not in there]
    days = Days(plan.organisasjon, år)
    for møte in (møte for year in plan.whole_year(år).grupper for møte in year.møter):
        days.take(møte.dato, f"«{møte.gruppe.navn}»")
    found = _own_rows(new, days)
    return tuple(_proposal(year, år, {**found, **dict(_joint_rows(plan, year, år, found))}) for year in new)


def _own_rows(years: list[Gruppeår], days: Days) -> dict[_Key, Radforslag]:
    """The rows that a group has a day of its own for; joint meetings choose first, for most are to come."""
    rows = [
        (not row.felles_med, number, year, row)
        for year in years
        for number, row in enumerate(year.plan.møteplan)
        if not row.felles_i and not row.er_ekstraordinært
    ]
    found = {}
    for _, number, year, row in sorted(rows, key=lambda own: own[0]):
        dato, hindrance = days.proposed(_planned(row))
        days.take(dato, f"«{year.gruppe.navn}»")
        found[year.gruppe.navn, number] = Radforslag(row, dato, hindrance)
    return found


def _joint_rows(
    plan: Plan, year: Gruppeår, år: int, found: dict[_Key, Radforslag]
) -> Iterator[tuple[_Key, Radforslag]]:
    """The rows to which another group summons, on the day that it is proposed or planned there."""
    own = year.gruppe.navn
    for number, row in enumerate(year.plan.møteplan):
        if not row.felles_i:
            continue
        proposed = [
            (new.dato, new.hinder)
            for (group, _), new in found.items()
            if group == row.felles_i and new.rad.dato == row.dato and own in new.rad.felles_med
        ]
        planned = [
            (møte.dato, "")
            for møte in plan.meetings_of(row.felles_i)
            if møte.år == år and own in møte.rad.felles_med and møte.er_gruppemøte == row.er_møte
            if not møte.er_avlyst
        ]
        near = same_weekday(row.dato.fra, år)
        for dato, hindrance in sorted(proposed or planned, key=lambda at: abs(at[0].fra - near))[:1]:
            yield (own, number), Radforslag(row, dato, hindrance)


def _proposal(year: Gruppeår, år: int, found: dict[_Key, Radforslag]) -> Årsforslag:
    keys = [(year.gruppe.navn, number) for number in range(len(year.plan.møteplan))]
    left_out = tuple(row for key, row in zip(keys, year.plan.møteplan, strict=True) if key not in found)
    return Årsforslag(year, år, tuple(found[key] for key in keys if key in found), left_out)


def _planned(row: Møterad) -> Møtedato:
    """The day that a meeting was planned for, before it was moved."""
    return row.flyttet_fra or row.dato
