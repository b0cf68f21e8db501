"""`organisasjon.yaml`: who meets, and what holds for every meeting."""

from typing import Any, Final, Literal

from pydantic import AliasChoices, ConfigDict, Field, model_validator

from dokumentmaskin.plan.records.fields import (
    Dager,
    Epost,
    JaNei,
    Linje,
    Linjer,
    Målform,
    Møtedag,
    Nettadresse,
    Organisasjonsnummer,
    Record,
    Tekster,
    Tid,
    Åpen,
)
from dokumentmaskin.plan.records.fixed_cases import FasteSaker
from dokumentmaskin.plan.records.mail import Epostoppsett
from dokumentmaskin.plan.records.publication import Publisering
from dokumentmaskin.plan.words import FAGGRUPPE

# The key that had the groups before there were others than faggrupper.
_OLDER: Final = "faggrupper"
Motor = Literal["innebygd", "libreoffice"]
# What a column of a spreadsheet of members may hold. «vara» names deputies in their member's own row,
# «vara_for» the member in a deputy's.
Kolonnefelt = Literal[
    "gruppe",
    "navn",
    "tittel",
    "delregion",
    "kommune",
    "parti",
    "rolle",
    "vara",
    "vara_for",
    "epost",
    "telefon",
    "fra",
    "til",
]


class Sekretariat(Record):
    """Who sends the summons and answers questions."""

    navn: Åpen[Linje] = Field(description="Hvem som er avsender.")
    adresse: Åpen[Linje] = Field("", description="Post- og besøksadresse.")
    epost: Åpen[Epost] = Field("", description="E-postadressen til sekretariatet.")
    telefon: Åpen[Linje] = Field("", description="Telefonnummeret til sekretariatet.")
    kontaktperson: Åpen[Linje] = Field("", description="Personen som de innkalte kan spørre.")


class Logo(Record):
    """The picture that stands first on the papers."""

    fil: Åpen[Linje] = Field(min_length=1, description="Bildefilen (PNG eller JPEG), fra mappen plan/.")
    tekst: Åpen[Linje] = Field(
        min_length=1, description="Hva logoen sier, for dem som ikke ser den; oftest navnet."
    )


class Ord(Record):
    """Words for a body, instead of those that follow from what kind it is (`plan.words.bodies`)."""

    bestemt: Åpen[Linje] = Field("", description="Organet i bestemt form: «ungdomsrådet».")
    ubestemt: Åpen[Linje] = Field("", description="Organet i ubestemt form: «et ungdomsråd».")
    eieform: Åpen[Linje] = Field(
        "", description="Hvem noe hører til: «ungdomsrådets», på nynorsk «til ungdomsrådet»."
    )
    møte: Åpen[Linje] = Field("", description="Et møte i ett ord: «ungdomsrådsmøte».")
    møtet: Åpen[Linje] = Field("", description="Det samme i bestemt form: «ungdomsrådsmøtet».")
    møte_i: Åpen[Linje] = Field("", description="Et møte i flere ord: «møte i ungdomsrådet».")
    leder: Åpen[Linje] = Field("", description="Tittelen til den som leder: «Leder».")
    nestleder: Åpen[Linje] = Field("", description="Tittelen til nestlederen: «Nestleder».")
    medlem: Åpen[Linje] = Field("", description="Tittelen til et medlem: «Medlem».")

    @property
    def said(self) -> dict[str, str]:
        """The words that somebody has set, by their names."""
        return {name: word for name, word in self if word}


def _slag_elsewhere(schema: dict[str, Any]) -> None:
    """The older «faggrupper» does not ask for the kind; `Organisasjon` asks for it under «grupper»."""
    schema.pop("description", None)
    schema["required"].remove("slag")


