"""A meeting's or year's own documents, one job at a time.

A year is a list of independent jobs with records in and out. A job renders a document, puts it in
its place and makes its PDF anew when it must be; what stops one job does not stop the others, and every
job's errors reach the report. The same way goes bringing back what the last run has replaced.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from dokumentmaskin.errors import DokError, EngineError, Place, Problem, PublishingError, WrongUseError
from dokumentmaskin.memory import (
    Copy,
    Facts,
    file_fingerprint,
    fingerprint,
    last_copy,
    look_at_copy,
    program_fingerprint,
    recall,
)
from dokumentmaskin.pdf import FinishedPdf, inspect_pdf
from dokumentmaskin.pipeline.finishing import finish
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import as_template_fault, pdf_of
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import edited, keep, place
from dokumentmaskin.pipeline.publishing import Cleared, clear, left_behind, refuse_noted_pdf, warn_of_export
from dokumentmaskin.pipeline.report import File, Report, file_row, report_of
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import alone_with, is_ours, put, put_document


def make_documents(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """Render each document, put it in its place with what a person has made of it, and make its PDF."""
    # All that a run replaces is replaced at the same moment.
    return _each(pipeline, partial(place, pipeline, pipeline.clock()), jobs)


def make_as_they_are(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """The same, with a document that a person has edited taken as it lies there."""
    new = partial(place, pipeline, pipeline.clock())
    return _each(pipeline, lambda job: keep(pipeline, job) if edited(pipeline, job) else new(job), jobs)


def _each(pipeline: Pipeline, put: Callable[[AnyJob], Report], jobs: Iterable[AnyJob]) -> Report:
    """Put each document in its place and make its PDF; an error ends its own job alone."""
    total = sum((_made(pipeline, put, job) for job in jobs), Report())
    return _said_once(total + Report(warnings=pipeline.numbering.told()))


def make_kept(pipeline: Pipeline, job: AnyJob) -> Report:
    """Make the PDF of a document that lies there, whoever wrote it last."""
    return _made(pipeline, partial(keep, pipeline), job)


def _made(pipeline: Pipeline, put: Callable[[AnyJob], Report], job: AnyJob) -> Report:
    try:
        placed = put(job)
    except DokError as error:
        return Report(errors=(error,))
    try:
        return placed + Report(warnings=job.told(pipeline.plan)) + _its_pdf(pipeline, job)
    except DokError as error:
        return placed + Report(errors=(_blamed(pipeline, job, error),))


def _blamed(pipeline: Pipeline, job: AnyJob, error: DokError) -> DokError:
    """A fault of a document that nobody has edited is its template's, and is mended there."""
    if edited(pipeline, job):
        return error
    return as_template_fault(error, pipeline.workspace.name(pipeline.template_file(job.kind.navn)))


def _said_once(report: Report) -> Report:
    """The same without what several documents told of: a year's case numbers, which stand last."""
    files = sorted(dict.fromkeys(report.files), key=lambda file: file.rolle == "saksnummer")
    return replace(report, files=tuple(files), warnings=tuple(dict.fromkeys(report.warnings)))


def undo(pipeline: Pipeline, jobs: Sequence[AnyJob], asked: str) -> Report:
    """Put back the documents that were replaced last, all at the same moment, and make their PDFs anew.

    What lies there is kept in its turn, so that the same call once more undoes it.

    Args:
        pipeline: The run.
        jobs: The documents that may have been replaced.
        asked: What the person wrote after `dok angre`.

    Raises:
        WrongUseError: Nothing has been replaced.
    """
    replaced = [(copy.moment, job) for job in jobs if (copy := last_copy(pipeline.target(job)))]
    if not replaced:
        message = f"Det er ikke noe å angre for {asked}: dok har ikke erstattet noen av dokumentene."
        raise WrongUseError(Problem("ingenting-a-angre", message))
    last = max(moment for moment, _ in replaced)
    restore = partial(_restore, pipeline, asked, pipeline.clock())
    return _each(pipeline, restore, [job for moment, job in replaced if moment == last])


def _restore(pipeline: Pipeline, asked: str, moment: datetime, job: AnyJob) -> Report:
    document = pipeline.target(job)
    name = pipeline.workspace.name(document)
    with alone_with(document) as lying:
        copy = last_copy(document)
        content = look_at_copy(document, copy) if copy else None
        if copy is None or content is None:
            message = "Noen har slettet det som skulle hentes tilbake, akkurat nå."
            raise WrongUseError(Problem("ingenting-a-angre", message, place=Place(name)))
        put_document(document, lying, content, moment, name)
        kept = last_copy(document) if lying else None
    row = file_row(pipeline.workspace, job.kind.rolle, document, "angret")
    return Report(files=(row,), warnings=(_told(pipeline, name, copy, kept, asked),))


