"""The way through the house: from a plan to finished files, one job at a time.

A year is a list of independent jobs with records in and out. A job renders a document, puts it in
its place and makes its PDF; what stops one job does not stop the others, and every job's errors
reach the report.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from dokumentmaskin.document.context import meeting_context, sent_day
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.document.year_context import year_context
from dokumentmaskin.errors import DokError, Place, Problem, RefusedError, TemplateError
from dokumentmaskin.memory import Facts, file_fingerprint, fingerprint, program_fingerprint, recall
from dokumentmaskin.pdf import FinishedPdf, engines, inspect_pdf, make_pdf
from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan, slug, unset_days
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Placed, Status, is_edited, put

Role = Literal["innkalling", "saksliste", "referat", "handlingsprogram"]

MEETING_ROLES: tuple[Role, ...] = ("innkalling", "saksliste", "referat")
PACKAGE_ROLES: tuple[Role, ...] = ("innkalling", "saksliste")

# What a PDF must have from its document.
_DOCUMENT_FAULTS = frozenset({"bilde-uten-alternativ-tekst", "tittel-mangler", "sprak-mangler"})


@dataclass(frozen=True, slots=True)
class File:
    """A finished file, as the terminal and `--json` tell of it.

    Attributes:
        rolle: Which document it is.
        format: "docx" or "pdf".
        sti: Its path, relative to the workspace.
        status: What became of it.
        sider: Number of pages of a PDF.
        pdfa: The PDF/A level that a PDF keeps, or None.
        pdfua: Whether a PDF keeps PDF/UA-1.
    """

    rolle: str
    format: str
    sti: str
    status: Status
    sider: int | None = None
    pdfa: str | None = None
    pdfua: bool | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a command did: files, warnings, and the errors that stopped some of it."""

    files: tuple[File, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: tuple[DokError, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(self.files + other.files, self.warnings + other.warnings, self.errors + other.errors)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make.

    Attributes:
        rolle: Which document.
        subject: The meeting, or the group's year for an action programme.
    """

    rolle: Role
    subject: Møte | Gruppeår

    @property
    def target(self) -> Path:
        """The .docx, relative to the output folder."""
        if isinstance(self.subject, Gruppeår):
            folder = f"{self.subject.år}-{slug(self.subject.gruppe.navn)}"
            return Path(folder) / f"{self.rolle}-{self.subject.år}.docx"
        return Path(self.subject.navn) / f"{self.rolle}-{self.subject.dato.fra.isoformat()}.docx"


def meeting_jobs(møte: Møte, roles: Iterable[Role]) -> tuple[Job, ...]:
    """The documents of a meeting."""
    return tuple(Job(role, møte) for role in roles)


def year_jobs(years: Iterable[Gruppeår]) -> tuple[Job, ...]:
    """All documents of a year: of each meeting that has its day, and the action programme."""
    return tuple(job for year in years for job in _jobs_of(year))


def _jobs_of(year: Gruppeår) -> Iterator[Job]:
    for møte in year.gruppemøter:
        if møte.dato.dag_satt:
            yield from meeting_jobs(møte, MEETING_ROLES)
    yield Job("handlingsprogram", year)


def undated_warnings(plan: Plan, years: Iterable[Gruppeår]) -> tuple[Problem, ...]:
    """A warning for each meeting that gets no documents because its day is not set."""
    return tuple(problem for year in years for problem in unset_days(plan, year))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What all jobs of a run share.

    Attributes:
        workspace: Where files are read and written.
        plan: The plan, read and checked.
        engine: The PDF engine asked for; None takes the plan's.
    """

    workspace: Workspace
    plan: Plan
    engine: str | None = None

    def run(self, jobs: Iterable[Job]) -> Report:
        """Do the jobs in order; an error ends its own job alone."""
        total = Report()
        for job in jobs:
            total += self.run_job(job)
        return total

    def run_job(self, job: Job) -> Report:
        """Render a document, put it in its place and make its PDF."""
        return self._guarded(job, self._place)

    def run_package(self, møte: Møte) -> Report:
        """Make a meeting's own PDFs and join them; a document that a person has edited is taken as it is."""
        jobs = meeting_jobs(møte, PACKAGE_ROLES)
        total = Report()
        for job in jobs:
            edited = is_edited(self._target(job))
            total += self._guarded(job, self._keep if edited else self._place)
        return total if total.errors else total + self._join(møte, jobs)

    def _join(self, møte: Møte, jobs: tuple[Job, ...]) -> Report:
        """The package of PDFs that are made already; it claims nothing that its parts do."""
        from dokumentmaskin.bundle import Part, join

        språk = self.plan.språk
        day = møte.dato.fra.isoformat()
        target = self.workspace.output / møte.navn / f"motepakke-{day}.pdf"
        sources = [self._target(job).with_suffix(".pdf") for job in jobs]
        parts = [
            Part(språk.document_name(job.rolle), source.read_bytes())
            for job, source in zip(jobs, sources, strict=True)
        ]
        title = språk.møtepakke.format(språk.meeting_date(møte.dato))
        pages, data = join(parts, title, språk.kode)
        facts: Facts = {"sider": pages, "pdfa": None, "pdfua": False}
        try:
            placed = put(target, data, facts, self.workspace.name(target))
        except DokError as error:
            return Report(errors=(error,))
        report = self._placed("møtepakke", target, placed)
        return replace(report, files=tuple(replace(f, sider=pages, pdfua=False) for f in report.files))

    def _guarded(self, job: Job, place: Callable[[Job], Report]) -> Report:
        try:
            placed = place(job)
        except DokError as error:
            return Report(errors=(error,))
        try:
            return placed + self._pdf(job)
        except DokError as error:
            return placed + Report(errors=(self._blamed(job, error),))

    def _blamed(self, job: Job, error: DokError) -> DokError:
        """A fault of a document that nobody has edited is its template's, and is mended there."""
        document = {problem.code for problem in error.problems} <= _DOCUMENT_FAULTS
        if not document or is_edited(self._target(job)):
            return error
        place = Place(self.workspace.name(self._template(job)))
        return TemplateError(replace(problem, place=place) for problem in error.problems)

    def _keep(self, job: Job) -> Report:
        return Report(files=(self._file(job.rolle, self._target(job), "bevart"),))

    def _place(self, job: Job) -> Report:
        target = self._target(job)
        placed = put(target, self._render(job), {}, self.workspace.name(target))
        return self._placed(job.rolle, target, placed)

    def _placed(self, role: str, target: Path, placed: Placed) -> Report:
        own = self._file(role, target, placed.status)
        if placed.beside is None:
            return Report(files=(own,))
        beside = self._file(role, placed.beside, placed.beside_status)
        return Report(files=(own, beside), errors=(self._refusal(target, placed.beside),))

    def _refusal(self, target: Path, beside: Path) -> RefusedError:
        message = f"«{target.name}» er ikke slik dok skrev den sist, så dok har ikke rørt den."
        advice = f"Den nye filen heter «{beside.name}». Flytt over det du trenger, og slett den nye."
        return RefusedError(Problem("redigert", message, advice, Place(self.workspace.name(target))))

    def _render(self, job: Job) -> bytes:
        template = self._template(job)
        marks = Marks()
        context, dated = self._context(job, marks)
        return render(template, self.workspace.name(template), context, marks, dated)

    def _template(self, job: Job) -> Path:
        return self.workspace.templates / self.plan.språk.mappe / f"{job.rolle}.docx"

    def _context(self, job: Job, marks: Marks) -> tuple[dict[str, object], date]:
        """What the template prints, and the date that the document carries."""
        if isinstance(job.subject, Gruppeår):
            return year_context(self.plan, job.subject, marks), job.subject.plan.datert
        møte, språk = job.subject, self.plan.språk
        titles = {
            "innkalling": språk.innkalling,
            "saksliste": språk.saksliste,
            "referat": språk.referat,
        }
        dated = møte.fil.oppdatert or sent_day(self.plan, møte)
        if job.rolle == "referat":
            dated = møte.dato.til
        return meeting_context(self.plan, møte, titles[job.rolle], marks), dated

    def _pdf(self, job: Job) -> Report:
        """The PDF of the document as it lies there, made anew only when it must be."""
        docx = self._target(job)
        target = docx.with_suffix(".pdf")
        source = docx.read_bytes()
        if is_edited(target) and target.stat().st_mtime_ns > docx.stat().st_mtime_ns:
            return self._exported(job, target)
        made_from: Facts = {
            "kilde": fingerprint(source),
            "motor": self._engine_name,
            "program": program_fingerprint(),
        }
        known = recall(target)
        if made_from.items() <= known.items() and file_fingerprint(target) == known["sha256"]:
            return Report(files=(self._known_pdf(job.rolle, target, known),))
        pdf = make_pdf(source, self.workspace.name(docx), engines(self._engine_name))
        # One with warnings is made again each time, so that they are said again.
        facts: Facts = {} if pdf.warnings else {**made_from, **_pdf_facts(pdf)}
        placed = put(target, pdf.data, facts, self.workspace.name(target))
        report = self._placed(job.rolle, target, placed)
        files = tuple(_with_facts(file, pdf) for file in report.files)
        return Report(files, pdf.warnings, report.errors)

    def _exported(self, job: Job, target: Path) -> Report:
        """A PDF that a person has exported from Word: used as it is."""
        pdf = inspect_pdf(target.read_bytes(), self.workspace.name(target))
        file = self._file(job.rolle, target, "bevart")
        return Report(files=(_with_facts(file, pdf),), warnings=pdf.warnings)

    def _known_pdf(self, role: str, target: Path, known: Facts) -> File:
        pages, level = known.get("sider"), known.get("pdfa")
        return replace(
            self._file(role, target, "uendret"),
            sider=pages if isinstance(pages, int) else None,
            pdfa=level if isinstance(level, str) else None,
            pdfua=bool(known.get("pdfua")),
        )

    @property
    def _engine_name(self) -> str:
        return self.engine or self.plan.organisasjon.pdf.motor

    def _target(self, job: Job) -> Path:
        return self.workspace.output / job.target

    def _file(self, role: str, path: Path, status: Status) -> File:
        return File(role, path.suffix.lstrip("."), self.workspace.name(path), status)


def _pdf_facts(pdf: FinishedPdf) -> Facts:
    return {"sider": pdf.pages, "pdfa": pdf.pdfa, "pdfua": pdf.pdfua}


def _with_facts(file: File, pdf: FinishedPdf) -> File:
    return replace(file, sider=pdf.pages, pdfa=pdf.pdfa, pdfua=pdf.pdfua)
