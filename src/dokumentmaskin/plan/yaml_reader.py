"""From a plan file to plain values with positions: YAML 1.2, every scalar as the person wrote it.

PyYAML gives the events (by libyaml's parser where it has one), never the values: it would read
`10:00` as 600 and `no` as False. Nodes are put together on a stack of our own, so that no file can
exhaust Python's, and counted as their aliases expand, so that a small file cannot fill the memory.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from pathlib import Path
from typing import Any, Never, TypeAlias

import yaml

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan import source, yaml_advice

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FieldPath: TypeAlias = tuple[str | int, ...]
Position: TypeAlias = tuple[int, int]

MAX_NODES = 50_000
MAX_DEPTH = 50
PURE_LOADER: Any = yaml.SafeLoader
LOADER: Any = getattr(yaml, "CSafeLoader", PURE_LOADER)

_NULLS = frozenset({"", "~", "null"})
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
        known = field
        while known and known not in positions:
            known = known[:-1]
        return Place(self.path, *positions[known], field_name(field))


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
    return parse_yaml(source.decode_file(file, path), path)


def parse_yaml(text: str, path: str, loader: Any = LOADER) -> YamlDocument:  # noqa: ANN401
    """Read YAML from text; `loader` is a loader class of PyYAML's, used for its events alone."""
    text = source.normalise(text)
    problems = source.forbidden_characters(text, path)
    # Mended for the parser, which would stop at the first: the rest of the problems are wanted too.
    composer = _Composer(source.FORBIDDEN.sub("\ufffd", text), path, problems)
    root = composer.compose(loader)
    if root is None or problems:
        raise PlanError(sorted(problems, key=_line_and_column) or source.empty_file(path))
    return _expand(root, path)


def _line_and_column(problem: Problem) -> Position:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def _events(text: str, loader: Any) -> Iterator[Any]:  # noqa: ANN401
    if loader is not PURE_LOADER:
        yield from yaml.parse(text, Loader=loader)
        return
    for event in yaml.parse(_INNER_QUESTION_MARK.sub(_STAND_IN, text), Loader=loader):
        if isinstance(event, yaml.ScalarEvent):
            event.value = event.value.replace(_STAND_IN, "?")
        yield event


