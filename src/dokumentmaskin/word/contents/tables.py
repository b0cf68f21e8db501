"""The tables of contents of a text: where each stands, which headings it asks for, and what it holds now."""

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.fields import CODE, KIND, MARK, SIMPLE
from dokumentmaskin.word.names import W
from dokumentmaskin.word.styles import Styles, heading_named, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_TABLE: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_SWITCH: Final = re.compile(r'\\([a-z])(?:\s+"([^"]*)"|\s+([^\s\\"]+))?', re.IGNORECASE)
_KNOWN: Final = frozenset("outhznwxps")
_LEVELS: Final = 9


@dataclass(slots=True)
class ContentsTable:
    """A table of contents: the marks of its field, and its code so far."""

    begin: "Element"
    code: str = ""
    separate: "Element | None" = None
    end: "Element | None" = None
    switches: dict[str, str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether it can be filled."""
        return self.separate is not None and self.end is not None and self.switches.keys() <= _KNOWN

    def level(self, paragraph: "Element", styles: Styles) -> int:
        """The level at which a paragraph stands in it, from 1; 0 for not at all."""
        style = value_of(paragraph, "pPr/pStyle")
        name = styles.name("paragraph", style)
        if name in (others := self._others()):
            return others[name]
        first, last = self._range()
        named = heading_named(name)
        if named and first <= named <= last:
            return named
        outlined = value_of(paragraph, "pPr/outlineLvl") if "u" in self.switches else ""
        own = int(outlined) + 1 if outlined.isdecimal() else 0
        level = own or (styles.heading_level(style) if "u" in self.switches and not named else 0)
        return level if 0 < level <= (last or _LEVELS) else 0

    def _range(self) -> tuple[int, int]:
        if "o" not in self.switches and self.switches.keys() & {"t", "u"}:
            return 1, 0
        first, _, last = (self.switches.get("o") or f"1-{_LEVELS}").partition("-")
        return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else (1, _LEVELS)

    def _others(self) -> dict[str, int]:
        r"""The styles of `\\t`, by their folded names, each with its level."""
        said = re.split("[;,]", self.switches.get("t", ""))
        pairs = zip(said[::2], said[1::2], strict=False)
        return {name.strip().casefold(): int(level) for name, level in pairs if level.strip().isdecimal()}


def find_tables(root: "Element") -> list[ContentsTable]:
    """The tables of contents of a body, the outermost where one holds another."""
    found: list[ContentsTable] = []
    going: list[ContentsTable] = []
    for node in root.iter(MARK, CODE):
        kind = node.get(KIND)
        if kind == "begin":
            going.append(ContentsTable(node))
        elif going and node.tag == CODE and going[-1].separate is None:
            going[-1].code += node.text or ""
        elif going and kind == "separate":
            going[-1].separate = node
        elif going and kind == "end":
            table = going.pop()
            table.end = node
            if _TABLE.match(table.code) and not any(_TABLE.match(around.code) for around in going):
                said = _SWITCH.findall(table.code)
                table.switches = {name.lower(): quoted or bare for name, quoted, bare in said}
                found.append(table)
    return found


def ends_of(table: ContentsTable) -> "tuple[Element | None, Element | None]":
    """The paragraphs in which the result begins and ends, when they stand beside each other."""
    marks = (table.separate, table.end)
    first, last = (next(mark.iterancestors(W + "p"), None) for mark in marks if mark is not None)
    if first is None or last is None or first.getparent() is not last.getparent():
        return None, None
    return first, last


def has_entries(table: ContentsTable) -> bool:
    """Whether something in it leads to a place, as an entry does."""
    first, last = ends_of(table)
    if first is None or last is None:
        return True
    paragraphs = (first, *_until(last, first.itersiblings()), last)
    nodes = (node for one in paragraphs for node in one.iter(W + "hyperlink", CODE, SIMPLE))
    return any("PAGEREF" in f"{node.text}{node.get(W + 'instr')}" or node.get(W + "anchor") for node in nodes)


def empty(table: ContentsTable) -> bool:
    """Take the entries out of a table; False when its field is not one that can be followed."""
    first, last = ends_of(table)
    if first is None or last is None or table.separate is None or table.end is None:
        return False
    begun, ended = child_of(first, table.separate), child_of(last, table.end)
    if begun is ended:
        return False
    gone = [*table.separate.itersiblings(), *_until(ended, begun.itersiblings())]
    if first is not last:
        gone += _until(last, first.itersiblings())
        gone += _until(ended, (one for one in last if one.tag != W + "pPr"))
    for one in gone:
        one.getparent().remove(one)
    return True


def _until(end: "Element", nodes: "Iterable[Element]") -> "list[Element]":
    return list(takewhile(lambda one: one is not end, nodes))


def child_of(paragraph: "Element", node: "Element") -> "Element":
    """The child of a paragraph in which a node stands."""
    return next(one for one in (node, *node.iterancestors()) if one.getparent() is paragraph)
