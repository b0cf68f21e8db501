"""Which block of one version is which block of another.

What is equal is the same block; of what remains between two equal ones, what looks alike is. Sections
(cases) are found by their headings first, so that «Kort referat» under one case is never taken for that under
another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final, Literal, TypeVar

from dokumentmaskin.word.merge.content import NOTHING, Block
from dokumentmaskin.word.merge.sides import Versions
from dokumentmaskin.word.names import W

T = TypeVar("T")

_TABLE: Final = W + "tbl"

# «Sak 4: Talentrekruttering», «Sak 05/22: …»: the words before the number, the number, and the title.
_NUMBERED: Final = re.compile(r"(?P<word>[^\W\d]+) (?P<number>\d[\d/–-]*)[:.] ?(?P<title>.+)")
_NUMBER: Final = re.compile(r"\d[\d/–-]*")
# How alike two texts must be to be called the same text changed (difflib's ratio).
_ALIKE: Final = 0.5
_SAME_TITLE: Final = 0.6
# Above this many pairs a gap is paired by place alone: looking at every pair costs more than it tells.
_MOST_PAIRS: Final = 40_000


def pairs(base: Sequence[Block], other: Sequence[Block]) -> dict[int, int]:
    """For blocks of `other` the block of `base` that each is, by index; in order, no block twice."""
    found: dict[int, int] = {}
    ours, theirs = ([block.content for block in blocks] for blocks in (base, other))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, base_from, base_to, other_from, other_to in matcher.get_opcodes():
        if kind == "equal":
            found |= dict(zip(range(other_from, other_to), range(base_from, base_to), strict=True))
        elif kind == "replace":
            gap = _pair_gap(base[base_from:base_to], other[other_from:other_to])
            found |= {other_from + there: base_from + here for there, here in gap.items()}
    return found


def _pair_gap(base: Sequence[Block], other: Sequence[Block]) -> dict[int, int]:
    """Pairs in a stretch where nothing is equal: the row of pairs that are most alike in all."""
    if len(base) == len(other) and all(_same_kind(b, o) for b, o in zip(base, other, strict=True)):
        return {index: index for index in range(len(base))}
    if len(base) * len(other) > _MOST_PAIRS:
        return {}
    best = [[0.0] * (len(other) + 1) for _ in range(len(base) + 1)]
    alike = [[likeness(b, o) for o in other] for b in base]
    for here in reversed(range(len(base))):
        for there in reversed(range(len(other))):
            paired = alike[here][there] + best[here + 1][there + 1] if alike[here][there] else 0.0
            best[here][there] = max(paired, best[here + 1][there], best[here][there + 1])
    return _trace(best, alike)


def _trace(best: list[list[float]], likeness: list[list[float]]) -> dict[int, int]:
    found: dict[int, int] = {}
    here = there = 0
    while here < len(likeness) and there < len(likeness[0]):
        if best[here][there] == best[here + 1][there]:
            here += 1
        elif best[here][there] == best[here][there + 1]:
            there += 1
        else:
            found[there] = here
            here, there = here + 1, there + 1
    return found


def _same_kind(one: Block, other: Block) -> bool:
    """Whether two blocks that stand in the same place may be one: the same style, or rows and tables."""
    if one.element.tag != other.element.tag or _other_case(one, other):
        return False
    return not one.is_paragraph or one.content[1] == other.content[1]


def likeness(one: Block, other: Block) -> float:
    """From 0, not the same, to 1."""
    if one.element.tag != other.element.tag or _other_case(one, other):
        return 0.0
    if not one.is_paragraph and one.parts and other.parts and one.parts[0].text == other.parts[0].text != "":
        return 1.0
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0


def _other_case(one: Block, other: Block) -> bool:
    """Whether two rows that begin with the number of a case are of two cases; see `same_headings`."""
    if one.is_paragraph or min(len(one.parts), len(other.parts)) <= 1:
        return False
    numbers, titles = ([row.parts[place].text for row in (one, other)] for place in (0, 1))
    if not all(map(_NUMBER.fullmatch, numbers)) or is_longer(one.parts[1], other.parts[1]):
        return False
    matcher = SequenceMatcher(None, titles[0].casefold(), titles[1].casefold(), autojunk=False)
    return matcher.ratio() < _SAME_TITLE


def is_longer(one: Block, other: Block) -> bool:
    """Whether a text is another made longer or shorter: «Oslo» and «Oslo kommune», not two persons' names."""
    short, long = sorted((one.text.casefold(), other.text.casefold()), key=len)
    return short in long


