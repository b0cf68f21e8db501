"""What becomes of a document where a person may have written: decided, carried out or only shown, and told.

What is decided stands in `revise`, which touches no file. A meeting has its folder and files named by its
day. When the day changes in the plan, the new document begins with the one under the old day, if that is no
meeting's day any more and a person has written in it. Which day it was, the plan says with `flyttet_fra`;
where it does not, the cases must be the same. The old file stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import DokError, Place, Problem, RefusedError
from dokumentmaskin.memory import Content, look
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.pipeline.report import Difference, Report, file_row, report_of
from dokumentmaskin.pipeline.year import keep_adopted
from dokumentmaskin.plan import Møte, Plan, Referatfil, agenda, case_title, minutes_status, slug
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import Placed, Status, alone_with, lay_beside, put_document

if TYPE_CHECKING:
    from dokumentmaskin.word.merge import Change

_UNKNOWN: Final = "dok husker ikke hvordan dokumentet var da det ble laget, så det regnes som ditt."
_BESIDE: Final = "Det nye ville blitt lagt ved siden av, med «.ny» i navnet."
# As much of a text as is needed to know it again.
_LONGEST: Final = 120


def place(pipeline: Pipeline, moment: datetime, job: AnyJob) -> Report:
    """Render a document, and put it in its place with what a person has written in it.

    What it replaces is kept as replaced at the moment.

    Raises:
        TemplateError: The template cannot be used.
        PlanError: The case numbers that have gone out cannot be given with certainty.
        RefusedError: Somebody else is at a file, or it cannot be read or written.
    """
    target, render = pipeline.target(job), pipeline.rendered(job)
    name = pipeline.workspace.name(target)
    numbers = pipeline.numbering.record(job, rendered=True)
    numbers += keep_adopted(pipeline.workspace, pipeline.plan, job)
    with alone_with(target) as lying:
        moved, warnings = moved_here(pipeline.workspace, pipeline.plan, job) if lying is None else (None, ())
        there, kept = _let_go(pipeline, job, lying or moved, render)
        revision = revise(there, render)
        if revision.data is None:
            placed = lay_beside(target, render, name)
        else:
            put_document(target, lying, Content(revision.data, render), moment, name)
            placed = Placed(revision.status)
    report = report_of(pipeline.workspace, job.kind.rolle, target, placed, revision.refusal)
    told = (problem for change in revision.changes for problem in _told(change, Place(name)))
    return numbers + report + Report(warnings=(*warnings, *kept, *told))


def _let_go(
    pipeline: Pipeline, job: AnyJob, lying: Content | None, render: bytes
) -> tuple[Content | None, tuple[Problem, ...]]:
    """What lies there, without the table of who came when approved minutes list all of it in words.

    Raises:
        PlanError: What lies there is no Word file.
        TemplateError: There are no templates of minutes.
    """
    møte = job.subject
    if not isinstance(møte, Møte) or not job.finished(pipeline.plan) or møte.referat is None:
        return lying, ()
    if lying is None or minutes_status(pipeline.plan, møte).tilstand != "godkjent" or not is_edited(lying):
        return lying, ()
    from dokumentmaskin.pipeline.minutes import read_from, without_table

    name = pipeline.workspace.name(pipeline.target(job))

    def read(docx: bytes) -> Referatfil:
        return read_from(pipeline.workspace, pipeline.plan, møte, docx).record

    template = pipeline.template(job.kind.navn, job.subject.gruppe).data
    return without_table(lying, render, template=template, known=møte.referat, read=read, path=name)


def keep(pipeline: Pipeline, job: AnyJob) -> Report:
    """Let a document lie as it is; its case numbers are written down all the same."""
    numbers = pipeline.numbering.record(job, rendered=False)
    row = file_row(pipeline.workspace, job.kind.rolle, pipeline.target(job), "bevart")
    return numbers + Report(files=(row,))


def edited(pipeline: Pipeline, job: AnyJob) -> bool:
    """Whether a person has written in the document that lies there, or may have."""
    return is_edited(look(pipeline.target(job)))


def differences(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Report:
    """What would become of each document; an error ends its own alone. Nothing is written."""
    return sum((_difference(pipeline, job) for job in jobs), Report())


def _difference(pipeline: Pipeline, job: AnyJob) -> Report:
    document = pipeline.target(job)
    name = pipeline.workspace.name(document)
    try:
        render, lying = pipeline.rendered(job), look(document)
        if lying is None:
            lying, _ = moved_here(pipeline.workspace, pipeline.plan, job)
        lying, _ = _let_go(pipeline, job, lying, render)
        revision = revise(lying, render)
        changes = revision.changes or _changes(lying, render)
    except DokError as error:
        return Report(errors=(error,))
    row = Difference(job.kind.rolle, name, revision.status, changes)
    if revision.data is not None:
        return Report(differences=(row,))
    causes = [p.message for p in revision.refusal.problems] if revision.refusal else [_UNKNOWN]
    return Report(
        differences=(row,),
        warnings=tuple(Problem("redigert", cause, _BESIDE, Place(name)) for cause in causes),
    )


def _changes(lying: Content | None, render: bytes) -> "tuple[Change, ...]":
    """The changes of a document that would be replaced or left as it is, for which no merge was needed.

    Where dok does not know what the person has changed, the whole difference is the plan's.
    """
    from dokumentmaskin.word.merge import merge

    if lying is None:
        return ()
    try:
        return merge(lying.base or lying.data, lying.data, render).changes
    except RefusedError:
        return ()


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


@dataclass(frozen=True, slots=True)
class Revision:
    """What shall lie in a document's place.

    Attributes:
        status: What becomes of the file that lies there.
        data: What shall lie there; None when the new render must go beside it.
        changes: What the plan and the person have changed.
        refusal: Why the two could not be joined.
    """

    status: Status
    data: bytes | None
    changes: "tuple[Change, ...]" = ()
    refusal: RefusedError | None = None


def is_edited(lying: Content | None) -> bool:
    """Whether a person has written in what lies there, or may have: dok does not know what it made it from.

    A document that was saved without a change has other bytes and the same content.
    """
    if lying is None:
        return False
    if lying.base is None:
        return True
    return lying.data != lying.base and not _same(lying.base, lying.data)


def revise(lying: Content | None, render: bytes) -> Revision:
    """Decide what a new render makes of the document that lies there.

    Args:
        lying: The document and what it was made from; None when there is none.
        render: The document as the plan and the template make it now.
    """
    if lying is None:
        return Revision("skrevet", render)
    if lying.data == render:
        return Revision("uendret", render)
    if lying.base is None:
        return Revision("bevart", None)
    if lying.data == lying.base:
        return Revision("skrevet", render)
    if lying.base == render:
        return Revision("bevart" if is_edited(lying) else "uendret", lying.data)
    return _merged(lying.base, lying.data, render)


def _merged(base: bytes, mine: bytes, theirs: bytes) -> Revision:
    from dokumentmaskin.word.merge import merge

    try:
        merged = merge(base, mine, theirs)
    except RefusedError as error:
        return Revision("bevart", None, refusal=error)
    statuses: dict[bytes, Status] = {mine: "bevart", theirs: "skrevet"}
    return Revision(statuses.get(merged.data, "flettet"), merged.data, merged.changes)


def _same(one: bytes, other: bytes) -> bool:
    # Loaded for a document that has other bytes than it was made with, which few have.
    from dokumentmaskin.word.merge import same_content

    try:
        return same_content(one, other)
    except RefusedError:  # what is no Word file any more is nothing of ours
        return False


def moved_here(workspace: Workspace, plan: Plan, job: AnyJob) -> tuple[Content | None, tuple[Problem, ...]]:
    """What a person has written for a meeting under another day, when it has no document under its own.

    Returns:
        The document that the new one begins with, or None; and what a person should know about it.

    Raises:
        RefusedError: A document cannot be read.
    """
    møte = job.subject
    if not isinstance(møte, Møte):
        return None, ()
    found = list(_edited_elsewhere(workspace, plan, møte, job.kind.navn))
    known = [
        (file, content)
        for file, content in found
        if file.parent.name == _folder_before(møte) and content.base is not None
    ]
    own = known or [(file, content) for file, content in found if _same_cases(plan, møte, content)]
    if len(own) == 1:
        file, content = own[0]
        return content, (_brought(workspace, file),)
    return None, tuple(_left(workspace, file) for file, _ in found)


def _edited_elsewhere(
    workspace: Workspace, plan: Plan, møte: Møte, name: str
) -> Iterator[tuple[Path, Content]]:
    """The edited documents of this kind and group under days on which the group does not meet."""
    meetings = plan.meetings_of(møte.gruppe.navn)
    others = [m.rad.flyttet_fra for m in meetings if m.sted != møte.sted and m.rad.flyttet_fra]
    days = {dato.fra.isoformat() for dato in (*(m.dato for m in meetings), *others)}
    for folder in sorted(workspace.output.glob(f"*-{slug(møte.gruppe.navn)}")):
        day = folder.name[:10]
        if day in days or not _is_day(day) or folder.name != f"{day}-{slug(møte.gruppe.navn)}":
            continue
        file = folder / f"{name}-{day}.docx"
        content = look(file)
        if content is not None and is_edited(content):
            yield file, content


def _folder_before(møte: Møte) -> str:
    """The folder of a meeting's documents before it was moved; empty when the plan does not say it was."""
    before = møte.rad.flyttet_fra
    return f"{before.fra.isoformat()}-{slug(møte.gruppe.navn)}" if before and before.dag_satt else ""


