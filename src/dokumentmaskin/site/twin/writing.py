"""The blocks of a Word file as HTML: headings, paragraphs, facts, lists, tables and notes.

Who makes the page of a twin calls `twin_of`. What can go wrong: the file cannot be read, or has a picture
that browsers do not show. Sources: the HTML standard, 4.4 and 4.9; DPUB-ARIA 1.1 for the notes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final

from markupsafe import Markup, escape

from dokumentmaskin.minutes import heading_anchor, row_anchor
from dokumentmaskin.plan import slug
from dokumentmaskin.site.twin.element import element
from dokumentmaskin.site.twin.inlines import Inlines, Places
from dokumentmaskin.site.twin.pictures import Pictures
from dokumentmaskin.site.words import Nettord
from dokumentmaskin.word import notes_level, with_contents
from dokumentmaskin.word.flow import (
    Anchor,
    Block,
    Cell,
    Flow,
    Grid,
    NoteMark,
    Paragraph,
    Picture,
    Span,
    at_tabs,
    read_flow,
)

_LINE: Final = Markup("\n")
_ORDINARY: Final = "normal"
_DEEPEST: Final = 6  # that HTML has a heading for
_FACT: Final = 2  # parts of a line with one tab: «Dato:» and the date


def twin_of(docx: bytes, stem: str, words: Nettord) -> tuple[Markup, dict[str, bytes]]:
    """The HTML of a document, and the files of its pictures by the names that it has for them.

    Args:
        docx: The bytes of a .docx.
        stem: What the names of its pictures begin with.
        words: The words of the page.

    Raises:
        DamagedError: It cannot be read.
        UnshowableError: A picture is of a kind that browsers do not show.
    """
    flow, pictures = read_flow(with_contents(docx, all_of_them=True)), Pictures(stem)
    inlines = Inlines(pictures, Places(_led_to(flow)))
    return _Writer(flow, inlines, words, _has_case_headings(flow)).html(), pictures.files


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one document.

    Attributes:
        has_headings: Whether its cases have headings, so that no row of a table is the place of one.
    """

    flow: Flow
    inlines: Inlines
    words: Nettord
    has_headings: bool

    def html(self) -> Markup:
        """What its pages say at their top, the text, its notes, and what the pages say at their foot."""
        parts = [self._apart("topptekst", self.flow.above), *self._blocks(self.flow.body)]
        parts += [self._notes(), self._apart("bunntekst", self.flow.below)]
        return _LINE.join(filter(None, parts))

    def _apart(self, name: str, blocks: Sequence[Block]) -> Markup:
        inside = _LINE.join(self._blocks(blocks))
        return element("div", inside, {"class": name}) if inside else inside

    def _notes(self) -> Markup:
        if not self.flow.notes:
            return Markup()
        marked = zip(self.flow.marks, self.flow.notes, strict=True)
        notes = _LINE.join(self._note(place, *note) for place, note in enumerate(marked, 1))
        heads = (block.level for block in self.flow.body if isinstance(block, Paragraph) and block.level)
        level = min(notes_level(list(heads)), _DEEPEST)
        title = element(f"h{level}", self.words.noter, {"id": "noter"}) if level else ""
        over = title or element("p", element("strong", self.words.noter), {"id": "noter"})
        named = {"role": "doc-endnotes", "aria-labelledby": "noter"}
        listed = element("ol", notes, {"class": "egne-tall", "role": "list"})
        return element("section", _LINE.join((over, listed)), named)

    def _note(self, place: int, mark: str, blocks: Sequence[Block]) -> Markup:
        """A note after its mark, which leads back to the text, as in the PDF."""
        named = {"role": "doc-backlink", "aria-label": self.words.til_teksten.format(mark)}
        back = element("a", mark, {"href": f"#til-note-{place}", **named})
        inside = Markup("{} {}").format(element("sup", back), self._inside(blocks))
        return element("li", inside, {"id": f"note-{place}"})

    # Blocks

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[Markup]:
        """Yield each block, lists and rows of facts as one."""
        for kind, group in groupby(blocks, _kind):
            same = list(group)
            if kind == "list":
                yield from self._lists([one for one in same if isinstance(one, Paragraph)])
            elif kind.startswith("facts"):
                yield self._facts([one for one in same if isinstance(one, Paragraph)])
            else:
                for block in same:
                    yield from self._grid(block) if isinstance(block, Grid) else self._paragraph(block)

    def _paragraph(self, block: Paragraph) -> Iterator[Markup]:
        inside = self.inlines.html(block.inlines, plain=block.level > 0).strip()
        if _says(block):
            number = f"{block.item.text} " if block.item and block.item.text else ""
            yield self._line(block, escape(number) + inside)
        elif inside:
            yield element("p", inside) if "<img" in inside else inside
        yield from self._blocks(block.boxes)

    def _line(self, block: Paragraph, inside: Markup) -> Markup:
        name = slug(block.style)
        if not block.level:
            return element("p", inside, {"class": name if name != _ORDINARY else ""})
        place = {"id": self.inlines.places.own(heading_anchor(block.text))}
        if block.level <= _DEEPEST:
            return element(f"h{block.level}", inside, place)
        return element("p", inside, {"role": "heading", "aria-level": block.level, **place})

    def _facts(self, lines: Sequence[Paragraph]) -> Markup:
        rows = (
            [self.inlines.html(part, plain=True).strip() for part in at_tabs(line.inlines)] for line in lines
        )
        inside = _LINE.join(element("dt", a) + " " + element("dd", b) for a, b in rows)
        return element("dl", inside, {"class": "fakta"})

    # Lists

    def _lists(self, items: Sequence[Paragraph]) -> Iterator[Markup]:
        """Yield the lists that items following each other are; what is deeper is in the item before it."""
        depth = min(items[0].item.depth if items[0].item else 0, *(_depth(item) for item in items))
        heads = [at for at, item in enumerate(items) if at == 0 or _depth(item) <= depth]
        whole = [items[at:end] for at, end in zip(heads, [*heads[1:], len(items)], strict=True)]
        for kind, group in groupby(whole, lambda item: _counted(item[0])):
            yield self._list(kind, list(group))

    def _list(self, kind: tuple[str, str, bool], items: Sequence[Sequence[Paragraph]]) -> Markup:
        """A list; where a browser would write other numbers than Word, they are written as text."""
        _, way, native = kind
        inside = _LINE.join(self._item(item, numbered=way != "bullet" and not native) for item in items)
        if way == "bullet":
            return element("ul", inside)
        if not native:
            return element("ol", inside, {"class": "egne-tall", "role": "list"})
        first = items[0][0].item
        start = first.count if first is not None else 1
        return element("ol", inside, {"start": start if start != 1 else ""})

    def _item(self, item: Sequence[Paragraph], *, numbered: bool) -> Markup:
        head, *below = item
        number = element("span", head.item.text, {"class": "tall"}) if numbered and head.item else ""
        text = Markup("{} {}").format(number, self.inlines.html(head.inlines)).strip()
        inner = [*self._blocks(head.boxes), *(self._lists(below) if below else ())]
        return element("li", _LINE.join((text, *inner)))

    # Tables

    def _grid(self, grid: Grid) -> Iterator[Markup]:
        titles = {place: cell.text for place, cell in _columns(grid.header[-1])} if grid.header else {}
        head = _LINE.join(self._row(row, titles, tag="th") for row in grid.header)
        body = _LINE.join(self._row(row, titles, tag="td") for row in grid.rows)
        parts = [element(tag, rows) for tag, rows in (("thead", head), ("tbody", body)) if rows]
        # A wide table is scrolled by itself, with the keys too. No landmark: two may have one name.
        named = {"role": "group", "tabindex": "0", "aria-label": grid.name or self.words.tabell}
        yield element("div", element("table", _LINE.join(parts)), {"class": "rulle", **named})

    def _row(self, row: Sequence[Cell], titles: dict[int, str], *, tag: str) -> Markup:
        place = ""
        if tag == "td" and not self.has_headings:
            cells = {titles.get(column, ""): cell.text for column, cell in _columns(row)}
            place = self.inlines.places.own(row_anchor(cells))
        return element("tr", Markup().join(self._cell(cell, tag) for cell in row), {"id": place})

    def _cell(self, cell: Cell, tag: str) -> Markup:
        inside = self._inside(cell.blocks, plain=tag == "th")
        over = {"colspan": cell.columns, "rowspan": cell.rows}
        look = {name: count for name, count in over.items() if count > 1}
        if tag == "td" or not inside:  # an empty cell is the title of nothing
            return element("td", inside, look)
        return element("th", inside, {"scope": "col", **look})

    def _inside(self, blocks: Sequence[Block], *, plain: bool = False) -> Markup:
        """What stands in a cell or a note; one paragraph alone needs no element of its own."""
        said = [block for block in blocks if not isinstance(block, Paragraph) or _shows(block)]
        if len(said) == 1 and isinstance(said[0], Paragraph) and _kind(said[0]) == "" and not said[0].level:
            return self.inlines.html(said[0].inlines, plain=plain).strip() + Markup().join(
                self._blocks(said[0].boxes)
            )
        return _LINE.join(self._blocks(said))


