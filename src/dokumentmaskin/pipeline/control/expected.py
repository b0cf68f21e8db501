"""What the plan says of a meeting, as its papers ought to say it: what they are held against."""

from dataclasses import dataclass

from dokumentmaskin.plan import (
    Melding,
    Møte,
    Møtedato,
    Plan,
    Språk,
    Tidsrom,
    agenda,
    minutes_status,
    title_key,
)


@dataclass(frozen=True, slots=True)
class VentetPapir:
    """A paper of a case in the plan.

    Attributes:
        sak: The number of its case.
        nummer: Its own in the case, from 1.
        tittel: Its title.
        har_fil: Whether it is a file that goes into the package.
        i_listen: Whether lists of papers have it.
    """

    sak: str
    nummer: int
    tittel: str
    har_fil: bool
    i_listen: bool


@dataclass(frozen=True, slots=True)
class Ventet:
    """What the plan says.

    Attributes:
        navn: What a command calls the meeting: «2022-03-11».
        språk: The language of its papers.
        dato: When it is.
        flyttet_fra: When it was to be, or None.
        tid: From when to when, or None.
        sted: Where; empty when it is not said.
        saker: The title of each case by its number.
        papirer: The papers of its cases.
        status: How far its minutes have come, in words.
        andre: The days of the group's other meetings.
    """

    navn: str
    språk: Språk
    dato: Møtedato
    flyttet_fra: Møtedato | None
    tid: Tidsrom | None
    sted: str
    saker: dict[str, str]
    papirer: tuple[VentetPapir, ...]
    status: str
    andre: tuple[Møtedato, ...]

    @property
    def år(self) -> int:
        """The year that a date without one is taken to be in."""
        return self.dato.fra.year

    def number_of(self, title: str) -> str:
        """The number of the case with a title; empty when there is none, or several."""
        found = [number for number, own in self.saker.items() if title_key(own) == title_key(title)]
        return found[0] if len(found) == 1 else ""


def expected_of(plan: Plan, møte: Møte) -> Ventet:
    """What a plan, the whole or the open, says of a meeting.

    Raises:
        PlanError: The numbers that have gone out cannot be given to its cases with certainty.
    """
    språk, cases = plan.språk_of(møte.gruppe), agenda(plan, møte)
    papers = (
        VentetPapir(
            sak.nummer,
            number,
            own.tittel,
            bool(own.fil),
            not isinstance(own, Melding) or bool(own.fil or own.lenke or own.unntatt),
        )
        for sak in cases
        for number, own in enumerate(sak.framlegg.vedlegg, 1)
    )
    others = (m.dato for m in plan.meetings_of(møte.gruppe.navn) if m.sted != møte.sted and m.dato.dag_satt)
    return Ventet(
        plan.asked(møte),
        språk,
        møte.dato,
        møte.rad.flyttet_fra,
        møte.tid,
        møte.møtested,
        {sak.nummer: sak.framlegg.tittel for sak in cases},
        tuple(papers),
        minutes_status(plan, møte).words(språk),
        tuple(others),
    )
