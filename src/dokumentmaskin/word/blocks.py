"""A Word file as a person sees it: paragraphs, headings and tables, whatever program saved it last.

Runs are joined; styles are known by their names (Word writes ids in the language of its menus, LibreOffice
makes its own), content controls are looked through. Tracked changes are read as if they were accepted, and
every place that has one says so. Comments, notes, hidden text and what else has words beside the line are
kept apart in it. Field instructions are not what stands there. Every other text of the file is in what is
read: what no line has taken in the end is handed on by itself, so that no word can be lost on the way.
Source of the element names: ISO/IEC 29500-1, clauses 17.3 (paragraphs and runs), 17.4 (tables), 17.5.2
(content controls), 17.13.5 (revisions) and 17.16 (fields).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.word.fields import SIMPLE, Field, Fields, Story, simple_field
from dokumentmaskin.word.lines import Block, Cell, Contents, Line, Piece, Row, Table, all_lines, clean
from dokumentmaskin.word.lists import Numbering, number_in
from dokumentmaskin.word.names import (
    ADDED,
    AUTHOR,
    CELLS,
    MATH,
    NOTES,
    TAKEN_AWAY,
    VAL,
    VML,
    W14,
    A,
    W,
    character,
    elements,
    is_hidden_object,
    is_object,
    is_on,
    is_switched_on,
    leaves,
)
from dokumentmaskin.word.package import (
    BODY,
    COMMENTS,
    FOOTER,
    HEADER,
    NUMBERING,
    STYLES,
    DamagedError,
    Package,
)
from dokumentmaskin.word.styles import Levels, Styles, find, heading_named, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_BYTES: Final = 50_000_000
_AROUND: Final = frozenset(W + name for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo"))
STRUCK: Final = "gjennomstreket tekst"
HIDDEN: Final = "skjult tekst"
CHANGED_HELP: Final = "ord i en hjelpetekst"
# What Word itself asks for in a control that has been emptied.
WORDS_OWN_HELP: Final = frozenset((
    "Klikk eller trykk her for å skrive inn tekst.", "Klikk eller trykk for å skrive inn en dato.",
    "Velg et element.", "Klikk eller trykk her for å skrive inn ein tekst.", "Vel eit element.",
    "Click or tap here to enter text.", "Click or tap to enter a date.", "Choose an item.",
))  # fmt: skip
_TEXTS: Final = (W + "t", W + "delText", MATH + "t", A + "t")
_RUNNING: Final = (HEADER, FOOTER)
_NOTED: Final = (*NOTES.values(), COMMENTS)
_DRAWN: Final = ("chart", "diagramData")
_WITH_TEXT: Final = (*_RUNNING, *_NOTED, *_DRAWN)
_COMMENT: Final = W + "commentReference"


@dataclass(frozen=True, slots=True)
class WordFile:
    """An opened Word file: its body, its styles, the root of the part with its lists, and those with text."""

    body: "Element"
    styles: Styles
    numbering: "Element | None"
    parts: "tuple[tuple[str, Element], ...]"


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
        if any(
            package.size(name) > MOST_BYTES for name in package.named(BODY, STYLES, NUMBERING, *_WITH_TEXT)
        ):
            message = f"Word-filen er større enn {MOST_BYTES // 1_000_000} MB."
            raise PlanError(Problem("for-stor-fil", message, "Er det riktig fil?", Place(path)))
        main = package.root(package.main)
        body = main.find(W + "body")
        styles, numbering = package.one(STYLES), package.one(NUMBERING)
        parts = [(kind, package.root(name)) for kind in _WITH_TEXT for name in package.named(kind)]
    except DamagedError:
        raise PlanError(_no_word_file(docx, path)) from None
    if body is None:
        raise PlanError(_no_word_file(docx, path))
    return WordFile(body, Styles(styles), numbering, ((BODY, main), *parts))


def _no_word_file(docx: bytes, path: str) -> Problem:
    if docx.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Filen er låst med passord, eller lagret i det gamle Word-formatet."
        advice = "Åpne den i Word, ta bort passordet, og lagre den som «Word-dokument (.docx)»."
        return Problem("ikke-lesbar-word", message, advice, Place(path))
    message = "Filen er ikke et Word-dokument, eller den er skadet."
    advice = "Åpne den i Word, og lagre den på nytt som «Word-dokument (.docx)»."
    return Problem("ikke-lesbar-word", message, advice, Place(path))


def read_contents(file: WordFile, prompts: frozenset[str] = frozenset()) -> Contents:
    """All that a Word file says; the help texts of its template count as not written."""
    notes = {
        (kind, str(note.get(W + "id"))): note
        for kind, root in file.parts
        if kind in _NOTED
        for note in elements(root)
    }
    numbering = Numbering(file.numbering)
    reader = _Reader(file.styles, numbering, Story(file.body), prompts | WORDS_OWN_HELP, notes)
    body = tuple(reader.blocks(file.body, tracked=False))
    running: list[tuple[bool, Line]] = []
    for kind, root in file.parts:
        if kind in _RUNNING:
            there = replace(reader, story=Story(root), running=True)
            running += [(kind == HEADER, line) for line in all_lines(there.blocks(root, tracked=False))]
    left = ((kind, reader.rest(root)) for kind, root in file.parts)
    return Contents(body, tuple(running), tuple((kind, words) for kind, words in left if words))


def prompts_of(file: WordFile) -> frozenset[str]:
    """The help texts of a template's empty places."""
    controls = file.body.iter(W + "sdt")
    return frozenset(
        clean("".join(text.text or "" for text in control.iter(W + "t")))
        for control in controls
        if shows_help(control)
    )


