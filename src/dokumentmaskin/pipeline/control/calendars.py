"""The calendar files that lie there, held against what they would say if they were made of the plan now."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.calendar import Avtale, Kalenderfil
from dokumentmaskin.plan import MESSAGES, Kontroll, initial_capital

_OTHER: Final = "kontroll-kalender"
_DAMAGED: Final = "Papiret er ikke kontrollert: Kalenderfilen er skadet."


def calendar(file: Kalenderfil, year: int) -> Kontroll:
    """What differs between a calendar file and the plan."""
    place, again = Place(file.sti), f"Lag kalenderne på nytt med «dok kalender {year}»."
    if file.sagt is None:
        return Kontroll(merknader=(Problem("kontroll-ulest", _DAMAGED, again, place),))
    return Kontroll(tuple(Problem(_OTHER, message, again, place) for message in _differences(file)))


def _differences(file: Kalenderfil) -> Iterator[str]:
    planned, said = {one.uid: one for one in file.ventet}, file.sagt or ()
    for one in said:
        wanted = planned.pop(one.uid, None)
        if wanted is None:
            yield f"«{one.tittel}» {_when(one.fra)} står her, men ikke i planen."
        elif not one.says_as(wanted):
            yield _difference(one, wanted)
    for wanted in planned.values():
        yield f"«{wanted.tittel}» {_when(wanted.fra)} står i planen, men ikke her."


def _difference(one: Avtale, wanted: Avtale) -> str:
    """What an appointment says otherwise than the plan: the first that somebody would go wrong by."""
    values = {
        "tid": (_when(one.fra), _when(wanted.fra)),
        "slutt": (_when(one.til), _when(wanted.til)),
        "sted": (one.sted, wanted.sted),
        "status": (one.status, wanted.status),
        "tittel": (one.tittel, wanted.tittel),
    }
    for name, (said, planned) in values.items():
        if said != planned:
            day = "" if name == "tid" else f" {_when(wanted.fra)}"
            own = f"{initial_capital(name)} for «{wanted.tittel}»{day}"
            return f"{own} er «{said}» her, men «{planned}» etter planen."
    return f"Det som står om «{wanted.tittel}» {_when(wanted.fra)}, er noe annet enn planen sier."


def _when(moment: date | None) -> str:
    """«11. mars 2022», with the time when there is one."""
    if moment is None:
        return "ikke sagt"
    clock = f" {MESSAGES.clock(moment.time())}" if isinstance(moment, datetime) else ""
    return f"{MESSAGES.day(moment)}{clock}"
