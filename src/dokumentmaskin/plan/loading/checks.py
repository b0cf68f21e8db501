"""What the plan's files must agree on: groups, sub-regions, dates and papers.

Each function gives the faults that it finds: the field that is most likely wrong, and the problem, whose
place is the field's when it has none. The minutes are history: they are held against the meetings and the
sub-regions, and against themselves, but not against an agenda that may have been changed since. `dok
les-referat` does that once, when it reads them. Papers (vedlegg) lie in the workspace, and texts link to
those alone; a path is written the same way on every machine: from the folder of `mote.yaml`, with `/`.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path, PureWindowsPath
from posixpath import normpath
from typing import Final, get_type_hints

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.folders import OPEN_IT, is_closed
from dokumentmaskin.plan.loading.pictures import is_whole, picture_file
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import (
    Gruppe,
    MedSaken,
    Oppfølgingsfil,
    Organisasjon,
    Record,
    Referatfil,
    Saksframlegg,
    Sakstekst,
    Vedlegg,
    Årsplan,
    is_web_address,
    link_targets,
    pictures,
    spellings,
    suggestion,
)
from dokumentmaskin.plan.yaml import FieldPath
from dokumentmaskin.workspace import Workspace, as_it_lies

Fault = tuple[FieldPath, Problem]

MISSING: Final = "mangler-vedlegg"
_EXAMPLE = "Skriv stien fra mappen som mote.yaml ligger i, for eksempel «vedlegg/notat.pdf»."


def check_closings(organisation: Organisasjon, closings: Oppfølgingsfil) -> Iterator[Fault]:
    """Every closed point belongs to a known group."""
    groups = [group.navn for group in organisation.grupper]
    for index, closing in enumerate(closings.lukkede_punkter):
        if closing.gruppe not in groups:
            yield ("lukkede_punkter", index, "gruppe"), unknown("gruppe", closing.gruppe, groups)


def check_year(group: Gruppe, year: int, plan: Årsplan) -> Iterator[Fault]:
    """The status is one thing, and the first number is one of the year's."""
    yield from _check_status(plan)
    yield from _check_first_number(group, year, plan)


def check_meeting(møte: Møte, workspace: Workspace) -> Iterator[Fault]:
    """A meeting's deadlines come before it, its times lie within it, its papers are there.

    Args:
        møte: The meeting.
        workspace: Where its papers must lie.
    """
    for field, day in days_before(møte):
        if day is not None and day > møte.dato.til:
            message = f"Datoen {day:%d.%m.%Y} er etter møtet, som er {møte.dato.fra:%d.%m.%Y}."
            yield field, Problem("frist-etter-mote", message, "Rett datoen.")
    sent, updated = møte.fil.utsendt, møte.fil.oppdatert
    if sent and updated and updated < sent:
        message = f"Innkallingen er oppdatert {updated:%d.%m.%Y}, før den ble sendt {sent:%d.%m.%Y}."
        yield ("oppdatert",), Problem("oppdatert-for-utsendt", message, "Rett datoen.")
    for field, clock in _clocks(møte):
        yield from _check_clock(møte, field, clock)
    for number, case in enumerate(møte.fil.saker):
        for field, text in _texts(case):
            yield from _check_links(møte, case, text, ("saker", number, *field))
            yield from _check_pictures(møte, case, text, ("saker", number, *field), workspace)
    for field, _, paper in møte.papers():
        if paper.fil and møte.mappe is not None:
            problem = wrong_spelling(paper.fil) or _wrong_place(møte.mappe / paper.fil, paper.fil, workspace)
            if problem is not None:
                yield (*field, "fil"), problem


def faults(plan: Plan, møte: Møte, minutes: Referatfil) -> Iterator[Fault]:
    """What is wrong with a meeting's minutes."""
    yield from _participants(plan, minutes)
    yield from _clock(minutes)
    yield from _cases(minutes)
    yield from _follow_up(plan, møte, minutes)
    for index, said in enumerate(minutes.godkjenning):
        yield from _earlier_meeting(plan, møte, said.møte, ("godkjenning", index, "møte"))
    if minutes.godkjenner is not None:
        yield from _earlier_meeting(plan, møte, minutes.godkjenner, ("godkjenner",))


def _check_status(plan: Årsplan) -> Iterator[Fault]:
    if plan.vedtatt and plan.status_for_møteplanen == "forslag":
        message = f"Planen er «forslag», men er vedtatt {plan.vedtatt:%d.%m.%Y}."
        advice = "Skriv «vedtatt» her, eller slett linjen som begynner med «vedtatt:»."
        yield ("status_for_møteplanen",), Problem("forslag-og-vedtatt", message, advice)


