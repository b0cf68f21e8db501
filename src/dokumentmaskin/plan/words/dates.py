"""The dates and times that a plan may hold, and how they are read; `language` writes them out.

A plan is written before everything is settled, so a date may be a day, several days or only a month:
`2022-03-11`, `11.03.2022`, `11. mars 2022`, `24.–25. august 2022`, `2022-08-24/2022-08-25`, `2022-06`,
`juni 2022`, `juni` (in the plan's own year). Month names come from CLDR, never from a list of our own.
"""

import calendar
import re
from datetime import date, time
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from dokumentmaskin.plan.words.language import Møtedato, Tidsrom
from dokumentmaskin.plan.words.languages import LANGUAGES

# Where meetings are.
OSLO: Final = ZoneInfo("Europe/Oslo")
_DASH = r"\s*[-–—]\s*"
_ISO_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
# What a secretariat's plan may speak of. Beyond it a year is a slip of the hand: 0222, 2202, 9999.
_YEARS: Final = range(1900, 2200)


def parse_day(text: str) -> date:
    """Read one day, written `2022-03-11`, `11.03.2022` or `11. mars 2022`.

    Raises:
        ValueError: The text is no day; the message is Norwegian and names it.
    """
    found = _parse(text, None)
    if found is None or not found.dag_satt or not found.én_dag:
        raise ValueError(f"«{text}» er ikke en dato.")
    _refuse_year(text, found)
    return found.fra


def parse_meeting_date(text: str, year: int | None = None) -> Møtedato:
    """Read a meeting's date in any of the forms that the module describes.

    Args:
        text: What the person wrote.
        year: The year of the plan, for a date that does not say its own.

    Raises:
        ValueError: The text is no date; the message is Norwegian and names it.
    """
    found = _parse(text, year)
    if found is None:
        raise ValueError(f"«{text}» er ikke en dato.")
    if found.til < found.fra:
        raise ValueError(f"«{text}» slutter før den begynner.")
    _refuse_year(text, found)
    return found


def _refuse_year(text: str, found: Møtedato) -> None:
    if found.fra.year not in _YEARS or found.til.year not in _YEARS:
        raise ValueError(f"«{text}» er ikke i et år mellom {_YEARS[0]} og {_YEARS[-1]}.")


def parse_time(text: str) -> time:
    """Read a time of day, written `09:00` or `9.00`.

    Raises:
        ValueError: The text is no time of day; the message is Norwegian and names it.
    """
    match = re.fullmatch(r"(?:kl\.?\s*)?([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if match is None:
        raise ValueError(f"«{text}» er ikke et klokkeslett.")
    return time(int(match[1]), int(match[2]))


def parse_span(text: str) -> Tidsrom:
    """Read a stretch of time, written `09:00–11:30`, or a single time of day.

    Raises:
        ValueError: The text is neither, or ends before it begins.
    """
    first, *rest = re.split(_DASH, text.strip(), maxsplit=1)
    if rest and not (first and rest[0]):
        raise ValueError(f"«{text}» er ikke et tidsrom.")
    span = Tidsrom(parse_time(first), parse_time(rest[0]) if rest else None)
    if span.til is not None and span.til <= span.fra:
        raise ValueError(f"«{text}» slutter før det begynner.")
    return span


def month_number(name: str) -> int | None:
    """The month that a Norwegian name means, 1 to 12, or None for any other word."""
    return _month_numbers().get(name.lower())


@cache
def _month_numbers() -> dict[str, int]:
    return {
        name.lower(): number
        for språk in LANGUAGES.values()
        for number, name in get_month_names("wide", locale=språk.locale).items()
    }


def _parse(text: str, year: int | None) -> Møtedato | None:
    squeezed = " ".join(text.split())
    try:
        return _numeric(squeezed) or _named(squeezed, year)
    except ValueError:  # a day or month that does not exist: 2022-13-11, 31. juni
        return None


def _numeric(text: str) -> Møtedato | None:
    if match := re.fullmatch(rf"({_ISO_DAY})(?:/({_ISO_DAY}))?", text):
        first = _iso(match[1])
        return Møtedato(first, _iso(match[2]) if match[2] else first)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return whole_month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        day = date(int(match[3]), int(match[2]), int(match[1]))
        return Møtedato(day, day)
    return None


def _iso(text: str) -> date:
    return date(*map(int, text.split("-")))


def _named(text: str, year: int | None) -> Møtedato | None:
    """Read `11. mars 2022`, `24.–25. august 2022`, `30. august–1. september`, `juni`."""
    pattern = rf"(?:(?:(\d{{1,2}})\.(?: ?([^\W\d]+))?{_DASH})?(\d{{1,2}})\. ?)?([^\W\d]+)(?: (\d{{4}}))?"
    match = re.fullmatch(pattern, text)
    if not match:
        return None
    first_day, first_month, last_day, last_month, written_year = match.groups()
    month = month_number(last_month)
    start_month = month_number(first_month) if first_month else month
    in_year = int(written_year) if written_year else year
    if month is None or start_month is None or in_year is None:
        return None
    if last_day is None:
        return whole_month(in_year, month)
    last = date(in_year, month, int(last_day))
    return Møtedato(date(in_year, start_month, int(first_day)) if first_day else last, last)


def whole_month(year: int, month: int) -> Møtedato:
    """A month as a date whose day is not set."""
    first = date(year, month, 1)
    return Møtedato(first, first.replace(day=calendar.monthrange(year, month)[1]), dag_satt=False)
