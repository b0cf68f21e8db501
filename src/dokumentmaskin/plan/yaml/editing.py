"""Changes to a YAML file that a person has written: all that no change names stays, to the last space.

A value is found by its field and written over where it stands; what is new is laid beside its neighbours in
their form. So comments, order, quotes and blank lines are those of the person, which no writer of whole
files keeps. Whoever calls reads what came out and holds it against what was meant: a file written
in some way that is not foreseen here is refused, never spoilt.
"""

from collections.abc import Iterable, Mapping, Sequence
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
    r"""The text with the changes made: first the values put, then the items added.

    Args:
        text: The text, with `\n` as line break.
        edits: The changes; the fields are those of the text.

    Raises:
        UnwritableError: The text has no place where a change can be made, or is no YAML any more.
    """
    text = text if text.endswith("\n") else f"{text}\n"
    several: dict[FieldPath, list[Item]] = {}
    for add in (edit for edit in edits if isinstance(edit, Add)):
        several.setdefault(add.felt, []).append(add.ny)
    puts = sorted((edit for edit in edits if isinstance(edit, Put)), key=lambda put: -len(put.felt))
    adds = sorted(several.items(), key=lambda add: -len(add[0]))
    try:
        root = yaml.compose(text, LOADER)
        text = _spliced(text, (_put(text, root, put) for put in puts))
        root = yaml.compose(text, LOADER)
        text = _spliced(text, (part for felt, items in adds for part in _add(text, root, felt, items)))
        yaml.compose(text, LOADER)
    except yaml.YAMLError:
        raise UnwritableError from None
    return text


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the text, and what is to stand there instead."""

    fra: int
    til: int
    tekst: str


def _spliced(text: str, parts: Iterable[_Part]) -> str:
    """The text with each part in place; of those that go in at one place the innermost comes first.

    They are put in together: to read a list of thousands anew for each of them would take minutes.
    """
    done: list[str] = []
    at = 0
    for part in sorted(parts, key=lambda part: part.fra):
        if part.fra < at:
            raise UnwritableError
        done += [text[at : part.fra], part.tekst]
        at = part.til
    return "".join([*done, text[at:]])


def _put(text: str, root: Any, put: Put) -> _Part:
    *above, key = put.felt
    record = _at(root, above)
    there, value = _at(record, [key]), _value(put.verdi)
    if there is None:
        return _with_key(text, record, str(key), value)
    if not isinstance(there, yaml.ScalarNode):
        raise UnwritableError
    start, end = there.start_mark.index, there.end_mark.index
    if start == end:  # nothing after the colon
        return _Part(start - 1, end, f"{text[start - 1]} {value}")
    return _Part(start, end, value)


def _add(text: str, root: Any, felt: FieldPath, items: Sequence[Item]) -> list[_Part]:
    *above, key = felt
    record = _at(root, above)
    there = _at(record, [key])
    if there is None and record is root:
        lines = "".join(f"\n  - {_in_braces(item)}" for item in items)
        return [_Part(len(text), len(text), f"\n{scalar(str(key))}:{lines}\n")]
    if there is None:
        return [_with_key(text, record, str(key), _records(items))]
    return _in_list(text, there, items, _column(record))


def _in_list(text: str, there: Any, items: Sequence[Item], column: int) -> list[_Part]:
    """Items last in a list, whose key begins in a column."""
    start, end = there.start_mark.index, there.end_mark.index
    more = ", ".join(map(_in_braces, items))
    match there:
        case yaml.MappingNode(flow_style=True):  # one that stands without a list around it
            return [_Part(start, end, f"[{text[start:end]}, {more}]")]
        case yaml.MappingNode():  # the same in lines
            own = "- " + text[start : _end(there)].replace("\n", "\n  ")
            lines = _listed(items, there.start_mark.column, there)
            return [_Part(start, _end(there), own), _after_line(text, _end(there), lines)]
        case yaml.SequenceNode(flow_style=True, value=[*_, last]):
            return [_Part(_end(last), _end(last), f", {more}")]
        case yaml.SequenceNode(flow_style=True):
            return [_Part(start, end, f"[{more}]")]
        case yaml.SequenceNode(value=[*_, last]):
            return [_after_line(text, _end(last), _listed(items, there.start_mark.column, last))]
        case yaml.ScalarNode(value=""):
            return [_after_line(text, end, [f"{' ' * column}  - {_in_braces(item)}" for item in items])]
    raise UnwritableError


def _with_key(text: str, record: Any, key: str, value: str) -> _Part:
    """A key last in a record."""
    if not isinstance(record, yaml.MappingNode) or not record.value:
        raise UnwritableError
    at = _end(record.value[-1][1])
    if record.flow_style:
        return _Part(at, at, f", {key}: {value}")
    return _after_line(text, len(text[:at].rstrip()), [f"{' ' * _column(record)}{key}: {value}"])


def _listed(items: Sequence[Item], column: int, like: Any) -> list[str]:
    """Items as lines, in the form of the one before them."""
    dash = " " * column
    if isinstance(like, yaml.MappingNode) and not like.flow_style:
        keys = [[f"{key}: {_value(value)}" for key, value in item.items()] for item in items]
        return [f"{dash}{'  ' if n else '- '}{value}" for values in keys for n, value in enumerate(values)]
    return [f"{dash}- {_in_braces(item)}" for item in items]


def _after_line(text: str, at: int, lines: Sequence[str]) -> _Part:
    """Lines after the one that a place is in, and after the comment that it may have."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return _Part(end, end, "".join(f"\n{line}" for line in lines))


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
    """A text, also where it stands in braces, or several records."""
    if isinstance(value, str):
        return quoted(value) if "," in value else scalar(value) if value else ""
    return _records(value)


def _records(items: Sequence[Item]) -> str:
    """Several records; one alone needs no list around it."""
    records = ", ".join(map(_in_braces, items))
    return records if len(items) == 1 else f"[{records}]"
