"""The day of the next year that has the rhythm of one of this."""

from datetime import date

import pytest

from dokumentmaskin.plan.records import validate
from dokumentmaskin.plan.records.organisation import Organisasjon
from dokumentmaskin.plan.succession.days import Days, same_weekday
from dokumentmaskin.plan.words import Møtedato
from dokumentmaskin.plan.words.dates import parse_meeting_date
from dokumentmaskin.plan.yaml import parse_yaml
from tests.conftest import ORGANISASJON

HOLIDAYS = "skoleferier:\n  - {navn: vinterferie, dager: 20.–24. februar 2023}\n"


def days(taken: str = "") -> Days:
    own = validate(parse_yaml(ORGANISASJON + HOLIDAYS, "organisasjon.yaml"), Organisasjon)
    found = Days(own, 2023)
    if taken:
        found.take(dato(taken), "«styret»")
    return found


def dato(text: str) -> Møtedato:
    return parse_meeting_date(text, 2022)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2022-01-14", "2023-01-13"),  # the second Friday
        ("2022-03-31", "2023-03-30"),  # the fifth Thursday
        ("2022-08-30", "2023-08-29"),
        ("2022-11-30", "2023-11-29"),  # the fifth Wednesday
        ("2022-01-31", "2023-01-30"),
        ("2022-04-29", "2023-04-28"),  # of a month that has no fifth Friday, the last
    ],
)
def test_the_weekday_and_the_week_of_the_month_are_the_same(before: str, after: str) -> None:
    assert same_weekday(date.fromisoformat(before), 2023) == date.fromisoformat(after)


@pytest.mark.parametrize(
    ("before", "after", "hindrance"),
    [
        ("2022-01-14", "2023-01-13", ""),
        ("2022-04-07", "2023-04-05", "6. april: skjærtorsdag"),
        ("2022-05-18", "2023-05-16", "17. mai"),
        ("2022-05-19", "2023-05-19", "18. mai: Kristi himmelfartsdag"),
        ("2022-02-23", "2023-02-27", "22. februar: vinterferie"),
        ("24.–25. august 2022", "23.–24. august 2023", ""),
        ("17.–18. mai 2022", "15.–16. mai 2023", "17. mai"),
        ("juni 2022", "juni 2023", ""),
        ("2022-12-31", "2023-12-29", "30. desember: en lørdag"),
        ("2022-01-01", "2023-01-06", "7. januar: en lørdag"),
    ],
)
def test_a_day_on_which_nobody_is_to_meet_gives_way(before: str, after: str, hindrance: str) -> None:
    assert days().proposed(dato(before)) == (dato(after), hindrance)


def test_a_day_on_which_another_body_meets_gives_way() -> None:
    found, why = days("2023-01-13").proposed(dato("2022-01-14"))
    assert (found, why) == (dato("2023-01-12"), "13. januar: «styret»")
    found, _ = days("13.–16. januar 2023").proposed(dato("2022-01-14"))
    assert found == dato("2023-01-12")


def test_a_meeting_stays_in_the_year() -> None:
    found, _ = days("18.–31. desember 2023").proposed(dato("2022-12-30"))
    assert found == dato("2023-12-15")


def test_a_gathering_over_a_weekend_may_be_on_one_again() -> None:
    assert days().proposed(dato("9.–11. september 2022"))[0] == dato("8.–10. september 2023")
