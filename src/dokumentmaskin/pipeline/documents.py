"""A meeting's or year's own documents, one job at a time.

A year is a list of independent jobs with records in and out. A job renders a document, puts it in
its place and makes its PDF; what stops one job does not stop the others, and every job's errors
reach the report.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from dokumentmaskin.errors import DokError
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import as_template_fault
from dokumentmaskin.pipeline.pdfs import make_its_pdf
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import edited, keep, place
from dokumentmaskin.pipeline.report import Report


def make_documents(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """Render each document, put it in its place with what a person has made of it, and make its PDF."""
    # All that a run replaces is replaced at the same moment.
    return make_by(pipeline, partial(place, pipeline, pipeline.clock()), jobs)


def make_as_they_are(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """The same, with a document that a person has edited taken as it lies there."""
    new = partial(place, pipeline, pipeline.clock())
    return make_by(pipeline, lambda job: keep(pipeline, job) if edited(pipeline, job) else new(job), jobs)


def make_by(pipeline: Pipeline, put: Callable[[AnyJob], Report], jobs: Iterable[AnyJob]) -> Report:
    """Put each document in its place and make its PDF; an error ends its own job alone."""
    total = Report()
    for job in jobs:
        total += _made(pipeline, put, job)
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
        return placed + make_its_pdf(pipeline, job)
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
