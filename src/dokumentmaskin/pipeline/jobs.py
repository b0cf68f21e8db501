"""Which documents there are to make: of a meeting, of a year, of what a person asked for."""

import re
from collections.abc import Iterable, Iterator

from dokumentmaskin.errors import Problem, WrongUseError
from dokumentmaskin.pipeline.report import Job, Role
from dokumentmaskin.plan import Gruppeår, Møte, Plan, find_meeting, find_years, slug, unset_days

MEETING_ROLES: tuple[Role, ...] = ("innkalling", "saksliste", "referat")


def meeting_jobs(møte: Møte, roles: Iterable[Role]) -> tuple[Job, ...]:
    """The documents of a meeting."""
    return tuple(Job(role, møte) for role in roles)


def year_jobs(years: Iterable[Gruppeår]) -> tuple[Job, ...]:
    """All documents of a year: of each meeting that has its day, and the action programme."""
    return tuple(job for year in years for job in _jobs_of(year))


def jobs_for(plan: Plan, text: str, group_name: str | None = None) -> tuple[Job, ...]:
    """All documents of the meeting on a date, or the action programmes of a year.

    Raises:
        WrongUseError: The text is no date or year, or there is nothing then.
        PlanError: The day of the meeting is not set.
    """
    if not re.fullmatch("[12][0-9]{3}", text):
        return meeting_jobs(find_meeting(plan, text, group_name), MEETING_ROLES)
    years = find_years(plan, int(text))
    if group_name is not None:
        years = tuple(year for year in years if slug(year.gruppe.navn) == slug(group_name))
    if not years:
        message = f"Gruppen «{group_name}» har ingen årsplan for {text}."
        raise WrongUseError(Problem("ingen-arsplan", message))
    return tuple(Job("handlingsprogram", year) for year in years)


def _jobs_of(year: Gruppeår) -> Iterator[Job]:
    for møte in year.gruppemøter:
        if møte.dato.dag_satt:
            yield from meeting_jobs(møte, MEETING_ROLES)
    yield Job("handlingsprogram", year)


def undated_warnings(plan: Plan, years: Iterable[Gruppeår]) -> tuple[Problem, ...]:
    """A warning for each meeting that gets no documents because its day is not set."""
    return tuple(problem for year in years for problem in unset_days(plan, year))
