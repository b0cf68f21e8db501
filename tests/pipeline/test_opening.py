"""Whose a row is that a person has written in the table of what is to be followed up."""

from collections.abc import Mapping

import pytest

from dokumentmaskin.pipeline.opening import whose_row
from dokumentmaskin.plan import Sak, Unntatt
from dokumentmaskin.plan.records import Saksframlegg

EXEMPT = Sak(
    "2", Saksframlegg(tittel="Tilsetting av leder", unntatt=Unntatt(hjemmel="offl. § 25")), fast=None
)
OPEN = Sak("12", Saksframlegg(tittel="Budsjett"), fast=None)
ROW = {"Hva": "Ringe kandidaten", "Hvem": "Kari", "Frist": "", "Status": ""}


def of_case(text: str) -> Mapping[str, str]:
    return {**ROW, "Sak": text}


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (of_case("2"), "closed"),
        (of_case("Sak 2"), "closed"),
        (of_case("tilsetting av leder"), "closed"),
        (of_case("12"), "open"),
        (of_case("Budsjett"), "open"),
        (of_case("2 og 12"), "unsure"),
        (of_case(""), "unsure"),
        (of_case("3"), "unsure"),
        (ROW, "unsure"),
        ({"Kva": "Ringe", "Kven": "Kari", "Frist": "", "Status": "", "Sak": "2"}, "closed"),
        ({"Delregion": "Oslo", "Medlem": "Kari", "Sak": "2"}, "neither"),
    ],
)
def test_a_row_is_of_the_case_that_its_column_names(cells: Mapping[str, str], verdict: str) -> None:
    assert whose_row((EXEMPT, OPEN), cells) == verdict


def test_where_no_case_is_exempt_a_row_is_asked_nothing_about() -> None:
    assert whose_row((OPEN,), of_case("")) == "neither"
