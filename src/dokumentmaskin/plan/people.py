"""Who sits in a body on a day, who is summoned to a meeting, and who has a vote there.

`members_at` gives a body's whole list on a day, in every role; `seats` who is to come to a meeting and vote,
each with the deputies in the order in which they are called. A joint meeting has the members of all its
bodies, each person once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.bodies import body_title
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Gruppe, Medlem, Person, Rolle


@dataclass(frozen=True, slots=True)
class Plass:
    """A seat at a meeting.

    Attributes:
        gruppe: The body that it is in.
        medlem: Who has it.
        sitter_for: The sub-region or the municipality; of somebody without, in a joint meeting, the body's
            full name.
        varaer: Who may come instead, in order: the member's own, then those of the member's sub-region.
    """

    gruppe: str
    medlem: Medlem
    sitter_for: str
    varaer: tuple[Person, ...]

    @property
    def vara(self) -> str:
        """The names of the deputies, as the minutes have them."""
        return ", ".join(deputy.navn for deputy in self.varaer)


def members_at(plan: Plan, gruppe: str, day: date) -> tuple[Medlem, ...]:
    """Everyone in a body's list on a day, in the order of the list and in whatever role."""
    return tuple(
        member
        for member in plan.medlemmer.get(gruppe, ())
        if (member.fra is None or member.fra <= day) and (member.til is None or day <= member.til)
    )


def voting_members(plan: Plan, møte: Møte) -> tuple[Medlem, ...]:
    """Those who have a vote in a meeting: leaders and members of its bodies on its first day."""
    return tuple(seat.medlem for seat in seats(plan, møte))


def seats(plan: Plan, møte: Møte) -> tuple[Plass, ...]:
    """Who is to come and vote, by sub-region in the organisation's order, the others in that of the list."""
    order = {name: index for index, name in enumerate(plan.organisasjon.delregioner)}
    found: list[Plass] = []
    for gruppe, people in _lists(plan, møte):
        name = body_title(plan.group(gruppe), plan.språk_of(møte.gruppe))
        deputies = [other for other in people if other.rolle == "vara" and other.delregion]
        for member in filter(lambda member: member.stemmer, people):
            own: list[Person] = [*member.vara]
            own += [other for other in deputies if other.delregion == member.delregion]
            place = member.plass or (name if møte.rad.felles_med else "")
            if not any(member.may_be(seat.medlem) for seat in found if seat.gruppe != gruppe):
                found.append(
                    Plass(gruppe, member, place, tuple({deputy.navn: deputy for deputy in own}.values()))
                )
    return tuple(sorted(found, key=lambda seat: order.get(seat.medlem.delregion, len(order))))


def unseated(plan: Plan, møte: Møte, rolle: Rolle) -> tuple[Medlem, ...]:
    """Those of a role without a seat in the meeting, each once; of deputies those of the whole body."""
    found: list[Medlem] = []
    seated = voting_members(plan, møte)
    for member in (member for _, people in _lists(plan, møte) for member in people if member.rolle == rolle):
        own = rolle == "vara" and member.delregion
        if not own and not any(member.may_be(other) for other in (*seated, *found)):
            found.append(member)
    return tuple(found)


def leader_at(plan: Plan, gruppe: Gruppe, day: date, rolle: Literal["leder", "nestleder"] = "leder") -> str:
    """Who leads a body on a day, or does so when the leader cannot; empty when nobody has said it."""
    said = {"leder": gruppe.leder, "nestleder": gruppe.nestleder}[rolle]
    people = members_at(plan, gruppe.navn, day)
    return said or next((member.navn for member in people if member.rolle == rolle), "")


def without_leader(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A note when a body that has had a leader, or will have one, has none on the day of the meeting."""
    led = any(member.rolle == "leder" for member in plan.medlemmer.get(møte.gruppe.navn, ()))
    if led and not møte.fil.møteleder and not leader_at(plan, møte.gruppe, møte.dato.fra):
        day = plan.språk.day(møte.dato.fra)
        message = f"Gruppen har ingen leder {day}, så innkallingen sier ikke hvem som leder møtet."
        advice = "Skriv «rolle: leder» i medlemmer.yaml på den som leder da, eller «møteleder:» i mote.yaml."
        yield Problem("uten-leder", message, advice, møte.sted)


def listed_in(plan: Plan, gruppe: str, år: int) -> tuple[Medlem, ...]:
    """Everyone in a body's list on some day of a year, in the order of the list and in whatever role."""
    first, last = date(år, 1, 1), date(år, 12, 31)
    return tuple(
        member
        for member in plan.medlemmer.get(gruppe, ())
        if (member.fra or first) <= last and first <= (member.til or last)
    )


def _lists(plan: Plan, møte: Møte) -> Iterator[tuple[str, tuple[Medlem, ...]]]:
    """Each body that meets, with its list on the meeting's first day."""
    for gruppe in møte.grupper:
        yield gruppe, members_at(plan, gruppe, møte.dato.fra)
