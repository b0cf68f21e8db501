"""The papers (vedlegg) of a meeting: their files lie in the workspace, and texts link to those alone.

A path is written the same way on every machine: from the folder of `mote.yaml`, with forward slashes.
"""

from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath
from posixpath import normpath

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import (
    Saksframlegg,
    Vedlegg,
    is_web_address,
    link_targets,
    spellings,
    suggestion,
)
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument

_TEXTS = ("bakgrunn", "vurdering", "forslag_til_vedtak")
_EXAMPLE = "Skriv stien fra mappen som mote.yaml ligger i, for eksempel «vedlegg/notat.pdf»."


def paper_at(møte: Møte, target: str) -> tuple[Saksframlegg, Vedlegg] | None:
    """The case and the paper that a relative link in a text leads to, or None.

    Args:
        møte: The meeting in whose file the text stands.
        target: Where the link leads, as written in the plan or percent-encoded as in a document.
    """
    wanted = {normpath(path) for path in spellings(target)}
    for case in møte.fil.saker:
        for paper in case.vedlegg:
            if paper.fil and normpath(paper.fil) in wanted:
                return case, paper
    return None


def check_papers(møte: Møte, document: YamlDocument, root: Path) -> Iterator[Problem]:
    """Every file is there and inside the workspace; every relative link leads to a paper of the meeting.

    Args:
        møte: The meeting.
        document: Its file, with the position of every field.
        root: The workspace's folder, resolved.
    """
    for number, case in enumerate(møte.fil.saker):
        for name in _TEXTS:
            yield from _check_links(møte, case, document, ("saker", number, name))
        for index, paper in enumerate(case.vedlegg):
            field = ("saker", number, "vedlegg", index, "fil")
            if paper.fil and møte.mappe is not None:
                yield from _check_file(møte.mappe, paper.fil, document, field, root)


def _check_links(
    møte: Møte, case: Saksframlegg, document: YamlDocument, field: FieldPath
) -> Iterator[Problem]:
    for target in link_targets(getattr(case, str(field[-1]))):
        if is_web_address(target):
            continue
        found = paper_at(møte, target)
        if found is None:
            message = f"Lenken går til «{target}», som ikke er et vedlegg til møtet."
            yield Problem("ukjent-vedlegg", message, _known_papers(møte, target), document.place(field))
        elif case.unntatt is None and (found[0].unntatt or found[1].unntatt):
            message = f"Lenken går til «{target}», som er unntatt offentlighet. Teksten er åpen for alle."
            advice = "Ta bort lenken, eller unnta saken som teksten hører til."
            yield Problem("lenke-til-unntatt", message, advice, document.place(field))


def _known_papers(møte: Møte, target: str) -> str:
    files = [paper.fil for case in møte.fil.saker for paper in case.vedlegg if paper.fil]
    advice = "Før opp filen under «vedlegg:», eller begynn adressen med https://, mailto: eller tel:."
    return suggestion(target, [_as_address(file) for file in files]) or advice


def _as_address(file: str) -> str:
    """A path as a link in a text has it: one with spaces or brackets stands in angle brackets."""
    return f"<{file}>" if set(file) & set(" ()") else file


def _check_file(
    folder: Path, written: str, document: YamlDocument, field: FieldPath, root: Path
) -> Iterator[Problem]:
    found = _wrong_spelling(written) or _wrong_place(folder / written, written, root)
    if found is not None:
        code, message, advice = found
        yield Problem(code, message, advice, document.place(field))


def _wrong_spelling(written: str) -> tuple[str, str, str] | None:
    """What is wrong with a path before anything is looked up; the same on every system."""
    windows = PureWindowsPath(written)
    if windows.drive or windows.root:
        return "full-sti", f"«{written}» er en full sti, som bare finnes på én maskin.", _EXAMPLE
    if "\\" in written:
        meant = written.replace("\\", "/")
        return "omvendt-skrastrek", f"«{written}» har omvendt skråstrek.", f"Skriv «{meant}»."
    return None


def _wrong_place(file: Path, written: str, root: Path) -> tuple[str, str, str] | None:
    target = _resolved(file)
    if target is not None and not target.is_relative_to(root):
        message = f"«{written}» ligger utenfor arbeidsmappen."
        return "utenfor-arbeidsmappen", message, "Kopier filen til mappen der mote.yaml ligger."
    if target is not None and _exists(target.is_dir):
        message = f"«{written}» er en mappe, ikke en fil."
        return "vedlegg-er-mappe", message, "Før opp hver fil i mappen som et eget vedlegg."
    if target is None or not _exists(target.is_file):
        advice = _similar_file(target or file) or "Legg den der, eller skriv «ettersendes:» med en dato."
        return "mangler-vedlegg", f"Fant ikke filen «{written}».", advice
    return None


def _resolved(file: Path) -> Path | None:
    """The file that a path leads to; None when symbolic links lead in a ring."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):  # RuntimeError: Python 3.11 and 3.12
        return None


def _exists(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except OSError:  # a name that no file can have
        return False


def _similar_file(file: Path) -> str:
    try:
        names = sorted(other.name for other in file.parent.iterdir() if other.is_file())
    except OSError:  # no such folder, or one that may not be read
        return ""
    return suggestion(file.name, names)
