"""From a plan file to plain values with positions: YAML 1.2, every scalar as the person wrote it.

PyYAML gives the events (by libyaml's parser where it has one), never the values: it would read
`10:00` as 600 and `no` as False. They are put together to nodes no more than `MAX_DEPTH` levels deep, so that
no file can exhaust Python's stack, and counted as their aliases expand, so that a small file cannot fill the
memory. Where the parser gives up, `advice` says what to mend.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from typing import Any, Never, TypeAlias

import yaml

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.yaml.source import (
    FORBIDDEN,
    PARSER_ERRORS,
    decode_file,
    empty_file,
    forbidden_characters,
    forbidden_escapes,
    normalise,
)

FieldPath: TypeAlias = tuple[str | int, ...]
Position: TypeAlias = tuple[int, int]

MAX_NODES = 50_000
MAX_DEPTH = 50

_NULLS = frozenset({"", "~", "null"})
Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

PURE_LOADER: Any = yaml.SafeLoader
LOADER: Any = getattr(yaml, "CSafeLoader", PURE_LOADER)

# A question mark inside a word, which YAML 1.2 and libyaml allow and PyYAML's own scanner does not.
_INNER_QUESTION_MARK = re.compile(r"(?<=[^\s,\[\]{}])\?")
_STAND_IN = "\ue03f"  # never in the text itself: private-use characters are refused


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A file's values, and where each of them stands.

    Attributes:
        path: The file, relative to the workspace, with forward slashes.
        data: The values; every scalar is a str in NFC, or None for `null`, `~` and nothing.
        key_positions: One-based line and column of each key, or of the item in a list.
        value_positions: The same of each value; just after the colon when there is none.
    """

    path: str
    data: Value
    key_positions: Mapping[FieldPath, Position]
    value_positions: Mapping[FieldPath, Position]

    def place(self, field: FieldPath) -> Place:
        """Give the place of a value, or of the nearest parent when the field is missing."""
        return self._nearest(self.value_positions, field)

    def key_place(self, field: FieldPath) -> Place:
        """Give the place of a key, or of the nearest parent when the field is missing."""
        return self._nearest({(): self.value_positions[()], **self.key_positions}, field)

    def _nearest(self, positions: Mapping[FieldPath, Position], field: FieldPath) -> Place:
        known = written = self._as_written(field)
        while known and known not in positions:
            known = known[:-1]
        return Place(self.path, *positions[known], field_name(written))

    def _as_written(self, field: FieldPath) -> FieldPath:
        """A path without the number of an item that stands where a list may: «vara: {navn: Per}»."""
        inside, written = self.data, list[str | int]()
        for step in field:
            if isinstance(step, int) and isinstance(inside, dict):
                continue
            written.append(step)
            if isinstance(inside, list) and isinstance(step, int):
                inside = inside[step] if step < len(inside) else None
            else:
                inside = inside.get(str(step)) if isinstance(inside, dict) else None
        return tuple(written)


def field_name(field: FieldPath) -> str:
    """Write a field counting from one: `("møteplan", 2, "dato")` is `møteplan[3].dato`."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in field)
    return "".join(steps).removeprefix(".")


def read_yaml(file: Path, path: str) -> YamlDocument:
    """Read one YAML file.

    Args:
        file: The file on disk.
        path: What messages call it: relative to the workspace, with forward slashes.

    Raises:
        PlanError: With every problem that can be found in the file.
    """
    return parse_yaml(decode_file(file, path), path)


def parse_yaml(text: str, path: str, loader: Any = LOADER) -> YamlDocument:
    """Read YAML from text; `loader` is a loader class of PyYAML's, used for its events alone."""
    text = normalise(text)
    problems = forbidden_characters(text, path)
    # Mended for the parser, which would stop at the first: the rest of the problems are wanted too.
    text = FORBIDDEN.sub("\ufffd", text)
    root = None
    try:
        root = _Composer(text, path, problems, _events(text, loader)).compose()
    except PARSER_ERRORS:
        # Imported only now: compiling its regular expressions would delay every start.
        from dokumentmaskin.plan.yaml.advice import explain

        syntax = explain(text, path, partial(_events, loader=loader))
        if syntax is None:
            raise
        # What the parser saw where it broke, an alias in `*viktig sak`, was the same mistake.
        problems = [syntax, *(problem for problem in problems if problem.position != syntax.position)]
    if root is None or problems:
        raise PlanError(sorted(problems, key=attrgetter("position")) or empty_file(path))
    keys: dict[FieldPath, Position] = {}
    values: dict[FieldPath, Position] = {}
    return YamlDocument(path, _written_out(root, (), keys, values), keys, values)


