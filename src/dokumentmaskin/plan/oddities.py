"""What is odd of a meeting, and may be meant all the same: a Sunday, a holiday, the middle of the night."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.calendar import day_off, school_holiday
from dokumentmaskin.plan.meetings import Møte, Plan

_DAYTIME: Final = (time(7), time(21))


def oddities(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """A note for each thing that is odd of a meeting that is still to be held."""
    if møte.dato.til < plan.dag or not møte.dato.dag_satt or møte.er_avlyst:
        return ()
    return tuple(_odd(plan, møte))


def link_as_place(møte: Møte) -> Iterator[Problem]:
    """A note when the place of a meeting is an address on the Internet: everyone may read a place."""
    if "://" in møte.møtested:
        message = f"Stedet for møtet er en nettadresse, og stedet kan alle lese: «{møte.møtested}»."
        advice = "Er det lenken til videomøtet, skriver du den i «videolenke:» i mote.yaml i stedet."
        yield Problem("lenke-som-sted", message, advice, møte.sted)


def _odd(plan: Plan, møte: Møte) -> Iterator[Problem]:
    for number in range((møte.dato.til - møte.dato.fra).days + 1):
        day = møte.dato.fra + timedelta(days=number)
        if name := day_off(day):
            message = f"Møtet {plan.språk.day(day)} er på {name}."
            yield Problem("uvanlig-dag", message, "Rett datoen hvis det ikke er meningen.", møte.sted)
        elif ferie := school_holiday(plan.organisasjon, day):
            message = f"Møtet {plan.språk.day(day)} er i en skoleferie: {ferie}."
            yield Problem("i-skoleferie", message, "Rett datoen hvis det ikke er meningen.", møte.sted)
    if møte.tid is not None and not _DAYTIME[0] <= møte.tid.fra < _DAYTIME[1]:
        message = f"Møtet {plan.språk.day(møte.dato.fra)} begynner kl. {møte.tid.fra:%H.%M}."
        yield Problem("uvanlig-tid", message, "Rett tiden hvis det ikke er meningen.", møte.sted)
    yield from link_as_place(møte)
