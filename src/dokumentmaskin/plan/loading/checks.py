"""What the plan's files must agree on: groups, sub-regions, dates and papers.

Each function returns the problems that it finds, with the place in the file that is most likely wrong. The
minutes are history: they are held against the meetings and the sub-regions, and against themselves, but not
against an agenda that may have been changed since. `dok les-referat` does that once, when it reads them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.loading.papers import check_papers
from dokumentmaskin.plan.meetings import Møte, Plan, slug
from dokumentmaskin.plan.records import (
    Medlemsliste,
    Møterad,
    Oppfølgingsfil,
    Oppfølgingspunkt,
    Organisasjon,
    Referatfil,
    Årsplan,
    suggestion,
)
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument

Fault = tuple[FieldPath, Problem]


def check_groups(organisation: Organisasjon, document: YamlDocument) -> Iterator[Problem]:
    """No two groups' papers would lie in the same folder."""
    names: dict[str, int] = {}
    for index, group in enumerate(organisation.faggrupper):
        first = names.setdefault(slug(group.navn), index)
        if first != index:
            other = organisation.faggrupper[first].navn
            message = f"Filene til «{group.navn}» ville fått samme navn som filene til «{other}»."
            place = document.place(("faggrupper", index, "navn"))
            yield Problem("samme-navn", message, "Gi gruppene ulike navn.", place)


def check_members(
    organisation: Organisasjon, members: Medlemsliste, document: YamlDocument
) -> Iterator[Problem]:
    """Every list belongs to a known group, every member to a known sub-region."""
    groups = [group.navn for group in organisation.faggrupper]
    for group, people in members.root.items():
        if group not in groups:
            yield _unknown("gruppe", group, groups, document.key_place((group,)))
        for index, person in enumerate(people):
            if person.delregion not in organisation.delregioner:
                field = (group, index, "delregion")
                place = document.place(field)
                yield _unknown("delregion", person.delregion, organisation.delregioner, place)


def check_closings(
    organisation: Organisasjon, closings: Oppfølgingsfil, document: YamlDocument
) -> Iterator[Problem]:
    """Every closed point belongs to a known group."""
    groups = [group.navn for group in organisation.faggrupper]
    for index, closing in enumerate(closings.lukkede_punkter):
        if closing.gruppe not in groups:
            place = document.place(("lukkede_punkter", index, "gruppe"))
            yield _unknown("gruppe", closing.gruppe, groups, place)


def check_year(
    organisation: Organisasjon, year: int, plan: Årsplan, document: YamlDocument
) -> Iterator[Problem]:
    """The status is one thing, dates lie in the plan's year, joint groups exist, one meeting a day."""
    yield from _check_status(plan, document)
    groups = [group.navn for group in organisation.faggrupper]
    earlier: list[tuple[Møterad, int]] = []
    for index, row in enumerate(plan.møteplan):
        field = ("møteplan", index, "dato")
        yield from _check_row_date(row, year, document, field)
        for number, name in enumerate(row.felles_med):
            place = document.place(("møteplan", index, "felles_med", number))
            if name not in groups:
                yield _unknown("gruppe", name, groups, place)
            elif name == plan.gruppe:
                message = f"«{name}» er gruppen selv."
                yield Problem("samme-gruppe", message, "Skriv bare de andre gruppene.", place)
        if row.type == "faggruppemøte" and row.dato.dag_satt:
            line = next((line for other, line in earlier if other.dato.overlaps(row.dato)), None)
            if line is not None:
                yield _same_day(document, field, line)
            earlier.append((row, document.place(field).line))


def check_meeting(møte: Møte, document: YamlDocument, root: Path) -> Iterator[Problem]:
    """A meeting's deadlines come before it, its times lie within it, its papers are there."""
    for field, day in _deadlines(møte):
        if day is not None and day > møte.dato.til:
            message = f"Datoen {day:%d.%m.%Y} er etter møtet, som er {møte.dato.fra:%d.%m.%Y}."
            yield Problem("frist-etter-mote", message, "Rett datoen.", document.place(field))
    sent, updated = møte.fil.utsendt, møte.fil.oppdatert
    if sent and updated and updated < sent:
        message = f"Innkallingen er oppdatert {updated:%d.%m.%Y}, før den ble sendt {sent:%d.%m.%Y}."
        yield Problem("oppdatert-for-utsendt", message, "Rett datoen.", document.place(("oppdatert",)))
    for field, clock in _clocks(møte):
        yield from _check_clock(møte, document, field, clock)
    yield from check_papers(møte, document, root)


def check_minutes(plan: Plan, documents: Mapping[Path, YamlDocument]) -> Iterator[Problem]:
    """Every problem of every `referat.yaml`, at its place.

    Args:
        plan: The plan, with the minutes in their meetings.
        documents: What was read from each `referat.yaml`, with the places in it.
    """
    for year in plan.år:
        for møte in year.møter:
            if møte.referat is not None and møte.referatfil is not None:
                document = documents[møte.referatfil]
                for field, problem in faults(plan, møte, møte.referat):
                    yield Problem(problem.code, problem.message, problem.advice, document.place(field))


def faults(plan: Plan, møte: Møte, minutes: Referatfil) -> Iterator[Fault]:
    """What is wrong with a meeting's minutes: the field, and the problem without its place."""
    yield from _participants(plan, minutes)
    yield from _clock(minutes)
    yield from _cases(minutes)
    yield from _follow_up(plan, møte, minutes)
    if minutes.godkjenner is not None:
        yield from _earlier_meeting(plan, møte, minutes.godkjenner, ("godkjenner",))


