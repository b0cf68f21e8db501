"""A Word file as a person sees it: paragraphs, headings and tables, whatever program saved it last.

Runs are joined; styles are known by their names (Word writes ids in the language of its menus, LibreOffice
makes its own), content controls are looked through. Tracked changes are read as if they were accepted, and
every place that has one says so. Comments, hidden text and field instructions are not what stands there.
Source of the element names: ISO/IEC 29500-1, clauses 17.3 (paragraphs and runs), 17.4 (tables), 17.5.2
(content controls), 17.13.5 (revisions) and 17.16 (fields).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.word.fields import SIMPLE, Field, Fields, Story, simple_field
from dokumentmaskin.word.names import (
    ADDED,
    CELLS,
    MATH,
    NOTES,
    TAKEN_AWAY,
    VAL,
    W14,
    W,
    elements,
    is_hidden_object,
    is_object,
    is_on,
    is_switched_on,
    leaves,
)
from dokumentmaskin.word.package import BODY, NUMBERING, STYLES, DamagedError, Package
from dokumentmaskin.word.styles import Levels, Styles, find, heading_named, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES: Final = 50_000_000
_AROUND: Final = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo"))
_BULLET: Final = "- "
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


@dataclass(frozen=True, slots=True)
class WordFile:
    """An opened Word file: its body, its styles, and the root of the part with its lists."""

    body: "Element"
    styles: Styles
    numbering: "Element | None"


def open_word(docx: bytes, path: str) -> WordFile:
    """Open a .docx.

    Args:
        docx: Its bytes.
        path: What messages call it.

    Raises:
        PlanError: The bytes are no Word file, are locked with a password, or are too many.
    """
    try:
        package = Package(docx)
        if any(package.size(name) > MOST_BYTES for name in package.named(BODY, STYLES, NUMBERING)):
            message = f"Word-filen er større enn {MOST_BYTES // 1_000_000} MB."
            raise PlanError(Problem("for-stor-fil", message, "Er det riktig fil?", Place(path)))
        body = package.root(package.main).find(W + "body")
        styles, numbering = package.one(STYLES), package.one(NUMBERING)
    except DamagedError:
        raise PlanError(_no_word_file(docx, path)) from None
    if body is None:
        raise PlanError(_no_word_file(docx, path))
    return WordFile(body, Styles(styles), numbering)


def _no_word_file(docx: bytes, path: str) -> Problem:
    if docx.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Filen er låst med passord, eller lagret i det gamle Word-formatet."
        advice = "Åpne den i Word, ta bort passordet, og lagre den som «Word-dokument (.docx)»."
        return Problem("ikke-lesbar-word", message, advice, Place(path))
    message = "Filen er ikke et Word-dokument, eller den er skadet."
    advice = "Åpne den i Word, og lagre den på nytt som «Word-dokument (.docx)»."
    return Problem("ikke-lesbar-word", message, advice, Place(path))


def read_blocks(file: WordFile, prompts: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """The body of a Word file, in order; the help texts of its template count as not written."""
    reader = _Reader(file.styles, _Numbering(file.numbering), Story(file.body), prompts)
    return tuple(reader.blocks(file.body, tracked=False))


def prompts_of(file: WordFile) -> frozenset[str]:
    """The help texts of a template's empty places."""
    controls = file.body.iter(W + "sdt")
    return frozenset(
        clean("".join(text.text or "" for text in control.iter(W + "t")))
        for control in controls
        if shows_help(control)
    )


# The lists: what their items begin with, a dash or the number that a reader sees


class _Numbering:
    """Counts through the numbered lists of a file, from its first paragraph to its last (17.9)."""

    def __init__(self, root: "Element | None") -> None:
        self._kinds = _kinds(root) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, own: "Element | None", by_style: "Element | None") -> tuple[str, int]:
        """What the next paragraph begins with, and its depth, by its own `w:numPr` or its style's."""
        said = by_style if own is None else own
        number, level = value_of(said, "numId"), _number(value_of(said, "ilvl"), 0)
        kind, start = self._kinds.get(number, {}).get(level, ("none", 1))
        if number in {"", "0"} or kind == "none":
            return "", 0
        if kind == "bullet":
            return _BULLET, level
        counts = self._counts[number]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return f"{_written(kind, counts[level])} ", level


