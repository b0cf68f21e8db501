"""The open edition of a document that a person has edited: a merge of what is open alone.

What is not open is taken out of the person's file, and out of what it was made from, before they are merged
with the open render; so nothing need be found again afterwards. What the open render has in its places comes
in as the plan's. The result is for a PDF: none of dok's own comments is in it.

Who calls it, with what: `pipeline`, with the file that lies there, what it was made from by dok's memory, and
two renders of now, of the whole plan and of the open one, both by `made_with_turns`. What can go wrong: one
of the files is no Word file, or the merge would lose something (`RefusedError`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dokumentmaskin.word.merge.editions.cleaning import (
    bookmarks,
    clean,
    empty_running,
    others_after,
    put_heading,
    remove_blocks,
)
from dokumentmaskin.word.merge.editions.following import Found, cells_of, open_in_mine
from dokumentmaskin.word.merge.editions.openness import (
    RowRule,
    RunningKey,
    open_in_base,
    open_in_render,
    open_running,
    opened_headings,
    texts_of,
    units_of,
)
from dokumentmaskin.word.merge.merging import merge, saved
from dokumentmaskin.word.merge.sides import BROKEN, Side, broken, said
from dokumentmaskin.word.turns import Render


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the person has written and that is not in the open edition.

    Attributes:
        overskrift: The heading that it stands under in the person's file, which may itself be closed.
        tekst: The words.
    """

    overskrift: str
    tekst: str


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """The open edition of a document.

    Attributes:
        data: The .docx; the open render byte for byte when nothing of the person's is in it.
        left_out: What of the person's own words is not in it, in order.
        unsure: The rows of which the rule could not tell whose they are, by the words of the table's first
            row. They are left out, and the person is to be asked.
        closed_texts: The text of each paragraph and row that is closed in any of the versions, but for those
            that the open render has too; for whoever looks afterwards.
        open_texts: Those of the open render.
    """

    data: bytes
    left_out: tuple[LeftOut, ...]
    unsure: tuple[dict[str, str], ...]
    closed_texts: tuple[str, ...]
    open_texts: tuple[str, ...]


def open_edition(  # noqa: PLR0913 - each is a version of the document, and the rule
    base: bytes, mine: bytes, full: Render, open_: Render, rule: RowRule, *, earlier: Sequence[bytes] = ()
) -> OpenEdition:
    """Make the open edition of a document that a person has edited.

    Args:
        base: What the person's file was made from, by dok's memory. Where it is the render of now, as after
            each run, every block has its place with certainty; of an older one only what is under a heading
            of the same number and title.
        mine: The person's file. That it has no undecided changes or comments is for the caller to see to.
        full: The document as the whole plan gives it now.
        open_: The document as the open plan gives it now.
        rule: Whose a row is that the person has written or filled in, by its cells under the words of the
            table's first row: "open" or "closed" when a cell says so, "unsure" when the person is to be
            asked, "neither" for a table about nothing of the kind: there a row follows the one above.
        earlier: Other renders that dok remembers having made of it. What the person's file still has of them,
            and the plan no longer, is left out.

    Raises:
        RefusedError: One of them is no Word file, or the merge would lose something.
    """
    try:
        return _Edition(Side(base), Side(mine), full, open_).made(rule, [Side(data) for data in earlier])
    except BROKEN as error:
        raise broken() from error


class _Edition:
    """The versions of a document while its open edition is made."""

    def __init__(self, base: Side, mine: Side, full: Render, open_: Render) -> None:
        self.base, self.mine, self.open_render = base, mine, open_.data
        self.full, self.open = Side(full.data), Side(open_.data)
        turns = (full.turns, open_.turns)
        self.units = open_in_render(self.full, self.open, *turns)
        self.running = open_running(self.full, self.open, *turns)
        self.known = open_in_base(base, self.full, self.units)

    def made(self, rule: RowRule, earlier: Sequence[Side]) -> OpenEdition:
        """See `open_edition`."""
        opened = [unit for unit in self.units if unit.is_open]
        there = {text for unit in (*units_of(self.open.blocks), *opened) for text in texts_of(unit)}
        closed = {
            text for unit in (*self.units, *self.known) if not unit.is_open for text in texts_of(unit)
        } - there
        old = {text for side in earlier for unit in units_of(side.blocks) for text in texts_of(unit)} - there
        strict = any(unit.block.is_heading and not unit.is_open for unit in self.units)
        found = open_in_mine(self.base, self.known, self.mine, rule, frozenset(closed | old), strict=strict)
        closed |= {text for unit in found.units if not unit.is_open for text in texts_of(unit)} - there
        left_out = tuple(self._left_out(found))
        unsure = tuple(cells_of(row) for row in found.unsure)
        return OpenEdition(self._merged(found), left_out, unsure, tuple(sorted(closed)), tuple(sorted(there)))

    def _left_out(self, found: Found) -> Iterator[LeftOut]:
        """What the person has written that is closed."""
        for unit in found.units:
            its = found.partners.get(unit)
            is_theirs = its is None or its.block.content != unit.block.content
            if not unit.is_open and is_theirs and unit.text:
                yield LeftOut(unit.heading, unit.text)
        for key in self.mine.running.keys() - self._kept_running():
            written = {block.text for block in self.mine.running_blocks(key)}
            known = self.base.running_blocks(key) if key in self.base.running else []
            for text in sorted(written - {block.text for block in known} - {""}):
                yield LeftOut("", text)

    def _kept_running(self) -> set[RunningKey]:
        """The headers and footers of the person's file that are open, or of which none of dok's is closed."""
        if self.running == set(self.full.running):
            return set(self.mine.running)
        return {
            key
            for key in self.running & set(self.base.running)
            if said(self.base.running_blocks(key)) == said(self.full.running_blocks(key))
        }

    def _keep_places(self, found: Found) -> None:
        """Let what stands after a closed case still do so: its heading stays, as the open render has it."""
        if len(self.known) != len(self.units):
            return
        of_mine = {its: unit for unit, its in found.partners.items()}
        words = opened_headings(self.units, units_of(self.open.blocks))
        for unit, known in zip(self.units, self.known, strict=True):
            if unit in words and known in of_mine and unit.text == known.text:
                put_heading(known.block.element, words[unit])
                put_heading(of_mine[known].block.element, words[unit])

    def _merged(self, found: Found) -> bytes:
        kept = self._kept_running()
        own_title = self.full.properties == self.open.properties
        gone = {unit for unit in found.units if not unit.is_open}
        partners = {its for unit, its in found.partners.items() if unit in gone} | {*found.given_back}
        named = bookmarks(self.mine.part.element)
        units = {unit.block.element: unit for unit in found.units}
        between = list(others_after(self.mine.body, units))
        remove_blocks(node for node, last in between if last is None or units[last] in gone)
        self._keep_places(found)
        remove_blocks(unit.block.element for unit in gone)
        remove_blocks(u.block.element for u in self.known if not u.is_open or u in partners)
        for side in (self.base, self.mine):
            empty_running(side.running[key] for key in side.running if key not in kept)
        merged = merge(saved(self.base), saved(self.mine), self.open_render).data
        if merged == self.open_render:
            return merged
        result = Side(merged)
        clean(result.document, self.open.document, named, own_title=own_title)
        return saved(result)
