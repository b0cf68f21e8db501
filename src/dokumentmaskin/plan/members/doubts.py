"""What the lists of members say that can hardly be meant, though each line of them may stand.

What cannot be at all is refused when the plan is read (`plan.loading.members`). These are notes: one address
may be shared, and one municipality may be moved.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.followup import all_points
from dokumentmaskin.plan.meetings import Møte, Plan, slug
from dokumentmaskin.plan.records import Oppføring, Person, entries
from dokumentmaskin.plan.words import MESSAGES


def doubts(plan: Plan) -> tuple[Problem, ...]:
    """A note for each thing that can hardly be meant, in the order of what it is."""
    named = tuple(entries(plan.medlemmer))
    found = (_shared_addresses, _alike_names, _two_addresses, _moved_municipalities)
    notes = [note for find in found for note in find(plan, named)]
    return (*notes, *_ended(plan))


def _shared_addresses(plan: Plan, named: Iterable[Oppføring]) -> Iterator[Problem]:
    """One address for two who sit at the same time; a successor may well have taken it over."""
    for one, other in _pairs(named, lambda entry: entry.person.epost.casefold()):
        if one.person.navn != other.person.navn and one.medlem.overlaps(other.medlem):
            message = f"«{one.person.navn}» og «{other.person.navn}» har samme e-post, {one.person.epost}."
            advice = "Rett den ene, hvis ikke to deler adresse. Er det én person, skriver du navnet likt."
            yield Problem("felles-epost", message, advice, _place(plan, other, "epost"))


def _alike_names(plan: Plan, named: Iterable[Oppføring]) -> Iterator[Problem]:
    """Names that differ in nothing but capitals, spaces and accents."""
    for one, other in _pairs(named, lambda entry: slug(entry.person.navn)):
        if one.person.navn != other.person.navn:
            message = f"«{one.person.navn}» og «{other.person.navn}» er nesten samme navn."
            advice = "Er det samme person, skriver du navnet likt begge steder."
            yield Problem("nesten-samme-navn", message, advice, _place(plan, other, "navn"))


def _two_addresses(plan: Plan, named: Iterable[Oppføring]) -> Iterator[Problem]:
    """One person with two addresses or two numbers."""
    for one, other in _pairs(named, lambda entry: entry.person.navn):
        for name in ("epost", "telefon"):
            here, there = getattr(other.person, name), getattr(one.person, name)
            if here and there and here != there and one.person.may_be(other.person):
                message = f"«{one.person.navn}» har «{name}: {there}» ett sted og «{name}: {here}» her."
                advice = "Skriv personen én gang, under «personer:», eller rett det ene stedet."
                yield Problem("to-adresser", message, advice, _place(plan, other, name))


def _moved_municipalities(plan: Plan, named: Iterable[Oppføring]) -> Iterator[Problem]:
    """One municipality in two sub-regions."""
    members = [e for e in named if e.person is e.medlem and e.medlem.kommune and e.medlem.delregion]
    for one, other in _pairs(members, lambda entry: entry.medlem.kommune):
        if one.medlem.delregion != other.medlem.delregion:
            message = (
                f"{one.medlem.kommune} kommune er i {one.medlem.delregion} for «{one.person.navn}», "
                f"men i {other.medlem.delregion} for «{other.person.navn}»."
            )
            advice = "Rett «kommune:» eller «delregion:» på den som er feil."
            yield Problem("kommune-i-to", message, advice, _place(plan, other, "delregion"))


def _pairs(
    named: Iterable[Oppføring], key: Callable[[Oppføring], str]
) -> Iterator[tuple[Oppføring, Oppføring]]:
    """The first entry of each key with every later one that says something else; each pair of names once."""
    alike: dict[str, list[Oppføring]] = {}
    for entry in named:
        if key(entry):
            alike.setdefault(key(entry), []).append(entry)
    for same in alike.values():
        told = set[tuple[Person, ...]]()
        for one, other in combinations(same, 2):
            pair = (_without_days(one.person), _without_days(other.person))
            if pair not in told:
                told.add(pair)
                yield one, other


def _without_days(person: Person) -> Person:
    """What is said of the person alone, whatever the body and the days."""
    return Person.model_construct(**{name: getattr(person, name) for name in Person.model_fields})


def _place(plan: Plan, entry: Oppføring, name: str) -> Place | None:
    return plan.medlemskilde.place((*entry.felt, name)) if plan.medlemskilde else None


def _ended(plan: Plan) -> Iterator[Problem]:
    """Those who are named in a meeting, or are to do something, after the last day that they sit."""
    for møte in plan.møter:
        if møte.har_papirer and møte.dato.dag_satt:
            yield from _ended_before(plan, møte)
    day = plan.dag
    for point in all_points(plan):
        if point.lukket is None and point.hvem:
            asked = max(point.møte, min(point.frist or day, day))
            for name, last in _left(plan, (point.gruppe,), asked):
                if name in _names(point.hvem):
                    message = f"«{name}» skal gjøre «{point.hva}», men sluttet {MESSAGES.day(last)}."
                    advice = "Avtal hvem som overtar, og skriv det i neste referat."
                    yield Problem("sluttet", message, advice, point.sted)


def _ended_before(plan: Plan, møte: Møte) -> Iterator[Problem]:
    named = {
        "leder møtet": (møte.fil.møteleder, møte.place("møteleder")),
        "skriver referatet fra møtet": (møte.fil.referent, møte.place("referent")),
    }
    if not møte.fil.møteleder and møte.gruppe.leder:
        named["leder møtet"] = (møte.gruppe.leder, møte.sted)
    for name, last in _left(plan, møte.grupper, møte.dato.fra):
        for does, (said, place) in named.items():
            if name in _names(said):
                day = MESSAGES.meeting_date(møte.dato)
                message = f"«{name}» {does} {day}, men sluttet {MESSAGES.day(last)}."
                advice = "Skriv hvem som gjør det nå, eller rett «til:» i medlemmer.yaml."
                yield Problem("sluttet", message, advice, place)


def _names(text: str) -> list[str]:
    """The names in «Kari Nordmann og Ola Hansen»."""
    return [name.strip() for name in re.split(r"[,;/]| og ", text)]


def _left(plan: Plan, bodies: Iterable[str], day: date) -> Iterator[tuple[str, date]]:
    """Those of the bodies' lists who sit in none of them any more on a day, with their last one."""
    last: dict[str, date] = {}
    for body in bodies:
        for member in plan.medlemmer.get(body, ()):
            until = member.til or date.max
            last[member.navn] = max(until, last.get(member.navn, until))
    yield from ((name, until) for name, until in last.items() if until < day)
