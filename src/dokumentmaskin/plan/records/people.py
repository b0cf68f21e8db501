"""`medlemmer.yaml`: who sits in each group."""

from pydantic import ConfigDict, Field, RootModel, model_validator

from dokumentmaskin.plan.records.fields import (
    ForInnkalte,
    Linje,
    Record,
    Åpen,
    without_empty,
)


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
