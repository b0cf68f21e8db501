"""Keeping what was adopted: a copy of the year plan, before the programme that says so is written.

Called for each document that is made. A year plan is copied word for word when its day of adoption has come,
and again, named by the day, when it says something else than the last copy. A copy of the same day gives
way. What the copies say is `plan.adoption`, which knows beforehand what is written here.
"""

from datetime import date
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import remove, write_atomically
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.kinds import HANDLINGSPROGRAM, SAMLET_HANDLINGSPROGRAM
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.plan import (
    ADOPTED,
    Gruppeår,
    Organisasjonsår,
    Plan,
    Vedtak,
    adoption,
    copy_of,
    slug,
)
from dokumentmaskin.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def keep_adopted(workspace: Workspace, plan: Plan, job: AnyJob) -> Report:
    """Write down what was adopted, or has been revised since, of the years that a document is of.

    Raises:
        PlanError: A year plan cannot be read any more.
        RefusedError: It has been changed since it was read, or its copy cannot be written.
    """
    if job.kind not in (HANDLINGSPROGRAM, SAMLET_HANDLINGSPROGRAM):
        return Report()
    subject = job.subject
    years = subject.grupper if isinstance(subject, Organisasjonsår) else [subject]
    own = [year for year in years if isinstance(year, Gruppeår)]
    return sum((_kept(workspace, plan, year) for year in own), Report())


def _kept(workspace: Workspace, plan: Plan, year: Gruppeår) -> Report:
    adopted = adoption(plan, year)
    if adopted is None:
        return Report()
    if adopted.utgår is not None:
        remove(_copy(workspace, year, adopted.utgår))
    if adopted.skrives is None:
        return Report()
    target = _copy(workspace, year, adopted.skrives)
    content = copy_of(year, workspace.name(year.fil), adopted.skrives)
    write_atomically(target, content.encode())
    row = file_row(workspace, "vedtatt årsplan", target, "skrevet")
    return Report(files=(row,), warnings=(_told(year, adopted, Place(workspace.name(target))),))


def _copy(workspace: Workspace, year: Gruppeår, day: date) -> "Path":
    folder = workspace.plan / str(year.år) / ADOPTED / slug(year.gruppe.navn)
    return folder / f"{day.isoformat()}.yaml"


def _told(year: Gruppeår, adopted: Vedtak, place: Place) -> Problem:
    name = year.gruppe.navn
    if not adopted.revisjoner:
        message = f"Årsplanen for {name} er vedtatt, og dok har tatt en kopi av den."
        return Problem("vedtatt-kopi", message, "Det du endrer fra nå av, blir en revisjon.", place)
    last = adopted.revisjoner[-1]
    changes = "én endring" if len(last.endringer) == 1 else f"{len(last.endringer)} endringer"
    message = f"Handlingsprogrammet for {name} har fått revisjon {last.nummer}, med {changes}."
    return Problem("ny-revisjon", message, f"Se hva som er endret, med «dok endringer {year.år}».", place)
