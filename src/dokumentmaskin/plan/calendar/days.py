"""The days that people have off.

The holidays are those of the law: helligdagsfredloven § 2, and lov 26. april 1947 nr. 1 for 1 and 17 May; and
the two eves on which nobody meets. They are a rule and no list of dates, so they need no library; the tests
hold them against one.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from dokumentmaskin.plan.records import Organisasjon

_FIXED: Final = {
    (1, 1): "første nyttårsdag",
    (5, 1): "1. mai",
    (5, 17): "17. mai",
    (12, 24): "julaften",
    (12, 25): "første juledag",
    (12, 26): "andre juledag",
    (12, 31): "nyttårsaften",
}
# Days after Easter Sunday.
_MOVABLE: Final = {
    -3: "skjærtorsdag",
    -2: "langfredag",
    0: "første påskedag",
    1: "andre påskedag",
    39: "Kristi himmelfartsdag",
    49: "første pinsedag",
    50: "andre pinsedag",
}
_WEEKEND: Final = {5: "en lørdag", 6: "en søndag"}


def day_off(day: date) -> str:
    """What a day is when people have it off: «17. mai», «en søndag»; empty for a working day."""
    movable = _MOVABLE.get((day - _easter(day.year)).days, "")
    return _FIXED.get((day.month, day.day), "") or movable or _WEEKEND.get(day.weekday(), "")


def working_day_before(day: date) -> date:
    """The last working day up to a day: the day itself when it is one."""
    while day_off(day):
        day -= timedelta(days=1)
    return day


def school_holiday(organisation: Organisasjon, day: date) -> str:
    """The school holiday that a day is in, as the organisation calls it; empty for none."""
    own = organisation.skoleferier
    return next((ferie.navn for ferie in own if ferie.dager.fra <= day <= ferie.dager.til), "")


@cache
def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    corrected = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + corrected + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
