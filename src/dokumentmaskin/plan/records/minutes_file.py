"""`2022/2022-03-11/referat.yaml`: what the minutes of a meeting say, read back from the Word file.

`dok les-referat` writes the file; a person may correct it. It stands beside `mote.yaml`, so that what a
person has written in the plan is never rewritten. The words are those of the minutes themselves. Reading
the text that `minutes_yaml` gives makes the same record, word for word.
"""

import re
from datetime import date, time
from typing import Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from dokumentmaskin.plan.records.fields import Antall, Dag, Fritekst, Klokkeslett, Linje, Record
from dokumentmaskin.plan.records.validation import validate
from dokumentmaskin.plan.yaml import parse_yaml

Data = dict[str, Any]
_WIDTH: Final = 110

Frammøte = Literal["medlem", "vara", "ingen"]
Punktstatus = Literal["åpen", "lukket"]


class Deltakelse(Record):
    """A row of the table of participants: who was there for a sub-region."""

    delregion: Linje = Field(min_length=1, description="Delregionen raden gjelder.")
    medlem: Linje = Field("", description="Medlemmet som var innkalt.")
    vara: Linje = Field("", description="Varamedlemmet.")
    møtte: Frammøte = Field(description="Hvem som møtte for delregionen: medlem, vara eller ingen.")


class Stemmer(Record):
    """A vote, only when one was taken."""

    model_config = ConfigDict(populate_by_name=True)

    for_: Antall = Field(alias="for", title="For", description="Stemmer for.")
    mot: Antall = Field(description="Stemmer mot.")
    avholdende: Antall = Field(0, description="De som ikke stemte.")


class Referatsak(Record):
    """A case as the minutes have it."""

    nummer: Linje = Field(min_length=1, description="Saksnummeret, som i referatet.")
    tittel: Linje = Field(min_length=1, description="Sakens tittel, som i referatet.")
    referat: Fritekst = Field("", description="Kort hva som kom fram.")
    vedtak: Fritekst = Field("", description="Vedtaket, når gruppen gjorde et.")
    konklusjon: Fritekst = Field("", description="Konklusjonen, når det ikke ble gjort vedtak.")
    stemmer: Stemmer | None = Field(None, description="Stemmetallene, hvis gruppen stemte.")


class Oppfølgingspunkt(Record):
    """A row of the follow-up table.

    A point that was first written in an earlier meeting's minutes keeps its origin: `møte` and `sak` are
    those where it arose.
    """

    hva: Linje = Field(min_length=1, description="Hva som skal gjøres.")
    hvem: Linje = Field("", description="Hvem som gjør det.")
    frist: Dag | None = Field(None, description="Når det skal være gjort.")
    status: Punktstatus = Field("åpen", description="Om punktet er åpent eller lukket.")
    sak: Linje = Field("", description="Nummeret på saken punktet kommer fra.")
    møte: Dag | None = Field(None, description="Datoen for møtet punktet kommer fra, hvis et tidligere.")


class Referatfil(Record):
    """`referat.yaml`: what was settled in a meeting."""

    startet: Klokkeslett | None = Field(None, description="Når møtet startet, TT:MM.")
    sluttet: Klokkeslett | None = Field(None, description="Når møtet sluttet, TT:MM.")
    møteleder: Linje = Field("", description="Hvem som ledet møtet.")
    referent: Linje = Field("", description="Hvem som skrev referatet.")
    deltakere: tuple[Deltakelse, ...] = Field(default=(), description="Hvem som møtte, rad for rad.")
    observatører: Linje = Field("", description="Observatørene, som i referatet.")
    gjester: Linje = Field("", description="Gjestene, som i referatet.")
    fra_sekretariatet: Linje = Field("", description="Hvem som var der fra sekretariatet.")
    saker: tuple[Referatsak, ...] = Field(default=(), description="Sakene, i rekkefølge.")
    oppfølging: tuple[Oppfølgingspunkt, ...] = Field(default=(), description="Radene i oppfølgingstabellen.")
    godkjenner: Dag | None = Field(
        None, description="Datoen for møtet som dette møtet godkjente referatet fra."
    )


def as_data(record: BaseModel) -> Data:
    """A record as the keys and texts of its file; what has its default value is not written."""
    data: Data = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value != field.default and value not in ("", ()):
            data[field.alias or name] = _written(value)
    return data


def read_minutes(text: str, path: str) -> Referatfil:
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
    body = yaml.dump(
        as_data(record),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )
    comment = "".join(f"# {line}\n" for line in note.splitlines())
    return f"# yaml-language-server: $schema={schema}\n{comment}{body}"


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
