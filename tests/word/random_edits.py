"""Documents with edits at random, as a person with tracked changes on might have made them."""

from collections.abc import Callable
from itertools import count
from random import Random
from typing import Final

from tests.word.tracked import (
    KARI,
    box,
    by,
    cell,
    commented,
    comments,
    dele,
    docx,
    heading,
    ins,
    moved,
    notes,
    p,
    row,
    run,
    table,
)

AUTHORS: Final = (KARI, "Ola Hansen")
_MARKS: Final = ("", "", "", "ins", "del")
Write = Callable[[], str]


class RandomEdits:
    """Writes a document; every word in it is another one.

    Args:
        random: Where the choices come from.
        everywhere: Whether to write also what LibreOffice 7.4 accepts otherwise than Word: text that one
            person has put in and another taken out, which it keeps.
    """

    def __init__(self, random: Random, *, everywhere: bool = True) -> None:
        self.random = random
        self.everywhere = everywhere
        self.comments: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self._numbers = count(1)

    def document(self) -> bytes:
        blocks = [self._block() for _ in range(self.random.randint(1, 8))]
        header = p(*self._pieces()) if self.random.random() < 0.3 else ""
        parts = {
            **(comments(*self.comments) if self.comments else {}),
            **(notes("footnote", *self.notes) if self.notes else {}),
        }
        return docx(*blocks, p(run(self._word("slutt"))), parts=parts, header=header)

    def _word(self, kind: str = "ord") -> str:
        return f"{kind}{next(self._numbers)} "

    def _author(self) -> str:
        return self.random.choice(AUTHORS)

    def _block(self) -> str:
        kind = self.random.random()
        if kind < 0.15:
            return heading(self._word("overskrift"))
        if kind < 0.35:
            return table(*(self._row() for _ in range(self.random.randint(1, 3)))) + p(run(self._word()))
        if kind < 0.5:  # a paragraph that has gone whole
            return p(dele(self._word("slettet"), self._author()), mark="del", author=self._author())
        return p(*self._pieces(), mark=self.random.choice(_MARKS), author=self._author())

    def _row(self) -> str:
        mark = self.random.choice(("", "", "ins", "del"))
        if mark:
            return row(self._word("rad"), self._word("rad"), mark=mark)
        return f"<w:tr>{cell(p(*self._pieces()))}{cell(p(*self._pieces()))}</w:tr>"

    def _pieces(self) -> list[str]:
        return [self._piece() for _ in range(self.random.randint(0, 4))]

    def _piece(self) -> str:
        usual: list[Write] = [
            lambda: run(self._word()),
            lambda: ins(self._word("ny"), self._author()),
            lambda: dele(self._word("slettet"), self._author()),
            lambda: run(self._word("fet"), f"<w:b/><w:rPrChange {by()}><w:rPr/></w:rPrChange>"),
        ]
        odd: list[Write] = [
            lambda: moved(self._word("flyttet"), to=self.random.random() < 0.5, author=self._author()),
            lambda: run(self._word("skjult"), "<w:vanish/>"),
            lambda: f"<w:ins {by()}>{dele(self._word('slettet'), self._author())}</w:ins>",
            lambda: box(p(*self._pieces()[:1], ins(self._word("ny")))),
            self._noted,
            self._commented,
        ]
        return self.random.choice([*usual, *(odd if self.everywhere else [])])()

    def _commented(self) -> str:
        self.comments.append((self._author(), self._word("kommentar")))
        return commented(self._word(), len(self.comments) - 1)

    def _noted(self) -> str:
        self.notes.append(self._piece_of_note())
        reference = f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        return reference if self.random.random() < 0.5 else f"<w:del {by()}>{reference}</w:del>"

    def _piece_of_note(self) -> str:
        return run(self._word("note")) + self.random.choice((ins, dele))(self._word("note"))
