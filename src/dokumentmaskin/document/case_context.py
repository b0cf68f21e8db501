"""What the template of a særutskrift sees: one case, and what a meeting did with it by its minutes.

Nothing is said of the decision but what the minutes say. What the plan proposed is beside it, found by the
number of the case; of a case that is not on the agenda there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from dokumentmaskin.document.cases import ForslagFelt
from dokumentmaskin.document.context import MøteFelt, meeting_fields
from dokumentmaskin.document.fields import Fellesfelt, Tekst, as_written, case_text, common_fields
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.plan import (
    Behandling,
    Møte,
    Plan,
    Referatsak,
    Saksframlegg,
    Språk,
    Votering,
    minutes_status,
    presented_as,
    said_of,
)


@dataclass(frozen=True, slots=True)
class BehandletFelt:
    """A case and what was decided in it."""

    nummer: Annotated[str, "saksnummeret"]
    tittel: Annotated[str, "tittelen, som i referatet"]
    forslag_til_vedtak: Annotated[Tekst, "forslaget til vedtak, som i sakslisten"]
    alternative_forslag: Annotated[tuple[ForslagFelt, ...], "forslag", "andre forslag, som i sakslisten"]
    referat: Annotated[Tekst, "kort hva som kom fram"]
    vedtak: Annotated[Tekst, "vedtaket, ordrett"]
    konklusjon: Annotated[Tekst, "konklusjonen, når det ikke ble gjort vedtak"]
    voteringer: Annotated[tuple[str, ...], "hver votering med ord: «7 for (4 Ap, 3 Sp), 3 mot (3 H)»"]
    lukket_møte: Annotated[str, "grunnlaget når møtet ble lukket for saken"]
    habilitet: Annotated[tuple[str, ...], "hver som var inhabil, og hvorfor: «Kari Nordmann, fvl. § 6»"]
    bare_tittel: Annotated[str, "«Unntatt offentlighet, jf. offl. § 14», bare i den åpne utgaven"]


class Særutskriftmal(Fellesfelt):
    """What the særutskrift of a case may print."""

    møte: Annotated[MøteFelt, "møtet"]
    sak: Annotated[BehandletFelt, "saken, og hva møtet gjorde med den"]
    godkjent: Annotated[str, "dagen referatet ble godkjent: «20. mai 2022»; tom til det har skjedd"]


def case_context(plan: Plan, case: Behandling, title: str, marks: Marks) -> dict[str, object]:
    """Everything that a særutskrift may print; the title has `{}` for the case's number."""
    approved = minutes_status(plan, case.møte).godkjent
    seen: Særutskriftmal = {
        **common_fields(plan, case.møte.gruppe, case.møte.dato.fra, title.format(case.nummer), marks),
        "møte": meeting_fields(plan, case.møte, marks),
        "sak": _case(plan, case, marks),
        "godkjent": plan.språk_of(case.gruppe).day(approved) if approved else "",
    }
    return dict(seen)


def _case(plan: Plan, case: Behandling, marks: Marks) -> BehandletFelt:
    said, own, språk = said_of(case), presented_as(plan, case), plan.språk_of(case.gruppe)
    closed = own.unntatt if own is not None and plan.åpen else None
    return BehandletFelt(
        nummer=said.nummer,
        tittel=said.tittel,
        forslag_til_vedtak=case_text(own.forslag_til_vedtak if own else "", case.møte, marks),
        alternative_forslag=tuple(_others(own, case.møte, marks)),
        referat=as_written(said.referat, marks),
        vedtak=as_written(said.vedtak, marks),
        konklusjon=as_written(said.konklusjon, marks),
        voteringer=tuple(votes_in_words(språk, said)),
        lukket_møte=said.lukket_møte,
        habilitet=tuple(", ".join(filter(None, (who.hvem, who.grunnlag))) for who in said.habilitet),
        bare_tittel=språk.unntatt.format(closed.hjemmel) if closed else "",
    )


def _others(own: Saksframlegg | None, møte: Møte, marks: Marks) -> Iterator[ForslagFelt]:
    for proposal in own.alternative_forslag if own else ():
        yield ForslagFelt(proposal.fra, case_text(proposal.tekst, møte, marks))


def votes_in_words(språk: Språk, case: Referatsak) -> Iterator[str]:
    """How the votes of a case fell, each after its proposal: «7 for (4 Ap, 3 Sp), 3 mot (3 H)»."""
    for vote in case.voteringer:
        said = "; ".join(filter(None, (_outcome(språk, vote), ", ".join(_counts(språk, vote)))))
        words = said[0].upper() + said[1:]
        yield f"{vote.forslag}: {words}" if vote.forslag else words


def _outcome(språk: Språk, vote: Votering) -> str:
    said = {"enstemmig": språk.enstemmig, "ingen votering": språk.ingen_votering}
    return said[vote.utfall] if vote.utfall else ""


def _counts(språk: Språk, vote: Votering) -> Iterator[str]:
    words = {"for": språk.stemte_for, "mot": språk.stemte_mot, "avholdende": språk.avholdende}
    for name, count, parties in vote.sides:
        if count is not None:
            of_whom = ", ".join(f"{party.antall} {party.parti}" for party in parties)
            yield words[name].format(count) + (f" ({of_whom})" if of_whom else "")
