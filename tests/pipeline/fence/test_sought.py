"""What is withheld is found in a text however it is set, and what everyone may read is not."""

from collections.abc import Container, Iterable
from time import perf_counter
from typing import Final

import pytest

from dokumentmaskin.pdf import Said
from dokumentmaskin.pipeline.fence.sought import Kind, Secret, Sought

PAY: Final = "Lønnen til rådgiver Beta økes med 30 000 kroner fra nyttår."


def found(
    text: str | Iterable[Said], secret: str, kind: Kind = "tekst", allowed: str = "", papers: str = ""
) -> list[str]:
    said = [Said(text, "på side 1")] if isinstance(text, str) else text
    sought = Sought([Secret(secret, "planen", kind)], [allowed], [papers])
    return [one.words for one in sought.found(said)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi så at lønnen til rådgiver Beta økes med mye.",
        "LØNNEN TIL RÅDGIVER\nBETA ØKES MED",
        "lønnen til råd-\ngiver Beta økes med",
        "lønnen til råd\u00adgiver\u00a0Beta økes\u200b med",
        "lønnen til ra\u030adgiver Beta økes med",
        "lønnentilrådgiverBetaøkesmed",
        "l ø n n e n til rådgiver Beta økes med",
        "«Lønnen til rådgiver» – Beta; økes (med)",
        "til%20r%C3%A5dgiver%20beta%20%C3%B8kes%20med%2030",
        "ﬁnt: til rådgiver Beta økes med 30",
    ],
)
def test_six_words_in_a_row_are_found_however_they_are_set(text: str) -> None:
    assert len(found(text, PAY)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "lønnen til rådgiver Beta økes",
        "Lønnen til rådgiver Gamma økes med 30 000 kroner",
        "lønnen til rådgiver beta. Alfa økes med 30 000 kroner",
    ],
)
def test_fewer_are_not(text: str) -> None:
    assert found(text, PAY) == []


def test_a_run_is_found_over_pages_but_not_over_other_texts() -> None:
    pages = [Said("Lønnen til rådgiver", "på side 1"), Said("Beta økes med", "på side 2", goes_on=True)]
    assert found(pages, PAY) == ["lønnen til rådgiver beta økes med"]
    apart = [Said("Lønnen til rådgiver", "i et bokmerke"), Said("Beta økes med", "i et bokmerke")]
    assert found(apart, PAY) == []


def test_all_that_stands_in_one_place_is_said() -> None:
    assert found(f"Først. {PAY} Sist.", PAY) == ["lønnen til rådgiver beta økes med 30 000 kroner fra nyttår"]


def test_it_is_said_where() -> None:
    pages = [Said("Åpent", "på side 1"), Said(PAY, "på side 2", goes_on=True), Said(PAY, "i et bokmerke")]
    where = [one.where for one in Sought([Secret(PAY, "planen")], []).found(pages)]
    assert where == ["på side 2", "i et bokmerke"]


def test_where_words_begin_is_read_more_closely_when_that_decides() -> None:
    asked = []

    def closely(places: Container[str]) -> list[Said]:
        asked.append(places)
        return [Said("Sted: Teams\nBudsjett", "på side 2")]

    sought = Sought([Secret("Budsjett", "planen", "tittel")], [])
    pages = [Said("Åpent", "på side 1"), Said("Sted: TeamsBudsjett", "på side 2", goes_on=True)]
    assert [one.where for one in sought.found(pages, closely)] == ["på side 2"]
    assert asked == [{"på side 2"}]
    assert sought.found([Said("Åpent", "på side 1")], closely) == ()
    assert len(asked) == 1


def test_numbers_in_a_row_are_no_words() -> None:
    years = "2020 2021 2022 2023 2024 2025 2026"
    assert found(years, years) == []


@pytest.mark.parametrize(
    "text",
    ["Om lønn til Beta står det", "Sak 4: Lønn til Beta", "lønn til beta.pdf", "Lønn\ntil Beta"],
)
def test_a_title_of_three_words_is_found_anywhere(text: str) -> None:
    assert found(text, "Lønn til Beta", "tittel") == ["lønn til beta"]


