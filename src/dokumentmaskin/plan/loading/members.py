"""What `medlemmer.yaml` must agree on: with organisasjon.yaml, and with itself.

Each function gives the faults that it finds, as those of `loading.checks` do. Two people may have one name:
they are told apart by the municipality or the sub-region that they sit for, and by `personer`, in which a
name is one person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.checks import Fault, unknown
from dokumentmaskin.plan.records import Gruppe, Medlem, Medlemsliste, Organisasjon, Person, entries
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument

# The roles that one person in a body has at a time.
_ALONE: Final = {"leder": "Lederen", "nestleder": "Nestlederen"}


def check_members(
    organisation: Organisasjon, members: Medlemsliste, document: YamlDocument
) -> Iterator[Fault]:
    """Every list belongs to a known body, and each person in it is one thing there at a time."""
    yield from _check_persons(members)
    yield from _check_regions(organisation, members)
    known = {group.navn: group for group in organisation.grupper}
    for name, people in members.members().items():
        if name not in known:
            place = document.key_place((name,))  # the key is wrong, not what stands under it
            yield (name,), replace(unknown("gruppe", name, list(known)), place=place)
        else:
            yield from _check_leaders(known[name], people)
        for index, member in enumerate(people):
            yield from check_member(organisation, member, (name, index))
        for first, second in _related(people):
            one, other = people[first], people[second]
            if one.overlaps(other):
                yield from _check_pair(one, other, (name, first), (name, second), document)
    yield from _check_parties(members)


def _check_persons(members: Medlemsliste) -> Iterator[Fault]:
    """Each name stands once among the persons."""
    seen: set[str] = set()
    for index, person in enumerate(members.personer):
        if person.navn in seen:
            message = f"«{person.navn}» står to ganger under «personer:»."
            advice = "Slett den ene. Er det to personer, skiller du dem i navnet."
            yield ("personer", index, "navn"), Problem("samme-person", message, advice)
        seen.add(person.navn)


def _check_regions(organisation: Organisasjon, members: Medlemsliste) -> Iterator[Fault]:
    """Members for sub-regions in an organisation that has said none: one thing is missing, not many wrong."""
    first = [(g, n) for g, people in members.grupper.items() for n, m in enumerate(people) if m.delregion]
    if first and not organisation.delregioner:
        names = dict.fromkeys(m.delregion for people in members.grupper.values() for m in people)
        wanted = ", ".join(name for name in names if name)
        message = "Medlemmene sitter for delregioner, men organisasjon.yaml har ingen."
        advice = f"Skriv dem der: «delregioner: [{wanted}]»."
        yield (*first[0], "delregion"), Problem("ukjent-delregion", message, advice)


def check_member(organisation: Organisasjon, member: Medlem, field: FieldPath) -> Iterator[Fault]:
    """What can be seen of one member alone."""
    known = organisation.delregioner
    if known and member.delregion and member.delregion not in known:
        yield (*field, "delregion"), unknown("delregion", member.delregion, known)
    if member.fra and member.til and member.til < member.fra:
        message = f"Siste dag, {member.til:%d.%m.%Y}, er før første dag, {member.fra:%d.%m.%Y}."
        yield (*field, "til"), Problem("til-for-fra", message, "Rett den ene datoen.")
    seen: set[str] = set()
    for number, deputy in enumerate(member.vara):
        place = (*field, "vara", number, "navn")
        if deputy.navn == member.navn:
            message = f"«{member.navn}» står som vara for seg selv."
            yield place, Problem("egen-vara", message, "Skriv hvem som er vara, eller slett linjen.")
        elif deputy.navn in seen:
            message = f"«{deputy.navn}» står to ganger som vara for {member.navn}."
            yield place, Problem("samme-person", message, "Slett den ene.")
        seen.add(deputy.navn)


def _check_leaders(group: Gruppe, people: Sequence[Medlem]) -> Iterator[Fault]:
    """The one who leads is the same here and in organisasjon.yaml."""
    for index, member in enumerate(people):
        said = getattr(group, member.rolle, "") if member.rolle in _ALONE else ""
        if said and member.navn not in said:
            message = f"{_ALONE[member.rolle]} er {member.navn} her, men «{said}» i organisasjon.yaml."
            advice = f"Slett «{member.rolle}:» i organisasjon.yaml, eller rett den som er feil."
            yield (group.navn, index, "rolle"), Problem("motstridende-leder", message, advice)


def _related(people: Sequence[Medlem]) -> list[tuple[int, int]]:
    """The pairs that have a name or a role of one alone in common: none of thousands needs every other."""
    by_word: dict[str, list[int]] = {}
    for number, member in enumerate(people):
        names = {member.navn, *(deputy.navn for deputy in member.vara)}
        for word in names | ({member.rolle} & _ALONE.keys()):
            by_word.setdefault(word, []).append(number)
    return sorted({pair for numbers in by_word.values() for pair in combinations(numbers, 2)})


def _check_pair(
    one: Medlem, other: Medlem, first: FieldPath, second: FieldPath, document: YamlDocument
) -> Iterator[Fault]:
    """What two who sit in a body on the same day cannot both be."""
    if one.rolle == other.rolle and one.rolle in _ALONE:
        line = document.place((*first, "rolle")).line
        message = f"Gruppen har allerede en {one.rolle} (linje {line})."
        advice = "Rett rollen, eller skriv «fra:» og «til:» med datoene."
        yield (*second, "rolle"), Problem("to-ledere", message, advice)
    if one.may_be(other):
        line = document.place((*first, "navn")).line
        message = f"«{other.navn}» står allerede i gruppen (linje {line})."
        advice = "Slett den ene, eller skriv «fra:» og «til:» med datoene."
        yield (*second, "navn"), Problem("samme-person", message, advice)
    for member, field, deputised in ((one, first, other), (other, second, one)):
        names = [deputy.navn for deputy in deputised.vara]
        if member.stemmer and member.navn in names and not member.may_be(deputised):
            message = f"«{member.navn}» er medlem, og står som vara for {deputised.navn}."
            yield (*field, "navn"), Problem("medlem-og-vara", message, "La bare det ene stå.")


def _check_parties(members: Medlemsliste) -> Iterator[Fault]:
    """A person has one party and one municipality, wherever the person is named."""
    known: dict[str, Person] = {person.navn: person for person in members.personer}
    for entry in entries(members.grupper):
        field, person = entry.felt, entry.person
        said = known.setdefault(person.navn, person)
        if said is not person and not _may_be_another(members, said, person):
            for name in ("parti", "kommune"):
                here, there = getattr(person, name), getattr(said, name)
                if here and there and here != there:
                    message = f"«{person.navn}» har «{name}: {there}» ett sted og «{name}: {here}» her."
                    advice = "Rett den som er feil. Er det to personer, skiller du dem i navnet."
                    yield (*field, name), Problem("motstridende-person", message, advice)


def _may_be_another(members: Medlemsliste, one: Person, other: Person) -> bool:
    """Whether two of one name may be two people: they sit for different ones, and no list says who it is."""
    return one not in members.personer and not one.may_be(other)
