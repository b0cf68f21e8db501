"""A Word file as a person sees it: paragraphs, headings and tables, whatever program saved it last.

Runs are joined; styles are known by their names (Word writes ids in the language of its menus, LibreOffice
makes its own), content controls are looked through. Tracked changes are read as if they were accepted, and
every place that has one says so. Comments, hidden text and field instructions are not what stands there.
Source of the element names: ISO/IEC 29500-1, clauses 17.3 (paragraphs and runs), 17.4 (tables), 17.5.2
(content controls), 17.13.5 (revisions) and 17.16 (fields).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.elements import (
    character,
    continues,
    follow_field,
    has_words,
    in_help,
    is_on,
    is_tracked_cell,
    is_tracked_mark,
    number_of,
    shows_help,
    through_controls,
)
from dokumentmaskin.word.file import W14, Styles, W, WordFile
from dokumentmaskin.word.lists import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ADDED: Final = frozenset((W + "ins", W + "moveTo"))
_REMOVED: Final = frozenset((W + "del", W + "moveFrom"))
_AROUND: Final = frozenset(
    W + name for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo")
)
_NOTES: Final = frozenset((W + "footnoteReference", W + "endnoteReference"))
_DRAWN: Final = frozenset((W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"))
STRUCK: Final = "gjennomstreket tekst"
_INVISIBLE: Final = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
_BREAKS: Final = str.maketrans("\u2028\u2029\x85", "\n\n\n")


@dataclass(frozen=True, slots=True)
class Line:
    r"""A paragraph.

    Attributes:
        text: What stands there, without untouched help text; `\n` where a line is broken by hand.
        level: The level of a heading, from 1; 0 for any other paragraph.
        style: The name of its style, in small letters.
        mark: What a list item begins with, as `- ` or `2. `; empty for any other paragraph.
        depth: How far in a list item is.
        tracked: Whether it has a change that is neither accepted nor rejected.
        elsewhere: What makes it other than its text says: words in «en fotnote» or «en tekstboks», or some of
            its own struck through.
        checked: The state of each box in it that Word can tick, in order.
    """

    text: str
    level: int = 0
    style: str = ""
    mark: str = ""
    depth: int = 0
    tracked: bool = False
    elsewhere: str = ""
    checked: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, whether it goes on from the cell above, and whether it holds a table."""

    lines: tuple[Line, ...] = ()
    continued: bool = False
    nested: bool = False

    @property
    def tracked(self) -> bool:
        """Whether any of it is changed and not decided on."""
        return any(line.tracked for line in self.lines)

    def text(self, between: str = "\n") -> str:
        """Its written lines."""
        return between.join(part for line in self.lines for part in line.text.split("\n") if part)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by the column that each begins in, and whether it came or went as a tracked change."""

    cells: Mapping[int, Cell]
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    rows: tuple[Row, ...]


Block = Line | Table


def clean(text: str) -> str:
    """Text as it is compared and kept: NFC, ordinary spaces, one at a time, no soft hyphens."""
    visible = unicodedata.normalize("NFC", text.translate(_BREAKS).translate(_INVISIBLE))
    lines = (" ".join(re.split(r"[^\S\n]+", line)).strip() for line in visible.split("\n"))
    return "\n".join(lines).strip("\n")


def read_blocks(file: WordFile, prompts: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """The body of a Word file, in order.

    Args:
        file: The file.
        prompts: The help texts of the template, which count as not written.
    """
    reader = _Reader(file.styles, Numbering(file), prompts)
    return tuple(reader.blocks(file.body, tracked=False))


def prompts_of(file: WordFile) -> frozenset[str]:
    """The help texts of a template's empty places."""
    controls = file.body.iter(W + "sdt")
    return frozenset(
        clean("".join(text.text or "" for text in control.iter(W + "t")))
        for control in controls
        if shows_help(control)
    )


