"""The finished minutes of the last meeting, as a paper of the case that approves them."""

from collections.abc import Iterator
from typing import Final

from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pipeline.contents import Agenda
from dokumentmaskin.pipeline.documents import Pipeline
from dokumentmaskin.pipeline.records import Job, Report
from dokumentmaskin.pipeline.secrecy import refuse_exempt_titles
from dokumentmaskin.pipeline.sources import Paper
from dokumentmaskin.plan.agenda import agenda, minutes_to_approve
from dokumentmaskin.plan.followup import all_points
from dokumentmaskin.plan.meetings import Møte

_LOOK: Final = "Se over at referatet ikke sier noe om saken som ikke alle kan lese."


def minutes_as_paper(pipeline: Pipeline, møte: Møte) -> Report:
    """The PDF of the minutes that a meeting approves, made from the document as it lies there.

    The document is never made here: what the plan alone gives is an empty form.

    Returns:
        A report on the PDF alone; an empty one when there are no finished minutes to approve.
    """
    previous = minutes_to_approve(pipeline.plan, møte)
    if previous is None:
        return Report()
    job = Job("referat", previous)
    document = pipeline.target(job)
    if not document.exists():
        return Report(errors=(_missing(pipeline, previous, pipeline.workspace.name(document)),))
    report = pipeline.run_kept(job)
    pdfs = tuple(file for file in report.files if file.format == "pdf" and ".ny" not in file.sti)
    return Report(pdfs, (*report.warnings, *_exempt_texts(pipeline, previous)), report.errors)


def refuse_exempt_minutes(pipeline: Pipeline, møte: Møte, path: str, pdf: bytes) -> None:
    """Stop when the minutes have the title of something that was exempt in their meeting.

    Args:
        pipeline: The run.
        møte: The meeting that approves them.
        path: The PDF of the minutes, relative to the workspace.
        pdf: Its bytes.

    Raises:
        AttachmentError: Names the case or paper by its number.
    """
    previous = minutes_to_approve(pipeline.plan, møte)
    if previous is None:
        return
    cases = agenda(pipeline.plan, previous)
    listed = {
        case.nummer: [Paper(case, number, own) for number, own in enumerate(case.framlegg.vedlegg, 1)]
        for case in cases
    }
    told = Agenda(
        språk=pipeline.plan.språk,
        root="",
        saker=cases,
        papers=listed,
        presented={},
        pages={},
        has_file=bool(previous.fil.saker),
    )
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
        if point.hjemmel and møte.dato.covers(point.møte)
    }
    for number in sorted((exempt & told) | points):
        case = f"sak {number}" if number else "en sak uten nummer"
        message = f"Referatet har tekst om {case}, som er unntatt offentlighet."
        place = Place(pipeline.workspace.name(pipeline.target(Job("referat", møte))))
        yield Problem("unntatt-i-referat", message, _LOOK, place)


def _missing(pipeline: Pipeline, møte: Møte, path: str) -> AttachmentError:
    day = pipeline.plan.språk.day(møte.dato.fra)
    message = f"Fant ikke referatet fra møtet {day}, som skal godkjennes."
    advice = "Legg det ferdige referatet her. «dok referat» lager bare et skjema til å fylle ut."
    return AttachmentError(Problem("mangler-referat", message, advice, Place(path)))
