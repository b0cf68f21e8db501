"""What the gate reads and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan import NEVER_ACCEPTED

# What a text is there for: to be read; who made the file; what a person has noted beside the text.
Art = Literal["tekst", "forfatter", "kommentar"]
_PLACES: Final = 5


@dataclass(frozen=True, slots=True)
class Sagt:
    """A text in a file, with the parts that belong together in one: a paragraph, a page, a cell.

    Attributes:
        tekst: What it says.
        sted: Where it stands, as a message says it: «på side 4», «i topptekst 1».
        art: What it is there for.
    """

    tekst: str
    sted: str
    art: Art = "tekst"


@dataclass(frozen=True, slots=True)
class Hinder:
    """Something that stands in the way of publishing.

    Attributes:
        code: A stable name for it; a person accepts it by that.
        hva: What it is: what stands at the places, «E-postadressen «ola@example.org»», or a whole sentence
            when there are none. Numbers of persons and accounts are never whole in it.
        advice: What to do about it.
        steder: Where in the file, as `Sagt.sted`; none for all of it.
        verdi: What was found, masked as in `hva`; tells one finding of a kind from another in the same file.
        fil: The file that it is in, as the person knows it.
        plass: Where in that file, when it is one of the plan.
    """

    code: str
    hva: str
    advice: str
    steder: tuple[str, ...] = ()
    verdi: str = ""
    fil: str = ""
    plass: Place | None = None

    @property
    def kan_godtas(self) -> bool:
        """Whether a person may publish in spite of it, with a reason (offentlegforskrifta § 7)."""
        return self.code not in NEVER_ACCEPTED

    @property
    def problem(self) -> Problem:
        """The same as the terminal says it."""
        message = f"{self.hva} står {in_words(self.steder)}." if self.steder else self.hva
        return Problem(self.code, message, self.advice, self.plass or (Place(self.fil) if self.fil else None))


# Reads a file inside another one: its name and bytes in, what it says out.
Inner = Callable[[str, bytes], Iterator[Sagt | Hinder]]


def says(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return any(map(str.isalnum, text))


def in_words(places: tuple[str, ...]) -> str:
    """Places in a row; of many, the first and how many there are besides: «på side 1 og 12 steder til»."""
    shown, more = places[:_PLACES], len(places) - _PLACES
    *before, last = (*shown, f"{more} steder til") if more > 1 else places
    return f"{', '.join(before)} og {last}" if before else last
