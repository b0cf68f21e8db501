"""The records of the plan: what follows from a new field is not forgotten."""

import dataclasses

from dokumentmaskin.document.cases import SakFelt
from dokumentmaskin.plan.records.model import Saksframlegg


def test_every_field_of_a_case_can_be_printed_by_a_template() -> None:
    printed = {field.name for field in dataclasses.fields(SakFelt)}
    assert set(Saksframlegg.model_fields) - printed == set()
