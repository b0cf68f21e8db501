"""`dok publiser --sjekk`: a published copy held against what was laid out, by every byte."""

from collections.abc import Iterator
from pathlib import Path

from dokumentmaskin.errors import Place, Problem, PublishingError, WrongUseError
from dokumentmaskin.pipeline.website.folder import alone
from dokumentmaskin.site import MANIFEST, Avvik, compared, read_manifest
from dokumentmaskin.workspace import Workspace

_AGAIN = "Last opp mappen på nytt."
_ANEW = "Lag den på nytt med «dok publiser»."
_AWAY = "Flytt den ut av mappen, og kjør «dok publiser»."


def check(workspace: Workspace, copy: Path | None) -> int:
    """Hold a copy of the site, or the site itself, against its manifest.

    Args:
        workspace: Where the site lies.
        copy: The folder of the copy; None for the site itself.

    Returns:
        How many files were read.

    Raises:
        WrongUseError: Nothing has been laid out, or there is no such folder.
        RefusedError: The site is not one that dok laid out, or something cannot be read.
        PublishingError: Names every file that is missing, changed or not dok's.
    """
    with alone(workspace) as folder:
        manifest, own = read_manifest(folder), copy or folder
        if not manifest.filer:
            message = "Ingen møter er lagt ut ennå, så det er ikke noe å sjekke."
            raise WrongUseError(
                Problem("ingen-a-legge-ut", message, "Kjør «dok publiser» med en dato først.")
            )
        if not own.is_dir():
            message = f"Det er ingen mappe som heter «{own}»."
            raise WrongUseError(Problem("feil-bruk", message, "Skriv hvor kopien av nettstedet ligger."))
        found = compared(own, manifest.filer, every_byte=True)
        older = copy is not None and _read(own) != _read(folder)
    shown = own.resolve()
    shown = shown.relative_to(workspace.root) if shown.is_relative_to(workspace.root) else own
    if problems := [
        *_told(shown, found, is_copy=copy is not None),
        *([_older(shown)] if older and not found.mangler else []),
    ]:
        raise PublishingError(problems)
    return len(manifest.filer)


def _read(folder: Path) -> bytes:
    file = folder / MANIFEST
    return file.read_bytes() if file.exists() else b""


def _told(folder: Path, found: Avvik, *, is_copy: bool) -> Iterator[Problem]:
    """What is wrong: a copy is laid up again, and the site itself is made again."""
    for address in found.mangler:
        yield Problem("kopi-mangler", "Filen mangler.", _AGAIN if is_copy else _ANEW, _place(folder, address))
    for address in found.endret:
        message = "Filen er ikke den som ble lagt ut."
        yield Problem("kopi-endret", message, _AGAIN if is_copy else _AWAY, _place(folder, address))
    for address in found.fremmed:
        advice = "Slett den hvis den ikke skal være der." if is_copy else _AWAY
        yield Problem("kopi-fremmed", "Filen er ikke laget av dok.", advice, _place(folder, address))


def _older(folder: Path) -> Problem:
    message = "Oversikten over filene er ikke den som ble lagt ut sist."
    return Problem("kopi-endret", message, _AGAIN, _place(folder, MANIFEST))


def _place(folder: Path, address: str) -> Place:
    return Place((folder / address).as_posix())