def _events(text: str, loader: Any) -> Iterator[Any]:
    """Give PyYAML's events until the text breaks, which is one of `PARSER_ERRORS`."""
    if loader is not PURE_LOADER:
        yield from yaml.parse(text, Loader=loader)
        return
    for event in yaml.parse(_INNER_QUESTION_MARK.sub(_STAND_IN, text), Loader=loader):
        if isinstance(event, yaml.ScalarEvent):
            event.value = event.value.replace(_STAND_IN, "?")
        yield event


@dataclass(slots=True)
class _Node:
    """A value: a scalar, or a collection when it has items or entries.

    Attributes:
        position: One-based line and column of its first character.
        end: The same, just after the last of a scalar or an alias, which may be a key.
        scalar: The text in NFC; None for `null`, `~`, nothing and a collection.
        items: A list's nodes.
        entries: A mapping's nodes by key, each with the key's position.
        size: How many values it is when its aliases are written out.
        height: How many levels it is then.
    """

    position: Position
    end: Position = (0, 0)
    scalar: str | None = None
    items: "list[_Node] | None" = None
    entries: "dict[str, tuple[Position, _Node]] | None" = None
    size: int = 1
    height: int = 1


class _StopReadingError(Exception):
    """What follows cannot be understood; the problem is already noted."""


