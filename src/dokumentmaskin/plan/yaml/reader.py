"""From a plan file to plain values with positions: YAML 1.2, every scalar as the person wrote it.

PyYAML gives the events (by libyaml's parser where it has one), never the values: it would read
`10:00` as 600 and `no` as False. `yaml_nodes` puts them together; `yaml_advice` says what to mend
where the parser gives up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.yaml import source
from dokumentmaskin.plan.yaml.nodes import (
    MAX_DEPTH,
    MAX_NODES,
    Composer,
    FieldPath,
    Node,
    Position,
    field_name,
)

__all__ = [
    "LOADER",
    "MAX_DEPTH",
    "MAX_NODES",
    "PURE_LOADER",
    "FieldPath",
    "Value",
    "YamlDocument",
    "field_name",
    "parse_yaml",
    "read_yaml",
]

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"

PURE_LOADER: Any = yaml.SafeLoader
LOADER: Any = getattr(yaml, "CSafeLoader", PURE_LOADER)

# PyYAML lets some of Python's own errors out too, as for an escape beyond Unicode.
_PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
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


class _BrokenYamlError(Exception):
    """The parser gave up at `index` of the text, in the middle of what begins at `opening`."""

    def __init__(self, index: int, opening: int) -> None:
        super().__init__(index, opening)
        self.index = index
        self.opening = opening


def read_yaml(file: Path, path: str) -> YamlDocument:
    """Read one YAML file.

    Args:
        file: The file on disk.
        path: What messages call it: relative to the workspace, with forward slashes.

    Raises:
        PlanError: With every problem that can be found in the file.
    """
    return parse_yaml(source.decode_file(file, path), path)


def parse_yaml(text: str, path: str, loader: Any = LOADER) -> YamlDocument:
    """Read YAML from text; `loader` is a loader class of PyYAML's, used for its events alone."""
    text = source.normalise(text)
    problems = source.forbidden_characters(text, path)
    # Mended for the parser, which would stop at the first: the rest of the problems are wanted too.
    text = source.FORBIDDEN.sub("\ufffd", text)
    root = None
    try:
        root = Composer(text, path, problems).compose(_events(text, loader))
    except _BrokenYamlError as broken:
        syntax = _explain(broken, text, path, loader)
        problems = [syntax, *_elsewhere(problems, syntax)]
    if root is None or problems:
        raise PlanError(sorted(problems, key=attrgetter("position")) or source.empty_file(path))
    return _document(root, path)


def _elsewhere(problems: list[Problem], syntax: Problem) -> list[Problem]:
    """Leave out what the parser saw where it broke: an alias in `*viktig sak` was the same mistake."""
    return [problem for problem in problems if problem.position != syntax.position]


def _events(text: str, loader: Any) -> Iterator[Any]:
    """Give PyYAML's events until the text breaks, which is a `_BrokenYamlError`."""
    reached = 0
    try:
        for event in _parsed(text, loader):
            yield event
            reached = event.end_mark.index
    except _PARSER_ERRORS as error:
        raise _BrokenYamlError(*_index_and_opening(error, reached)) from error


def _index_and_opening(error: Exception, reached: int) -> tuple[int, int]:
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    index = problem.index if problem else reached
    return index, context.index if context else index


def _parsed(text: str, loader: Any) -> Iterator[Any]:
    if loader is not PURE_LOADER:
        yield from yaml.parse(text, Loader=loader)
        return
    for event in yaml.parse(_INNER_QUESTION_MARK.sub(_STAND_IN, text), Loader=loader):
        if isinstance(event, yaml.ScalarEvent):
            event.value = event.value.replace(_STAND_IN, "?")
        yield event


def _explain(broken: _BrokenYamlError, text: str, path: str, loader: Any) -> Problem:
    # Imported only now: compiling its regular expressions would delay every start.
    from dokumentmaskin.plan.yaml.advice import Break, explain

    def find_break(mended: str) -> Break | None:
        try:
            for _ in _events(mended, loader):
                pass
        except _BrokenYamlError as error:
            return Break(error.index, error.opening)
        return None

    return explain(text, path, Break(broken.index, broken.opening), find_break)


def _document(root: Node, path: str) -> YamlDocument:
    keys: dict[FieldPath, Position] = {}
    values: dict[FieldPath, Position] = {}
    return YamlDocument(path, _written_out(root, (), keys, values), keys, values)


def _written_out(
    node: Node, field: FieldPath, keys: dict[FieldPath, Position], values: dict[FieldPath, Position]
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