class Gruppe(Record):
    """A body that meets."""

    model_config = ConfigDict(json_schema_extra=_slag_elsewhere)

    navn: Åpen[Linje] = Field(min_length=1, description="Gruppens navn, for eksempel «næringssamarbeid».")
    slag: Åpen[Linje] = Field(
        min_length=1,
        description="representantskap, styre, utvalg, faggruppe, arbeidsgruppe eller et eget slag.",
    )
    ord: Åpen[Ord] = Field(Ord(), description="Ord som brukes i stedet for dem som følger av slaget.")
    tittel: Åpen[Linje] = Field(
        "", description="Navnet skrevet ut. Er det tomt, følger det av slaget: «Utvalget for …»."
    )
    målform: Åpen[Målform | None] = Field(
        None, description="Målformen i gruppens papirer. Er den tom, gjelder den til organisasjonen."
    )
    leder: Åpen[Linje] = Field("", description="Hvem som leder gruppen.")
    nestleder: Åpen[Linje] = Field("", description="Hvem som er nestleder i gruppen.")
    folkevalgt: Åpen[JaNei | None] = Field(
        None,
        description="Om gruppen er folkevalgt. Er det tomt, følger det av slaget og organisasjonsformen.",
    )
    følger_kommuneloven: Åpen[JaNei] = Field(
        default=False,
        description="Skriv ja når gruppen vil ha råd etter kommuneloven kapittel 11 uten å være folkevalgt.",
    )
    vanlig_tid: Åpen[Tid | None] = Field(None, description="Når gruppen møtes hvis ikke noe annet er sagt.")
    vanlig_sted: Åpen[Linje] = Field("", description="Hvor gruppen møtes hvis ikke noe annet er sagt.")
    nettside: Åpen[Nettadresse] = Field("", description="Nettsiden der sakspapirene ligger.")
    arkivreferanse: Åpen[Linje] = Field("", description="Arkivsaken som papirene hører til.")
    saksnummer: Åpen[Literal["per møte", "løpende"]] = Field(
        "per møte", description="1, 2, 3 i hvert møte, eller 01/22, 02/22 gjennom året."
    )
    protokoll: Åpen[Literal["referat", "møteprotokoll", "møtebok"]] = Field(
        "referat", description="Hva referatet heter på papiret: referat, møteprotokoll eller møtebok."
    )
    underskrift: Åpen[Literal["ingen", "linjer", "godkjenning"]] = Field(
        "ingen",
        description="Hvordan referatet blir bekreftet: linjer å skrive under på, eller «godkjent i møtet …».",
    )
    roller: Åpen[Tekster] = Field(default=(), description="Hvilke roller gruppen har.")
    faste_saker: Åpen[FasteSaker] = Field(
        FasteSaker(), description="Sakene som står i hvert møte. «ingen» når gruppen ikke vil ha noen."
    )


class Frister(Record):
    """How many days before or after a meeting things are due."""

    temaer: Åpen[Dager | None] = Field(
        None, description="Hvor mange dager før møtet temaer og saker senest må meldes inn."
    )
    innkalling: Åpen[Dager] = Field(7, description="Hvor mange dager før møtet innkallingen går ut.")
    forfall: Åpen[Dager] = Field(2, description="Hvor mange dager før møtet forfall senest må meldes.")
    referat: Åpen[Dager | None] = Field(
        None, description="Hvor mange dager etter møtet referatet skal være ferdig."
    )
    merknader: Åpen[Dager] = Field(14, description="Hvor mange dager etter møtet merknader senest må sendes.")


class Skoleferie(Record):
    """A holiday of the schools in the area: people work, and many are away."""

    navn: Åpen[Linje] = Field(min_length=1, description="Hva ferien heter: «vinterferie».")
    dager: Åpen[Møtedag] = Field(description="Dagene: «23.–27. februar 2026».")


class Hjuloppsett(Record):
    """What the year wheel shows beside the meetings."""

    frister: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når fristene skal stå i en ytre ring i årshjulet."
    )


class PdfOppsett(Record):
    """How the PDFs are made."""

    motor: Åpen[Motor] = Field("innebygd", description="Programmet som lager PDF av Word-filene.")


