"""The fixed cases (faste saker) that a group wants in each of its meetings, by what kind of meeting it is.

A group that says nothing has those that `plan.cases` knows. A kind may stand alone (`- eventuelt`), have a
title of the group's own, or be a case of its own that is no kind at all: `{tittel: Nytt fra rådmannen}`.
"""

from collections import Counter
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from dokumentmaskin.plan.records.cases import Sakstype
from dokumentmaskin.plan.records.fields import Linje, Record, Åpen, or_text, refuse

FastSak = Literal["innkalling", "referat", "oppfølging", "orienteringer", "meldinger", "eventuelt"]

_NONE = "ingen"


def _none(value: object) -> object:
    """`ingen` for no fixed cases at all."""
    return {} if value == _NONE else value


class FastPost(Record):
    """A fixed case: one of the kinds, perhaps by a title of the group's own, or a case of its own."""

    model_config = ConfigDict(json_schema_extra=or_text({"enum": list(get_args(FastSak))}))

    fast: Åpen[FastSak | None] = Field(None, description="Hvilken av de faste sakene dok setter inn.")
    tittel: Åpen[Linje] = Field("", description="Tittelen dere bruker. Uten «fast:» er det en egen sak.")
    type: Åpen[Sakstype | None] = Field(None, description="Hva gruppen skal gjøre med saken.")

    @model_validator(mode="before")
    @classmethod
    def _from_kind(cls, data: object) -> object:
        return {"fast": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _says_which(self) -> "FastPost":
        if self.fast is None and not self.tittel:
            advice = f"Skriv «fast:» og et av disse: {', '.join(get_args(FastSak))}. Eller skriv «tittel:»."
            raise refuse("tom-fast-sak", "Her står verken hvilken fast sak det er, eller tittelen.", advice)
        return self


class FasteSakerIMøtet(Record):
    """The fixed cases of one kind of meeting, before and after its own."""

    model_config = ConfigDict(json_schema_extra=or_text({"const": _NONE}))

    først: Åpen[tuple[FastPost, ...]] = Field(default=(), description="De som står før møtets egne saker.")
    sist: Åpen[tuple[FastPost, ...]] = Field(default=(), description="De som står etter møtets egne saker.")

    @property
    def alle(self) -> tuple[FastPost, ...]:
        """Both."""
        return (*self.først, *self.sist)

    @model_validator(mode="after")
    def _each_once(self) -> "FasteSakerIMøtet":
        counted = Counter(post.fast or post.tittel.casefold() for post in self.alle)
        for name in (name for name, count in counted.items() if count > 1):
            advice = "La den stå ett sted."
            raise refuse("dobbel-fast-sak", f"«{name}» står flere ganger blant de faste sakene.", advice)
        return self


class FasteSaker(Record):
    """The fixed cases of a group; None where the group says nothing, and has the usual ones."""

    model_config = ConfigDict(populate_by_name=True, json_schema_extra=or_text({"const": _NONE}))

    ordinært_møte: Åpen[Annotated[FasteSakerIMøtet | None, BeforeValidator(_none)]] = Field(
        None, alias="ordinært møte", title="Ordinært møte", description="I et vanlig møte."
    )
    ekstraordinært_møte: Åpen[Annotated[FasteSakerIMøtet | None, BeforeValidator(_none)]] = Field(
        None, alias="ekstraordinært møte", title="Ekstraordinært møte", description="I et ekstra møte."
    )

    @model_validator(mode="before")
    @classmethod
    def _nothing(cls, data: object) -> object:
        return {"ordinært møte": {}, "ekstraordinært møte": {}} if data == _NONE else data
