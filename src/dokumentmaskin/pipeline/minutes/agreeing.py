"""What was read of minutes held against the plan and against itself.

Each value is certain by itself: it stands in a field that is made for it. Here they are held against each
other. What cannot be right together is left out and told; what is only strange is told.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.minutes import ReadMinutes
from dokumentmaskin.plan import FieldPath, Møte, Plan, Referatfil, agenda, as_data, faults, field_name

# Without these a row says nothing: it goes whole.
_WHOLE_ROW: Final = frozenset({"delregion", "nummer"})
# What is wrong, and the field that is left out for it, if any.
Doubt = tuple[FieldPath | None, Problem]


def agreeing(plan: Plan, møte: Møte, read: ReadMinutes, name: str) -> tuple[Referatfil, tuple[Problem, ...]]:
    """What was read without what cannot be right, and all that is to be looked at.

    Args:
        plan: The plan.
        møte: The meeting.
        read: What was read of its minutes.
        name: What messages call the document.
    """
    doubts = [*read.problems, *_numbers(plan, møte, read.record, name)]
    record = read.record
    for found in (_swapped, _people, _clocks, _votes, _quorum):
        wrong = list(found(plan, møte, record))
        doubts += [_placed(problem, record, field, name) for field, problem in wrong]
        record = _without(record, [field for field, _ in wrong if field is not None])
    while refused := list(faults(plan, møte, record)):
        doubts += [_placed(problem, record, field, name) for field, problem in refused]
        record = _without(record, [field for field, _ in refused])
    return record, tuple(doubts)


def _placed(problem: Problem, record: Referatfil, field: FieldPath | None, name: str) -> Problem:
    if field is None:
        said = problem.place.field if problem.place else ""
        return replace(problem, place=Place(name, field=said))
    return replace(problem, place=Place(name, field=_where(record, field)))


def _numbers(plan: Plan, møte: Møte, record: Referatfil, name: str) -> Iterator[Problem]:
    """The cases of the minutes are those of the agenda."""
    known = {sak.nummer: sak.framlegg.tittel for sak in agenda(plan, møte)}
    read = {case.nummer for case in record.saker}
    for case in record.saker:
        if case.nummer not in known:
            message = f"Sak {case.nummer} («{case.tittel}») står ikke på sakslisten."
            advice = f"Rett nummeret. Sakslisten har sak {plan.språk.series(list(known))}."
            place = Place(name, field=f"Sak {case.nummer}")
            yield Problem("ukjent-sak", message, advice, place)
    for number in known.keys() - read if read else ():
        message = f"Sak {number} («{known[number]}») står på sakslisten, men er ikke lest i referatet."
        advice = f"Overskriften skal begynne med «Sak {number}:»."
        yield Problem("sak-mangler", message, advice, Place(name))


def _swapped(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """A case has the title of another one on the agenda: its number was changed by hand, or its title."""
    known = {sak.nummer: sak.framlegg.tittel.casefold() for sak in agenda(plan, møte)}
    for index, case in enumerate(record.saker):
        title = case.tittel.casefold()
        others = [number for number, other in known.items() if other == title]
        if others and case.nummer in known and case.nummer not in others:
            message = f"«{case.tittel}» er sak {others[0]} på sakslisten, så saken er ikke lest."
            advice = "Rett nummeret eller tittelen."
            yield ("saker", index, "nummer"), Problem("forvekslet-sak", message, advice)


def _people(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """Nobody is both there and not, and a member is not written as a deputy."""
    groups = [møte.gruppe.navn, *møte.rad.felles_med]
    members = [member for group in groups for member in plan.medlemmer.get(group, ())]
    seats = {(member.delregion, member.navn) for member in members}
    deputies = {(member.delregion, member.vara.navn) for member in members if member.vara}
    for index, row in enumerate(record.deltakere):
        field = ("deltakere", index, "delregion")
        member, deputy = (row.delregion, row.medlem), (row.delregion, row.vara)
        if member in deputies - seats or deputy in seats - deputies:
            wrong = row.medlem if member in deputies - seats else row.vara
            message = f"«{wrong}» står i feil kolonne etter medlemslisten, så raden er ikke lest."
            yield field, Problem("feil-kolonne", message, "Bytt navnene i kolonnene «Medlem» og «Vara».")
        if _there_and_not(record, index):
            message = (
                f"«{row.medlem or row.vara}» står både som møtt og som fraværende, så raden er ikke lest."
            )
            yield field, Problem("motstridende-kryss", message, "La bare den raden som stemmer, stå.")


def _there_and_not(record: Referatfil, index: int) -> bool:
    """Whether the one in a row is in another row too, and came in one and not in the other, or twice."""
    row = record.deltakere[index]
    others = [o for n, o in enumerate(record.deltakere) if n != index and o.delregion == row.delregion]
    same = [o for o in others if row.medlem and o.medlem == row.medlem]
    twice = row.møtte == "vara" and any(o.møtte == "vara" and o.vara == row.vara for o in others if row.vara)
    return twice or any((o.møtte == "ingen") != (row.møtte == "ingen") for o in same)


def _clocks(_: Plan, __: Møte, record: Referatfil) -> Iterator[Doubt]:
    """Who came late or left early was there, in that order, while the meeting lasted."""
    for index, row in enumerate(record.deltakere):
        for name, clock in (("kom", row.kom), ("gikk", row.gikk)):
            start, end = record.startet, record.sluttet
            if clock is None:
                continue
            said = ""
            if row.møtte == "ingen":
                said = "ikke møtte"
            elif start is not None and clock < start:
                said = f"møtet startet kl. {start:%H.%M}"
            elif end is not None and clock > end:
                said = f"møtet sluttet kl. {end:%H.%M}"
            elif name == "gikk" and row.kom is not None and row.kom >= clock:
                said = f"kom kl. {row.kom:%H.%M}"
            if said:
                message = f"Her står det «{name} kl. {clock:%H.%M}», men også at {_subject(said)}{said}."
                yield ("deltakere", index, name), Problem("utenfor-motetid", message, "Rett det som er feil.")


def _subject(said: str) -> str:
    return "" if said.startswith("møtet") else "den som skulle møte, "


def _votes(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """There are as many votes as there were people to give them."""
    if not _all_known(plan, møte, record):
        return
    there = [row for row in record.deltakere if row.møtte != "ingen"]
    throughout = sum(row.kom is None and row.gikk is None for row in there)
    for index, case in enumerate(record.saker):
        for number, vote in enumerate(case.votering):
            if vote.for_ is None:
                continue
            count = vote.for_ + (vote.mot or 0) + vote.avholdende
            field = ("saker", index, "votering", number)
            entitled = len(there) - len(case.habilitet)
            if count > len(there):
                message = (
                    f"Her er det {count} stemmer, men bare {len(there)} møtte, så voteringen er ikke lest."
                )
                yield field, Problem("flere-stemmer", message, "Rett stemmetallene eller kryssene.")
            elif count > entitled or count < throughout - len(case.habilitet):
                message = f"Her er det {count} stemmer, men {entitled} møtte og kunne stemme."
                place = Place("", field=_where(record, field))
                advice = "Se om stemmetallene, kryssene og habiliteten stemmer."
                yield None, Problem("ulikt-stemmetall", message, advice, place)


def _quorum(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """At least half of the members were there when something was decided (kommuneloven § 11-9)."""
    there = sum(row.møtte != "ingen" for row in record.deltakere)
    decided = any(case.vedtak or case.votering for case in record.saker)
    if decided and _all_known(plan, møte, record) and 2 * there < len(record.deltakere):
        message = f"Bare {there} av {len(record.deltakere)} møtte, og møtet har gjort vedtak."
        advice = (
            "Et folkevalgt organ kan bare gjøre vedtak når minst halvparten av medlemmene er til stede "
            "(kommuneloven § 11-9). Se om kryssene stemmer."
        )
        yield None, Problem("ikke-vedtaksfor", message, advice, Place("", field="Deltakere"))


def _all_known(plan: Plan, møte: Møte, record: Referatfil) -> bool:
    """Whether it is known of every member who came: else nobody can say how many there were."""
    groups = [møte.gruppe.navn, *møte.rad.felles_med]
    return len(record.deltakere) >= sum(len(plan.medlemmer.get(group, ())) for group in groups) > 0


def _where(record: Referatfil, field: FieldPath) -> str:
    """A field as the document knows it."""
    match field:
        case ("deltakere", int(index), *_):
            return f"Deltakere, {record.deltakere[index].delregion}"
        case ("oppfølging", int(index), str(name)):
            return f"Oppfølging, «{record.oppfølging[index].hva}», {name}"
        case ("saker", int(index), "votering", *_):
            return f"Sak {record.saker[index].nummer} › Votering"
        case ("saker", int(index), *_):
            return f"Sak {record.saker[index].nummer}"
        case ("godkjenning", *_):
            return "Godkjenning"
        case _:
            return field_name(field)


def _without(record: Referatfil, fields: list[FieldPath]) -> Referatfil:
    """The record without some fields; from the last to the first, so that rows keep their numbers."""
    data: dict[str, Any] = as_data(record)
    for field in sorted(set(map(_removed, fields)), key=_order, reverse=True):
        *parents, last = field
        inside: Any = data
        for step in parents:
            inside = inside[step]
        del inside[last]
    return Referatfil.model_validate(data)


def _removed(field: FieldPath) -> FieldPath:
    whole = field[-1] in _WHOLE_ROW or (field[0], field[-1]) == ("godkjenning", "møte")
    return field[:-1] if whole else field


def _order(field: FieldPath) -> tuple[tuple[str, int], ...]:
    """Rows by their number, and a row's fields before the row."""
    return tuple((step, 0) if isinstance(step, str) else ("", step) for step in field)
