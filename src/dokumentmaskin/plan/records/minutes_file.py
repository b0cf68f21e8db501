"""`2022/2022-03-11/referat.yaml`: what the minutes of a meeting say, read back from the Word file.

`dok les-referat` writes the file; a person may correct it. It stands beside `mote.yaml`, so that what a
person has written in the plan is never rewritten. The words are those of the minutes themselves.
"""

from typing import Literal

from pydantic import ConfigDict, Field

from dokumentmaskin.plan.records.fields import Antall, Dag, Fritekst, Klokkeslett, Linje
from dokumentmaskin.plan.records.record import Record

Frammøte = Literal["medlem", "vara", "ingen"]
Punktstatus = Literal["åpen", "lukket"]


class Deltakelse(Record):
    """A row of the table of participants: who was there for a sub-region."""

    delregion: Linje = Field(min_length=1, description="Delregionen raden gjelder.")
    medlem: Linje = Field("", description="Medlemmet som var innkalt.")
    vara: Linje = Field("", description="Varamedlemmet.")
    møtte: Frammøte = Field(description="Hvem som møtte for delregionen: medlem, vara eller ingen.")


class Stemmer(Record):
    """A vote, only when one was taken."""

    model_config = ConfigDict(populate_by_name=True)

    for_: Antall = Field(alias="for", title="For", description="Stemmer for.")
    mot: Antall = Field(description="Stemmer mot.")
    avholdende: Antall = Field(0, description="De som ikke stemte.")


class Referatsak(Record):
    """A case as the minutes have it."""

    nummer: Linje = Field(min_length=1, description="Saksnummeret, som i referatet.")
    tittel: Linje = Field(min_length=1, description="Sakens tittel, som i referatet.")
    referat: Fritekst = Field("", description="Kort hva som kom fram.")
    vedtak: Fritekst = Field("", description="Vedtaket, når gruppen gjorde et.")
    konklusjon: Fritekst = Field("", description="Konklusjonen, når det ikke ble gjort vedtak.")
    stemmer: Stemmer | None = Field(None, description="Stemmetallene, hvis gruppen stemte.")


class Oppfølgingspunkt(Record):
    """A row of the follow-up table.

    A point that was first written in an earlier meeting's minutes keeps its origin: `møte` and `sak` are
    those where it arose.
    """

    hva: Linje = Field(min_length=1, description="Hva som skal gjøres.")
    hvem: Linje = Field("", description="Hvem som gjør det.")
    frist: Dag | None = Field(None, description="Når det skal være gjort.")
    status: Punktstatus = Field("åpen", description="Om punktet er åpent eller lukket.")
    sak: Linje = Field("", description="Nummeret på saken punktet kommer fra.")
    møte: Dag | None = Field(None, description="Datoen for møtet punktet kommer fra, hvis et tidligere.")


class Referatfil(Record):
    """`referat.yaml`: what was settled in a meeting."""

    startet: Klokkeslett | None = Field(None, description="Når møtet startet, TT:MM.")
    sluttet: Klokkeslett | None = Field(None, description="Når møtet sluttet, TT:MM.")
    møteleder: Linje = Field("", description="Hvem som ledet møtet.")
    referent: Linje = Field("", description="Hvem som skrev referatet.")
    deltakere: tuple[Deltakelse, ...] = Field(default=(), description="Hvem som møtte, rad for rad.")
    observatører: Linje = Field("", description="Observatørene, som i referatet.")
    gjester: Linje = Field("", description="Gjestene, som i referatet.")
    fra_sekretariatet: Linje = Field("", description="Hvem som var der fra sekretariatet.")
    saker: tuple[Referatsak, ...] = Field(default=(), description="Sakene, i rekkefølge.")
    oppfølging: tuple[Oppfølgingspunkt, ...] = Field(default=(), description="Radene i oppfølgingstabellen.")
    godkjenner: Dag | None = Field(
        None, description="Datoen for møtet som dette møtet godkjente referatet fra."
    )
