"""A meeting's cases, papers and open points as documents show them.

There is one way to show them, and what they hold is what their plan holds: of something exempt the whole plan
has everything, and the open plan the number, the words that everyone may read, and the legal ground.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dokumentmaskin.document.fields import Tekst, as_written, case_text
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.errors import Problem, PublishingError
from dokumentmaskin.plan import (
    Gruppe,
    Melding,
    Møte,
    Møtedato,
    Plan,
    Punkt,
    Sak,
    Saksframlegg,
    Språk,
    TidligereBehandling,
    Vedlegg,
    body_title,
    came_late,
    counted,
    earlier_treatment,
    how_it_comes,
    in_order_of_haste,
    objectionable,
    open_points,
)


@dataclass(frozen=True, slots=True)
class Papir:
    """A paper of a case."""

    nummer: Annotated[str, "nummeret i saken"]
    sak: Annotated[str, "saken det hører til: «Sak 4»"]
    tittel: Annotated[str, "tittelen"]
    merknad: Annotated[str, "hvordan papiret kommer, eller hvorfor ingen får se det: «legges fram i møtet»"]
    unntatt: Annotated[str, "lovhjemmelen når papiret er unntatt, og saken ellers er åpen"] = ""


@dataclass(frozen=True, slots=True)
class PunktFelt:
    """An open point, as a row of a table."""

    hva: Annotated[str, "hva som skal gjøres"]
    hvem: Annotated[str, "hvem som gjør det"]
    frist: Annotated[str, "når det skal være gjort: «01.04.2022»"]
    framdrift: Annotated[str, "«åpen» eller «i arbeid», slik det sist ble sagt"]
    status: Annotated[str, "det samme, eller «over fristen» når det skulle vært gjort før møtet"]
    opphav: Annotated[str, "hvor punktet kommer fra: «sak 5 · 11. mars»"]
    unntatt: Annotated[str, "lovhjemmelen når saken som punktet kommer fra, er unntatt"] = ""


@dataclass(frozen=True, slots=True)
class UnderpunktFelt:
    """A part of a case."""

    nummer: Annotated[str, "nummeret: «4.1»"]
    tittel: Annotated[str, "tittelen"]
    tekst: Annotated[Tekst, "teksten"]


@dataclass(frozen=True, slots=True)
class ForslagFelt:
    """Another proposal than the case's own."""

    fra: Annotated[str, "hvem forslaget er fra"]
    tekst: Annotated[Tekst, "forslaget"]


@dataclass(frozen=True, slots=True)
class BehandlingFelt:
    """The case as an earlier meeting had it."""

    sak: Annotated[str, "saken: «Sak 02/26», eller «Sak 02/26 i styret» når en annen gruppe hadde den"]
    dato: Annotated[str, "datoen for møtet; tom når møtet ikke står i planen"]
    tittel: Annotated[str, "tittelen saken hadde"]
    vedtak: Annotated[Tekst, "vedtaket eller konklusjonen, når referatet er lest"]


@dataclass(frozen=True, slots=True)
class SakFelt:
    """A case, as summons, agenda and minutes show it."""

    nummer: Annotated[str, "saksnummeret"]
    tittel: Annotated[str, "tittelen"]
    dag: Annotated[str, "dagen saken er satt opp, når møtet har flere dager: «28. august»"]
    seksjon: Annotated[str, "overskriften som saken står først under; ellers tom"]
    type: Annotated[str, "«vedtak», «drøfting», «orientering» eller «valg», på nynorsk «val»"]
    avgjøres: Annotated[str, "«ja» når gruppen skal avgjøre saken: vedtak og valg"]
    tid: Annotated[str, "når saken begynner: «kl. 09.15»"]
    varighet: Annotated[str, "hvor lenge saken varer: «45 min»"]
    innleder: Annotated[str, "hvem som innleder"]
    bakgrunn: Annotated[Tekst, "bakgrunnen for saken"]
    vurdering: Annotated[Tekst, "vurderingen"]
    underpunkter: Annotated[tuple[UnderpunktFelt, ...], "underpunkt", "delene av saken"]
    forslag_til_vedtak: Annotated[Tekst, "forslaget til vedtak"]
    alternative_forslag: Annotated[tuple[ForslagFelt, ...], "forslag", "andre forslag"]
    tidligere_behandling: Annotated[tuple[BehandlingFelt, ...], "behandling", "saken i tidligere møter"]
    ettersendt: Annotated[str, "«ettersendt 9. mars 2022» når saken kom etter innkallingen"]
    lagt_fram: Annotated[str, "«lagt fram i møtet 11. mars 2022» når saken kom da"]
    forbehold: Annotated[str, "hva kommuneloven sier, når saken eller et papir kom etter innkallingen"]
    oppfølging_av: Annotated[str, "saken den følger opp: «Oppfølging av sak 34/21»"]
    prioritering: Annotated[str, "prioriteringen den hører til"]
    vedlegg: Annotated[tuple[Papir, ...], "vedlegg", "papirene i saken"]
    meldinger: Annotated[tuple[Papir, ...], "melding", "det møtet får vite i saken om meldinger"]
    uten_papirer: Annotated[
        str, "«Ingen vedlegg» når saken har tekst, men ikke vedlegg; «Ingen skriftlige sakspapirer» uten noe"
    ]
    unntatt: Annotated[str, "«Unntatt offentlighet, jf. offl. § 14» når saken er unntatt"]
    bare_tittel: Annotated[str, "det samme, men bare i den åpne utgaven, der resten av saken ikke er med"]
    utgår: Annotated[str, "«utgår» når saken er trukket"]
    åpne_punkter: Annotated[tuple[PunktFelt, ...], "punkt", "alle åpne punkter, i saken om oppfølging"] = ()
    godkjenner: Annotated[str, "dagen for møtet som saken godkjenner referatet fra: «14. januar 2022»"] = ""


