"""A plan's text fields: from Markdown to blocks that a Word document can hold.

Paragraphs, bullet and numbered lists, **bold**, *italic* and [links](https://…) mean something;
everything else that Markdown knows (headings, tables, HTML, code) is text and comes through as it
was written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from dokumentmaskin.plan import month_number

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["avsnitt", "punkt", "nummer"]

# What a person means by "11. mars" at the start of a line is a date, not the eleventh item of a list.
_DAY_AND_WORD: Final = re.compile(
    r"^(\s*(?:(?:[-*+]|\d{1,9}[.)]) +)*)(\d{1,2})\.(?=\s+([^\W\d]+))", re.MULTILINE
)

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
        figure: What a picture is drawn of when the document is made (`Marks.draw`), in place of its bytes.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    struck: bool = False
    picture: bytes = field(default=b"", repr=False)
    figure: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item.

    Attributes:
        inlines: Its text.
        kind: What it is.
        level: How deep in lists it stands: 0 outside, 1 in a list, 2 in a list in a list.
        list_number: Which list of the text it belongs to; a new numbered list begins anew.
        start: The number that its list begins with.
        first: Whether it carries the item's bullet or number; later paragraphs of an item do not.
    """

    inlines: tuple[Inline, ...]
    kind: Kind = "avsnitt"
    level: int = 0
    list_number: int = 0
    start: int = 1
    first: bool = True


def parse_text(text: str) -> tuple[Block, ...]:
    """The blocks of a text field, in order; none when it is empty."""
    tokens = _parser().parse(_DAY_AND_WORD.sub(_escape_date, text))
    return tuple(_blocks(tokens))


def link_to(address: str, text: str = "") -> tuple[Block, ...]:
    """A paragraph that is a link to a web or e-mail address, showing the address unless `text` is given."""
    target = address if "://" in address else f"mailto:{address}"
    return (Block((Inline(text or address, link=target),)),)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    rules = ["list", "emphasis", "link", "autolink", "escape", "newline"]
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
    lists = 0
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
            kind: Kind = "punkt" if token.type == "bullet_list_open" else "nummer"
            start = token.attrGet("start")
            open_lists.append(_List(kind, lists, 1 if start is None else int(start)))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            open_lists.pop()
        elif token.type == "list_item_open":
            open_lists[-1].fresh = True
        elif token.type == "inline" and (inlines := tuple(_merge(_inlines(token.children or [])))):
            yield _block(inlines, open_lists)


def _block(inlines: tuple[Inline, ...], open_lists: list[_List]) -> Block:
    block = Block(inlines)
    if not open_lists:
        return block
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
