"""Text fields as HTML: paragraphs, lists, quotes, tables and links that lead out on the web, or mail.

A heading stands under the page's own, whose level nobody here knows, and is a paragraph in bold.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup, escape

from dokumentmaskin.document import Block, Inline, Side

_LEADS: Final = ("https://", "http://", "mailto:")
_TAGS: Final = {"punkt": "ul", "nummer": "ol"}


def html_of(blocks: Iterable[Block]) -> Markup:
    """The HTML of a text; nothing for no text."""
    return Markup("").join(_tags(blocks))


def _tags(blocks: Iterable[Block]) -> Iterator[Markup]:
    lists: list[tuple[int, str]] = []  # the lists that are open, each with its number and its tag
    for block in blocks:
        while len(lists) > block.level or (lists and block.level == len(lists) and _other(lists, block)):
            yield _closed(lists.pop())
        if block.level == len(lists) and block.level and block.first:
            yield Markup("</li><li>")
        while len(lists) < block.level:
            lists.append((block.list_number, _TAGS.get(block.kind, "ul")))
            yield _opened(block)
        yield _paragraph(block)
    while lists:
        yield _closed(lists.pop())


def _other(lists: list[tuple[int, str]], block: Block) -> bool:
    return lists[-1][0] != block.list_number


def _opened(block: Block) -> Markup:
    start = f' start="{block.start}"' if block.kind == "nummer" and block.start != 1 else ""
    return Markup(f"<{_TAGS.get(block.kind, 'ul')}{start}><li>")  # noqa: S704 - a tag and a number


def _closed(held: tuple[int, str]) -> Markup:
    return Markup(f"</li></{held[1]}>")  # noqa: S704 - one of our tags


def _paragraph(block: Block) -> Markup:
    text = Markup("").join(map(_inline, block.inlines))
    match block.kind:
        case "tabell":
            return _table(block)
        case "overskrift":
            return Markup("<p><strong>{}</strong></p>").format(text)
        case "sitat":
            return Markup("<blockquote><p>{}</p></blockquote>").format(text)
    return text if block.level and block.first else Markup("<p>{}</p>").format(text)


def _table(block: Block) -> Markup:
    head, *body = block.rows
    first = Markup("").join(_cell("th", cell, side, ' scope="col"') for cell, side in _columns(head, block))
    rows = (Markup("").join(_cell("td", cell, side) for cell, side in _columns(row, block)) for row in body)
    inner = Markup("").join(Markup("<tr>{}</tr>").format(row) for row in rows)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(first, inner)


def _columns(row: Iterable[tuple[Inline, ...]], block: Block) -> Iterator[tuple[tuple[Inline, ...], Side]]:
    return zip(row, block.sides, strict=True)


def _cell(tag: str, cell: tuple[Inline, ...], side: Side, scope: str = "") -> Markup:
    number = ' class="hoyre"' if side == "right" else ""
    text = Markup("").join(map(_inline, cell))
    return Markup(f"<{tag}{scope}{number}>{{}}</{tag}>").format(text)  # noqa: S704 - our tags


def _inline(inline: Inline) -> Markup:
    text = Markup("<br>").join(map(escape, inline.text.split("\n")))
    for asked, tag in ((inline.italic, "em"), (inline.bold, "strong"), (inline.struck, "s")):
        if asked:
            text = Markup(f"<{tag}>{{}}</{tag}>").format(text)  # noqa: S704 - one of our tags
    if inline.link.startswith(_LEADS):
        return Markup('<a href="{}">{}</a>').format(inline.link, text)
    return text
