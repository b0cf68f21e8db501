"""The three-way merge of a stretch of blocks: in a body, header, footer, table or cell.

The person's file is what the result is built in: what the person has touched is never taken apart, and what
the plan has changed is brought in block by block. For each block there are up to three versions: what dok
wrote, what the person made of it, and what dok writes now.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from dokumentmaskin.word.merge.content import NOTHING, ROWS, STORY, Block, top_of
from dokumentmaskin.word.merge.matching import Alignment, Key, Row, align
from dokumentmaskin.word.merge.remarks import CHANGED, Remarks
from dokumentmaskin.word.merge.sides import Change, Kind, Versions
from dokumentmaskin.word.merge.transplant import Transplant
from dokumentmaskin.word.merge.tree import (
    columns,
    fill_rows,
    rebuild,
    refill,
    same_xml,
    spans,
    take_out,
    whole,
)
from dokumentmaskin.word.names import W

_CHANGED: Final = f"{CHANGED}\n{{}}"
_DELETED: Final = "Du har slettet «{}». Planen sier nå:\n{}"
_KEPT: Final = "Dette står ikke lenger i planen. Det du har skrevet, er beholdt."


@dataclass(frozen=True, slots=True)
class Where:
    """Where a stretch of blocks stands.

    Attributes:
        heading: The heading that it stands under.
        mine: What holds it in the person's document.
        theirs: What holds it in dok's new one.
        part: The part of the person's document that it is in.
        anchor: A paragraph for remarks, when nothing of the stretch is left to put them beside.
    """

    heading: str
    mine: Any
    theirs: Any
    part: Any
    anchor: Any = None


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
        """Merge a stretch of blocks.

        Returns:
            The children of the person's container that hold the result, in order; the container itself is for
            the caller to put together.
        """
        found = align(versions)
        merged = {
            key: self._mine(row, row.mine, where, is_told=key in found.sheltering | found.sheltered)
            for key, row in found.rows.items()
            if row.mine is not None and (key in found.sheltering or not row.is_dropped)
        }
        for key, row in found.rows.items():
            if row.mine is not None and key not in merged:
                self._add("plan", where, row.mine.text, "")
                take_out(row.mine.element)
        new = [row.theirs for key in found.order if key not in merged if (row := found.rows[key]).theirs]
        brought = self.bring([block for block in new if block is not None], where)
        self._tell_of_sheltered(found, where)
        nodes = [
            top_of(merged[key], where.mine) if key in merged else brought[found.rows[key].theirs]
            for key in found.order
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
                self._remark_at(mine.element, _KEPT)
        return mine.element

    def _update(self, versions: Versions[Block], where: Where) -> Any:
        """A block that all three have."""
        base, mine, theirs = versions.base, versions.mine, versions.theirs
        self.transplant.learn_list(theirs, mine)
        if theirs.content == mine.content:
            for paragraph in mine.element.iter(W + "p"):
                self.remarks.settled(paragraph)
            return mine.element
        if mine.is_paragraph:
            return self._paragraph(versions, where)
        if mine.element.tag == W + "tbl":
            return self._table(versions, where)
        same_cells = len({len(row.parts) for row in (base, mine, theirs)}) == 1
        return self._row(versions, where) if same_cells else self._whole(versions, where)

    def _paragraph(self, versions: Versions[Block], where: Where) -> Any:
        base, mine, theirs = versions.base, versions.mine, versions.theirs
        prompts = base.is_placeholder and theirs.is_placeholder and mine.content != base.content
        if theirs.content == base.content or prompts:
            self._add("person", where, "" if base.is_placeholder else base.text, mine.text)
        elif mine.content != base.content or spans(mine.element):
            self._conflict(mine, theirs, where)
        else:
            self._add("plan", where, base.text, theirs.text)
            brought = self.transplant.brought(theirs.element, theirs.reader.part, where.part)
            looks = (block.element.find(W + "pPr") for block in (base, theirs))
            refill(mine.element, brought, keep_look=same_xml(*looks))
        return mine.element

    def _table(self, versions: Versions[Block], where: Where) -> Any:
        base, mine, theirs = versions.base, versions.mine, versions.theirs
        if columns(base.element) != columns(theirs.element):
            return self._whole(versions, where)
        inside = replace(where, mine=mine.element, theirs=theirs.element)
        nodes = self.merge(Versions(base.parts, mine.parts, theirs.parts), inside)
        rebuild(mine.element, nodes, ROWS)
        fill_rows(mine.element, columns(theirs.element))
        return mine.element

    def _row(self, versions: Versions[Block], where: Where) -> Any:
        """A row of as many cells in all versions: merged cell by cell, told of as one."""
        base, mine, theirs = versions.base, versions.mine, versions.theirs
        found: list[Change] = []
        before = mine.text
        for cells in zip(base.parts, mine.parts, theirs.parts, strict=True):
            replace(self, changes=found).cell(Versions(*cells), where)
        if any(change.kind in {"konflikt", "bevart"} for change in found):
            self._add("konflikt", where, before, theirs.text)
            return mine.element
        if theirs.content != base.content:
            self._add("plan", where, base.text, theirs.text)
        if mine.content != base.content:
            self._add("person", where, base.text, before)
        return mine.element

    def cell(self, cell: Versions[Block], where: Where) -> None:
        """Merge a cell that all three have."""
        if cell.theirs.content == cell.base.content != cell.mine.content:
            return
        inside = replace(where, mine=cell.mine.element, theirs=cell.theirs.element)
        nodes = self.merge(Versions(cell.base.parts, cell.mine.parts, cell.theirs.parts), inside)
        rebuild(cell.mine.element, nodes)

    def _whole(self, versions: Versions[Block], where: Where) -> Any:
        """A row or table that has got or lost cells: as one piece."""
        base, mine, theirs = versions.base, versions.mine, versions.theirs
        if theirs.content == base.content:
            self._add("person", where, base.text, mine.text)
            return mine.element
        if mine.content == base.content:
            return self._exchange(versions, where)
        self._conflict(mine, theirs, where)
        return mine.element

    def _exchange(self, versions: Versions[Block], where: Where) -> Any:
        """Put the plan's block in the place of one that the person has not touched."""
        mine, theirs = versions.mine, versions.theirs
        self._add("plan", where, versions.base.text, theirs.text)
        brought = self.transplant.brought(theirs.element, theirs.reader.part, where.part)
        mine.element.getparent().replace(mine.element, brought)
        return brought

    def _conflict(self, mine: Block, theirs: Block, where: Where) -> None:
        self._add("konflikt", where, mine.text, theirs.text)
        self._remark_at(mine.element, _CHANGED.format(theirs.text))

    def _tell_of_sheltered(self, found: Alignment, where: Where) -> None:
        """What is written under headings that the plan has dropped is told of once, at the first."""
        if not found.sheltering:
            return
        told = [found.rows[key].mine for key in found.order if key in found.sheltering | found.sheltered]
        blocks = [block for block in told if block is not None]
        written = " ".join(block.text for block in blocks if not block.heading_level)
        self._add("bevart", where, "", written)
        self._remark_at(blocks[0].element, _KEPT)

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
            self._remark_at(beside, _DELETED.format(base.text, theirs.text))

    def _remark_at(self, element: Any, text: str) -> None:
        if element is not None and element.tag != W + "p":
            element = next(element.iter(W + "p"), None)
        self.remarks.beside(element, text)

    def _add(self, kind: Kind, where: Where, before: str, now: str) -> None:
        self.changes.append(Change(kind, where.heading, before, now))
