"""What came out of the meetings, in the two files that dok writes and a person may correct.

`2022/2022-03-11/referat.yaml` holds what the minutes of a meeting say, read back from the Word file by `dok
les-referat`, in the words of the minutes themselves; reading the text that `minutes_yaml` gives makes the
same record, word for word. `oppfolging.yaml` holds the follow-up points that were closed between meetings by
`dok oppfolging lukk`: a line names a point by where it arose, not by its reference, and is read without dok.
They are files of their own, so that what a person has written in the plan is never rewritten.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, Literal
from unicodedata import normalize

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dokumentmaskin.errors import Place, PlanError
from dokumentmaskin.plan.records.fields import (
    Antall,
    Dag,
    Fritekst,
    Klokkeslett,
    Linje,
    MedSaken,
    Record,
    Åpen,
    refuse,
)
from dokumentmaskin.plan.records.validation import validate
from dokumentmaskin.plan.yaml import parse_yaml, quoted

CLOSINGS: Final = "oppfolging.yaml"
_KEY: Final = "lukkede_punkter"
_HEADER: Final = f"""\
# yaml-language-server: $schema=skjema/oppfolging.schema.json
# Skrevet av «dok oppfolging lukk». Slett et punkt her for å åpne det igjen.
{_KEY}:
"""

Data = dict[str, Any]
_WIDTH: Final = 110

Frammøte = Literal["medlem", "vara", "ingen"]
Punktstatus = Literal["åpen", "i arbeid", "lukket"]
Voteringsutfall = Literal["enstemmig", "ingen votering"]
Godkjenningsutfall = Literal["godkjent", "godkjent med merknader", "ikke godkjent", "utsatt"]


class Deltakelse(Record):
    """A row of the table of participants: who was there for a sub-region, or in a member's seat."""

    delregion: Åpen[Linje] = Field(
        "", description="Delregionen eller kommunen raden gjelder. Tom når medlemmet ikke sitter for noen."
    )
    medlem: Åpen[Linje] = Field("", description="Medlemmet som var innkalt.")
    vara: Åpen[Linje] = Field("", description="Varamedlemmet.")
    møtte: Åpen[Frammøte] = Field(description="Hvem som møtte: medlem, vara eller ingen.")
    kom: Åpen[Klokkeslett | None] = Field(
        None, description="Når den som møtte, kom, hvis det var etter start."
    )
    gikk: Åpen[Klokkeslett | None] = Field(
        None, description="Når den som møtte, gikk, hvis det var før slutt."
    )

    @property
    def plass(self) -> str:
        """What the row is called: for whom the seat is held, otherwise the member, or who came instead."""
        return self.delregion or self.medlem or self.vara

    @model_validator(mode="after")
    def _is_somebodys(self) -> "Deltakelse":
        if not self.plass:
            message = "Her står det ikke hvem raden gjelder."
            raise refuse("uten-delregion", message, "Skriv «medlem:» eller «delregion:».")
        return self


class Partistemmer(Record):
    """How many of a party gave their vote to one side."""

    parti: Åpen[Linje] = Field(
        min_length=1, description="Partiet, og hvem når det delte seg: «H (Kari Vik)»."
    )
    antall: Åpen[Antall] = Field(description="Antall stemmer fra partiet.")


Partier = tuple[Partistemmer, ...]


class Votering(Record):
    """A vote: how it fell, or that there was none; only what someone has said.

    Several votes in a case are told apart by the proposal.
    """

    model_config = ConfigDict(populate_by_name=True)

    forslag: Åpen[Linje] = Field("", description="Forslaget det ble stemt over, hvis det var flere.")
    utfall: Åpen[Voteringsutfall | None] = Field(
        None, description="«enstemmig» eller «ingen votering»; tomt når det er stemmetall."
    )
    for_: Åpen[Antall | None] = Field(None, alias="for", title="For", description="Stemmer for.")
    mot: Åpen[Antall | None] = Field(None, description="Stemmer mot.")
    avholdende: Åpen[Antall] = Field(0, description="De som ikke stemte.")
    partier_for: Åpen[Partier] = Field(default=(), description="Partiene som stemte for.")
    partier_mot: Åpen[Partier] = Field(default=(), description="Partiene som stemte mot.")
    partier_avholdende: Åpen[Partier] = Field(default=(), description="Partiene som ikke stemte.")

    @model_validator(mode="after")
    def _parties_add_up(self) -> "Votering":
        for name, count, parties in self.sides:
            if parties and sum(party.antall for party in parties) != (count or 0):
                message = f"Partiene i «partier_{name}» har ikke {count or 0} stemmer til sammen."
                advice = f"Rett «{name}:», eller antallet for et av partiene."
                raise refuse("ulike-partistemmer", message, advice)
        return self

    @property
    def sides(self) -> tuple[tuple[str, int | None, Partier], ...]:
        """What was voted, how many did, and of which parties they were."""
        return (
            ("for", self.for_, self.partier_for),
            ("mot", self.mot, self.partier_mot),
            ("avholdende", self.avholdende or None, self.partier_avholdende),
        )

    @model_validator(mode="after")
    def _says_something(self) -> "Votering":
        if self.utfall is None and (self.for_ is None or self.mot is None):
            message = "Her står verken utfallet eller stemmetallene."
            advice = "Skriv «utfall: enstemmig», «utfall: ingen votering», eller både «for:» og «mot:»."
            raise refuse("tom-votering", message, advice)
        if self.utfall is not None and (self.mot or (self.utfall != "enstemmig" and self.for_)):
            message = f"Utfallet er «{self.utfall}», men stemmetallene sier noe annet."
            raise refuse("motstridende-votering", message, "La bare det som stemmer, stå.")
        return self


