"""Where the files of a plan lie, and what lies there under a name or in a place that nothing reads.

What is read is a list: `organisasjon.yaml`, `medlemmer.yaml` and `oppfolging.yaml` in `plan/`; in a year's
folder the groups' plans, of any name, and the case numbers; in a meeting's `mote.yaml` and `referat.yaml`.
Every other file that looks like YAML was meant to be read, by the person who wrote it.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.meetings import slug
from dokumentmaskin.plan.records import CLOSINGS
from dokumentmaskin.plan.revisions import ADOPTED
from dokumentmaskin.plan.words import MESSAGES
from dokumentmaskin.workspace import Workspace

ORGANISATION: Final = "organisasjon.yaml"
MEMBERS: Final = "medlemmer.yaml"
MEETING: Final = "mote.yaml"
MINUTES: Final = "referat.yaml"

OPEN_IT: Final = "Sjekk at du har lov til å lese mappen, og at disken eller nettmappen er der."

_ROOT: Final = (ORGANISATION, MEMBERS, CLOSINGS)
_OF_A_MEETING: Final = (MEETING, MINUTES)
# `.txt` is what Notepad adds.
_LIKE_YAML: Final = re.compile(r"(.+)\.ya?ml(?:\.txt)?", re.IGNORECASE)
# What a file's name is given by those who make a copy of it: Windows, OneDrive, a person.
_COPY: Final = re.compile(r" *(?:\(\d+\)|-? ?kopi|-? ?copy)(?: *\(\d+\))?$", re.IGNORECASE)


def year_folders(plan: Path) -> list[Path]:
    """The folders of the years, the earliest first."""
    return sorted(f for f in plan.iterdir() if f.is_dir() and re.fullmatch(r"\d{4}", f.name))


def plans_in(year: Path) -> list[Path]:
    """The files of a year's own folder; what a Mac keeps beside them (`._styret.yaml`) is none."""
    return sorted(file for file in year.glob("*.yaml") if not file.name.startswith("."))


def not_read(workspace: Workspace) -> Iterator[Problem]:
    """A problem for each file that someone meant to be read and nothing reads, and each closed folder."""
    root = workspace.plan
    yield from _misnamed(workspace, root, _ROOT)
    for folder in sorted(f for f in root.iterdir() if f.is_dir()):
        if folder not in year_folders(root):
            yield from _misplaced(workspace, sorted(folder.glob("*.yaml")))
        elif (names := _names(folder)) is None:
            yield _closed(workspace, folder)
        else:
            yield from _misnamed(workspace, folder, names, any_name=True)
            yield from _in_meetings(workspace, folder)
            yield from _misplaced(workspace, sorted(folder.glob("*/*/**/*.yaml")))


def _in_meetings(workspace: Workspace, year: Path) -> Iterator[Problem]:
    for folder in sorted(f for f in year.iterdir() if f.is_dir() and f.name != ADOPTED):
        if _names(folder) is None:
            yield _closed(workspace, folder)
        else:
            yield from _misnamed(workspace, folder, _OF_A_MEETING)


def _names(folder: Path) -> list[str] | None:
    """What lies in a folder; None when it may not be looked into."""
    try:
        return [file.name for file in folder.iterdir()]
    except OSError:
        return None


def is_closed(folder: Path) -> bool:
    """Whether a folder that is there may not be looked into."""
    return os.path.isdir(folder) and _names(folder) is None  # noqa: PTH112 - of any name


def _closed(workspace: Workspace, folder: Path) -> Problem:
    message = "Mappen kan ikke åpnes, så dok vet ikke hva som ligger i den."
    return Problem("lukket-mappe", message, OPEN_IT, Place(workspace.name(folder)))


def _misnamed(
    workspace: Workspace, folder: Path, read: Sequence[str], *, any_name: bool = False
) -> Iterator[Problem]:
    """The files of a folder that are written like a plan file and are none of those that are read.

    Args:
        workspace: Where the folder is.
        folder: The folder.
        read: The names that are read there, or when any that ends as it should is, the names that there are.
        any_name: Whether that is so.
    """
    for name in sorted(_names(folder) or ()):
        match = _LIKE_YAML.fullmatch(name)
        is_read = name.endswith(".yaml") if any_name else name in read
        if match is None or is_read or name.startswith(".") or (folder / name).is_dir():
            continue
        wanted = f"{match[1]}.yaml" if any_name else _nearest(match[1], read)
        message = f"Filen heter «{name}» og blir ikke lest."
        place = Place(workspace.name(folder / name))
        yield Problem("feil-filnavn", message, _advice(folder, wanted, read), place)


def _nearest(stem: str, read: Sequence[str]) -> str:
    """The name that is read here and is most like a file's, without what a copy of it is given; or empty."""
    own = slug(_COPY.sub("", stem))
    for word in (own, own.partition("-")[0]):  # referat-2022-03-11
        if close := get_close_matches(f"{word}.yaml", read, n=1, cutoff=0.75):
            return close[0]
    return ""


def _advice(folder: Path, wanted: str, read: Sequence[str]) -> str:
    if not wanted:
        names = MESSAGES.series([f"«{name}»" for name in read])
        return f"Her leses bare {names}. Gi filen et av navnene, flytt den, eller slett den."
    if (folder / wanted).exists():
        return f"«{wanted}» ligger her også. Flytt det som mangler, over til den, og slett denne."
    return f"Gi den navnet «{wanted}»."


def _misplaced(workspace: Workspace, files: Iterable[Path]) -> Iterator[Problem]:
    """The files of meetings whose folders lie elsewhere than in the folder of their year."""
    for file in files:
        if file.name in _OF_A_MEETING:
            name = workspace.name(file)
            message = "Mappen til filen ligger ikke rett i mappen til året, så filen blir ikke lest."
            years = re.findall(r"\d{4}", name)
            advice = f"Flytt mappen «{file.parent.name}» til plan/{years[0] if years else 'ÅÅÅÅ'}/."
            yield Problem("feil-mappe", message, advice, Place(name))