def _break(error: Exception, reached: int) -> yaml_advice.Break:
    """Take the position from a parser's error; PyYAML lets ValueError and the like out too."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    index = problem.index if problem else reached
    return yaml_advice.Break(index, context.index if context else index)


_PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)


def _find_break(text: str, loader: Any) -> yaml_advice.Break | None:  # noqa: ANN401
    reached = 0
    try:
        for event in _events(text, loader):
            reached = event.end_mark.index
    except _PARSER_ERRORS as error:
        return _break(error, reached)
    return None


@dataclass(slots=True)
class _Node:
    """A value and where it stands; `size` and `height` count what its aliases stand for too."""

    position: Position
    scalar: str | None = None
    items: "list[_Node] | None" = None
    entries: "dict[str, tuple[Position, _Node]] | None" = None
    size: int = 1
    height: int = 1
    end: Position = (0, 0)

    def is_collection(self) -> bool:
        return self.items is not None or self.entries is not None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    node: _Node
    anchor: str | None
    key: _Node | None = None
    seen: dict[str, Position] = attribute(default_factory=dict)


class _StopReadingError(Exception):
    """What follows cannot be understood; the problem is already noted."""


class _Composer:
    """Puts nodes together from events, noting problems and going on while it makes sense."""

    def __init__(self, text: str, path: str, problems: list[Problem]) -> None:
        self._text = text
        self._path = path
        self._problems = problems
        self._open: list[_Open] = []
        self._anchors: dict[str, _Node] = {}
        self._root: _Node | None = None
        self._total = 0
        self._documents = 0
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._start_document,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._start_collection,
            yaml.MappingStartEvent: self._start_collection,
            yaml.SequenceEndEvent: self._end_collection,
            yaml.MappingEndEvent: self._end_collection,
        }

    def compose(self, loader: Any) -> _Node | None:  # noqa: ANN401
        reached = 0
        try:
            for event in _events(self._text, loader):
                if (handle := self._handlers.get(type(event))) is not None:
                    handle(event)
                reached = event.end_mark.index
        except _StopReadingError:
            pass
        except _PARSER_ERRORS as error:
            self._explain(_break(error, reached), loader)
        return self._root

    def _explain(self, broken: yaml_advice.Break, loader: Any) -> None:  # noqa: ANN401
        problem = yaml_advice.explain(
            self._text, self._path, broken, lambda text: _find_break(text, loader)
        )
        at = _line_and_column(problem)
        # What the parser thought it saw there, as an alias in `*viktig sak`, was the same mistake.
        self._problems[:] = [known for known in self._problems if _line_and_column(known) != at]
        self._problems.append(problem)

    def _start_document(self, event: Any) -> None:  # noqa: ANN401
        self._documents += 1
        if self._documents > 1:
            advice = "Slett linjen «---», eller legg det som følger i en egen fil."
            self._stop(
                event, "flere-dokumenter", "Her begynner et nytt dokument i samme fil.", advice
            )
        if event.version or event.tags:
            advice = "Slett linjen som begynner med «%»."
            self._note(event, "yaml-direktiv", "YAML-direktiver brukes ikke i planen.", advice)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        self._refuse_tag(event)
        value: str | None = event.value
        position = _position(event.start_mark)
        if event.implicit[0] and value in _NULLS:
            if not value and event.start_mark.index == event.end_mark.index:
                position = self._after_key(position)
            value = None
        elif not event.value.isascii() or event.style == '"':
            value = unicodedata.normalize("NFC", event.value)
            if source.FORBIDDEN.search(value):
                start, end = event.start_mark.index, event.end_mark.index
                self._problems += source.forbidden_escapes(self._text, start, end, self._path)
        node = _Node(position, value, end=_position(event.end_mark))
        self._count(1, event)
        self._remember(event.anchor, node)
        self._attach(node)

    def _after_key(self, position: Position) -> Position:
        """Place what is not there just after the key's colon; the two parsers differ about it."""
        key = self._open[-1].key if self._open else None
        return (key.end[0], key.end[1] + 1) if key else position

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        if any(collection.anchor == event.anchor for collection in self._open):
            advice = "Skriv ut innholdet i stedet for å vise til det."
            message = f"«*{event.anchor}» viser til noe som den selv er en del av."
            self._stop(event, "alias-i-ring", message, advice)
        target = self._anchors.get(event.anchor)
        if target is None:
            advice = f'Er det vanlig tekst, sett anførselstegn rundt: "*{event.anchor}".'
            message = f"«*{event.anchor}» viser til «&{event.anchor}», som ikke finnes over."
            self._note(event, "ukjent-anker", message, advice)
            target = _Node((0, 0), "")
        self._count(target.size, event, target.height)
        start, end = _position(event.start_mark), _position(event.end_mark)
        self._attach(replace(target, position=start, end=end))

    def _start_collection(self, event: Any) -> None:  # noqa: ANN401
        self._refuse_tag(event)
        self._count(1, event, 1)
        node = _Node(_position(event.start_mark))
        if isinstance(event, yaml.MappingStartEvent):
            node.entries = {}
        else:
            node.items = []
        self._open.append(_Open(node, event.anchor))

    def _end_collection(self, event: Any) -> None:  # noqa: ANN401
        done = self._open.pop()
        done.node.end = _position(event.end_mark)
        self._remember(done.anchor, done.node)
        self._attach(done.node)

    def _remember(self, anchor: str | None, node: _Node) -> None:
        if anchor is not None:
            self._anchors[anchor] = node

    def _attach(self, node: _Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        parent.node.size += node.size
        parent.node.height = max(parent.node.height, node.height + 1)
        if parent.node.items is not None:
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = self._checked_key(parent, node)
        else:
            entries = parent.node.entries
            if entries is not None and parent.key.scalar is not None:
                entries.setdefault(parent.key.scalar, (parent.key.position, node))
            parent.key = None

    def _checked_key(self, parent: _Open, node: _Node) -> _Node:
        name = node.scalar
        if name is None:
            advice = 'Sett anførselstegn rundt nøkkelen hvis den skal være tekst: "null".'
            if node.is_collection():
                advice = "Er det vanlig tekst, sett anførselstegn rundt hele verdien."
            message = "En nøkkel må være tekst. Her står en liste, flere nøkler eller ingenting."
            self._note_at(node.position, "ugyldig-nokkel", message, advice)
            return _Node(node.position, end=node.end)
        if (first := parent.seen.setdefault(name, node.position)) != node.position:
            message = f"«{name}» står to ganger: på linje {first[0]} (kolonne {first[1]}) og her."
            self._note_at(node.position, "dobbel-nokkel", message, "Behold én av dem.", name)
        return node

    def _refuse_tag(self, event: Any) -> None:  # noqa: ANN401
        if event.tag is None:
            return
        written = self._text[event.start_mark.index :].split(maxsplit=1)[0]
        message = f"«{written}» er en YAML-tagg. Planen bruker ikke tagger."
        advice = f"Slett «{written}», eller sett anførselstegn rundt verdien hvis det er tekst."
        self._note(event, "yaml-tagg", message, advice)

    def _count(self, size: int, event: Any, height: int = 0) -> None:  # noqa: ANN401
        self._total += size
        if self._total > MAX_NODES:
            advice = "Del filen i flere, og vis ikke til det samme ankeret om og om igjen."
            message = f"Filen har mer enn {MAX_NODES} verdier når alle ankere er skrevet ut."
            self._stop(event, "for-mange-verdier", message, advice)
        if len(self._open) + height > MAX_DEPTH:
            advice = "Se etter «[» eller «{» som ikke skal være der."
            message = f"Her er det mer enn {MAX_DEPTH} nivåer inni hverandre."
            self._stop(event, "for-dypt", message, advice)

    def _note(self, event: Any, code: str, message: str, advice: str) -> None:  # noqa: ANN401
        self._note_at(_position(event.start_mark), code, message, advice)

    def _note_at(
        self, position: Position, code: str, message: str, advice: str, name: str = ""
    ) -> None:
        field = field_name((*self._field(), *([name] if name else [])))
        place = Place(self._path, *position, field)
        self._problems.append(Problem(code, message, advice, place))

    def _field(self) -> Iterator[str | int]:
        for collection in self._open:
            if collection.node.items is not None:
                yield len(collection.node.items)
            elif collection.key is not None and collection.key.scalar is not None:
                yield collection.key.scalar

    def _stop(self, event: Any, code: str, message: str, advice: str) -> Never:  # noqa: ANN401
        self._note(event, code, message, advice)
        raise _StopReadingError


def _position(mark: Any) -> Position:  # noqa: ANN401
    return mark.line + 1, mark.column + 1


def _expand(root: _Node, path: str) -> YamlDocument:
    """Write out every alias: values that two fields share are two values."""
    holder: dict[Any, Any] = {}
    keys: dict[FieldPath, Position] = {}
    values: dict[FieldPath, Position] = {}
    pending: list[tuple[_Node, FieldPath, Any, Any]] = [(root, (), holder, None)]
    while pending:
        node, field, parent, slot = pending.pop()
        values[field] = node.position
        if node.items is not None:
            parent[slot] = made = [None] * len(node.items)
            for index, item in enumerate(node.items):
                keys[*field, index] = item.position
                pending.append((item, (*field, index), made, index))
        elif node.entries is not None:
            parent[slot] = group = dict.fromkeys(node.entries)
            for name, (position, entry) in node.entries.items():
                keys[*field, name] = position
                pending.append((entry, (*field, name), group, name))
        else:
            parent[slot] = node.scalar
    return YamlDocument(path, holder[None], keys, values)
