"""Dates in running text, with the weekdays before them."""

import pytest

from dokumentmaskin.plan import mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dato: fredag 11. mars 2022", ["11.3.2022 fre"]),
        ("Møtet er 24./25. september.", ["24.9.", "25.9."]),
        ("fredag 11. og laurdag 12. mars 2022", ["11.3.2022 fre", "12.3.2022 lør"]),
        ("30. desember–2. januar 2023", ["30.12.2022", "2.1.2023"]),
        ("tysdag den 08.03.2022, kl. 09.00–11.30", ["8.3.2022 tir"]),
        ("31.12.–02.01.2023", ["31.12.2022", "2.1.2023"]),
        ("søndag 2022-03-13", ["13.3.2022 søn"]),
        ("Sak 11.2 i mars 2022, § 3.4. mars, juni 2022", []),
        ("onsdag og torsdag 24.–25. august 2022", ["24.8.2022 ons", "25.8.2022 tor"]),
        ("fra mandag til fredag 11. mars 2022", ["11.3.2022"]),
        ("langfredag 15. april 2022", ["15.4.2022"]),
        ("fredag 31. juni 2022", ["31.6.2022 fre"]),
        (
            "fre. 11. mar. 2022, tors 12/5-2022 og Fredag 12/5",
            ["11.3.2022 fre", "12.5.2022 tor", "12.5. fre"],
        ),
        ("fredagen 11 mars 2022 og fredag 11.03.22", ["11.3.2022 fre", "11.3.2022 fre"]),
        ("12. mars 2022 (fredag) og 13. aug. 2022 (lør.)", ["12.3.2022 fre", "13.8.2022 lør"]),
        ("Svar innen mandag. 11. mars 2022 er for sent.", ["11.3.2022"]),
        ("Skal man 12. mars 2022, sa Tor. 12. mars 2022.", ["12.3.2022", "12.3.2022"]),
        ("Åpent 24/7, sak 12/22, del 1/3 av 2022, tlf. 22.11.33.44, onsdag 1 av 3", []),
    ],
)
def test_each_date_is_found_with_its_days(text: str, found: list[str]) -> None:
    days = ["man", "tir", "ons", "tor", "fre", "lør", "søn"]
    said = [
        f"{d.dag}.{d.måned}.{d.år or ''} {days[d.ukedag] if d.ukedag is not None else ''}".strip()
        for one in mentions(text)
        for d in one.dager
    ]
    assert said == found


def test_a_date_without_a_year_is_in_the_year_that_is_asked_for() -> None:
    (one,) = mentions("24.–25. august")
    span = one.in_year(2022)
    assert span is not None
    assert (span.fra.isoformat(), span.til.isoformat()) == ("2022-08-24", "2022-08-25")
    (none,) = mentions("31. juni")
    assert none.in_year(2022) is None


def test_a_date_that_stands_twice_is_found_in_both_places() -> None:
    assert [found.start for found in mentions("Sendt 8. mars, holdt 8. mars")] == [6, 21]
