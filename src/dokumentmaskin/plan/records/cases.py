"""A case as a meeting's own file presents it, with its papers and what is exempt of it."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from dokumentmaskin.plan.records.fields import (
    Dag,
    JaNei,
    Klokkeslett,
    Linje,
    MedSaken,
    Minutter,
    Nettadresse,
    Record,
    Saksnummer,
    Sakstekst,
    Åpen,
    or_text,
    refuse,
)

Sakstype = Literal["vedtak", "drøfting", "orientering", "valg"]

_LAW = "Lovhjemmelen, for eksempel «offl. § 14»."
_GROUND = "Skriv hjemmelen, for eksempel «offl. § 14», eller slett linjen."


def _said(value: object) -> object:
    """An empty «unntatt:» is no ground, and must not make open what someone meant to exempt."""
    if value is None:
        raise refuse("ikke-hjemmel", "Her mangler lovhjemmelen.", _GROUND)
    return value


class Unntatt(Record):
    """That something is exempt from public access, and by what law (offentleglova).

    The legal ground alone may stand for the whole: `unntatt: offl. § 14`.
    """

    model_config = ConfigDict(json_schema_extra=or_text({"minLength": 1, "description": _LAW}))

    hjemmel: Åpen[Linje] = Field(min_length=1, description=_LAW)
    tittel: Åpen[Linje] = Field("", description="En nøytral tittel som alle kan se. Kan sløyfes.")

    @model_validator(mode="before")
    @classmethod
    def _from_ground(cls, data: object) -> object:
        return {"hjemmel": data} if isinstance(data, str) else data

    @field_validator("hjemmel")
    @classmethod
    def _without_reference(cls, ground: str) -> str:
        """The documents print «jf.» themselves."""
        return re.sub(r"^jf\b\.?\s*", "", ground, flags=re.IGNORECASE) or ground

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
    ettersendt: MedSaken[Dag | None] = Field(
        None, description="Dagen papiret ble sendt, når det kom etter innkallingen."
    )
    lagt_fram: MedSaken[Dag | None] = Field(
        None, description="Dagen papiret ble lagt fram i møtet. Kan stå med «fil», eller alene."
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
        if sum(map(bool, sources)) != (0 if self.lagt_fram and not (self.fil or self.lenke) else 1):
            message = f"Vedlegget «{self.tittel}» må ha nøyaktig én kilde."
            advice = "Skriv én av disse: fil, lenke, ettersendes, legges_fram: ja eller lagt_fram."
            raise refuse("vedlegg-kilde", message, advice)
        return self

    @model_validator(mode="after")
    def _late_in_one_way(self) -> "Vedlegg":
        if self.ettersendt and (self.lagt_fram or not (self.fil or self.lenke)):
            message = f"Vedlegget «{self.tittel}» er ettersendt, men "
            message += "er også lagt fram i møtet." if self.lagt_fram else "har verken fil eller lenke."
            advice = "Skriv «fil:» når det er kommet, og bare én av «ettersendt:» og «lagt_fram:»."
            raise refuse("ettersendt-vedlegg", message, advice)
        return self

    @model_validator(mode="after")
    def _description_of_a_file(self) -> "Vedlegg":
        if self.alternativ_tekst and not self.fil:
            message = f"Vedlegget «{self.tittel}» har alternativ tekst, men ingen fil."
            advice = "Slett linjen «alternativ_tekst:», eller skriv stien til bildet i «fil:»."
            raise refuse("alternativ-tekst-uten-fil", message, advice)
        return self


class Melding(Vedlegg):
    """Something that a meeting is told of, in a list: a letter that has come, a decision made elsewhere.

    It is a paper in all but that it need not have a file.
    """

    tittel: MedSaken[Linje] = Field(min_length=1, description="Hva meldingen gjelder.")
    fra: MedSaken[Linje] = Field("", description="Hvem den er fra.")
    dato: MedSaken[Dag | None] = Field(None, description="Datoen på brevet eller vedtaket.")

    @model_validator(mode="after")
    def _one_source(self) -> "Melding":
        if self.fil and self.lenke:
            message = f"Meldingen «{self.tittel}» har både fil og lenke."
            raise refuse("vedlegg-kilde", message, "Skriv den ene.")
        return self


class Underpunkt(Record):
    """A part of a case, by a number of its own: 4.1, 4.2."""

    tittel: MedSaken[Linje] = Field(min_length=1, description="Tittelen på punktet.")
    tekst: MedSaken[Sakstekst] = ""


class AlternativtForslag(Record):
    """Another proposal than the one that the case itself makes."""

    fra: MedSaken[Linje] = Field(min_length=1, description="Hvem som har lagt det fram.")
    tekst: MedSaken[Sakstekst] = Field(min_length=1)


class TidligereSak(Record):
    """A case of an earlier meeting, by a number that runs through the year, or with the day of its meeting.

    The number alone may stand for the whole: `02/26`. A case that another body had says which.
    """

    model_config = ConfigDict(json_schema_extra=or_text({"pattern": r"^\d{1,3}/\d{2}$"}))

    sak: MedSaken[Saksnummer] = Field(description="Nummeret saken hadde, for eksempel «02/26».")
    møte: MedSaken[Dag | None] = Field(None, description="Datoen for møtet, når numrene er fra 1 i hvert.")
    gruppe: MedSaken[Linje] = Field("", description="Gruppen som hadde saken, når det var en annen.")

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, data: object) -> object:
        return {"sak": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _says_when(self) -> "TidligereSak":
        if "/" not in self.sak and self.møte is None:
            advice = f"Skriv datoen også: «{{sak: {self.sak}, møte: 2022-01-14}}»."
            raise refuse("tidligere-sak-uten-mote", f"Sak {self.sak} kan være i flere møter.", advice)
        return self


def _without_its_noun(reference: str) -> str:
    """«34/21» of «sak nr. 34/21»: the documents print the noun themselves."""
    return re.sub(r"^sak(en|er|ene)?\b\s*(nr\b\.?\s*)?", "", reference, flags=re.IGNORECASE)


class Saksframlegg(Record):
    """One case as a meeting's own file presents it."""

    seksjon: Åpen[Linje] = Field(
        "", description="Overskrift i sakslisten. Den gjelder til neste seksjon, og alle kan lese den."
    )
    tittel: MedSaken[Linje] = Field(min_length=1, description="Sakens tittel.")
    type: Åpen[Sakstype | None] = Field(None, description="Hva gruppen skal gjøre med saken.")
    dag: Åpen[Dag | None] = Field(None, description="Dagen saken er satt opp, når møtet har flere dager.")
    tid: Åpen[Klokkeslett | None] = Field(None, description="Når saken begynner, TT:MM.")
    varighet: Åpen[Minutter | None] = Field(None, description="Hvor mange minutter saken tar.")
    innleder: MedSaken[Linje] = Field("", description="Hvem som innleder.")
    bakgrunn: MedSaken[Sakstekst] = ""
    vurdering: MedSaken[Sakstekst] = ""
    underpunkter: MedSaken[tuple[Underpunkt, ...]] = Field(
        default=(), description="Delene av saken, som får numrene 4.1, 4.2 og så videre."
    )
    forslag_til_vedtak: MedSaken[Sakstekst] = ""
    alternative_forslag: MedSaken[tuple[AlternativtForslag, ...]] = Field(
        default=(), description="Andre forslag enn det som står i «forslag_til_vedtak»."
    )
    tidligere_behandling: MedSaken[tuple[TidligereSak, ...]] = Field(
        default=(), description="Saken i tidligere møter. Datoer og vedtak hentes fra referatene."
    )
    oppfølging_av: MedSaken[Annotated[Linje, AfterValidator(_without_its_noun)]] = Field(
        "", description="Saken som denne saken følger opp, for eksempel «34/21»."
    )
    prioritering: MedSaken[Linje] = Field("", description="Prioriteringen som saken hører til.")
    vedlegg: MedSaken[tuple[Vedlegg, ...]] = Field(default=(), description="Papirene som hører til saken.")
    unntatt: Åpen[Annotated[Unntatt | None, BeforeValidator(_said)]] = Field(
        None, description="Fyll ut når saken er unntatt offentlighet."
    )
    ettersendt: Åpen[Dag | None] = Field(
        None, description="Dagen saken ble sendt, når den kom etter innkallingen."
    )
    lagt_fram: Åpen[Dag | None] = Field(None, description="Dagen saken ble lagt fram, når det var i møtet.")
    nummer: Åpen[Saksnummer] = Field(
        "", description="Nummeret saken fikk i innkallingen, når tittelen er ny."
    )
    utgår: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når saken er trukket. Den beholder nummeret."
    )

    @property
    def avgjøres(self) -> bool:
        """Whether the meeting is to decide in it."""
        return self.type in {"vedtak", "valg"}

    @property
    def har_sakstekst(self) -> bool:
        """Whether a text presents it, with or without papers."""
        return bool(self.bakgrunn or self.vurdering or self.forslag_til_vedtak or self.underpunkter)
