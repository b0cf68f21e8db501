"""The rules of kommuneloven chapter 11 as a table, and what a meeting lacks by them.

`dok kontroll` asks `control`; the commands that make a summons or minutes ask `summons_control` and
`minutes_control`. For a folkevalgt organ what is missing is a fault, for a body that wants to keep the law
(`følger_kommuneloven`) it is advice, and of any other nothing is asked. A rule that the plan cannot tell the
whole of, as where the list was announced, gives a note and never a fault.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.bodies import elected_unsaid, is_elected, keeps_the_law
from dokumentmaskin.plan.calendar import due_day
from dokumentmaskin.plan.law import minutes, summons
from dokumentmaskin.plan.law.findings import Funn
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.settled import read_in
from dokumentmaskin.plan.summons import sent_day


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule of the law.

    Attributes:
        hjemmel: Where it stands, as it is printed.
        code: The code of what it finds.
        mangler: What it misses.
        krav: Whether what is missing is a fault; a note when the plan cannot tell for certain.
    """

    hjemmel: str
    code: str
    mangler: Callable[[Plan, Møte], Iterator[Funn]]
    krav: bool = True


@dataclass(frozen=True, slots=True)
class Kontroll:
    """What came of holding meetings against the law.

    Attributes:
        mangler: What the law asks for and a folkevalgt organ lacks.
        merknader: What is advised, or cannot be told for certain.
    """

    mangler: tuple[Problem, ...] = ()
    merknader: tuple[Problem, ...] = ()

    def __add__(self, other: "Kontroll") -> "Kontroll":
        return Kontroll(self.mangler + other.mangler, self.merknader + other.merknader)

    @property
    def alle(self) -> tuple[Problem, ...]:
        """All of it."""
        return self.mangler + self.merknader


_COUNCIL: Final = r"(?:interkommunalt politisk råd|IPR)"
SUMMONS: Final = (
    Regel("§ 11-3 første ledd", "lov-dokumenter", summons.without_documents),
    Regel("§ 11-3 første ledd", "lov-dokumenter", summons.papers_to_follow),
    Regel("§ 11-3 første ledd", "lov-varsel", summons.sent_too_late),
    Regel("§ 11-3 andre og tredje ledd", "lov-kunngjoring", summons.not_announced, krav=False),
    Regel("§ 11-3 femte ledd", "lov-sent", summons.late),
)
MINUTES: Final = (
    Regel("§ 11-4 første ledd bokstav a", "lov-tid-og-sted", minutes.without_time_and_place),
    Regel("§ 11-4 første ledd bokstav b", "lov-frammote", minutes.without_attendance),
    Regel("§ 11-4 første ledd bokstav d", "lov-vedtak", minutes.without_decision),
    Regel("§ 11-4 første ledd bokstav e", "lov-votering", minutes.without_vote),
    Regel("§ 11-4 første ledd bokstav e", "lov-partier", minutes.without_parties, krav=False),
    Regel("§ 11-4 andre ledd og § 11-5", "lov-lukking", minutes.closed_without_ground),
    Regel("§ 11-4 andre ledd", "lov-habilitet", minutes.unfit_without_ground),
    Regel("§ 11-7 tredje ledd", "lov-fjernmote", minutes.closed_at_a_distance),
    Regel("§ 11-9", "ikke-vedtaksfor", minutes.no_quorum),
)


def control(plan: Plan, meetings: Iterable[Møte]) -> Kontroll:
    """What some meetings lack: of their summons, and of their minutes when those are read in.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases of one with certainty.
    """
    held = tuple(meetings)
    found = sum((_of_a_meeting(plan, møte) for møte in held), Kontroll())
    # What is about a body is found with each of its meetings, and is told once.
    return Kontroll(found.mangler, tuple(dict.fromkeys((*_name(plan, held), *found.merknader))))


def to_control(plan: Plan) -> tuple[Møte, ...]:
    """The meetings whose papers are out, or should be, of the bodies that keep the law."""
    return tuple(
        møte
        for year in plan.år
        for møte in year.gruppemøter
        if møte.dato.dag_satt and _is_under_way(plan, møte)
        if keeps_the_law(plan.organisasjon, møte.gruppe)
    )


def summons_control(plan: Plan, møte: Møte) -> Kontroll:
    """What the summons to a meeting lacks, when there is something to hold against the law.

    It turns with the days of `next_turn`: a build that is remembered until one of them says it again.
    """
    if møte.dato.til < plan.dag or not (møte.fil.saker or due_day(plan, møte) < plan.dag):
        return Kontroll()
    return _held(plan, møte, SUMMONS)


def minutes_control(plan: Plan, møte: Møte) -> Kontroll:
    """What the minutes of a meeting lack, once they are read in."""
    return _held(plan, møte, MINUTES) if møte.referat is not None else Kontroll()


def _name(plan: Plan, meetings: Iterable[Møte]) -> Iterator[Problem]:
    """A note when the name of an interkommunalt politisk råd does not say that it is one."""
    own = plan.organisasjon
    is_council = re.match(rf"{_COUNCIL}\b", own.form, re.IGNORECASE)
    kept = any(keeps_the_law(own, møte.gruppe) for møte in meetings)
    if kept and is_council and not re.search(rf"\b{_COUNCIL}\b", own.navn, re.IGNORECASE):
        message = (
            f"Navnet «{own.navn}» sier ikke at dette er et interkommunalt politisk råd (kommuneloven § 18-1 "
            "andre ledd)."
        )
        advice = "Det registrerte navnet skal ha «interkommunalt politisk råd» eller «IPR» i seg."
        yield Problem("lov-navn", message, advice, Place("plan/organisasjon.yaml", field="navn"))


def _of_a_meeting(plan: Plan, møte: Møte) -> Kontroll:
    asked = Kontroll(merknader=elected_unsaid(plan.organisasjon, møte.gruppe))
    return asked + _held(plan, møte, SUMMONS) + minutes_control(plan, møte) + _unread(plan, møte)


def _held(plan: Plan, møte: Møte, rules: Iterable[Regel]) -> Kontroll:
    if not keeps_the_law(plan.organisasjon, møte.gruppe):
        return Kontroll()
    found = [(rule, funn) for rule in rules for funn in rule.mangler(plan, møte)]
    must = is_elected(plan.organisasjon, møte.gruppe)
    faults = tuple(_problem(rule, funn) for rule, funn in found if must and rule.krav)
    notes = tuple(_problem(rule, funn) for rule, funn in found if not (must and rule.krav))
    return Kontroll(faults, notes)


def _problem(rule: Regel, funn: Funn) -> Problem:
    message = f"{funn.melding.removesuffix('.')} (kommuneloven {rule.hjemmel})."
    return Problem(rule.code, message, funn.råd, funn.sted)


def _unread(plan: Plan, møte: Møte) -> Kontroll:
    """A note that the minutes of a meeting that has been held cannot be held against the law yet."""
    kept = keeps_the_law(plan.organisasjon, møte.gruppe)
    if not kept or møte.referat is not None or møte.dato.til >= plan.dag:
        return Kontroll()
    day = plan.språk.day(møte.dato.fra)
    message = f"Referatet fra møtet {day} er ikke lest inn, så dok kan ikke holde det opp mot loven."
    return Kontroll(merknader=(Problem("lov-ulest", message, read_in(plan, møte), møte.sted),))


def _is_under_way(plan: Plan, møte: Møte) -> bool:
    return due_day(plan, møte) <= plan.dag or sent_day(plan, møte) is not None
