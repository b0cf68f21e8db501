"""The words and written dates of both forms of Norwegian."""

import string
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, time
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args

import pytest

from dokumentmaskin.plan import words
from dokumentmaskin.plan.calendar.deadlines import Fristslag
from dokumentmaskin.plan.records.cases import Sakstype
from dokumentmaskin.plan.records.fields import MEETING_KINDS
from dokumentmaskin.plan.words.bokmal import BOKMÅL
from dokumentmaskin.plan.words.dates import month_number, parse_day
from dokumentmaskin.plan.words.language import NBSP, Møtedato, Språk, Tidsrom
from dokumentmaskin.plan.words.languages import LANGUAGES
from dokumentmaskin.plan.words.nynorsk import NYNORSK
from tests.conftest import REPOSITORY

EVERY = pytest.mark.parametrize("språk", LANGUAGES.values(), ids=lambda språk: språk.kode)
BOTH = pytest.mark.parametrize("språk", [BOKMÅL, NYNORSK], ids=lambda språk: språk.kode)
SEVERAL_WORDS = {"organer", "endringer", "hjul", "typer", "sakstyper", "frister", "tallord"}
WORDS = [field.name for field in fields(Språk) if field.name not in SEVERAL_WORDS]


def span(first: str, last: str) -> Møtedato:
    return Møtedato(date.fromisoformat(first), date.fromisoformat(last))


# The sentences with more than one value in them.
SEVERAL = {
    "unntatt_løpelinje": 2,
    "godkjenn_referat": 2,
    "referat_fra": 2,
    "løpelinje": 4,
    "opphav": 2,
    "unntatt_punkt": 2,
    "revisjon": 2,
}


def placeholders(text: str) -> list[str | None]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def test_each_målform_has_its_own_language() -> None:
    assert LANGUAGES["bokmål"] is BOKMÅL
    assert LANGUAGES["nynorsk"] is NYNORSK
    assert (BOKMÅL.kode, BOKMÅL.mappe) == ("nb-NO", "bokmal")
    assert (NYNORSK.kode, NYNORSK.mappe) == ("nn-NO", "nynorsk")


def test_every_language_that_is_written_down_can_be_chosen() -> None:
    modules = (import_module(f"{words.__name__}.{file.name}") for file in iter_modules(words.__path__))
    written = {one.kode for module in modules for one in vars(module).values() if isinstance(one, Språk)}
    assert written == {språk.kode for språk in LANGUAGES.values()}


@EVERY
def test_every_language_has_its_templates_and_its_dates(språk: Språk) -> None:
    templates = REPOSITORY / "templates"
    expected = {file.name for file in (templates / BOKMÅL.mappe).glob("*.docx")}
    assert {file.name for file in (templates / språk.mappe).glob("*.docx")} == expected
    for month in range(1, 13):
        day = date(2022, month, 1)
        assert month_number(språk.month(day)) == month
        assert parse_day(språk.day(day).replace(NBSP, " ")) == day


@EVERY
@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_there_with_the_same_places_for_values(name: str, språk: Språk) -> None:
    bokmål, other = (getattr(one, name) for one in (BOKMÅL, språk))
    assert other.strip()
    assert placeholders(bokmål) == placeholders(other)
    assert set(placeholders(bokmål)) <= {""}
    assert len(placeholders(bokmål)) <= SEVERAL.get(name, 1)


