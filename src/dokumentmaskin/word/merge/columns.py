"""Which column of a person's table is which of dok's: by the words at the top, never by place alone.

A person moves columns, puts in one, renames or deletes one, joins cells, or writes rows above the header. So
the header row is found by its words in each version, and the rows of all three are read by the columns that
they share: what stands in a column that the person has put in is the person's, and a row that the plan brings
is laid out as the person's table is. A column that may be renamed or may be deleted is not known, and what
the plan has for it is a conflict.

In: a table as dok wrote it, and as it is. Out: `Columns`, or None when nothing tells the columns apart.
"""

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeVar

from docx.oxml import OxmlElement

from dokumentmaskin.word.merge.content import NOTHING, Block, Content, top_of
from dokumentmaskin.word.names import VAL, W
from dokumentmaskin.word.styles import find, value_of

T = TypeVar("T")

# How much of what dok wrote in a column must stand in one under another word, to be the same column.
_MOST: Final = 0.5
# The place of a cell in the grid of its table: where it begins, and how wide it is.
Place = tuple[int, int]


@dataclass(eq=False)
class RowOf(Block):
    """A row, by those of its cells that all versions of the table have.

    Attributes:
        cells: Those cells, in the order that dok has them in.
        own: What else stands in the row: the person's.
    """

    cells: Sequence[Block] = ()
    own: tuple[Content, ...] = ()

    @cached_property
    def parts(self) -> list[Block]:
        """The cells that all versions have."""
        return list(self.cells)

    @cached_property
    def content(self) -> Content:
        """What it says: all of it."""
        return self.element.tag, (*(cell.content for cell in self.cells), *self.own)

    def is_as(self, base: Block) -> bool:
        """Whether nothing of a person's is in it; see `Block`."""
        cells = zip(self.cells, base.parts, strict=False)
        return self.content == base.content and all(cell.is_as(before) for cell, before in cells)

    @cached_property
    def text(self) -> str:
        """The words of the whole row, in the order that they stand in."""
        return Block(self.element, self.reader).text


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each of dok's columns stands in a person's table.

    Attributes:
        places: The place of each of dok's columns that is there, by its number.
        layout: The places of all columns of the person's table, in order.
        header: The person's cells with the words of the columns.
        unknown: dok's columns that may be one of the person's under another word.
        source: Which cell of a row that dok makes now each of dok's columns is, when it makes other columns.
        width: How many columns dok's table has.
    """

    places: dict[int, Place]
    layout: tuple[Place, ...]
    header: tuple[Any, ...]
    unknown: frozenset[int]
    width: int
    source: tuple[int, ...] = ()

    @property
    def is_as_made(self) -> bool:
        """Whether the columns stand as dok puts them, all of them and no other."""
        return (
            not self.source
            and len(self.places) == self.width
            and list(self.places.values()) == list(self.layout)
        )

    def of_dok(self, table: Block) -> list[Block]:
        """The rows of the table as dok made it, by the columns that the person's has too."""
        return [self._row_of_dok(row, row.parts) for row in table.parts]

    def of_dok_now(self, table: Block) -> list[Block]:
        """The rows of the table as dok makes it now."""
        return [self._row_of_dok(row, self._sourced(row.parts)) for row in table.parts]

    def _sourced(self, cells: list[T]) -> list[T]:
        if not self.source or len(cells) <= max(self.source):
            return cells
        return [cells[number] for number in self.source]

    def of_person(self, table: Block) -> list[Block]:
        """The rows of the person's table."""
        return [self._row_of_person(row) for row in table.parts]

    def _row_of_dok(self, row: Block, cells: list[Block]) -> Block:
        if self.is_as_made or len(cells) <= max(self.places):
            return row
        return RowOf(row.element, row.reader, [cells[number] for number in self.places])

    def _row_of_person(self, row: Block) -> Block:
        if self.is_as_made:
            return row
        cells = dict(zip(_places(row.element), row.parts, strict=True))
        if any(place not in cells for place in self.places.values()):
            return row  # joined cells: as one piece
        shared = set(self.places.values())
        own = (cell.content for place, cell in cells.items() if place not in shared)
        written = tuple(content for content in own if content[1] != (NOTHING,))
        return RowOf(row.element, row.reader, [cells[place] for place in self.places.values()], written)

    def hides(self, base: Block | None, theirs: Block) -> bool:
        """Whether the plan has changed something in a row that belongs in a column which is not known."""
        before = [] if base is None else [cell.content for cell in _all_cells(base)]
        now = [cell.content for cell in self._sourced(_all_cells(theirs))]
        known = (number for number in self.unknown if number < len(now))
        return any(
            now[number] != (before[number] if number < len(before) else (W + "tc", (NOTHING,)))
            for number in known
        )

    def lay_out(self, row: Any) -> None:
        """Give a row of the plan's the columns of the person's table."""
        cells = [cell for cell in row.iter(W + "tc") if _row_around(cell) is row]
        if self.is_as_made or len(cells) <= max(self.places):
            return
        sourced = self._sourced(cells)
        known = {place: sourced[number] for number, place in self.places.items()}
        for holder in dict.fromkeys(top_of(cell, row) for cell in cells):
            row.remove(holder)
        for place, like in zip(self.layout, self.header, strict=True):
            row.append(known[place] if place in known else _empty(like))


