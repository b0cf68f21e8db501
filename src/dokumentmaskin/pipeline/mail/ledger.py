"""Who has got which letter: a file beside the drafts, written before a letter is handed over and after.

Read when letters are made (who gets one again) and when they are sent. A letter that stands as handed over
without an answer is one that nobody knows of: the run was broken off between the two. What can go wrong: the
file cannot be read. Then nothing is sent, for somebody might get it twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from dokumentmaskin.errors import Place, Problem, RefusedError
from dokumentmaskin.memory import read_content, write_atomically

# Its name, beside the drafts.
SENT: Final = "sendt.json"

Utfall = Literal["overlevert", "levert", "avvist"]


@dataclass(frozen=True, slots=True)
class Forsendelse:
    """A letter to somebody, as far as it has come.

    Attributes:
        adresse: The address, in small letters.
        runde: What was sent: the same words are the same round.
        id: What mail servers know the letter by.
        tid: When, ISO 8601 with its zone.
        utfall: Handed over without an answer yet, taken, or refused.
        svar: What the server said of one that it refused.
    """

    adresse: str
    runde: str
    id: str
    tid: str
    utfall: Utfall
    svar: str = ""


_ADAPTER: TypeAdapter[tuple[Forsendelse, ...]] = TypeAdapter(tuple[Forsendelse, ...])


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file.

    Attributes:
        file: Where it lies.
        sent: What it says, by address and round.
    """

    file: Path
    sent: dict[tuple[str, str], Forsendelse] = field(default_factory=dict)

    def note(self, new: Iterable[Forsendelse]) -> None:
        """Write down what has become of letters; when it returns, a kill does not take it away.

        Raises:
            RefusedError: The file cannot be written.
        """
        self.sent.update(((one.adresse, one.runde), one) for one in new)
        write_atomically(self.file, _ADAPTER.dump_json(tuple(self.sent.values()), indent=1) + b"\n")

    def outcome(self, adresse: str, runde: str) -> Utfall | None:
        """What became of a letter; None when it was never sent."""
        known = self.sent.get((adresse, runde))
        return known.utfall if known else None

    def has_earlier(self, adresse: str, runde: str) -> bool:
        """Whether somebody has got another round than this."""
        return any(
            who == adresse and which != runde and one.utfall == "levert"
            for (who, which), one in self.sent.items()
        )


def read_ledger(file: Path, name: str) -> Ledger:
    """The file as it lies there; an empty one when there is none.

    Raises:
        RefusedError: It cannot be read.
    """
    data = read_content(file)
    try:
        known = _ADAPTER.validate_json(data) if data is not None else ()
        return Ledger(file, {(one.adresse, one.runde): one for one in known})
    except ValidationError:
        message = "Kan ikke lese hvem som har fått e-posten, så ingenting er sendt."
        advice = "Hent filen fra en sikkerhetskopi. Sletter du den, får alle e-posten på nytt."
        raise RefusedError(Problem("epostlogg-uleselig", message, advice, Place(name))) from None
