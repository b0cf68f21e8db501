"""Bringing back what the last run on a meeting, or a year's action programme, has replaced."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from dokumentmaskin.errors import Place, Problem, WrongUseError
from dokumentmaskin.memory import Copy, last_copy, look_at_copy
from dokumentmaskin.pipeline.documents import make_by
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.writing import alone_with, put_document


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
    return make_by(pipeline, restore, [job for moment, job in replaced if moment == last])


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
    row = file_row(pipeline.workspace, job.rolle, document, "angret")
    return Report(files=(row,), warnings=(_told(pipeline, name, copy, kept, asked),))


def _told(pipeline: Pipeline, name: str, copy: Copy, kept: Copy | None, asked: str) -> Problem:
    message = f"Dokumentet er igjen slik det var før {copy.moment:%d.%m.%Y} kl. {copy.moment:%H.%M}."
    if kept is None:
        return Problem("angret", message, place=Place(name))
    advice = (
        f"Det som lå der, er «{pipeline.workspace.name(kept.file)}». Angre igjen med «dok angre {asked}»."
    )
    return Problem("angret", message, advice, Place(name))
