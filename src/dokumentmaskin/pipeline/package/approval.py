"""The finished minutes of the last meeting, as a paper of the case that approves them."""

import re
from collections.abc import Iterator
from typing import Final

from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pipeline.documents import make_kept
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.package.contents import Agenda
from dokumentmaskin.pipeline.package.secrecy import refuse_exempt_titles
from dokumentmaskin.pipeline.package.sources import listed
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import edited
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.plan import (
    Møte,
    agenda,
    all_points,
    minutes_status,
    minutes_to_approve,
    nothing_to_approve,
    previous_meeting,
)
from dokumentmaskin.word import document_text

_LOOK: Final = "Se over at referatet ikke sier noe om saken som ikke alle kan lese."


def minutes_as_paper(pipeline: Pipeline, møte: Møte) -> Report:
    """The PDF of the minutes that a meeting approves, made from the document as it lies there.

    The document is never made here: what the plan alone gives is an empty form.

    Returns:
        A report on the PDF alone; one without files when there are no finished minutes to approve.
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
    pdfs = tuple(file for file in report.files if pipeline.workspace.root / file.sti == pdf)
    if report.errors:  # nothing can be said of minutes that cannot be read
        return Report(pdfs, report.warnings, report.errors)
    told = (*_old_status(pipeline, job), *_exempt_texts(pipeline, previous))
    return Report(pdfs, (*report.warnings, *told))


def _unread(pipeline: Pipeline, møte: Møte) -> tuple[Problem, ...]:
    """A warning when the last meeting's minutes lie there, and nobody has read them in."""
    previous = previous_meeting(pipeline.plan, møte)
    if previous is None or not pipeline.target(Job(REFERAT, previous)).exists():
        return ()
    return nothing_to_approve(pipeline.plan, møte)


def refuse_exempt_minutes(pipeline: Pipeline, møte: Møte, path: str, pdf: bytes) -> None:
    """Stop when the minutes that a meeting approves have the title of something that was exempt in their own.

    Raises:
        AttachmentError: Names the case or paper by its number.
    """
    previous = minutes_to_approve(pipeline.plan, møte)
    if previous is None:
        return
    cases = agenda(pipeline.plan, previous)
    told = Agenda(pipeline.plan.språk, "", cases, listed(cases))
    refuse_exempt_titles([(path, pdf)], told)


def _exempt_texts(pipeline: Pipeline, møte: Møte) -> Iterator[Problem]:
    """A warning when the minutes say something under a case that is exempt from public access."""
    minutes = møte.referat
    if minutes is None:
        return
    exempt = {case.nummer for case in agenda(pipeline.plan, møte) if case.framlegg.unntatt}
    told = {case.nummer for case in minutes.saker if case.referat or case.vedtak or case.konklusjon}
    points = {
        point.sak
        for point in all_points(pipeline.plan, møte.gruppe.navn)
        if (point.hjemmel or point.uviss) and møte.dato.covers(point.møte)
    }
    for number in sorted((exempt & told) | points):
        case = f"sak {number}" if number else "en sak uten nummer"
        message = f"Referatet har tekst om {case}, som er unntatt offentlighet."
        place = Place(pipeline.workspace.name(pipeline.target(Job(REFERAT, møte))))
        yield Problem("unntatt-i-referat", message, _LOOK, place)


def _old_status(pipeline: Pipeline, job: Job[Møte]) -> Iterator[Problem]:
    """A warning when the minutes' own line says another state than they are in."""
    document = pipeline.target(job)
    text = " ".join(document_text(document.read_bytes()).body)
    said = re.search(r"Status: (utkast|til godkjenning|godkjent)", text)
    now = minutes_status(pipeline.plan, job.subject)
    if said is not None and said[1] != now.tilstand:
        message = (
            f"Statuslinjen i referatet er «{said[1]}», men referatet er {now.words(pipeline.plan.språk)}."
        )
        advice = f"Kjør «dok referat {job.subject.dato.fra.isoformat()}», så blir linjen rettet."
        place = Place(pipeline.workspace.name(document))
        yield Problem("gammel-status", message, advice, place)


def _missing(pipeline: Pipeline, møte: Møte, path: str) -> AttachmentError:
    """The error of minutes that are not there, or that nobody has written in."""
    day = pipeline.plan.språk.day(møte.dato.fra)
    message = f"Fant ikke det ferdige referatet fra møtet {day}, som skal godkjennes."
    advice = "Legg det her. «dok referat» lager bare et skjema til å fylle ut."
    return AttachmentError(Problem("mangler-referat", message, advice, Place(path)))
