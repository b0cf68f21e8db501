"""The finished minutes of the last meeting, as a paper of the case that approves them."""

import re
from collections.abc import Iterator

from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pipeline.documents import make_kept
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.pdfs import internal_of
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import edited
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.plan import (
    Møte,
    minutes_status,
    minutes_to_approve,
    nothing_to_approve,
    previous_meeting,
)
from dokumentmaskin.word import document_text


def minutes_as_paper(pipeline: Pipeline, møte: Møte) -> Report:
    """The PDF of the minutes that a meeting approves, or both, made from the document as it lies there.

    The document is never made here: what the plan alone gives is an empty form.

    Returns:
        A report on the PDFs alone; one without files when there are no finished minutes to approve.
    """
    previous = minutes_to_approve(pipeline.plan, møte)
    if previous is None:
        return Report(warnings=_unread(pipeline, møte))
    job = Job(REFERAT, previous)
    document = pipeline.target(job)
    if not edited(pipeline, job):
        return Report(errors=(_missing(pipeline, previous, pipeline.workspace.name(document)),))
    report = make_kept(pipeline, job)
    pdf = document.with_suffix(".pdf")
    paths = {pipeline.workspace.name(file) for file in (pdf, internal_of(pdf))}
    pdfs = tuple(file for file in report.files if file.sti in paths)
    if report.errors:  # nothing can be said of minutes that cannot be read
        return Report(pdfs, report.warnings, report.errors)
    return Report(pdfs, (*report.warnings, *_old_status(pipeline, job)))


def _unread(pipeline: Pipeline, møte: Møte) -> tuple[Problem, ...]:
    """A warning when the last meeting's minutes lie there, and nobody has read them in."""
    previous = previous_meeting(pipeline.plan, møte)
    if previous is None or not pipeline.target(Job(REFERAT, previous)).exists():
        return ()
    return nothing_to_approve(pipeline.plan, møte)


def _old_status(pipeline: Pipeline, job: Job[Møte]) -> Iterator[Problem]:
    """A warning when the minutes' own line says another state than they are in."""
    document = pipeline.target(job)
    text = " ".join(document_text(document.read_bytes()).body)
    said = re.search(r"Status: (utkast|til godkjenning|godkjent)", text)
    now = minutes_status(pipeline.plan, job.subject)
    if said is not None and said[1] != now.tilstand:
        state = now.words(pipeline.plan.språk_of(job.subject.gruppe))
        message = f"Statuslinjen i referatet er «{said[1]}», men referatet er {state}."
        advice = f"Kjør «dok referat {pipeline.plan.asked(job.subject)}», så blir linjen rettet."
        place = Place(pipeline.workspace.name(document))
        yield Problem("gammel-status", message, advice, place)


def _missing(pipeline: Pipeline, møte: Møte, path: str) -> AttachmentError:
    """The error of minutes that are not there, or that nobody has written in."""
    day = pipeline.plan.språk.day(møte.dato.fra)
    message = f"Fant ikke det ferdige referatet fra møtet {day}, som skal godkjennes."
    advice = "Legg det her. «dok referat» lager bare et skjema til å fylle ut."
    return AttachmentError(Problem("mangler-referat", message, advice, Place(path)))
