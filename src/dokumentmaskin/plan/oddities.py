"""What is odd of a meeting, and may be meant all the same: a Sunday, a holiday, the middle of the night.

The holidays are those of the law: helligdagsfredloven § 2, and lov 26. april 1947 nr. 1 for 1 and 17 May; and
the two eves on which nobody meets. They are a rule and no list of dates, so they need no library.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.meetings import Møte, Plan

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
_DAYTIME: Final = (time(7), time(21))


def oddities(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """A note for each thing that is odd of a meeting that is still to be held."""
    if møte.dato.til < plan.dag or not møte.dato.dag_satt or møte.er_avlyst:
        return ()
    return tuple(_odd(plan, møte))


def _odd(plan: Plan, møte: Møte) -> Iterator[Problem]:
    for number in range((møte.dato.til - møte.dato.fra).days + 1):
        day = møte.dato.fra + timedelta(days=number)
        if name := day_off(day):
            message = f"Møtet {plan.språk.day(day)} er på {name}."
            yield Problem("uvanlig-dag", message, "Rett datoen hvis det ikke er meningen.", møte.sted)
    if møte.tid is not None and not _DAYTIME[0] <= møte.tid.fra < _DAYTIME[1]:
        message = f"Møtet {plan.språk.day(møte.dato.fra)} begynner kl. {møte.tid.fra:%H.%M}."
        yield Problem("uvanlig-tid", message, "Rett tiden hvis det ikke er meningen.", møte.sted)


def day_off(day: date) -> str:
    """What a day is when people have it off: «17. mai», «en søndag»; empty for a working day."""
    movable = _MOVABLE.get((day - _easter(day.year)).days, "")
    return _FIXED.get((day.month, day.day), "") or movable or _WEEKEND.get(day.weekday(), "")


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