def _written(kind: str, count: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    if kind == "lowerLetter" and count <= len(letters):
        return f"{letters[count - 1]})"
    return f"{count}."


def _kinds(root: "Element") -> dict[str, dict[int, tuple[str, int]]]:
    """For each list, by its number: the kind and the first number of each level."""
    abstract = {
        kind.get(W + "abstractNumId", ""): {
            _number(level.get(W + "ilvl", ""), 0): _level(level) for level in kind.iter(W + "lvl")
        }
        for kind in root.iter(W + "abstractNum")
    }
    return {
        number.get(W + "numId", ""): abstract.get(value_of(number, "abstractNumId"), {})
        for number in root.iter(W + "num")
    }


def _level(level: "Element") -> tuple[str, int]:
    return value_of(level, "numFmt") or "decimal", _number(value_of(level, "start"), 1)


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


# The paragraphs and tables


@dataclass(slots=True)
class _Found:
    """What a walk through a paragraph has met so far, and what holds for all of it."""

    fields: Fields
    levels: Levels
    tracked: bool
    text: list[str] = field(default_factory=list)
    checked: list[bool] = field(default_factory=list)
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    styles: Styles
    numbering: _Numbering
    story: Story
    prompts: frozenset[str]

    def blocks(self, parent: "Element", *, tracked: bool, helping: bool = False) -> Iterator[Block]:
        for child in elements(parent):
            tag = child.tag
            if tag == W + "p":
                yield self._line(child, tracked=tracked, helping=helping)
            elif tag == W + "tbl":
                yield Table(tuple(self._rows(child)))
            elif tag == W + "sdt":
                for content in child.iterchildren(W + "sdtContent"):
                    yield from self.blocks(content, tracked=tracked, helping=shows_help(child))
            elif tag in ADDED or tag == W + "customXml":
                yield from self.blocks(child, tracked=tracked or tag in ADDED)
            elif drawn := self._drawn(child):
                yield Line("", elsewhere=drawn)
            elif tag == W + "altChunk":
                yield Line("", elsewhere="et innsatt dokument")

    def _rows(self, table: "Element") -> Iterator[Row]:
        for row in leaves(table, {W + "tr"}):
            marks = row.find(W + "trPr")
            yield Row(dict(self._cells(row, marks)), has_any(marks, ADDED | TAKEN_AWAY))

    def _cells(self, row: "Element", marks: "Element | None") -> Iterator[tuple[int, Cell]]:
        column = number_of(marks, "gridBefore", 0)
        for cell in leaves(row, {W + "tc"}):
            look = cell.find(W + "tcPr")
            content = tuple(self.blocks(cell, tracked=has_any(look, CELLS)))
            lines = tuple(block for block in content if isinstance(block, Line))
            yield column, Cell(lines, continues(look), nested=len(lines) < len(content))
            column += number_of(look, "gridSpan", 1)

    def _line(self, paragraph: "Element", *, tracked: bool, helping: bool) -> Line:
        look = paragraph.find(W + "pPr")
        fields, levels = self.story.at(paragraph), self.styles.levels(paragraph)
        found = _Found(fields, levels, tracked or has_any(find(look, "rPr"), ADDED | TAKEN_AWAY))
        self._walk(paragraph, found, helping=helping)
        text = clean("".join(found.text))
        # LibreOffice keeps a help text and forgets that it is one.
        shown = "" if text in self.prompts else text
        style, level = self._style(value_of(look, "pStyle"))
        by_style = self.styles.property_of(*levels[0], "pPr/numPr")
        mark, depth = self.numbering.mark(find(look, "numPr"), by_style) if shown and not level else ("", 0)
        return Line(
            text=shown,
            level=level,
            style=style,
            mark=mark,
            depth=depth,
            tracked=found.tracked,
            elsewhere=found.elsewhere,
            checked=tuple(found.checked),
        )

    def _style(self, identity: str) -> tuple[str, int]:
        """The name and heading level of a paragraph's style; one that the file lacks is known by its id."""
        if identity and ("paragraph", identity) not in self.styles.by_id:
            return identity.casefold(), heading_named(identity.casefold())
        name = self.styles.name("paragraph", identity) if identity else ""
        return name, self.styles.heading_level(identity)

    def _walk(self, parent: "Element", found: _Found, *, helping: bool) -> None:
        for child in elements(parent):
            tag = str(child.tag)
            if tag == W + "r":
                self._run(child, found, helping=helping)
            elif tag in ADDED or tag in TAKEN_AWAY:
                found.tracked |= child.find(f".//{W}r") is not None
                if tag in ADDED:
                    self._walk(child, found, helping=helping)
            elif tag == W + "sdt":
                self._control(child, found, helping=helping)
            elif tag in _AROUND or tag == SIMPLE:
                found.text.append(simple_field(child).button if tag == SIMPLE else "")
                self._walk(child, found, helping=helping)
            elif tag.startswith(MATH):
                found.elsewhere = found.elsewhere or "en formel"
            else:
                found.elsewhere = found.elsewhere or self._drawn(child)

    def _control(self, control: "Element", found: _Found, *, helping: bool) -> None:
        box = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
        if box is not None:
            found.checked.append(is_switched_on(box.get(W14 + "val", "1")))
        for content in control.iterchildren(W + "sdtContent"):
            self._walk(content, found, helping=helping or shows_help(control))

    def _run(self, run: "Element", found: _Found, *, helping: bool) -> None:
        look = run.find(W + "rPr")
        hidden = self.styles.hides(run)
        struck = any(self.styles.is_set(toggle, look, found.levels) for toggle in ("strike", "dstrike"))
        # A program that knows no placeholders may have left the mark over what a person wrote.
        style = self.styles.name("character", value_of(look, "rStyle"))
        untouched = helping and style == "placeholder text"
        for piece in found.fields.shown(run):
            if hidden:
                continue
            drawn = "" if isinstance(piece, Field) else self._drawn(piece)
            found.elsewhere = found.elsewhere or drawn
            words = piece.button if isinstance(piece, Field) else character(piece)
            if words and not untouched:
                found.text.append(words)
                found.elsewhere = found.elsewhere or (STRUCK if struck and words.strip() else "")

    def _drawn(self, node: "Element") -> str:
        """What a piece is that has its words elsewhere: a note, or something drawn but a picture."""
        if node.tag in NOTES:
            return "en fotnote"
        if not is_object(node) or is_hidden_object(node):
            return ""
        texts = (text for text in node.iter(W + "t") if (text.text or "").strip())
        return "en tekstboks" if any(not self.styles.hides(text.getparent()) for text in texts) else ""


_CHARACTERS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# What the symbol fonts of Word have for a tick or an empty box, by font and code.
_SYMBOLS: Final = {
    ("Wingdings", 0x6F): "☐",
    ("Wingdings", 0xA8): "☐",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings 2", 0x50): "✓",
    ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x53): "☒",
    ("Wingdings 2", 0xA3): "☐",
}


def shows_help(control: "Element") -> bool:
    """Whether a content control shows its help text, untouched."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def character(node: "Element") -> str:
    """What one piece of a run shows."""
    if node.tag == W + "t":
        return node.text or ""
    if node.tag == W + "sym":
        try:
            code = int(node.get(W + "char", ""), 16)
        except ValueError:
            return ""
        # A symbol font's own code; without a known meaning it stays what it is, and is asked about.
        return _SYMBOLS.get((node.get(W + "font", ""), code & 0xFF), chr(0xF000 | code & 0xFFF))
    return _CHARACTERS.get(str(node.tag), "")


def number_of(look: "Element | None", name: str, default: int) -> int:
    """A property that is a number."""
    return _number(value_of(look, name), default)


def continues(look: "Element | None") -> bool:
    """Whether a cell goes on from the one above."""
    merge = find(look, "vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def has_any(look: "Element | None", names: Collection[str]) -> bool:
    """Whether properties have any of these: marks of a tracked change for the most."""
    return look is not None and any(said.tag in names for said in look)
