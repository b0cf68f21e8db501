"""The base of every record in the plan."""

from pydantic import BaseModel, ConfigDict, model_validator


def without_empty(data: object) -> object:
    """The keys that hold something; an empty «unntatt:» is kept, for its own field to refuse."""
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if value is not None or key == "unntatt"}
    return data


class Record(BaseModel):
    """The base of every record in the plan: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        # What an editor shows is Norwegian: the descriptions of the fields, not the docstrings.
        json_schema_extra=lambda schema: schema.pop("description", None),
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        return without_empty(data)
