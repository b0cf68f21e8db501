"""Who is summoned to a meeting: the seats, for whom they are held, and who else gets the papers."""

from collections import Counter
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
    body_words,
    others,
    seats,
)


@dataclass(frozen=True, slots=True)
class Deltaker:
    """Who is summoned to a seat, and the deputies."""

    delregion: Annotated[str, "delregionen, ellers kommunen; tom for den som ikke sitter for noen"]
    medlem: Annotated[str, "medlemmet"]
    vara: Annotated[str, "varamedlemmene i rekkefølge, med komma mellom"]
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
    held = Counter(seat.medlem.plass for seat in found)
    return tuple(
        Deltaker(
            delregion=seat.medlem.plass,
            medlem=seat.medlem.navn,
            vara=", ".join(seat.varaer),
            hvem=_who(words, møte, seat),
            plass=_row_name(seat.medlem, held[seat.medlem.plass]),
        )
        for seat in found
    )


def others_told(plan: Plan, møte: Møte) -> AndreInnkalte:
    """Those who are told of the meeting and have no seat in it."""

    def of(rolle: Rolle) -> str:
        return ", ".join(map(with_party, others(plan, møte, rolle)))

    return AndreInnkalte(of("vara"), of("observatør"), of("sekretær"), of("kopi"))


def seat_word(plan: Plan, møte: Møte) -> str:
    """What stands above those for whom the seats are held; empty when they are held for nobody."""
    members = [seat.medlem for seat in seats(plan, møte) if seat.medlem.plass]
    if not members:
        return ""
    språk = plan.språk_of(møte.gruppe)
    if all(member.delregion for member in members):
        return språk.delregion
    return språk.representerer if any(member.delregion for member in members) else språk.kommune


def names_with_party(plan: Plan, møte: Møte) -> dict[str, str]:
    """«Kari Nordmann (Ap)» by the name of each whose party the lists of the meeting's bodies say."""
    lists = [plan.medlemmer.get(gruppe, ()) for gruppe in (møte.gruppe.navn, *møte.rad.felles_med)]
    members = [member for people in lists for member in people]
    people = (*members, *(deputy for member in members for deputy in member.vara))
    return {person.navn: with_party(person) for person in people if person.parti}


def with_party(person: Person) -> str:
    """«Kari Nordmann (Ap)»."""
    return f"{person.navn} ({person.parti})" if person.parti else person.navn


def _who(words: Organord, møte: Møte, seat: Plass) -> str:
    """A member with what is known; in a joint meeting only the host's leaders are called so."""
    member = seat.medlem
    titles = {"leder": words.leder, "nestleder": words.nestleder} if seat.gruppe == møte.gruppe.navn else {}
    return ", ".join(filter(None, (with_party(member), member.tittel, titles.get(member.rolle, "").lower())))


def _row_name(member: Medlem, held: int) -> str:
    """What tells a seat from the others: for whom it is held, when it is held alone."""
    if member.plass and held == 1:
        return member.plass
    return ", ".join(filter(None, (member.plass, member.navn)))
