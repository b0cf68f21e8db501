"""Who answers for each text of the minutes, so that none is read as nothing at all.

Every paragraph has a text, and may have words beside it: notes, text boxes, deleted or hidden words, and
comments. Each of the two gets one owner as the minutes are read. What nobody has taken in the end was either
printed by dok and is unchanged, or it is told of.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from dokumentmaskin.word import Line

_BOXES: Final = frozenset({"☐", "☒"})  # which are no words
Owner = Literal["trykt", "verdi", "tekst", "sett på"]


@dataclass(slots=True)
class Ledger:
    """The texts that have an owner; each by its paragraph, and whether it is what stands beside that."""

    owners: dict[tuple[int, bool], Owner] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    # A paragraph is known by its identity, which is its own as long as it is kept.
    _kept: list[Line] = field(default_factory=list)

    def take(self, owner: Owner, lines: Iterable[Line]) -> None:
        """Own the texts of these paragraphs, but not what stands beside them."""
        self._own(owner, lines, beside=(False,))

    def tell(self, lines: Iterable[Line], *, beside: tuple[bool, ...] = (False, True)) -> None:
        """Note that these paragraphs are told of, with all that belongs to them."""
        self._own("sett på", lines, beside=beside)

    def print_beside(self, line: Line) -> None:
        """Note that what stands beside a paragraph is what dok printed there."""
        self._own("trykt", [line], beside=(True,))

    def locate(self, lines: Iterable[Line], place: str) -> None:
        """Say where some paragraphs stand, more closely than the part that they are in."""
        for line in lines:
            self._kept.append(line)
            self.places[id(line)] = place

    def has(self, line: Line, *, beside: bool) -> bool:
        """Whether a text has an owner, or is nothing."""
        return not (said_beside(line) if beside else line.text) or (id(line), beside) in self.owners

    def account(self, lines: Iterable[Line]) -> "Counter[Owner]":
        """How many texts each owner has.

        Raises:
            AssertionError: A text has no owner, so that a word of a person would be lost.
        """
        units = [
            (line, beside)
            for line in lines
            for beside in (False, True)
            if (said_beside(line) if beside else line.text)
        ]
        if lost := [line.text for line, beside in units if not self.has(line, beside=beside)]:
            raise AssertionError(lost)
        return Counter(self.owners[id(line), beside] for line, beside in units)

    def _own(self, owner: Owner, lines: Iterable[Line], beside: tuple[bool, ...]) -> None:
        for line in lines:
            self._kept.append(line)
            for which in beside:
                self.owners.setdefault((id(line), which), owner)


def said_beside(line: Line) -> str:
    """The words that belong to a paragraph and are not in its text."""
    return " ".join(filter(None, (line.rest, *line.comments)))


def words_of(lines: Iterable[Line]) -> str:
    """All words of some paragraphs, for a message; none is left out."""
    pieces = (p for line in lines for p in (line.text, said_beside(line)) if p not in _BOXES)
    return " ".join(" ".join(piece.split()) for piece in pieces if piece)
