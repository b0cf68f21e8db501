"""The body of a document in sections: what stands under each heading, a case for the most.

Sections are merged in the plan's order, or in the person's where the person has moved one. A case that the
plan has dropped goes, unless the person has written in it. In the person's document only a heading that dok
wrote begins a section: a heading that the person has put in belongs to the section that it stands in.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from dokumentmaskin.word.merge.content import NOTHING, Block, top_of
from dokumentmaskin.word.merge.matching import merged_order, same_headings, title_of
from dokumentmaskin.word.merge.sides import Change, Side, Versions, said
from dokumentmaskin.word.merge.story import Story, Where
from dokumentmaskin.word.merge.tree import rebuild, take_out

_KEPT: Final = (
    "Saken står ikke lenger i planen. Det du har skrevet, er beholdt. Slett det hvis det skal bort."
)
_DELETED: Final = "Du har slettet «{}», men planen er endret der siden."

# The heading that a section begins with, by its place in what dok wrote or writes now; -1 before the first.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading.

    Attributes:
        heading: The words of the heading; empty for what comes before the first.
        blocks: The blocks, the heading first.
    """

    heading: str
    blocks: list[Block]

    @property
    def below(self) -> list[Any]:
        """What it says under the heading."""
        return said(self.blocks[1:] if self.heading else self.blocks)


def merge_body(story: Story, versions: Versions[Side]) -> None:
    """Merge the body of a document, in the person's.

    Args:
        story: Merges what stands in a section, and keeps the changes.
        versions: The three documents; the person's is changed in place.
    """
    base, theirs = _split(versions.base.blocks), _split(versions.theirs.blocks)
    base_keys: list[Key] = [("base", index - 1) for index in range(len(base))]
    same = same_headings([s.heading for s in base], [s.heading for s in theirs])
    their_keys = [("base", same[i] - 1) if i in same else ("theirs", i - 1) for i in range(len(theirs))]
    known = dict(zip(base_keys, base, strict=True)) | {
        key: section for key, section in zip(their_keys, theirs, strict=True) if key[0] == "theirs"
    }
    mine = _split_mine(versions.mine.blocks, known)
    body = _Body(
        story,
        Where("", versions.mine.body, versions.theirs.body, versions.mine.part),
        Versions(dict(zip(base_keys, base, strict=True)), mine, dict(zip(their_keys, theirs, strict=True))),
    )
    rebuild(versions.mine.body, body.merge())


def _split(blocks: list[Block]) -> list[Section]:
    """The sections of a document that dok has made."""
    starts = [*(index for index, block in enumerate(blocks) if block.is_heading), len(blocks)]
    headed = [Section(blocks[start].text, blocks[start:end]) for start, end in pairwise(starts)]
    return [Section("", blocks[: starts[0]]), *headed]


def _split_mine(blocks: list[Block], known: dict[Key, Section]) -> dict[Key, Section]:
    """The sections of the person's document: from each heading that dok wrote to the next."""
    starts = _starts(blocks, known)
    places = sorted(starts)
    sections: dict[Key, Section] = {("base", -1): Section("", blocks[: places[0] if places else None])}
    for place, end in pairwise([*places, len(blocks)]):
        sections[starts[place]] = Section(blocks[place].text, blocks[place:end])
    return sections


def _starts(blocks: list[Block], known: dict[Key, Section]) -> dict[int, Key]:
    """Where in the person's document the known headings stand: headings first, then any paragraph."""
    wanted = {key: section.heading for key, section in known.items() if section.heading}
    starts: dict[int, Key] = {}
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


def _reworded(blocks: list[Block], known: dict[Key, Section], starts: dict[int, Key]) -> dict[int, Key]:
    """Headings in wholly other words: between the same two known ones, over most of what dok wrote there."""
    placed = {key: index for index, key in starts.items()}
    base = [key for key, section in known.items() if key[0] == "base" and section.heading]
    found: dict[int, Key] = {}
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
    there = said(stretch[1:])
    written = [content for content in section.below if content != NOTHING]
    shared = [content for content in written if content in there]
    return bool(shared) and 2 * len(shared) >= len(written)


@dataclass(frozen=True, slots=True)
class _Body:
    """The merge of the sections."""

    story: Story
    where: Where
    sections: Versions[dict[Key, Section]]

    def merge(self) -> list[Any]:
        """The children of the person's body, in order."""
        base, mine, theirs = self.sections.base, self.sections.mine, self.sections.theirs
        dropped = [key for key in mine if key in base and key not in theirs and self._is_untouched(key)]
        deleted = [key for key in theirs if key in base and key not in mine]
        order = merged_order(
            list(base),
            [key for key in mine if key not in dropped],
            [key for key in theirs if key not in deleted],
        )
        for key in dropped:
            self._add("plan", key, mine[key].heading, "")
            for block in mine[key].blocks:
                take_out(block.element)
        nodes = [node for key in order for node in self._section(key)]
        for key in deleted:
            self._tell_of_deleted(key, nodes)
        return nodes

    def _is_untouched(self, key: Key) -> bool:
        return said(self.sections.mine[key].blocks) == said(self.sections.base[key].blocks)

    def _section(self, key: Key) -> list[Any]:
        base, mine, theirs = (
            s.get(key) for s in (self.sections.base, self.sections.mine, self.sections.theirs)
        )
        if mine is None:
            return self._new(key)
        if theirs is None:
            return self._kept(key, mine)
        where = replace(self.where, heading=theirs.heading, anchor=_anchor(mine))
        return self.story.merge(Versions(base.blocks if base else [], mine.blocks, theirs.blocks), where)

    def _new(self, key: Key) -> list[Any]:
        section = self.sections.theirs[key]
        self._add("plan", key, "", section.heading)
        brought = self.story.bring(section.blocks, self.where, told=False)
        return [brought[block] for block in section.blocks]

    def _kept(self, key: Key, mine: Section) -> list[Any]:
        """A case that the plan has dropped, and that the person has written in."""
        known = said(self.sections.base[key].blocks)
        written = (block.text for block in mine.blocks if block.text and block.content not in known)
        self._add("bevart", key, "", " ".join(written))
        self.story.remarks.beside(_anchor(mine), _KEPT)
        return [top_of(block.element, self.where.mine) for block in mine.blocks]

    def _tell_of_deleted(self, key: Key, nodes: list[Any]) -> None:
        base, theirs = self.sections.base[key], self.sections.theirs[key]
        if base.below == theirs.below and title_of(base.heading) == title_of(theirs.heading):
            self._add("person", key, base.heading, "")
            return
        self._add("konflikt", key, "", theirs.heading)
        first = next((node for node in nodes if node.tag == self.where.mine[0].tag), None)
        self.story.remarks.beside(first, _DELETED.format(base.heading))

    def _add(self, kind: Any, key: Key, before: str, now: str) -> None:
        section = self.sections.theirs.get(key) or self.sections.base.get(key)
        self.story.changes.append(Change(kind, section.heading if section else "", before, now))


def _anchor(section: Section) -> Any:
    """The first paragraph of a section."""
    return next((block.element for block in section.blocks if block.is_paragraph), None)