def _check_first_number(group: Gruppe, year: int, plan: Årsplan) -> Iterator[Fault]:
    field, first = ("første_saksnummer",), plan.første_saksnummer
    if first and group.saksnummer == "per møte":
        message = "Sakene til gruppen har numre fra 1 i hvert møte."
        advice = "Slett linjen, eller skriv «saksnummer: løpende» på gruppen i organisasjon.yaml."
        yield field, Problem("ukjent-saksnummer", message, advice)
    elif first.partition("/")[2] not in {"", f"{year % 100:02d}"}:
        yield field, Problem("ukjent-saksnummer", f"Nummer {first} er ikke fra {year}.", "Rett nummeret.")


def days_before(møte: Møte) -> Iterator[tuple[FieldPath, date | None]]:
    """The days in a meeting's file that come before it, each with its field."""
    yield ("utsendt",), møte.fil.utsendt
    yield ("forfall", "frist"), møte.fil.forfall.frist
    for field, _, paper in møte.papers():
        yield (*field, "ettersendes"), paper.ettersendes
        yield (*field, "ettersendt"), paper.ettersendt
    for number, case in enumerate(møte.fil.saker):
        yield ("saker", number, "ettersendt"), case.ettersendt


def _clocks(møte: Møte) -> Iterator[tuple[FieldPath, time | None]]:
    for index, post in enumerate(møte.fil.program):
        yield ("program", index, "tid"), post.tid
    for number, case in enumerate(møte.fil.saker):
        yield ("saker", number, "tid"), case.tid


def _check_clock(møte: Møte, field: FieldPath, clock: time | None) -> Iterator[Fault]:
    span = møte.tid
    if clock is None or span is None or not møte.dato.én_dag:
        return
    if clock < span.fra or (span.til is not None and clock > span.til):
        end = f"–{span.til:%H.%M}" if span.til else ""
        message = f"Kl. {clock:%H.%M} er utenfor møtetiden, kl. {span.fra:%H.%M}{end}."
        yield field, Problem("utenfor-motetid", message, "Rett klokkeslettet.")


def unknown(kind: str, name: str, known: Sequence[str]) -> Problem:
    """The problem of a name that organisasjon.yaml does not have."""
    advice = suggestion(name, list(known)) or f"Disse står der: {', '.join(known)}."
    message = f"Ukjent {kind}: «{name}» står ikke i organisasjon.yaml."
    return Problem(f"ukjent-{kind}", message, advice)


def _participants(plan: Plan, minutes: Referatfil) -> Iterator[Fault]:
    """Each row is for a known sub-region, where all members sit for one.

    Municipalities stand in no list, and those of earlier members need not be those of today's; a row is held
    against them once, when the minutes are read.
    """
    if any(not member.delregion for people in plan.medlemmer.values() for member in people if member.stemmer):
        return
    known = list(plan.organisasjon.delregioner)
    for index, row in enumerate(minutes.deltakere):
        if row.delregion and row.delregion not in known:
            yield ("deltakere", index, "delregion"), unknown("delregion", row.delregion, known)


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
        arose = point.møte or møte.dato.fra
        if point.frist is not None and point.frist < arose:
            message = f"Fristen {point.frist:%d.%m.%Y} er før møtet, som var {arose:%d.%m.%Y}."
            yield (*field, "frist"), Problem("frist-for-mote", message, "Rett datoen.")


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


def paper_at(møte: Møte, target: str) -> tuple[Saksframlegg | None, Vedlegg] | None:
    """The case and the paper that a relative link in a text leads to, or None.

    Args:
        møte: The meeting in whose file the text stands.
        target: Where the link leads, as written in the plan or percent-encoded as in a document.
    """
    wanted = {normpath(path) for path in spellings(target)}
    papers = ((case, paper) for _, case, paper in møte.papers() if paper.fil)
    return next((pair for pair in papers if normpath(pair[1].fil) in wanted), None)


