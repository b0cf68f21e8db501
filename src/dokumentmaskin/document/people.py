"""Who is summoned to a meeting: the seats, for whom they are held, and who else gets the papers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from dokumentmaskin.plan import (
    Medlem,
    Møte,
    Organord,
    Person,
    Plan,
    Plass,
    Rolle,
    Språk,
    body_words,
    seats,
    unseated,
)


@dataclass(frozen=True, slots=True)
class Deltaker:
    """Who is summoned to a seat, and the deputies."""

    delregion: Annotated[str, "delregionen, ellers kommunen; tom for den som ikke sitter for noen"]
    medlem: Annotated[str, "medlemmet"]
    vara: Annotated[str, "varamedlemmene i rekkefølge, med komma mellom"]
    varaer: Annotated[str, "det samme med parti: «Kari Nordmann (Ap)»"]
    hvem: Annotated[str, "medlemmet med parti, tittel og verv: «Kari Nordmann (Ap), ordfører, leder»"]
    plass: Annotated[str, "det som skiller raden fra de andre: delregionen, eller medlemmet"]


@dataclass(frozen=True, slots=True)
class AndreInnkalte:
    """Those who are told of the meeting and have no seat in it."""

    varamedlemmer: Annotated[str, "varamedlemmene for hele gruppen, i rekkefølge"]
    observatører: Annotated[str, "observatørene"]
    sekretærer: Annotated[str, "sekretærene"]
    kopi_til: Annotated[str, "de som alltid får papirene"]


def summoned(plan: Plan, møte: Møte) -> tuple[Deltaker, ...]:
    """The seats of the group, and of those that it meets with, by sub-region."""
    found = seats(plan, møte)
    words = body_words(møte.gruppe, plan.språk_of(møte.gruppe))
    held = Counter(seat.sitter_for for seat in found)
    return tuple(
        Deltaker(
            delregion=seat.sitter_for,
            medlem=seat.medlem.navn,
            vara=seat.vara,
            varaer=", ".join(map(with_party, seat.varaer)),
            hvem=who(seat.medlem, words if seat.gruppe == møte.gruppe.navn else None),
            plass=_row_name(seat, held[seat.sitter_for]),
        )
        for seat in found
    )


def others_told(plan: Plan, møte: Møte) -> AndreInnkalte:
    """Those who are told of the meeting and have no seat in it."""

    def of(rolle: Rolle) -> str:
        return ", ".join(map(with_party, unseated(plan, møte, rolle)))

    return AndreInnkalte(of("vara"), of("observatør"), of("sekretær"), of("kopi"))


def seat_word(språk: Språk, members: Iterable[Medlem], *, joint: bool = False) -> str:
    """What stands above those for whom members sit; empty when they sit for nobody.

    Args:
        språk: The language of the document.
        members: The members.
        joint: Whether they are of several bodies, which some of them may sit for.
    """
    kinds = {
        språk.delregion if member.delregion else språk.kommune if member.kommune else "" for member in members
    }
    if joint and kinds not in ({språk.delregion}, {språk.kommune}):
        return språk.representerer
    kinds.discard("")
    return kinds.pop() if len(kinds) == 1 else språk.representerer if kinds else ""


def names_with_party(plan: Plan, møte: Møte) -> dict[str, str]:
    """«Kari Nordmann (Ap)» by the name of each whose party the lists of the meeting's bodies say."""
    lists = [plan.medlemmer.get(gruppe, ()) for gruppe in møte.grupper]
    members = [member for people in lists for member in people]
    people = (*members, *(deputy for member in members for deputy in member.vara))
    return {person.navn: with_party(person) for person in people if person.parti}


def with_party(person: Person) -> str:
    """«Kari Nordmann (Ap)»."""
    return f"{person.navn} ({person.parti})" if person.parti else person.navn


def who(member: Medlem, words: Organord | None) -> str:
    """A member with what is known: «Kari Nordmann (Ap), ordfører, leder».

    Args:
        member: The member.
        words: The words for the body; None in another body's meeting, which this member does not lead.
    """
    titles = {"leder": words.leder, "nestleder": words.nestleder} if words else {}
    return ", ".join(filter(None, (with_party(member), member.tittel, titles.get(member.rolle, "").lower())))


def _row_name(seat: Plass, held: int) -> str:
    """What tells a seat from the others: for whom it is held, when it is held alone."""
    if seat.sitter_for and held == 1:
        return seat.sitter_for
    return ", ".join(filter(None, (seat.sitter_for, seat.medlem.navn)))