class Habilitet(Record):
    """Who left the table in a case, and why (kommuneloven § 11-4 second ledd, forvaltningsloven § 6)."""

    hvem: Åpen[Linje] = Field(min_length=1, description="Hvem som ikke var med på saken.")
    grunnlag: Åpen[Linje] = Field("", description="Hvorfor, med paragrafen når den er kjent.")


class Godkjenning(Record):
    """What a meeting said of the minutes of an earlier one."""

    møte: Åpen[Dag] = Field(description="Datoen for møtet som referatet er fra.")
    utfall: Åpen[Godkjenningsutfall] = Field(description="Om referatet ble godkjent.")

    @property
    def er_godkjent(self) -> bool:
        """Whether the minutes are approved, with remarks or without."""
        return self.utfall in {"godkjent", "godkjent med merknader"}


class Stemmer(Record):
    """A vote as files from before `votering` have it."""

    model_config = ConfigDict(populate_by_name=True)

    for_: Åpen[Antall] = Field(alias="for", title="For", description="Stemmer for.")
    mot: Åpen[Antall] = Field(description="Stemmer mot.")
    avholdende: Åpen[Antall] = Field(0, description="De som ikke stemte.")


class Referatsak(Record):
    """A case as the minutes have it."""

    nummer: Åpen[Linje] = Field(min_length=1, description="Saksnummeret, som i referatet.")
    tittel: MedSaken[Linje] = Field(min_length=1, description="Sakens tittel, som i referatet.")
    referat: MedSaken[Fritekst] = Field("", description="Kort hva som kom fram.")
    vedtak: MedSaken[Fritekst] = Field("", description="Vedtaket, når gruppen gjorde et.")
    konklusjon: MedSaken[Fritekst] = Field("", description="Konklusjonen, når det ikke ble gjort vedtak.")
    votering: MedSaken[tuple[Votering, ...]] = Field(default=(), description="Hvordan stemmene falt.")
    habilitet: MedSaken[tuple[Habilitet, ...]] = Field(
        default=(), description="Hvem som var inhabil i saken."
    )
    lukket_møte: MedSaken[Linje] = Field(
        "", description="Grunnlaget når møtet ble lukket for saken, med paragraf, ledd og bokstav."
    )
    stemmer: MedSaken[Stemmer | None] = Field(
        None, description="Stemmetallene i eldre filer; skriv «votering:»."
    )

    @property
    def voteringer(self) -> tuple[Votering, ...]:
        """The votes, also of a file from before `votering`."""
        if self.votering or self.stemmer is None:
            return self.votering
        return (Votering(**dict(self.stemmer)),)


class Oppfølgingspunkt(Record):
    """A row of the follow-up table.

    A point that was first written in an earlier meeting's minutes keeps its origin: `møte` and `sak` are
    those where it arose.
    """

    hva: MedSaken[Linje] = Field(min_length=1, description="Hva som skal gjøres.")
    hvem: MedSaken[Linje] = Field("", description="Hvem som gjør det.")
    frist: MedSaken[Dag | None] = Field(None, description="Når det skal være gjort.")
    status: Åpen[Punktstatus] = Field("åpen", description="Om punktet er åpent, i arbeid eller lukket.")
    sak: Åpen[Linje] = Field("", description="Nummeret på saken punktet kommer fra.")
    møte: Åpen[Dag | None] = Field(
        None, description="Datoen for møtet punktet kommer fra, hvis et tidligere."
    )


class Referatfil(Record):
    """`referat.yaml`: what was settled in a meeting."""

    startet: Åpen[Klokkeslett | None] = Field(None, description="Når møtet startet, TT:MM.")
    sluttet: Åpen[Klokkeslett | None] = Field(None, description="Når møtet sluttet, TT:MM.")
    møteleder: Åpen[Linje] = Field("", description="Hvem som ledet møtet.")
    referent: Åpen[Linje] = Field("", description="Hvem som skrev referatet.")
    deltakere: Åpen[tuple[Deltakelse, ...]] = Field(default=(), description="Hvem som møtte, rad for rad.")
    observatører: Åpen[Linje] = Field("", description="Observatørene, som i referatet.")
    gjester: Åpen[Linje] = Field("", description="Gjestene, som i referatet.")
    fra_sekretariatet: Åpen[Linje] = Field("", description="Hvem som var der fra sekretariatet.")
    saker: Åpen[tuple[Referatsak, ...]] = Field(default=(), description="Sakene, i rekkefølge.")
    oppfølging: Åpen[tuple[Oppfølgingspunkt, ...]] = Field(
        default=(), description="Radene i oppfølgingstabellen."
    )
    godkjenning: Åpen[tuple[Godkjenning, ...]] = Field(
        default=(), description="Hva møtet sa om referater fra tidligere møter."
    )
    godkjenner: Åpen[Dag | None] = Field(
        None, description="Datoen for møtet som referatet ble godkjent fra, i eldre filer."
    )

    @property
    def godkjente(self) -> tuple[date, ...]:
        """The days of the meetings whose minutes were approved, also in a file from before `godkjenning`."""
        said = tuple(said.møte for said in self.godkjenning if said.er_godkjent)
        return said + (() if self.godkjenner is None else (self.godkjenner,))


