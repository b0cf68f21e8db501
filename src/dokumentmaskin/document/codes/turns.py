"""What of a render stands inside which turn of the template's loops, known while it is made.

A `for` may stand anywhere in a template: around paragraphs, rows or cells, in a sentence, in an alternative
text, in a header. So its turns say themselves where they begin and end, by private-use characters, which no
plan can hold; these are moved out of the paragraph that they stand in, counted, and taken away. `render.py`
calls this in the order of the functions below.

A template may cut, repeat or change what a loop has written before it prints it. Where the marks then do not
add up it is said that the turns are not known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, Final

from docx.document import Document
from jinja2 import Environment, nodes
from lxml import etree

from dokumentmaskin.document.richtext import Rich, story_parts
from dokumentmaskin.word import Turn, W, numbered

_BEGIN, _END, _CLOSE = "\ue002", "\ue003", "\ue004"
_MARK: Final = re.compile(rf"{_BEGIN}(\d+){_CLOSE}|{_END}")
_ANY: Final = re.compile(rf"[{_BEGIN}{_END}{_CLOSE}]")
_NAME: Final = "dok"
# lxml's own: the `text` of python-docx's paragraphs and runs is that of all that is in them.
_TEXT: Final[Any] = etree.ElementBase.text
PROPERTIES: Final = (
    "author",
    "comments",
    "identifier",
    "language",
    "subject",
    "title",
)  # that docxtpl fills in
# What holds paragraphs, tables, rows and cells, so that a mark may stand between two of them.
_HOLDERS: Final = frozenset(
    W + name for name in ("body", "tbl", "tr", "tc", "sdtContent", "customXml", "hdr", "ftr")
)


def marked(environment: Environment, source: str) -> nodes.Template:
    """A template in which each turn of each loop says where it begins and ends.

    The environment must have `begin_turn` and `end_turn`, those of the `Turns` of the rendering.
    """
    tree = environment.parse(source)
    for number, loop in enumerate(list(tree.find_all(nodes.For))):
        begin = _call("begin_turn", [nodes.Const(number), _loaded(loop.target)])
        loop.body = [begin, *loop.body, _call("end_turn", [])]
        for node in (loop.body[0], loop.body[-1]):
            node.set_lineno(loop.lineno).set_environment(environment)
    return tree


def _call(name: str, arguments: list[nodes.Expr]) -> nodes.Output:
    return nodes.Output([nodes.Call(nodes.EnvironmentAttribute(name), arguments, [], None, None)])


def _loaded(target: nodes.Node) -> nodes.Expr:
    """What a turn is over, as an expression: `sak`, or all of `number, sak`."""
    if isinstance(target, nodes.Name):
        return nodes.Name(target.name, "load")
    return nodes.Tuple([_loaded(item) for item in target.iter_child_nodes()], "load")


# A mark that was found: whether a turn begins there, its number, the element that it stands in, and after
# which of that one's children, or None before the first.
_Found = tuple[bool, int, Any, Any]


@dataclass(slots=True)
class Turns:
    """The turns of one rendering, as they come.

    Attributes:
        items: What each is over, and of which loop it is, by the number in its mark.
        found: What has been found of them so far; None when they cannot be told.
    """

    items: list[tuple[int, object]] = field(default_factory=list)
    found: list[Turn] | None = field(default_factory=list)

    def begin(self, loop: int, item: object) -> str:
        """The mark where a turn begins."""
        self.items.append((loop, item))
        return f"{_BEGIN}{len(self.items) - 1}{_CLOSE}"

    def end(self) -> str:
        """The mark where a turn ends."""
        return _END

    def settle(self, document: Document) -> None:
        """Make instructions of the marks in a document, between its blocks, and take away those elsewhere."""
        for part in story_parts(document):
            self._settle(part.element, str(part.partname))
        for part in document.part.package.iter_parts():
            if isinstance(getattr(part, "_blob", None), bytes) and _CLOSE.encode() in part.blob:
                part._blob = self._settle_text(part.blob.decode(), str(part.partname)).encode()  # noqa: SLF001
        for name in PROPERTIES:
            written = getattr(document.core_properties, name)
            if _ANY.search(written):
                setattr(document.core_properties, name, _without(written))

    def read(self, document: Document) -> None:
        """Take the instructions out of a document, and note what stands between them."""
        for part in story_parts(document):
            self._read(part.element)

    def _settle(self, root: Any, part: str) -> None:
        """Make instructions of the marks in a part: between blocks, around the paragraph that has one."""
        open_: list[int] = []
        last: dict[tuple[Any, Any], Any] = {}
        for begins, number, parent, after in list(_taken_out(root)):
            if begins:
                self._add(part, number, open_)
            if self.found is None or not open_:
                self.found = None
                return
            mark = etree.ProcessingInstruction(_NAME, f"{'begin' if begins else 'end'} {open_[-1]}")
            _put(mark, _between_blocks(parent, after, begins=begins), last)
            if not begins:
                open_.pop()
        if open_:
            self.found = None

    def _settle_text(self, text: str, part: str) -> str:
        """The same for a part of which only its text is at hand; it stands between no blocks."""
        open_: list[int] = []
        for mark in _MARK.finditer(text):
            if mark[1]:
                self._add(part, int(mark[1]), open_)
        return _without(text)

    def _add(self, part: str, number: int, open_: list[int]) -> None:
        if self.found is None or number >= len(self.items):
            self.found = None
            return
        loop, item = self.items[number]
        inside = open_[-1] if open_ else -1
        self.found.append(Turn(part, 0, 0, loop, inside, _told_apart(item), is_exempt(item)))
        open_.append(len(self.found) - 1)

    def _read(self, root: Any) -> None:
        numbers, count = numbered(root), 0
        for node in list(root.iter()):
            if node in numbers:
                count = numbers[node] + 1
            elif node.tag is etree.ProcessingInstruction and node.target == _NAME:
                what, turn = node.text.split()
                if self.found is not None:
                    known = self.found[int(turn)]
                    first = count if what == "begin" else known.first
                    self.found[int(turn)] = replace(known, first=first, end=count)
                node.getparent().remove(node)


def _taken_out(root: Any) -> Iterator[_Found]:
    """Take the marks out of a part's texts and attributes, in their order."""
    for event, node in list(etree.iterwalk(root, events=("start", "end"))):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            for name, value in node.attrib.items():
                if _ANY.search(value):
                    yield from ((*mark, node, None) for mark in _marks(value))
                    node.set(name, _without(value))
            if _ANY.search(text := _TEXT.__get__(node) or ""):
                yield from ((*mark, node, None) for mark in _marks(text))
                _TEXT.__set__(node, _without(text))
        elif node.tail and _ANY.search(node.tail):
            yield from ((*mark, node.getparent(), node) for mark in _marks(node.tail))
            node.tail = _without(node.tail)


