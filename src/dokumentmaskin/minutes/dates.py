"""A day as people write it in a table: with a weekday, a short year or month, or without the year.

`25.03.2022`, `25.3.22`, `25/3-22`, `fredag 25. mars 2022`, `25. mar. 2022`, `25. mars`. The month names
come from CLDR. A day without its year is read only where its year follows from the meeting.
"""

import re
from datetime import date
from functools import cache
from typing import Final

from dokumentmaskin.plan import parse_day

_MOST_DAYS_AHEAD: Final = 183
_WEEKDAY: Final = re.compile(r"^(\w+dag|man|tir|ti|tys|ons|on|tor|to|fre|lør|laur|søn|sun)[. ,]+(?:den\s+)?")
_BEGINNINGS: Final = ("ma må", "ti ty", "on", "to", "fr", "lø la", "sø su")
_NUMBERS: Final = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./ -]+(\d{4}|\d{2}))?\.?")
_NAMED: Final = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?,?(?:\s+(\d{4}))?")


def parse_written_day(text: str, meeting: date) -> date:
    """The day that a text names; without a year, the first such day from the meeting on.

    Args:
        text: What is written.
        meeting: The day of the meeting that it is written in the minutes of.

    Raises:
        ValueError: The text is no day, the first such day is so far ahead that another may be meant, or it is
            another day of the week than the text says.
    """
    return _on_its_weekday(text, _from_meeting_on(text, meeting))


def _from_meeting_on(text: str, meeting: date) -> date:
    day, month, year = _parts(text)
    if year is not None:
        return _day(text, year, month, day)
    found = _day(text, meeting.year, month, day)
    if found < meeting:
        found = _day(text, meeting.year + 1, month, day)
    if (found - meeting).days > _MOST_DAYS_AHEAD and found.year != meeting.year:
        raise ValueError(f"«{text}» sier ikke hvilket år det er.")
    return found


def parse_written_day_before(text: str, meeting: date) -> date:
    """The day before a meeting that a text names; without a year, the last such day.

    Raises:
        ValueError: The text is no day before the meeting.
    """
    day, month, year = _parts(text)
    if year is None:
        found = _day(text, meeting.year, month, day)
        return found if found < meeting else _day(text, meeting.year - 1, month, day)
    found = _day(text, year, month, day)
    if found >= meeting:
        raise ValueError(f"«{text}» er ikke før møtet.")
    return found


def _on_its_weekday(text: str, found: date) -> date:
    match = _WEEKDAY.match(_plain(text))
    if match and match[1][:2] not in _BEGINNINGS[found.weekday()]:
        raise ValueError(f"Ukedagen i «{text}» passer ikke til {found:%d.%m.%Y}.")
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _parts(text: str) -> tuple[int, int, int | None]:
    """Day, month and, when it is written, year."""
    plain = _WEEKDAY.sub("", _plain(text))
    if match := _NUMBERS.fullmatch(plain):
        return int(match[1]), int(match[2]), _year(match[3])
    if (match := _NAMED.fullmatch(plain)) and (month := _months().get(match[2])):
        return int(match[1]), month, _year(match[3])
    whole = parse_day(plain)
    return whole.day, whole.month, whole.year


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) > len("22") else 2000 + int(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"«{text}» er ikke en dato.") from None


@cache
def _months() -> dict[str, int]:
    """The months by their names, and by the first three or four letters, as people shorten them."""
    from babel.dates import get_month_names

    names = {
        name.casefold(): number
        for locale in ("nb", "nn")
        for number, name in get_month_names("wide", locale=locale).items()
    }
    return {name[:length]: number for name, number in names.items() for length in (3, 4, len(name))}
