"""The three-way merge of a document's body, section by section.

Sections come in the plan's order, or in the person's where the person has moved one. A case that the plan has
dropped goes, unless the person has written in it.
"""

from dataclasses import dataclass, replace
from typing import Any

from dokumentmaskin.word.merge.content import Block, top_of
from dokumentmaskin.word.merge.matching import merged_order, number_and_title, same_headings
from dokumentmaskin.word.merge.remarks import Remark
from dokumentmaskin.word.merge.sections import Section, SectionKey, split, split_mine
from dokumentmaskin.word.merge.sides import Change, Kind, Side, Versions, said
from dokumentmaskin.word.merge.story import Story, Where
from dokumentmaskin.word.merge.transplant import rebuild, take_out


def merge_body(story: Story, versions: Versions[Side]) -> None:
    """Merge the body of a document, in the person's, which is changed in place."""
    base, theirs = split(versions.base.blocks), split(versions.theirs.blocks)
    base_keys: list[SectionKey] = [("base", index - 1) for index in range(len(base))]
    same = same_headings([s.heading for s in base], [s.heading for s in theirs])
    if _is_titled(base) and _is_titled(theirs):
        same[1] = 1  # the title, which is the same heading in whatever words
    their_keys = [("base", same[i] - 1) if i in same else ("theirs", i - 1) for i in range(len(theirs))]
    known = dict(zip(base_keys, base, strict=True)) | {
        key: section for key, section in zip(their_keys, theirs, strict=True) if key[0] == "theirs"
    }
    mine = split_mine(versions.mine.blocks, known)
    body = _Body(
        story,
        Where("", versions.mine.body, versions.theirs.body, versions.mine.part),
        Versions(dict(zip(base_keys, base, strict=True)), mine, dict(zip(their_keys, theirs, strict=True))),
    )
    rebuild(versions.mine.body, body.merge())


def _is_titled(sections: list[Section]) -> bool:
    """Whether the first heading is the title of the document."""
    return len(sections) > 1 and sections[1].blocks[0].heading_level == 1


@dataclass(frozen=True, slots=True)
class _Body:
    """The merge of the sections."""

    story: Story
    where: Where
    sections: Versions[dict[SectionKey, Section]]

    def merge(self) -> list[Any]:
        """The children of the person's body, in order."""
        base, mine, theirs = self.sections
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
            self._tell_of_deleted(key)
        return nodes

    def _is_untouched(self, key: SectionKey) -> bool:
        mine, base = self.sections.mine[key].blocks, self.sections.base[key].blocks
        return len(mine) == len(base) and all(map(Block.is_as, mine, base))

    def _section(self, key: SectionKey) -> list[Any]:
        base, mine, theirs = (sections.get(key) for sections in self.sections)
        if mine is None:
            return self._new(key)
        if theirs is None:
            return self._kept(key, mine)
        where = replace(self.where, heading=theirs.heading, anchor=_anchor(mine))
        return self.story.merge(Versions(base.blocks if base else [], mine.blocks, theirs.blocks), where)

    def _new(self, key: SectionKey) -> list[Any]:
        section = self.sections.theirs[key]
        self._add("plan", key, "", section.heading)
        brought = self.story.bring(section.blocks, self.where, told=False)
        return [brought[block] for block in section.blocks]

    def _kept(self, key: SectionKey, mine: Section) -> list[Any]:
        """A case that the plan has dropped, and that the person has written in."""
        known = said(self.sections.base[key].blocks)
        written = (block.text for block in mine.blocks if block.text and block.content not in known)
        self._add("bevart", key, "", " ".join(written))
        remarks = self.story.remarks
        remarks.say(Remark(_anchor(mine), remarks.words.case_kept))
        return [top_of(block.element, self.where.mine) for block in mine.blocks]

    def _tell_of_deleted(self, key: SectionKey) -> None:
        base, theirs = self.sections.base[key], self.sections.theirs[key]
        titles = {number_and_title(section.heading)[1] for section in (base, theirs)}
        if base.below == theirs.below and len(titles) == 1:
            self._add("person", key, base.heading, "")
            return
        self._add("konflikt", key, "", theirs.heading)
        remarks = self.story.remarks
        remarks.say(Remark(None, remarks.words.case_deleted, theirs.heading, base.heading))

    def _add(self, kind: Kind, key: SectionKey, before: str, now: str) -> None:
        section = self.sections.theirs.get(key) or self.sections.base.get(key)
        self.story.changes.append(Change(kind, section.heading if section else "", before, now))


def _anchor(section: Section) -> Any:
    """The first paragraph of a section."""
    return next((block.element for block in section.blocks if block.is_paragraph), None)
