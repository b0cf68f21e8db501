"""What was read of minutes held against the plan and against itself.

Each value is certain by itself: it stands in a field that is made for it. Here they are held against each
other. What cannot be right together is left out and told; what is only strange is told.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.minutes import ReadMinutes
from dokumentmaskin.plan import (
    FieldPath,
    Møte,
    Plan,
    Referatfil,
    Referatsak,
    agenda,
    as_data,
    faults,
    field_name,
    seats,
    suggestion,
    unseated,
    voting_members,
    without_quorum,
)

# Without these a row says nothing: it goes whole.
_WHOLE_ROW: Final = frozenset({"delregion", "nummer"})
# What every message about a row or a case says of it.
_NAMED: Final = frozenset({"nummer", "delregion", "møtte"})
_NO_PLACE: Final = "uten-delregion"
_SEVERAL: Final = re.compile(r",|;|\b(?:og|samt)\b")
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
    record = _with_places(plan, møte, read.record)
    for found in (_swapped, _deputies, _places, _people, _clocks, _planned, _votes, _quorum, _approvals):
        wrong = list(found(plan, møte, record))
        doubts += _told(wrong, record, name)
        record = _without(record, [field for field, _ in wrong if field is not None])
    while refused := list(faults(plan, møte, record)):
        doubts += [_placed(problem, record, field, name) for field, problem in refused]
        record = _without(record, [field for field, _ in refused])
    return record, tuple(doubts)


def _with_places(plan: Plan, møte: Møte, record: Referatfil) -> Referatfil:
    """The record in which a row that is known by its member alone has what the member sits for."""
    known = seats(plan, møte)
    rows = []
    for row in record.deltakere:
        places = [seat.sitter_for for seat in known if row.medlem and seat.medlem.navn == row.medlem]
        alone = len(places) == 1 and not row.delregion
        rows.append(row.model_copy(update={"delregion": places[0]}) if alone else row)
    return record.model_copy(update={"deltakere": tuple(rows)})


def _told(wrong: list[Doubt], record: Referatfil, name: str) -> Iterator[Problem]:
    """Each doubt at its place; rows that all lack the same, as under a spoilt word, are one."""
    rows = [field for field, problem in wrong if field is not None and problem.code == _NO_PLACE]
    together = len(rows) > 1
    if together:
        said = "; ".join(" ".join(_words(_found(record, row))) for row in rows)
        message = (
            f"I {len(rows)} rader står det ikke hvem medlemmet sitter for, så de er ikke lest: «{said}»."
        )
        advice = "Skriv det i første kolonne, som i medlemslisten. Over den skal det stå «Delregion»."
        yield Problem(_NO_PLACE, message, advice, Place(name, field="Deltakere"))
    for field, problem in wrong:
        if not (together and problem.code == _NO_PLACE):
            yield _placed(problem, record, field, name)


def _placed(problem: Problem, record: Referatfil, field: FieldPath | None, name: str) -> Problem:
    if field is None:
        said = problem.place.field if problem.place else ""
        return replace(problem, place=Place(name, field=said))
    quoted = " ".join(words for words in _words(_found(record, field)) if words not in problem.message)
    message = f"{problem.message} Her står det: «{quoted}»." if quoted else problem.message
    return replace(problem, message=message, place=Place(name, field=_where(record, field)))


def _found(record: Referatfil, field: FieldPath) -> object:
    """What is left out with a field, as the file would have it; nothing for a field that is not written."""
    inside: Any = as_data(record)
    for step in _removed(field):
        inside = inside[step]
    return inside


def _words(value: object) -> Iterator[str]:
    """The words of what is left out, each text on one line: none of them is to be read as nothing."""
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, dict | list):
                yield from _words(item)
            elif name not in _NAMED:
                yield f"{name} {item}" if str(item).isdecimal() else " ".join(str(item).split())
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)


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
        named = [number for number, other in known.items() if other == title]
        if named and case.nummer in known and case.nummer not in named:
            message = f"«{case.tittel}» er sak {named[0]} på sakslisten, så saken er ikke lest."
            advice = "Rett nummeret eller tittelen."
            yield ("saker", index, "nummer"), Problem("forvekslet-sak", message, advice)


def _deputies(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """Of several deputies, the one who came is named alone."""
    several = {seat.vara for seat in seats(plan, møte) if len(seat.varaer) > 1}
    for index, row in enumerate(record.deltakere):
        if row.møtte == "vara" and row.vara in several:
            message = "Her står flere varamedlemmer, så det er ikke lest hvem av dem som møtte."
            advice = "La bare den som møtte, stå i kolonnen «Vara»."
            yield ("deltakere", index, "vara"), Problem("flere-varaer", message, advice)


def _places(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """Whoever sits for somebody does so in the minutes too, and for somebody that members sit for."""
    members = {(seat.sitter_for, seat.medlem.navn) for seat in seats(plan, møte)}
    places = dict.fromkeys(filter(None, (place for place, _ in members)))
    known = [*plan.organisasjon.delregioner, *places]
    for index, row in enumerate(record.deltakere):
        field = ("deltakere", index, "delregion")
        if places and not row.delregion and ("", row.medlem) not in members:
            message = f"Her står det ikke hvem «{row.plass}» sitter for, så raden er ikke lest."
            advice = "Skriv det i første kolonne, som i medlemslisten."
            yield field, Problem(_NO_PLACE, message, advice)
        elif members and row.delregion and row.delregion not in known:
            message = f"Ingen av medlemmene sitter for «{row.delregion}», så raden er ikke lest."
            advice = suggestion(row.delregion, known) or "Skriv det som i medlemslisten."
            yield field, Problem("ukjent-delregion", message, advice)


def _people(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """Nobody is both there and not, and a member is not written as a deputy."""
    known = seats(plan, møte)
    members = {(seat.sitter_for, seat.medlem.navn) for seat in known}
    deputies = {(seat.sitter_for, deputy.navn) for seat in known for deputy in seat.varaer}
    # Those of the whole body may come for any of the seats.
    deputies |= {(seat.sitter_for, other.navn) for seat in known for other in unseated(plan, møte, "vara")}
    for index, row in enumerate(record.deltakere):
        field = ("deltakere", index, "delregion")
        member, deputy = (row.delregion, row.medlem), (row.delregion, row.vara)
        if member in deputies - members or deputy in members - deputies:
            wrong = row.medlem if member in deputies - members else row.vara
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


def _planned(_: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """The meeting was held, if only in part, in the time that it was summoned to."""
    planned, start, end = møte.tid, record.startet, record.sluttet
    if planned is None or planned.til is None or not møte.dato.én_dag:
        return
    for label, clock, outside in (
        ("startet", start, start is not None and start >= planned.til),
        ("sluttet", end, end is not None and end <= planned.fra),
    ):
        if outside:
            message = (
                f"Møtet {label} kl. {clock:%H.%M} etter referatet, men det var innkalt til "
                f"kl. {planned.fra:%H.%M}–{planned.til:%H.%M}."
            )
            yield None, Problem("utenfor-motetid", message, "Se om klokkeslettet er riktig.")


def _subject(said: str) -> str:
    return "" if said.startswith("møtet") else "den som skulle møte, "


def _votes(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """There are as many votes as there were people to give them; of whom nothing is said may have come."""
    unknown = _unknown(plan, møte, record)
    there = [row for row in record.deltakere if row.møtte != "ingen"]
    most = len(there) + unknown
    if not most or not _members(plan, møte):
        return
    throughout = sum(row.kom is None and row.gikk is None for row in there)
    for index, case in enumerate(record.saker):
        for number, vote in enumerate(case.votering):
            if vote.for_ is None:
                continue
            count = vote.for_ + (vote.mot or 0) + vote.avholdende
            field = ("saker", index, "votering", number)
            entitled = most - len(case.habilitet)
            if count > most:
                came = f"bare {most} møtte" if not unknown else f"ikke flere enn {most} kan ha møtt"
                message = f"Her er det {count} stemmer, men {came}, så voteringen er ikke lest."
                yield field, Problem("flere-stemmer", message, "Rett stemmetallene eller kryssene.")
            elif not unknown and not throughout - _left(case) <= count <= entitled:
                message = f"Her er det {count} stemmer, men {entitled} møtte og kunne stemme."
                place = Place("", field=_where(record, field))
                advice = "Se om stemmetallene, kryssene og habiliteten stemmer."
                yield None, Problem("ulikt-stemmetall", message, advice, place)


def _left(case: Referatsak) -> int:
    """How many may have left the table: several people may be written together."""
    return sum(len(_SEVERAL.split(left.hvem)) for left in case.habilitet)


def _approvals(_: Plan, __: Møte, record: Referatfil) -> Iterator[Doubt]:
    """The minutes of a meeting are approved or not once."""
    times = Counter(said.møte for said in record.godkjenning)
    for index, said in enumerate(record.godkjenning):
        if times[said.møte] > 1:
            message = f"Godkjenningen av referatet fra {said.møte:%d.%m.%Y} står flere ganger."
            yield ("godkjenning", index, "møte"), Problem("flere-like", message, "La den ene stå.")


def _quorum(plan: Plan, møte: Møte, record: Referatfil) -> Iterator[Doubt]:
    """At least half of the members were there when something was decided (kommuneloven § 11-9)."""
    if message := without_quorum(plan, møte, record):
        advice = (
            "Et folkevalgt organ kan bare gjøre vedtak når minst halvparten av medlemmene er til stede "
            "(kommuneloven § 11-9). Se om kryssene stemmer."
        )
        yield None, Problem("ikke-vedtaksfor", message, advice, Place("", field="Deltakere"))


def _members(plan: Plan, møte: Møte) -> int:
    return len(voting_members(plan, møte))


def _unknown(plan: Plan, møte: Møte, record: Referatfil) -> int:
    """Of how many members it is not known whether they came."""
    return max(0, _members(plan, møte) - len(record.deltakere))


def _where(record: Referatfil, field: FieldPath) -> str:
    """A field as the document knows it."""
    match field:
        case ("deltakere", int(index), *_):
            return f"Deltakere, {_row_name(record, index)}"
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


def _row_name(record: Referatfil, index: int) -> str:
    """What tells a row from the others."""
    row = record.deltakere[index]
    alone = sum(other.plass == row.plass for other in record.deltakere) == 1
    return row.plass if alone or row.medlem in {"", row.plass} else f"{row.plass}, {row.medlem}"


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
