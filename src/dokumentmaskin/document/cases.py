"""A meeting's cases, papers and open points as documents show them.

Of what is exempt from public access an open document shows the number, a neutral title and the legal ground,
and nothing else; only the internal package shows a case whole. Of an exempt point it shows a reference too,
by which the point can be closed in the minutes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from dokumentmaskin.document.fields import Tekst, rich
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.plan import (
    Møte,
    Møtedato,
    Plan,
    Punkt,
    Sak,
    Saksframlegg,
    Språk,
    Vedlegg,
    all_points,
    case_title,
    in_order_of_haste,
    open_points,
    references,
)


@dataclass(frozen=True, slots=True)
class Papir:
    """A paper of a case."""

    nummer: Annotated[str, "nummeret i saken"]
    sak: Annotated[str, "saken det hører til: «Sak 4»"]
    tittel: Annotated[str, "tittelen"]
    merknad: Annotated[str, "hvordan papiret kommer, eller hvorfor ingen får se det: «legges fram i møtet»"]


@dataclass(frozen=True, slots=True)
class PunktFelt:
    """An open point, as a row of a table."""

    hva: Annotated[str, "hva som skal gjøres"]
    hvem: Annotated[str, "hvem som gjør det"]
    frist: Annotated[str, "når det skal være gjort: «01.04.2022»"]
    framdrift: Annotated[str, "«åpen» eller «i arbeid», slik det sist ble sagt"]
    status: Annotated[str, "det samme, eller «over fristen» når det skulle vært gjort før møtet"]
    opphav: Annotated[str, "hvor punktet kommer fra: «sak 5 · 11. mars»"]


@dataclass(frozen=True, slots=True)
class SakFelt:
    """A case, as summons, agenda and minutes show it."""

    nummer: Annotated[str, "saksnummeret"]
    tittel: Annotated[str, "tittelen"]
    type: Annotated[str, "«vedtak», «drøfting» eller «orientering»"]
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
    utgår: Annotated[str, "«utgår» når saken er trukket"]
    åpne_punkter: Annotated[tuple[PunktFelt, ...], "punkt", "alle åpne punkter, i saken om oppfølging"] = ()
    godkjenner: Annotated[str, "dagen for møtet som saken godkjenner referatet fra: «14. januar 2022»"] = ""


def open_case(språk: Språk, sak: Sak, marks: Marks, møte: Møte) -> SakFelt:
    """A case as everyone may see it."""
    own = _public(språk, sak.framlegg)
    papers = _papers(språk, sak.nummer, own.vedlegg, _open_paper)
    shown = _fields(språk, sak, own, papers, marks)
    has_file = not sak.fast and bool(møte.fil.saker) and not sak.utgår
    says_none = has_file and not papers and own.unntatt is None
    return replace(shown, uten_papirer=språk.uten_papirer) if says_none else shown


def whole_case(språk: Språk, sak: Sak, marks: Marks) -> SakFelt:
    """A case with everything that the plan says of it, also when it is exempt: for internal use alone."""
    papers = _papers(språk, sak.nummer, sak.framlegg.vedlegg, _whole_paper)
    shown = _fields(språk, sak, sak.framlegg, papers, marks)
    return shown if papers or sak.fast else replace(shown, uten_papirer=språk.uten_papirer)


def _papers(
    språk: Språk,
    number: str,
    papers: Iterable[Vedlegg],
    shown: Callable[[Språk, Vedlegg], tuple[str, str]],
) -> tuple[Papir, ...]:
    """The papers of a case, with the title and the note that are shown of each."""
    name = språk.sak.format(number)
    return tuple(Papir(str(place), name, *shown(språk, paper)) for place, paper in enumerate(papers, 1))


def _open_paper(språk: Språk, paper: Vedlegg) -> tuple[str, str]:
    """What everyone may read of a paper in an open case: how and when it comes, or why it is exempt."""
    if paper.unntatt is None:
        return paper.tittel, _source_note(språk, paper)
    ground = paper.unntatt.hjemmel
    # The neutral title that stands for a missing one says already that the paper is exempt.
    if not paper.unntatt.tittel:
        return språk.unntatt_vedlegg, ground
    return paper.unntatt.tittel, språk.unntatt_merknad.format(ground)


def _whole_paper(språk: Språk, paper: Vedlegg) -> tuple[str, str]:
    exempt = språk.unntatt_merknad.format(paper.unntatt.hjemmel) if paper.unntatt else ""
    return paper.tittel, "; ".join(note for note in (_source_note(språk, paper), exempt) if note)


def _source_note(språk: Språk, paper: Vedlegg) -> str:
    if paper.ettersendes:
        return språk.ettersendes.format(språk.day(paper.ettersendes))
    return språk.legges_fram if paper.legges_fram else paper.lenke


def _fields(språk: Språk, sak: Sak, own: Saksframlegg, papers: tuple[Papir, ...], marks: Marks) -> SakFelt:
    return SakFelt(
        nummer=sak.nummer,
        tittel=own.tittel,
        type=own.type or "",
        tid=språk.clock(own.tid) if own.tid else "",
        innleder=own.innleder,
        bakgrunn=rich(own.bakgrunn, marks),
        vurdering=rich(own.vurdering, marks),
        forslag_til_vedtak=rich(own.forslag_til_vedtak, marks),
        oppfølging_av=språk.oppfølging_av.format(own.oppfølging_av) if own.oppfølging_av else "",
        prioritering=own.prioritering,
        vedlegg=papers,
        uten_papirer="",
        unntatt=språk.unntatt.format(own.unntatt.hjemmel) if own.unntatt else "",
        utgår=språk.utgår if sak.utgår else "",
    )


def _public(språk: Språk, case: Saksframlegg) -> Saksframlegg:
    """The case as it may be seen: of an exempt one nothing but what says nothing about the matter."""
    if case.unntatt is None:
        return case
    seen = {"type": case.type, "tid": case.tid, "unntatt": case.unntatt}
    return Saksframlegg(tittel=case_title(språk, case)).model_copy(update=seen)


# Open points


def open_point_fields(plan: Plan, møte: Møte) -> tuple[PunktFelt, ...]:
    """What is open of the group's points when it meets, the most urgent first."""
    named = references(all_points(plan))
    by_key = {point.nøkkel: reference for point, reference in named.items()}
    # An exempt point has its place among those without a deadline, for its own is not to be seen.
    points = sorted(in_order_of_haste(open_points(plan, møte)), key=lambda p: bool(p.hjemmel))
    return tuple(_point(plan.språk, point, by_key[point.nøkkel], møte.dato.fra) for point in points)


def _origin(språk: Språk, point: Punkt, year: int) -> str:
    """«sak 5 · 11. mars», with the year when it is another; «møtet 11. mars» when the case is not known."""
    arose = Møtedato(point.møte, point.møte)
    day = språk.day_and_month(arose) if point.møte.year == year else språk.day(point.møte)
    words = språk
    return words.opphav.format(point.sak, day) if point.sak else words.opphav_uten_sak.format(day)


def _point(språk: Språk, point: Punkt, reference: str, day: date) -> PunktFelt:
    where = _origin(språk, point, day.year)
    progress = språk.i_arbeid if point.i_arbeid else språk.åpen
    if point.hjemmel or point.uviss:
        words = språk.unntatt_punkt.format(point.hjemmel, reference)
        return PunktFelt(hva=words, hvem="", frist="", framdrift=progress, status=progress, opphav=where)
    deadline = språk.table_date(Møtedato(point.frist, point.frist)) if point.frist else ""
    late = [språk.over_fristen] if point.overdue(day) else []
    status = ", ".join([progress, *late] if point.i_arbeid or not late else late)
    return PunktFelt(point.hva, point.hvem, deadline, framdrift=progress, status=status, opphav=where)
