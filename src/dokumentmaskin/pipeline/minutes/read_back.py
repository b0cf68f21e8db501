"""`dok les-referat`: from minutes finished in Word to `referat.yaml` beside the meeting's plan.

What is certain is written and what is not is told, each with its place. The written file belongs to the plan:
it is held against it first, and what the plan would refuse is left out and told too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import Place, PlanError, Problem, RefusedError, TemplateError, WrongUseError
from dokumentmaskin.memory import FOLDER, only_one, reason
from dokumentmaskin.minutes import ReadMinutes, read_minutes, template_prompts
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.minutes.keeping import keep
from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.pipeline.report import File, file_row
from dokumentmaskin.plan import (
    FieldPath,
    Møte,
    Plan,
    Referatfil,
    Referatsak,
    Stemmer,
    agenda,
    as_data,
    faults,
    field_name,
    minutes_warnings,
    minutes_yaml,
    slug,
)
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import refuse_if_in_use

_SCHEMA: Final = "../../skjema/referat.schema.json"
_LONGEST_TITLE: Final = 60
# Without these a row says nothing: it goes whole.
_WHOLE_ROW: Final = frozenset({"delregion", "nummer"})


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What came of reading minutes back.

    Attributes:
        document: The Word file, as messages call it.
        record: What was certain.
        file: The `referat.yaml`.
        doubts: What was not certain, and is not in the file.
        refused: What stopped the file from being written, or None.
        warnings: What a person should know of the meeting and of what it approved.
    """

    document: str
    record: Referatfil
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
    read = read_from(workspace, møte, docx)
    if not read.written:
        advice = "Fyll det ut i Word, lagre det, og les det på nytt."
        raise PlanError(Problem("tomt-referat", "Referatet er ikke fylt ut ennå.", advice, Place(name)))
    record, doubts = _agreeing(plan, møte, read, name)
    record = _with_who_came(møte, record)
    note = f"Lest fra {name}\nmed «dok les-referat». Du kan rette det som står her."
    target = minutes_file(workspace, plan, møte)
    with only_one(source.parent):
        # dok keeps the file as it wrote it last.
        memory = source.parent / FOLDER / "referat.yaml"
        status, refused = keep(workspace, target, memory, minutes_yaml(record, _SCHEMA, note))
    file = file_row(workspace, REFERAT.rolle, target, status)
    told = minutes_warnings(replace(_with(plan, møte, record), dag=today), replace(møte, referat=record))
    return ReadBack(name, record, file, doubts, refused, told)


def _with(plan: Plan, møte: Møte, record: Referatfil) -> Plan:
    """The plan with what was read of a meeting."""
    years = (
        replace(year, møter=tuple(replace(m, referat=record) if m is møte else m for m in year.møter))
        for year in plan.år
    )
    return replace(plan, år=tuple(years))


def read_from(workspace: Workspace, møte: Møte, docx: bytes) -> ReadMinutes:
    """What minutes of a meeting say.

    Raises:
        PlanError: They are no Word file.
        TemplateError: The template, whose help texts must be known, is not there.
    """
    name = workspace.name(workspace.output / Job(REFERAT, møte).target)
    return read_minutes(docx, name, møte.dato.til, _prompts(workspace))


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


def _prompts(workspace: Workspace) -> frozenset[str]:
    """The help texts of the templates of minutes, in every language that the workspace has."""
    files = sorted(workspace.templates.glob(f"*/{REFERAT.navn}.docx"))
    if not files:
        message = "Malen for referat mangler, så dok vet ikke hva som er hjelpetekst."
        raise TemplateError(Problem("mangler-mal", message, "Legg malen tilbake.", Place("templates")))
    found = (template_prompts(file.read_bytes(), workspace.name(file)) for file in files)
    return frozenset[str]().union(*found)


# Held against the plan


def _agreeing(plan: Plan, møte: Møte, read: ReadMinutes, name: str) -> tuple[Referatfil, tuple[Problem, ...]]:
    """What was read without what the plan would refuse, and all that is to be looked at."""
    doubts = [*read.problems, *_numbers(plan, møte, read.record, name)]
    record = read.record
    while wrong := list(faults(plan, møte, record)):
        doubts += [replace(p, place=Place(name, field=_where(record, field))) for field, p in wrong]
        record = _without(record, [field for field, _ in wrong])
    return record, tuple(doubts)


