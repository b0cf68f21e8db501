"""From the events of a YAML parser to nodes: what each value holds and where it stands.

The nodes are put together on a stack of our own, so that no file can exhaust Python's, and counted
as their aliases expand, so that a small file cannot fill the memory.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Never, TypeAlias

import yaml

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.yaml import source

FieldPath: TypeAlias = tuple[str | int, ...]
Position: TypeAlias = tuple[int, int]

MAX_NODES = 50_000
MAX_DEPTH = 50

_NULLS = frozenset({"", "~", "null"})


def field_name(field: FieldPath) -> str:
    """Write a field counting from one: `("møteplan", 2, "dato")` is `møteplan[3].dato`."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in field)
    return "".join(steps).removeprefix(".")


@dataclass(slots=True)
class Node:
    """A value: a scalar, or a collection when it has items or entries.

    Attributes:
        position: One-based line and column of its first character.
        end: The same, just after its last.
        scalar: The text in NFC; None for `null`, `~`, nothing and a collection.
        items: A list's nodes.
        entries: A mapping's nodes by key, each with the key's position.
        size: How many values it is when its aliases are written out.
        height: How many levels it is then.
    """

    position: Position
    end: Position = (0, 0)
    scalar: str | None = None
    items: "list[Node] | None" = None
    entries: "dict[str, tuple[Position, Node]] | None" = None
    size: int = 1
    height: int = 1

    def is_collection(self) -> bool:
        """Tell a list or a mapping from a scalar."""
        return self.items is not None or self.entries is not None


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; `key` is the one that waits for its value."""

    node: Node
    anchor: str | None
    key: Node | None = None


class _StopReadingError(Exception):
    """What follows cannot be understood; the problem is already noted."""


class Composer:
    r"""Puts nodes together from events, noting problems and going on while it makes sense.

    Args:
        text: What the events come from, with `\n` as line break.
        path: What messages call the file.
        problems: Where to note what is wrong.
    """

    def __init__(self, text: str, path: str, problems: list[Problem]) -> None:
        self._text = text
        self._path = path
        self._problems = problems
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._root: Node | None = None
        self._total = 0
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._start_document,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._start_collection,
            yaml.MappingStartEvent: self._start_collection,
            yaml.SequenceEndEvent: self._end_collection,
            yaml.MappingEndEvent: self._end_collection,
        }

    def compose(self, events: Iterable[Any]) -> Node | None:
        """Give the outermost node, whole only if no problem was noted; None if there is none."""
        try:
            for event in events:
                if (handle := self._handlers.get(type(event))) is not None:
                    handle(event)
        except _StopReadingError:
            pass
        return self._root

    def _start_document(self, event: Any) -> None:
        if self._root is not None:
            advice = "Slett linjen «---», eller legg det som følger i en egen fil."
            self._stop(event, "flere-dokumenter", "Her begynner et nytt dokument i samme fil.", advice)
        if event.version or event.tags:
            advice = "Slett linjen som begynner med «%»."
            self._note(_start(event), "yaml-direktiv", "YAML-direktiver brukes ikke i planen.", advice)

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        node = Node(_start(event), _end(event))
        if not (event.implicit[0] and event.value in _NULLS):
            node.scalar = self._text_of(event)
        elif node.position == node.end:
            node.position = self._after_key(node.position)
        self._count(event, 1)
        self._remember(event.anchor, node)
        self._attach(node)

    def _text_of(self, scalar: Any) -> str:
        """Give the text in NFC; only an escape can bring in what the file itself was cleared of."""
        text = unicodedata.normalize("NFC", scalar.value)
        if scalar.style == '"' and source.FORBIDDEN.search(text):
            start, end = scalar.start_mark.index, scalar.end_mark.index
            self._problems += source.forbidden_escapes(self._text, start, end, self._path)
        return text

    def _after_key(self, position: Position) -> Position:
        """Place what is not there just after the key's colon; the two parsers differ about it."""
        key = self._open[-1].key if self._open else None
        return (key.end[0], key.end[1] + 1) if key else position

    def _alias(self, event: Any) -> None:
        if any(collection.anchor == event.anchor for collection in self._open):
            advice = "Skriv ut innholdet i stedet for å vise til det."
            message = f"«*{event.anchor}» viser til noe som den selv er en del av."
            self._stop(event, "alias-i-ring", message, advice)
        target = self._anchors.get(event.anchor) or self._unknown_anchor(event)
        self._count(event, target.size, target.height)
        self._attach(replace(target, position=_start(event), end=_end(event)))

    def _unknown_anchor(self, event: Any) -> Node:
        advice = f'Er det vanlig tekst, setter du anførselstegn rundt: "*{event.anchor}".'
        message = f"«*{event.anchor}» viser til «&{event.anchor}», som ikke finnes over."
        self._note(_start(event), "ukjent-anker", message, advice)
        return Node(_start(event), scalar="")

    def _start_collection(self, event: Any) -> None:
        self._refuse_tag(event)
        self._count(event, 1, 1)
        node = Node(_start(event))
        if isinstance(event, yaml.MappingStartEvent):
            node.entries = {}
        else:
            node.items = []
        self._open.append(_Open(node, event.anchor))

    def _end_collection(self, event: Any) -> None:
        done = self._open.pop()
        done.node.end = _end(event)
        self._remember(done.anchor, done.node)
        self._attach(done.node)

    def _remember(self, anchor: str | None, node: Node) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _attach(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        parent.node.size += node.size
        parent.node.height = max(parent.node.height, node.height + 1)
        if parent.node.items is not None:
            parent.node.items.append(node)
        elif parent.node.entries is not None:
            self._attach_to_mapping(parent, parent.node.entries, node)

    def _attach_to_mapping(
        self, mapping: _Open, entries: dict[str, tuple[Position, Node]], node: Node
    ) -> None:
        """Keep a key until its value comes; the first of two equal keys stays."""
        key = mapping.key
        mapping.key = node if key is None else None
        if key is None:
            self._check_key(node, entries)
        elif key.scalar is not None:
            entries.setdefault(key.scalar, (key.position, node))

    def _check_key(self, key: Node, entries: dict[str, tuple[Position, Node]]) -> None:
        if key.scalar is None:
            advice = 'Sett anførselstegn rundt nøkkelen hvis den skal være tekst: "null".'
            if key.is_collection():
                advice = "Er det vanlig tekst, setter du anførselstegn rundt hele verdien."
            message = "En nøkkel må være tekst. Her står en liste, flere nøkler eller ingenting."
            self._note(key.position, "ugyldig-nokkel", message, advice)
        elif key.scalar in entries:
            line, column = entries[key.scalar][0]
            message = f"«{key.scalar}» står to ganger: på linje {line} (kolonne {column}) og her."
            self._note(key.position, "dobbel-nokkel", message, "Behold én av dem.")

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
        place = Place(self._path, *position, field_name(tuple(self._field())))
        self._problems.append(Problem(code, message, advice, place))

    def _field(self) -> Iterator[str | int]:
        for collection in self._open:
            if collection.node.items is not None:
                yield len(collection.node.items)
            elif collection.key is not None and collection.key.scalar is not None:
                yield collection.key.scalar

    def _stop(self, event: Any, code: str, message: str, advice: str) -> Never:
        self._note(_start(event), code, message, advice)
        raise _StopReadingError


def _start(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _end(event: Any) -> Position:
    return event.end_mark.line + 1, event.end_mark.column + 1
