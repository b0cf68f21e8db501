"""Why a YAML file cannot be read, in Norwegian, and exactly what to write instead."""

from collections.abc import Callable
from dataclasses import dataclass

from dokumentmaskin.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class Break:
    """Where the parser gave up.

    Attributes:
        index: Zero-based index into the text of the character it could not accept.
        opening: Zero-based index of what it was in the middle of, the same as `index` when not known.
    """

    index: int
    opening: int


def explain(
    text: str, path: str, broken: Break, find_break: Callable[[str], Break | None]
) -> Problem:
    """Explain a break.

    Args:
        text: The whole file.
        path: What the message calls the file.
        broken: Where the parser gave up.
        find_break: Parses a text and says where it breaks, to try a remedy before advising it.
    """
    line = text.count("\n", 0, broken.index) + 1
    column = broken.index - text.rfind("\n", 0, broken.index)
    shown = text.split("\n")[line - 1].strip()
    return Problem(
        "yaml-syntaks",
        f"YAML-en kan ikke leses her: «{shown}».",
        "Sjekk innrykk, kolon og anførselstegn på denne linjen og linjen over.",
        Place(path, line, column),
    )