def case_fields(plan: Plan, møte: Møte, sak: Sak, marks: Marks) -> SakFelt:
    """A case of a meeting as the plan has it, whole or open."""
    språk, own = plan.språk_of(møte.gruppe), sak.framlegg
    papers = tuple(_papers(plan, møte, sak))
    late = came_late(plan, møte, own)
    exempt = språk.unntatt.format(own.unntatt.hjemmel) if own.unntatt else ""
    return SakFelt(
        nummer=sak.nummer,
        tittel=own.tittel,
        dag=språk.short_day(own.dag) if own.dag and not møte.dato.én_dag else "",
        seksjon=own.seksjon,
        type=språk.sakstyper[own.type] if own.type else "",
        avgjøres="ja" if own.avgjøres else "",
        tid=språk.clock(own.tid) if own.tid else "",
        varighet=språk.minutter.format(own.varighet) if own.varighet else "",
        innleder=own.innleder,
        bakgrunn=case_text(own.bakgrunn, møte, marks),
        vurdering=case_text(own.vurdering, møte, marks),
        underpunkter=_parts(sak, møte, marks),
        forslag_til_vedtak=case_text(own.forslag_til_vedtak, møte, marks),
        alternative_forslag=tuple(
            ForslagFelt(f.fra, case_text(f.tekst, møte, marks)) for f in own.alternative_forslag
        ),
        tidligere_behandling=_history(plan, møte, own, marks),
        ettersendt=late if own.ettersendt else "",
        lagt_fram=late if own.lagt_fram else "",
        forbehold=objection_note(plan, møte, own),
        oppfølging_av=språk.oppfølging_av.format(own.oppfølging_av) if own.oppfølging_av else "",
        prioritering=own.prioritering,
        vedlegg=tuple(seen for seen, paper in papers if not isinstance(paper, Melding)),
        meldinger=tuple(seen for seen, paper in papers if isinstance(paper, Melding)),
        uten_papirer=no_papers_note(språk, møte, sak),
        unntatt=exempt,
        bare_tittel=exempt if plan.åpen else "",
        utgår=språk.utgår if sak.utgår else "",
    )


def _parts(sak: Sak, møte: Møte, marks: Marks) -> tuple[UnderpunktFelt, ...]:
    return tuple(
        UnderpunktFelt(f"{counted(sak.nummer)}.{place}", part.tittel, case_text(part.tekst, møte, marks))
        for place, part in enumerate(sak.framlegg.underpunkter, 1)
    )


def _history(plan: Plan, møte: Møte, case: Saksframlegg, marks: Marks) -> tuple[BehandlingFelt, ...]:
    språk = plan.språk_of(møte.gruppe)
    return tuple(
        BehandlingFelt(
            _earlier_number(språk, before),
            språk.meeting_date(before.dato) if before.dato else "",
            before.tittel,
            as_written(before.vedtak, marks),
        )
        for before in earlier_treatment(plan, møte, case)
    )


def group_name(group: Gruppe, språk: Språk) -> str:
    """Another group's name inside a sentence: «faggruppen for klima og miljø», but «NAV-utvalget»."""
    title = body_title(group, språk)
    return title if title[1:2].isupper() else title[0].lower() + title[1:]


def _earlier_number(språk: Språk, before: TidligereBehandling) -> str:
    number = språk.sak.format(before.nummer)
    return f"{number} i {group_name(before.gruppe, språk)}" if before.gruppe else number


def no_papers_note(språk: Språk, møte: Møte, sak: Sak) -> str:
    """That a case has no papers, or neither papers nor text; only a meeting's own file knows it."""
    own = sak.framlegg
    if sak.fast or sak.utgår or not møte.fil.saker or own.vedlegg or own.unntatt is not None:
        return ""
    return språk.uten_vedlegg if own.har_sakstekst else språk.uten_papirer


def objection_note(plan: Plan, møte: Møte, own: Saksframlegg) -> str:
    """What the law says of a case that came after the summons, or whose papers did; nothing of any other."""
    språk = plan.språk_of(møte.gruppe)
    return språk.sen_sak_hjemmel.format(språk.sen_sak) if objectionable(plan, møte, own) else ""


