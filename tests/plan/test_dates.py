"""Dates and times of day: every form that is read, and what is said of the rest."""

import calendar
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dokumentmaskin.plan.words.bokmal import BOKMÅL
from dokumentmaskin.plan.words.dates import (
    month_number,
    parse_day,
    parse_meeting_date,
    parse_span,
    parse_time,
)
from dokumentmaskin.plan.words.language import Møtedato, Tidsrom
from dokumentmaskin.plan.words.nynorsk import NYNORSK

DAYS = st.dates(date(1900, 1, 1), date(2199, 10, 1))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def days(first: str, last: str = "", *, dag_satt: bool = True) -> Møtedato:
    return Møtedato(date.fromisoformat(first), date.fromisoformat(last or first), dag_satt)


@pytest.mark.parametrize(
    "text",
    ["2022-03-11", "11.03.2022", "11.3.2022", "11. mars 2022", "11.mars 2022", " 11.\u00a0MARS  2022 "],
)
def test_a_day_in_every_form(text: str) -> None:
    assert parse_day(text) == date(2022, 3, 11)
    assert parse_meeting_date(text) == days("2022-03-11")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11. mars", days("2022-03-11")),
        ("11. mars 2023", days("2023-03-11")),
        ("29. februar 2024", days("2024-02-29")),
        ("24.–25. august 2022", days("2022-08-24", "2022-08-25")),
        ("24.-25. august", days("2022-08-24", "2022-08-25")),
        ("24. — 25. august 2022", days("2022-08-24", "2022-08-25")),
        ("24. august–25. august 2022", days("2022-08-24", "2022-08-25")),
        ("30. august–1. september", days("2022-08-30", "2022-09-01")),
        ("2022-08-24/2022-08-25", days("2022-08-24", "2022-08-25")),
        ("2022-12-30/2023-01-02", days("2022-12-30", "2023-01-02")),
        ("2022-06", days("2022-06-01", "2022-06-30", dag_satt=False)),
        ("2024-02", days("2024-02-01", "2024-02-29", dag_satt=False)),
        ("juni 2022", days("2022-06-01", "2022-06-30", dag_satt=False)),
        ("Juni", days("2022-06-01", "2022-06-30", dag_satt=False)),
    ],
)
def test_a_meeting_date_in_every_form(text: str, expected: Møtedato) -> None:
    assert parse_meeting_date(text, 2022) == expected


@given(DAYS)
def test_any_day_reads_back_from_every_way_it_is_written(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ]
    written += [språk.day(day) for språk in (BOKMÅL, NYNORSK)]
    assert {parse_day(text) for text in written} == {day}
    assert {parse_meeting_date(text) for text in written} == {Møtedato(day, day)}


@given(DAYS, st.integers(1, 60))
@example(date(2022, 8, 24), 1)
@example(date(2022, 8, 31), 1)
def test_any_days_in_a_row_read_back_from_every_way_they_are_written(first: date, more: int) -> None:
    span = Møtedato(first, first + timedelta(days=more))
    written = [f"{span.fra}/{span.til}"]
    if span.fra.year == span.til.year:
        written += [språk.meeting_date(span) for språk in (BOKMÅL, NYNORSK)]
    assert {parse_meeting_date(text) for text in written} == {span}


@given(DAYS)
def test_any_month_reads_back_from_every_way_it_is_written(day: date) -> None:
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    month = Møtedato(day.replace(day=1), last, dag_satt=False)
    written = [f"{day.year}-{day.month:02}", *(s.meeting_date(month) for s in (BOKMÅL, NYNORSK))]
    assert {parse_meeting_date(text) for text in written} == {month}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i dag",
        "2022",
        "2022-13-11",
        "2022-02-29",
        "2022-13",
        "0000-01-01",
        "31.06.2022",
        "11.03.22",
        "11/03/2022",
        "31. juni 2022",
        "11. march 2022",
        "11 mars 2022",
        "24.–25. 2022",
        "2022-08-24/",
        "99999999999999999999. mars 2022",
    ],
)
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    for parse in (parse_day, parse_meeting_date):
        with pytest.raises(ValueError, match="er ikke en dato") as caught:
            parse(text)
        assert f"«{text}»" in str(caught.value)


