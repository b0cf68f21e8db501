"""A meeting's or year's own documents, one job at a time.

A year is a list of independent jobs with records in and out. A job renders a document, puts it in
its place and makes its PDF; what stops one job does not stop the others, and every job's errors
reach the report.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from dokumentmaskin.document import Marks, meeting_context, render, year_context
from dokumentmaskin.errors import DokError, EngineError, Place, Problem, PublishingError, TemplateError
from dokumentmaskin.memory import (
    Content,
    Facts,
    file_fingerprint,
    fingerprint,
    look,
    program_fingerprint,
    recall,
)
from dokumentmaskin.pdf import FinishedPdf, choose_engines, inspect_pdf, make_pdf
from dokumentmaskin.pipeline.numbering import Numbering
from dokumentmaskin.pipeline.placing import (
    Moved,
    changes_told,
    file_row,
    is_edited,
    moved_here,
    report_of,
    revise,
)
from dokumentmaskin.pipeline.publishing import (
    Cleared,
    Owner,
    clear,
    draft_mark,
    left_behind,
    refuse_noted_pdf,
    warn_of_export,
    warn_of_unmarked,
    with_draft_mark,
)
from dokumentmaskin.pipeline.report import File, Job, Report
from dokumentmaskin.plan import Gruppeår, Plan, sent_day
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Placed, Status, alone_with, is_ours, lay_beside, put, put_document

# What a PDF must have from its document.
_DOCUMENT_FAULTS = frozenset({"bilde-uten-alternativ-tekst", "tittel-mangler", "sprak-mangler"})


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What all jobs of a run share.

    Attributes:
        workspace: Where files are read and written.
        plan: The plan, read and checked.
        engine: The PDF engine asked for; None takes the plan's.
        clock: What time it is, for what is kept of replaced files and for what has gone out.
        accept_changes: Whether PDFs are made as if all that is not settled in a document were accepted.
        numbering: Where the case numbers that documents show are written down.
    """

    workspace: Workspace
    plan: Plan
    engine: str | None = None
    clock: Callable[[], datetime] = datetime.now
    accept_changes: bool = False
    numbering: Numbering = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Let the plan have those case numbers alone that have gone out by now."""
        today = self.clock().date()
        object.__setattr__(self, "numbering", Numbering(self.workspace, self.plan, today))
        object.__setattr__(self, "plan", self.plan.issued_by(today))

    def run(self, jobs: Iterable[Job]) -> Report:
        """Render each document, put it in its place with what a person has made of it, and make its PDF."""
        return self.run_by(self._placer(), jobs)

    def run_as_it_is(self, jobs: Iterable[Job]) -> Report:
        """The same, with a document that a person has edited taken as it lies there."""
        place = self._placer()
        return self.run_by(lambda job: self._keep(job) if self.edited(job) else place(job), jobs)

    def run_by(self, place: Callable[[Job], Report], jobs: Iterable[Job]) -> Report:
        """Put each document in its place and make its PDF; an error ends its own job alone."""
        total = Report()
        for job in jobs:
            total += self._guarded(job, place)
        return _said_once(total + Report(warnings=self.numbering.told()))

    def run_kept(self, job: Job) -> Report:
        """Make the PDF of a document that lies there, whoever wrote it last."""
        return self._guarded(job, self._keep)

    def made_at_once(self, name: str, context: dict[str, object], marks: Marks, dated: date) -> FinishedPdf:
        """The PDF of a document that nobody edits: straight from a template, with no .docx left lying.

        Raises:
            TemplateError: The template cannot be used, or lacks what a PDF must have.
            EngineError: No engine made a correct PDF of it.
        """
        path = self.template_name(name)
        docx = render(self._template(name), path, context, marks, dated)
        try:
            return make_pdf(docx, path, choose_engines(self.engine_name))
        except EngineError as error:
            raise _as_template_fault(error, path) from None

    def template_name(self, name: str) -> str:
        """What messages call a template."""
        return self.workspace.name(self._template_file(name))

    def _template(self, name: str) -> bytes:
        file = self._template_file(name)
        if not file.is_file():
            message = "Malen finnes ikke."
            advice = "Lag en ny arbeidsmappe med «dok ny MAPPE», og kopier malen derfra."
            raise TemplateError(Problem("mangler-mal", message, advice, Place(self.workspace.name(file))))
        return file.read_bytes()

    def _template_file(self, name: str) -> Path:
        return self.workspace.templates / self.plan.språk.mappe / f"{name}.docx"

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
        return error if self.edited(job) else _as_template_fault(error, self.template_name(job.rolle))

    def edited(self, job: Job) -> bool:
        """Whether a person has written in the document that lies there, or may have."""
        return is_edited(look(self.target(job)))

    def _keep(self, job: Job) -> Report:
        numbers = self.numbering.record(job, rendered=False)
        return numbers + Report(files=(self._file(job.rolle, self.target(job), "bevart"),))

    def _placer(self) -> Callable[[Job], Report]:
        """What places the documents of one run, all replaced at the same moment."""
        return partial(self._place, moment=self.clock())

    def _place(self, job: Job, moment: datetime) -> Report:
        target, render = self.target(job), self.rendered(job)
        name = self.workspace.name(target)
        numbers = self.numbering.record(job, rendered=True)
        with alone_with(target) as lying:
            moved = moved_here(self.workspace, self.plan, job) if lying is None else Moved()
            revision = revise(lying or moved.content, render)
            if revision.data is None:
                placed = lay_beside(target, render, name)
            else:
                put_document(target, lying, Content(revision.data, render), moment, name)
                placed = Placed(revision.status)
        report = report_of(self.workspace, job.rolle, target, placed, revision.refusal)
        told = (*moved.warnings, *changes_told(revision.changes, name))
        return numbers + report + Report(warnings=told)

    def rendered(self, job: Job) -> bytes:
        """A document as the plan and its template make it now.

        Raises:
            TemplateError: The template cannot be used.
        """
        marks = Marks()
        context, dated = self._context(job, marks)
        name = job.rolle
        return render(self._template(name), self.template_name(name), context, marks, dated)

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
        docx = self.target(job)
        target = docx.with_suffix(".pdf")
        source = docx.read_bytes()
        if not is_ours(target) and target.stat().st_mtime_ns > docx.stat().st_mtime_ns:
            return self._exported(job, target)
        name = self.workspace.name(docx)
        try:
            cleared = clear(source, name, self._owner(job), accept=self.accept_changes)
        except PublishingError as error:
            return Report(warnings=left_behind(target, source, self.workspace.name(target)), errors=(error,))
        return Report(warnings=cleared.warnings) + self._made(job, cleared, fingerprint(source))

    def _made(self, job: Job, cleared: Cleared, source: str) -> Report:
        """The PDF of a document that may be published, by the document's fingerprint."""
        docx = self.target(job)
        target = docx.with_suffix(".pdf")
        made_from: Facts = {
            "kilde": source,
            "godtatt": cleared.accepted,
            "motor": self.engine_name,
            "program": program_fingerprint(),
            "merke": draft_mark(self.plan, job),
        }
        known = recall(target)
        if made_from.items() <= known.items() and file_fingerprint(target) == known["sha256"]:
            return Report(files=(self._known_pdf(job.rolle, target, known),))
        made = make_pdf(cleared.docx, self.workspace.name(docx), choose_engines(self.engine_name))
        pdf = with_draft_mark(self.plan, job, made)
        # One with warnings is made again each time, so that they are said again.
        facts: Facts = {} if pdf.warnings else {**made_from, **_pdf_facts(pdf)}
        placed = put(target, pdf.data, facts, self.workspace.name(target))
        report = report_of(self.workspace, job.rolle, target, placed)
        *kept, new = report.files
        files = (*map(self.as_it_is, kept), _with_facts(new, pdf))
        return Report(files, pdf.warnings, report.errors)

    def _exported(self, job: Job, target: Path) -> Report:
        """A PDF that a person has exported from Word: used as it is."""
        name, docx, owner = self.workspace.name(target), self.target(job), self._owner(job)
        pdf = inspect_pdf(target.read_bytes(), name)
        refuse_noted_pdf(pdf.data, name, owner)
        warnings = warn_of_export(docx.read_bytes(), self.workspace.name(docx), name, owner)
        file = self._file(job.rolle, target, "bevart")
        told = (*pdf.warnings, *warnings, *warn_of_unmarked(self.plan, job, name))
        return Report(files=(_with_facts(file, pdf),), warnings=told)

    def _owner(self, job: Job) -> Owner:
        """Whose name a document of the organisation's may have in its properties."""
        template = self._template_file(job.rolle)
        return Owner(self.plan.organisasjon.navn, template, partial(self.rendered, job))

    def as_it_is(self, file: File) -> File:
        """The row of a PDF that a person has changed, with what it holds as far as it can be read."""
        try:
            return _with_facts(file, inspect_pdf((self.workspace.root / file.sti).read_bytes(), file.sti))
        except EngineError:
            return replace(file, pdfua=False)

    def _known_pdf(self, role: str, target: Path, known: Facts) -> File:
        pages, level = known.get("sider"), known.get("pdfa")
        return replace(
            self._file(role, target, "uendret"),
            sider=pages if isinstance(pages, int) else None,
            pdfa=level if isinstance(level, str) else None,
            pdfua=bool(known.get("pdfua")),
        )

    @property
    def engine_name(self) -> str:
        """The PDF engine to try first."""
        return self.engine or self.plan.organisasjon.pdf.motor

    def target(self, job: Job) -> Path:
        """The .docx that a job makes."""
        return self.workspace.output / job.target

    def _file(self, role: str, path: Path, status: Status) -> File:
        return file_row(self.workspace, role, path, status)


def _said_once(report: Report) -> Report:
    """The same without what several documents told of: a year's case numbers, which stand last."""
    files = sorted(dict.fromkeys(report.files), key=lambda file: file.rolle == "saksnummer")
    return replace(report, files=tuple(files), warnings=tuple(dict.fromkeys(report.warnings)))


def _as_template_fault(error: DokError, template: str) -> DokError:
    """The same error at the template, when it is about what a PDF must have from its document."""
    if not {problem.code for problem in error.problems} <= _DOCUMENT_FAULTS:
        return error
    return TemplateError(replace(problem, place=Place(template)) for problem in error.problems)


def _pdf_facts(pdf: FinishedPdf) -> Facts:
    return {"sider": pdf.pages, "pdfa": pdf.pdfa, "pdfua": pdf.pdfua}


def _with_facts(file: File, pdf: FinishedPdf) -> File:
    return replace(file, sider=pdf.pages, pdfa=pdf.pdfa, pdfua=pdf.pdfua)
