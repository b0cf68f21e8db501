"""Putting a document in its place with what a person has made of it, and telling what became of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import Content, look
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing.moved import Moved, moved_here
from dokumentmaskin.pipeline.placing.revision import is_edited, revise
from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.pipeline.report import Report, file_row, report_of
from dokumentmaskin.writing import Placed, alone_with, lay_beside, put_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dokumentmaskin.word.merge import Change

# As much of a text as is needed to know it again.
_LONGEST: Final = 120


def place(pipeline: Pipeline, moment: datetime, job: AnyJob) -> Report:
    """Render a document, and put it in its place with what a person has written in it.

    Args:
        pipeline: The run.
        moment: What time it is, for what is replaced.
        job: The document.

    Raises:
        TemplateError: The template cannot be used.
        PlanError: The case numbers that have gone out cannot be given with certainty.
        RefusedError: Somebody else is at a file, or it cannot be read or written.
    """
    target, render = pipeline.target(job), pipeline.rendered(job)
    name = pipeline.workspace.name(target)
    numbers = pipeline.numbering.record(job, rendered=True)
    with alone_with(target) as lying:
        moved = moved_here(pipeline.workspace, pipeline.plan, job) if lying is None else Moved()
        revision = revise(lying or moved.content, render)
        if revision.data is None:
            placed = lay_beside(target, render, name)
        else:
            put_document(target, lying, Content(revision.data, render), moment, name)
            placed = Placed(revision.status)
    report = report_of(pipeline.workspace, job.rolle, target, placed, revision.refusal)
    told = (problem for change in revision.changes for problem in _told(change, Place(name)))
    return numbers + report + Report(warnings=(*moved.warnings, *told))


def keep(pipeline: Pipeline, job: AnyJob) -> Report:
    """Let a document lie as it is; its case numbers are written down all the same."""
    numbers = pipeline.numbering.record(job, rendered=False)
    row = file_row(pipeline.workspace, job.rolle, pipeline.target(job), "bevart")
    return numbers + Report(files=(row,))


def edited(pipeline: Pipeline, job: AnyJob) -> bool:
    """Whether a person has written in the document that lies there, or may have."""
    return is_edited(look(pipeline.target(job)))


def _told(change: "Change", place: Place) -> "Iterator[Problem]":
    """A warning for a change that a person should look at."""
    heading = change.overskrift or "Øverst i dokumentet"
    if change.kind == "konflikt":
        message = (
            f"{heading}: Både du og planen har endret det samme. "
            f"Du har skrevet {_quoted(change.før)}. Planen sier nå {_quoted(change.nå)}."
        )
        advice = (
            "Teksten din står. Planens ligger som kommentar i dokumentet. "
            "Velg det som er riktig, og slett kommentaren."
        )
        yield Problem("konflikt", message, advice, place)
    if change.kind == "bevart":
        message = f"{heading}: Dette er ikke i planen lenger, men du har skrevet {_quoted(change.nå)}."
        advice = "Det er beholdt. Slett det i Word hvis det ikke skal være med."
        yield Problem("bevart-sak", message, advice, place)


def _quoted(text: str) -> str:
    return f"«{shortened(' '.join(text.split()), _LONGEST)}»" if text.strip() else "ingenting"
