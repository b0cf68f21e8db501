"""Which entry of the file of numbers is a meeting's own, also when the meeting has been moved since."""

from collections.abc import Callable, Sequence

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.cases.matching import Post, alike
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Nummermøte

Posts = Callable[[Møte], Sequence[Post]]
Entry = tuple[Nummermøte, Place]


def issued_entry(plan: Plan, møte: Møte, posts: Posts) -> tuple[Entry | None, tuple[Problem, ...]]:
    """The entry of a meeting whose summons has gone out, and a warning when it was found by its cases alone.

    Args:
        plan: The plan.
        møte: The meeting.
        posts: Gives the cases of a meeting as the plan has them.

    Raises:
        PlanError: A summons has gone out for a meeting that is not in the plan, and this may be it.
    """
    entries = plan.numbers_of(møte.år).of_group(møte.gruppe.navn)
    for entry in entries:
        if _is_on(entry, møte):
            return entry, ()
    meetings = plan.year_of(møte).gruppemøter
    orphans = [e for e in entries if not e[0].avlyst and not any(_is_on(e, m) for m in meetings)]
    unissued = [m for m in meetings if not any(_is_on(e, m) for e in entries)]
    homes = [[m for m in unissued if alike(entry.saker, posts(m), plan.språk)] for entry, _ in orphans]
    if any(len(found) != 1 or homes.count(found) > 1 for found in homes):
        raise PlanError(_homeless(entry) for entry in orphans)
    for entry, found in zip(orphans, homes, strict=True):
        if found == [møte]:
            return entry, (_moved(entry, møte),)
    return None, ()


def _is_on(entry: Entry, møte: Møte) -> bool:
    return møte.dato.dag_satt and entry[0].dato == møte.dato.fra


def _homeless(entry: Entry) -> Problem:
    day = entry[0].dato.isoformat()
    message = f"Innkallingen til møtet {day} er sendt ut, men møteplanen har ikke noe møte den dagen."
    advice = "Er møtet flyttet, skriver du den nye datoen her. Er det avlyst, skriver du «avlyst: ja» her."
    return Problem("mote-uten-dato", message, advice, entry[1])


def _moved(entry: Entry, møte: Møte) -> Problem:
    before = entry[0].dato.isoformat()
    now = møte.dato.fra.isoformat() if møte.dato.dag_satt else "en dag som ikke er satt"
    message = f"Møtet {before} er flyttet til {now}. Sakene beholder numrene fra innkallingen."
    advice = f"Er det et annet møte, skriver du «avlyst: ja» på møtet {before} her."
    return Problem("mote-flyttet", message, advice, entry[1])