class Lukking(Record):
    """That a point is done."""

    gruppe: Åpen[Linje] = Field(min_length=1, description="Gruppen, skrevet som i organisasjon.yaml.")
    møte: Åpen[Dag] = Field(description="Datoen for møtet punktet kommer fra.")
    sak: Åpen[Linje] = Field("", description="Nummeret på saken punktet kommer fra.")
    hva: MedSaken[Linje] = Field(min_length=1, description="Punktet, slik det sto da det først ble skrevet.")
    nummer: Åpen[Antall] = Field(1, description="Hvilket av flere like punkter i samme sak, fra 1.")
    lukket: Åpen[Dag] = Field(description="Dagen punktet ble lukket.")
    merknad: MedSaken[Linje] = Field("", description="Hvordan det gikk. Kan sløyfes.")


class Oppfølgingsfil(Record):
    """`oppfolging.yaml`: the points that are closed."""

    lukkede_punkter: Åpen[tuple[Lukking, ...]] = Field(
        default=(), description="Punktene som er lukket utenom møtene. Slett ett for å åpne det igjen."
    )


@dataclass(frozen=True, slots=True)
class Lukket:
    """A closing, and where it is written.

    Attributes:
        lukking: What is closed.
        sted: Its place in `oppfolging.yaml`.
    """

    lukking: Lukking
    sted: Place


def as_data(record: BaseModel) -> Data:
    """A record as the keys and texts of its file; what has its default value is not written."""
    data: Data = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value != field.default and value not in ("", ()):
            data[field.alias or name] = _written(value)
    return data


def parse_minutes(text: str, path: str) -> Referatfil:
    """What a `referat.yaml` says.

    Raises:
        PlanError: With every problem of the text, which messages call `path`.
    """
    return validate(parse_yaml(text, path), Referatfil)


def minutes_yaml(record: Referatfil, schema: str, note: str) -> str:
    """The text of the file.

    Args:
        record: What the minutes say.
        schema: The way from the file to its JSON Schema, for editors.
        note: What stands in the comment under it.
    """
    body = yaml.dump(as_data(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    comment = "".join(f"# {line}\n" for line in note.splitlines())
    return f"# yaml-language-server: $schema={schema}\n{comment}{body}"


def with_closings(text: str, path: str, new: Sequence[Lukking]) -> str | None:
    r"""The file's text with closings added last; None when it is written so that nothing can be added to it.

    Args:
        text: The text of the file, with `\n` as line break; empty for a file that is not there.
        path: What messages call the file.
        new: The closings.

    Raises:
        PlanError: The file cannot be read as it is.
    """
    wanted = (*(_read(text, path) if text else ()), *map(_composed, new))
    kept = re.sub(rf"^({_KEY}:) *\[ *\] *$", r"\1", text or _HEADER, flags=re.MULTILINE)
    added = f"{kept.rstrip()}\n" + "".join(map(_entry, new))
    try:
        return added if _read(added, path) == wanted else None
    except PlanError:
        return None


def _written(value: object) -> object:
    match value:
        case BaseModel():
            return as_data(value)
        case tuple():
            return [_written(item) for item in value]
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


class _Dumper(yaml.SafeDumper):
    """Writes texts as a person would: without quotes where none are needed, long ones in a block."""

    # dok reads every value as the text that it is; only what means nothing must be quoted.
    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - PyYAML's own name and type

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Let the items of a list stand further in than its key."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if "\n" in text:
        return dumper.represent_scalar("tag:yaml.org,2002:str", f"{text}\n", style="|")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text)


_Dumper.add_representer(str, _text)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null|)$"), ["~", "n", ""])


def _composed(closing: Lukking) -> Lukking:
    """The closing as it is read again: in NFC, which a note that was typed on a Mac may not be."""
    texts = {name: normalize("NFC", text) for name, text in closing if isinstance(text, str)}
    return closing.model_copy(update=texts)


def _read(text: str, path: str) -> tuple[Lukking, ...]:
    return validate(parse_yaml(text, path), Oppfølgingsfil).lukkede_punkter


def _entry(closing: Lukking) -> str:
    said = closing.model_dump(exclude_defaults=True)
    first, *rest = (f"{name}: {_scalar(value)}\n" for name, value in said.items())
    return f"  - {first}" + "".join(f"    {line}" for line in rest)


def _scalar(value: object) -> str:
    return quoted(value) if isinstance(value, str) else str(value)
