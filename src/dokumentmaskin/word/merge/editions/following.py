"""Which blocks of the person's file are open: those that are open ones of dok's, and what follows one.

The person's own blocks follow what they stand after. They are closed where something closed has stood between
the two that they stand between, for then they may be that in other words; from a heading that the person has
put in, when a case is closed, for it may be that of a case as it was called before; and where they are alike
something closed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any, Final

from dokumentmaskin.word.merge.editions.openness import RowRule, Unit, filled, partners, texts_of, units_of
from dokumentmaskin.word.merge.matching import likeness
from dokumentmaskin.word.merge.sections import Section, SectionKey, split, split_mine
from dokumentmaskin.word.merge.sides import Side

# Shorter words are in every text.
_WORD: Final = re.compile(r"\w{4,}")
# How alike a text must be to one that is closed (difflib's ratio), and how long to be looked at for that.
_ALIKE: Final = 0.6
_LONG: Final = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The person's file.

    Attributes:
        units: Its units, each told whether it is open.
        partners: For those that are dok's, the unit of what the file was made from.
        unsure: Rows of which the rule cannot tell whose they are.
        given_back: Units of what the file was made from that the person's has not, and that what is left out
            there may be in other words.
    """

    units: list[Unit]
    partners: dict[Unit, Unit]
    unsure: list[Unit]
    given_back: list[Unit]


def open_in_mine(  # noqa: PLR0913 - what it is told by is of as many kinds
    base: Side, known: Sequence[Unit], mine: Side, rule: RowRule, closed: frozenset[str], *, strict: bool
) -> Found:
    """The units of the person's file.

    Args:
        base: What it was made from.
        known: The units of that.
        mine: The person's file.
        rule: Whose a row is that the person has written.
        closed: Texts that are known to be closed, and stand in nothing that is open.
        strict: Whether a heading that the person has put in may be that of a closed case.
    """
    units, sections = units_of(mine.blocks), dict(_sections(base))
    places = split_mine(mine.blocks, sections)
    of_mine, of_base = ({unit.block.element: unit for unit in some} for some in (units, known))
    gone = [section for key, section in sections.items() if key not in places]
    lost = [of_base[unit.block.element] for section in gone for unit in units_of(section.blocks)]
    found: dict[Unit, Unit] = {}
    unsure: set[Unit] = set()
    headed: set[Unit] = set()
    for key, section in places.items():
        own = _before_new_heading(section) if strict else section.blocks
        headed |= {of_mine[u.block.element] for u in units_of(section.blocks[len(own) :])}
        pairs = {of_mine[one]: of_base[its] for one, its in partners(sections[key].blocks, own)}
        found |= pairs
        there = [*lost, *(of_base[unit.block.element] for unit in units_of(sections[key].blocks))]
        unsure |= set(_uncertain(pairs, there, closed))
    for unit in units:
        its = found.get(unit)
        unit.is_open = its is not None and its.is_open and unit not in unsure
    for unit in list(_below_uncertain(units, found, known)):
        unit.is_open = False
        headed.add(unit)
    _follow(units, found, list(known), headed, closed)
    asked = list(_ask(units, found, rule, closed))
    return Found(units, found, asked, list(_given_back(units, found, known)))


def _sections(base: Side) -> Iterator[tuple[SectionKey, Section]]:
    """The sections of what the file was made from, by the keys that the merge gives them."""
    for index, section in enumerate(split(base.blocks)):
        yield ("base", index - 1), section


def _below_uncertain(
    units: Sequence[Unit], found: Mapping[Unit, Unit], known: Sequence[Unit]
) -> Iterator[Unit]:
    """What stands under a heading that may be a closed case's: «Konklusjon» there is no other case's.

    Under a closed heading of dok's own it is known of each block whether it is open.
    """
    highest = min((unit.block.heading_level for unit in known if _is_closed_heading(unit)), default=0)
    under = 0
    for unit in units:
        level = unit.block.heading_level
        if 0 < level <= under:
            under = 0
        if under:
            yield unit
        elif highest and level >= highest and not unit.is_open:
            under = level if unit not in found or found[unit].is_open else 0


def _is_closed_heading(unit: Unit) -> bool:
    return unit.block.is_heading and not unit.is_open


def _before_new_heading(section: Section) -> list[Any]:
    """What stands in a section before a heading that dok has not written."""
    own = 1 if section.heading else 0
    return [*section.blocks[:own], *takewhile(lambda block: not block.is_heading, section.blocks[own:])]


# What is dok's with the person's words in it


def _uncertain(pairs: Mapping[Unit, Unit], known: Sequence[Unit], closed: frozenset[str]) -> Iterator[Unit]:
    """What was taken for something open, and may be something closed of what may stand there."""
    same = {its for one, its in pairs.items() if one.block.content == its.block.content}
    rivals = [unit for unit in known if not unit.is_open and unit not in same and unit.says_something]
    words = [_words(rival.text) for rival in rivals]
    # A row with none of dok's words left may have been written under one that was closed since, and is gone.
    mixed = {unit.table for unit in known if unit.table is not None and not unit.is_open}
    for one, its in pairs.items():
        if one.block.content == its.block.content:
            continue
        new = _words(one.text) - _words(its.text)
        is_rival = (rivals or its.table in mixed) and not _is_still(its, one)
        own = set(texts_of(its))
        is_closed = any(_is_alike(text, closed, own) for text in set(texts_of(one)) - own)
        if is_rival or is_closed or any(new & theirs for theirs in words):
            yield one


