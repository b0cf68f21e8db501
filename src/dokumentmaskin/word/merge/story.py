"""The three-way merge of a stretch of blocks: in a section of the body, a header, footer, table or cell.

The person's file is what the result is built in: what the person has touched is never taken apart, and what
the plan has changed is brought in block by block. For each block there are up to three versions: what dok
wrote, what the person made of it, and what dok writes now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dokumentmaskin.word.merge.columns import Columns, columns_of
from dokumentmaskin.word.merge.content import NOTHING, ROWS, STORY, Block, says_all_of, top_of
from dokumentmaskin.word.merge.matching import (
    Alignment,
    Key,
    Row,
    align,
    is_longer,
    moved_rows,
)
from dokumentmaskin.word.merge.remarks import Remark, Remarks
from dokumentmaskin.word.merge.sides import Change, Kind, Versions
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