def _numbers(plan: Plan, møte: Møte, record: Referatfil, name: str) -> Iterator[Problem]:
    """The cases of the minutes are those of the agenda."""
    known = {sak.nummer: sak.framlegg.tittel for sak in agenda(plan, møte)}
    read = {case.nummer for case in record.saker}
    for case in record.saker:
        if case.nummer not in known:
            message = f"Sak {case.nummer} («{case.tittel}») står ikke på sakslisten."
            advice = f"Rett nummeret. Sakslisten har sak {plan.språk.series(list(known))}."
            place = Place(name, field=f"Sak {case.nummer}")
            yield Problem("ukjent-sak", message, advice, place)
    for number in known.keys() - read if read else ():
        message = f"Sak {number} («{known[number]}») står på sakslisten, men er ikke lest i referatet."
        advice = f"Overskriften skal begynne med «Sak {number}:»."
        yield Problem("sak-mangler", message, advice, Place(name))


def _where(record: Referatfil, field: FieldPath) -> str:
    """A field as the document knows it."""
    match field:
        case ("deltakere", int(index), *_):
            return f"Deltakere, {record.deltakere[index].delregion}"
        case ("oppfølging", int(index), str(name)):
            return f"Oppfølging, «{record.oppfølging[index].hva}», {name}"
        case ("saker", int(index), *_):
            return f"Sak {record.saker[index].nummer}"
        case _:
            return field_name(field)


def _without(record: Referatfil, fields: list[FieldPath]) -> Referatfil:
    """The record without some fields; from the last to the first, so that rows keep their numbers."""
    data: dict[str, Any] = as_data(record)
    for field in sorted(set(map(_removed, fields)), key=_order, reverse=True):
        *parents, last = field
        inside: Any = data
        for step in parents:
            inside = inside[step]
        del inside[last]
    return Referatfil.model_validate(data)


def _removed(field: FieldPath) -> FieldPath:
    return field[:-1] if field[-1] in _WHOLE_ROW else field


def _order(field: FieldPath) -> tuple[tuple[str, int], ...]:
    """Rows by their number, and a row's fields before the row."""
    return tuple((step, 0) if isinstance(step, str) else ("", step) for step in field)


# What was read, in a few lines for the person who wrote it


def summary(record: Referatfil) -> Iterator[tuple[str, str]]:
    """The lines: a label and what was read."""
    if times := _times(record):
        yield "Møtet", times
    for label, text in (("Møteleder", record.møteleder), ("Referent", record.referent)):
        if text:
            yield label, text
    yield from _attendance(record)
    for case in record.saker:
        yield f"Sak {case.nummer}", f"{shortened(case.tittel, _LONGEST_TITLE)}: {_outcome(case)}"
    if record.godkjenner:
        yield "Godkjenner", f"referatet fra {record.godkjenner:%d.%m.%Y}"
    if record.oppfølging:
        yield "Oppfølging", _points(record)


def _times(record: Referatfil) -> str:
    if record.startet and record.sluttet:
        return f"kl. {record.startet:%H.%M}–{record.sluttet:%H.%M}"
    known = (("startet", record.startet), ("sluttet", record.sluttet))
    return "".join(f"{word} kl. {clock:%H.%M}" for word, clock in known if clock)


def _attendance(record: Referatfil) -> Iterator[tuple[str, str]]:
    rows = record.deltakere
    if rows:
        deputies = sum(row.møtte == "vara" for row in rows)
        there = sum(row.møtte == "medlem" for row in rows) + deputies
        yield "Til stede", f"{there} av {len(rows)}" + (f", {deputies} ved vara" if deputies else "")
    absent = [row.delregion for row in rows if row.møtte == "ingen"]
    if absent:
        yield "Forfall", ", ".join(absent)


def _outcome(case: Referatsak) -> str:
    kinds = (("referat", case.referat), ("vedtak", case.vedtak), ("konklusjon", case.konklusjon))
    words = [name for name, text in kinds if text]
    if case.stemmer:
        words.append(_votes(case.stemmer))
    return ", ".join(words) or "ikke fylt ut"


def _votes(votes: Stemmer) -> str:
    abstaining = f", {votes.avholdende} avholdende" if votes.avholdende else ""
    return f"{votes.for_} for, {votes.mot} mot{abstaining}"


def _points(record: Referatfil) -> str:
    closed = sum(point.status == "lukket" for point in record.oppfølging)
    count = len(record.oppfølging)
    return f"{count} {'punkt' if count == 1 else 'punkter'}" + (f", {closed} lukket" if closed else "")