def _is_still(its: Unit, one: Unit) -> bool:
    """Whether a unit is plainly another with the person's words in it."""
    before, after = (set(unit.text.casefold().split()) for unit in (its, one))
    kept = (bool(before) and before <= after) or _is_continued(its, one)
    return kept or bool(likeness(its.block, one.block))


def _is_continued(its: Unit, one: Unit) -> bool:
    """Whether each cell begins as before: «3», but not «31», with something behind it."""
    before, after = (unit.block.parts or [unit.block] for unit in (its, one))
    pairs = [(was.text, new.text) for was, new in zip(before, after, strict=False)]
    return bool(its.text) and len(before) == len(after) and all(_begins(new, was) for was, new in pairs)


def _begins(text: str, beginning: str) -> bool:
    rest = text.removeprefix(beginning)
    return text.startswith(beginning) and not (beginning[-1:].isdigit() and rest[:1].isdigit())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


# What the person has put in


def _follow(
    units: Sequence[Unit],
    found: Mapping[Unit, Unit],
    known: Sequence[Unit],
    headed: set[Unit],
    closed: frozenset[str],
) -> None:
    """Open what follows something open."""
    lost = _lost(known, set(found.values()))
    anchors = [unit for unit in units if unit in found and unit.says_something]
    upcoming = iter([*anchors, None])
    before, after = None, next(upcoming)
    may = after is not None and after.is_open and not lost.after(None) and not lost.before(found[after])
    for unit in units:
        if unit is after:
            before, after = after, next(upcoming)
            its = None if after is None else found[after]
            may = before.is_open and not lost.after(found[before]) and not lost.before(its)
        elif unit not in found:
            unit.is_open = may and unit not in headed and not _is_alike(unit.text, closed)
            may = may and (unit.is_open or not unit.says_something)


@dataclass(frozen=True, slots=True)
class _Lost:
    """What of dok's the person's file has not got.

    Attributes:
        runs: Whether something closed is gone right after each unit of dok's, or first; by the unit or None.
        ends: Whether something closed is gone right before each, or last.
    """

    runs: dict[Unit | None, bool]
    ends: dict[Unit | None, bool]

    def after(self, unit: Unit | None) -> bool:
        return self.runs.get(unit, False)

    def before(self, unit: Unit | None) -> bool:
        return self.ends.get(unit, False)


def _lost(known: Sequence[Unit], there: set[Unit]) -> _Lost:
    runs: dict[Unit | None, bool] = {}
    ends: dict[Unit | None, bool] = {}
    last: Unit | None = None
    gone = False
    for unit in known:
        if unit in there and unit.says_something:
            runs[last] = ends[unit] = gone
            last, gone = unit, False
        else:
            gone |= unit not in there and not unit.is_open and unit.says_something
    runs[last] = ends[None] = gone
    return _Lost(runs, ends)


def _is_alike(text: str, closed: frozenset[str], own: Iterable[str] = ()) -> bool:
    """Whether a text is one that is closed, or that in other words more than it is its own in other words."""
    if text in closed or len(text) < _LONG:
        return text in closed
    least = max((_ALIKE, *(SequenceMatcher(None, text, one, autojunk=False).ratio() for one in own)))
    for other in closed.difference(own):
        matcher = SequenceMatcher(None, text, other, autojunk=False)
        ratios = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if all(ratio() >= least for ratio in ratios):
            return True
    return False


def _given_back(units: Sequence[Unit], found: Mapping[Unit, Unit], known: Sequence[Unit]) -> Iterator[Unit]:
    """What is gone from where something of the person's is left out; see `Found`."""
    left_out: set[Unit | None] = set()
    last: Unit | None = None
    for unit in units:
        last = found.get(unit, last)
        if unit not in found and not unit.is_open:
            left_out.add(last)
    there, last = set(found.values()), None
    for unit in known:
        if unit in there:
            last = unit
        elif last in left_out:
            yield unit


# Rows that the person has written


def _ask(
    units: Sequence[Unit], found: Mapping[Unit, Unit], rule: RowRule, closed: frozenset[str]
) -> Iterator[Unit]:
    """Open and close rows as the rule tells; those that it cannot tell of are closed and yielded.

    Where the rule has nothing to say, a new row in a table with something closed may be that as it was.
    """
    mixed = {unit.table for unit, its in found.items() if not its.is_open}
    for unit in units:
        its = found.get(unit)
        is_new = its is None or (its.is_open and its.is_blank)
        if not _is_written(unit, its) or not (is_new or (its is not None and its.is_open)):
            continue
        verdict = rule(cells_of(unit))
        if verdict == "closed" or (is_new and verdict == "unsure"):
            unit.is_open = False
        elif is_new and verdict == "open":
            unit.is_open = not _is_alike(unit.text, closed)
        elif its is None and unit.table in mixed:
            unit.is_open = False
        if is_new and verdict == "unsure":
            yield unit


def _is_written(unit: Unit, its: Unit | None) -> bool:
    """Whether a unit is a row below the first in which the person has written something."""
    if unit.table is None or unit.block is unit.table.parts[0] or unit.is_blank:
        return False
    return its is None or its.block.content != unit.block.content


def cells_of(row: Unit) -> dict[str, str]:
    """What is written in the cells of a row, under the words of the table's first row."""
    table = row.table
    if table is None:
        return {}
    cells = (" ".join(filter(None, map(filled, cell.parts))) for cell in row.block.parts)
    return dict(zip((head.text for head in table.parts[0].parts), cells, strict=False))
