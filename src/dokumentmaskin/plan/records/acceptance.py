"""What is published in spite of a finding of the gate, and why."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field

from dokumentmaskin.plan.records.fields import Linje, Record, Åpen, refuse

NEVER_ACCEPTED: Final = frozenset({"fodselsnummer", "unntatt-i-apen-fil", "unntatt-og-apen"})
"""The findings that nobody can accept: offentlegforskrifta § 7 andre ledd, offentleglova § 13."""


def _may_be_accepted(code: str) -> str:
    if code in NEVER_ACCEPTED:
        message = f"«{code}» kan ikke godtas."
        raise refuse("kan-ikke-godtas", message, "Ta bort det som ble funnet, og slett denne posten.")
    return code


class Godtatt(Record):
    """A finding that somebody has decided to publish in spite of, and why. All of it is open."""

    funn: Åpen[Annotated[Linje, AfterValidator(_may_be_accepted)]] = Field(
        min_length=1, description="Koden til funnet, slik «dok publiser» skrev den."
    )
    fil: Åpen[Linje] = Field(
        min_length=1, description="Filen det gjelder, for eksempel vedlegg/notat.pdf, eller vedlegg/*.pdf."
    )
    verdi: Åpen[Linje] = Field("", description="Det som ble funnet, slik «dok publiser» skrev det.")
    grunn: Åpen[Linje] = Field(
        min_length=1, description="Hvorfor det kan publiseres. Den står i manifestet, som alle kan lese."
    )
