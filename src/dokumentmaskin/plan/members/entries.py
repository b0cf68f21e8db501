"""Everyone who is named in the lists of members, each with the place in medlemmer.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass

from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records import Medlem, Person
from dokumentmaskin.plan.yaml import FieldPath


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


def entries(plan: Plan) -> Iterator[Oppføring]:
    """Each member in the order of the lists, with the deputies after it."""
    for body, members in plan.medlemmer.items():
        for index, member in enumerate(members):
            yield Oppføring((body, index), member, member)
            for number, deputy in enumerate(member.vara):
                yield Oppføring((body, index, "vara", number), deputy, member)