@pytest.mark.parametrize("text", ["9999-12-31", "0222-03-11", "11. mars 2202", "2199-12-31/2200-01-01"])
def test_a_year_beyond_any_plan_is_a_slip_of_the_hand(text: str) -> None:
    with pytest.raises(ValueError, match=r"ikke i et år mellom 1900 og 2199|er ikke en dato"):
        parse_day(text)
    with pytest.raises(ValueError, match="ikke i et år mellom 1900 og 2199"):
        parse_meeting_date(text)


@pytest.mark.parametrize("text", ["juni 2022", "2022-06", "24.–25. august 2022", "11. mars"])
def test_one_day_is_never_a_month_several_days_or_a_day_of_no_year(text: str) -> None:
    with pytest.raises(ValueError, match=f"«{text}» er ikke en dato"):
        parse_day(text)


@pytest.mark.parametrize("text", ["juni", "11. mars", "24.–25. august"])
def test_a_date_without_a_year_needs_the_plans(text: str) -> None:
    with pytest.raises(ValueError, match=f"«{text}» er ikke en dato"):
        parse_meeting_date(text)


@pytest.mark.parametrize(
    "text", ["25.–24. august 2022", "1. september–30. august 2022", "2022-08-25/2022-08-24"]
)
def test_days_that_end_before_they_begin_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"«{text}» slutter før den begynner"):
        parse_meeting_date(text)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_refusal_that_names_it(text: str) -> None:
    try:
        found = parse_meeting_date(text, 2022)
    except ValueError as error:
        assert f"«{text}»" in str(error)  # noqa: PT017
    else:
        assert found.fra <= found.til


def test_a_meeting_covers_its_days_and_a_month_covers_none() -> None:
    meeting = days("2022-08-24", "2022-08-25")
    covered = [meeting.covers(date(2022, 8, day)) for day in (23, 24, 25, 26)]
    assert covered == [False, True, True, False]
    assert not days("2022-06-01", "2022-06-30", dag_satt=False).covers(date(2022, 6, 1))


def test_months_are_known_in_both_forms_of_norwegian() -> None:
    names = "januar februar mars april mai juni juli august september oktober november desember"
    assert [month_number(name) for name in names.split()] == list(range(1, 13))
    assert month_number("Mars") == 3
    assert month_number("march") is None


@given(CLOCKS)
@example(time(10, 0))
def test_any_time_reads_back_from_every_way_it_is_written(clock: time) -> None:
    written = [f"{clock:%H:%M}", f"{clock:%H.%M}", f"{clock.hour}:{clock:%M}", f" kl. {clock:%H.%M} "]
    written += [f"kl {clock:%H:%M}", BOKMÅL.clock(clock)]
    assert {parse_time(text) for text in written} == {clock}


@given(CLOCKS, CLOCKS)
def test_any_stretch_reads_back_unless_it_ends_before_it_begins(first: time, last: time) -> None:
    span = Tidsrom(first, last)
    written = [f"{first:%H:%M}{dash}{last:%H:%M}" for dash in ("–", "-", "—", " – ")]
    written.append(NYNORSK.clock(span))
    for text in written:
        if first < last:
            assert parse_span(text) == span
        else:
            with pytest.raises(ValueError, match="slutter før det begynner") as caught:
                parse_span(text)
            assert f"«{text}»" in str(caught.value)


def test_a_single_time_is_a_stretch_without_an_end() -> None:
    assert parse_span("09:00") == Tidsrom(time(9, 0))


@pytest.mark.parametrize("text", ["", "9", "24:00", "09:60", "9:5", "09:00:00", "600", "ti", "09:00–11:30"])
def test_what_is_no_time_of_day_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="er ikke et klokkeslett") as caught:
        parse_time(text)
    assert f"«{text}»" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "named"), [("09:00–25:00", "25:00"), ("ni–ti", "ni"), ("09:00–", "09:00–"), ("–11", "–11")]
)
def test_what_is_no_stretch_of_time_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(ValueError, match="er ikke et") as caught:
        parse_span(text)
    assert f"«{named}»" in str(caught.value)