# The paragraphs and tables


@dataclass(slots=True)
class _Found:
    """What a walk through a paragraph has met so far, and what holds for all of it."""

    fields: Fields
    levels: Levels
    tracked: bool
    tag: str = ""
    pieces: list[Piece] = field(default_factory=list)
    checked: list[bool] = field(default_factory=list)
    elsewhere: str = ""
    help: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    bold: bool = True

    @property
    def text(self) -> str:
        return clean("".join(piece.text for piece in self.pieces))

    def differs(self, why: str) -> None:
        """Note why the paragraph is other than its text says; the first reason stands."""
        self.elsewhere = self.elsewhere or why


@dataclass(frozen=True, slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    story: Story
    prompts: frozenset[str]
    notes: "Mapping[tuple[str, str], Element]"
    running: bool = False
    # The texts that are in what has been read.
    taken: "set[Element]" = field(default_factory=set)

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
                yield Line("", elsewhere=drawn, rest=self.rest(child))
            elif tag == W + "altChunk":
                yield Line("", elsewhere="et innsatt dokument")

    def rest(self, place: "Element") -> str:
        """The words in a place that nothing has taken yet, and those that describe its pictures."""
        words: dict[Element, list[str]] = {}
        for text in place.iter(*_TEXTS):
            if text not in self.taken:
                self.taken.add(text)
                around = next(text.iterancestors(W + "p", A + "p"), text)
                words.setdefault(around, []).append(text.text or "")
        found = [clean("".join(parts)) for parts in words.values()]
        if place.tag == W + "p":
            drawn = (*place.iter("{*}docPr"), *place.iter(VML + "shape"))
            found += [clean(said.get(name, "")) for said in drawn for name in ("title", "descr", "alt")]
        # What a program draws in two ways has its words twice.
        return " ".join(dict.fromkeys(filter(None, found)))

    def _rows(self, table: "Element") -> Iterator[Row]:
        for row in leaves(table, {W + "tr"}):
            marks = row.find(W + "trPr")
            yield Row(dict(self._cells(row, marks)), has_any(marks, ADDED | TAKEN_AWAY))

    def _cells(self, row: "Element", marks: "Element | None") -> Iterator[tuple[int, Cell]]:
        column = number_of(marks, "gridBefore", 0)
        for cell in leaves(row, {W + "tc"}):
            look = cell.find(W + "tcPr")
            span = number_of(look, "gridSpan", 1)
            yield column, Cell(tuple(self.blocks(cell, tracked=has_any(look, CELLS))), continues(look), span)
            column += span

    def _line(self, paragraph: "Element", *, tracked: bool, helping: bool) -> Line:
        look = paragraph.find(W + "pPr")
        fields, levels = self.story.at(paragraph), self.styles.levels(paragraph)
        found = _Found(fields, levels, tracked or has_any(find(look, "rPr"), ADDED | TAKEN_AWAY))
        self._walk(paragraph, found, helping=helping)
        self._settle_help(found)
        # LibreOffice keeps a help text and forgets that it is one.
        shown = "" if found.text in self.prompts else found.text
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
            pieces=tuple(found.pieces) if shown else (),
            rest=" ".join(filter(None, (*found.rest, self.rest(paragraph)))),
            comments=tuple(found.comments),
            bold=bool(shown) and found.bold,
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
                button = simple_field(child).button if tag == SIMPLE else ""
                found.pieces += [Piece(button, found.tag)] if button else []
                self._walk(child, found, helping=helping)
            elif tag.startswith(MATH):
                found.differs("en formel")
            else:
                found.differs(self._drawn(child))

    def _control(self, control: "Element", found: _Found, *, helping: bool) -> None:
        box = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
        if box is not None:
            found.checked.append(is_switched_on(box.get(W14 + "val", "1")))
        around, before = found.tag, len(found.pieces)
        found.tag = value_of(control, "sdtPr/tag") or around
        for content in control.iterchildren(W + "sdtContent"):
            self._walk(content, found, helping=helping or shows_help(control))
        if clean("".join(piece.text for piece in found.pieces[before:])) in self.prompts:
            del found.pieces[before:]
        self._settle_help(found)
        found.tag = around

    def _settle_help(self, found: _Found) -> None:
        """Take what looks like help text as such only when it is; else a person has typed in it."""
        words = clean("".join(found.help))
        found.help.clear()
        if words and words not in self.prompts:
            found.rest.append(words)
            found.differs(CHANGED_HELP)

    def _run(self, run: "Element", found: _Found, *, helping: bool) -> None:
        look = run.find(W + "rPr")
        hidden = self.styles.hides(run)
        struck = any(self.styles.is_set(toggle, look, found.levels) for toggle in ("strike", "dstrike"))
        # A program that knows no placeholders may have left the mark over what a person wrote.
        style = self.styles.name("character", value_of(look, "rStyle"))
        untouched = helping and style == "placeholder text"
        for piece in found.fields.shown(run):
            drawn = "" if isinstance(piece, Field) else self._beside(piece, found)
            words = piece.button if isinstance(piece, Field) else character(piece)
            if hidden:
                found.differs(HIDDEN if words.strip() else "")
                continue
            found.differs(drawn)
            if not isinstance(piece, Field) and words:
                self.taken.add(piece)
            if self.running and found.fields.in_page_number and words.isdecimal():
                continue
            if words and untouched:
                found.help.append(words)
            elif words:
                found.pieces.append(Piece(words, found.tag))
                found.differs(STRUCK if struck and words.strip() else "")
                found.bold &= self.styles.is_set("b", look, found.levels) or not words.strip()

    def _beside(self, piece: "Element", found: _Found) -> str:
        """What a piece of a run is that has its words elsewhere; they are put with the paragraph."""
        number = piece.get(W + "id", "")
        if (note := self.notes.get((NOTES.get(str(piece.tag), ""), number))) is not None:
            found.rest.append(self.rest(note))
        if piece.tag == _COMMENT and (note := self.notes.get((COMMENTS, number))) is not None:
            found.comments.append(f"{note.get(AUTHOR, '')}: {self.rest(note)}")
        return self._drawn(piece)

    def _drawn(self, node: "Element") -> str:
        """What a piece is that has its words elsewhere: a note, or something drawn but a picture."""
        if node.tag in NOTES:
            return "en fotnote"
        if not is_object(node) or is_hidden_object(node):
            return ""
        texts = (text for text in node.iter(W + "t") if (text.text or "").strip())
        return "en tekstboks" if any(not self.styles.hides(text.getparent()) for text in texts) else ""


def shows_help(control: "Element") -> bool:
    """Whether a content control shows its help text, untouched."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def number_of(look: "Element | None", name: str, default: int) -> int:
    """A property that is a number."""
    return number_in(value_of(look, name), default)


def continues(look: "Element | None") -> bool:
    """Whether a cell goes on from the one above."""
    merge = find(look, "vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def has_any(look: "Element | None", names: Collection[str]) -> bool:
    """Whether properties have any of these: marks of a tracked change for the most."""
    return look is not None and any(said.tag in names for said in look)
