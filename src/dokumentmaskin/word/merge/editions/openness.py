"""Which blocks of dok's own renders are open: of the render of now, and of an older one.

A unit is a paragraph, or a row of a table. Of the render of the whole plan it is open when it stands in no
turn of a loop over something that is not open, and stands the same in the open render at the place that the
turns give it. Of an older render it is open when it is known to be one of those: under a heading of the same
number and title, saying the same, or under one where all is open. Where that is not certain it is closed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from dokumentmaskin.word.merge.content import NOTHING, Block
from dokumentmaskin.word.merge.matching import pairs
from dokumentmaskin.word.merge.sections import Section, split
from dokumentmaskin.word.merge.sides import Side
from dokumentmaskin.word.names import R, W
from dokumentmaskin.word.turns import COUNTED, Turn, numbered

# Whose a row is, by its cells under the words of the table's first row.
Verdict = Literal["open", "closed", "unsure", "neither"]
RowRule = Callable[[Mapping[str, str]], Verdict]
RunningKey = tuple[int, str, str]

# What is given anew in each render, and says nothing.
_IDENTITIES: Final = frozenset((W + "id", "id"))
_NUMBERED: Final = frozenset((W + "numId", W + "id"))
_CLOSED: Final = -1


@dataclass(eq=False, slots=True)
class Unit:
    """A paragraph, or a row with the table that it is in.

    Attributes:
        block: It.
        table: The table; None for a paragraph.
        heading: The heading that it stands under.
        is_open: Whether everyone may read it.
    """

    block: Block
    table: Block | None
    heading: str
    is_open: bool = True

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text

    @property
    def says_something(self) -> bool:
        """Whether it is more than an empty paragraph."""
        return self.block.content != NOTHING

    @property
    def is_blank(self) -> bool:
        """Whether it is a row in which nothing is written yet."""
        cells = (paragraph for cell in self.block.parts for paragraph in cell.parts)
        return self.table is not None and not any(filled(paragraph) for paragraph in cells)


def texts_of(unit: Unit) -> Iterator[str]:
    """Its words, and those of each paragraph in it."""
    paragraphs = (Block(node, unit.block.reader) for node in unit.block.element.iter(W + "p"))
    yield from dict.fromkeys(filter(None, (unit.text, *(paragraph.text for paragraph in paragraphs))))


def filled(paragraph: Block) -> str:
    """What is written in a paragraph, without what only says what is to be."""
    return "" if paragraph.is_placeholder else paragraph.text


def units_of(blocks: Sequence[Block]) -> list[Unit]:
    """The units of a stretch, in order."""
    found: list[Unit] = []
    heading = ""
    for block in blocks:
        if block.is_heading:
            heading = block.text
        if block.is_paragraph:
            found.append(Unit(block, None, heading))
        else:
            found += [Unit(row, block, heading) for row in block.parts]
    return found


# The plan's own render: by the turns that it was made in


Turns = Sequence[Turn] | None


def open_in_render(full: Side, open_: Side, turns: Turns, open_turns: Turns) -> list[Unit]:
    """The units of the render of the whole plan, each told whether it stands the same in the open render."""
    ours, theirs = units_of(full.blocks), units_of(open_.blocks)
    if turns is None or open_turns is None:
        for unit in ours:
            unit.is_open = False
        return ours
    same = same_turns(turns, open_turns)
    mine = _places(full, ours, turns, {here: here for here in same})
    other = _places(open_, theirs, open_turns, {there: here for here, there in same.items()})
    free = [unit for unit in ours if _CLOSED not in mine[unit]]
    keys = [(mine[unit], _written(unit)) for unit in free]
    other_keys = [(other[unit], _written(unit)) for unit in theirs if _CLOSED not in other[unit]]
    equal = {free[here] for here, _ in _equal(keys, other_keys)}
    _close_the_rest(ours, set(free), equal)
    return ours


def same_turns(full: Sequence[Turn], open_: Sequence[Turn]) -> dict[int, int]:
    """For the turns that are open, by their places, those of the open render that each is."""
    return dict(_same_inside(_by_place(full), _by_place(open_), -1, -1))


def _by_place(turns: Sequence[Turn]) -> dict[int, list[tuple[int, Turn]]]:
    """The turns with their places, by the turn that they stand inside."""
    found: dict[int, list[tuple[int, Turn]]] = defaultdict(list)
    for place, turn in enumerate(turns):
        found[turn.inside].append((place, turn))
    return found


def _same_inside(
    full: dict[int, list[tuple[int, Turn]]], open_: dict[int, list[tuple[int, Turn]]], here: int, there: int
) -> Iterator[tuple[int, int]]:
    ours = [(place, turn) for place, turn in full.get(here, ()) if not turn.exempt]
    theirs = open_.get(there, [])
    keys = ([(turn.part, turn.loop, turn.item) for _, turn in some] for some in (ours, theirs))
    for mine, its in _equal(*keys):
        pair = ours[mine][0], theirs[its][0]
        yield pair
        yield from _same_inside(full, open_, *pair)


def _equal(one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The places of what is equal, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for here, there, size in matcher.get_matching_blocks():
        yield from zip(range(here, here + size), range(there, there + size), strict=True)


def _places(
    side: Side, units: Sequence[Unit], turns: Sequence[Turn], names: Mapping[int, int]
) -> dict[Unit, tuple[int, ...]]:
    """The turns that each unit stands in or has something of, by their names; one without is closed."""
    numbers = numbered(side.part.element)
    main = str(side.part.partname)
    there = [(turn, names.get(place, _CLOSED)) for place, turn in enumerate(turns) if turn.part == main]
    found: dict[Unit, tuple[int, ...]] = {}
    for unit in units:
        first = numbers[unit.block.element]
        last = max(numbers[node] for node in unit.block.element.iter(*COUNTED))
        found[unit] = tuple(name for turn, name in there if turn.first <= last and first < turn.end)
    return found


def opened_headings(full: Sequence[Unit], open_: Sequence[Unit]) -> dict[Unit, str]:
    """For the closed headings of the whole plan the words of each in the open render, where it is certain."""
    headings = [[unit for unit in units if unit.block.is_heading] for units in (full, open_)]
    if len(headings[0]) != len(headings[1]):
        return {}
    pairs_ = list(zip(*headings, strict=True))
    if any(unit.is_open and unit.text != its.text for unit, its in pairs_):
        return {}
    return {unit: its.text for unit, its in pairs_ if not unit.is_open}


def open_running(full: Side, open_: Side, turns: Turns, open_turns: Turns) -> set[RunningKey]:
    """The headers and footers of the render of the whole plan that are the same in the open one."""
    if turns is None or open_turns is None:
        return set()
    same = same_turns(turns, open_turns)
    closed = {turn.part for place, turn in enumerate(turns) if place not in same}
    return {
        key
        for key in full.running.keys() & open_.running.keys()
        if str(full.running[key].partname) not in closed
        and [_written(unit) for unit in units_of(full.running_blocks(key))]
        == [_written(unit) for unit in units_of(open_.running_blocks(key))]
    }


def _written(unit: Unit) -> tuple[object, ...]:
    """What a unit of dok's own render says, to be seen and not: alternative texts, names, choices."""
    element = unit.block.element
    around = [control.find(W + "sdtPr") for control in element.iterancestors(W + "sdt")]
    table = [] if unit.table is None else unit.table.element.findall(W + "tblPr")
    nodes = (
        node for outer in (*around, *table, element) if outer is not None for node in outer.iter(tag="*")
    )
    hidden = [(node.tag, *_words_of(node)) for node in nodes if node.tag not in _NUMBERED]
    return unit.block.content, tuple(hidden)


