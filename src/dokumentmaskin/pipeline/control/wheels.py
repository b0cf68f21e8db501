"""The year wheels that lie there as SVG, held against what would be drawn of the plan now, by their words."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import read_content
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.wheels import wheels_there

# The description counts what there is, so that something that is gone from the plan is missed too.
_TEXTS: Final = re.compile(r"<(?:text|tspan|desc)\b[^>]*>([^<]*)")
_NAMED: Final = 8


def wheels(pipeline: Pipeline, år: int) -> Iterator[Problem | None]:
    """Of each wheel that it lacks words that it would have now; None of one that has them all.

    Raises:
        WrongUseError: There is no plan for the year.
        TemplateError: The template of the wheel cannot be used.
        RefusedError: A wheel cannot be read.
    """
    for file, drawn in wheels_there(pipeline.workspace, pipeline.plan, år):
        lying = (read_content(file) or b"").decode("utf-8", "replace")
        missing = list(Counter(_words(drawn)) - Counter(_words(lying)))
        yield _outdated(pipeline.workspace.name(file), missing, år) if missing else None


def _words(drawn: str) -> list[str]:
    return [word for text in _TEXTS.findall(drawn) for word in text.split()]


def _outdated(name: str, missing: list[str], år: int) -> Problem:
    said = ", ".join(f"«{word}»" for word in missing[:_NAMED])
    message = f"Årshjulet sier ikke det samme som planen. Det mangler {said}."
    return Problem("kontroll-program", message, f"Tegn det på nytt med «dok arshjul {år}».", Place(name))
