"""The PDF of a document as it lies there, made anew only when it must be."""

from dataclasses import replace
from pathlib import Path

from dokumentmaskin.errors import EngineError, Place, Problem, PublishingError
from dokumentmaskin.memory import Facts, file_fingerprint, fingerprint, program_fingerprint, recall
from dokumentmaskin.pdf import FinishedPdf, inspect_pdf
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import pdf_of
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.publishing import Cleared, clear, left_behind, refuse_noted_pdf, warn_of_export
from dokumentmaskin.pipeline.report import File, Report, file_row, report_of
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import is_ours, put


def make_its_pdf(pipeline: Pipeline, job: AnyJob) -> Report:
    """Make the PDF of a job's document, or use the one that a person has exported.

    Raises:
        EngineError: No engine made a correct PDF of it.
        PublishingError: A PDF that a person has exported shows what is not meant for its readers.
        RefusedError: A file cannot be written.
    """
    docx, name = pipeline.target(job), pipeline.workspace.name
    target, source = docx.with_suffix(".pdf"), docx.read_bytes()
    if not is_ours(target) and target.stat().st_mtime_ns > docx.stat().st_mtime_ns:
        return _exported(pipeline, job, source, target)
    try:
        cleared = clear(source, name(docx), pipeline.owner(job), accept=pipeline.accept_changes)
    except PublishingError as error:
        return Report(warnings=left_behind(target, source, name(target)), errors=(error,))
    return Report(warnings=cleared.warnings) + _made(pipeline, job, cleared, fingerprint(source))


def _made(pipeline: Pipeline, job: AnyJob, cleared: Cleared, source: str) -> Report:
    """The PDF of a document that may be published, by the document's fingerprint."""
    workspace, docx, mark = pipeline.workspace, pipeline.target(job), job.mark(pipeline.plan)
    target = docx.with_suffix(".pdf")
    made_from: Facts = {
        "kilde": source,
        "godtatt": cleared.accepted,
        "motor": pipeline.engine_name,
        "program": program_fingerprint(),
        "merke": mark,
    }
    known = recall(target)
    if made_from.items() <= known.items() and file_fingerprint(target) == known["sha256"]:
        return Report(files=(_known(file_row(workspace, job.rolle, target, "uendret"), known),))
    pdf = pdf_of(cleared.docx, workspace.name(docx), pipeline.engines, mark)
    # One with warnings is made again each time, so that they are said again.
    facts: Facts = {} if pdf.warnings else {**made_from, **_pdf_facts(pdf)}
    placed = put(target, pdf.data, facts, workspace.name(target))
    report = report_of(workspace, job.rolle, target, placed)
    *kept, new = report.files
    files = (*(as_it_is(workspace, file) for file in kept), _with_facts(new, pdf))
    return Report(files, pdf.warnings, report.errors)


def _exported(pipeline: Pipeline, job: AnyJob, docx: bytes, target: Path) -> Report:
    """A PDF that a person has exported from Word: used as it is."""
    workspace, owner = pipeline.workspace, pipeline.owner(job)
    name, docx_name = workspace.name(target), workspace.name(pipeline.target(job))
    pdf = inspect_pdf(target.read_bytes(), name)
    refuse_noted_pdf(pdf.data, name, owner)
    warnings = warn_of_export(docx, docx_name, name, owner)
    file = _with_facts(file_row(workspace, job.rolle, target, "bevart"), pdf)
    return Report((file,), (*pdf.warnings, *warnings, *_unmarked(job.mark(pipeline.plan), name)))


def _unmarked(mark: str, name: str) -> tuple[Problem, ...]:
    """A warning for a draft that a person has exported from Word, which says on no page that it is one."""
    if not mark:
        return ()
    message = f"PDF-en er ikke laget av dok, og har ikke «{mark}» på sidene."
    return (Problem("utkast-uten-merke", message, "Slett den, så lager dok en ny.", Place(name)),)


def as_it_is(workspace: Workspace, file: File) -> File:
    """The row of a PDF that a person has changed, with what it holds as far as it can be read."""
    try:
        return _with_facts(file, inspect_pdf((workspace.root / file.sti).read_bytes(), file.sti))
    except EngineError:
        return replace(file, pdfua=False)


def _known(file: File, known: Facts) -> File:
    """The row of a PDF that need not be made, with what is remembered of it."""
    pages, level = known.get("sider"), known.get("pdfa")
    return replace(
        file,
        sider=pages if isinstance(pages, int) else None,
        pdfa=level if isinstance(level, str) else None,
        pdfua=bool(known.get("pdfua")),
    )


def _pdf_facts(pdf: FinishedPdf) -> Facts:
    return {"sider": pdf.pages, "pdfa": pdf.pdfa, "pdfua": pdf.pdfua}


def _with_facts(file: File, pdf: FinishedPdf) -> File:
    return replace(file, sider=pdf.pages, pdfa=pdf.pdfa, pdfua=pdf.pdfua)
