"""The days that people have off are those of the law, for each year that is held against a library."""

from datetime import date, timedelta
from typing import Final

import holidays
import pytest

from dokumentmaskin.plan.calendar.days import day_off, working_day_before

YEARS: Final = range(2020, 2036)
EVES: Final = {(12, 24), (12, 31)}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-02", "skjærtorsdag"),
        ("2026-04-03", "langfredag"),
        ("2026-04-05", "første påskedag"),
        ("2026-04-06", "andre påskedag"),
        ("2026-05-14", "Kristi himmelfartsdag"),
        ("2026-05-24", "første pinsedag"),
        ("2026-05-25", "andre pinsedag"),
        ("2026-05-17", "17. mai"),
        ("2026-05-01", "1. mai"),
        ("2026-12-24", "julaften"),
        ("2026-12-31", "nyttårsaften"),
        ("2027-01-01", "første nyttårsdag"),
        ("2026-12-12", "en lørdag"),
        ("2026-12-13", "en søndag"),
        ("2026-12-11", ""),
        ("2038-04-25", "første påskedag"),  # as late as it can be
        ("2008-03-23", "første påskedag"),
    ],
)
def test_a_day_that_people_have_off(day: str, name: str) -> None:
    assert day_off(date.fromisoformat(day)) == name


def test_each_day_of_sixteen_years_agrees_with_a_library() -> None:
    public = holidays.country_holidays("NO", years=YEARS)
    day, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    while day <= last:
        expected = day in public or day.weekday() >= 5 or (day.month, day.day) in EVES
        assert bool(day_off(day)) == expected, day
        day += timedelta(days=1)


def test_each_holiday_has_its_own_name() -> None:
    ours = {"Arbeidernes dag": "1. mai", "Grunnlovsdag": "17. mai"}
    public = holidays.country_holidays("NO", years=YEARS, language="no")
    assert len([name for names in public.values() for name in names.split("; ")]) == 12 * len(YEARS)
    for day, names in public.items():
        assert day_off(day).lower() in {ours.get(name, name).lower() for name in names.split("; ")}, day


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2022-03-11", "2022-03-11"),
        ("2022-03-12", "2022-03-11"),
        ("2022-04-18", "2022-04-13"),  # over Easter, from Monday to the Wednesday before
        ("2027-01-01", "2026-12-30"),
        ("2026-12-26", "2026-12-23"),
    ],
)
def test_the_working_day_before_is_the_day_itself_when_people_work(day: str, before: str) -> None:
    assert working_day_before(date.fromisoformat(day)) == date.fromisoformat(before)
