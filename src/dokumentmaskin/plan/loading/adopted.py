"""Reading the copies that were taken of adopted year plans."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.meetings import Vedtatt, slug
from dokumentmaskin.plan.records import Gruppe, suggestion
from dokumentmaskin.plan.revisions import ADOPTED, foreign, read_copy
from dokumentmaskin.plan.words import MESSAGES
from dokumentmaskin.workspace import Workspace

# What a system leaves in any folder.
_LEFT: Final = frozenset({"Thumbs.db", "desktop.ini"})


def adopted_copies(
    workspace: Workspace, folder: Path, groups: Iterable[Gruppe], problems: list[Problem]
) -> Mapping[str, tuple[Vedtatt, ...]]:
    """The copies of a year's adopted plans, by the name of the group, each in the order of its days.

    Args:
        workspace: The workspace.
        folder: The folder of the year.
        groups: The groups that there are.
        problems: Where each problem of a copy is added.
    """
    known = {slug(group.navn): group.navn for group in groups}
    found: dict[str, list[Vedtatt]] = {}
    for file in sorted(entry for entry in (folder / ADOPTED).glob("**/*") if entry.is_file()):
        if file.name.startswith(".") or file.name in _LEFT:
            continue
        if file.parent.parent != folder / ADOPTED or file.suffix != ".yaml":
            message = f"Filen hører ikke hjemme i mappen «{ADOPTED}»."
            problems.append(foreign(message, Place(workspace.name(file))))
        elif file.parent.name not in known:
            problems.append(_of_nobody(workspace, file, list(known)))
        else:
            found.setdefault(known[file.parent.name], []).extend(_read(workspace, file, folder, problems))
    for copies in found.values():
        problems += _without_first(workspace, copies)
    return {name: tuple(sorted(copies, key=lambda copy: copy.dag)) for name, copies in found.items()}


def _read(workspace: Workspace, file: Path, folder: Path, problems: list[Problem]) -> Iterator[Vedtatt]:
    name = workspace.name(file)
    try:
        day, plan = read_copy(file, name, int(folder.name))
        yield Vedtatt(day, plan, Place(name))
    except PlanError as error:
        problems.extend(error.problems)


def _without_first(workspace: Workspace, copies: Iterable[Vedtatt]) -> Iterator[Problem]:
    """Revisions of what nobody can say any more: to leave them out would say that nothing was changed."""
    of = {copy.plan.vedtatt: copy.sted for copy in copies if copy.plan.vedtatt}
    for day, place in of.items():
        first = (workspace.root / place.path).with_name(f"{day.isoformat()}.yaml")
        if not first.exists():
            message = f"Kopien fra dagen planen ble vedtatt, {MESSAGES.day(day)}, mangler."
            advice = (
                f"Hent «{first.name}» tilbake fra en sikkerhetskopi. Finnes den ikke mer, flytter du kopiene "
                "av revisjonene ut av mappen. Da begynner revisjonene forfra."
            )
            yield Problem("mangler-kopi", message, advice, place)


def _of_nobody(workspace: Workspace, file: Path, known: list[str]) -> Problem:
    message = f"Ingen gruppe har mappenavnet «{file.parent.name}»."
    advice = suggestion(file.parent.name, known) or f"Gi mappen navnet til gruppen: {', '.join(known)}."
    return Problem("fremmed-kopi", message, advice, Place(workspace.name(file)))
