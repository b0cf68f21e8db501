"""How far the tests look: a short way each time, the whole way where the environment variable CI is set."""

import os
from collections.abc import Sequence
from typing import Final, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

T = TypeVar("T")

LONG: Final = bool(os.environ.get("CI"))
# For what takes seconds in each written language.
WRITTEN_LANGUAGES: Final = ("bokmål", "nynorsk") if LONG else ("bokmål",)


def examples(whole: int, *, short: int | None = None) -> int:
    """How many examples a property is tried on; where the way is short a tenth, or as many as given."""
    return whole if LONG else short or max(whole // 10, 5)


def some(cases: Sequence[T], *, short: int) -> Sequence[T]:
    """Cases of one kind, of which the first few say the most: those alone where the way is short."""
    return cases if LONG else cases[:short]


def seeds(whole: int, *found: int, short: int | None = None) -> pytest.MarkDecorator:
    """The seeds that a property is tried on: the first ones, and those that have once found a fault.

    Plain numbers, for what draws everything from a `Random` anyway: nothing else can choose others.

    Args:
        whole: How many.
        found: Those that have found a fault, and are always tried.
        short: How many where the way is short; see `examples`.
    """
    return pytest.mark.parametrize("seed", [*found, *range(examples(whole, short=short))])


# What takes seconds, in the programs of others or for a whole year once more, and is told of in `said`.
long_way: Final = pytest.mark.skipif(not LONG, reason="takes seconds: with CI=true")


def load() -> None:
    """Set what holds for all properties.

    How long an example takes says how busy the machine is, not whether the code is right; and a test that
    passes does so each time. So no test has health checks of its own: what it gives replaces these.
    """
    # Hypothesis draws numbers and words that stand in the modules it finds imported: another module first,
    # or another number anywhere in the code, would be other examples in every test.
    # (Hypothesis 6.170; tests/test_profiles.py fails when it finds them another way.)
    providers._get_local_constants = lambda: providers._local_constants
    settings.register_profile(
        "dokumentmaskin",
        deadline=None,
        derandomize=True,
        max_examples=examples(100),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("dokumentmaskin")


def said() -> str:
    """What a run says of itself, so that nothing is left out in silence."""
    if LONG:
        return "The whole way: all examples and combinations."
    return (
        "A short way: a tenth of the examples and seeds or fewer, each edit of a document once, a few of the "
        "commands, papers, fonts and moments that are alike, what makes whole papers in bokmål alone, what "
        "the programs of others say of the year's documents alone, and no whole year made twice. "
        "With CI=true: all of them, in both written languages."
    )
