"""The records of the plan: what follows from a new field is not forgotten."""

import dataclasses

import pytest

from dokumentmaskin.document.cases import SakFelt
from dokumentmaskin.plan.records.cases import Saksframlegg


def test_every_field_of_a_case_can_be_printed_by_a_template() -> None:
    printed = {field.name for field in dataclasses.fields(SakFelt)}
    assert set(Saksframlegg.model_fields) - printed == set()


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("34/21", "34/21"),
        ("Sak nr. 34/21", "34/21"),
        ("saker 34/21 og 35/21", "34/21 og 35/21"),
        ("saksbehandlerens brev", "saksbehandlerens brev"),
    ],
)
def test_the_noun_of_a_reference_is_not_printed_twice(written: str, printed: str) -> None:
    assert Saksframlegg(tittel="A", oppfølging_av=written).oppfølging_av == printed
