"""What lies there although the plan says that it is no more: papers of a meeting that is cancelled or moved.

A meeting that is cancelled has a cancellation, and one that is moved a new summons; until then those who read
the papers that lie there come on the wrong day, and that is a fault. Once the new paper is there, the old are
told of as a note, for dok deletes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.jobs import Job, meeting_jobs
from dokumentmaskin.pipeline.kinds import CANCELLED_KINDS, INNKALLING
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import left_lying
from dokumentmaskin.plan import Gruppeår, Kontroll, Møte, Plan, slug


def standing(pipeline: Pipeline, møte: Møte) -> Kontroll:
    """What contradicts that a meeting is cancelled, moved or to be held."""
    if not møte.kaller_inn:
        return Kontroll()
    (cancelled,) = meeting_jobs(møte, CANCELLED_KINDS)
    current = cancelled if møte.er_avlyst else meeting_jobs(møte, [INNKALLING])[0]
    told = left_lying(pipeline.workspace, current)
    if not pipeline.target(current).exists():
        return Kontroll(tuple(_to_take_down(pipeline.plan, current, told)))
    return Kontroll(tuple(_not_cancelled(pipeline, møte)), told)


def _to_take_down(plan: Plan, current: Job[Møte], told: Sequence[Problem]) -> Iterator[Problem]:
    for problem in told:
        command = f"dok {current.kind.navn} {plan.asked(current.subject)}"
        advice = f"Kjør «{command}», og ta ned det som ligger på nettsiden."
        yield replace(problem, code="kontroll-status", advice=advice)


def homeless(pipeline: Pipeline, year: Gruppeår) -> Kontroll:
    """Papers that have gone out for a day of the year on which the plan has no meeting, and had none."""
    days = {dato.fra for møte in year.møter for dato in (møte.dato, møte.rad.flyttet_fra) if dato}
    known = {f"{day}-{slug(year.gruppe.navn)}" for day in days}
    folders = sorted(pipeline.workspace.output.glob(f"{year.år}-??-??-{slug(year.gruppe.navn)}"))
    return Kontroll(
        tuple(
            _homeless(pipeline, folder, files)
            for folder in folders
            if folder.name not in known and (files := [file.name for file in sorted(folder.glob("*.pdf"))])
        )
    )


def _homeless(pipeline: Pipeline, folder: Path, files: list[str]) -> Problem:
    message = f"Her ligger papirer til et møte som ikke står i planen: {', '.join(files)}."
    day = folder.name[: len("2022-03-11")]
    advice = (
        f"Er møtet flyttet, skriver du «flyttet_fra: {day}» på det i møteplanen. "
        "Er det avlyst, fører du det opp igjen med «avlyst: ja»."
    )
    return Problem("kontroll-status", message, advice, Place(pipeline.workspace.name(folder)))


def _not_cancelled(pipeline: Pipeline, møte: Møte) -> Iterator[Problem]:
    """A cancellation of a meeting that the plan has as one to be held."""
    for job in meeting_jobs(møte, CANCELLED_KINDS if not møte.er_avlyst else ()):
        files = [pipeline.target(job).with_suffix(suffix) for suffix in (".docx", ".pdf")]
        for file in (file for file in files if file.exists()):
            message = "Her ligger en avlysning, men møtet er ikke avlyst i planen."
            advice = "Skal møtet holdes, sletter du den. Er det avlyst, skriver du «avlyst: ja» på møtet."
            yield Problem("kontroll-status", message, advice, Place(pipeline.workspace.name(file)))
