"""What a person asks to have laid out: one meeting, those of a year, or all that has been laid out before."""

import re
from dataclasses import dataclass

from dokumentmaskin.errors import Problem, WrongUseError
from dokumentmaskin.pipeline.website.departed import departed
from dokumentmaskin.plan import Møte, Plan, find_group, find_years, meeting_on, sent_day
from dokumentmaskin.site import Manifest


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be laid out.

    Attributes:
        møter: The meetings.
        år: The years whose wheels and calendars are.
        program: The years whose programmes are.
        nye: Whether that goes for programmes that have not been laid out before.
        gruppe: The body whose programmes are; empty for each.
        alt: Whether it is all that is laid out, what is gone from the plan too.
    """

    møter: tuple[Møte, ...]
    år: tuple[int, ...] = ()
    program: tuple[int, ...] = ()
    nye: bool = False
    gruppe: str = ""
    alt: bool = False


def asked_for(plan: Plan, text: str, group_name: str | None, before: Manifest) -> Asked:
    """What a person means by a date, a year, or nothing.

    Args:
        plan: The whole plan.
        text: What the person wrote.
        group_name: The body, if the person named one.
        before: What has been laid out.

    Raises:
        WrongUseError: There is no such meeting or year, or nothing to lay out then.
        PlanError: The day of the meeting is not set.
    """
    if re.fullmatch("[12][0-9]{3}", text):
        return _year(plan, int(text), group_name)
    if text:
        møte = meeting_on(plan, text, group_name)
        return Asked((møte,), (møte.år,))
    return _again(plan, group_name, before)


def _year(plan: Plan, år: int, group_name: str | None) -> Asked:
    """The meetings of a year that have come so far that anyone may read of them."""
    own = [møte for year in find_years(plan, år, group_name) for møte in year.møter]
    ready = [møte for møte in own if møte.kaller_inn and møte.dato.dag_satt and _has_come_far(plan, møte)]
    if not ready:
        message = f"Ingen innkallinger i {år} er sendt ennå, så det er ingen møter å legge ut."
        advice = "Skriv datoen for å legge ut ett møte likevel, for eksempel «dok publiser 2022-03-11»."
        raise WrongUseError(Problem("ingen-a-legge-ut", message, advice))
    meetings = tuple(sorted(ready, key=lambda møte: møte.dato))
    gruppe = find_group(plan, group_name).navn if group_name is not None else ""
    return Asked(meetings, (år,), (år,), nye=True, gruppe=gruppe)


def _has_come_far(plan: Plan, møte: Møte) -> bool:
    return møte.er_avlyst or møte.referat is not None or sent_day(plan, møte) is not None


def _again(plan: Plan, group_name: str | None, before: Manifest) -> Asked:
    """All that has been laid out before."""
    wanted = find_group(plan, group_name).navn if group_name is not None else ""
    known = {own.møte for own in before.møter}
    moved = [one.flyttet_til.navn for one in departed(plan, before) if one.flyttet_til is not None]
    again = {*known, *moved}
    own = [møte for møte in plan.møter if møte.kaller_inn and møte.dato.dag_satt and møte.navn in again]
    if not known:
        message = "Ingen møter er lagt ut ennå."
        advice = "Skriv datoen for møtet, for eksempel «dok publiser 2022-03-11», eller året."
        raise WrongUseError(Problem("ingen-a-legge-ut", message, advice))
    there = {year.år for year in plan.år}
    years = tuple(sorted({fil.år for fil in before.filer if fil.år in there}))
    meetings = tuple(møte for møte in own if wanted in {"", møte.gruppe.navn})
    return Asked(meetings, years, years, gruppe=wanted, alt=not wanted)
