"""A plan's text fields: from Markdown to blocks that a Word document can hold.

Paragraphs, headings, quotes, bullet and numbered lists, tables, **bold**, *italic* and [links](https://…)
mean something; everything else that Markdown knows is text and comes through as it was written. A plan cannot
hold that: what is not supported is an error when it is read (`plan.records.texts`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, Literal, get_args

from dokumentmaskin.plan import month_number

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["avsnitt", "punkt", "nummer", "overskrift", "sitat", "tabell"]
Side = Literal["left", "center", "right"]

# What a person means by "11. mars" at the start of a line is a date, not the eleventh item of a list.
_DAY_AND_WORD: Final = re.compile(
    r"^(\s*(?:(?:[-*+]|\d{1,9}[.)]) +)*)(\d{1,2})\.(?=\s+([^\W\d]+))", re.MULTILINE
)

# A number as a table has it, «1 200,50», «−3,5 %» or «kr 100,–», and what stands where there is none.
_NUMBER: Final = re.compile(r"(?:kr\.?\s*)?[-−–+]?\d[\d\s.,]*(?:,[-–])?\s*(?:kr|%|‰|mill\.?|mrd\.?)?")
_NO_NUMBER: Final = ("", "-", "–", "—")

# markdown-it passes over what is nested deeper, and «zero» stops at 20: a list in nine lists.
_MOST_NESTED: Final = 200


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text that looks the same.

    Attributes:
        text: The words; a newline in it is a line break within the paragraph.
        bold: Whether it is bold.
        italic: Whether it is italic.
        link: The address that it leads to, or empty.
        struck: Whether a line goes through it; no sign in a text does that.
        picture: The bytes of a picture that stands there instead, of which `text` says what it shows.
        source: Where that picture lies, as a text says; `with_pictures` fetches it.
        figure: What a picture is drawn of when the document is made (`Marks.draw`), in place of its bytes.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    struck: bool = False
    picture: bytes = field(default=b"", repr=False)
    source: str = ""
    figure: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item, a heading or a table.

    Attributes:
        inlines: Its text.
        kind: What it is.
        level: How deep in lists it stands: 0 outside, 1 in a list, 2 in a list in a list.
        list_number: Which list of the text it belongs to; a new numbered list begins anew.
        start: The number that its list begins with.
        first: Whether it carries the item's bullet or number; later paragraphs of an item do not.
        heading: How many headings of the text stand above it, and itself; 0 for what is none.
        rows: The cells of a table, its head first; all rows have as many.
        sides: Where the text stands in each of its columns.
    """

    inlines: tuple[Inline, ...]
    kind: Kind = "avsnitt"
    level: int = 0
    list_number: int = 0
    start: int = 1
    first: bool = True
    heading: int = 0
    rows: tuple[tuple[tuple[Inline, ...], ...], ...] = ()
    sides: tuple[Side, ...] = ()

    @property
    def words(self) -> str:
        """Its text alone; the cells of a table after each other, a row on each line."""
        rows = (" – ".join(filter(None, map(_words, row))) for row in self.rows)
        return "\n".join(filter(None, (_words(self.inlines), *rows)))


def _words(inlines: Sequence[Inline]) -> str:
    return "".join(inline.text for inline in inlines)


def parse_text(text: str) -> tuple[Block, ...]:
    """The blocks of a text field, in order; none when it is empty."""
    tokens = _parser().parse(_DAY_AND_WORD.sub(_escape_date, text))
    return tuple(_without_gaps([*_blocks(tokens)]))


def _without_gaps(blocks: Sequence[Block]) -> Iterator[Block]:
    """The same with the headings counted from 1, and no level left out (ISO 14289-1, 7.4.2)."""
    above: list[int] = []  # the levels as written of the headings that a block stands under
    for block in blocks:
        if block.heading:
            above = [*takewhile(lambda level, own=block.heading: level < own, above), block.heading]  # type: ignore[misc]
            yield replace(block, heading=len(above))
        else:
            yield block


def with_pictures(blocks: Iterable[Block], read: Callable[[str], bytes]) -> Iterator[Block]:
    """The same with the bytes of the pictures in them."""
    for block in blocks:
        inlines = (replace(i, picture=read(i.source)) if i.source else i for i in block.inlines)
        yield replace(block, inlines=tuple(inlines))


