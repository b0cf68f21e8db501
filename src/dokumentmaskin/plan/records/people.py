"""`medlemmer.yaml`: who sits in each body, for whom, in which role and how long.

A person who sits in several bodies is written once under `personer:` and named in the bodies; what is said
there holds in each (`plan.loading.members` fills it in). Contact details are for the secretariat alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from dokumentmaskin.plan.records.fields import (
    Dag,
    Epost,
    ForInnkalte,
    Linje,
    Record,
    Åpen,
    refuse,
)
from dokumentmaskin.plan.yaml import FieldPath

Rolle = Literal["leder", "nestleder", "medlem", "vara", "observatør", "sekretær", "kopi"]

# The roles of those who vote; the others are summoned, or get the papers.
VOTING: Final[frozenset[Rolle]] = frozenset({"leder", "nestleder", "medlem"})


class Person(Record):
    """A person, wherever that person sits."""

    navn: Åpen[Linje] = Field(min_length=1, description="Navnet, eller rollen.")
    tittel: Åpen[Linje] = Field("", description="Tittelen, for eksempel «ordfører».")
    kommune: Åpen[Linje] = Field("", description="Kommunen personen sitter for.")
    parti: Åpen[Linje] = Field("", description="Partiet, helst forkortet: «Ap».")
    epost: ForInnkalte[Epost] = Field(
        "", description="Bare til internt bruk: medlemslisten og invitasjonene."
    )
    telefon: ForInnkalte[Linje] = Field("", description="Bare til internt bruk: medlemslisten.")

    @property
    def sted(self) -> str:
        """What tells the person from another of the same name; empty when nothing is said."""
        return self.kommune

    def may_be(self, other: "Person") -> bool:
        """Whether two entries are one person, as far as they say."""
        return self.navn == other.navn and (self.sted == other.sted or not (self.sted and other.sted))


P = TypeVar("P", bound=Person)


class Vara(Person):
    """A deputy of one member."""


def _several(value: object) -> object:
    """One deputy may stand without a list around it."""
    if isinstance(value, str):
        message = "Her skal det stå nøkler med verdier."
        raise refuse("feil-type", message, f"Skriv det slik: {{navn: {value}}}.")
    return [value] if isinstance(value, dict) else value


class Medlem(Person):
    """Someone who sits in a body, or gets its papers."""

    delregion: Åpen[Linje] = Field("", description="Delregionen medlemmet sitter for, hvis det er en.")
    rolle: Åpen[Rolle] = Field("medlem", description="Hva personen er i gruppen. «kopi» får bare papirene.")
    vara: Åpen[
        Annotated[tuple[Vara, ...], BeforeValidator(_several, json_schema_input_type=Vara | tuple[Vara, ...])]
    ] = Field(default=(), description="Varamedlemmet, eller flere i den rekkefølgen de blir kalt inn.")
    fra: Åpen[Dag | None] = Field(None, description="Første dag i gruppen.")
    til: Åpen[Dag | None] = Field(None, description="Siste dag i gruppen.")

    @property
    def stemmer(self) -> bool:
        """Whether the person has a vote in the body."""
        return self.rolle in VOTING

    @property
    def plass(self) -> str:
        """For whom the person sits: the sub-region, otherwise the municipality; empty for nobody."""
        return self.delregion or self.kommune

    @property
    def sted(self) -> str:
        """What tells the member from another of the same name; empty when nothing is said."""
        return self.kommune or self.delregion

    def overlaps(self, other: "Medlem") -> bool:
        """Whether the two sit in the body on one day or more."""
        return not (
            (self.til is not None and other.fra is not None and self.til < other.fra)
            or (other.til is not None and self.fra is not None and other.til < self.fra)
        )


@dataclass(frozen=True, slots=True)
class Oppføring:
    """A member of a body, or a deputy of one.

    Attributes:
        felt: Where in medlemmer.yaml it stands.
        person: What is said of the person.
        medlem: The member, whose days hold for the deputy too.
    """

    felt: FieldPath
    person: Person
    medlem: Medlem

    @property
    def gruppe(self) -> str:
        """The body."""
        return str(self.felt[0])

    @property
    def vara_for(self) -> str:
        """The member that the person is a deputy of; empty for a member."""
        return "" if self.person is self.medlem else self.medlem.navn


def entries(lists: Mapping[str, Sequence[Medlem]]) -> Iterator[Oppføring]:
    """Everyone in the lists of the bodies, in their order, each member with the deputies after it."""
    for body, members in lists.items():
        for index, member in enumerate(members):
            yield Oppføring((body, index), member, member)
            for number, deputy in enumerate(member.vara):
                yield Oppføring((body, index, "vara", number), deputy, member)


class Medlemsliste(Record):
    """`medlemmer.yaml`: the members of each body, by its name, and the persons who sit in several."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"description": "Medlemmene i hver gruppe, under gruppens navn."},
    )
    __pydantic_extra__: dict[str, tuple[Medlem, ...]] = Field(init=False)

    personer: Åpen[tuple[Person, ...]] = Field(
        default=(), description="De som sitter i flere grupper. Gruppene nevner dem med navnet."
    )

    @property
    def grupper(self) -> dict[str, tuple[Medlem, ...]]:
        """The list of each body as it is written."""
        return self.__pydantic_extra__

    def members(self) -> dict[str, tuple[Medlem, ...]]:
        """The list of each body, with what `personer` says of those named there filled in."""
        known = {person.navn: person for person in self.personer}
        return {group: tuple(_filled(known, people)) for group, people in self.grupper.items()}


def _filled(known: Mapping[str, Person], people: Iterable[Medlem]) -> Iterator[Medlem]:
    for member in people:
        deputies = tuple(_with(known, deputy) for deputy in member.vara)
        yield _with(known, member).model_copy(update={"vara": deputies})


def _with(known: Mapping[str, Person], person: P) -> P:
    said = known.get(person.navn)
    if said is None:
        return person
    return person.model_copy(
        update={name: getattr(person, name) or getattr(said, name) for name in Person.model_fields}
    )
