"""What lies there although the plan says that it is no more: papers of a meeting that is cancelled or moved.

A meeting that is cancelled has a cancellation, and one that is moved a new summons; until then those who read
the papers that lie there come on the wrong day, and that is a fault. Once the new paper is there, the old are
told of as a note, for dok deletes nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import CANCELLED_KINDS, INNKALLING
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import left_lying
from dokumentmaskin.plan import Kontroll, Møte


def standing(pipeline: Pipeline, møte: Møte) -> Kontroll:
    """What contradicts that a meeting is cancelled, moved or to be held."""
    if not møte.kaller_inn:
        return Kontroll()
    (cancelled,) = meeting_jobs(møte, CANCELLED_KINDS)
    current = cancelled if møte.er_avlyst else meeting_jobs(møte, [INNKALLING])[0]
    told = left_lying(pipeline.workspace, current)
    asked = pipeline.plan.asked(møte)
    if not pipeline.target(current).exists():
        advice = f"Lag «dok {current.kind.navn} {asked}», og ta ned det som ligger på nettsiden."
        told = tuple(replace(problem, code="kontroll-status", advice=advice) for problem in told)
        return Kontroll(told)
    return Kontroll(tuple(_not_cancelled(pipeline, møte)), told)


def _not_cancelled(pipeline: Pipeline, møte: Møte) -> Iterator[Problem]:
    """A cancellation of a meeting that the plan has as one to be held."""
    for job in meeting_jobs(møte, CANCELLED_KINDS if not møte.er_avlyst else ()):
        files = [pipeline.target(job).with_suffix(suffix) for suffix in (".docx", ".pdf")]
        for file in (file for file in files if file.exists()):
            message = "Her ligger en avlysning, men møtet er ikke avlyst i planen."
            advice = "Skal møtet holdes, sletter du den. Er det avlyst, skriver du «avlyst: ja» på møtet."
            yield Problem("kontroll-status", message, advice, Place(pipeline.workspace.name(file)))
