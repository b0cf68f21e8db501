"""Who gets e-mail about a meeting, and as what.

Called by `letters`, with the whole plan and a meeting in. Those who are summoned to sit in the meeting get
what is internal; all others what everyone may read. Who has no address is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dokumentmaskin.plan import Møte, Person, Plan, seats, unseated

# Who is to come; who comes when a member cannot; who only gets the papers; who has something to follow up.
Slag = Literal["innkalt", "vara", "kopi", "punkter"]


@dataclass(frozen=True, slots=True)
class Mottaker:
    """Somebody who gets a letter.

    Attributes:
        navn: The name.
        epost: The address; empty when nobody has written it.
        slag: What the letter is.
        intern: Whether the internal edition is for this person.
        vara_for: Of a deputy the members, when they are known.
    """

    navn: str
    epost: str
    slag: Slag
    intern: bool = False
    vara_for: tuple[str, ...] = ()

    @property
    def adresse(self) -> str:
        """What the address is known by: nobody gives two addresses that differ in capitals alone."""
        return self.epost.casefold()


def recipients(plan: Plan, møte: Møte) -> tuple[tuple[Mottaker, ...], tuple[str, ...]]:
    """Those who get a letter, each address once and as what comes first, and the names of those without."""
    found: dict[str, Mottaker] = {}
    without: dict[str, None] = {}
    for one in _everyone(plan, møte):
        known = found.get(one.adresse)
        if not can_be_sent_to(one.epost):
            without[one.navn] = None
        elif known is None:
            found[one.adresse] = one
        elif known.slag == one.slag == "vara":
            members = dict.fromkeys((*known.vara_for, *one.vara_for))
            found[one.adresse] = replace(known, vara_for=tuple(members))
    found.pop(plan.organisasjon.sekretariat.epost.casefold(), None)  # the sender
    return tuple(found.values()), tuple(without)


def _everyone(plan: Plan, møte: Møte) -> Iterator[Mottaker]:
    own = seats(plan, møte)
    yield from (_as(seat.medlem, "innkalt", intern=True) for seat in own)
    yield from (_as(person, "innkalt", intern=True) for person in unseated(plan, møte, "sekretær"))
    # An observer is there, but exempt papers are for those who decide and their secretary.
    yield from (_as(person, "innkalt") for person in unseated(plan, møte, "observatør"))
    for seat in own:
        yield from (replace(_as(one, "vara"), vara_for=(seat.medlem.navn,)) for one in seat.varaer)
    yield from (_as(person, "vara") for person in unseated(plan, møte, "vara"))
    yield from (_as(person, "kopi") for person in unseated(plan, møte, "kopi"))


def _as(person: Person, slag: Slag, *, intern: bool = False) -> Mottaker:
    return Mottaker(person.navn, person.epost, slag, intern)


def can_be_sent_to(address: str) -> bool:
    """Whether every server takes it: its first part is ASCII (RFC 5321), and its domain can be made so."""
    try:
        return bool(address) and as_servers_have_it(address).isascii()
    except UnicodeError:
        return False


def as_servers_have_it(address: str) -> str:
    """An address with its domain in ASCII, as DNS has it (RFC 5890)."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"
