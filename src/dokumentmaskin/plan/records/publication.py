"""What `organisasjon.yaml` says of the website."""

from pydantic import Field

from dokumentmaskin.plan.records.fields import JaNei, Nettadresse, Record, Åpen


class Publisering(Record):
    """How meetings are laid out for the website."""

    adresse: Åpen[Nettadresse] = Field(
        "", description="Nettadressen som mappen «output/nettsted» blir å finne på."
    )
    utkast_til_referat: Åpen[JaNei] = Field(
        default=False,
        description="Skriv ja når et referat som er lest inn, skal legges ut som utkast før det er godkjent.",
    )