def left_lying(workspace: Workspace, job: AnyJob) -> tuple[Problem, ...]:
    """A warning for the papers of a meeting that is cancelled, or of the day it was moved from."""
    møte = job.subject
    if not isinstance(møte, Møte) or not (møte.er_avlyst or job.kind.cases == "numbered"):
        return ()
    name = møte.navn if møte.er_avlyst else _folder_before(møte)
    found = sorted((workspace.output / name).glob("*.pdf")) if name else []
    papers = [file.name for file in found if not file.name.startswith(f"{job.kind.navn}-{møte.stempel}")]
    if not papers:
        return ()
    said = "som er avlyst" if møte.er_avlyst else "som er flyttet"
    message = f"Her ligger fortsatt papirer til møtet {said}: {', '.join(papers)}."
    advice = (
        "dok sletter dem ikke. «dok publiser» tar dem ned av sitt eget nettsted; "
        "er de lagt ut et annet sted, tar du dem ned der."
    )
    return (Problem("gamle-papirer", message, advice, Place(workspace.name(workspace.output / name))),)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _same_cases(plan: Plan, møte: Møte, content: Content) -> bool:
    """Whether most of the meeting's own cases stand in what dok wrote for the other day."""
    if content.base is None:
        return False
    titles = [
        case_title(plan.språk_of(møte.gruppe), sak.framlegg) for sak in agenda(plan, møte) if not sak.fast
    ]
    words = " ".join(document_text(content.base).body)
    there = [title for title in titles if " ".join(title.split()) in words]
    return bool(titles) and 2 * len(there) >= len(titles)


def _brought(workspace: Workspace, file: Path) -> Problem:
    name = workspace.name(file)
    message = f"Møtet er flyttet. Det du har skrevet i «{name}», er tatt med i det nye dokumentet."
    advice = "Se over det nye, og slett den gamle mappen når alt er med."
    return Problem("mote-flyttet-dokument", message, advice, Place(name))


def _left(workspace: Workspace, file: Path) -> Problem:
    message = "Du har skrevet i dette dokumentet, men dagen er ikke lenger en møtedag."
    advice = "Er møtet flyttet, kopierer du over det du trenger. Er det avlyst, kan du la filen ligge."
    return Problem("redigert-uten-mote", message, advice, Place(workspace.name(file)))
