"""What the templates of a meeting see: the plan, in the words that go on paper."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from dokumentmaskin.document.cases import Papir, PunktFelt, SakFelt, open_case, open_point_fields
from dokumentmaskin.document.fields import Fellesfelt, Lenke, common_fields, contact, group_fields, web_link
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.plan import (
    Møte,
    Plan,
    Språk,
    agenda,
    is_follow_up,
    minutes_status,
    next_meeting,
    sent_day,
)


@dataclass(frozen=True, slots=True)
class MøteFelt:
    """When, where and how."""

    type: Annotated[str, "hva slags møte det er: «faggruppemøte»"]
    form: Annotated[str, "møteformen: «digitalt»"]
    dato: Annotated[str, "datoen skrevet ut: «fredag 11. mars 2022»"]
    kort_dato: Annotated[str, "datoen i tall: «11.03.2022»"]
    tid: Annotated[str, "klokkeslettet: «kl. 09.00–11.30»"]
    sted: Annotated[str, "møtestedet"]
    videolenke: Annotated[Lenke, "videomøtet; bare for dem som er innkalt"]
    felles_med: Annotated[str, "de andre gruppene i et felles møte"]
    møteleder: Annotated[str, "hvem som leder møtet"]
    referent: Annotated[str, "hvem som skriver referat"]
    nettside: Annotated[Lenke, "siden for møtet, der papirene ligger"]


@dataclass(frozen=True, slots=True)
class Deltaker:
    """Who is summoned for a sub-region, and the deputy."""

    delregion: Annotated[str, "delregionen"]
    medlem: Annotated[str, "medlemmet"]
    vara: Annotated[str, "varamedlemmet"]


@dataclass(frozen=True, slots=True)
class ForfallFelt:
    """By when, and to whom, those who cannot come say so."""

    frist: Annotated[str, "siste dag for å melde forfall: «onsdag 9. mars 2022»"]
    kontakt: Annotated[Lenke, "hvem forfallet meldes til"]


@dataclass(frozen=True, slots=True)
class Programlinje:
    """A line of the programme."""

    tid: Annotated[str, "klokkeslettet"]
    hva: Annotated[str, "hva som skjer"]


class Møtemal(Fellesfelt):
    """What the summons, the agenda and the minutes may print."""

    møte: Annotated[MøteFelt, "møtet"]
    saker: Annotated[tuple[SakFelt, ...], "sak", "sakene i rekkefølge"]
    innkalt: Annotated[tuple[Deltaker, ...], "plass", "de som er innkalt, etter delregion"]
    deltakere: Annotated[tuple[Deltaker, ...], "deltaker", "de samme, til tabellen i referatet"]
    forfall: Annotated[ForfallFelt, "hvordan forfall meldes"]
    program: Annotated[tuple[Programlinje, ...], "post", "programmet"]
    papirer: Annotated[tuple[Papir, ...], "papir", "papirene i alle sakene"]
    utsendt: Annotated[str, "dagen innkallingen går ut: «4. mars 2022»"]
    oppdatert: Annotated[str, "dagen innkallingen sist ble endret; tom til det har skjedd"]
    neste_møte: Annotated[str, "datoen for neste møte"]
    status: Annotated[str, "hvor langt referatet er kommet: «utkast», «godkjent 20. mai 2022»"]
    merknadsfrist: Annotated[str, "siste dag for merknader til referatet; tom når det er godkjent"]
    åpne_punkter: Annotated[tuple[PunktFelt, ...], "punkt", "det som ikke er gjort fra tidligere møter"]


def meeting_context(plan: Plan, møte: Møte, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the summons, the agenda and the minutes may print.

    Args:
        plan: The plan.
        møte: The meeting.
        title: The document's title, with `{}` for the date.
        marks: Where the text fields leave their blocks.
    """
    språk = plan.språk
    updated = møte.fil.oppdatert
    after = next_meeting(plan, møte)
    status = minutes_status(plan, møte)
    points = open_point_fields(plan, møte)
    cases = tuple(
        replace(open_case(språk, sak, marks, møte), åpne_punkter=points if is_follow_up(plan, sak) else ())
        for sak in agenda(plan, møte)
    )
    people = _people(plan, møte)
    seen: Møtemal = {
        **common_fields(plan, møte.gruppe, title.format(meeting_day(språk, møte)), marks),
        "møte": meeting_fields(plan, møte, marks),
        "saker": cases,
        "innkalt": people,
        "deltakere": people,
        "forfall": _absence(plan, møte, marks),
        "program": tuple(Programlinje(språk.clock(p.tid), p.hva) for p in møte.fil.program),
        "papirer": tuple(paper for case in cases for paper in case.vedlegg),
        "utsendt": språk.day(sent_day(plan, møte)),
        "oppdatert": språk.day(updated) if updated else "",
        "neste_møte": språk.meeting_date(after.dato) if after else "",
        "status": status.words(språk),
        "merknadsfrist": språk.day(status.frist) if status.frist else "",
        "åpne_punkter": points,
    }
    return dict(seen)


def meeting_day(språk: Språk, møte: Møte) -> str:
    """The date as a title has it: without the weekday."""
    dato = møte.dato
    return språk.day(dato.fra) if dato.fra == dato.til else språk.meeting_date(dato)


def meeting_fields(plan: Plan, møte: Møte, marks: Marks) -> MøteFelt:
    """The meeting's fields."""
    språk, file = plan.språk, møte.fil
    page = file.nettside or møte.gruppe.nettside
    return MøteFelt(
        type=språk.typer[møte.rad.type],
        form=møte.rad.form or "",
        dato=språk.meeting_date(møte.dato),
        kort_dato=språk.table_date(møte.dato),
        tid=språk.clock(file.tid) if file.tid else "",
        sted=file.sted,
        videolenke=web_link(file.videolenke, marks),
        felles_med=språk.series([_group_name(plan, name) for name in møte.rad.felles_med]),
        møteleder=file.møteleder or møte.gruppe.leder,
        referent=file.referent,
        nettside=web_link(page, marks),
    )


def _group_name(plan: Plan, name: str) -> str:
    """Another group's name inside a sentence: «faggruppen for klima og miljø»."""
    group = next(g for g in plan.organisasjon.faggrupper if g.navn == name)
    title = group_fields(group, plan.språk).tittel
    return title[0].lower() + title[1:]


def _people(plan: Plan, møte: Møte) -> tuple[Deltaker, ...]:
    """The members of the group, and of those that it meets with, by sub-region."""
    groups = [møte.gruppe.navn, *møte.rad.felles_med]
    members = [member for name in groups for member in plan.medlemmer.get(name, ())]
    order = {name: index for index, name in enumerate(plan.organisasjon.delregioner)}
    return tuple(
        Deltaker(member.delregion, member.navn, member.vara.navn if member.vara else "")
        for member in sorted(members, key=lambda member: order[member.delregion])
    )


def _absence(plan: Plan, møte: Møte, marks: Marks) -> ForfallFelt:
    own = møte.fil.forfall
    before = timedelta(days=plan.organisasjon.frister.forfall)
    deadline = own.frist or møte.dato.fra - before
    sekretariat = plan.organisasjon.sekretariat
    to = own.kontakt or sekretariat.epost or sekretariat.navn
    return ForfallFelt(plan.språk.weekday(deadline), contact(to, marks))