def listed_papers(plan: Plan, møte: Møte, sak: Sak) -> tuple[Papir, ...]:
    """The papers of a case as a list of papers has them: without messages that are no more than a line."""
    return tuple(
        seen
        for seen, own in _papers(plan, møte, sak)
        if not isinstance(own, Melding) or own.fil or own.lenke or own.unntatt
    )


def _papers(plan: Plan, møte: Møte, sak: Sak) -> Iterator[tuple[Papir, Vedlegg]]:
    språk = plan.språk_of(møte.gruppe)
    name = språk.sak.format(sak.nummer)
    for place, paper in enumerate(sak.framlegg.vedlegg, 1):
        ground = paper.unntatt.hjemmel if paper.unntatt else ""
        yield Papir(str(place), name, paper.tittel, paper_note(plan, møte, paper, paper.lenke), ground), paper


def paper_note(plan: Plan, møte: Møte, paper: Vedlegg, address: str = "") -> str:
    """What is said after a paper's title: of a message who it is from, how it comes, and if it is exempt.

    Args:
        plan: The plan, whole or open.
        møte: The meeting.
        paper: The paper.
        address: Where it lies on the web, when the title does not lead there.
    """
    språk = plan.språk_of(møte.gruppe)
    comes = how_it_comes(plan, møte, paper)
    notes = (_message_note(språk, paper), comes, address, exempt_note(språk, paper))
    return "; ".join(filter(None, notes))


def _message_note(språk: Språk, paper: Vedlegg) -> str:
    """«fra Statsforvalteren, 30. september 2022», of a message."""
    if not isinstance(paper, Melding):
        return ""
    day = språk.day(paper.dato) if paper.dato else ""
    return ", ".join(filter(None, [språk.fra.format(paper.fra) if paper.fra else "", day]))


def exempt_note(språk: Språk, paper: Vedlegg) -> str:
    """What is said after a paper's title when it is exempt; one without a title of its own says it there."""
    if paper.unntatt is None:
        return ""
    says_so = paper.tittel in {språk.unntatt_vedlegg, språk.unntatt_melding}
    return paper.unntatt.hjemmel if says_so else språk.unntatt_merknad.format(paper.unntatt.hjemmel)


# Open points


class _Asked(tuple[PunktFelt, ...]):  # noqa: SLOT001 - a tuple takes no slots with a name
    """Points of which one can neither be shown nor called exempt: whoever looks at them is stopped."""

    problems: tuple[Problem, ...]

    def __iter__(self) -> Iterator[PunktFelt]:
        raise PublishingError(self.problems)

    def __len__(self) -> int:
        raise PublishingError(self.problems)


def open_point_fields(plan: Plan, møte: Møte) -> tuple[PunktFelt, ...]:
    """What is open of the group's points when it meets, the most urgent first.

    Whoever prints them of the open plan is stopped by a PublishingError when it cannot be told of one whether
    its case is exempt.
    """
    # An exempt point has its place among those without a deadline, for its own is not to be seen.
    språk = plan.språk_of(møte.gruppe)
    points = sorted(in_order_of_haste(open_points(plan, møte)), key=lambda point: bool(point.hjemmel))
    fields = tuple(_point(språk, point, møte.dato.fra) for point in points)
    if not plan.åpen or not any(point.uviss for point in points):
        return fields
    asked = _Asked(fields)
    asked.problems = tuple(_which_case(plan.språk, point) for point in points if point.uviss)
    return asked


def _which_case(språk: Språk, point: Punkt) -> Problem:
    day = språk.day(point.møte)
    if not point.sak:
        message = (
            f"Møtet {day} hadde saker som er unntatt offentlighet, og punktet sier ikke hvilken sak det er "
            "fra. Derfor vet dok ikke om alle kan lese det."
        )
        advice = "Skriv nummeret på saken i punktet, for eksempel «sak: 4»."
    else:
        message = (
            f"Punktet er fra sak {point.sak}, som ikke er i planen for møtet {day}. Møtet hadde saker som er "
            "unntatt offentlighet, så dok vet ikke om alle kan lese punktet."
        )
        advice = "Rett nummeret i punktet, eller sett saken inn igjen i mote.yaml."
    return Problem("punkt-uten-sak", message, advice, point.sted)


def _origin(språk: Språk, point: Punkt, year: int) -> str:
    """«sak 5 · 11. mars», with the year when it is another; «møtet 11. mars» when the case is not known."""
    arose = Møtedato(point.møte, point.møte)
    day = språk.day_and_month(arose) if point.møte.year == year else språk.day(point.møte)
    return språk.origin(point.sak, day)


def _point(språk: Språk, point: Punkt, day: date) -> PunktFelt:
    progress = språk.i_arbeid if point.i_arbeid else språk.åpen
    late = [språk.over_fristen] if point.overdue(day) else []
    return PunktFelt(
        hva=point.hva,
        hvem=point.hvem,
        frist=språk.table_date(Møtedato(point.frist, point.frist)) if point.frist else "",
        framdrift=progress,
        status=", ".join([progress, *late] if point.i_arbeid or not late else late),
        opphav=_origin(språk, point, day.year),
        unntatt=point.hjemmel,
    )