def _marks(text: str) -> Iterator[tuple[bool, int]]:
    for mark in _MARK.finditer(text):
        yield bool(mark[1]), int(mark[1] or -1)


def _without(text: str) -> str:
    return _ANY.sub("", _MARK.sub("", text))


def _between_blocks(parent: Any, after: Any, *, begins: bool) -> tuple[Any, Any]:
    """Where a mark may stand as an instruction: outside the paragraph or the properties that it stands in."""
    around = [parent, *parent.iterancestors()]
    outer = next((node for node in reversed(around) if node.tag == W + "p"), None)
    if outer is None and parent.tag in _HOLDERS:
        return parent, after
    if outer is None:
        outer = next(node for node in around if node.getparent() is None or node.getparent().tag in _HOLDERS)
    return outer.getparent(), outer.getprevious() if begins else outer


def _put(mark: Any, place: tuple[Any, Any], last: dict[tuple[Any, Any], Any]) -> None:
    """Put an instruction after those that are in the same place already."""
    parent, after = place
    after = last.get((parent, after), after)
    if after is None:
        parent.insert(0, mark)
    else:
        after.addnext(mark)
    last[place] = mark


def is_exempt(item: object) -> bool:
    """Whether a record, or one of several, says of itself that it is exempt."""
    if isinstance(item, tuple):
        return any(map(is_exempt, item))
    return bool(getattr(item, "unntatt", ""))


def _told_apart(item: object) -> str:
    return sha256(repr(_plain(item)).encode()).hexdigest()


def _plain(item: object) -> object:
    """What a record says itself: what it holds of other records has turns of its own."""
    if isinstance(item, Rich):
        return item.blocks
    if is_dataclass(item):
        values = [getattr(item, own.name) for own in fields(item)]
        return type(item).__name__, [_plain(value) for value in values if not _holds_records(value)]
    if isinstance(item, tuple | list):
        return [_plain(value) for value in item]
    return item


def _holds_records(value: object) -> bool:
    return isinstance(value, tuple | list) and (not value or is_dataclass(value[0]))