def test_but_not_inside_other_words() -> None:
    assert found("topplønn til betaling", "Lønn til Beta", "tittel") == []


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Budsjett", True),
        ("først\nBUDSJETT\nsist", True),
        ("Sak 4/22: Budsjett", True),
        ("Vedlegg 2 Budsjett", True),
        ("4 Budsjett vedtak Kari", True),
        ("Budsjett 12", True),
        ("budsjett.pdf", True),
        ("Vi drøftet budsjett i dag", False),
        ("Budsjettet", False),
        ("Budsjett for hele året", False),
    ],
)
def test_a_short_title_counts_where_it_stands_as_one(text: str, *, there: bool) -> None:
    assert bool(found(text, "Budsjett", "tittel")) == there


@pytest.mark.parametrize(
    ("text", "there"),
    [("se løvenotat.pdf her", True), ("Løvenotat", True), ("et løvenotat her", False), ("løve.pdf", False)],
)
def test_the_name_of_a_file_is_found_with_its_suffix_anywhere(text: str, *, there: bool) -> None:
    assert bool(found(text, "løvenotat.pdf", "fil")) == there


@pytest.mark.parametrize(("text", "there"), [("se l.pdf her", True), ("l", False), ("Vedlegg 1: l", False)])
def test_a_name_of_one_or_two_letters_is_found_with_its_suffix_alone(text: str, *, there: bool) -> None:
    assert bool(found(text, "l.pdf", "fil")) == there


@pytest.mark.parametrize(
    ("text", "secret", "there"),
    [
        ("tlf. 22 33 44 55.", "+47 22334455", True),
        ("+4722334455", "ring 22 33 44 55", True),
        ("tlf. 22 33 44 56", "22334455", False),
        ("konto 1234.56.78903", "konto 1234 56 78903", True),
        ("saken 202212345", "arkivsak 202212345", True),
        ("11.03.2022", "11032022", False),
        ("skriv til Kari@A.example", "kari@a.example", True),
        ("skriv til kari@a.example", "mari@a.example", False),
        ("https://m.example/l/mø-\nte?a=%3A1", "https://m.example/l/møte?a=:1", True),
        ("http://m.example/l/mote", "https://m.example/l/mote", True),
        ("https://m.example/l/motet", "https://m.example/l/mote", False),
        ("https://m.example/", "https://m.example/l/mote", False),
    ],
)
def test_an_address_and_a_number_are_found_whole(text: str, secret: str, *, there: bool) -> None:
    assert bool(found(text, secret)) == there


def test_what_everyone_may_read_is_not_withheld() -> None:
    assert found(PAY, PAY, allowed=f"I går: {PAY}") == []
    assert found("Sak 4: Budsjett", "Budsjett", "tittel", allowed="Vi ser på budsjett") == []
    assert found("22334455", "22334455", allowed="ring 22 33 44 55") == []
    rest = found(PAY, PAY, allowed="rådgiver Beta økes med 30 000 kroner fra nyttår")
    assert rest == ["lønnen til rådgiver beta økes med 30"]


def test_a_letterhead_is_no_exempt_papers_own() -> None:
    head, text = "post@kommune.example, 22334455", f"{PAY} post@kommune.example 22334455"
    assert found(f"{head} {PAY}", text, "papir", papers=head) == [
        "lønnen til rådgiver beta økes med 30 000 kroner fra nyttår"
    ]
    assert len(found(head, text, "papir")) == 1
    # What the plan withholds itself is withheld, whatever a paper says; and so is what a paper says in words.
    assert len(found(head, text, papers=head)) == 1
    assert len(found(PAY, text, "papir", papers=PAY)) == 1


def test_the_time_is_linear() -> None:
    """Four times as much of both takes some four times as long, not sixteen."""

    def seconds(pages: int) -> float:
        said = [Said(" ".join(f"ord{n * page % 997}" for n in range(300)), "") for page in range(pages)]
        secret = Secret(" ".join(f"ord{n * n % 1009}" for n in range(50 * pages)), "")
        begun = perf_counter()
        Sought([secret], []).found(said)
        return perf_counter() - begun

    assert min(seconds(80) for _ in range(3)) < 9 * min(seconds(20) for _ in range(3))
