"""What `organisasjon.yaml` says of the website."""

from pydantic import Field

from dokumentmaskin.plan.records.fields import Nettadresse, Record, Åpen


class Publisering(Record):
    """How meetings are laid out for the website."""

    adresse: Åpen[Nettadresse] = Field(
        "", description="Nettadressen som mappen «output/nettsted» blir å finne på."
    )
