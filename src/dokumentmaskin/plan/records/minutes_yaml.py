"""What minutes say, as the text of a `referat.yaml` that a person can read and correct.

Reading the text again gives the same record, word for word.
"""

import re
from datetime import date, time
from typing import Any, Final

import yaml
from pydantic import BaseModel

from dokumentmaskin.plan.records.minutes_file import Referatfil

Data = dict[str, Any]

_WIDTH: Final = 110


def as_data(record: BaseModel) -> Data:
    """A record as the keys and texts of its file; what has its default value is not written."""
    data: Data = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value != field.default and value not in ("", ()):
            data[field.alias or name] = _written(value)
    return data


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
