"""A case that has been treated before: what the minutes of earlier meetings say of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dokumentmaskin.plan.cases.agenda import issued_entry
from dokumentmaskin.plan.cases.numbering import case_number
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Gruppe, Saksframlegg, TidligereSak
from dokumentmaskin.plan.words import Møtedato


@dataclass(frozen=True, slots=True)
class TidligereBehandling:
    """A case as an earlier meeting had it.

    Attributes:
        nummer: Its number then.
        dato: When that meeting was; None when it is not known.
        tittel: Its title then; empty when it is not known.
        vedtak: What was decided, or concluded; empty when no minutes say it.
        gruppe: The body that had it, when that was another.
    """

    nummer: str
    dato: Møtedato | None = None
    tittel: str = ""
    vedtak: str = ""
    gruppe: Gruppe | None = None


def earlier_treatment(plan: Plan, møte: Møte, case: Saksframlegg) -> tuple[TidligereBehandling, ...]:
    """What is known of a case in earlier meetings, in the order in which the plan names them.

    In the open plan the minutes and the numbers say no more of an exempt case than everyone may read.
    """
    return tuple(
        replace(_treated(plan, møte, before), gruppe=plan.group(before.gruppe) if before.gruppe else None)
        for before in case.tidligere_behandling
    )


def _treated(plan: Plan, møte: Møte, before: TidligereSak) -> TidligereBehandling:
    wanted = case_number(before.sak)
    for meeting in _meetings_before(plan, møte, before):
        for said in meeting.referat.saker if meeting.referat else ():
            if case_number(said.nummer) == wanted:
                return TidligereBehandling(
                    before.sak, meeting.dato, said.tittel, said.vedtak or said.konklusjon
                )
        entry, _ = issued_entry(plan, meeting)
        for issued in entry[0].saker if entry else ():
            if case_number(issued.nummer) == wanted:
                return TidligereBehandling(before.sak, meeting.dato, issued.tittel)
        if before.møte is not None:
            return TidligereBehandling(before.sak, meeting.dato)
    return TidligereBehandling(before.sak, Møtedato(before.møte, before.møte) if before.møte else None)


def _meetings_before(plan: Plan, møte: Møte, before: TidligereSak) -> Iterator[Møte]:
    """The body's earlier meetings in which the case may have been; another may have met the same day."""
    for meeting in plan.meetings_of(before.gruppe or møte.gruppe.navn):
        same_day = meeting.gruppe != møte.gruppe and meeting.dato.fra == møte.dato.fra
        is_then = before.møte is None or meeting.dato.covers(before.møte)
        if meeting.har_papirer and is_then and (meeting.dato < møte.dato or same_day):
            yield meeting