def columns_of(base: Block, mine: Block, theirs: Block) -> Columns | None:
    """Find dok's columns in a person's table; None when they cannot be told there, or in dok's new one."""
    found = _found(base, mine)
    if found is None or _width(base) == _width(theirs):
        return found
    now = _found(base, theirs)
    if now is None or len(now.places) < now.width or any(width != 1 for _, width in now.layout):
        return None
    return replace(found, source=tuple(at for at, _ in now.places.values()))


def _width(table: Block) -> int:
    return len(table.parts[0].parts) if table.parts else 0


def _found(base: Block, mine: Block) -> Columns | None:
    words = [cell.text for cell in base.parts[0].parts] if base.parts else []
    header = _header(words, mine)
    if header is None:
        return None
    places, cells = _places(header.element), header.parts
    known = _by_words(words, [cell.text for cell in cells])
    known |= _by_content(base, mine, known, places)
    left = {number for number in range(len(words)) if number not in known}
    # A column that nothing stands for has been deleted.
    free = any(index not in known.values() for index in range(len(cells)))
    return Columns(
        {number: places[known[number]] for number in sorted(known)},
        tuple(places),
        tuple(cell.element for cell in cells),
        frozenset(left if free else ()),
        len(words),
    )


def _header(words: Sequence[str], mine: Block) -> Block | None:
    """The row with most of the words; None when it is none, or there are several."""
    wanted = Counter(word for word in map(_folded, words) if word)
    found = [
        ((wanted & Counter(_folded(cell.text) for cell in row.parts)).total(), row) for row in mine.parts
    ]
    best = max((count for count, _ in found), default=0)
    rows = [row for count, row in found if count == best]
    return rows[0] if best and len(rows) == 1 else None


def _by_words(words: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """The columns with the same words; all of them when nothing is changed."""
    ours, theirs = [_folded(word) for word in words], [_folded(word) for word in there]
    if ours == theirs:
        return {number: number for number in range(len(ours))}
    counts, others = Counter(ours), Counter(theirs)
    return {
        number: theirs.index(word)
        for number, word in enumerate(ours)
        if word and counts[word] == others[word] == 1
    }


def _by_content(base: Block, mine: Block, known: dict[int, int], places: Sequence[Place]) -> dict[int, int]:
    """The columns under other words that hold what dok wrote in one, and in no other."""
    width = len(base.parts[0].parts)
    ours = {number: _column(base, (number, 1)) for number in range(width)}
    theirs = {
        index: _column(mine, place) for index, place in enumerate(places) if index not in known.values()
    }
    alike = {
        index: [number for number in range(width) if _share(ours[number], column) > _MOST]
        for index, column in theirs.items()
    }
    found = {numbers[0]: index for index, numbers in alike.items() if len(numbers) == 1}
    times = Counter(numbers[0] for numbers in alike.values() if len(numbers) == 1)
    return {number: index for number, index in found.items() if number not in known and times[number] == 1}


def _column(table: Block, place: Place) -> Counter[str]:
    """What stands in a column: words, and what the controls there are called."""
    cells = (dict(zip(_places(row.element), row.parts, strict=True)).get(place) for row in table.parts[1:])
    return Counter(said for cell in cells if cell is not None and (said := _said(cell)))


def _said(cell: Block) -> str:
    aliases = (value_of(control, "sdtPr/alias") for control in cell.element.iter(W + "sdt"))
    return " ".join(filter(None, (cell.text, *aliases)))


def _share(ours: Counter[str], theirs: Counter[str]) -> float:
    return (ours & theirs).total() / ours.total() if ours else 0.0


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _places(row: Any) -> list[Place]:
    """Where each cell of a row begins in the grid, and how many columns it covers (17.4.17)."""
    return list(_walk(row))


def _walk(row: Any) -> Iterator[Place]:
    at = _number(find(row, "trPr/gridBefore"), 0)
    for cell in row.iter(W + "tc"):
        if _row_around(cell) is row:
            width = _number(find(cell, "tcPr/gridSpan"), 1)
            yield at, width
            at += width


def _number(said: Any, default: int) -> int:
    value = "" if said is None else said.get(VAL, "")
    return int(value) if value.isdecimal() else default


def _row_around(cell: Any) -> Any:
    return next(cell.iterancestors(W + "tr"), None)


def _all_cells(row: Block) -> list[Block]:
    return Block(row.element, row.reader).parts


def _empty(like: Any) -> Any:
    """An empty cell as wide as another."""
    cell = OxmlElement("w:tc")
    width = find(like, "tcPr/tcW")
    if width is not None:
        look = OxmlElement("w:tcPr")
        look.append(copy.deepcopy(width))
        cell.append(look)
    cell.append(OxmlElement("w:p"))
    return cell