def _texts(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """The texts of a case in which a link may lead to its papers, and of its parts, each with its field."""
    with_links = _with_links(type(record))
    for name, value in record:
        if name in with_links:
            yield (name,), str(value)
        for index, part in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(part, Record):
                yield from (((name, index, *field), text) for field, text in _texts(part))


@cache
def _with_links(record: type[Record]) -> frozenset[str]:
    """The fields of a kind of record that hold such a text."""
    hints = get_type_hints(record, include_extras=True)
    return frozenset(name for name, kind in hints.items() if kind == MedSaken[Sakstekst])


def _check_links(møte: Møte, case: Saksframlegg, text: str, field: FieldPath) -> Iterator[Fault]:
    """Every relative link leads to a paper of the meeting."""
    for target in link_targets(text):
        if is_web_address(target):
            continue
        found = paper_at(møte, target)
        if found is None:
            message = f"Lenken går til «{target}», som ikke er et vedlegg til møtet."
            yield field, Problem("ukjent-vedlegg", message, _known_papers(møte, target))
        elif case.unntatt is None and ((found[0] and found[0].unntatt) or found[1].unntatt):
            message = f"Lenken går til «{target}», som er unntatt offentlighet. Teksten er åpen for alle."
            advice = "Ta bort lenken, eller unnta saken som teksten hører til."
            yield field, Problem("lenke-til-unntatt", message, advice)


def _check_pictures(
    møte: Møte, case: Saksframlegg, text: str, field: FieldPath, workspace: Workspace
) -> Iterator[Fault]:
    """Every picture is there, whole, and as open as its case."""
    for _, target in pictures(text):
        file, found = picture_file(møte, target), paper_at(møte, target)
        if problem := wrong_spelling(target) or _wrong_place(file, target, workspace):
            advice = similar_file(file) or "Legg bildet der, eller rett stien."
            yield field, replace(problem, advice=advice) if problem.code == MISSING else problem
        elif found and case.unntatt is None and ((found[0] and found[0].unntatt) or found[1].unntatt):
            message = f"Bildet «{target}» er unntatt offentlighet. Teksten er åpen for alle."
            advice = "Ta bort bildet, eller unnta saken som teksten hører til."
            yield field, Problem("lenke-til-unntatt", message, advice)
        elif not is_whole(file.read_bytes()):
            message = f"«{target}» er ikke et helt bilde i formatet PNG eller JPEG."
            yield (
                field,
                Problem("ugyldig-bilde", message, "Åpne det i et bildeprogram, og lagre det som PNG."),
            )


def _known_papers(møte: Møte, target: str) -> str:
    files = [paper.fil for _, _, paper in møte.papers() if paper.fil]
    advice = "Før opp filen under «vedlegg:», eller begynn adressen med https://, mailto: eller tel:."
    return suggestion(target, [_as_address(file) for file in files]) or advice


def _as_address(file: str) -> str:
    """A path as a link in a text has it: one with spaces or brackets stands in angle brackets."""
    return f"<{file}>" if set(file) & set(" ()") else file


def wrong_spelling(written: str) -> Problem | None:
    """What is wrong with a path before anything is looked up; the same on every system."""
    windows = PureWindowsPath(written)
    if windows.drive or windows.root:
        return Problem("full-sti", f"«{written}» er en full sti, som bare finnes på én maskin.", _EXAMPLE)
    if "\\" in written:
        meant = written.replace("\\", "/")
        return Problem("omvendt-skrastrek", f"«{written}» har omvendt skråstrek.", f"Skriv «{meant}».")
    return None


def _wrong_place(file: Path, written: str, workspace: Workspace) -> Problem | None:
    file = as_it_lies(file)
    target = Path(os.path.realpath(file))
    if not workspace.holds(file):
        message = f"«{written}» ligger utenfor arbeidsmappen."
        return Problem("utenfor-arbeidsmappen", message, "Kopier filen til mappen der mote.yaml ligger.")
    if os.path.isdir(target):  # noqa: PTH112
        message = f"«{written}» er en mappe, ikke en fil."
        return Problem("vedlegg-er-mappe", message, "Før opp hver fil i mappen som et eget vedlegg.")
    if os.path.exists(target) and not os.path.isfile(target):  # noqa: PTH110, PTH113
        message = f"«{written}» er ikke en vanlig fil."
        return Problem("ikke-fil", message, "Legg en vanlig fil der i stedet.")
    if is_closed(target.parent):
        message = f"Mappen til «{written}» kan ikke åpnes, så dok vet ikke om filen er der."
        return Problem("lukket-mappe", message, OPEN_IT)
    if not os.path.isfile(target):  # noqa: PTH113
        advice = similar_file(target) or "Legg den der, eller skriv «ettersendes:» med en dato."
        return Problem(MISSING, f"Fant ikke filen «{written}».", advice)
    return None


def similar_file(file: Path) -> str:
    """«Mente du …?» when a file beside one that is not there has nearly its name, otherwise empty."""
    try:
        names = sorted(other.name for other in file.parent.iterdir() if other.is_file())
    except (OSError, ValueError):  # no such folder, one that may not be read, or no name of one
        return ""
    return suggestion(file.name, names)
