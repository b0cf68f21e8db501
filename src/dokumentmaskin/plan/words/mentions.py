"""Dates as people write them: «fredag 11. mars 2022», «24./25. september», «fre. 11/3-2022».

Whoever holds papers against each other calls `mentions` with the text of a paragraph, and gets each date in
it with the weekdays that are written before its days. Names of months and weekdays come from CLDR, in both
forms of Norwegian, and may be shortened. A date may lack its year, and a day may be one that there is not:
that is for the caller.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_day_names, get_month_names

from dokumentmaskin.plan.words.language import Møtedato
from dokumentmaskin.plan.words.languages import LANGUAGES

_BETWEEN: Final = r"\s*(?:[-–—/]|og|til)\s*"
# How much is left of a name that is shortened, and what is then another word: «skal man. Tor. 12. mars».
_SHORT: Final = 3
_OTHER_WORDS: Final = frozenset({"man", "tor"})
_CENTURY: Final = 2000


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
        if match["s_dag"] and found.fra.ukedag is None and found.fra.år is None:  # «24/7»
            continue
        before = _another().search(match.string, 0, match.start())
        yield found if before is None or found.fra.ukedag is None else _of_two(found, before[1])


def _mention(match: re.Match[str]) -> Datonevning:
    kind = next(kind for kind in "tisn" if match[f"{kind}_dag"])
    last = _day(match, kind, "", match[0], None)
    is_one = kind in "is" or not match[f"{kind}_dag0"]
    if is_one and last.ukedag is None and (after := match["etter"]):
        last = replace(last, ukedag=_weekdays()[after.casefold()])
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
    return Dagnevning(text, int(match[f"{kind}_dag{which}"]), number, _year(year), known)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _months()[text.casefold()]


def _year(text: str | int | None) -> int | None:
    """A year; «22» is 2022."""
    return None if text is None else int(text) + (_CENTURY if int(text) < 100 else 0)  # noqa: PLR2004


@cache
def _pattern() -> re.Pattern[str]:
    """Dates with the month in numbers (t), in words (n), after a stroke (s), and as ISO 8601 has them (i).

    Those in numbers and in words are of one day or two.
    """
    months, weekdays = _alternatives(_months()), _alternatives(_weekdays())

    def day(kind: str, which: str = "") -> str:
        weekday = rf"(?:(?P<{kind}_ukedag{which}>{weekdays}),?\s+(?:den\s+)?)?"
        return rf"{weekday}(?P<{kind}_dag{which}>[0-3]?\d)"

    def named(which: str = "") -> str:
        return rf"(?:\.\s*|\s+)(?P<n_måned{which}>{months})(?!\w)(?:,?\s+(?P<n_år{which}>[12]\d{{3}})\b)?"

    first_number = rf"{day('t', '0')}\.(?:(?P<t_måned0>[01]?\d)\.(?P<t_år0>[12]\d{{3}})?)?"
    last_number = rf"{day('t')}\.(?P<t_måned>[01]?\d)\.(?P<t_år>[12]\d{{3}}|\d\d)(?!\d|\.\d|\w)"
    first_named = rf"{day('n', '0')}(?:{named('0')}|\.)"
    after_stroke = rf"{day('s')}/(?P<s_måned>1[0-2]|0?[1-9])(?:[-–/ ]+(?P<s_år>[12]\d{{3}}))?(?![\w/])"
    weekday_before = day("i").partition("(?P<i_dag>")[0]
    iso = rf"{weekday_before}(?P<i_år>[12]\d{{3}})-(?P<i_måned>[01]\d)-(?P<i_dag>[0-3]\d)\b"
    several = (
        rf"(?:{first_number}{_BETWEEN})?{last_number}|(?:{first_named}{_BETWEEN})?{day('n')}{named()}"
        rf"|{iso}|{after_stroke}"
    )
    after = rf"(?:\s*\((?P<etter>{weekdays})\))?"
    return re.compile(rf"(?<![\w.,:/§-])(?:{several}){after}", re.IGNORECASE)


@cache
def _another() -> re.Pattern[str]:
    """A weekday with another one after it: «onsdag og »."""
    return re.compile(rf"\b({_alternatives(_weekdays())})\s*(?:og|eller|til|,|[-–—/])\s*\Z", re.IGNORECASE)


@cache
def _weekdays() -> dict[str, int]:
    """Each weekday by its name, «fredagen» and what it may be shortened to."""
    names = _named(lambda locale: get_day_names("wide", locale=locale))
    return {**_shortened(names), **{f"{name}en": number for name, number in names.items()}, **names}


@cache
def _months() -> dict[str, int]:
    names = _named(lambda locale: get_month_names("wide", locale=locale))
    return {**_shortened(names), **names}


def _named(names_in: Callable[[str], Mapping[int, str]]) -> dict[str, int]:
    several = (names_in(språk.locale) for språk in LANGUAGES.values())
    return {name.casefold(): number for names in several for number, name in names.items()}


def _shortened(names: Mapping[str, int]) -> dict[str, int]:
    """«fre», «fre.» and «fred» of «fredag»; nothing that is another word."""
    short = {name[:end]: number for name, number in names.items() for end in range(_SHORT, len(name))}
    own = {name: number for name, number in short.items() if name not in _OTHER_WORDS}
    return {**own, **{f"{name}.": number for name, number in own.items()}}


def _alternatives(names: Mapping[str, int]) -> str:
    """A pattern of any of them, the longest first."""
    return f"(?:{'|'.join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))})"
