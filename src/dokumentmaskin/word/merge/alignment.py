"""The blocks of three versions side by side: which is which, and in what order the result has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dokumentmaskin.word.merge.blocks import NOTHING, Block
from dokumentmaskin.word.merge.matching import merged_order, pairs
from dokumentmaskin.word.merge.sides import Versions

# A block by who has it and its place there; "base" for what dok has written before.
Key = tuple[Literal["base", "mine", "theirs"], int]


@dataclass(frozen=True, slots=True)
class Row:
    """The versions of one block; None where there is none."""

    base: Block | None
    mine: Block | None
    theirs: Block | None

    @property
    def is_dropped(self) -> bool:
        """Whether the plan has dropped it and the person has not touched it; see `Alignment.sheltering`."""
        if self.mine is None or self.theirs is not None:
            return False
        return self.base is not None and self.mine.content == self.base.content

    @property
    def says_something(self) -> bool:
        """Whether the person's version is more than an empty paragraph."""
        return self.mine is not None and self.mine.content != NOTHING

    @property
    def is_deleted(self) -> bool:
        """Whether the person has deleted it."""
        return self.base is not None and self.mine is None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The blocks of a stretch, side by side.

    Attributes:
        rows: Every block by its key.
        order: The keys of what the result holds, in its order.
        sheltering: The headings that the plan has dropped, and that stay for what the person has written
            under them.
        sheltered: What stands under those.
    """

    rows: dict[Key, Row]
    order: tuple[Key, ...]
    sheltering: frozenset[Key]
    sheltered: frozenset[Key]

    def deleted(self) -> Iterator[tuple[Row, Key | None]]:
        """What the person has deleted, each with what comes before it in the result."""
        before: Key | None = None
        base = sorted((key for key in self.rows if key[0] == "base"), key=lambda key: key[1])
        standing = set(self.order)
        for key in base:
            if key in standing:
                before = key
            elif self.rows[key].is_deleted:
                yield self.rows[key], before


def align(versions: Versions[list[Block]]) -> Alignment:
    """Put the blocks of a stretch side by side."""
    of_mine, of_theirs = pairs(versions.base, versions.mine), pairs(versions.base, versions.theirs)
    my_keys = _keys("mine", len(versions.mine), of_mine)
    their_keys = _keys("theirs", len(versions.theirs), of_theirs)
    their_keys = _same_new(versions, my_keys, their_keys)
    mine = dict(zip(my_keys, versions.mine, strict=True))
    theirs = dict(zip(their_keys, versions.theirs, strict=True))
    base: dict[Key, Block] = {("base", index): block for index, block in enumerate(versions.base)}
    rows = {key: Row(base.get(key), mine.get(key), theirs.get(key)) for key in (*base, *mine, *theirs)}
    sheltering, sheltered = _shelters(rows, my_keys)
    order = merged_order(
        list(base),
        [key for key in my_keys if key in sheltering or not rows[key].is_dropped],
        [key for key in their_keys if not rows[key].is_deleted],
    )
    return Alignment(rows, tuple(order), frozenset(sheltering), frozenset(sheltered))


def _shelters(rows: dict[Key, Row], mine: list[Key]) -> tuple[set[Key], set[Key]]:
    """The dropped headings that have something of the person's below them, and what that is."""
    sheltering: set[Key] = set()
    sheltered: set[Key] = set()
    heading: Key | None = None
    for key in mine:
        row = rows[key]
        if row.mine is not None and row.mine.heading_level:
            heading = key if row.is_dropped else None
        elif heading is not None and row.theirs is None and not row.is_dropped and row.says_something:
            sheltering.add(heading)
            sheltered.add(key)
    return sheltering, sheltered


def _keys(side: Literal["mine", "theirs"], count: int, of_base: dict[int, int]) -> list[Key]:
    return [("base", of_base[index]) if index in of_base else (side, index) for index in range(count)]


def _same_new(versions: Versions[list[Block]], mine: list[Key], theirs: list[Key]) -> list[Key]:
    """What both have and dok has not written before is one block: an interrupted run has put it there."""
    free = {
        versions.mine[index].content: key
        for index, key in enumerate(mine)
        if key[0] == "mine" and versions.mine[index].content != NOTHING
    }
    return [
        free.pop(versions.theirs[index].content, key) if key[0] == "theirs" else key
        for index, key in enumerate(theirs)
    ]
