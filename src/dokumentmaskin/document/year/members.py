"""What the template of the member list sees: who sits in each body in a year, and who sits for whom.

Of the open plan nobody has an e-mail address or a telephone number, so the open edition has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias, TypedDict

from dokumentmaskin.document.fields import Fellesfelt, Lenke, common_fields, contact
from dokumentmaskin.document.people import seat_word, who, with_party
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.plan import (
    Dekning,
    Dekningsrad,
    Gruppe,
    Medlem,
    Organisasjonsår,
    Person,
    Plan,
    Språk,
    body_title,
    body_words,
    coverage,
    initial_capital,
    listed_in,
)

SitterFor: TypeAlias = Annotated[
    str, "det medlemmene sitter for: «Delregion», «Kommune»; tom når ingen gjør det"
]


@dataclass(frozen=True, slots=True)
class PersonFelt:
    """Somebody in a list, and how to reach them."""

    hvem: Annotated[str, "«Kari Nordmann (Ap), ordfører, leder (til 30. juni 2022)»"]
    epost: Annotated[Lenke, "e-postadressen; tom i den åpne utgaven"]
    telefon: Annotated[str, "telefonnummeret; tomt i den åpne utgaven"]


@dataclass(frozen=True, slots=True)
class Medlemsrad:
    """A member, and the deputies."""

    plass: Annotated[str, "delregionen eller kommunen; tom for den som ikke sitter for noen"]
    medlem: Annotated[PersonFelt, "medlemmet"]
    varaer: Annotated[tuple[PersonFelt, ...], "vara", "varamedlemmene i rekkefølge"]


@dataclass(frozen=True, slots=True)
class Gruppeliste:
    """The list of a body."""

    tittel: Annotated[str, "navnet på gruppen, skrevet ut"]
    sitter_for: SitterFor
    medlemmer: Annotated[tuple[Medlemsrad, ...], "rad", "medlemmene i rekkefølgen i planen"]
    varamedlemmer: Annotated[
        tuple[PersonFelt, ...], "person", "varamedlemmene for en delregion eller for hele gruppen"
    ]
    observatører: Annotated[tuple[PersonFelt, ...], "person", "observatørene"]
    sekretærer: Annotated[tuple[PersonFelt, ...], "person", "sekretærene"]
    kopi_til: Annotated[tuple[PersonFelt, ...], "person", "de som får papirene"]


@dataclass(frozen=True, slots=True)
class DekningFelt:
    """Whom a sub-region or municipality has in the bodies."""

    plass: Annotated[str, "delregionen eller kommunen"]
    grupper: Annotated[tuple[str, ...], "gruppe", "«Styret: Kari Nordmann, vara Per Olsen»"]
    mangler: Annotated[str, "gruppene der delregionen ikke har noe medlem"]


class Dekningsfelt(TypedDict):
    """Whom the places have in all bodies."""

    representerer: Annotated[str, "det medlemmene i alle gruppene sitter for"]
    dekning: Annotated[tuple[DekningFelt, ...], "plass", "hvem hver delregion og kommune har i gruppene"]


class Medlemsmal(Fellesfelt, Dekningsfelt):
    """What the list of members may print."""

    år: Annotated[str, "året"]
    lister: Annotated[tuple[Gruppeliste, ...], "liste", "listen til hver gruppe"]


def members_context(plan: Plan, year: Organisasjonsår, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the list of members may print; the title has `{}` for the year."""
    lists = {group.navn: listed_in(plan, group.navn, year.år) for group in plan.organisasjon.grupper}
    seen: Medlemsmal = {
        **common_fields(plan, None, year.datert, title.format(year.år), marks),
        "år": str(year.år),
        "lister": tuple(
            _list(plan, group, year.år, lists[group.navn], marks) for group in plan.organisasjon.grupper
        ),
        **coverage_fields(plan, lists, year.år),
    }
    return dict(seen)


def coverage_fields(plan: Plan, lists: Mapping[str, Sequence[Medlem]], år: int) -> Dekningsfelt:
    """Whom each sub-region and municipality has in each body in a year, and where it has nobody.

    Nothing when one body alone has members and none is missing: its own list says the same.
    """
    rows = coverage(plan, lists)
    several = sum(map(bool, lists.values())) > 1
    shown = several or any(cell.mangler for row in rows for cell in row.dekning)
    seated = (member for members in lists.values() for member in members if member.plass)
    return {
        "representerer": seat_word(plan.språk, seated),
        "dekning": tuple(_covered(plan.språk, år, row) for row in rows) if shown else (),
    }


def sitting(språk: Språk, gruppe: Gruppe, år: int, member: Medlem) -> str:
    """«Kari Nordmann (Ap), ordfører, leder», with the days when it is not the whole year."""
    return who(member, body_words(gruppe, språk)) + _days(språk, år, member)


def _days(språk: Språk, år: int, member: Medlem) -> str:
    """« (fra 1. mai 2022)», of one who came or left in the year."""
    ends = ((språk.sitter_fra, member.fra), (språk.sitter_til, member.til))
    days = [words.format(språk.day(day)) for words, day in ends if day and day.year == år]
    return f" ({' '.join(days)})" if days else ""


def _list(plan: Plan, group: Gruppe, år: int, members: Sequence[Medlem], marks: Marks) -> Gruppeliste:
    def of(rolle: str) -> tuple[PersonFelt, ...]:
        return tuple(
            _person(member, _with_place(sitting(plan.språk, group, år, member), member), marks)
            for member in members
            if member.rolle == rolle
        )

    seated = [member for member in members if member.stemmer]
    rows = (
        Medlemsrad(
            member.plass,
            _person(member, sitting(plan.språk, group, år, member), marks),
            tuple(_person(deputy, with_party(deputy), marks) for deputy in member.vara),
        )
        for member in seated
    )
    return Gruppeliste(
        body_title(group, plan.språk),
        seat_word(plan.språk, seated),
        tuple(rows),
        *(of(rolle) for rolle in ("vara", "observatør", "sekretær", "kopi")),
    )


def _person(person: Person, words: str, marks: Marks) -> PersonFelt:
    return PersonFelt(words, contact(person.epost, marks), person.telefon)


def _with_place(words: str, member: Medlem) -> str:
    return f"{words}, {member.plass}" if member.plass else words


def _covered(språk: Språk, år: int, row: Dekningsrad) -> DekningFelt:
    def names(cell: Dekning) -> str:
        members = [with_party(member) + _days(språk, år, member) for member in cell.medlemmer]
        return ", ".join((*members, *(f"vara {with_party(deputy)}" for deputy in cell.varaer)))

    return DekningFelt(
        row.plass,
        tuple(f"{initial_capital(cell.gruppe)}: {names(cell)}" for cell in row.dekning if cell.medlemmer),
        ", ".join(initial_capital(cell.gruppe) for cell in row.dekning if cell.mangler),
    )
