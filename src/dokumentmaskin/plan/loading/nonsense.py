"""What cannot be so, though every field can be read: days in an order that no meeting has, years far away.

`loader` asks when a file could be read, beside `checks`; each function gives the field that is most likely
wrong, and the problem. What is merely odd (a Sunday, a holiday) is `plan.oddities`, and stops nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.checks import Fault, days_before
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import Organisasjon, Årsplan

# No meeting or gathering lasts longer; a conference takes a week.
_LONGEST: Final = timedelta(days=31)
_YEARS_AWAY: Final = 2
_LONG_BEFORE: Final = timedelta(days=366)


def nonsense_of_organisation(organisation: Organisasjon) -> Iterator[Fault]:
    """Topics come before the summons, which goes out before the last day to say that one cannot come.

    The minutes are there before the remarks to them end.
    """
    due = organisation.frister
    if due.temaer is not None and due.temaer < due.innkalling:
        message = (
            f"Temaene skal meldes inn {due.temaer} dager før møtet, "
            f"men innkallingen går ut {due.innkalling} dager før."
        )
        yield ("frister", "temaer"), Problem("frister-i-uorden", message, "Skriv et høyere tall her.")
    if due.referat is not None and due.referat > due.merknader:
        message = (
            f"Referatet skal være ferdig {due.referat} dager etter møtet, "
            f"men merknader må sendes senest {due.merknader} dager etter."
        )
        yield ("frister", "referat"), Problem("frister-i-uorden", message, "Skriv et lavere tall her.")
    if due.forfall > due.innkalling:
        message = (
            f"Forfall skal meldes {due.forfall} dager før møtet, "
            f"men innkallingen går først ut {due.innkalling} dager før."
        )
        problem = Problem(
            "frist-for-utsendt", message, "Skriv et lavere tall her, eller et høyere på «innkalling:»."
        )
        yield ("frister", "forfall"), problem


def nonsense_of_year(year: int, plan: Årsplan) -> Iterator[Fault]:
    """No meeting lasts for weeks, and the plan is not dated far from its year."""
    for index, row in enumerate(plan.møteplan):
        days = row.dato.til - row.dato.fra + timedelta(days=1)
        if row.dato.dag_satt and days > _LONGEST:
            message = f"Møtet varer i {days.days} dager."
            yield ("møteplan", index, "dato"), Problem("for-langt-mote", message, "Rett en av datoene.")
    said = {
        ("datert",): plan.datert,
        ("lagt_fram_i_møte",): plan.lagt_fram_i_møte,
        ("vedtatt",): plan.vedtatt,
    }
    due = {("rapportering", n, "dato"): duty.dato for n, duty in enumerate(plan.rapportering)}
    for field, day in (*said.items(), *due.items()):
        if day is not None and abs(day.year - year) > _YEARS_AWAY:
            message = f"Datoen {day:%d.%m.%Y} er langt fra året planen gjelder, som er {year}."
            yield field, Problem("fjern-dato", message, "Rett årstallet.")


def nonsense_of_meeting(møte: Møte) -> Iterator[Fault]:
    """Nothing is due before the summons is sent, and no day lies years before the meeting."""
    sent = møte.fil.utsendt
    for field, day in (*days_before(møte), (("oppdatert",), møte.fil.oppdatert)):
        if day is None:
            continue
        if møte.dato.fra - day > _LONG_BEFORE:
            message = f"Datoen {day:%d.%m.%Y} er mer enn et år før møtet, som er {møte.dato.fra:%d.%m.%Y}."
            yield field, Problem("fjern-dato", message, "Rett årstallet.")
        elif _is_due(field) and sent is not None and day < sent:
            yield field, _before_sending(day, sent)


def _is_due(field: tuple[str | int, ...]) -> bool:
    return field[-1] in {"frist", "ettersendes"}


def _before_sending(day: date, sent: date) -> Problem:
    message = f"Fristen {day:%d.%m.%Y} er før innkallingen går ut, {sent:%d.%m.%Y}."
    return Problem("frist-for-utsendt", message, "Rett en av datoene.")