def _kind(block: Block) -> str:
    """What a block is put together with: the items of lists, and facts of one style."""
    if isinstance(block, Paragraph) and not block.level:
        if block.item is not None:
            return "list"
        parts = at_tabs(block.inlines)
        label = "".join(one.text for one in parts[0] if isinstance(one, Span))
        if len(parts) == _FACT and label.rstrip().endswith(":") and not block.boxes:
            return f"facts {block.style}"
    return ""


def _says(block: Paragraph) -> bool:
    return bool(block.text or (block.item and block.item.text))


def _shows(block: Paragraph) -> bool:
    beside = any(isinstance(one, Picture | NoteMark | Anchor) for one in block.inlines)
    return bool(_says(block) or block.boxes or beside)


def _depth(item: Paragraph) -> int:
    return item.item.depth if item.item is not None else 0


def _counted(item: Paragraph) -> tuple[str, str, bool]:
    """Which list an item is of, how it is counted, and whether a browser writes its number as Word does."""
    own = item.item
    if own is None:
        return "", "", False
    return own.number, own.kind, own.kind == "decimal" and own.text == f"{own.count}."


def _columns(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row, each with the column that it begins in."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.columns


def _has_case_headings(flow: Flow) -> bool:
    return any(
        isinstance(block, Paragraph) and block.level and heading_anchor(block.text) for block in flow.body
    )


def _led_to(flow: Flow) -> dict[str, str]:
    """The places in a document that its own links lead to, each with an id."""
    lines = list(_paragraphs((*flow.above, *flow.body, *chain.from_iterable(flow.notes), *flow.below)))
    links = [one.link for line in lines for one in line.inlines if isinstance(one, Span | Picture)]
    wanted = {link.removeprefix("#") for link in links if link.startswith("#")}
    names = [one.name for line in lines for one in line.inlines if isinstance(one, Anchor)]
    return {name: f"sted-{place}" for place, name in enumerate(dict.fromkeys(names), 1) if name in wanted}


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from _paragraphs(block.boxes)
        else:
            for row in (*block.header, *block.rows):
                for cell in row:
                    yield from _paragraphs(cell.blocks)
