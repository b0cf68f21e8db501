"""What came after the summons: the days that the plan says of cases and papers can be so."""

from collections.abc import Iterator
from datetime import date

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.checks import Fault
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import Saksframlegg, Vedlegg
from dokumentmaskin.plan.yaml import FieldPath


def check_late(møte: Møte) -> Iterator[Fault]:
    """What is sent later is sent after the summons, and what is laid on the table is so in the meeting."""
    for number, case in enumerate(møte.fil.saker):
        yield from _check(møte, ("saker", number), case)
    for field, _, paper in møte.papers():
        yield from _check(møte, field, paper)


def _check(møte: Møte, field: FieldPath, thing: Saksframlegg | Vedlegg) -> Iterator[Fault]:
    sent, later, shown = møte.fil.utsendt, thing.ettersendt, thing.lagt_fram
    if sent and later and later < sent:
        message = f"«{thing.tittel}» er ettersendt {_day(later)}, før innkallingen gikk ut {_day(sent)}."
        advice = "Rett datoen, eller slett linjen: Det som gikk ut med innkallingen, er ikke ettersendt."
        yield (*field, "ettersendt"), Problem("ettersendt-for-utsendt", message, advice)
    if shown and not møte.dato.fra <= shown <= møte.dato.til:
        message = f"«{thing.tittel}» er lagt fram {_day(shown)}, men møtet er {_day(møte.dato.fra)}."
        advice = "Skriv dagen for møtet. Kom det før møtet, skriver du «ettersendt:»."
        yield (*field, "lagt_fram"), Problem("lagt-fram-utenom-motet", message, advice)
    if isinstance(thing, Saksframlegg) and later and shown:
        message = f"Saken «{thing.tittel}» er både ettersendt og lagt fram i møtet."
        yield (*field, "lagt_fram"), Problem("ettersendt-og-lagt-fram", message, "Slett den ene linjen.")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
