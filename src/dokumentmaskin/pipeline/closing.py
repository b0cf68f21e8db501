"""Follow-up across meetings and groups: what is open today, and closing it between meetings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.errors import Place, Problem, RefusedError, WrongUseError
from dokumentmaskin.memory import FOLDER, held, write_atomically
from dokumentmaskin.pipeline.report import File, file_row
from dokumentmaskin.plan import (
    CLOSINGS,
    Lukking,
    Plan,
    Punkt,
    all_points,
    closing,
    decode_file,
    find_group,
    in_order_of_haste,
    long_absent,
    references,
    suggestion,
    unmatched_closings,
    with_closings,
)
from dokumentmaskin.workspace import Workspace

_LIST: Final = "Se referansene med «dok oppfolging»."


@dataclass(frozen=True, slots=True)
class Points:
    """Points that are open, the most urgent first; or those that were closed now.

    Attributes:
        punkter: The points.
        referanser: The reference of every point that there is.
        warnings: Who has not been represented for long, closings that close nothing, what was closed already.
        files: The file that says what was closed; nothing when nothing was.
    """

    punkter: tuple[Punkt, ...]
    referanser: dict[Punkt, str]
    warnings: tuple[Problem, ...]
    files: tuple[File, ...] = ()


def overview(plan: Plan, group_name: str | None) -> Points:
    """What is open in all groups, or in one.

    Raises:
        WrongUseError: There is no such group.
    """
    everything = all_points(plan)
    groups = [find_group(plan, group_name)] if group_name else plan.organisasjon.grupper
    names = [group.navn for group in groups]
    shown = [point for point in everything if point.lukket is None and point.gruppe in names]
    told = (*_absences(plan, names), *_lost_closings(plan))
    return Points(tuple(in_order_of_haste(shown)), references(everything), told)


def close(workspace: Workspace, plan: Plan, today: date, wanted: Sequence[str], note: str) -> Points:
    """Close points and record it in `plan/oppfolging.yaml`.

    Args:
        workspace: Where the file is.
        plan: The plan.
        today: The day that they are closed.
        wanted: The references that the person typed.
        note: What is to be remembered of it; empty for nothing.

    Raises:
        WrongUseError: A reference is unknown; then nothing is closed.
        RefusedError: The file is written in a way that cannot be added to, another dok is writing it, or the
            lock cannot be written.
    """
    named = references(all_points(plan))
    points = _meant(named, wanted)
    still_open = tuple(point for point in points if point.lukket is None)
    files = _record(workspace, [closing(point, today, note) for point in still_open])
    told = tuple(_already(point, named[point]) for point in points if point.lukket is not None)
    return Points(still_open, named, told, files)


def _meant(named: dict[Punkt, str], wanted: Sequence[str]) -> list[Punkt]:
    """The points that references mean, each once; a longer form of a reference is as good."""
    found: dict[Punkt, None] = {}
    problems = []
    for text in wanted:
        typed = text.casefold()
        hits = [
            p for p, reference in named.items() if typed.startswith(reference) and p.nøkkel.startswith(typed)
        ]
        if hits:
            found[hits[0]] = None
        else:
            advice = suggestion(typed, list(named.values())) or _LIST
            message = f"Det finnes ikke noe punkt med referansen «{text}»."
            problems.append(Problem("ukjent-referanse", message, advice))
    if problems:
        raise WrongUseError(problems)
    return list(found)


def _record(workspace: Workspace, new: Sequence[Lukking]) -> tuple[File, ...]:
    """Add closings to the file, which keeps what a person has written in it; return its row."""
    if not new:
        return ()
    file = workspace.plan / CLOSINGS
    name = workspace.name(file)
    busy = Problem("opptatt", "En annen «dok oppfolging lukk» holder på.", "Vent litt, og prøv igjen.")
    with held(workspace.output / FOLDER / "oppfolging.lock", busy):
        text = decode_file(file, name) if file.exists() else ""
        added = with_closings(text, name, new)
        if added is None:
            message = f"Kan ikke legge til noe i «{name}», slik den er skrevet nå."
            advice = "Skriv hvert punkt som en liste med to mellomrom foran: «  - gruppe: …»."
            raise RefusedError(Problem("kan-ikke-skrive", message, advice, Place(name)))
        write_atomically(file, added.encode())
    return (file_row(workspace, "oppfølging", file, "skrevet"),)


def _already(point: Punkt, reference: str) -> Problem:
    message = f"«{reference}» var lukket fra før, {point.lukket:%d.%m.%Y}: {point.hva}"
    return Problem("allerede-lukket", message)


def _absences(plan: Plan, names: Sequence[str]) -> Iterator[Problem]:
    for name in names:
        for absence in long_absent(plan, name):
            message = f"{absence.words()} i gruppen «{name}»."
            asked = "delregionen" if absence.plass in plan.organisasjon.delregioner else "kommunen"
            yield Problem("ikke-representert", message, f"Spør {asked} om hvem som kan møte.")


def _lost_closings(plan: Plan) -> Iterator[Problem]:
    for lost in unmatched_closings(plan):
        message = f"Et punkt som er lukket her, står ikke i noe referat: «{lost.lukking.hva}»."
        advice = "Skriv «hva» som i referatet, eller slett punktet her."
        yield Problem("lukker-ingenting", message, advice, lost.sted)
