"""The records of minutes and documents cannot be changed once they are made, nor get fields by a slip."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

import pytest

import dokumentmaskin.document
import dokumentmaskin.minutes

# What is filled while a document is read or made, as what `richtext` has for itself is.
COLLECTORS = {
    "CaseParts",
    "Filled",
    "Ledger",
    "Marks",
    "Minutes",
    "Notes",
    "Part",
    "Turns",
    "_Fields",
    "_List",
}


def records() -> Iterator[Any]:
    for package in (dokumentmaskin.document, dokumentmaskin.minutes):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            own = [one for one in vars(module).values() if getattr(one, "__module__", "") == found.name]
            records = (one for one in own if isinstance(one, type) and is_dataclass(one))
            yield from (one for one in records if not (one.__name__[0] == "_" and "richtext" in found.name))


@pytest.mark.parametrize("record", [*records()], ids=lambda record: record.__qualname__)
def test_a_record_is_frozen_and_has_slots(record: Any) -> None:
    assert record.__dataclass_params__.frozen is (record.__name__ not in COLLECTORS)
    assert "__slots__" in vars(record)
