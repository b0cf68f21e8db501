"""`oppfolging.yaml`: follow-up points that were closed between meetings, by `dok oppfolging lukk`.

A file of its own, so that neither the person's files nor what was read from minutes is ever rewritten. A line
of it names a point by where it arose, not by its reference, and may be read without dok.
"""

from dataclasses import dataclass
from typing import Final

from pydantic import Field

from dokumentmaskin.errors import Place
from dokumentmaskin.plan.fields import Antall, Dag, Linje
from dokumentmaskin.plan.record import Record

CLOSINGS: Final = "oppfolging.yaml"


class Lukking(Record):
    """That a point is done."""

    gruppe: Linje = Field(min_length=1, description="Gruppen, skrevet som i organisasjon.yaml.")
    møte: Dag = Field(description="Datoen for møtet punktet kommer fra.")
    sak: Linje = Field("", description="Nummeret på saken punktet kommer fra.")
    hva: Linje = Field(min_length=1, description="Punktet, slik det sto da det først ble skrevet.")
    nummer: Antall = Field(1, description="Hvilket av flere like punkter i samme sak, fra 1.")
    lukket: Dag = Field(description="Dagen punktet ble lukket.")
    merknad: Linje = Field("", description="Hvordan det gikk. Kan sløyfes.")


class Oppfølgingsfil(Record):
    """`oppfolging.yaml`: the points that are closed."""

    lukkede_punkter: tuple[Lukking, ...] = Field(
        default=(), description="Punktene som er lukket utenom møtene. Slett ett for å åpne det igjen."
    )


@dataclass(frozen=True, slots=True)
class Lukket:
    """A closing, and where it is written.

    Attributes:
        lukking: What is closed.
        sted: Its place in `oppfolging.yaml`.
    """

    lukking: Lukking
    sted: Place
