"""Which day of the next year has the rhythm of one of this: the same weekday in the same week of its month.

A day on which nobody is to meet gives way to the nearest that is free: a holiday, a school holiday that the
organisation has listed, a day on which another body meets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dokumentmaskin.plan.calendar import day_off, school_holiday
from dokumentmaskin.plan.records import Organisasjon
from dokumentmaskin.plan.words import MESSAGES, Møtedato, whole_month

_SATURDAY: Final = 5
# As far from its day as a meeting is moved.
_FAR: Final = 28


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the next year.

    Attributes:
        organisasjon: Whose year it is.
        år: The year.
        taken: The days on which something is, with what it is.
    """

    organisasjon: Organisasjon
    år: int
    taken: dict[date, str] = field(default_factory=dict)

    def take(self, dato: Møtedato, what: str) -> None:
        """Let something be on its days; a month is no day."""
        if dato.dag_satt:
            self.taken.update(dict.fromkeys(_days(dato), what))

    def proposed(self, dato: Møtedato) -> tuple[Møtedato, str]:
        """When to meet next year, and what is in the way on the day with the same rhythm; empty for none."""
        first = same_weekday(dato.fra, self.år)
        if not dato.dag_satt:
            return whole_month(self.år, dato.fra.month), ""
        length = dato.til - dato.fra
        over_weekend = any(day.weekday() >= _SATURDAY for day in _days(dato)) and not dato.én_dag
        for step in _steps():
            found = Møtedato(first + step, first + step + length)
            if found.fra.year == found.til.year == self.år and not self._hindrance(found, over_weekend):
                return found, self._hindrance(Møtedato(first, first + length), over_weekend)
        return Møtedato(first, first + length), self._hindrance(Møtedato(first, first + length), over_weekend)

    def _hindrance(self, dato: Møtedato, over_weekend: bool) -> str:  # noqa: FBT001
        """What is in the way of meeting on some days; a gathering over a weekend may be on one again."""
        for day in _days(dato):
            off = day_off(day)
            if over_weekend and day.weekday() >= _SATURDAY:
                off = ""
            if what := off or school_holiday(self.organisasjon, day) or self.taken.get(day, ""):
                at = " ".join(MESSAGES.day_and_month(Møtedato(day, day)).split())
                return what if what == at else f"{at}: {what}"
        return ""


def same_weekday(day: date, year: int) -> date:
    """The same weekday of the same week of the month in a year; the last of them when there is no fifth."""
    first = date(year, day.month, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + (day.day - 1) // 7 * 7)
    return found if found.month == day.month else found - timedelta(days=7)


def _days(dato: Møtedato) -> Iterator[date]:
    return (dato.fra + timedelta(days=number) for number in range((dato.til - dato.fra).days + 1))


def _steps() -> Iterator[timedelta]:
    """No day, then one later and one earlier, and so on."""
    yield timedelta()
    for number in range(1, _FAR + 1):
        yield timedelta(days=number)
        yield timedelta(days=-number)
