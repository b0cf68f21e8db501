"""A group's year, `2022/naeringssamarbeid.yaml`, and a meeting's own file, `2022/2022-03-11/mote.yaml`."""

from datetime import date
from typing import Literal

from pydantic import Field

from dokumentmaskin.plan.records.acceptance import Godtatt
from dokumentmaskin.plan.records.cases import Melding, Saksframlegg
from dokumentmaskin.plan.records.fields import (
    Avlyst,
    Dag,
    ForInnkalte,
    JaNei,
    Klokkeslett,
    Linje,
    Linjer,
    Møtedag,
    Møtetype,
    Nettadresse,
    Record,
    Saksnummer,
    Tekst,
    Tekster,
    Tid,
    Åpen,
)


class Prioriteringer(Record):
    """What the year is about."""

    overskrift: Åpen[Linje] = Field("", description="Samlende overskrift.")
    innledning: Åpen[Tekst] = Field("", description="Tekst før punktene.")
    punkter: Åpen[Tekster] = Field(default=(), description="Hovedprioriteringene.")


class Møterad(Record):
    """A row of the year's meeting plan."""

    type: Åpen[Møtetype] = Field(
        description="Hva slags møte det er: møte (eller gruppens eget ord, som «styremøte»), "
        "ekstraordinært møte, webinar, konferanse eller samling. Bare møter får møtepapirer."
    )
    dato: Åpen[Møtedag]
    tid: Åpen[Tid | None] = Field(None, description="Når møtet begynner og slutter, TT:MM–TT:MM.")
    sted: Åpen[Linje] = Field("", description="Møtestedet.")
    form: Åpen[Literal["digitalt", "fysisk", "hybrid"] | None] = Field(None, description="Møteformen.")
    usikker: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når det ikke er sikkert at møtet blir holdt."
    )
    avlyst: Åpen[Avlyst] = Field(
        None, description="Skriv ja når møtet er avlyst, eller hvorfor. Grunnen kan alle lese."
    )
    flyttet_fra: Åpen[Møtedag | None] = Field(
        None, description="Datoen møtet hadde før, når det er flyttet. Da følger saksnumrene med."
    )
    tittel: Åpen[Linje] = Field("", description="Navnet på møtet eller arrangementet.")
    felles_med: Åpen[Linjer] = Field(
        default=(), description="Andre grupper som møtet er felles med. Denne gruppen kaller inn."
    )
    felles_i: Åpen[Linje] = Field(
        "", description="Gruppen som kaller inn til et felles møte. Da får denne gruppen ingen egne papirer."
    )
    tema: Åpen[Linjer] = Field(default=(), description="Temaene, i rekkefølge.")
    kommentar: Åpen[Linje] = Field("", description="Kommentar i møteplanen.")

    @property
    def andre(self) -> tuple[str, ...]:
        """The other groups of a joint meeting, whoever summons."""
        return tuple(name for name in (*self.felles_med, self.felles_i) if name)

    @property
    def er_møte(self) -> bool:
        """Whether the body itself meets; all its words for that end alike, those of others do not."""
        return self.type.endswith("møte")

    def has_day(self, day: date) -> bool:
        """Whether it is on a day, or was before it was moved."""
        return self.dato.covers(day) or (self.flyttet_fra is not None and self.flyttet_fra.covers(day))

    @property
    def er_ekstraordinært(self) -> bool:
        """Whether it is a meeting beside the ordinary ones."""
        return self.type.startswith("ekstraordinært ")


class Rapportering(Record):
    """A duty of the year that no meeting has: a report to send, an application."""

    dato: Åpen[Dag] = Field(description="Dagen da det senest skal være gjort.")
    hva: Åpen[Linje] = Field(min_length=1, description="Hva som skal gjøres.")