def _words_of(node: Any) -> Iterator[str]:
    for name, value in sorted(node.attrib.items()):
        if name not in _IDENTITIES and not name.startswith(R):
            yield value


def _close_the_rest(units: Sequence[Unit], free: set[Unit], equal: set[Unit]) -> None:
    """Close what is not equal; and what stands under a heading that is not, where no turn tells how far."""
    under = 0
    for unit in units:
        level = unit.block.heading_level
        if unit not in free:
            unit.is_open = False
            continue
        if under and unit in equal and 0 < level <= under:
            under = 0
        elif not under and unit not in equal:
            under = level
        unit.is_open = unit in equal and not under


# What the person's file was made from: the same render for the most, or an older one


def open_in_base(base: Side, full: Side, known: Sequence[Unit]) -> list[Unit]:
    """The units of an earlier render, each told whether it is known to be an open one of the render now."""
    units = units_of(base.blocks)
    if [unit.block.content for unit in units] == [unit.block.content for unit in known]:
        for unit, same in zip(units, known, strict=True):
            unit.is_open = same.is_open
        return units
    of_base, of_full = ({unit.block.element: unit for unit in some} for some in (units, known))
    open_ = {of_base[element] for element in _open_elements(base, full, of_full)}
    for unit in units:
        unit.is_open = unit in open_
    return units


def _open_elements(base: Side, full: Side, known: Mapping[Any, Unit]) -> Iterator[Any]:
    ours, theirs = ({s.heading: s for s in _once(split(side.blocks))} for side in (base, full))
    for heading in ours.keys() & theirs.keys():
        here, there = (units_of(section.blocks) for section in (ours[heading], theirs[heading]))
        contents = ([unit.block.content for unit in some] for some in (here, there))
        for mine, its in _equal(*contents):
            if known[there[its].block.element].is_open:
                yield here[mine].block.element
        if all(known[unit.block.element].is_open for unit in there):
            for unit, _ in partners(theirs[heading].blocks, ours[heading].blocks):
                yield unit


def _once(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections of which there is one with that heading."""
    counts = Counter(section.heading for section in sections)
    return (section for section in sections if counts[section.heading] == 1)


def partners(base: Sequence[Block], other: Sequence[Block]) -> Iterator[tuple[Any, Any]]:
    """The paragraphs and rows of `other` that are ones of `base`, each with that one, by their elements."""
    for there, here in pairs(base, other).items():
        one, its = other[there], base[here]
        if one.is_paragraph:
            yield one.element, its.element
        else:
            rows = pairs(its.parts, one.parts)
            yield from ((one.parts[row].element, its.parts[known].element) for row, known in rows.items())
