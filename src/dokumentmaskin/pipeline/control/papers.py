"""The control of a meeting's papers: what lies there is read, and held against the plan and each other.

`dok kontroll` calls `control_papers` with a run and the meetings, and gets faults and notes. Of a Word file
all is read. Of a PDF that dok made of the Word file as it lies there nothing is: that it says the same was
proved when it was made, and `ages` proves that it is that file. Any other PDF is read as what it is, a paper
of its own. A file that cannot be read is a note, never a silence.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from dokumentmaskin.document import year_wheel
from dokumentmaskin.errors import DokError, Place, Problem
from dokumentmaskin.memory import look, read_content
from dokumentmaskin.pipeline.control.ages import Pdf, older_package, older_pdf, other_package, wrong_edition
from dokumentmaskin.pipeline.control.calendars import calendar
from dokumentmaskin.pipeline.control.comparing import Papir, compared, elsewhere, unclear, weekdays
from dokumentmaskin.pipeline.control.expected import Ventet, expected_of
from dokumentmaskin.pipeline.control.facts import Slag, Utsagn, said_by
from dokumentmaskin.pipeline.control.lists import bound, lists
from dokumentmaskin.pipeline.control.reading import Lest, read_pdf, read_word
from dokumentmaskin.pipeline.control.standing import homeless, standing
from dokumentmaskin.pipeline.control.wheels import wheels
from dokumentmaskin.pipeline.control.years import programme
from dokumentmaskin.pipeline.jobs import AnyJob, Job, case_jobs, own_jobs, programme_jobs, whole_year_jobs
from dokumentmaskin.pipeline.kinds import SAMLET_HANDLINGSPROGRAM
from dokumentmaskin.pipeline.pdfs import internal_of
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import is_edited
from dokumentmaskin.plan import Gruppeår, Kontroll, Møte, Organisasjonsår, dealt_with
from dokumentmaskin.word import DamagedError
from dokumentmaskin.workspace import package_name

# The pages of a package that are read for themselves: the cover, and where its contents begin.
_COVER: Final = 2


@dataclass(frozen=True, slots=True)
class Papirkontroll:
    """What came of holding papers against each other.

    Attributes:
        funn: The faults and notes.
        lest: How many papers were read.
    """

    funn: Kontroll
    lest: int = 0

    def __add__(self, other: "Papirkontroll") -> "Papirkontroll":
        return Papirkontroll(self.funn + other.funn, self.lest + other.lest)


_NONE: Final = Papirkontroll(Kontroll())


def control_papers(pipeline: Pipeline, meetings: Iterable[Møte]) -> Papirkontroll:
    """Hold the papers of meetings against the plan and each other; what cannot be told is a note."""
    own = (_Meeting(pipeline, møte) for møte in meetings if møte.dato.dag_satt)
    return sum((_carefully(meeting.control, "") for meeting in own), _NONE)


def control_years(pipeline: Pipeline, years: Iterable[Gruppeår]) -> Papirkontroll:
    """Hold the programmes, year wheels and calendars of years against the plan."""
    own = tuple(years)
    found = sum((_programme(pipeline, job) for job in programme_jobs(own)), _NONE)
    found += sum((Papirkontroll(homeless(pipeline, year)) for year in own), _NONE)
    for år in sorted({year.år for year in own}):
        whole = pipeline.plan.whole_year(år)
        if all(year in own for year in whole.grupper):
            found += _carefully(partial(_calendars, pipeline, år), "")
            found += _carefully(partial(_wheels, pipeline, år), "")
            jobs = whole_year_jobs(whole, [SAMLET_HANDLINGSPROGRAM])
            found += sum((_programme(pipeline, job) for job in jobs), _NONE)
    return found


def _calendars(pipeline: Pipeline, år: int) -> Papirkontroll:
    from dokumentmaskin.pipeline.calendar import calendars_there

    files = list(calendars_there(pipeline, år))
    return Papirkontroll(sum((calendar(file, år) for file in files), Kontroll()), len(files))


def _wheels(pipeline: Pipeline, år: int) -> Papirkontroll:
    found = list(wheels(pipeline, år))
    return Papirkontroll(Kontroll(tuple(filter(None, found))), len(found))


def _programme(pipeline: Pipeline, job: Job[Gruppeår] | Job[Organisasjonsår]) -> Papirkontroll:
    """What came of holding a programme, when it lies there, against the year that it is of."""
    year = job.subject
    years = year.grupper if isinstance(year, Organisasjonsår) else (year,)
    command = f"dok handlingsprogram {year.stempel}{'' if year.gruppe else ' --alle'}"

    def of_word(target: Path, docx: bytes) -> Papirkontroll:
        name = pipeline.workspace.name(target)
        read = read_word(docx, name)
        paper = Papir(name, job.kind.rolle, command, is_edited(look(target)), said_by(read))
        wrong = (problem for problem, certain in weekdays(paper) if certain)
        faults = (*wrong, *programme(paper, read, year_wheel(pipeline.plan, years), year.møter))
        pdf = _held(pipeline, target.with_suffix(".pdf"), partial(of_pdf, docx))
        return Papirkontroll(Kontroll(faults), 1) + pdf

    def of_pdf(docx: bytes, target: Path, data: bytes) -> Papirkontroll:
        pdf = Pdf(target, data, pipeline.workspace.name(target), command)
        return Papirkontroll(Kontroll(tuple(older_pdf(pdf, docx))), 1)

    return _held(pipeline, pipeline.target(job), of_word)


@dataclass(frozen=True)
class _Meeting:
    """A meeting whose papers are held against the plan.

    Attributes:
        pipeline: The run.
        møte: The meeting.
        sagt: What its papers say that the plan does not, as they are gone through.
    """

    pipeline: Pipeline
    møte: Møte
    sagt: dict[Slag, tuple[Utsagn, str]] = field(default_factory=dict)

    @cached_property
    def whole(self) -> Ventet:
        """What the plan says of it."""
        return expected_of(self.pipeline.plan, self.møte)

    @cached_property
    def open(self) -> Ventet:
        """What the open plan does."""
        opened = self.pipeline.open_plan
        return expected_of(opened, opened.own(self.møte))

    def control(self) -> Papirkontroll:
        """What came of it.

        Raises:
            PlanError: The numbers that have gone out cannot be given to its cases with certainty.
        """
        jobs: tuple[AnyJob, ...] = (*own_jobs(self.møte), *case_jobs(dealt_with(self.møte)))
        targets = ((job, self.pipeline.target(job)) for job in jobs)
        held = partial(_held, self.pipeline)
        found = sum((self._papers(job, target) for job, target in targets), _NONE)
        package = self.pipeline.workspace.output / package_name(self.møte.navn, self.møte.stempel)
        found += held(package, partial(self._package, open_=True))
        found += held(internal_of(package), partial(self._package, open_=False))
        return found + Papirkontroll(standing(self.pipeline, self.møte))

    def _papers(self, job: AnyJob, target: Path) -> Papirkontroll:
        """A Word file and its PDFs, or the PDFs alone."""
        if not target.exists():
            return self._pdfs(job, target, None)
        return _held(self.pipeline, target, partial(self._document, job))

    def _document(self, job: AnyJob, target: Path, docx: bytes) -> Papirkontroll:
        """A Word file, and its PDFs."""
        read = read_word(docx, self._name(target))
        lying = look(target)
        edited = lying is not None and lying.data != lying.base
        paper = self._paper(job, target, read, redigert=edited)
        more = lists(paper, self.whole) if job.kind.cases else ()
        found = _found(paper, self.whole, (*more, *elsewhere(paper, self.whole, self.sagt)))
        return Papirkontroll(found, 1) + self._pdfs(job, target, docx)

    def _pdfs(self, job: AnyJob, target: Path, docx: bytes | None) -> Papirkontroll:
        pdf, held = target.with_suffix(".pdf"), partial(self._pdf, job, docx)
        internal = internal_of(pdf)
        found = _held(self.pipeline, pdf, partial(held, open_=internal.exists()))
        return found + _held(self.pipeline, internal, partial(held, open_=False))

    def _pdf(
        self, job: AnyJob, docx: bytes | None, target: Path, data: bytes, *, open_: bool
    ) -> Papirkontroll:
        """Its age, and what one says that dok has not made."""
        pdf = Pdf(target, data, self._name(target), self._command(job), helt=not open_)
        older = older_pdf(pdf, docx) if docx is not None else ()
        found = Papirkontroll(Kontroll((*older, *wrong_edition(pdf, _other(target, open_=open_)))), 1)
        if pdf.ours and docx is not None:
            return found
        paper = self._paper(job, target, read_pdf(data), redigert=True)
        return found + Papirkontroll(_found(paper, self.open if open_ else self.whole))

    def _package(self, target: Path, data: bytes, *, open_: bool) -> Papirkontroll:
        name, wanted = self._name(target), self.open if open_ else self.whole
        said = said_by(read_pdf(data, lambda page: page < _COVER))
        paper = Papir(name, "møtepakke", f"dok pakke {wanted.navn}", redigert=False, sagt=said)
        faults = list(bound(paper, wanted))
        pdf = Pdf(target, data, name, paper.kommando)
        faults += wrong_edition(pdf, _other(target, open_=open_))
        older = older_package if pdf.ours else other_package
        faults += older(self.pipeline.workspace, self.møte, target, paper)
        return Papirkontroll(_found(paper, wanted, faults), 1)

    def _paper(self, job: AnyJob, target: Path, read: Lest, *, redigert: bool) -> Papir:
        return Papir(self._name(target), job.kind.rolle, self._command(job), redigert, said_by(read))

    def _name(self, file: Path) -> str:
        return self.pipeline.workspace.name(file)

    def _command(self, job: AnyJob) -> str:
        return f"dok {job.kind.navn} {self.whole.navn}"


def _other(pdf: Path, *, open_: bool) -> Path:
    """Where the other edition of a PDF lies."""
    return internal_of(pdf) if open_ else pdf.parent.parent / pdf.name


def _found(paper: Papir, own: Ventet, more: Iterable[Problem] = ()) -> Kontroll:
    odd = list(weekdays(paper, own))
    faults = (*(problem for problem, certain in odd if certain), *compared(paper, own), *more)
    return Kontroll(faults, (*(problem for problem, certain in odd if not certain), *unclear(paper, own)))


def _held(pipeline: Pipeline, file: Path, hold: Callable[[Path, bytes], Papirkontroll]) -> Papirkontroll:
    """What comes of holding a file against the plan; nothing of one that is not there."""

    def control() -> Papirkontroll:
        data = read_content(file)
        return _NONE if data is None else hold(file, data)

    return _carefully(control, pipeline.workspace.name(file))


def _carefully(control: Callable[[], Papirkontroll], name: str) -> Papirkontroll:
    """What a control finds, or a note that a file could not be read."""
    try:
        return control()
    except DokError as error:
        return Papirkontroll(Kontroll(merknader=tuple(_unread(error.problems))))
    except _unreadable():
        message = "Filen er ikke kontrollert: Den er skadet, eller låst med passord."
        problem = Problem("kontroll-ulest", message, "Åpne den, og se om det er riktig fil.", Place(name))
        return Papirkontroll(Kontroll(merknader=(problem,)))


def _unreadable() -> tuple[type[Exception], ...]:
    """What the libraries raise of a file that they cannot read."""
    from pikepdf import PdfError
    from pypdfium2 import PdfiumError

    return PdfError, PdfiumError, DamagedError


def _unread(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        message = f"Papiret er ikke kontrollert: {problem.message}"
        yield Problem("kontroll-ulest", message, problem.advice, problem.place)
