"""A meeting that has another day than before: what a person has written for it comes along.

A meeting has its folder and files named by its day. When the day changes in the plan, the new document
begins with the one under the old day, if that is no meeting's day any more, a person has written in the
document, and the cases are the same. The old file stays where it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import Content, look
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.placing.revision import is_edited
from dokumentmaskin.plan import Møte, Plan, agenda, case_title, slug
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Moved:
    """What was found under days that are no meeting's.

    Attributes:
        content: The document that the new one begins with, or None.
        warnings: What a person should know about it.
    """

    content: Content | None = None
    warnings: tuple[Problem, ...] = ()


def moved_here(workspace: Workspace, plan: Plan, job: AnyJob) -> Moved:
    """What a person has written for a meeting under another day, when it has no document under its own.

    Raises:
        RefusedError: A document cannot be read.
    """
    møte = job.subject
    if not isinstance(møte, Møte):
        return Moved()
    found = list(_edited_elsewhere(workspace, plan, møte, job.kind.navn))
    own = [(file, content) for file, content in found if _same_cases(plan, møte, content)]
    if len(own) == 1:
        file, content = own[0]
        return Moved(content, (_brought(workspace, file),))
    return Moved(None, tuple(_left(workspace, file) for file, _ in found))


def _edited_elsewhere(
    workspace: Workspace, plan: Plan, møte: Møte, name: str
) -> Iterator[tuple[Path, Content]]:
    """The edited documents of this kind and group under days on which the group does not meet."""
    days = {m.dato.fra.isoformat() for year in plan.år for m in year.møter if m.gruppe == møte.gruppe}
    for folder in sorted(workspace.output.glob(f"*-{slug(møte.gruppe.navn)}")):
        day = folder.name[:10]
        if day in days or not _is_day(day) or folder.name != f"{day}-{slug(møte.gruppe.navn)}":
            continue
        file = folder / f"{name}-{day}.docx"
        content = look(file)
        if content is not None and is_edited(content):
            yield file, content


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _same_cases(plan: Plan, møte: Møte, content: Content) -> bool:
    """Whether most of the meeting's own cases stand in what dok wrote for the other day."""
    if content.base is None:
        return False
    titles = [case_title(plan.språk, sak.framlegg) for sak in agenda(plan, møte) if not sak.fast]
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
