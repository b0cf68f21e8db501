"""`dok les-referat`: from minutes finished in Word to `referat.yaml` beside the meeting's plan.

What is certain is written and what is not is told, each with its place. The written file belongs to the plan:
it is held against it first, and what the plan would refuse is left out and told too.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, PlanError, Problem, RefusedError, TemplateError, WrongUseError
from dokumentmaskin.memory import FOLDER, look, only_one, reason
from dokumentmaskin.minutes import ReadMinutes, read_minutes, template_prompts
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.minutes.agreeing import agreeing
from dokumentmaskin.pipeline.minutes.keeping import keep
from dokumentmaskin.pipeline.report import File, file_row
from dokumentmaskin.plan import (
    Møte,
    Plan,
    Referatfil,
    minutes_control,
    minutes_warnings,
    minutes_yaml,
    slug,
    voting_members,
)
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import refuse_if_in_use

_SCHEMA: Final = "../../skjema/referat.schema.json"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What came of reading minutes back.

    Attributes:
        document: The Word file, as messages call it.
        record: What was certain.
        innkalte: How many were summoned to a seat.
        file: The `referat.yaml`.
        doubts: What was not certain, and is not in the file.
        refused: What stopped the file from being written, or None.
        warnings: What a person should know of the meeting and of what it approved.
    """

    document: str
    record: Referatfil
    innkalte: int
    file: File
    doubts: tuple[Problem, ...]
    refused: RefusedError | None = None
    warnings: tuple[Problem, ...] = ()


def read_back(workspace: Workspace, plan: Plan, møte: Møte, today: date) -> ReadBack:
    """Read a meeting's minutes and write what they say into the plan.

    Args:
        workspace: Where they lie.
        plan: The plan.
        møte: The meeting.
        today: The day that they are read.

    Raises:
        WrongUseError: There are no minutes to read.
        PlanError: They are no Word file, or nobody has written anything in them.
        RefusedError: A program has them open, another run is at them, or a file cannot be read or written.
        TemplateError: The template, whose help texts must be known, is not there.
    """
    source = workspace.output / Job(REFERAT, møte).target
    name = workspace.name(source)
    docx = _document(source, name)
    read = read_from(workspace, plan, møte, docx)
    if not read.written:
        advice = "Fyll det ut i Word, lagre det, og les det på nytt."
        raise PlanError(Problem("tomt-referat", "Referatet er ikke fylt ut ennå.", advice, Place(name)))
    read = replace(read, record=_with_who_came(møte, read.record))
    record, doubts = agreeing(plan, møte, read, name)
    note = f"Lest fra {name}\nmed «dok les-referat». Du kan rette det som står her."
    target = minutes_file(workspace, plan, møte)
    with only_one(source.parent):
        # dok keeps the file as it wrote it last.
        memory = source.parent / FOLDER / "referat.yaml"
        status, refused = keep(workspace, target, memory, minutes_yaml(record, _SCHEMA, note))
    file = file_row(workspace, REFERAT.rolle, target, status)
    as_read = replace(_with(plan, møte, record), dag=today), replace(møte, referat=record)
    lacks = (replace(problem, place=Place(name)) for problem in minutes_control(*as_read).alle)
    told = (*minutes_warnings(*as_read), *lacks)
    return ReadBack(name, record, len(voting_members(plan, møte)), file, doubts, refused, told)


def _with(plan: Plan, møte: Møte, record: Referatfil) -> Plan:
    """The plan with what was read of a meeting."""
    years = (
        replace(year, møter=tuple(replace(m, referat=record) if m is møte else m for m in year.møter))
        for year in plan.år
    )
    return replace(plan, år=tuple(years))


def read_from(workspace: Workspace, plan: Plan, møte: Møte, docx: bytes) -> ReadMinutes:
    """What minutes of a meeting say.

    Raises:
        PlanError: They are no Word file.
        TemplateError: The template, whose help texts must be known, is not there.
    """
    name = workspace.name(workspace.output / Job(REFERAT, møte).target)
    return read_minutes(docx, name, møte.dato.til, _printed(workspace, plan, møte), _prompts(workspace))


def _with_who_came(møte: Møte, record: Referatfil) -> Referatfil:
    """What was read, with who came as it is known when nothing is ticked: approved minutes have a list."""
    known = møte.referat.deltakere if møte.referat is not None else ()
    return record if record.deltakere or not known else record.model_copy(update={"deltakere": known})


def minutes_file(workspace: Workspace, plan: Plan, møte: Møte) -> Path:
    """Where the meeting's `referat.yaml` is, or is to be: beside its `mote.yaml`, or in its own folder."""
    if møte.referatfil is not None:
        return møte.referatfil
    if møte.mappe is not None:
        return møte.mappe / "referat.yaml"
    day = møte.dato.fra.isoformat()
    same_day = [m for year in plan.år for m in year.gruppemøter if m.dato.covers(møte.dato.fra)]
    folder = day if len(same_day) == 1 else f"{day}-{slug(møte.gruppe.navn)}"
    return workspace.plan / str(møte.år) / folder / "referat.yaml"


def _document(source: Path, name: str) -> bytes:
    refuse_if_in_use(source, name)
    try:
        return source.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        message = "Møtet har ikke noe referat i Word ennå."
        advice = "Lag det med «dok referat», fyll det ut i Word, og les det så."
        raise WrongUseError(Problem("ingen-referat", message, advice, Place(name))) from None
    except OSError as error:
        message = f"Kan ikke lese filen: {reason(error)}."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
        raise RefusedError(Problem("kan-ikke-lese", message, advice, Place(name))) from None


def _printed(workspace: Workspace, plan: Plan, møte: Møte) -> bytes:
    """The minutes as dok wrote them last; when that is not remembered, as it would write them now.

    Raises:
        TemplateError: The template is not there, or cannot be used.
    """
    job = Job(REFERAT, møte)
    lying = look(workspace.output / job.target)
    if lying is not None and lying.base is not None:
        return lying.base
    from dokumentmaskin.pipeline.making import made
    from dokumentmaskin.pipeline.pipeline import read_template

    file = workspace.templates / plan.språk_of(møte.gruppe).mappe / f"{REFERAT.navn}.docx"
    return made(job, plan, read_template(workspace, file))


def _prompts(workspace: Workspace) -> frozenset[str]:
    """The help texts of the templates of minutes, in every language that the workspace has."""
    files = sorted(workspace.templates.glob(f"*/{REFERAT.navn}.docx"))
    if not files:
        message = "Malen for referat mangler, så dok vet ikke hva som er hjelpetekst."
        raise TemplateError(Problem("mangler-mal", message, "Legg malen tilbake.", Place("templates")))
    found = (template_prompts(file.read_bytes(), workspace.name(file)) for file in files)
    return frozenset[str]().union(*found)
