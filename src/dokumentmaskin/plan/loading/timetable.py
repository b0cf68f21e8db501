"""What the meeting plans must agree on: kinds of meeting, days, joint meetings, and the order of a programme.

Each function gives the faults that it finds, as in `plan.loading.checks`. A joint meeting stands in the plan
of each group: the one that summons says `felles_med`, the others `felles_i`, and each must know of the other.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.bodies import body_words
from dokumentmaskin.plan.loading.checks import Fault, unknown
from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan
from dokumentmaskin.plan.records import Gruppe, Møterad, Organisasjon, Årsplan, suggestion
from dokumentmaskin.plan.words import LANGUAGES, MESSAGES
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument

# What was a group's own word before there were other bodies, and is read of any of them.
_OLDER = "faggruppemøte"


def check_rows(
    organisation: Organisasjon, group: Gruppe, year: int, plan: Årsplan, document: YamlDocument
) -> Iterator[Fault]:
    """Dates lie in the plan's year, a kind of meeting is one of the group's, and it meets once a day."""
    groups = [group.navn for group in organisation.grupper]
    earlier: list[tuple[Møterad, int]] = []
    for index, row in enumerate(plan.møteplan):
        field: FieldPath = ("møteplan", index)
        yield from _check_year(row, year, (*field, "dato"))
        yield from _check_kind(organisation, group, row, (*field, "type"))
        yield from _check_company(plan.gruppe, groups, row, field)
        yield from _check_move(plan, row, (*field, "flyttet_fra"))
        if row.er_møte and row.dato.dag_satt:
            line = next((line for other, line in earlier if other.dato.overlaps(row.dato)), None)
            if line is not None:
                message = f"Gruppen har allerede et møte denne dagen (linje {line})."
                yield (*field, "dato"), Problem("samme-dag", message, "Rett en av datoene.")
            earlier.append((row, document.place((*field, "dato")).line))


def _check_year(row: Møterad, year: int, field: FieldPath) -> Iterator[Fault]:
    if row.dato.fra.year != year:
        message = f"Møtet er i {row.dato.fra.year}, men årsplanen gjelder {year}."
        advice = f"Rett datoen, eller flytt raden til plan/{row.dato.fra.year}/."
        yield field, Problem("feil-ar", message, advice)


def _check_kind(organisation: Organisasjon, group: Gruppe, row: Møterad, field: FieldPath) -> Iterator[Fault]:
    """A word for a meeting is that of the group, in a written language, or one that fits every group."""
    if not row.er_møte:
        return
    first = LANGUAGES[group.målform or organisation.målform]
    own = {body_words(group, språk).møte: None for språk in (first, *LANGUAGES.values())}
    known = ["møte", *own, _OLDER]
    if row.type.removeprefix("ekstraordinært ") not in known:
        message = f"«{row.type}» er ikke et møte i «{group.navn}»."
        advice = suggestion(row.type, [*own, _OLDER]) or f"Skriv «møte» eller «{next(iter(own))}»."
        yield field, Problem("ukjent-verdi", message, advice)


def _check_company(own: str, groups: list[str], row: Møterad, field: FieldPath) -> Iterator[Fault]:
    """The groups of a joint meeting exist and are others, and one of them summons."""
    named: list[tuple[FieldPath, str]] = [
        ((*field, "felles_med", number), name) for number, name in enumerate(row.felles_med)
    ]
    if row.felles_i:
        named.append(((*field, "felles_i"), row.felles_i))
    for place, name in named:
        if name not in groups:
            yield place, unknown("gruppe", name, groups)
        elif name == own:
            message = f"«{name}» er gruppen selv."
            yield place, Problem("samme-gruppe", message, "Skriv bare de andre gruppene.")
    if row.felles_i and row.felles_med:
        message = "Møtet kan ikke både ha «felles_med:» og «felles_i:»."
        advice = "Skriv «felles_med:» hos gruppen som kaller inn, og «felles_i:» hos de andre."
        yield (*field, "felles_i"), Problem("felles-mote", message, advice)


def _check_move(plan: Årsplan, row: Møterad, field: FieldPath) -> Iterator[Fault]:
    """A meeting was moved from another day than its own, on which the group does not meet."""
    before = row.flyttet_fra
    if before is None:
        return
    if before == row.dato:
        message = "Møtet kan ikke være flyttet fra den dagen det er satt til."
        yield field, Problem("flyttet-hit", message, "Skriv datoen møtet hadde før, eller slett linjen.")
    others = [other for other in plan.møteplan if other is not row and other.er_møte]
    if before.dag_satt and any(other.dato.dag_satt and other.dato.overlaps(before) for other in others):
        message = f"Gruppen har et annet møte {before.fra:%d.%m.%Y}, dagen dette er flyttet fra."
        yield field, Problem("flyttet-fra-mote", message, "Rett datoen, eller slett linjen.")


def check_meetings(plan: Plan, year: Gruppeår) -> Iterator[Fault]:
    """Both groups say the same of a meeting to which one of them summons; a cancelled one has no minutes."""
    for index, møte in enumerate(year.møter):
        if møte.er_avlyst and møte.referat is not None:
            message = "Møtet er avlyst, men det har et referat som er lest inn."
            advice = "Ble det holdt, sletter du «avlyst:». Ellers sletter du referat.yaml."
            yield ("møteplan", index, "avlyst"), Problem("avlyst-med-referat", message, advice)
        if not møte.rad.felles_i:
            continue
        field = ("møteplan", index, "felles_i")
        host = _host(plan, møte)
        if host is None:
            yield field, _without_host(plan, møte)
        elif host.er_avlyst != møte.er_avlyst:
            first, second = (host, møte) if host.er_avlyst else (møte, host)
            message = f"Møtet er avlyst hos «{first.gruppe.navn}», men ikke hos «{second.gruppe.navn}»."
            yield field, Problem("felles-mote", message, "Skriv «avlyst:» begge steder, eller ingen av dem.")


def _host(plan: Plan, møte: Møte) -> Møte | None:
    """The meeting that this one is joint with, in the plan of the group that summons."""
    same_day = (m for m in plan.meetings_of(møte.rad.felles_i) if m.dato == møte.dato)
    rows = (m for m in same_day if m.er_gruppemøte == møte.er_gruppemøte)
    return next((m for m in rows if møte.gruppe.navn in m.rad.felles_med), None)


def _without_host(plan: Plan, møte: Møte) -> Problem:
    name, own = møte.rad.felles_i, møte.gruppe.navn
    message = f"«{name}» har ikke noe møte felles med «{own}» {MESSAGES.meeting_date(møte.dato)}."
    days = [m.dato for m in plan.meetings_of(name) if own in m.rad.felles_med]
    advice = f"Skriv «felles_med: [{own}]» på møtet i planen til «{name}», eller slett linjen."
    if days:
        there = MESSAGES.series([MESSAGES.meeting_date(day) for day in days])
        advice = f"Der er fellesmøtet {there}. Rett datoen."
    return Problem("felles-mote", message, advice)


def check_days(møte: Møte) -> Iterator[Fault]:
    """A meeting's own file says the time and place of its plan, and its programme lies in order within it."""
    yield from _check_said_twice(møte)
    posts = [(("program", n), post.dag, post.tid) for n, post in enumerate(møte.fil.program)]
    cases = [(("saker", n), case.dag, case.tid) for n, case in enumerate(møte.fil.saker) if not case.utgår]
    yield from _check_order(møte, posts)
    yield from _check_order(møte, cases)


