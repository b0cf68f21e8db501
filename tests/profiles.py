"""How far the tests look: a short way each time, the whole way where the environment variable CI is set."""

import os
from typing import Final

from hypothesis import settings

LONG: Final = bool(os.environ.get("CI"))
# For what takes seconds in each written language.
WRITTEN_LANGUAGES: Final = ("bokmål", "nynorsk") if LONG else ("bokmål",)


def examples(whole: int) -> int:
    """How many examples a property is tried on: a fifth of them where the way is short."""
    return whole if LONG else max(whole // 5, 5)


def load() -> None:
    """Set what holds for all properties.

    How long an example takes says how busy the machine is, not whether the code is right; and a test that
    passes does so each time.
    """
    settings.register_profile("dokumentmaskin", deadline=None, derandomize=True, max_examples=examples(100))
    settings.load_profile("dokumentmaskin")


def said() -> str:
    """What a run says of itself, so that nothing is left out in silence."""
    if LONG:
        return "The whole way: all examples and combinations."
    return (
        "A short way: a fifth of the examples, each edit of a document once, open editions in one written "
        "language. With CI=true: all of them."
    )
