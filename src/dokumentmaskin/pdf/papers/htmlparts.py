"""What a web page or an HTML letter says: its parts, read from its own structure.

Nothing is fetched: pictures, styles and scripts stay where they are, and what only they would show is not
seen. What is hidden on the page is not read. Letters are full of tables that only place things; a table is
one here when it has a head, and otherwise its cells are paragraphs. Source: HTML Living Standard, 15.3 (how
the elements are shown).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Final

from dokumentmaskin.document import Block, Inline
from dokumentmaskin.pdf.papers.textparts import ABROAD, Code, Heading, Part, Table, Text, in_levels

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HEAD: Final = 4096  # bytes in which a page says its encoding
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNREAD: Final = frozenset(
    {"head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "title"}
)
_EMPTY: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BREAKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li"}
    | {"main", "nav", "ol", "p", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"ul", "pre", "textarea", *(f"h{level}" for level in range(1, 7))}
)
# What an element ends that was not ended, in the table that it stands in.
_CLOSES: Final = {"p": ("p",), "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr")}
_BOLD, _ITALIC, _STRUCK = {"b", "strong"}, {"i", "em", "cite"}, {"s", "del", "strike"}
_DEEPEST: Final = 9  # lists in lists


def page_bytes(data: bytes) -> bytes:
    """The bytes of a page in UTF-8 when it says that it is in another encoding."""
    said = _CHARSET.search(data[:_HEAD])
    try:
        return data.decode(said[1].decode()).encode() if said else data
    except (LookupError, UnicodeDecodeError):
        return data


def html_parts(text: str, title: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Return the parts of a page under one heading of the first level, and the pictures that are left out."""
    parts, pictures = inner_parts(text)
    return tuple(in_levels(parts, title)), pictures


def page_words(text: str) -> str:
    """All words of a page, a line for each of its parts."""
    lines = (line for part in inner_parts(text)[0] for line in _lines(part))
    return "\n".join("".join(inline.text for inline in line) for line in lines)


def _lines(part: Part) -> Iterator[tuple[Inline, ...]]:
    match part:
        case Heading(inlines):
            yield inlines
        case Text(blocks):
            yield from (block.inlines for block in blocks)
        case Code(lines):
            yield (Inline(lines),)
        case Table(rows):
            yield from (cell for row in rows for cell in row)


def inner_parts(text: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The same as the page has them."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.settle()
    return tuple(_together(reader.parts)), tuple(reader.pictures)


def _together(parts: list[Part]) -> Iterator[Part]:
    """The parts with texts that follow each other as one."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, Text):
            blocks += part.blocks
            continue
        if blocks:
            yield Text(tuple(blocks))
            blocks = []
        yield part
    if blocks:
        yield Text(tuple(blocks))


@dataclass(slots=True)
class _Rows:
    """A table that is being read."""

    has_head: bool = False
    rows: list[list[tuple[Inline, ...]]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads tags and texts; `settle` at the end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.pictures: list[str] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether each is hidden
        self._inlines: list[Inline] = []
        self._links: list[str] = []
        self._lists: list[tuple[bool, int]] = []  # whether it is numbered, and which list it is
        self._count = 0
        self._fresh = False
        self._tables: list[_Rows] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _BREAKS:
            self.settle()
        for closed in _CLOSES.get(tag, ()):
            self._end(closed)
        if tag not in _EMPTY:
            is_hidden = tag in _UNREAD or "hidden" in said or bool(_HIDDEN.search(said.get("style", "")))
            self._open.append((tag, is_hidden))
        if not self._is_hidden:
            self._begun(tag, said)

    def _begun(self, tag: str, said: dict[str, str]) -> None:
        match tag:
            case "br":
                self._add("\n")
            case "img" if said.get("alt") != "":
                self.pictures.append(said.get("alt") or said.get("src", "")[:80])
                self._add(f"(Bilde: {said['alt']})" if said.get("alt") else "(Bilde)")
            case "input":
                self._add(_answer(said))
            case "a":
                address = said.get("href", "").strip()
                self._links.append(address if address.lower().startswith(ABROAD) else "")
            case "ul" | "ol":
                self._count += 1
                self._lists.append((tag == "ol", self._count))
            case "li":
                self._fresh = True
            case "table":
                self._tables.append(_Rows())
            case "tr" if self._tables:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables and self._tables[-1].rows:
                self._tables[-1].has_head |= tag == "th"
                self._tables[-1].rows[-1].append(())

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.settle()
        hidden = self._is_hidden
        self._end(tag)
        if hidden:
            return
        if tag == "a" and self._links:
            self._links.pop()
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "table" and self._tables:
            self._finish(self._tables.pop())

    def handle_data(self, data: str) -> None:
        if not self._is_hidden:
            self._add(data if self._inside({"pre", "textarea"}) else re.sub(r"[ \t\r\n\f]+", " ", data))

    def _add(self, text: str) -> None:
        link = self._links[-1] if self._links else ""
        bold, italic, struck = map(self._inside, (_BOLD, _ITALIC, _STRUCK))
        self._inlines.append(Inline(text, bold=bold, italic=italic, link=link, struck=struck))

    def settle(self) -> None:
        """Make what has been read since the last break a part, or put it in the cell of a table."""
        inlines, self._inlines = _trimmed(self._inlines), []
        row = self._tables[-1].rows[-1] if self._tables and self._tables[-1].rows else []
        if not inlines:
            return
        if row and self._tables[-1].has_head:  # a cell may have several paragraphs
            row[-1] = (*row[-1], Inline("\n"), *inlines) if row[-1] else inlines
        else:
            self.parts.append(self._part(inlines))
            self._fresh = False

    def _part(self, inlines: tuple[Inline, ...]) -> Part:
        level = next((int(tag[1]) for tag, _ in self._open[::-1] if re.fullmatch("h[1-6]", tag)), 0)
        if level:
            return Heading(tuple(replace(one, text=one.text.replace("\n", " ")) for one in inlines), level)
        if self._inside({"pre", "textarea"}):
            return Code("".join(one.text for one in inlines).strip("\n"))
        if not self._lists:
            return Text((Block(inlines),))
        is_numbered, number = self._lists[-1]
        depth = min(len(self._lists), _DEEPEST)
        item = Block(inlines, "nummer" if is_numbered else "punkt", depth, number, first=self._fresh)
        return Text((item,))

    def _finish(self, table: _Rows) -> None:
        """End a table: one with a head, whose rows are then as wide as the widest."""
        rows = [row for row in table.rows if any(row)]
        if table.has_head and rows:
            wide = max(map(len, rows))
            self.parts.append(Table(tuple((*row, *[()] * (wide - len(row))) for row in rows)))

    def _end(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return
            if self._open[index][0] == "table":
                return

    def _inside(self, tags: set[str]) -> bool:
        return any(tag in tags for tag, _ in self._open)

    @property
    def _is_hidden(self) -> bool:
        return any(hidden for _, hidden in self._open)


def _answer(said: dict[str, str]) -> str:
    """What a field of a form shows; nothing for one that is not seen, or a button."""
    kind = said.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return "☒ " if "checked" in said else "☐ "
    return f" {said.get('value', '')} " if kind in {"text", "number", "date", "email", "tel"} else ""


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Texts without space where they begin and end, and with one between words."""
    kept: list[Inline] = []
    for one in inlines:
        text = one.text.lstrip(" ") if not kept or kept[-1].text.endswith((" ", "\n")) else one.text
        if text:
            kept.append(replace(one, text=text))
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
