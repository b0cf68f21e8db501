"""`organisasjon.yaml`: who meets, and what holds for every meeting."""

from typing import Literal

from pydantic import Field

from dokumentmaskin.plan.records.fields import (
    Dager,
    Linje,
    Målform,
    Nettadresse,
    Record,
    Tekst,
    Åpen,
)

Motor = Literal["innebygd", "libreoffice"]


class Sekretariat(Record):
    """Who sends the summons and answers questions."""

    navn: Åpen[Linje] = Field(description="Hvem som er avsender.")
    adresse: Åpen[Linje] = Field("", description="Post- og besøksadresse.")
    epost: Åpen[Linje] = Field("", description="E-postadressen til sekretariatet.")
    telefon: Åpen[Linje] = Field("", description="Telefonnummeret til sekretariatet.")
    kontaktperson: Åpen[Linje] = Field("", description="Personen som de innkalte kan spørre.")


class Gruppe(Record):
    """A body that meets (faggruppe)."""

    navn: Åpen[Linje] = Field(min_length=1, description="Gruppens navn, for eksempel «næringssamarbeid».")
    tittel: Åpen[Linje] = Field(
        "", description="Navnet skrevet ut. Er det tomt, blir det «Faggruppen for …»."
    )
    leder: Åpen[Linje] = Field("", description="Hvem som leder gruppen.")
    nettside: Åpen[Nettadresse] = Field("", description="Nettsiden der sakspapirene ligger.")
    saksnummer: Åpen[Literal["per møte", "løpende"]] = Field(
        "per møte", description="1, 2, 3 i hvert møte, eller 01/22, 02/22 gjennom året."
    )
    roller: Åpen[tuple[Tekst, ...]] = Field(default=(), description="Hvilke roller gruppen har.")


class Frister(Record):
    """How many days before or after a meeting things are due."""

    innkalling: Åpen[Dager] = Field(7, description="Hvor mange dager før møtet innkallingen går ut.")
    forfall: Åpen[Dager] = Field(2, description="Hvor mange dager før møtet forfall senest må meldes.")
    merknader: Åpen[Dager] = Field(14, description="Hvor mange dager etter møtet merknader senest må sendes.")


class PdfOppsett(Record):
    """How the PDFs are made."""

    motor: Åpen[Motor] = Field("innebygd", description="Programmet som lager PDF av Word-filene.")


class Organisasjon(Record):
    """`organisasjon.yaml`: names, groups, sub-regions and deadlines."""

    navn: Åpen[Linje] = Field(min_length=1, description="Organisasjonens navn.")
    form: Åpen[Linje] = Field(
        "", description="Organisasjonsformen, for eksempel «interkommunalt politisk råd»."
    )
    nettsted: Åpen[Nettadresse] = Field("", description="Organisasjonens nettsted.")
    målform: Åpen[Målform] = Field("bokmål", description="Språket dokumentene skrives på.")
    sekretariat: Åpen[Sekretariat] = Field(description="Hvem som sender innkallinger og svarer på spørsmål.")
    delregioner: Åpen[tuple[Linje, ...]] = Field(default=(), description="Delregionene, i fast rekkefølge.")
    faggrupper: Åpen[tuple[Gruppe, ...]] = Field(min_length=1, description="Gruppene som møtes.")
    regler: Åpen[tuple[Tekst, ...]] = Field(default=(), description="Regler som gjelder alle gruppene.")
    sekretariatets_ansvar: Åpen[tuple[Tekst, ...]] = Field(
        default=(), description="Hva sekretariatet har ansvar for."
    )
    åpne_uttrykk: Åpen[tuple[Linje, ...]] = Field(
        default=(),
        description="Ord som alle kan lese, også når de står i noe som er unntatt: brevhoder, navn på lover.",
    )
    frister: Åpen[Frister] = Field(Frister(), description="Antall dager før eller etter møtet.")
    pdf: Åpen[PdfOppsett] = Field(PdfOppsett(), description="Hvordan PDF-ene lages.")