def link_to(address: str, text: str = "") -> tuple[Block, ...]:
    """A paragraph that is a link to a web or e-mail address, showing the address unless `text` is given."""
    target = address if "://" in address else f"mailto:{address}"
    return (Block((Inline(text or address, link=target),)),)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    rules = [
        "list",
        "emphasis",
        "link",
        "autolink",
        "escape",
        "newline",
        "heading",
        "blockquote",
        "table",
        "image",
    ]
    return MarkdownIt("zero", {"maxNesting": _MOST_NESTED}).enable(rules)


def _escape_date(match: re.Match[str]) -> str:
    lead, day, word = match.groups()
    return f"{lead}{day}\\." if month_number(word) else match[0]


@dataclass(slots=True)
class _List:
    kind: Kind
    number: int
    start: int
    fresh: bool = True


def _blocks(tokens: Sequence["Token"]) -> Iterator[Block]:
    """Walk the token stream with the lists that are open; every paragraph becomes a block."""
    open_lists: list[_List] = []
    lists = quotes = heading = 0
    rest = iter(tokens)
    for token in rest:
        if token.type == "table_open":
            yield _table([*takewhile(lambda inner: inner.type != "table_close", rest)])
        elif token.type in {"heading_open", "heading_close"}:
            heading = int(token.tag[1:]) if token.nesting > 0 else 0
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotes += token.nesting
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
            kind: Kind = "punkt" if token.type == "bullet_list_open" else "nummer"
            start = token.attrGet("start")
            open_lists.append(_List(kind, lists, 1 if start is None else int(start)))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            open_lists.pop()
        elif token.type == "list_item_open":
            open_lists[-1].fresh = True
        elif token.type == "inline" and (inlines := tuple(_merge(_inlines(token.children or [])))):
            yield _block(inlines, open_lists, heading, quoted=quotes > 0)


def _table(tokens: Sequence["Token"]) -> Block:
    rows: list[list[tuple[Inline, ...]]] = []
    said: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(tuple(_merge(_inlines(token.children or []))))
        elif token.type == "th_open":
            said.append(str(token.attrGet("style") or ""))
    columns = zip(said, *rows[1:], strict=True) if rows[1:] else ((style,) for style in said)
    sides = tuple(_side(style, cells) for style, *cells in columns)
    return Block((), "tabell", rows=tuple(map(tuple, rows)), sides=sides)


def _side(style: str, cells: Sequence[Sequence[Inline]]) -> Side:
    """Where a column's text stands: as the writer says, else to the right when there are numbers alone."""
    for side in get_args(Side):
        if style == f"text-align:{side}":
            return side  # type: ignore[no-any-return]
    texts = [text for cell in cells if (text := _words(cell).strip()) not in _NO_NUMBER]
    return "right" if texts and all(map(_NUMBER.fullmatch, texts)) else "left"


def _block(inlines: tuple[Inline, ...], open_lists: list[_List], heading: int, *, quoted: bool) -> Block:
    block = Block(inlines, "sitat" if quoted else "avsnitt")
    if not open_lists:
        return replace(block, kind="overskrift", heading=heading) if heading and not quoted else block
    current = open_lists[-1]
    first, current.fresh = current.fresh, False
    return replace(
        block,
        kind=current.kind,
        level=len(open_lists),
        list_number=current.number,
        start=current.start,
        first=first,
    )


def _inlines(tokens: Sequence["Token"]) -> Iterator[Inline]:
    look = Inline("")
    strong = emphasis = 0
    for index, token in enumerate(tokens):
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting  # 1 where it opens, -1 where it closes
                look = replace(look, bold=strong > 0)
            case "em_open" | "em_close":
                emphasis += token.nesting
                look = replace(look, italic=emphasis > 0)
            case "link_open" | "link_close":
                look = replace(look, link=str(token.attrGet("href") or ""))
                if look.link and tokens[index + 1].type == "link_close":
                    yield replace(look, text=look.link)  # a link without words shows its address
            case "image":
                yield replace(look, text=token.content, source=str(token.attrGet("src") or ""))
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case _:
                yield replace(look, text=token.content)


def _merge(inlines: Iterator[Inline]) -> Iterator[Inline]:
    """Join neighbours that look the same, so that a sentence is one run in Word."""
    held: Inline | None = None
    for inline in inlines:
        if held is not None and replace(inline, text="") == replace(held, text=""):
            held = replace(held, text=held.text + inline.text)
            continue
        if held is not None and held.text:
            yield held
        held = inline
    if held is not None and held.text:
        yield held