def sentences(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence in a record, a mapping or a text, with where it stands."""
    if isinstance(part, str):
        yield path, part
        return
    inside = (
        part if isinstance(part, dict) else {field.name: getattr(part, field.name) for field in fields(part)}
    )
    for name, value in inside.items():
        yield from sentences(value, f"{path}.{name}")


@EVERY
def test_every_change_is_said_with_the_same_places_for_values(språk: Språk) -> None:
    bokmål, other = (dict(sentences(one.endringer)) for one in (BOKMÅL, språk))
    assert all(other.values())
    assert {name: placeholders(text) for name, text in other.items()} == {
        name: placeholders(text) for name, text in bokmål.items()
    }


@EVERY
def test_every_kind_of_meeting_and_every_number_has_a_name(språk: Språk) -> None:
    assert set(språk.typer) == {kind for kind in MEETING_KINDS if not kind.endswith("møte")}
    assert all(språk.typer.values())
    assert set(språk.sakstyper) == set(get_args(Sakstype))
    assert all(språk.sakstyper.values())
    assert set(språk.frister) == set(get_args(Fristslag))
    assert all(språk.frister.values())
    assert len(set(filter(None, språk.tallord))) == len(BOKMÅL.tallord)


def test_nynorsk_is_nynorsk() -> None:
    assert NYNORSK.godkjenn_forrige_referat == "Godkjenning av {} frå førre møte"
    assert BOKMÅL.godkjenn_forrige_referat == "Godkjenning av {} fra forrige møte"


@pytest.mark.parametrize(
    ("språk", "weekday"), [(BOKMÅL, "søndag 13. mars 2022"), (NYNORSK, "søndag 13. mars 2022")]
)
def test_a_day_is_written_out(språk: Språk, weekday: str) -> None:
    day = date(2022, 3, 13)
    assert språk.weekday(day).replace(NBSP, " ") == weekday
    assert språk.day(day).replace(NBSP, " ") == "13. mars 2022"
    assert språk.month(day) == "mars"


def test_days_of_the_week_follow_the_målform() -> None:
    day = date(2022, 3, 12)
    assert BOKMÅL.weekday(day).startswith("lørdag ")
    assert NYNORSK.weekday(day).startswith("laurdag ")


@BOTH
def test_a_line_never_ends_between_the_day_and_the_month(språk: Språk) -> None:
    day = Møtedato(date(2022, 3, 11), date(2022, 3, 11))
    assert språk.day(day.fra) == f"11.{NBSP}mars 2022"
    assert f"11.{NBSP}mars" in språk.weekday(day.fra)
    assert f"11.{NBSP}mars" in språk.meeting_date(day)
    assert språk.clock(time(9)) == f"kl.{NBSP}09.00"


@BOTH
@pytest.mark.parametrize(
    ("dato", "text", "table"),
    [
        (span("2022-08-24", "2022-08-25"), "24.–25. august 2022", "24.–25.08.2022"),
        (span("2022-08-30", "2022-09-01"), "30. august–1. september 2022", "30.08.–01.09.2022"),
        (span("2022-12-30", "2023-01-02"), "30. desember 2022–2. januar 2023", "30.12.2022–02.01.2023"),
        (Møtedato(date(2022, 6, 1), date(2022, 6, 30), dag_satt=False), "juni 2022", "juni 2022"),
    ],
)
def test_several_days_and_a_month(språk: Språk, dato: Møtedato, text: str, table: str) -> None:
    assert språk.meeting_date(dato).replace(NBSP, " ") == text
    assert språk.table_date(dato) == table


@BOTH
def test_one_day_in_running_text_has_its_weekday_and_in_a_table_is_numbers(språk: Språk) -> None:
    day = Møtedato(date(2022, 3, 11), date(2022, 3, 11))
    assert språk.meeting_date(day).replace(NBSP, " ") == "fredag 11. mars 2022"
    assert språk.table_date(day) == "11.03.2022"


@BOTH
def test_the_clock_has_points_and_an_unspaced_dash(språk: Språk) -> None:
    assert språk.clock(Tidsrom(time(9), time(11, 30))) == f"kl.{NBSP}09.00–11.30"
    assert språk.clock(Tidsrom(time(13, 5))) == f"kl.{NBSP}13.05"


@BOTH
@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_series_of_words(språk: Språk, words: list[str], text: str) -> None:
    assert språk.series(words) == text


@BOTH
def test_numbers_are_words_up_to_twelve_and_one_has_its_own_sentence(språk: Språk) -> None:
    told = [språk.counted("Ett er.", "{} er.", count) for count in (1, 2, 12, 13)]
    assert told == ["Ett er.", "To er.", "Tolv er.", "13 er."]


@EVERY
@pytest.mark.parametrize("pair", ["uten_tagger", "uten_tekst", "unntatt", "mangler"])
def test_a_sentence_of_one_thing_has_no_place_for_a_number(språk: Språk, pair: str) -> None:
    one = getattr(språk, f"ett_{pair}")
    assert one.startswith(f"{språk.tallord[0].capitalize()} vedlegg ")
    assert "{}" not in one
