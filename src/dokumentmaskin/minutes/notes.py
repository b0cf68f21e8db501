"""What could not be read of minutes, noted with its place in the document."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.minutes.labels import IN_CASE
from dokumentmaskin.plan import FORBIDDEN
from dokumentmaskin.word import STRUCK

T = TypeVar("T")

_LONGEST: Final = 120
_MOVE: Final = (
    "Flytt teksten under «{kort_referat}», «{vedtak}» eller «{konklusjon}» hvis den skal være med.".format(
        **{name: label.bokmål for name, label in IN_CASE.items()}
    )
)


@dataclass(slots=True)
class Notes:
    """Collects problems; `path` is what messages call the document."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, where: str, code: str, message: str, advice: str) -> None:
        """Note what could not be read at a heading or in a row."""
        self.problems.append(Problem(code, message, advice, Place(self.path, field=where)))

    def certain(
        self, where: str, code: str, read: Callable[[], T], advice: str, quoted: str = ""
    ) -> T | None:
        """What a reading gives; None, and a note, when a ValueError says that it is not certain."""
        try:
            return read()
        except ValueError as error:
            said = f" Her står det: «{short(quoted)}»." if quoted else ""
            self.note(where, code, f"{error}{said}", advice)
            return None

    def tracked(self, where: str) -> None:
        """Note a change that is neither accepted nor rejected."""
        message = "Her er det sporede endringer som verken er godtatt eller avvist, så dette er ikke lest."
        self.note(where, "sporet-endring", message, "Godta eller avvis dem i Word, og les referatet på nytt.")

    def unread(self, where: str, text: str) -> None:
        """Note words that have no place in the record."""
        self.note(where, "ulest-tekst", f"Teksten er ikke lest: «{short(text)}».", _MOVE)

    def unknown(self, where: str, text: str) -> None:
        """Note a heading that is not known, with the words under it."""
        message = "Overskriften er ikke kjent" + (
            f", og teksten er ikke lest: «{short(text)}»." if text else "."
        )
        self.note(where, "ukjent-overskrift", message, _MOVE)

    def allowed(self, where: str, text: str) -> bool:
        """Whether a text can stand in the plan; notes it when a character cannot."""
        if (found := FORBIDDEN.search(text.replace("\n", ""))) is None:
            return True
        message = f"Her står et tegn som ikke kan leses (U+{ord(found[0]):04X}): «{short(text)}»."
        self.note(where, "ugyldig-tegn", message, "Skriv et vanlig tegn i stedet.")
        return False


def unreadable(what: str, lost: str, advice: str) -> tuple[str, str, str]:
    """Code, message and advice for what holds words, as a footnote does, by which something is not read."""
    message = f"Her står det {what}, som ikke kan leses, så {lost} er ikke lest."
    own = "Slett det som er strøket over, eller ta bort streken." if what == STRUCK else advice
    return "ulest-innhold", message, own


def short(text: str) -> str:
    """A text as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
