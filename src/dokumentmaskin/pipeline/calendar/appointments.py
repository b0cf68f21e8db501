"""An appointment: a meeting, webinar or conference as a calendar has it.

Called by `make`, of the whole plan for those who are members and of the open plan for everyone. What can go
wrong is a row without a day: it is in no calendar, and `make` says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from dokumentmaskin.document import row_comments, row_name
from dokumentmaskin.plan import Møte, Plan, Språk, body_words, find_years, initial_capital, seats, unseated

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]

# The same in both written languages.
_VIDEO: Final = "Videomøte: {}"
_DAY: Final = timedelta(days=1)
_TOPIC: Final = "– "


@dataclass(frozen=True, slots=True)
class Adresse:
    """Somebody with an e-mail address."""

    navn: str
    epost: str


@dataclass(frozen=True, slots=True)
class Avtale:
    """A meeting as a calendar has it.

    Attributes:
        uid: What it is known by for as long as it is the same meeting.
        fra: When it begins: a day, or a moment in Oslo.
        til: When it is over: of whole days the day after the last one; None when nobody has said it.
        tittel: What stands in the calendar.
        grupper: The bodies that meet.
        stempel: When it was last changed.
        sted: Where it is; empty when unsaid.
        tekst: What it is about, line by line.
        status: Whether it will be held.
        nettside: Where its papers lie; empty for nowhere.
        arrangør: Who summons to it; None when there is no address.
        sekvens: How many times it has been changed in a way that those invited must answer to.
        flyttet_fra: The day that it was on before, by which it is known again; None for no other.
        videolenke: The link to the video meeting; always empty in an open calendar.
        opptatt: Whether it takes the time of those who have it in their calendar.
        innkalte: Those who are invited; of an invitation alone.
    """

    uid: str
    fra: date
    til: date | None
    tittel: str
    grupper: tuple[str, ...]
    stempel: datetime
    sted: str = ""
    tekst: str = ""
    status: Status = "CONFIRMED"
    nettside: str = ""
    arrangør: Adresse | None = None
    sekvens: int = 0
    flyttet_fra: date | None = None
    videolenke: str = ""
    opptatt: bool = True
    innkalte: tuple[Adresse, ...] = ()

    @property
    def dag(self) -> date:
        """The day on which it begins."""
        return self.fra.date() if isinstance(self.fra, datetime) else self.fra

    @property
    def temaer(self) -> tuple[str, ...]:
        """What it is about, topic by topic."""
        return tuple(line for line in self.tekst.splitlines() if line.startswith(_TOPIC))

    @property
    def avgjørende(self) -> tuple[object, ...]:
        """What nobody may miss a change of: when and where it is, and whether it will be held."""
        return self.fra, self.til, self.sted, self.videolenke, self.status

    def says_as(self, other: "Avtale") -> bool:
        """Whether the two say the same to those who read them."""
        return replace(self, stempel=other.stempel, sekvens=other.sekvens) == other


def rows(plan: Plan, år: int) -> tuple[Møte, ...]:
    """The rows of a year that are appointments: those that have a day, a joint meeting once.

    Raises:
        WrongUseError: There is no plan for that year.
    """
    every = (møte for year in find_years(plan, år) for møte in year.møter)
    # The body that summons to a joint meeting has it in its own plan; the loader sees to that.
    return tuple(møte for møte in every if møte.dato.dag_satt and not møte.rad.felles_i)


def appointment(plan: Plan, møte: Møte, uid: str) -> Avtale:
    """A meeting as the plan says it, the whole plan or the open one, with the date of its year plan on it."""
    språk, secretariat = plan.språk_of(møte.gruppe), plan.organisasjon.sekretariat
    begins, ends = _when(møte)
    return Avtale(
        uid=uid,
        fra=begins,
        til=ends,
        tittel=_title(språk, møte),
        sted=møte.møtested,
        tekst="\n".join(_lines(språk, møte)),
        status="CANCELLED" if møte.er_avlyst else "TENTATIVE" if møte.rad.usikker else "CONFIRMED",
        grupper=møte.grupper,
        nettside=møte.fil.nettside or møte.gruppe.nettside,
        arrangør=Adresse(secretariat.navn, secretariat.epost) if secretariat.epost else None,
        stempel=datetime.combine(plan.year_of(møte).plan.datert, time(), UTC),
        flyttet_fra=day_before(møte),
        videolenke=møte.fil.videolenke,
        opptatt=not møte.er_avlyst,
    )


def day_before(møte: Møte) -> date | None:
    """The day that a meeting was moved from, when it was on a day."""
    before = møte.rad.flyttet_fra
    return before.fra if before is not None and before.dag_satt else None


def invited(plan: Plan, møte: Møte) -> tuple[tuple[Adresse, ...], tuple[str, ...]]:
    """Those who are summoned to a meeting and have an address, each once, and the names of the others."""
    people = [seat.medlem for seat in seats(plan, møte)]
    people += [*unseated(plan, møte, "observatør"), *unseated(plan, møte, "sekretær")]
    found = {person.epost.casefold(): Adresse(person.navn, person.epost) for person in people if person.epost}
    found.pop(plan.organisasjon.sekretariat.epost.casefold(), None)
    return tuple(found.values()), tuple(person.navn for person in people if not person.epost)


def _when(møte: Møte) -> tuple[date, date | None]:
    """Whole days, unless one day has a time; that of several days stands in the text."""
    return møte.øyeblikk or (møte.dato.fra, møte.dato.til + _DAY)


def _title(språk: Språk, møte: Møte) -> str:
    """«Styremøte (fysisk)», «Næringssamarbeid – Faggruppemøte (digitalt)», «Avlyst: Styremøte»."""
    body, name = møte.gruppe.navn, row_name(språk, møte)
    if not møte.er_gruppemøte or body_words(møte.gruppe, språk).bestemt != body.casefold():
        name = f"{initial_capital(body)} – {name}"
    if møte.er_avlyst:
        return f"{initial_capital(språk.avlyst)}: {name}"
    return f"{name} ({språk.usikker})" if møte.rad.usikker else name


def _lines(språk: Språk, møte: Møte) -> Iterator[str]:
    """What stands below the title: the link, a time of several days, the topics, what is to be known."""
    if møte.fil.videolenke:
        yield _VIDEO.format(møte.fil.videolenke)
    if møte.tid is not None and not møte.dato.én_dag:
        yield initial_capital(språk.clock(møte.tid))
    yield from (f"{_TOPIC}{topic}" for topic in møte.rad.tema)
    yield from row_comments(språk, møte)
    if page := møte.fil.nettside or møte.gruppe.nettside:
        yield page
