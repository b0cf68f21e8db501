"""What could not be read of minutes, noted with its place and its words in the document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.minutes.labels import IN_CASE
from dokumentmaskin.minutes.ledger import Ledger, words_of
from dokumentmaskin.plan import FORBIDDEN
from dokumentmaskin.word import CHANGED_HELP, HIDDEN, STRUCK, Line

T = TypeVar("T")

_LONGEST: Final = 120
# What is wrong with the words of a paragraph themselves, and what to do with them.
OWN_WORDS: Final = {
    STRUCK: "Slett det som er strøket over, eller ta bort streken.",
    HIDDEN: "Slett den skjulte teksten, eller gjør den synlig.",
    CHANGED_HELP: "Slett hjelpeteksten, og skriv ordene på nytt.",
}
_MOVE: Final = (
    "Flytt teksten under «{kort_referat}», «{vedtak}» eller «{konklusjon}» hvis den skal være med.".format(
        **{name: label.bokmål for name, label in IN_CASE.items()}
    )
)


@dataclass(slots=True)
class Notes:
    """Collects problems; `path` is what messages call the document.

    Whoever notes that paragraphs are not read hands them over: the message quotes them, and they are owned.
    """

    path: str
    problems: list[Problem] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

    def note(self, where: str, code: str, message: str, advice: str, lines: Iterable[Line] = ()) -> None:
        """Note what could not be read at a heading or in a row, with all of its words."""
        told = list(lines)
        self.ledger.tell(told)
        quoted = words_of(told)
        said = f" Her står det: «{quoted}»." if quoted and quoted not in message else ""
        whole = f"{message}{said}".replace("\n", " ")
        self.problems.append(Problem(code, whole, advice, Place(self.path, field=where)))

    def certain(
        self, where: str, code: str, read: Callable[[], T], advice: str, lines: Iterable[Line] = ()
    ) -> T | None:
        """What a reading gives; None, and a note, when a ValueError says that it is not certain."""
        try:
            return read()
        except ValueError as error:
            self.note(where, code, str(error), advice, lines)
            return None

    def tracked(self, where: str, lines: Iterable[Line]) -> None:
        """Note a change that is neither accepted nor rejected."""
        message = "Her er det sporede endringer som verken er godtatt eller avvist, så dette er ikke lest."
        advice = "Godta eller avvis dem i Word, og les referatet på nytt."
        self.note(where, "sporet-endring", message, advice, lines)

    def unread(self, where: str, lines: Iterable[Line]) -> None:
        """Note words that have no place in the record."""
        told = list(lines)
        self.ledger.tell(told, beside=(False,))
        quoted = " ".join(" ".join(line.text.split()) for line in told if line.text)
        message = f"Teksten er ikke lest: «{quoted}»."
        self.problems.append(Problem("ulest-tekst", message, _MOVE, Place(self.path, field=where)))

    def unknown(self, where: str, heading: Line, lines: Iterable[Line]) -> None:
        """Note a heading that is not known, with the words under it."""
        below = list(lines)
        self.ledger.tell([heading])
        message = "Overskriften er ikke kjent" + (", og teksten er ikke lest." if words_of(below) else ".")
        self.note(where, "ukjent-overskrift", message, _MOVE, below)

    def unreadable(self, where: str, what: str, lost: str, advice: str, lines: Iterable[Line]) -> None:
        """Note what holds words, as a footnote does, by which something is not read."""
        message = f"Her står det {what}, som ikke kan leses, så {lost} er ikke lest."
        self.note(where, "ulest-innhold", message, OWN_WORDS.get(what, advice), lines)

    def allowed(self, where: str, text: str, lines: Iterable[Line]) -> bool:
        """Whether a text can stand in the plan; notes it when a character cannot."""
        if (found := FORBIDDEN.search(text.replace("\n", ""))) is None:
            return True
        message = f"Her står et tegn som ikke kan leses (U+{ord(found[0]):04X})."
        self.note(where, "ugyldig-tegn", message, "Skriv et vanlig tegn i stedet.", lines)
        return False


def doubtful(line: Line) -> bool:
    """Whether the words of a paragraph themselves are not certain: changed, struck through, hidden."""
    return line.tracked or line.elsewhere in OWN_WORDS


def short(text: str) -> str:
    """A text as a message names it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
