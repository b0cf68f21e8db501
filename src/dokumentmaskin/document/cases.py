"""A meeting's cases, papers and open points as documents show them.

There is one way to show them, and what they hold is what their plan holds: of something exempt the whole plan
has everything, and the open plan the number, the words that everyone may read, and the legal ground.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dokumentmaskin.document.fields import Tekst, rich
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.errors import Problem, PublishingError
from dokumentmaskin.plan import (
    Møte,
    Møtedato,
    Plan,
    Punkt,
    Sak,
    Språk,
    Vedlegg,
    in_order_of_haste,
    open_points,
    to_follow,
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
class SakFelt:
    """A case, as summons, agenda and minutes show it."""

    nummer: Annotated[str, "saksnummeret"]
    tittel: Annotated[str, "tittelen"]
    type: Annotated[str, "«vedtak», «drøfting» eller «orientering»"]
    dag: Annotated[str, "dagen saken er satt opp, når møtet har flere dager: «fredag 28. august 2026»"]
    tid: Annotated[str, "når saken begynner: «kl. 09.15»"]
    innleder: Annotated[str, "hvem som innleder"]
    bakgrunn: Annotated[Tekst, "bakgrunnen for saken"]
    vurdering: Annotated[Tekst, "vurderingen"]
    forslag_til_vedtak: Annotated[Tekst, "forslaget til vedtak"]
    oppfølging_av: Annotated[str, "saken den følger opp: «Oppfølging av sak 34/21»"]
    prioritering: Annotated[str, "prioriteringen den hører til"]
    vedlegg: Annotated[tuple[Papir, ...], "vedlegg", "papirene i saken"]
    uten_papirer: Annotated[str, "«Ingen skriftlige sakspapirer» når saken ikke har noen"]
    unntatt: Annotated[str, "«Unntatt offentlighet, offl. § 14» når saken er unntatt"]
    bare_tittel: Annotated[str, "det samme, men bare i den åpne utgaven, der resten av saken ikke er med"]
    utgår: Annotated[str, "«utgår» når saken er trukket"]
    åpne_punkter: Annotated[tuple[PunktFelt, ...], "punkt", "alle åpne punkter, i saken om oppfølging"] = ()
    godkjenner: Annotated[str, "dagen for møtet som saken godkjenner referatet fra: «14. januar 2022»"] = ""


def case_fields(plan: Plan, møte: Møte, sak: Sak, marks: Marks) -> SakFelt:
    """A case of a meeting as the plan has it, whole or open."""
    språk, own = plan.språk_of(møte.gruppe), sak.framlegg
    exempt = språk.unntatt.format(own.unntatt.hjemmel) if own.unntatt else ""
    return SakFelt(
        nummer=sak.nummer,
        tittel=own.tittel,
        type=own.type or "",
        dag=språk.weekday(own.dag) if own.dag and møte.dato.fra != møte.dato.til else "",
        tid=språk.clock(own.tid) if own.tid else "",
        innleder=own.innleder,
        bakgrunn=rich(own.bakgrunn, marks),
        vurdering=rich(own.vurdering, marks),
        forslag_til_vedtak=rich(own.forslag_til_vedtak, marks),
        oppfølging_av=språk.oppfølging_av.format(own.oppfølging_av) if own.oppfølging_av else "",
        prioritering=own.prioritering,
        vedlegg=tuple(_papers(plan, møte, sak)),
        uten_papirer=språk.uten_papirer if has_no_papers(møte, sak) else "",
        unntatt=exempt,
        bare_tittel=exempt if plan.åpen else "",
        utgår=språk.utgår if sak.utgår else "",
    )


def has_no_papers(møte: Møte, sak: Sak) -> bool:
    """Whether it is to be said of a case that it has no papers: only a meeting's own file knows it."""
    if sak.fast or sak.utgår or not møte.fil.saker:
        return False
    return not sak.framlegg.vedlegg and sak.framlegg.unntatt is None


def _papers(plan: Plan, møte: Møte, sak: Sak) -> Iterator[Papir]:
    språk = plan.språk_of(møte.gruppe)
    name = språk.sak.format(sak.nummer)
    for place, paper in enumerate(sak.framlegg.vedlegg, 1):
        brought = språk.legges_fram if paper.legges_fram else paper.lenke
        notes = (to_follow(plan, møte, paper), brought, exempt_note(språk, paper))
        ground = paper.unntatt.hjemmel if paper.unntatt else ""
        yield Papir(str(place), name, paper.tittel, "; ".join(filter(None, notes)), ground)


def exempt_note(språk: Språk, paper: Vedlegg) -> str:
    """What is said after a paper's title when it is exempt; one without a title of its own says it there."""
    if paper.unntatt is None:
        return ""
    says_so = paper.tittel == språk.unntatt_vedlegg
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
    words = språk
    return words.opphav.format(point.sak, day) if point.sak else words.opphav_uten_sak.format(day)


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
