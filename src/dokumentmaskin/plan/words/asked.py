"""The dates that a person may type where a meeting is meant, besides those that a plan may hold.

`fredag 11. mars 2022`, `11 mars 22`, `11.3.22`, `11.3`, `uke 10`, `uke 10 2022`, and `neste fra 2022-03-01`
for the first meeting from a day on. A plan is kept, and holds to the forms of `dates`; these are only typed.
"""

import re
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_day_names

from dokumentmaskin.plan.words.dates import parse_day, parse_meeting_date
from dokumentmaskin.plan.words.language import Møtedato
from dokumentmaskin.plan.words.languages import LANGUAGES, MESSAGES

_NEXT: Final = "neste fra "
_WEEK: Final = re.compile(r"(?:uke|veke) (\d{1,2})(?:,? (\d{4}))?", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"(\d{1,2}\.\d{1,2}\.|\d{1,2}\. ?[^\W\d]+ )(\d{2})")
_WITHOUT_YEAR: Final = re.compile(r"(\d{1,2}\.\d{1,2})\.?")
_WITHOUT_STOP: Final = re.compile(r"(\d{1,2}) ([^\W\d].*)")


def next_from(day: date) -> str:
    """What asks for the first meeting on or after a day."""
    return f"{_NEXT}{day.isoformat()}"


def parse_next(text: str) -> date | None:
    """The day from which on the first meeting is asked for; None for a text that asks for another.

    Raises:
        ValueError: What stands for the day is none; the message is Norwegian and names it.
    """
    squeezed = " ".join(text.split())
    return parse_day(squeezed[len(_NEXT) :]) if squeezed.lower().startswith(_NEXT) else None


def parse_asked(text: str, year: int | None = None) -> Møtedato:
    """Read a date in any of the forms that the module describes, or that a plan may hold.

    Args:
        text: What the person typed.
        year: A year of the plan, for a date that does not say its own.

    Raises:
        ValueError: The text is no date, or its weekday is another than the date's; the message is Norwegian.
    """
    squeezed = " ".join(text.split())
    if match := _WEEK.fullmatch(squeezed):
        return _week(text, int(match[1]), int(match[2]) if match[2] else year)
    weekday, _, rest = squeezed.partition(" ")
    number = _weekday_numbers().get(weekday.lower().rstrip(","))
    found = _parse(text, squeezed if number is None else rest, year)
    if number is not None and (not found.én_dag or found.fra.weekday() != number):
        raise ValueError(f"«{text}» kan ikke stemme: Datoen er {MESSAGES.meeting_date(found)}.")
    return found


def _parse(text: str, date_text: str, year: int | None) -> Møtedato:
    if match := _WITHOUT_STOP.fullmatch(date_text):
        date_text = f"{match[1]}. {match[2]}"
    if (match := _SHORT_YEAR.fullmatch(date_text)) and year is not None and year % 100 == int(match[2]):
        date_text = f"{match[1]}{year}"
    if (match := _WITHOUT_YEAR.fullmatch(date_text)) and year is not None:
        date_text = f"{match[1]}.{year}"
    try:
        return parse_meeting_date(date_text, year)
    except ValueError as error:
        raise ValueError(str(error).replace(f"«{date_text}»", f"«{text}»")) from None


def _week(text: str, number: int, year: int | None) -> Møtedato:
    """A week by its number (ISO 8601, 2.2.10), Monday to Sunday."""
    if year is None:
        raise ValueError(f"«{text}» er ikke en dato.")
    try:
        return Møtedato(
            date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7), dag_satt=False
        )
    except ValueError:
        raise ValueError(f"{year} har ingen uke {number}.") from None


@cache
def _weekday_numbers() -> dict[str, int]:
    return {
        name.lower(): number
        for språk in LANGUAGES.values()
        for number, name in get_day_names("wide", locale=språk.locale).items()
    }
