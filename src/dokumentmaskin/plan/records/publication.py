"""What the plan says of the website: how it is laid out, and what is there in spite of a finding."""

from pydantic import Field, model_validator

from dokumentmaskin.plan.records.acceptance import Godtatt
from dokumentmaskin.plan.records.fields import JaNei, Linjer, Nettadresse, Record, Åpen, refuse
from dokumentmaskin.plan.records.targets import Mål


class Publisering(Record):
    """How meetings are laid out for the website."""

    adresse: Åpen[Nettadresse] = Field(
        "", description="Nettadressen som mappen «output/nettsted» blir å finne på."
    )
    tilgjengelighetserklæring: Åpen[Nettadresse] = Field(
        "", description="Adressen til tilgjengelighetserklæringen for nettstedet, på uustatus.no."
    )
    utkast_til_referat: Åpen[JaNei] = Field(
        default=False,
        description="Skriv ja når et referat som er lest inn, skal legges ut som utkast før det er godkjent.",
    )
    tidligere_utgaver: Åpen[JaNei] = Field(
        default=False,
        description="Skriv ja når tidligere utgaver av det som er byttet ut, skal være tilgjengelige.",
    )
    mål: Åpen[tuple[Mål, ...]] = Field(
        default=(), description="Hvor «dok publiser --til NAVN» sender nettstedet."
    )
    åpne_kontakter: Åpen[Linjer] = Field(
        default=(),
        description="E-postadresser og telefonnumre som kan stå på nett, og domener: «@osloregionen.no».",
    )
    godtatt: Åpen[tuple[Godtatt, ...]] = Field(
        default=(), description="Funn som publiseres likevel, i alle møter og år."
    )

    @model_validator(mode="after")
    def _each_target_once(self) -> "Publisering":
        names = [own.navn for own in self.mål]
        for name in {name for name in names if names.count(name) > 1}:
            message = f"To av målene heter «{name}»."
            raise refuse("dobbelt-mal", message, "Gi dem hvert sitt navn.")
        return self
