"""What the plan files that a person writes hold, field by field. The names are the words on the page.

`organisasjon.yaml` is an `Organisasjon`, `medlemmer.yaml` a `Medlemsliste`, `2022/naeringssamarbeid.yaml` an
`Årsplan` and `2022/2022-03-11/mote.yaml` a `Møtefil`. The models only say what one file may hold; what the
files must agree on is `plan.loading.checks`. A key left empty counts as not written.

To add a field to a case, write it in `Saksframlegg`, with a kind from `fields` and a description in
Norwegian; CONTRIBUTING.md, «A field of a case», has the steps that follow from it.
"""

import json
import re
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, model_validator

from dokumentmaskin.plan.records.case_numbers import Saksnummerfil
from dokumentmaskin.plan.records.fields import (
    Dag,
    Dager,
    ForInnkalte,
    JaNei,
    Klokkeslett,
    Linje,
    MedSaken,
    Målform,
    Møtedag,
    Nettadresse,
    Record,
    Saksnummer,
    Sakstekst,
    Tekst,
    Tid,
    Åpen,
    refuse,
    without_empty,
)
from dokumentmaskin.plan.records.outcome import Oppfølgingsfil, Referatfil

Motor = Literal["innebygd", "libreoffice"]
Sakstype = Literal["vedtak", "drøfting", "orientering"]


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


class Vara(Record):
    """A deputy."""

    navn: Åpen[Linje] = Field(min_length=1, description="Navnet, eller rollen.")
    epost: ForInnkalte[Linje] = Field("", description="Kommer aldri med i dokumentene.")
    telefon: ForInnkalte[Linje] = Field("", description="Kommer aldri med i dokumentene.")


class Medlem(Record):
    """Someone who sits in a group for a sub-region. Contact details are for the secretariat alone."""

    navn: Åpen[Linje] = Field(min_length=1, description="Navnet, eller rollen.")
    delregion: Åpen[Linje] = Field(description="Delregionen medlemmet sitter for.")
    epost: ForInnkalte[Linje] = Field("", description="Kommer aldri med i dokumentene.")
    telefon: ForInnkalte[Linje] = Field("", description="Kommer aldri med i dokumentene.")
    vara: Åpen[Vara | None] = Field(None, description="Varamedlemmet.")


class Medlemsliste(RootModel[dict[str, tuple[Medlem, ...]]]):
    """`medlemmer.yaml`: the members of each group, by the group's name."""

    model_config = ConfigDict(
        json_schema_extra={"description": "Medlemmene i hver gruppe, under gruppens navn."}
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        return without_empty(data)


class Prioriteringer(Record):
    """What the year is about."""

    overskrift: Åpen[Linje] = Field("", description="Samlende overskrift.")
    innledning: Åpen[Tekst] = Field("", description="Tekst før punktene.")
    punkter: Åpen[tuple[Tekst, ...]] = Field(default=(), description="Hovedprioriteringene.")


class Møterad(Record):
    """A row of the year's meeting plan."""

    type: Åpen[Literal["faggruppemøte", "webinar", "konferanse", "samling"]] = Field(
        description="Hva slags møte det er. Bare faggruppemøter får møtepapirer."
    )
    dato: Åpen[Møtedag]
    form: Åpen[Literal["digitalt", "fysisk", "hybrid"] | None] = Field(None, description="Møteformen.")
    usikker: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når det ikke er sikkert at møtet blir holdt."
    )
    tittel: Åpen[Linje] = Field("", description="Navnet på arrangementet.")
    felles_med: Åpen[tuple[Linje, ...]] = Field(
        default=(), description="Andre grupper som møtet er felles med."
    )
    tema: Åpen[tuple[Linje, ...]] = Field(default=(), description="Temaene, i rekkefølge.")
    kommentar: Åpen[Linje] = Field("", description="Kommentar i møteplanen.")


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
    andre_viktige_saker: Åpen[tuple[Linje, ...]] = Field(
        default=(), description="Saker utenom prioriteringene."
    )
    møteplan: Åpen[tuple[Møterad, ...]] = Field(min_length=1, description="Årets møter og arrangementer.")
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
    """A line of the day's programme."""

    tid: Åpen[Klokkeslett]
    hva: Åpen[Linje] = Field(min_length=1, description="Hva som skjer.")


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


class Møtefil(Record):
    """`2022/2022-03-11/mote.yaml`: what is settled for one meeting."""

    gruppe: Åpen[Linje] = Field("", description="Skriv gruppens navn når flere grupper møtes samme dag.")
    tid: Åpen[Tid | None] = Field(None, description="Når møtet begynner og slutter, TT:MM–TT:MM.")
    sted: Åpen[Linje] = Field("", description="Møtestedet.")
    videolenke: ForInnkalte[Nettadresse] = Field(
        "", description="Lenken til videomøtet. Den står bare i innkallingen."
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
    saker: Åpen[tuple[Saksframlegg, ...]] = Field(
        default=(), description="Møtets egne saker. Uten dem brukes temaene i årsplanen."
    )


# What the plan's files are called, for the JSON Schemas by which an editor completes and checks a plan.
KINDS: Final[dict[str, type[BaseModel]]] = {
    "organisasjon": Organisasjon,
    "medlemmer": Medlemsliste,
    "arsplan": Årsplan,
    "mote": Møtefil,
    "referat": Referatfil,
    "oppfolging": Oppfølgingsfil,
    "saksnummer": Saksnummerfil,
}


def schema_files() -> dict[str, str]:
    """The name and the text of each schema file."""
    return {f"{kind}.schema.json": _schema(model) for kind, model in KINDS.items()}


def _schema(model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="validation"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
