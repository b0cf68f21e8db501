"""A meeting's or year's own documents, one job at a time.

A year is a list of independent jobs with records in and out. A job renders a document, puts it in
its place and makes its PDFs anew when they must be; what stops one job does not stop the others, and every
job's errors reach the report. The same way goes bringing back what the last run has replaced.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from dokumentmaskin.errors import DokError, Place, Problem, WrongUseError
from dokumentmaskin.memory import Copy, last_copy, look_at_copy
from dokumentmaskin.pipeline.fence import remember_cases, take_in
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import as_template_fault
from dokumentmaskin.pipeline.pdfs import make_pdfs
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import edited, keep, left_lying, place
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.writing import alone_with, put_document


def make_documents(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """Render each document, put it in its place with what a person has made of it, and make its PDF."""
    # All that a run replaces is replaced at the same moment.
    return _each(pipeline, partial(place, pipeline, pipeline.clock()), jobs)


def make_as_they_are(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """The same, with a document that a person has edited taken as it lies there."""
    new = partial(place, pipeline, pipeline.clock())
    return _each(pipeline, lambda job: keep(pipeline, job) if edited(pipeline, job) else new(job), jobs)


def _each(pipeline: Pipeline, put: Callable[[AnyJob], Report], jobs: Iterable[AnyJob]) -> Report:
    """Put each document in its place and make its PDF; an error ends its own job alone.

    First what lies open and is not open any more is moved. Nothing is made when it cannot be.
    """
    try:
        moved = Report(warnings=take_in(pipeline.workspace, pipeline.fence))
    except DokError as error:
        return Report(errors=(error,))
    total = sum((_made(pipeline, put, job) for job in jobs), moved)
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
        if job.møte is not None:
            remember_cases(pipeline.workspace, pipeline.plan, job.møte)
        told = (*job.told(pipeline.plan), *left_lying(pipeline.workspace, job))
        return placed + Report(warnings=told) + make_pdfs(pipeline, job)
    except DokError as error:
        return placed + Report(errors=(_blamed(pipeline, job, error),))


def _blamed(pipeline: Pipeline, job: AnyJob, error: DokError) -> DokError:
    """A fault of a document that nobody has edited is its template's, and is mended there."""
    if edited(pipeline, job):
        return error
    return as_template_fault(
        error, pipeline.workspace.name(pipeline.template_file(job.kind.navn, job.subject.gruppe))
    )


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
