"""The sections of a document's body: what stands under a heading, a case for the most.

In a person's document only a heading that dok wrote begins a section: a heading that the person has put in
belongs to the section that it stands in.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dokumentmaskin.word.merge.content import NOTHING, Block
from dokumentmaskin.word.merge.matching import same_headings
from dokumentmaskin.word.merge.sides import said, said_by_row

# The heading that a section begins with, by its place in what dok wrote or writes now; -1 before the first.
SectionKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, with that first; without words of one for what comes before the first."""

    heading: str
    blocks: list[Block]

    @property
    def below(self) -> list[Any]:
        """What it says under the heading."""
        return said(self.blocks[1:] if self.heading else self.blocks)


def split(blocks: list[Block]) -> list[Section]:
    """The sections of a document that dok has made."""
    starts = [*(index for index, block in enumerate(blocks) if block.is_heading), len(blocks)]
    headed = [Section(blocks[start].text, blocks[start:end]) for start, end in pairwise(starts)]
    return [Section("", blocks[: starts[0]]), *headed]


def split_mine(blocks: list[Block], known: dict[SectionKey, Section]) -> dict[SectionKey, Section]:
    """The sections of the person's document: from each heading that dok wrote to the next."""
    starts = _starts(blocks, known)
    places = sorted(starts)
    sections: dict[SectionKey, Section] = {("base", -1): Section("", blocks[: places[0] if places else None])}
    for place, end in pairwise([*places, len(blocks)]):
        sections[starts[place]] = Section(blocks[place].text, blocks[place:end])
    return sections


def _starts(blocks: list[Block], known: dict[SectionKey, Section]) -> dict[int, SectionKey]:
    """Where in the person's document the known headings stand: headings first, then any paragraph."""
    wanted = {key: section.heading for key, section in known.items() if section.heading}
    starts: dict[int, SectionKey] = {}
    candidates = [index for index, block in enumerate(blocks) if block.is_heading]
    keys = list(wanted)
    titles = [blocks[index].text for index in candidates]
    found = same_headings([wanted[key] for key in keys], titles, by_number=True)
    starts |= {candidates[there]: keys[here] for there, here in found.items()}
    lost = {wanted[key]: key for key in keys if key not in starts.values()}
    for index, block in enumerate(blocks):
        if index not in starts and block.is_paragraph and block.text in lost:
            starts[index] = lost.pop(block.text)
    return starts | _reworded(blocks, known, starts)


def _reworded(
    blocks: list[Block], known: dict[SectionKey, Section], starts: dict[int, SectionKey]
) -> dict[int, SectionKey]:
    """Headings in wholly other words: between the same two known ones, over most of what dok wrote there."""
    placed = {key: index for index, key in starts.items()}
    base = [key for key, section in known.items() if key[0] == "base" and section.heading]
    found: dict[int, SectionKey] = {}
    for place, key in enumerate(base):
        if key in placed:
            continue
        before = max((placed[other] for other in base[:place] if other in placed), default=-1)
        later = (placed[other] for other in base[place + 1 :] if other in placed)
        end = min((index for index in later if index > before), default=len(blocks))
        free = (index for index in range(before + 1, end) if index not in starts and index not in found)
        fitting = [index for index in free if _stands_over(blocks[index:end], known[key])]
        if len(fitting) == 1:
            found[fitting[0]] = key
    return found


def _stands_over(stretch: list[Block], section: Section) -> bool:
    """Whether a stretch begins with a heading of a section's level and holds most of what it says below."""
    if stretch[0].heading_level != section.blocks[0].heading_level:
        return False
    there = said_by_row(stretch[1:])
    written = [content for content in said_by_row(section.blocks[1:]) if content != NOTHING]
    shared = [content for content in written if content in there]
    return bool(shared) and 2 * len(shared) >= len(written)
