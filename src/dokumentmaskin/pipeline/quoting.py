"""Naming many things in one sentence: the first few with their words, the rest as a number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_SHOWN: Final = 3
_LONGEST: Final = 60  # letters of a text that is quoted


@dataclass(frozen=True, slots=True)
class Quote:
    """One of them.

    Attributes:
        what: What was done, as «slettet»; may be empty.
        text: The words that it is about, if any.
        where: Where it is; may be empty.
    """

    what: str
    text: str = ""
    where: str = ""

    def __str__(self) -> str:
        text = f"«{shortened(self.text)}»" if self.text else ""
        return " ".join(piece for piece in (self.what, text, self.where) if piece) or "uten tekst"


def counted(number: int, one: str, several: str) -> str:
    """«én kommentar» or «5 kommentarer»."""
    return f"én {one}" if number == 1 else f"{number} {several}"


def names(authors: Iterable[str]) -> str:
    """« av Kari Nordmann og 2 til», with a space before; empty when nobody is named."""
    known = [Quote(name) for name in dict.fromkeys(author for author in authors if author)]
    return f" av {listed(known)}" if known else ""


def listed(quotes: Sequence[Quote]) -> str:
    """The first few as a list, and how many more there are."""
    shown = list(map(str, quotes if len(quotes) <= _SHOWN + 1 else quotes[:_SHOWN]))
    rest = len(quotes) - len(shown)
    *before, last = [*shown, f"{rest} til"] if rest else shown
    return f"{', '.join(before)} og {last}" if before else last


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text of at most so many letters, cut between words."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0] or text[:longest]
    return f"{cut} …"
