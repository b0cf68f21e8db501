"""The minutes of the real meeting, ready to be edited, and their reader."""

from collections.abc import Callable

import pytest

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes
from tests.minutes.finished import (
    MEETING,
    PATH,
    all_prompts,
    skeleton,
)
from tests.minutes.word_edits import (
    WordEdit,
)


@pytest.fixture
def edit() -> WordEdit:
    return WordEdit(skeleton())


@pytest.fixture
def read() -> Callable[[WordEdit | bytes], ReadMinutes]:
    def back(edited: WordEdit | bytes) -> ReadMinutes:
        if isinstance(edited, bytes):
            return read_minutes(edited, PATH, MEETING, skeleton(), all_prompts())
        return read_minutes(edited.saved(), PATH, MEETING, edited.origin, all_prompts())

    return back