class Årsplan(Record):
    """`2022/naeringssamarbeid.yaml`: a group's year."""

    gruppe: Åpen[Linje] = Field(description="Gruppens navn, skrevet som i organisasjon.yaml.")
    tittel: Åpen[Linje] = Field("", description="Tittelen på handlingsprogrammet.")
    datert: Åpen[Dag] = Field(description="Datoen som står på handlingsprogrammet.")
    lagt_fram_i_møte: Åpen[Dag | None] = Field(None, description="Datoen for møtet der planen ble lagt fram.")
    vedtatt: Åpen[Dag | None] = Field(None, description="Datoen for møtet der planen ble vedtatt.")
    status_for_møteplanen: Åpen[Literal["forslag", "vedtatt"] | None] = Field(
        None, description="Om møteplanen er et forslag eller er vedtatt. Er det tomt, avgjør «vedtatt» det."
    )
    prioriteringer: Åpen[Prioriteringer] = Field(Prioriteringer(), description="Hva året handler om.")
    andre_viktige_saker: Åpen[Linjer] = Field(default=(), description="Saker utenom prioriteringene.")
    møteplan: Åpen[tuple[Møterad, ...]] = Field(default=(), description="Årets møter og arrangementer.")
    rapportering: Åpen[tuple[Rapportering, ...]] = Field(
        default=(), description="Det gruppen skal levere på faste dager i året, utenom møtene."
    )
    merknad: Åpen[Tekst] = Field("", description="Merknad til slutt i møteplanen.")
    første_saksnummer: Åpen[Saksnummer] = Field(
        "", description="Det første nummeret, når numrene løper og dere har brukt noen før: «38/26»."
    )

    @property
    def first_number(self) -> int:
        """The number of the first case, when they run through the year."""
        return max(1, int(self.første_saksnummer.partition("/")[0] or 1))


class Forfall(Record):
    """How those who cannot come say so."""

    frist: Åpen[Dag | None] = Field(None, description="Siste dag for å melde forfall.")
    kontakt: Åpen[Linje] = Field("", description="Hvem forfall meldes til, helst en e-postadresse.")


class Programpost(Record):
    """A line of the programme."""

    dag: Åpen[Dag | None] = Field(None, description="Dagen, når møtet går over flere dager.")
    tid: Åpen[Klokkeslett]
    hva: Åpen[Linje] = Field(min_length=1, description="Hva som skjer.")


class Møtefil(Record):
    """`2022/2022-03-11/mote.yaml`: what is settled for one meeting."""

    gruppe: Åpen[Linje] = Field("", description="Skriv gruppens navn når flere grupper møtes samme dag.")
    tid: Åpen[Tid | None] = Field(None, description="Når møtet begynner og slutter, TT:MM–TT:MM.")
    sted: Åpen[Linje] = Field("", description="Møtestedet.")
    videolenke: ForInnkalte[Nettadresse] = Field(
        "", description="Lenken til videomøtet. Bare medlemmene og de som er innkalt, får den."
    )
    møteleder: Åpen[Linje] = Field(
        "", description="Hvem som leder møtet. Er det tomt, er det gruppens leder."
    )
    referent: Åpen[Linje] = Field("", description="Hvem som skriver referat.")
    nettside: Åpen[Nettadresse] = Field("", description="Nettsiden for dette møtet.")
    utsendt: Åpen[Dag | None] = Field(None, description="Dagen innkallingen går ut.")
    oppdatert: Åpen[Dag | None] = Field(None, description="Dagen innkallingen sist ble endret.")
    forfall: Åpen[Forfall] = Field(Forfall(), description="Hvordan den som ikke kan møte, melder forfall.")
    program: Åpen[tuple[Programpost, ...]] = Field(default=(), description="Programmet, post for post.")
    meldinger: Åpen[tuple[Melding, ...]] = Field(
        default=(), description="Det møtet får vite i den faste saken «meldinger»."
    )
    saker: Åpen[tuple[Saksframlegg, ...]] = Field(
        default=(), description="Møtets egne saker. Uten dem brukes temaene i årsplanen."
    )
    godtatt: Åpen[tuple[Godtatt, ...]] = Field(
        default=(), description="Funn i papirene som publiseres likevel, med grunnen."
    )
