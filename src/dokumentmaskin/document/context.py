"""What the templates of a meeting see: the plan, in the words that go on paper.

A record's fields are the names that a template may use (`{{ møte.dato }}`, `{{ sak.tittel }}`).
Every field is always there; what the plan does not say is an empty string or list, so that a
template can ask `if`. Dates and times are written out, text fields are `Rich`.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from dokumentmaskin.document.cases import open_case
from dokumentmaskin.document.markdown import link_to, parse_text
from dokumentmaskin.document.open_points import open_point_fields
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import (
    Gruppe,
    Medlem,
    Møte,
    Organisasjon,
    Plan,
    Språk,
    agenda,
    is_follow_up,
    minutes_status,
    next_meeting,
    sent_day,
)


@dataclass(frozen=True, slots=True)
class OrganisasjonFelt:
    """The organisation."""

    navn: str
    form: str
    nettsted: Rich


@dataclass(frozen=True, slots=True)
class SekretariatFelt:
    """The sender."""

    navn: str
    adresse: str
    epost: Rich
    telefon: str
    kontaktperson: str


@dataclass(frozen=True, slots=True)
class GruppeFelt:
    """The group, with its name written out."""

    navn: str
    tittel: str
    leder: str


@dataclass(frozen=True, slots=True)
class MøteFelt:
    """When, where and how."""

    type: str
    form: str
    dato: str
    kort_dato: str
    tid: str
    sted: str
    videolenke: Rich
    felles_med: str
    møteleder: str
    referent: str
    nettside: Rich


@dataclass(frozen=True, slots=True)
class Deltaker:
    """Who is summoned for a sub-region, and the deputy."""

    delregion: str
    medlem: str
    vara: str


@dataclass(frozen=True, slots=True)
class ForfallFelt:
    """By when, and to whom, those who cannot come say so."""

    frist: str
    kontakt: Rich


@dataclass(frozen=True, slots=True)
class Programlinje:
    """A line of the programme."""

    tid: str
    hva: str


def organisation_fields(organisation: Organisasjon, marks: Marks) -> OrganisasjonFelt:
    """The organisation's fields."""
    return OrganisasjonFelt(organisation.navn, organisation.form, web_link(organisation.nettsted, marks))


def web_link(address: str, marks: Marks) -> Rich:
    """A web address as a link; nothing when there is none."""
    return Rich(link_to(address) if address else (), marks)


def sender(organisation: Organisasjon, marks: Marks) -> SekretariatFelt:
    """The secretariat's fields."""
    own = organisation.sekretariat
    return SekretariatFelt(own.navn, own.adresse, contact(own.epost, marks), own.telefon, own.kontaktperson)


def group_fields(group: Gruppe, språk: Språk) -> GruppeFelt:
    """The group's fields; without a title of its own it is «Faggruppen for …»."""
    return GruppeFelt(group.navn, group.tittel or språk.faggruppe.format(group.navn), group.leder)


def contact(text: str, marks: Marks) -> Rich:
    """An e-mail address as a link, anything else as it is."""
    is_address = "@" in text and " " not in text
    return Rich(link_to(text) if is_address else parse_text(text), marks)


def meeting_context(plan: Plan, møte: Møte, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the summons, the agenda and the minutes may print.

    Args:
        plan: The plan.
        møte: The meeting.
        title: The document's title, with `{}` for the date.
        marks: Where the text fields leave their blocks.
    """
    språk = plan.språk
    group = group_fields(møte.gruppe, språk)
    updated = møte.fil.oppdatert
    after = next_meeting(plan, møte)
    status = minutes_status(plan, møte)
    points = open_point_fields(plan, møte)
    cases = tuple(
        replace(open_case(språk, sak, marks, møte), åpne_punkter=points if is_follow_up(plan, sak) else ())
        for sak in agenda(plan, møte)
    )
    people = _people(plan, møte)
    return {
        "tittel": title.format(meeting_day(språk, møte)),
        "emne": group.tittel,
        "organisasjon": organisation_fields(plan.organisasjon, marks),
        "sekretariat": sender(plan.organisasjon, marks),
        "gruppe": group,
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
    return tuple(_participant(m) for m in sorted(members, key=lambda m: order[m.delregion]))


def _participant(member: Medlem) -> Deltaker:
    return Deltaker(member.delregion, member.navn, member.vara.navn if member.vara else "")


def _absence(plan: Plan, møte: Møte, marks: Marks) -> ForfallFelt:
    own = møte.fil.forfall
    before = timedelta(days=plan.organisasjon.frister.forfall)
    deadline = own.frist or møte.dato.fra - before
    sekretariat = plan.organisasjon.sekretariat
    to = own.kontakt or sekretariat.epost or sekretariat.navn
    return ForfallFelt(plan.språk.weekday(deadline), contact(to, marks))
