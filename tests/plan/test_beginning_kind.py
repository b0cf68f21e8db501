"""A body's kind is known from its name only when the name is the kind's own word."""

import pytest

from dokumentmaskin.plan.beginning import kind_of


@pytest.mark.parametrize(
    ("name", "målform", "kind"),
    [
        ("Styret", "bokmål", "styre"),
        ("utvalet", "nynorsk", "utvalg"),
        ("styringsgruppen", "bokmål", ""),
        ("kontrollutvalget", "bokmål", ""),
    ],
)
def test_a_name_says_its_kind_only_when_it_is_the_word(name: str, målform: str, kind: str) -> None:
    assert kind_of(name, målform) == kind