def _check_status(plan: Årsplan, document: YamlDocument) -> Iterator[Problem]:
    if plan.vedtatt and plan.status_for_møteplanen == "forslag":
        message = f"Planen er «forslag», men er vedtatt {plan.vedtatt:%d.%m.%Y}."
        advice = "Skriv «vedtatt» her, eller slett linjen som begynner med «vedtatt:»."
        yield Problem("forslag-og-vedtatt", message, advice, document.place(("status_for_møteplanen",)))


def _check_row_date(row: Møterad, year: int, document: YamlDocument, field: FieldPath) -> Iterator[Problem]:
    if row.dato.fra.year != year:
        message = f"Møtet er i {row.dato.fra.year}, men årsplanen gjelder {year}."
        advice = f"Rett datoen, eller flytt raden til plan/{row.dato.fra.year}/."
        yield Problem("feil-ar", message, advice, document.place(field))


def _deadlines(møte: Møte) -> Iterator[tuple[FieldPath, date | None]]:
    yield ("utsendt",), møte.fil.utsendt
    yield ("forfall", "frist"), møte.fil.forfall.frist
    for number, case in enumerate(møte.fil.saker):
        for index, paper in enumerate(case.vedlegg):
            yield ("saker", number, "vedlegg", index, "ettersendes"), paper.ettersendes


def _clocks(møte: Møte) -> Iterator[tuple[FieldPath, time | None]]:
    for index, post in enumerate(møte.fil.program):
        yield ("program", index, "tid"), post.tid
    for number, case in enumerate(møte.fil.saker):
        yield ("saker", number, "tid"), case.tid


def _check_clock(
    møte: Møte, document: YamlDocument, field: FieldPath, clock: time | None
) -> Iterator[Problem]:
    span = møte.fil.tid
    if clock is None or span is None or møte.dato.fra != møte.dato.til:
        return
    if clock < span.fra or (span.til is not None and clock > span.til):
        end = f"–{span.til:%H:%M}" if span.til else ""
        message = f"Kl. {clock:%H:%M} er utenfor møtetiden {span.fra:%H:%M}{end}."
        yield Problem("utenfor-motetid", message, "Rett klokkeslettet.", document.place(field))


def _same_day(document: YamlDocument, field: FieldPath, line: int) -> Problem:
    message = f"Gruppen har allerede et møte denne dagen (linje {line})."
    return Problem("samme-dag", message, "Rett en av datoene.", document.place(field))


def _unknown(kind: str, name: str, known: Sequence[str], place: Place | None = None) -> Problem:
    advice = suggestion(name, list(known)) or f"Disse står der: {', '.join(known)}."
    message = f"Ukjent {kind}: «{name}» står ikke i organisasjon.yaml."
    return Problem(f"ukjent-{kind}", message, advice, place)


def _participants(plan: Plan, minutes: Referatfil) -> Iterator[Fault]:
    known = list(plan.organisasjon.delregioner)
    for index, row in enumerate(minutes.deltakere):
        if row.delregion not in known:
            yield ("deltakere", index, "delregion"), _unknown("delregion", row.delregion, known)


def _clock(minutes: Referatfil) -> Iterator[Fault]:
    start, end = minutes.startet, minutes.sluttet
    if start is not None and end is not None and end <= start:
        message = f"Møtet sluttet kl. {end:%H.%M}, men startet kl. {start:%H.%M}."
        yield ("sluttet",), Problem("slutter-for-start", message, "Rett klokkeslettet.")


def _cases(minutes: Referatfil) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, case in enumerate(minutes.saker):
        if case.nummer in seen:
            message = f"Sak {case.nummer} står to ganger i referatet."
            yield ("saker", index, "nummer"), Problem("samme-saksnummer", message, "Rett det ene nummeret.")
        seen.add(case.nummer)


def _follow_up(plan: Plan, møte: Møte, minutes: Referatfil) -> Iterator[Fault]:
    numbers = [case.nummer for case in minutes.saker]
    for index, point in enumerate(minutes.oppfølging):
        field = ("oppfølging", index)
        if point.møte is not None:
            yield from _earlier_meeting(plan, møte, point.møte, (*field, "møte"))
        elif point.sak and numbers and point.sak not in numbers:
            message = f"Referatet har ingen sak {point.sak}."
            advice = f"Sakene er {plan.språk.series(numbers)}."
            yield (*field, "sak"), Problem("ukjent-sak", message, advice)
        yield from _deadline(møte, point, (*field, "frist"))


def _deadline(møte: Møte, point: Oppfølgingspunkt, field: FieldPath) -> Iterator[Fault]:
    arose = point.møte or møte.dato.fra
    if point.frist is not None and point.frist < arose:
        message = f"Fristen {point.frist:%d.%m.%Y} er før møtet, som var {arose:%d.%m.%Y}."
        yield field, Problem("frist-for-mote", message, "Rett datoen.")


def _earlier_meeting(plan: Plan, møte: Møte, day: date, field: FieldPath) -> Iterator[Fault]:
    """The day is that of an earlier meeting of the group, as far as the plans go back."""
    if day >= møte.dato.fra:
        message = f"Datoen {day:%d.%m.%Y} er ikke før dette møtet, som var {møte.dato.fra:%d.%m.%Y}."
        yield field, Problem("ikke-tidligere-mote", message, "Skriv datoen for et tidligere møte.")
        return
    own = [year for year in plan.år if year.gruppe == møte.gruppe and year.år == day.year]
    meetings = [m for year in own for m in year.gruppemøter if m.dato.dag_satt and m.dato < møte.dato]
    if own and not any(m.dato.covers(day) for m in meetings):
        message = f"Gruppen hadde ikke noe møte {plan.språk.day(day)}."
        days = plan.språk.series([f"{m.dato.fra:%d.%m.%Y}" for m in meetings])
        advice = f"De tidligere møtene er {days}." if days else "Rett datoen."
        yield field, Problem("ukjent-mote", message, advice)
