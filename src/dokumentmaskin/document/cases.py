"""A meeting's cases and papers as documents show them.

Of what is exempt from public access an open document shows the number, a neutral title and the legal ground,
and nothing else; only the internal package shows a case whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dokumentmaskin.document.markdown import parse_text
from dokumentmaskin.document.open_points import PunktFelt
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import Møte, Sak, Saksframlegg, Språk, Vedlegg, case_title


@dataclass(frozen=True, slots=True)
class Papir:
    """A paper of a case, with a note when it is not there yet or is exempt."""

    nummer: str
    sak: str
    tittel: str
    merknad: str


@dataclass(frozen=True, slots=True)
class SakFelt:
    """A case, as summons, agenda and minutes show it."""

    nummer: str
    tittel: str
    type: str
    tid: str
    innleder: str
    bakgrunn: Rich
    vurdering: Rich
    forslag_til_vedtak: Rich
    oppfølging_av: str
    prioritering: str
    vedlegg: tuple[Papir, ...]
    uten_papirer: str
    unntatt: str
    utgår: str
    åpne_punkter: tuple[PunktFelt, ...] = ()


def open_case(språk: Språk, sak: Sak, marks: Marks, møte: Møte) -> SakFelt:
    """A case as everyone may see it."""
    own = _public(språk, sak.framlegg)
    papers = tuple(_papers(språk, sak.nummer, own.vedlegg))
    shown = _fields(språk, sak, own, papers, marks)
    has_file = not sak.fast and bool(møte.fil.saker) and not sak.utgår
    says_none = has_file and not papers and own.unntatt is None
    return replace(shown, uten_papirer=språk.uten_papirer) if says_none else shown


def whole_case(språk: Språk, sak: Sak, marks: Marks) -> SakFelt:
    """A case with everything that the plan says of it, also when it is exempt: for internal use alone."""
    papers = tuple(_whole_papers(språk, sak.nummer, sak.framlegg.vedlegg))
    shown = _fields(språk, sak, sak.framlegg, papers, marks)
    return shown if papers or sak.fast else replace(shown, uten_papirer=språk.uten_papirer)


def paper_title(språk: Språk, paper: Vedlegg) -> str:
    """What everyone may read as the title of a paper in an open case."""
    return paper.tittel if paper.unntatt is None else paper.unntatt.tittel or språk.unntatt_vedlegg


def paper_note(språk: Språk, paper: Vedlegg) -> str:
    """What everyone may read after the title of a paper: how and when it comes, or why it is exempt."""
    if paper.unntatt is None:
        return _source_note(språk, paper)
    ground = paper.unntatt.hjemmel
    # The neutral title that stands for a missing one says already that the paper is exempt.
    return språk.unntatt_merknad.format(ground) if paper.unntatt.tittel else ground


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
        bakgrunn=Rich(parse_text(own.bakgrunn), marks),
        vurdering=Rich(parse_text(own.vurdering), marks),
        forslag_til_vedtak=Rich(parse_text(own.forslag_til_vedtak), marks),
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


def _papers(språk: Språk, number: str, papers: Iterable[Vedlegg]) -> Iterator[Papir]:
    name = språk.sak.format(number)
    for place, paper in enumerate(papers, 1):
        yield Papir(str(place), name, paper_title(språk, paper), paper_note(språk, paper))


def _whole_papers(språk: Språk, number: str, papers: Iterable[Vedlegg]) -> Iterator[Papir]:
    name = språk.sak.format(number)
    for place, paper in enumerate(papers, 1):
        exempt = språk.unntatt_merknad.format(paper.unntatt.hjemmel) if paper.unntatt else ""
        notes = [note for note in (_source_note(språk, paper), exempt) if note]
        yield Papir(str(place), name, paper.tittel, "; ".join(notes))
