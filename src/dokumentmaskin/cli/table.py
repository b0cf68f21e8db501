"""A table of words on a terminal, which wraps in its columns and is plain in a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

_GAP = "  "
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: What stands over it.
        width: How many characters wide it is.
    """

    title: str
    width: int


def lines(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table.

    Args:
        columns: The columns, which make up 80 characters at most with two between each.
        rows: A text for each column in each row; a line break in it stays one.
    """
    for row in ([column.title for column in columns], *rows):
        cells = [_cell(text, column.width) for text, column in zip(row, columns, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            pairs = zip(parts, columns, strict=True)
            yield _GAP.join(f"{part:<{column.width}}" for part, column in pairs).rstrip()


def wrapped(text: str, first: str, later: str) -> Iterator[str]:
    """The lines of a text that fit in 80 characters, the first and the later ones after something."""
    yield from wrap(text, _WIDTH, initial_indent=first, subsequent_indent=later)


def _cell(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in wrap(part, width) or [""]]
