"""Which documents there are to make: of a meeting, of a year, of what a person asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias

from dokumentmaskin.errors import Problem
from dokumentmaskin.pipeline.kinds import (
    CANCELLED_KINDS,
    CASE_KINDS,
    MEETING_KINDS,
    WHOLE_YEAR_KINDS,
    YEAR_KINDS,
    Kind,
    Subject,
)
from dokumentmaskin.plan import (
    Behandling,
    Gruppeår,
    Møte,
    Organisasjonsår,
    Plan,
    dealt_with,
    find_years,
    meeting_on,
    unset_days,
)
from dokumentmaskin.workspace import document_name

if TYPE_CHECKING:
    from dokumentmaskin.document import Marks


@dataclass(frozen=True, slots=True)
class Job(Generic[Subject]):
    """One document to make.

    Attributes:
        kind: Which document.
        subject: Whose: the meeting, the year of the group or the organisation, or a case in a meeting.
    """

    kind: Kind[Subject]
    subject: Subject

    @property
    def target(self) -> Path:
        """The .docx, relative to the output folder."""
        return document_name(self.subject.navn, self.kind.navn, self.subject.stempel)

    @property
    def møte(self) -> Møte | None:
        """The meeting whose cases it shows; None for the document of a year."""
        if isinstance(self.subject, Behandling):
            return self.subject.møte
        return self.subject if isinstance(self.subject, Møte) else None

    def context(self, plan: Plan, marks: "Marks") -> dict[str, object]:
        """What the template may print, of the whole plan or the open one."""
        title = self.kind.title.written_for(plan, self.subject.gruppe)
        return self.kind.context(plan, plan.own(self.subject), title, marks)

    def dated(self, plan: Plan) -> date:
        """The date that the document carries."""
        return self.kind.dated(plan, self.subject)

    def mark(self, plan: Plan) -> str:
        """What stands across every page; empty for nothing."""
        return self.kind.mark(plan, self.subject)

    def told(self, plan: Plan) -> tuple[Problem, ...]:
        """What a person should know of it when it is made."""
        return self.kind.told(plan, self.subject)

    def finished(self, plan: Plan) -> bool:
        """Whether its PDF is without what nobody has filled in."""
        return self.kind.finished is not None and self.kind.finished(plan, self.subject)


AnyJob: TypeAlias = Job[Møte] | Job[Gruppeår] | Job[Organisasjonsår] | Job[Behandling]


def meeting_jobs(møte: Møte, kinds: Iterable[Kind[Møte]]) -> tuple[Job[Møte], ...]:
    """The documents of a meeting."""
    return tuple(Job(kind, møte) for kind in kinds)


def own_jobs(møte: Møte) -> tuple[Job[Møte], ...]:
    """The documents that there are of a meeting: of one that is cancelled, that it is."""
    kinds = CANCELLED_KINDS if møte.er_avlyst else MEETING_KINDS
    return meeting_jobs(møte, kinds if møte.kaller_inn else ())


def case_jobs(cases: Iterable[Behandling]) -> tuple[Job[Behandling], ...]:
    """The documents of cases that minutes tell of, each of which is made when it is asked for."""
    return tuple(Job(kind, case) for case in cases for kind in CASE_KINDS)


def programme_jobs(years: Iterable[Gruppeår]) -> tuple[Job[Gruppeår], ...]:
    """The documents of groups' years that are no meeting's."""
    return tuple(Job(kind, year) for year in years for kind in YEAR_KINDS)


def whole_year_jobs(
    year: Organisasjonsår, kinds: Iterable[Kind[Organisasjonsår]]
) -> tuple[Job[Organisasjonsår], ...]:
    """Documents of the organisation's year, each of which is made when it is asked for."""
    return tuple(Job(kind, year) for kind in kinds)


def year_jobs(years: Iterable[Gruppeår]) -> tuple[AnyJob, ...]:
    """All documents of a year: of each meeting that has its day, and of the year itself."""
    jobs: list[AnyJob] = []
    for year in years:
        for møte in sorted((m for m in year.møter if m.dato.dag_satt), key=lambda møte: møte.dato):
            jobs += own_jobs(møte)
        jobs += programme_jobs([year])
    return tuple(job for job in jobs if job.kind.in_year)


def jobs_for(plan: Plan, text: str, group_name: str | None = None) -> tuple[AnyJob, ...]:
    """All documents of the meeting on a date and of its cases, or those of a year itself.

    Raises:
        WrongUseError: The text is no date or year, or there is nothing then.
        PlanError: The day of the meeting is not set.
    """
    if not re.fullmatch("[12][0-9]{3}", text):
        møte = meeting_on(plan, text, group_name)
        return (*own_jobs(møte), *case_jobs(dealt_with(møte)))
    own = programme_jobs(find_years(plan, int(text), group_name))
    whole = whole_year_jobs(plan.whole_year(int(text)), WHOLE_YEAR_KINDS)
    return own if group_name is not None else (*own, *whole)


def undated_warnings(years: Iterable[Gruppeår]) -> tuple[Problem, ...]:
    """A warning for each meeting that gets no documents because its day is not set."""
    return tuple(problem for year in years for problem in unset_days(year))