def _either_key(schema: dict[str, Any]) -> None:
    """What an editor is to know of the groups: the older key has them too, without a kind for each."""
    schema.pop("description", None)
    groups = schema["properties"]["grupper"]
    older = {**groups, "deprecated": True, "title": "Faggrupper"}
    older["description"] = "Det eldre navnet på «grupper», for faggrupper."
    schema["properties"][_OLDER] = older
    groups["items"] = {"allOf": [groups["items"], {"required": ["slag"]}]}
    schema["required"].remove("grupper")
    schema["oneOf"] = [{"required": ["grupper"]}, {"required": [_OLDER]}]


class Organisasjon(Record):
    """`organisasjon.yaml`: names, groups, sub-regions and deadlines."""

    model_config = ConfigDict(json_schema_extra=_either_key)

    navn: Åpen[Linje] = Field(min_length=1, description="Organisasjonens navn.")
    form: Åpen[Linje] = Field(
        "", description="Organisasjonsformen, for eksempel «interkommunalt politisk råd»."
    )
    organisasjonsnummer: Åpen[Organisasjonsnummer] = Field(
        "", description="Organisasjonsnummeret, ni siffer."
    )
    nettsted: Åpen[Nettadresse] = Field("", description="Organisasjonens nettsted.")
    logo: Åpen[Logo | None] = Field(None, description="Logoen i brevhodet og på forsiden av møtepakken.")
    målform: Åpen[Målform] = Field("bokmål", description="Språket dokumentene skrives på.")
    sekretariat: Åpen[Sekretariat] = Field(description="Hvem som sender innkallinger og svarer på spørsmål.")
    delregioner: Åpen[Linjer] = Field(default=(), description="Delregionene, i fast rekkefølge.")
    grupper: Åpen[tuple[Gruppe, ...]] = Field(
        min_length=1,
        validation_alias=AliasChoices("grupper", _OLDER),
        description="Gruppene som møtes, hver med sitt slag.",
    )
    regler: Åpen[Tekster] = Field(default=(), description="Regler som gjelder alle gruppene.")
    sekretariatets_ansvar: Åpen[Tekster] = Field(default=(), description="Hva sekretariatet har ansvar for.")
    åpne_uttrykk: Åpen[Linjer] = Field(
        default=(),
        description="Ord som alle kan lese, også når de står i noe som er unntatt: brevhoder, navn på lover.",
    )
    kolonner: Åpen[dict[Linje, Kolonnefelt]] = Field(
        default={},
        description="Navnene dere har på kolonnene i medlemslisten i Excel, og hva hver av dem er: "
        "«E-post jobb: epost».",
    )
    frister: Åpen[Frister] = Field(
        Frister(),
        description="Antall dager før eller etter møtet. En frist på en fridag gjelder virkedagen før.",
    )
    skoleferier: Åpen[tuple[Skoleferie, ...]] = Field(
        default=(), description="Skoleferiene der dere møtes. Et møte i en av dem blir nevnt."
    )
    årshjul: Åpen[Hjuloppsett] = Field(Hjuloppsett(), description="Hva årshjulet viser i tillegg til møtene.")
    publisering: Åpen[Publisering] = Field(
        Publisering(), description="Hvordan møtene blir lagt ut på nettstedet."
    )
    epost: Åpen[Epostoppsett] = Field(
        Epostoppsett(), description="Hvordan e-post til de innkalte blir laget og sendt."
    )
    pdf: Åpen[PdfOppsett] = Field(PdfOppsett(), description="Hvordan PDF-ene lages.")

    @model_validator(mode="before")
    @classmethod
    def _older_key(cls, data: object) -> object:
        """Under «faggrupper» stand groups of one kind."""
        if isinstance(data, dict) and isinstance(older := data.get(_OLDER), list):
            said = [{"slag": FAGGRUPPE, **group} if isinstance(group, dict) else group for group in older]
            return {**data, _OLDER: said}
        return data