def _told(pipeline: Pipeline, name: str, copy: Copy, kept: Copy | None, asked: str) -> Problem:
    message = f"Dokumentet er igjen slik det var før {copy.moment:%d.%m.%Y} kl. {copy.moment:%H.%M}."
    if kept is None:
        return Problem("angret", message, place=Place(name))
    advice = (
        f"Det som lå der, er «{pipeline.workspace.name(kept.file)}». Angre igjen med «dok angre {asked}»."
    )
    return Problem("angret", message, advice, Place(name))


# The PDF of a document as it lies there


def _its_pdf(pipeline: Pipeline, job: AnyJob) -> Report:
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
    ready = finish(pipeline, job, cleared)
    return Report(warnings=ready.warnings) + _new_pdf(pipeline, job, ready, fingerprint(source))


def _new_pdf(pipeline: Pipeline, job: AnyJob, cleared: Cleared, source: str) -> Report:
    """The PDF of a document that may be published, by the document's fingerprint."""
    workspace, docx, mark = pipeline.workspace, pipeline.target(job), job.mark(pipeline.plan)
    target = docx.with_suffix(".pdf")
    made_from: Facts = {
        "kilde": source,
        "godtatt": cleared.accepted,
        "motor": pipeline.engine_name,
        "program": program_fingerprint(),
        "merke": mark,
        # Only what is finished is of another text than the document; the templates have a part in that.
        "ferdig": fingerprint(cleared.docx) if job.finished(pipeline.plan) else "",
    }
    known = recall(target)
    if made_from.items() <= known.items() and file_fingerprint(target) == known["sha256"]:
        return Report(files=(_with_facts(file_row(workspace, job.kind.rolle, target, "uendret"), known),))
    pdf = pdf_of(cleared.docx, workspace.name(docx), pipeline.engines, mark)
    # One with warnings is made again each time, so that they are said again.
    facts: Facts = {} if pdf.warnings else {**made_from, **_pdf_facts(pdf)}
    placed = put_pdf(workspace, job.kind.rolle, target, pdf.data, facts)
    *kept, new = placed.files
    return Report((*kept, _with_facts(new, _pdf_facts(pdf))), pdf.warnings, placed.errors)


def put_pdf(workspace: Workspace, role: str, target: Path, data: bytes, facts: Facts) -> Report:
    """Put a PDF in its place; its own row stands last, after that of one which a person has changed.

    Raises:
        RefusedError: It cannot be written.
    """
    report = report_of(workspace, role, target, put(target, data, facts, workspace.name(target)))
    *kept, new = report.files
    return replace(report, files=(*(_as_it_is(workspace, file) for file in kept), new))


def _exported(pipeline: Pipeline, job: AnyJob, docx: bytes, target: Path) -> Report:
    """A PDF that a person has exported from Word: used as it is."""
    workspace, owner = pipeline.workspace, pipeline.owner(job)
    name, docx_name = workspace.name(target), workspace.name(pipeline.target(job))
    pdf = inspect_pdf(target.read_bytes(), name)
    refuse_noted_pdf(pdf.data, name, owner)
    warnings = warn_of_export(docx, docx_name, name, owner)
    file = _with_facts(file_row(workspace, job.kind.rolle, target, "bevart"), _pdf_facts(pdf))
    return Report((file,), (*pdf.warnings, *warnings, *_unmarked(job.mark(pipeline.plan), name)))


def _unmarked(mark: str, name: str) -> tuple[Problem, ...]:
    """A warning for a draft that a person has exported from Word, which says on no page that it is one."""
    if not mark:
        return ()
    message = f"PDF-en er ikke laget av dok, og har ikke «{mark}» på sidene."
    return (Problem("utkast-uten-merke", message, "Slett den, så lager dok en ny.", Place(name)),)


def _as_it_is(workspace: Workspace, file: File) -> File:
    """The row of a PDF that a person has changed, with what it holds as far as it can be read."""
    try:
        return _with_facts(file, _pdf_facts(inspect_pdf((workspace.root / file.sti).read_bytes(), file.sti)))
    except EngineError:
        return replace(file, pdfua=False)


def _pdf_facts(pdf: FinishedPdf) -> Facts:
    return {"sider": pdf.pages, "pdfa": pdf.pdfa, "pdfua": pdf.pdfua}


def _with_facts(file: File, known: Facts) -> File:
    """The row of a PDF with what is known, or remembered, of it."""
    pages, level = known.get("sider"), known.get("pdfa")
    return replace(
        file,
        sider=pages if isinstance(pages, int) else None,
        pdfa=level if isinstance(level, str) else None,
        pdfua=bool(known.get("pdfua")),
    )
