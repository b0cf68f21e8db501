"""The control of a meeting's papers: what lies there is read, and held against the plan and each other.

`dok kontroll` calls `control_papers` with a run and the meetings, and gets faults and notes. Of a Word file
all is read. Of a PDF that dok made of the Word file as it lies there nothing is: that it says the same was
proved when it was made, and `ages` proves that it is that file. Any other PDF is read as what it is, a paper
of its own. A file that cannot be read is a note, never a silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dokumentmaskin.errors import DokError, Problem
from dokumentmaskin.memory import look
from dokumentmaskin.pipeline.control.comparing import Papir, compared, weekdays
from dokumentmaskin.pipeline.control.expected import Ventet, expected_of
from dokumentmaskin.pipeline.control.facts import said_by
from dokumentmaskin.pipeline.control.reading import read_word
from dokumentmaskin.pipeline.jobs import AnyJob, case_jobs, own_jobs
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import is_edited
from dokumentmaskin.plan import Kontroll, Møte, dealt_with


@dataclass(frozen=True, slots=True)
class Papirkontroll:
    """What came of holding papers against each other.

    Attributes:
        funn: The faults and notes.
        lest: How many papers were read.
    """

    funn: Kontroll
    lest: int

    def __add__(self, other: "Papirkontroll") -> "Papirkontroll":
        return Papirkontroll(self.funn + other.funn, self.lest + other.lest)


_NONE = Papirkontroll(Kontroll(), 0)


def control_papers(pipeline: Pipeline, meetings: Iterable[Møte]) -> Papirkontroll:
    """Hold the papers of meetings against the plan and each other; what cannot be told is a note."""
    return sum((_of_a_meeting(pipeline, møte) for møte in meetings if møte.dato.dag_satt), _NONE)


def _of_a_meeting(pipeline: Pipeline, møte: Møte) -> Papirkontroll:
    try:
        own = expected_of(pipeline.plan, møte)
    except DokError as error:
        return Papirkontroll(Kontroll(merknader=error.problems), 0)
    jobs: tuple[AnyJob, ...] = (*own_jobs(møte), *case_jobs(dealt_with(møte)))
    return sum((_of_a_document(pipeline, job, own) for job in jobs), _NONE)


def _of_a_document(pipeline: Pipeline, job: AnyJob, own: Ventet) -> Papirkontroll:
    document = pipeline.target(job)
    try:
        lying = look(document)
        if lying is None:
            return _NONE
        name = pipeline.workspace.name(document)
        said = said_by(read_word(lying.data, name))
        paper = Papir(name, job.kind.rolle, _command(job, own), is_edited(lying), said)
    except DokError as error:
        return Papirkontroll(Kontroll(merknader=tuple(map(_unread, error.problems))), 0)
    return Papirkontroll(_found(paper, own), 1)


def _command(job: AnyJob, own: Ventet) -> str:
    return f"dok {job.kind.navn} {own.navn}"


def _found(paper: Papir, own: Ventet) -> Kontroll:
    odd = list(weekdays(paper, own))
    faults = (*(problem for problem, certain in odd if certain), *compared(paper, own))
    return Kontroll(faults, tuple(problem for problem, certain in odd if not certain))


def _unread(problem: Problem) -> Problem:
    message = f"Papiret er ikke kontrollert: {problem.message}"
    return Problem("kontroll-ulest", message, problem.advice, problem.place)
