"""Changes to a YAML file that a person has written: all that no change names stays, to the last space.

A value is found by its field and written over where it stands; what is new is laid beside its neighbours in
their form. So comments, order, quotes and blank lines are those of the person, which no writer of whole
files keeps. Whoever calls reads what came out and holds it against what was meant: a file written
in some way that is not foreseen here is refused, never spoilt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from dokumentmaskin.plan.yaml.reader import LOADER, FieldPath
from dokumentmaskin.plan.yaml.scalars import quoted, scalar

Item: TypeAlias = "Mapping[str, str | Sequence[Mapping[str, str]]]"


@dataclass(frozen=True, slots=True)
class Put:
    """A value to stand in a field; an empty one leaves the key with nothing.

    Attributes:
        felt: The field.
        verdi: The value.
    """

    felt: FieldPath
    verdi: str


@dataclass(frozen=True, slots=True)
class Add:
    """A new item, last in a list; a list that is not there is made.

    Attributes:
        felt: The list.
        ny: The keys of the item, in order.
    """

    felt: FieldPath
    ny: Item


class UnwritableError(Exception):
    """The file is written in a way that the change cannot be made in."""


def edited(text: str, edits: Sequence[Put | Add]) -> str:
    r"""The text with the changes made, one after the other.

    Args:
        text: The text, with `\n` as line break.
        edits: The changes; the fields are those of the file as the changes before have left it.

    Raises:
        UnwritableError: The text has no place where a change can be made, or is no YAML any more.
    """
    try:
        for edit in edits:
            root = yaml.compose(text, LOADER)
            text = _put(text, root, edit) if isinstance(edit, Put) else _add(text, root, edit)
        yaml.compose(text, LOADER)
    except yaml.YAMLError:
        raise UnwritableError from None
    return text


def _put(text: str, root: Any, edit: Put) -> str:
    *above, key = edit.felt
    record = _at(root, above)
    there, value = _at(record, [key]), _value(edit.verdi)
    if there is None:
        return _with_key(text, record, str(key), value)
    if not isinstance(there, yaml.ScalarNode):
        raise UnwritableError
    start, end = there.start_mark.index, there.end_mark.index
    return f"{text[:start]}{' ' if start == end else ''}{value}{text[end:]}"


def _add(text: str, root: Any, edit: Add) -> str:
    *above, key = edit.felt
    record = _at(root, above)
    there = _at(record, [key])
    if there is None and record is root:
        return f"{text.rstrip()}\n\n{scalar(str(key))}:\n  - {_in_braces(edit.ny)}\n"
    if there is None:
        return _with_key(text, record, str(key), _in_braces(edit.ny))
    return _in_list(text, there, edit.ny, _column(record))


def _in_list(text: str, there: Any, item: Item, column: int) -> str:
    """The text with an item last in a list, whose key begins in a column."""
    start, end = there.start_mark.index, there.end_mark.index
    match there:
        case yaml.MappingNode(flow_style=True):  # one that stands without a list around it
            return f"{text[:start]}[{text[start:end]}, {_in_braces(item)}]{text[end:]}"
        case yaml.MappingNode():  # the same in lines
            own = "- " + text[start : _end(there)].replace("\n", "\n  ")
            column, text = there.start_mark.column, text[:start] + own + text[_end(there) :]
            return _after_line(text, start + len(own), _listed(item, column, there))
        case yaml.SequenceNode(flow_style=True, value=[*_, last]):
            at = _end(last)
            return f"{text[:at]}, {_in_braces(item)}{text[at:]}"
        case yaml.SequenceNode(flow_style=True):
            return f"{text[:start]}[{_in_braces(item)}]{text[end:]}"
        case yaml.SequenceNode(value=[*_, last]):
            return _after_line(text, _end(last), _listed(item, there.start_mark.column, last))
        case yaml.ScalarNode(value=""):
            return _after_line(text, end, [f"{' ' * column}  - {_in_braces(item)}"])
    raise UnwritableError


def _with_key(text: str, record: Any, key: str, value: str) -> str:
    """The text with a key last in a record."""
    if not isinstance(record, yaml.MappingNode) or not record.value:
        raise UnwritableError
    at = _end(record.value[-1][1])
    if record.flow_style:
        return f"{text[:at]}, {key}: {value}{text[at:]}"
    at = len(text[:at].rstrip())
    return _after_line(text, at, [f"{' ' * _column(record)}{key}: {value}"])


def _listed(item: Item, column: int, like: Any) -> list[str]:
    """An item as lines, in the form of the one before it."""
    dash = " " * column
    if isinstance(like, yaml.MappingNode) and not like.flow_style:
        values = [f"{key}: {_value(value)}" for key, value in item.items()]
        return [f"{dash}- {values[0]}", *(f"{dash}  {value}" for value in values[1:])]
    return [f"{dash}- {_in_braces(item)}"]


def _after_line(text: str, at: int, lines: Sequence[str]) -> str:
    """The text with lines after the one that a place is in, and after the comment that it may have."""
    end = text.find("\n", at)
    before, after = (text, "\n") if end < 0 else (text[:end], text[end:])
    return "\n".join([before, *lines]) + after


def _at(node: Any, field: Sequence[str | int]) -> Any:
    """The node of a field, or None; an item that stands without a list around it is the first of one."""
    for step in field:
        match node:
            case yaml.MappingNode() if isinstance(step, str):
                node = next((value for key, value in node.value if key.value == step), None)
            case yaml.SequenceNode() if isinstance(step, int):
                node = node.value[step]
            case yaml.MappingNode() if step == 0:
                continue
            case _:
                return None
    return node


def _end(node: Any) -> int:
    """Where a node's last sign is; a block's own mark stands at what comes after it."""
    match node:
        case yaml.MappingNode(flow_style=False, value=[*_, (_, last)]):
            return _end(last)
        case yaml.SequenceNode(flow_style=False, value=[*_, last]):
            return _end(last)
    return int(node.end_mark.index)


def _column(record: Any) -> int:
    return int(record.value[0][0].start_mark.column)


def _in_braces(item: Item) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in item.items()) + "}"


def _value(value: str | Sequence[Mapping[str, str]]) -> str:
    """A text, also where it stands in braces, or several records: one alone needs no list around it."""
    if isinstance(value, str):
        return quoted(value) if "," in value else scalar(value) if value else ""
    records = ", ".join(map(_in_braces, value))
    return records if len(value) == 1 else f"[{records}]"