def _check_said_twice(møte: Møte) -> Iterator[Fault]:
    """What is said in two places is the same."""
    own, row = møte.fil, møte.rad
    advice = "Rett den ene, eller slett linjen her."
    if own.tid is not None and row.tid is not None and own.tid != row.tid:
        message = f"Møteplanen sier at møtet er {MESSAGES.clock(row.tid)}."
        yield ("tid",), Problem("motsier-moteplanen", message, advice)
    if own.sted and row.sted and own.sted != row.sted:
        message = f"Møteplanen sier at møtet er i «{row.sted}»."
        yield ("sted",), Problem("motsier-moteplanen", message, advice)


_Timed = tuple[FieldPath, date | None, time | None]


def _check_order(møte: Møte, timed: Sequence[_Timed]) -> Iterator[Fault]:
    """Days are the meeting's, each post says its day when one does, and nothing begins before the last."""
    last: tuple[date, time] | None = None
    days = any(day for _, day, _ in timed)
    for field, day, clock in timed:
        if day is not None and not møte.dato.covers(day):
            message = f"{day:%d.%m.%Y} er ikke en av dagene møtet varer."
            yield (*field, "dag"), Problem("utenfor-motet", message, "Rett dagen.")
        elif days and day is None and clock is not None and not møte.dato.én_dag:
            message = "De andre postene har «dag:», men denne har det ikke."
            yield (*field, "tid"), Problem("uten-dag", message, "Skriv «dag:» her også.")
        elif clock is not None:
            begins = (day or møte.dato.fra, clock)
            if last is not None and begins < last:
                yield (*field, "tid"), _out_of_order(møte, clock, last[1], days=days)
            last = begins


def _out_of_order(møte: Møte, clock: time, before: time, *, days: bool) -> Problem:
    message = f"Kl. {clock:%H.%M} er før det som står over, kl. {before:%H.%M}."
    advice = "Rett klokkeslettet, eller flytt linjen."
    if not møte.dato.én_dag and not days:
        advice = f"Møtet går over flere dager: Skriv «dag: {møte.dato.fra.isoformat()}» på hver linje."
    return Problem("feil-rekkefolge", message, advice)