def same_headings(base: Sequence[str], other: Sequence[str], *, by_number: bool = False) -> dict[int, int]:
    """For headings of `other` the heading of `base` that each is, by index, wherever it stands.

    In turn: the same words; the same title under another number; the same number over a title that is alike.
    In dok's own documents a case of another title under the same number is another case. A person who
    edits one gives it a new title and lets the number stand: `by_number` says that this is enough, when
    nothing more alike is left.
    """
    found: dict[int, int] = {}
    for is_same in (str.__eq__, _same_title, _renamed, *([_same_number] if by_number else [])):
        for there, heading in enumerate(other):
            taken = set(found.values())
            free = (here for here, own in enumerate(base) if here not in taken and is_same(own, heading))
            if there not in found and (here := next(free, None)) is not None:
                found[there] = here
    return found


def number_and_title(heading: str) -> tuple[str, str]:
    """The number of a heading's case, empty for another heading, and what stands after it."""
    numbered = _NUMBERED.fullmatch(heading)
    return (numbered["number"], numbered["title"]) if numbered else ("", heading)


def _same_title(one: str, other: str) -> bool:
    (number, title), (_, new_title) = number_and_title(one), number_and_title(other)
    return number != "" and title == new_title


def _renamed(one: str, other: str) -> bool:
    (number, title), (new_number, new_title) = number_and_title(one), number_and_title(other)
    matcher = SequenceMatcher(None, title.casefold(), new_title.casefold(), autojunk=False)
    return number == new_number and matcher.ratio() >= _SAME_TITLE


def _same_number(one: str, other: str) -> bool:
    return number_and_title(one)[0] == number_and_title(other)[0] != ""


def merged_order(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """One order of everything in `mine` and `theirs`, from two that were one.

    Whoever has moved what was there before decides; when both have, the person does. What only the other has
    comes after what it comes after there.
    """
    shared = set(mine) & set(theirs)
    person_moved = _order(mine, base, shared) != _order(base, mine, shared)
    first, second = (mine, theirs) if person_moved else (theirs, mine)
    merged = list(first)
    for index, item in enumerate(second):
        if item in shared:
            continue
        before = next((other for other in reversed(second[:index]) if other in merged), None)
        place = 0 if before is None else merged.index(before) + 1
        if second is mine and before in shared:
            # Where both have put something in the same place, the plan's comes first.
            place += sum(1 for _ in takewhile(lambda new: new not in shared, merged[place:]))
        merged.insert(place, item)
    return merged


def _order(items: Sequence[T], known: Sequence[T], shared: set[T]) -> list[T]:
    wanted = shared & set(known)
    return [item for item in items if item in wanted]


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
        return self.base is not None and self.mine.is_as(self.base)

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


def moved_rows(found: Alignment, theirs: Sequence[Block]) -> Iterator[Block]:
    """Rows that stand in another table now, of those that stay for what the person has written in them.

    So they are told once. The head stays, for it says what the columns are.
    """
    now = [row.content for block in theirs if block.element.tag == _TABLE for row in block.parts]
    for row in found.rows.values():
        if row.base is None or row.mine is None or row.theirs is not None or row.is_dropped:
            continue
        for one in row.mine.parts[1:] if row.mine.element.tag == _TABLE else ():
            if one.content in now and any(map(one.is_as, row.base.parts)):
                yield one


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
