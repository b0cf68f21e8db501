"""Where the site is sent: the targets of `publisering: {mål: […]}`. A password never stands in the plan."""

import re
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from dokumentmaskin.plan.records.fields import (
    ForInnkalte,
    JaNei,
    Linje,
    Nettadresse,
    Port,
    Record,
    Åpen,
    refuse,
)

Målslag = Literal["mappe", "sftp", "wordpress"]

# The keys that a kind of target must have, and those that it may have.
_KEYS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "mappe": (("sti",), ()),
    "sftp": (("vert", "bruker", "mappe"), ("port", "nøkkel")),
    "wordpress": (("adresse", "bruker", "side"), ("kladd",)),
}
_OF_A_KIND: Final = sorted({key for needed, allowed in _KEYS.values() for key in (*needed, *allowed)})
# What is said on this machine alone may be said unencrypted.
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class Mål(Record):
    """A place that the site is sent to."""

    navn: Åpen[Linje] = Field(min_length=1, description="Hva målet heter i «dok publiser --til NAVN».")
    slag: Åpen[Målslag] = Field(description="mappe, sftp eller wordpress.")
    sti: ForInnkalte[Linje] = Field("", description="Mappen nettstedet blir kopiert til (mappe).")
    vert: ForInnkalte[Linje] = Field("", description="Navnet på tjeneren (sftp).")
    port: Åpen[Port] = Field(22, description="Porten på tjeneren, når den ikke er 22 (sftp).")
    bruker: ForInnkalte[Linje] = Field("", description="Brukernavnet på tjeneren (sftp, wordpress).")
    mappe: ForInnkalte[Linje] = Field("", description="Mappen på tjeneren (sftp).")
    nøkkel: ForInnkalte[Linje] = Field("", description="Filen med den private SSH-nøkkelen (sftp).")
    adresse: Åpen[Nettadresse] = Field("", description="Forsiden til WordPress-nettstedet (wordpress).")
    side: Åpen[Linje] = Field(
        "", description="Siden i WordPress som møtenes sider blir lagt under, som «moter» (wordpress)."
    )
    kladd: Åpen[JaNei] = Field(
        default=False,
        description="Skriv ja når nye sider skal være kladder til noen publiserer dem (wordpress).",
    )

    @model_validator(mode="after")
    def _is_whole(self) -> "Mål":
        needed, allowed = _KEYS[self.slag]
        for key in needed:
            if not getattr(self, key):
                message = f"Et mål av slaget «{self.slag}» må ha «{key}»."
                raise refuse("ufullstendig-mal", message, f"Skriv en linje som begynner med «{key}:» her.")
        for key in _OF_A_KIND:
            if key in self.model_fields_set and key not in (*needed, *allowed):
                message = f"«{key}» hører ikke til et mål av slaget «{self.slag}»."
                raise refuse("ufullstendig-mal", message, "Slett linjen, eller rett «slag:».")
        return self

    @model_validator(mode="after")
    def _is_safe(self) -> "Mål":
        if self.slag == "wordpress":
            address = urlsplit(self.adresse)
            if address.scheme != "https" and address.hostname not in LOOPBACK:
                message = f"«{self.adresse}» er ikke kryptert, så passordet ville vært synlig for andre."
                raise refuse("ukryptert-adresse", message, "Skriv adressen med https://.")
            if not re.fullmatch(r"[a-z0-9_-]+", self.side):
                message = f"«{self.side}» er ikke navnet på en side i WordPress."
                advice = "Skriv det siste leddet i sidens adresse, som «moter» i https://example.org/moter/."
                raise refuse("ugyldig-side", message, advice)
        return self
