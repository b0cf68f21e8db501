"""A case as a meeting's own file presents it, with its papers and what is exempt of it."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from dokumentmaskin.plan.records.fields import (
    Dag,
    JaNei,
    Klokkeslett,
    Linje,
    MedSaken,
    Nettadresse,
    Record,
    Saksnummer,
    Sakstekst,
    Åpen,
    refuse,
)

Sakstype = Literal["vedtak", "drøfting", "orientering"]

_GROUND = "Skriv hjemmelen, for eksempel «offl. § 14», eller slett linjen."


def _said(value: object) -> object:
    """An empty «unntatt:» is no ground, and must not make open what someone meant to exempt."""
    if value is None:
        raise refuse("ikke-hjemmel", "Her mangler lovhjemmelen.", _GROUND)
    return value


def _two_forms(schema: dict[str, Any]) -> None:
    """Let an editor take the legal ground as a text, or the keys."""
    keys = {key: value for key, value in schema.items() if key != "description"}
    schema.clear()
    ground = {"type": "string", "minLength": 1, "description": keys["properties"]["hjemmel"]["description"]}
    schema.update({"title": keys.pop("title"), "anyOf": [ground, keys]})


class Unntatt(Record):
    """That something is exempt from public access, and by what law (offentleglova).

    The legal ground alone may stand for the whole: `unntatt: offl. § 14`.
    """

    model_config = ConfigDict(json_schema_extra=_two_forms)

    hjemmel: Åpen[Linje] = Field(min_length=1, description="Lovhjemmelen, for eksempel «offl. § 14».")
    tittel: Åpen[Linje] = Field("", description="En nøytral tittel som alle kan se. Kan sløyfes.")

    @model_validator(mode="before")
    @classmethod
    def _from_ground(cls, data: object) -> object:
        return {"hjemmel": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _ground_is_a_law(self) -> "Unntatt":
        if self.hjemmel.lower() in {"ja", "nei", "true", "false"}:
            raise refuse("ikke-hjemmel", f"«{self.hjemmel}» er ikke en lovhjemmel.", _GROUND)
        return self


class Vedlegg(Record):
    """A paper that belongs to a case: a file, a link, or when and how it will come."""

    tittel: MedSaken[Linje] = Field(min_length=1, description="Tittelen på papiret.")
    fil: MedSaken[Linje] = Field("", description="Stien til filen fra mappen som mote.yaml ligger i.")
    lenke: MedSaken[Nettadresse] = Field("", description="Nettadressen til papiret.")
    ettersendes: MedSaken[Dag | None] = Field(None, description="Siste dag papiret blir sendt.")
    legges_fram: MedSaken[JaNei] = Field(
        default=False, description="Skriv ja når papiret legges fram i møtet."
    )
    alternativ_tekst: MedSaken[Linje] = Field(
        "", description="Hva et bilde viser, for dem som ikke kan se det. Bare når «fil» er et bilde."
    )
    unntatt: Åpen[Annotated[Unntatt | None, BeforeValidator(_said)]] = Field(
        None, description="Fyll ut når papiret er unntatt offentlighet, og saken ellers er åpen."
    )

    @model_validator(mode="after")
    def _one_source(self) -> "Vedlegg":
        sources = (self.fil, self.lenke, self.ettersendes, self.legges_fram)
        if sum(map(bool, sources)) != 1:
            message = f"Vedlegget «{self.tittel}» må ha nøyaktig én kilde."
            advice = "Skriv én av disse: fil, lenke, ettersendes eller legges_fram: ja."
            raise refuse("vedlegg-kilde", message, advice)
        return self

    @model_validator(mode="after")
    def _description_of_a_file(self) -> "Vedlegg":
        if self.alternativ_tekst and not self.fil:
            message = f"Vedlegget «{self.tittel}» har alternativ tekst, men ingen fil."
            advice = "Slett linjen «alternativ_tekst:», eller skriv stien til bildet i «fil:»."
            raise refuse("alternativ-tekst-uten-fil", message, advice)
        return self


def _without_its_noun(reference: str) -> str:
    """«34/21» of «sak nr. 34/21»: the documents print the noun themselves."""
    return re.sub(r"^sak(en|er|ene)?\b\s*(nr\b\.?\s*)?", "", reference, flags=re.IGNORECASE)


class Saksframlegg(Record):
    """One case as a meeting's own file presents it."""

    tittel: MedSaken[Linje] = Field(min_length=1, description="Sakens tittel.")
    type: Åpen[Sakstype | None] = Field(None, description="Hva gruppen skal gjøre med saken.")
    dag: Åpen[Dag | None] = Field(None, description="Dagen saken er satt opp, når møtet har flere dager.")
    tid: Åpen[Klokkeslett | None] = Field(None, description="Når saken begynner, TT:MM.")
    innleder: MedSaken[Linje] = Field("", description="Hvem som innleder.")
    bakgrunn: MedSaken[Sakstekst] = ""
    vurdering: MedSaken[Sakstekst] = ""
    forslag_til_vedtak: MedSaken[Sakstekst] = ""
    oppfølging_av: MedSaken[Annotated[Linje, AfterValidator(_without_its_noun)]] = Field(
        "", description="Saken som denne saken følger opp, for eksempel «34/21»."
    )
    prioritering: MedSaken[Linje] = Field("", description="Prioriteringen som saken hører til.")
    vedlegg: MedSaken[tuple[Vedlegg, ...]] = Field(default=(), description="Papirene som hører til saken.")
    unntatt: Åpen[Annotated[Unntatt | None, BeforeValidator(_said)]] = Field(
        None, description="Fyll ut når saken er unntatt offentlighet."
    )
    nummer: Åpen[Saksnummer] = Field(
        "", description="Nummeret saken fikk i innkallingen, når tittelen er ny."
    )
    utgår: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når saken er trukket. Den beholder nummeret."
    )
