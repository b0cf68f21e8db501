"""Who sits in each body for each sub-region and municipality, and where nobody does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records import Medlem, Person


@dataclass(frozen=True, slots=True)
class Dekning:
    """A place in one body.

    Attributes:
        gruppe: The body.
        medlemmer: Those with a vote who sit there for the place.
        varaer: Their deputies in order, then those of the sub-region, each once.
        ventet: Whether the place is one that should have somebody there.
        felles_vara: Whether the body has deputies for whoever of its members cannot come.
    """

    gruppe: str
    medlemmer: tuple[Medlem, ...]
    varaer: tuple[Person, ...]
    ventet: bool
    felles_vara: bool

    @property
    def mangler(self) -> bool:
        """Whether nobody sits where somebody should."""
        return self.ventet and not self.medlemmer

    @property
    def uten_vara(self) -> bool:
        """Whether members sit there whom nobody can stand in for."""
        return bool(self.medlemmer) and not self.varaer and not self.felles_vara


@dataclass(frozen=True, slots=True)
class Dekningsrad:
    """A sub-region or municipality, with what it has in each of the bodies asked about."""

    plass: str
    dekning: tuple[Dekning, ...]


def coverage(plan: Plan, lists: Mapping[str, Sequence[Medlem]]) -> tuple[Dekningsrad, ...]:
    """The matrix of places and bodies: sub-regions in the organisation's order, then municipalities.

    A body is expected to have somebody from each sub-region when a member of it sits for one; a body whose
    members sit for municipalities, or for nobody, owes no sub-region anything.

    Args:
        plan: The plan.
        lists: The members of each body, on the day or in the year that is asked about.
    """
    people = [member for members in lists.values() for member in members]
    regions = plan.organisasjon.delregioner if any(member.delregion for member in people) else ()
    others = [member.kommune for member in people if member.stemmer and not member.delregion]
    return tuple(
        Dekningsrad(place, tuple(_covered(place, body, members, regions) for body, members in lists.items()))
        for place in dict.fromkeys((*regions, *filter(None, others)))
    )


def _covered(place: str, body: str, members: Sequence[Medlem], regions: Sequence[str]) -> Dekning:
    seated = tuple(member for member in members if member.stemmer and member.plass == place)
    by_region = any(member.stemmer and member.delregion for member in members)
    deputies = {deputy.navn: deputy for deputy in _deputies(place, seated, members)}
    shared = any(other.rolle == "vara" and not other.delregion for other in members)
    return Dekning(body, seated, tuple(deputies.values()), by_region and place in regions, shared)


def _deputies(place: str, seated: Sequence[Medlem], members: Sequence[Medlem]) -> Iterator[Person]:
    for member in seated:
        yield from member.vara
    yield from (other for other in members if other.rolle == "vara" and other.delregion == place)
