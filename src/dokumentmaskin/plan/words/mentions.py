"""Dates as they stand in running text: «fredag 11. mars 2022», «24./25. september», «tysdag 08.03.2022».

Whoever holds papers against each other calls `mentions` with the text of a paragraph, and gets each date in
it with the weekdays that are written before its days. Names of months and weekdays come from CLDR, in both
forms of Norwegian. A date may lack its year, and a day may be one that there is not: that is for the caller.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_day_names, get_month_names

from dokumentmaskin.plan.words.dates import month_number
from dokumentmaskin.plan.words.language import Møtedato
from dokumentmaskin.plan.words.languages import LANGUAGES

_BETWEEN: Final = r"\s*(?:[-–—/]|og|til)\s*"


@dataclass(frozen=True, slots=True)
class Dagnevning:
    """A day as it is written.

    Attributes:
        tekst: What is written of it: «fredag 11. mars 2022».
        dag: The day of the month.
        måned: The month, from 1; one that does not exist when a person has written so.
        år: The year, or None when none is written.
        ukedag: The weekday that is written before it, Monday 0; None when there is none.
    """

    tekst: str
    dag: int
    måned: int
    år: int | None
    ukedag: int | None

    def in_year(self, year: int) -> date | None:
        """The day, in this year unless it says its own; None when there is no such day."""
        try:
            return date(self.år or year, self.måned, self.dag)
        except ValueError:
            return None

    def near(self, day: date) -> date | None:
        """The day, of the year in which it is nearest to another; None when there is no such day."""
        found = filter(None, map(self.in_year, range(day.year - 1, day.year + 2)))
        return min(found, key=lambda one: abs(one - day), default=None)


@dataclass(frozen=True, slots=True)
class Datonevning:
    """A date in a text: a day, or several.

    Attributes:
        tekst: As it is written.
        start: Where it begins in the text, with one blank between its words.
        fra: The first day.
        til: The last day, the same as `fra` of one day.
    """

    tekst: str
    start: int
    fra: Dagnevning
    til: Dagnevning

    @property
    def dager(self) -> tuple[Dagnevning, ...]:
        """Its one day, or the first and the last."""
        return (self.fra,) if self.fra is self.til else (self.fra, self.til)

    def in_year(self, year: int) -> Møtedato | None:
        """The days, in this year unless it says its own; None when there are no such days."""
        first, last = self.fra.in_year(year), self.til.in_year(year)
        return Møtedato(first, last) if first and last and first <= last else None


def mentions(text: str) -> Iterator[Datonevning]:
    """Each date of a text, in its order; a month alone is none."""
    for match in _pattern().finditer(" ".join(text.split())):
        found = _mention(match)
        before = _another().search(match.string, 0, match.start())
        yield found if before is None or found.fra.ukedag is None else _of_two(found, before[1])


def _mention(match: re.Match[str]) -> Datonevning:
    kind = "t" if match["t_dag"] else "i" if match["i_dag"] else "n"
    last = _day(match, kind, "", match[0], None)
    is_one = kind == "i" or not match[f"{kind}_dag0"]
    first = last if is_one else _day(match, kind, "0", match[0], last)
    return Datonevning(match[0], match.start(), first, last)


def _of_two(found: Datonevning, weekday: str) -> Datonevning:
    """«onsdag og torsdag 24.–25. august»: both weekdays come before both days; of one day it is not known."""
    last = replace(found.til, ukedag=found.fra.ukedag if found.fra is not found.til else None)
    if found.fra is found.til:
        return replace(found, fra=last, til=last)
    return replace(found, fra=replace(found.fra, ukedag=_weekdays()[weekday.casefold()]), til=last)


def _day(match: re.Match[str], kind: str, which: str, text: str, last: Dagnevning | None) -> Dagnevning:
    """One of the days; the first of several takes from the last what it does not say itself."""
    month, year, weekday = (match[f"{kind}_{name}{which}"] for name in ("måned", "år", "ukedag"))
    number = _month(month) if month else last.måned if last else 0
    if year is None and last is not None and last.år is not None:
        year = last.år - (number > last.måned)
    known = _weekdays()[weekday.casefold()] if weekday else None
    return Dagnevning(text, int(match[f"{kind}_dag{which}"]), number, int(year) if year else None, known)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else month_number(text) or 0


@cache
def _pattern() -> re.Pattern[str]:
    """Dates with the month in numbers (t), in words (n), and as ISO 8601 has them (i); one day or two."""
    names = (get_month_names("wide", locale=språk.locale).values() for språk in LANGUAGES.values())
    months = "|".join(sorted({name for some in names for name in some}))

    def day(kind: str, which: str = "") -> str:
        weekday = rf"(?:(?P<{kind}_ukedag{which}>{'|'.join(_weekdays())})\.?,?\s+(?:den\s+)?)?"
        return rf"{weekday}(?P<{kind}_dag{which}>[0-3]?\d)"

    def named(which: str = "") -> str:
        return rf"\.\s*(?P<n_måned{which}>{months})\b(?:,?\s+(?P<n_år{which}>[12]\d{{3}})\b)?"

    first_number = rf"{day('t', '0')}\.(?:(?P<t_måned0>[01]?\d)\.(?P<t_år0>[12]\d{{3}})?)?"
    last_number = rf"{day('t')}\.(?P<t_måned>[01]?\d)\.(?P<t_år>[12]\d{{3}})\b"
    first_named = rf"{day('n', '0')}(?:{named('0')}|\.)"
    weekday_before = day("i").partition("(?P<i_dag>")[0]
    iso = rf"{weekday_before}(?P<i_år>[12]\d{{3}})-(?P<i_måned>[01]\d)-(?P<i_dag>[0-3]\d)\b"
    several = (
        rf"(?:{first_number}{_BETWEEN})?{last_number}|(?:{first_named}{_BETWEEN})?{day('n')}{named()}|{iso}"
    )
    return re.compile(rf"(?<![\w.,:/§-])(?:{several})", re.IGNORECASE)


@cache
def _another() -> re.Pattern[str]:
    """A weekday with another one after it: «onsdag og »."""
    return re.compile(rf"\b({'|'.join(_weekdays())})\s*(?:og|eller|til|,|[-–—/])\s*\Z", re.IGNORECASE)


@cache
def _weekdays() -> dict[str, int]:
    return {
        name.casefold(): number
        for språk in LANGUAGES.values()
        for number, name in get_day_names("wide", locale=språk.locale).items()
    }
