"""The three-way merge: of a stretch of blocks in a header, footer, table or cell, and of a body in sections.

The person's file is what the result is built in: what the person has touched is never taken apart, and what
the plan has changed is brought in block by block. For each block there are up to three versions: what dok
wrote, what the person made of it, and what dok writes now.

A section of the body is what stands under a heading, a case for the most. Sections come in the plan's order,
or in the person's where the person has moved one. A case that the plan has dropped goes, unless the person
has written in it. In the person's document only a heading that dok wrote begins a section: a heading that the
person has put in belongs to the section that it stands in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dokumentmaskin.word.merge.columns import Columns, columns_of
from dokumentmaskin.word.merge.content import NOTHING, ROWS, STORY, Block, says_all_of, top_of
from dokumentmaskin.word.merge.matching import (
    Alignment,
    Key,
    Row,
    align,
    is_longer,
    merged_order,
    moved_rows,
    number_and_title,
    same_headings,
)
from dokumentmaskin.word.merge.remarks import Remark, Remarks
from dokumentmaskin.word.merge.sides import Change, Kind, Side, Versions, said, said_by_row
from dokumentmaskin.word.merge.transplant import (
    Transplant,
    rebuild,
    refill,
    same_xml,
    spans,
    take_out,
    whole,
)
from dokumentmaskin.word.names import W, leaves


@dataclass(frozen=True, slots=True)
class Where:
    """Where a stretch of blocks stands.

    Attributes:
        heading: The heading that it stands under.
        mine: What holds it in the person's document.
        theirs: What holds it in dok's new one.
        part: The part of the person's document that it is in.
        anchor: A paragraph for remarks, when nothing of the stretch is left to put them beside.
        columns: For the rows of a table: where dok's columns stand in the person's.
    """

    heading: str
    mine: Any
    theirs: Any
    part: Any
    anchor: Any = None
    columns: Columns | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Merges stretches of blocks.

    Attributes:
        transplant: Brings blocks from dok's new document.
        remarks: Tell the person something beside a paragraph.
        changes: What has been found so far; grows.
    """

    transplant: Transplant
    remarks: Remarks
    changes: list[Change]

    def merge(self, versions: Versions[list[Block]], where: Where) -> list[Any]:
        """Merge a stretch of blocks; the caller puts together the container, of the children returned."""
        found = align(versions)
        for moved in moved_rows(found, versions.theirs):
            take_out(moved.element)
        merged = {
            key: self._mine(row, row.mine, where, is_told=key in found.sheltering | found.sheltered)
            for key, row in found.rows.items()
            if row.mine is not None and (key in found.sheltering or not row.is_dropped)
        }
        for key, row in found.rows.items():
            if row.mine is not None and key not in merged:
                self._add("plan", where, row.mine.text, "")
                take_out(row.mine.element)
        new = {
            key: row.theirs for key in found.order if key not in merged and (row := found.rows[key]).theirs
        }
        unplaced = self._tell_of_unplaced(new, where)
        brought = self.bring([block for key, block in new.items() if block and key not in unplaced], where)
        self._tell_of_sheltered(found, where)
        nodes = [
            top_of(merged[key], where.mine) if key in merged else brought[found.rows[key].theirs]
            for key in found.order
            if key not in unplaced
        ]
        self._tell_of_deleted(found, merged, where)
        return list(dict.fromkeys(nodes))

    def bring(self, blocks: list[Block], where: Where, *, told: bool = True) -> dict[Block | None, Any]:
        """Copies of the plan's blocks; a content control comes whole when all that is in it does."""
        wanted = {block.element for block in blocks}
        copies: dict[Any, Any] = {}
        brought: dict[Block | None, Any] = {}
        for block in blocks:
            tags = ROWS if block.element.tag in ROWS else STORY
            own = whole(block.element, where.theirs, wanted, tags)
            if own not in copies:
                copies[own] = self.transplant.brought(own, block.reader.part, where.part)
                if where.columns is not None:
                    for row in [copies[own]] if own.tag in ROWS else leaves(copies[own], ROWS):
                        where.columns.lay_out(row)
            brought[block] = copies[own]
            if told and block.content != NOTHING:
                self._add("plan", where, "", block.text)
        return brought

    def _mine(self, row: Row, mine: Block, where: Where, *, is_told: bool) -> Any:
        """A block of the person's document that stays, or is brought up to date."""
        if row.base is not None and row.theirs is not None:
            return self._update(Versions(row.base, mine, row.theirs), where)
        if row.theirs is None and not is_told and mine.content != NOTHING:
            self._add("person" if row.base is None else "bevart", where, "", mine.text)
            if row.base is not None:
                self.remarks.say(Remark(mine.element, self.remarks.words.kept))
        return mine.element

    def _update(self, versions: Versions[Block], where: Where) -> Any:
        """A block that all three have."""
        base, mine, theirs = versions
        self.transplant.learn_list(theirs, mine)
        is_same = mine.content == theirs.content
        if is_same or (says_all_of(mine.content, theirs.content) and not mine.is_as(base)):
            for paragraph in mine.element.iter(W + "p"):
                self.remarks.settled(paragraph)
            return mine.element
        if mine.is_paragraph:
            return self._paragraph(versions, where)
        if mine.element.tag == W + "tbl":
            return self._table(versions, where)
        same_cells = len({len(row.parts) for row in versions}) == 1
        return self._row(versions, where) if same_cells else self._whole(versions, where)

    def _paragraph(self, versions: Versions[Block], where: Where) -> Any:
        base, mine, theirs = versions
        prompts = base.is_placeholder and theirs.is_placeholder and mine.content != base.content
        if theirs.content == base.content or prompts:
            self._add("person", where, "" if base.is_placeholder else base.text, mine.text)
        elif not mine.is_as(base) or spans(mine.element):
            self._conflict(versions, where)
        else:
            self._add("plan", where, base.text, theirs.text)
            brought = self.transplant.brought(theirs.element, theirs.reader.part, where.part)
            looks = (block.element.find(W + "pPr") for block in (base, theirs))
            refill(mine.element, brought, keep_look=same_xml(*looks))
        return mine.element

    def _table(self, versions: Versions[Block], where: Where) -> Any:
        base, mine, theirs = versions
        # Where dok makes other columns now, a table that a person has written in keeps those that it has.
        found = columns_of(base, mine, theirs)
        if found is None or (found.source and mine.is_as(base)):
            return self._whole(versions, where)
        inside = replace(where, mine=mine.element, theirs=theirs.element, columns=found)
        rows = Versions(found.of_dok(base), found.of_person(mine), found.of_dok_now(theirs))
        rebuild(mine.element, self.merge(rows, inside), ROWS)
        return mine.element

    def _row(self, versions: Versions[Block], where: Where) -> Any:
        """A row of as many cells in all versions: merged cell by cell, told of as one."""
        base, mine, theirs = versions
        found: list[Change] = []
        before = mine.text
        if self._is_of_another(versions, where):
            self._conflict(versions, where)
            return mine.element
        for cell in (Versions(*cells) for cells in zip(*(row.parts for row in versions), strict=True)):
            # What the person alone has changed is left as it is.
            if not (cell.theirs.content == cell.base.content and not cell.mine.is_as(cell.base)):
                replace(self, changes=found).inside(cell, where, STORY)
        if any(change.kind in {"konflikt", "bevart"} for change in found):
            self._add("konflikt", where, before, theirs.text)
            return mine.element
        if theirs.content != base.content:
            self._add("plan", where, base.text, theirs.text)
        if mine.content != base.content:
            self._add("person", where, base.text, before)
        return mine.element

    def _is_of_another(self, versions: Versions[Block], where: Where) -> bool:
        """Whether a row that the person has written in would come to say it of someone or something else."""
        if where.columns is not None and where.columns.hides(versions.base, versions.theirs):
            return True
        cells = [Versions(*cells) for cells in zip(*(row.parts for row in versions), strict=True)]
        written = any(cell.mine.content not in {cell.base.content, cell.theirs.content} for cell in cells)
        return written and any(cell.base.text and not is_longer(cell.base, cell.theirs) for cell in cells)

    def inside(self, versions: Versions[Block], where: Where, tags: frozenset[str]) -> None:
        """Merge what stands in a cell that all three have."""
        base, mine, theirs = versions
        inside = replace(where, mine=mine.element, theirs=theirs.element, columns=None)
        nodes = self.merge(Versions(base.parts, mine.parts, theirs.parts), inside)
        rebuild(mine.element, nodes, tags)

    def _whole(self, versions: Versions[Block], where: Where) -> Any:
        """A row or table that has got or lost cells: as one piece."""
        base, mine, theirs = versions
        if theirs.content == base.content:
            self._add("person", where, base.text, mine.text)
            return mine.element
        if not mine.is_as(base):
            self._conflict(versions, where)
            return mine.element
        self._add("plan", where, base.text, theirs.text)
        brought = self.transplant.brought(theirs.element, theirs.reader.part, where.part)
        mine.element.getparent().replace(mine.element, brought)
        return brought

    def _conflict(self, versions: Versions[Block], where: Where) -> None:
        base, mine, theirs = versions
        self._add("konflikt", where, mine.text, theirs.text)
        for words in mine.reader.written_in_remarks(mine.element):
            self._add("bevart", where, "", words)
        lead = self.remarks.words.changed
        self.remarks.say(Remark(mine.element, lead, theirs.text, base.text if self.remarks.running else ""))

    def _tell_of_unplaced(self, new: Mapping[Key, Block], where: Where) -> set[Key]:
        """Rows of the plan's with something for a column that is not known in the person's table."""
        found = where.columns
        unplaced = {key: row for key, row in new.items() if found and found.hides(None, row)}
        for row in unplaced.values():
            self._add("konflikt", where, "", row.text)
            self.remarks.say(Remark(where.mine, self.remarks.words.row, row.text))
        return set(unplaced)

    def _tell_of_sheltered(self, found: Alignment, where: Where) -> None:
        """What is written under headings that the plan has dropped is told of once, at the first."""
        if not found.sheltering:
            return
        told = [found.rows[key].mine for key in found.order if key in found.sheltering | found.sheltered]
        blocks = [block for block in told if block is not None]
        written = " ".join(block.text for block in blocks if not block.heading_level)
        self._add("bevart", where, "", written)
        self.remarks.say(Remark(blocks[0].element, self.remarks.words.kept))

    def _tell_of_deleted(self, found: Alignment, merged: dict[Key, Any], where: Where) -> None:
        """What the person has deleted stays so; when the plan has changed it since, the person is told."""
        for row, before in found.deleted():
            base, theirs = row.base, row.theirs
            if base is None or base.content == NOTHING or theirs is None:
                continue
            if theirs.content == base.content or base.is_placeholder:
                self._add("person", where, base.text, "")
                continue
            self._add("konflikt", where, "", theirs.text)
            beside = where.anchor if before is None else merged.get(before)
            self.remarks.say(Remark(beside, self.remarks.words.deleted, theirs.text, base.text))

    def _add(self, kind: Kind, where: Where, before: str, now: str) -> None:
        self.changes.append(Change(kind, where.heading, before, now))


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


def split(blocks: list[Block]) -> list[Section]:
    """The sections of a document that dok has made."""
    starts = [*(index for index, block in enumerate(blocks) if block.is_heading), len(blocks)]
    headed = [Section(blocks[start].text, blocks[start:end]) for start, end in pairwise(starts)]
    return [Section("", blocks[: starts[0]]), *headed]


def _is_titled(sections: list[Section]) -> bool:
    """Whether the first heading is the title of the document."""
    return len(sections) > 1 and sections[1].blocks[0].heading_level == 1


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