@dataclass(slots=True)
class _Found:
    """What a walk through a paragraph has met so far."""

    text: list[str] = field(default_factory=list)
    checked: list[bool] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # for each open field: whether its result is reached
    tracked: bool = False
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    prompts: frozenset[str]

    def blocks(self, parent: "Element", *, tracked: bool) -> Iterator[Block]:
        for child in parent.iterchildren(tag="*"):
            tag = str(child.tag)
            if tag == W + "p":
                yield self._line(child, tracked=tracked, helping=in_help(child))
            elif tag == W + "tbl":
                yield Table(tuple(self._rows(child)))
            elif tag == W + "sdt":
                for content in child.iterchildren(W + "sdtContent"):
                    yield from self.blocks(content, tracked=tracked)
            elif tag in _ADDED or tag == W + "customXml":
                yield from self.blocks(child, tracked=tracked or tag in _ADDED)
            elif tag in _DRAWN and has_words(child):
                yield Line("", elsewhere="en tekstboks")
            elif tag == W + "altChunk":
                yield Line("", elsewhere="et innsatt dokument")

    def _rows(self, table: "Element") -> Iterator[Row]:
        for row in through_controls(table, W + "tr"):
            marks = row.find(W + "trPr")
            changed = marks is not None and any(marks.find(W + name) is not None for name in ("ins", "del"))
            yield Row(dict(self._cells(row, marks)), changed)

    def _cells(self, row: "Element", marks: "Element | None") -> Iterator[tuple[int, Cell]]:
        column = number_of(marks, "gridBefore", 0)
        for cell in through_controls(row, W + "tc"):
            look = cell.find(W + "tcPr")
            content = tuple(self.blocks(cell, tracked=is_tracked_cell(look)))
            lines = tuple(block for block in content if isinstance(block, Line))
            yield column, Cell(lines, continues(look), nested=len(lines) < len(content))
            column += number_of(look, "gridSpan", 1)

    def _line(self, paragraph: "Element", *, tracked: bool, helping: bool) -> Line:
        look = paragraph.find(W + "pPr")
        found = _Found(tracked=tracked or is_tracked_mark(look))
        self._walk(paragraph, found, helping=helping)
        text = clean("".join(found.text))
        style = self.styles.of_paragraph(look)
        # LibreOffice keeps a help text and forgets that it is one.
        shown = "" if text in self.prompts else text
        mark, depth = self.numbering.mark(look, style) if shown and not style.level else ("", 0)
        return Line(
            text=shown,
            level=style.level,
            style=style.name,
            mark=mark,
            depth=depth,
            tracked=found.tracked,
            elsewhere=found.elsewhere,
            checked=tuple(found.checked),
        )

    def _walk(self, parent: "Element", found: _Found, *, helping: bool) -> None:
        for child in parent.iterchildren(tag="*"):
            tag = str(child.tag)
            if tag == W + "r":
                self._run(child, found, helping=helping)
            elif tag in _ADDED or tag in _REMOVED:
                found.tracked |= child.find(f".//{W}r") is not None
                if tag in _ADDED:
                    self._walk(child, found, helping=helping)
            elif tag == W + "sdt":
                self._control(child, found, helping=helping)
            elif tag in _AROUND:
                self._walk(child, found, helping=helping)
            elif tag.startswith(_MATH):
                found.elsewhere = found.elsewhere or "en formel"
            elif tag in _DRAWN and has_words(child):
                found.elsewhere = found.elsewhere or "en tekstboks"

    def _control(self, control: "Element", found: _Found, *, helping: bool) -> None:
        box = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
        if box is not None:
            found.checked.append(box.get(W14 + "val", "1") in {"1", "true", "on"})
        for content in control.iterchildren(W + "sdtContent"):
            self._walk(content, found, helping=helping or shows_help(control))

    def _run(self, run: "Element", found: _Found, *, helping: bool) -> None:
        look = run.find(W + "rPr")
        hidden = look is not None and is_on(look.find(W + "vanish"))
        struck = look is not None and any(is_on(look.find(W + name)) for name in ("strike", "dstrike"))
        # A program that knows no placeholders may have left the mark over what a person wrote.
        untouched = helping and self.styles.of_run(look) == "placeholder text"
        for child in run.iterchildren(tag="*"):
            tag = str(child.tag)
            if tag == W + "fldChar":
                follow_field(found.fields, child.get(W + "fldCharType", ""))
            elif tag in _NOTES:
                found.elsewhere = found.elsewhere or "en fotnote"
            elif tag in _DRAWN:
                found.elsewhere = found.elsewhere or ("en tekstboks" if has_words(child) else "")
            elif not hidden and not untouched and all(found.fields):
                words = character(child, tag)
                found.text.append(words)
                found.elsewhere = found.elsewhere or (STRUCK if struck and words.strip() else "")