class _Composer:
    r"""Puts nodes together from events, noting problems and going on while it makes sense.

    Args:
        text: What the events come from, with `\n` as line break.
        path: What messages call the file.
        problems: Where to note what is wrong.
        events: Those of the file, until it breaks.
    """

    def __init__(self, text: str, path: str, problems: list[Problem], events: Iterator[Any]) -> None:
        self._text = text
        self._path = path
        self._problems = problems
        self._events = events
        self._open: list[str | None] = []  # the anchor of each collection whose end has not come yet
        self._field: list[str | int] = []
        self._anchors: dict[str, _Node] = {}
        self._total = 0

    def compose(self) -> _Node | None:
        """Give the outermost node, whole only if no problem was noted; None if there is none."""
        root = None
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    self._start_document(event, root)
                elif isinstance(event, yaml.NodeEvent):
                    root = self._node(event)
        except _StopReadingError:
            pass
        return root

    def _start_document(self, event: Any, root: _Node | None) -> None:
        if root is not None:
            advice = "Slett linjen «---», eller legg det som følger i en egen fil."
            self._stop(event, "flere-dokumenter", "Her begynner et nytt dokument i samme fil.", advice)
        if event.version or event.tags:
            advice = "Slett linjen som begynner med «%»."
            self._note(_start(event), "yaml-direktiv", "YAML-direktiver brukes ikke i planen.", advice)

    def _node(self, event: Any, parent: _Node | None = None, key: _Node | None = None) -> _Node:
        """Give the node that begins with an event, with all that is inside it."""
        if isinstance(event, yaml.AliasEvent):
            node = self._alias(event)
        else:
            self._refuse_tag(event)
            is_scalar = isinstance(event, yaml.ScalarEvent)
            node = self._scalar(event, key) if is_scalar else self._collection(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = node
        if parent is not None:
            parent.size += node.size
            parent.height = max(parent.height, node.height + 1)
        return node

    def _scalar(self, event: Any, key: _Node | None) -> _Node:
        node = _Node(_start(event), _end(event))
        if not (event.implicit[0] and event.value in _NULLS):
            node.scalar = self._text_of(event)
        elif node.position == node.end and key is not None:
            # What is not there stands just after the key's colon; the two parsers differ about it.
            node.position = key.end[0], key.end[1] + 1
        self._count(event, 1)
        return node

    def _text_of(self, scalar: Any) -> str:
        """Give the text in NFC; only an escape can bring in what the file itself was cleared of."""
        text = unicodedata.normalize("NFC", scalar.value)
        if scalar.style == '"':
            start, end = scalar.start_mark.index, scalar.end_mark.index
            self._problems += forbidden_escapes(self._text, start, end, self._path)
        return text

    def _alias(self, event: Any) -> _Node:
        if event.anchor in self._open:
            advice = "Skriv ut innholdet i stedet for å vise til det."
            message = f"«*{event.anchor}» viser til noe som den selv er en del av."
            self._stop(event, "alias-i-ring", message, advice)
        target = self._anchors.get(event.anchor) or self._unknown_anchor(event)
        self._count(event, target.size, target.height)
        return replace(target, position=_start(event), end=_end(event))

    def _unknown_anchor(self, event: Any) -> _Node:
        advice = f'Er det vanlig tekst, setter du anførselstegn rundt: "*{event.anchor}".'
        message = f"«*{event.anchor}» viser til «&{event.anchor}», som ikke finnes over."
        self._note(_start(event), "ukjent-anker", message, advice)
        return _Node(_start(event), scalar="")

    def _collection(self, event: Any) -> _Node:
        self._count(event, 1, 1)
        node = _Node(_start(event))
        self._open.append(event.anchor)
        inside = takewhile(lambda event: not isinstance(event, yaml.CollectionEndEvent), self._events)
        if isinstance(event, yaml.MappingStartEvent):
            node.entries = self._entries(node, inside)
        else:
            node.items = self._items(node, inside)
        self._open.pop()
        return node

    def _items(self, node: _Node, inside: Iterator[Any]) -> list[_Node]:
        items: list[_Node] = []
        for event in inside:
            self._field.append(len(items))
            items.append(self._node(event, node))
            self._field.pop()
        return items

    def _entries(self, node: _Node, inside: Iterator[Any]) -> dict[str, tuple[Position, _Node]]:
        """Give a mapping's values by their keys; the first of two equal keys stays."""
        entries: dict[str, tuple[Position, _Node]] = {}
        for event in inside:
            key = self._node(event, node)
            if key.scalar is not None:
                self._field.append(key.scalar)
            self._check_key(key, entries)
            value = self._node(next(inside), node, key)
            if key.scalar is not None:
                entries.setdefault(key.scalar, (key.position, value))
                self._field.pop()
        return entries

    def _check_key(self, key: _Node, entries: dict[str, tuple[Position, _Node]]) -> None:
        if key.scalar is None:
            advice = 'Sett anførselstegn rundt nøkkelen hvis den skal være tekst: "null".'
            if key.items is not None or key.entries is not None:
                advice = "Er det vanlig tekst, setter du anførselstegn rundt hele verdien."
            message = "En nøkkel må være tekst. Her står en liste, flere nøkler eller ingenting."
            self._note(key.position, "ugyldig-nokkel", message, advice)
        elif key.scalar in entries:
            line, column = entries[key.scalar][0]
            message = f"«{key.scalar}» står to ganger: på linje {line} (kolonne {column}) og her."
            advice = "Behold én av dem."
            if len(self._field) > 1 and isinstance(self._field[-2], int):
                advice = "Behold én av dem. Begynner et nytt punkt i listen her, mangler det «- » foran."
            self._note(key.position, "dobbel-nokkel", message, advice)

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is None:
            return
        written = self._text[event.start_mark.index :].split(maxsplit=1)[0]
        message = f"«{written}» er en YAML-tagg. Planen bruker ikke tagger."
        advice = f"Slett «{written}», eller sett anførselstegn rundt verdien hvis det er tekst."
        self._note(_start(event), "yaml-tagg", message, advice)

    def _count(self, event: Any, size: int, height: int = 0) -> None:
        """Count a value before it is kept, with all that an alias stands for."""
        self._total += size
        if self._total > MAX_NODES:
            advice = "Del filen i flere, og vis ikke til det samme ankeret om og om igjen."
            message = f"Filen har mer enn {MAX_NODES} verdier når alle ankere er skrevet ut."
            self._stop(event, "for-mange-verdier", message, advice)
        if len(self._open) + height > MAX_DEPTH:
            advice = "Se etter «[» eller «{» som ikke skal være der."
            message = f"Her er det mer enn {MAX_DEPTH} nivåer inni hverandre."
            self._stop(event, "for-dypt", message, advice)

    def _note(self, position: Position, code: str, message: str, advice: str) -> None:
        place = Place(self._path, *position, field_name(tuple(self._field)))
        self._problems.append(Problem(code, message, advice, place))

    def _stop(self, event: Any, code: str, message: str, advice: str) -> Never:
        self._note(_start(event), code, message, advice)
        raise _StopReadingError


def _start(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _end(event: Any) -> Position:
    return event.end_mark.line + 1, event.end_mark.column + 1


def _written_out(
    node: _Node, field: FieldPath, keys: dict[FieldPath, Position], values: dict[FieldPath, Position]
) -> Value:
    """Give a node's value and note all places in it; calls itself `MAX_DEPTH` levels at most.

    Every alias is written out: values that two fields share are two values.
    """
    values[field] = node.position
    if node.items is not None:
        keys.update({(*field, index): item.position for index, item in enumerate(node.items)})
        return [_written_out(item, (*field, index), keys, values) for index, item in enumerate(node.items)]
    if node.entries is not None:
        keys.update({(*field, name): position for name, (position, _) in node.entries.items()})
        return {
            name: _written_out(value, (*field, name), keys, values)
            for name, (_, value) in node.entries.items()
        }
    return node.scalar
