"""The blocks of a Word file, and what each says, apart from how the file happens to write it.

A block is a paragraph, a table, or, inside a table, a row or a cell: what a merge keeps, replaces, drops or
brings in as one piece. Content controls around blocks are looked through, for LibreOffice dissolves them and
people delete them.

Word and LibreOffice write every part anew when they save: they split and join runs, give new ids, translate
the ids of styles and add marks of their own. None of that is content. Content is the name of the
paragraph's style and its text with what a reader sees of it: bold, italic, underlined, struck, raised,
coloured, marked and hidden words, links by their address, pictures by their bytes, notes and comments by
their words, tracked changes as such, and whether the paragraph is a list item, centred, begins a page, or
ends a section.
ECMA-376 Part 1: runs §17.3.2–3, revisions §17.13.5, fields §17.16, content controls §17.5.2.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dokumentmaskin.word.fields import SIMPLE, Field, Fields, Story, simple_field
from dokumentmaskin.word.merge.form import File, Text
from dokumentmaskin.word.merge.remarks import OUR_NAME, TEXTS, notes_of, untouched, words_of
from dokumentmaskin.word.names import (
    AUTHOR,
    FALLBACK,
    MATH,
    NOTES,
    VAL,
    VML,
    R,
    W,
    elements,
    is_hidden_object,
    is_object,
    is_on,
    leaves,
)
from dokumentmaskin.word.package import COMMENTS
from dokumentmaskin.word.styles import Levels, Styles, find, value_of

# A piece of text with the marks on it, or an object by its kind and what it is known by.
Piece = tuple[str, frozenset[str]]
Content = tuple[Any, ...]

_SPACES: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_REVISIONS: Final = {W + "ins": "+", W + "del": "-", W + "moveFrom": "<", W + "moveTo": ">"}
_COMMENT_EDGES: Final = frozenset((W + "commentRangeStart", W + "commentRangeEnd"))
_MATH_TEXT: Final = MATH + "t"
_TEXT_PATH: Final = VML + "textpath"
_SKIPPED: Final = frozenset((W + "pPr", W + "rPr", W + "sdtPr", W + "sdtEndPr", FALLBACK))
_RELATED: Final = tuple(R + name for name in ("embed", "link", "id", "pict"))
_COMMENT: Final = "comment "
_OBJECT: Final = "object"
_HIDDEN: Final = "skjult"
# What a reader sees of how a text is set, as far as every program that saves a file leaves it alone. Left out
# is what Word and LibreOffice write of their own accord: fonts, languages, kerning, alignment left.
_SET_BY_HAND: Final = frozenset(
    W + name
    for name in (
        "sz", "caps", "smallCaps", "dstrike", "position", "spacing", "w", "bdr", "em", "outline", "shadow",
        "emboss", "imprint", "effect",
    )
)  # fmt: skip
_AS_USUAL: Final = frozenset(("0", "100", "false", "off", "none", "nil"))
_TOGGLES: Final = {"b": "b", "i": "i", "s": "strike", _HIDDEN: "vanish"}
_PAGE_BREAKS: Final = frozenset(("page", "column"))
_RAISED: Final = frozenset(("superscript", "subscript"))
_NO_COLOR: Final = frozenset(("", "auto", "none"))
_ALIGNED: Final = {"center": "midt", "right": "høyre", "end": "høyre", "both": "begge", "distribute": "begge"}
_SECTION_LEVELS: Final = 2
STORY: Final = frozenset({W + "p", W + "tbl"})
ROWS: Final = frozenset({W + "tr"})
CELLS: Final = frozenset({W + "tc"})
_PARTS: Final = {W + "tbl": ROWS, W + "tr": CELLS, W + "tc": STORY}


def join(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours of the same marks joined, in NFC, without space at the end."""
    joined: list[Piece] = []
    for text, marks in pieces:
        if joined and joined[-1][1] == marks:
            joined[-1] = (joined[-1][0] + text, marks)
        elif text:
            joined.append((text, marks))
    while joined and not joined[-1][0].rstrip():
        joined.pop()
    if joined:
        joined[-1] = (joined[-1][0].rstrip(), joined[-1][1])
    return tuple((unicodedata.normalize("NFC", text), marks) for text, marks in joined)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where in a paragraph the reading is: the fields that it stands inside, and the styles that set it."""

    fields: Fields
    levels: Levels

    @property
    def link(self) -> frozenset[str]:
        """The address of a link that is written as a field, as Word writes some."""
        words = [around.code.split() for around in self.fields.open if around.kind == "HYPERLINK"]
        return frozenset(f"link {w[1].strip(chr(34))}" for w in words if len(w) > 1)


class Reader:
    """Reads the blocks of one part (python-docx) of a Word file: the body, a header or a footer.

    Args:
        part: The part.
        styles: The styles of the file.
        file: The whole file, for what of a block is no content; None where only content is asked for.
    """

    def __init__(self, part: Any, styles: Styles, file: File | None = None) -> None:
        self.part = part
        self.styles = styles
        self.file = file

    def form(self, element: Any) -> tuple[Any, ...]:
        """All that is in a block, but for how it is set."""
        return () if self._bare is None else self._bare.node(element)

    @cached_property
    def _bare(self) -> Text | None:
        return None if self.file is None else Text(self.file, self.part, bare=True)

    @cached_property
    def _story(self) -> Story:
        return Story(self.part.element)

    def paragraph(self, element: Any) -> Content:
        """A paragraph: the name of its style, its pieces, and how it is set."""
        style, look = style_id(element), find(element, "pPr")
        marks = frozenset[str]() if look is None else frozenset(_mark_revisions(look))
        walk = _Walk(self._story.at(element), self.styles.levels(element))
        pieces = join(self._children(element, walk, marks))
        named = self.styles.name("paragraph", style) if pieces else ""
        how = _paragraph_marks(element, style, self.styles) | self._list_marks(element, style)
        return "p", named, pieces, how

    def _list_marks(self, element: Any, style: str | None) -> frozenset[str]:
        """Which kind of list a paragraph is an item of, and how far in, besides what its style says."""
        number, level = (value_of(element, f"pPr/numPr/{name}") for name in ("numId", "ilvl"))
        if number in {"", "0"}:
            return frozenset()
        by_style = self.styles.property_of("paragraph", style, "pPr/numPr")
        if by_style is not None:
            usual = value_of(by_style, "ilvl")
            return frozenset([f"nivå {level}"] if (level or "0") != (usual or "0") else ())
        kind = "" if self.file is None else self.file.kind_of_list(number, level or "0")
        return frozenset(("liste", f"liste {kind} {level or '0'}"))

    def is_placeholder(self, element: Any) -> bool:
        """Whether all text of a paragraph is the prompt of an empty content control."""
        runs = [run for run in element.iter(W + "r") if run.find(W + "t") is not None]
        names = (self.styles.name("character", value_of(run, "rPr/rStyle")) for run in runs)
        return bool(runs) and all(name == "placeholder text" for name in names)

    def _children(self, node: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        for child in elements(node):
            tag = str(child.tag)
            if tag == W + "r":
                yield from self._run(child, walk, marks)
            elif tag == W + "hyperlink":
                yield from self._children(child, walk, marks | self._link(child))
            elif tag == SIMPLE:
                yield from self._simple_field(child, walk, marks)
            elif tag in _REVISIONS:
                yield from self._children(child, walk, marks | {_REVISIONS[tag]})
            elif tag in _COMMENT_EDGES:
                yield from self._comment(child, marks)
            elif tag == _MATH_TEXT:
                yield child.text or "", marks
            elif tag not in _SKIPPED:
                yield from self._children(child, walk, marks)

    def _run(self, run: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        is_link = any(mark.startswith("link ") for mark in marks)
        seen = marks | _run_marks(run, walk.levels, self.styles, is_link=is_link)
        for piece in walk.fields.shown(run):
            if walk.fields.in_computed:
                continue
            if isinstance(piece, Field):
                yield from _ended(piece, marks, seen)
            elif piece.tag in TEXTS:
                # A soft hyphen shows only where a line happens to end.
                yield (piece.text or "").replace("\N{SOFT HYPHEN}", ""), seen | walk.link
            elif piece.tag in _SPACES:
                yield _SPACES[str(piece.tag)], seen
            elif piece.tag == W + "br":
                yield "" if piece.get(W + "type") in _PAGE_BREAKS else "\n", seen
            elif piece.tag not in _SKIPPED:
                yield from self._object(piece, seen)

    def _simple_field(self, node: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        simple = simple_field(node)
        yield from _ended(simple, marks, marks)
        if not simple.is_computed:
            yield from self._children(node, walk, marks)

    def _link(self, node: Any) -> frozenset[str]:
        relation = self.part.rels.get(node.get(R + "id", ""))
        target = relation.target_ref if relation is not None and relation.is_external else ""
        anchor = node.get(W + "anchor", "")
        # LibreOffice writes a bare address with the slash that a browser would add.
        address = target.rstrip("/") + (f"#{anchor}" if anchor else "")
        return frozenset([f"link {address}"])

    def _object(self, node: Any, marks: frozenset[str]) -> Iterator[Piece]:
        """A drawing, a note or a comment inside a run."""
        tag = node.tag
        if tag in NOTES:
            yield f"note {self._words.get((NOTES[tag], node.get(W + 'id')), '')}", marks | {_OBJECT}
        elif tag == W + "commentReference":
            yield from self._comment(node, marks)
        elif tag == W + "sym":
            yield f"symbol {node.get(W + 'char')}", marks | {_OBJECT}
        else:
            yield from self._drawing(node, marks)

    def _drawing(self, node: Any, marks: frozenset[str]) -> Iterator[Piece]:
        """A drawing by its pictures and its words, those of a watermark too; that it is there at all."""
        if is_object(node):
            marks |= {_HIDDEN} if is_hidden_object(node) else frozenset()
            yield "drawing", marks | {_OBJECT}
        for inner in node.iter():
            for name in _RELATED:
                if inner.get(name):
                    yield f"picture {self._picture(inner.get(name))}", marks | {_OBJECT}
            if inner.tag in {W + "t", _MATH_TEXT} and next(inner.iterancestors(FALLBACK), None) is None:
                yield inner.text or "", marks | ({_HIDDEN} if self.styles.hides(inner.getparent()) else set())
            elif inner.tag == _TEXT_PATH:
                yield inner.get("string", ""), marks

    def _comment(self, node: Any, marks: frozenset[str]) -> Iterator[Piece]:
        """A comment, unless it is dok's own and nobody has written in it."""
        identity = node.get(W + "id")
        if identity not in self._ours:
            yield f"{_COMMENT}{self._words.get((COMMENTS, identity), '')}", marks | {_OBJECT}

    def written_in_remarks(self, element: Any) -> Iterator[str]:
        """The words of each comment on a block that is dok's, and that a person has written in."""
        for mark in element.iter(W + "commentReference"):
            identity = mark.get(W + "id")
            note = self._notes.get((COMMENTS, identity))
            if note is not None and note.get(AUTHOR) == OUR_NAME and identity not in self._ours:
                yield " ".join(words_of(note).split())

    def _picture(self, relation_id: str) -> str:
        relation = self.part.rels.get(relation_id)
        known = relation is not None and not relation.is_external
        return hashlib.sha256(relation.target_part.blob if known else b"").hexdigest()

    @cached_property
    def _words(self) -> dict[tuple[str, str], str]:
        """The words of each note and comment by kind and id, with the author's name before a comment's."""
        return {
            known: (f"{note.get(W + 'author')}: " if known[0] == COMMENTS else "") + words_of(note)
            for known, note in self._notes.items()
        }

    @cached_property
    def _ours(self) -> frozenset[str]:
        """The comments that are as dok wrote them, by id."""
        return untouched(self.part, self._notes)

    @cached_property
    def _notes(self) -> dict[tuple[str, str], Any]:
        return notes_of(self.part)


def style_id(paragraph: Any) -> str | None:
    """The id of a paragraph's style, or None."""
    return value_of(paragraph, "pPr/pStyle") or None


def plain(content: Content) -> str:
    """The words of a block, for messages and for seeing how alike two blocks are."""
    if content[0] == "p":
        return "".join(text for text, marks in content[2] if _OBJECT not in marks).strip()
    return " | ".join(filter(None, (plain(part) for part in content[1])))


def says_all_of(mine: Content, theirs: Content) -> bool:
    """Whether a block has the words and objects of another, however they are set and commented."""
    return plain(mine) == plain(theirs) and _objects(theirs) <= _objects(mine)


def _objects(content: Content) -> Counter[str]:
    """The pictures, notes and fields in a block; what a person has said of it is none."""
    if content[0] != "p":
        return sum(map(_objects, content[1]), Counter())
    return Counter(text for text, how in content[2] if _OBJECT in how and not text.startswith(_COMMENT))


def _ended(field: Field, marks: frozenset[str], seen: frozenset[str]) -> Iterator[Piece]:
    """What is seen of a field but its result: the words of a button; of one worked out anew, its kind."""
    if field.is_computed:
        yield field.kind, marks | {_OBJECT}
    else:
        yield field.button, seen


def _mark_revisions(look: Any) -> Iterator[str]:
    """Tracked changes of the paragraph mark and of the paragraph's format (§17.13.5)."""
    for tag, mark in _REVISIONS.items():
        if look.find(f"{W}rPr/{tag}") is not None:
            yield f"¶{mark}"
    if look.find(W + "pPrChange") is not None:
        yield "format"


def _run_marks(run: Any, levels: Levels, styles: Styles, *, is_link: bool) -> frozenset[str]:
    """The marks on a run's text: bold, hidden, yellow; the line and colour of a link say nothing more."""
    look = find(run, "rPr")
    # All that is said at the run, by its name, of which the first counts: looked for once and not ten times.
    here = {} if look is None else {said.tag: said for said in look.iterchildren(reversed=True)}
    found = {
        mark
        for mark, toggle in _TOGGLES.items()
        if (is_on(here[W + toggle]) if W + toggle in here else styles.is_set_by_styles(toggle, look, levels))
    }
    if look is None:
        return frozenset(found)
    if is_on(here.get(W + "u")) and not is_link:
        found.add("u")
    if (raised := _value(here, "vertAlign")) in _RAISED:
        found.add(raised)
    if (marked := _value(here, "highlight")) not in _NO_COLOR:
        found.add(f"merket {marked}")
    if (filled := _value(here, "shd", "fill")) not in _NO_COLOR:
        found.add(f"fylt {filled}")
    is_plain = W + "rStyle" not in here and not is_link
    if is_plain and (color := _value(here, "color")) not in _NO_COLOR:
        found.add(f"farge {color}")
    if W + "rPrChange" in here:
        found.add("format")
    by_hand = (said for said in look if said.tag in _SET_BY_HAND and said.get(VAL) not in _AS_USUAL)
    found |= {f"{str(said.tag).removeprefix(W)} {said.get(VAL, '')}" for said in by_hand}
    return frozenset(found)


def _value(here: dict[str, Any], name: str, of: str = "val") -> str:
    """The value of what is said at a run; empty when it is not said."""
    return "" if (said := here.get(W + name)) is None else str(said.get(W + of, ""))


def _paragraph_marks(element: Any, style: str | None, styles: Styles) -> frozenset[str]:
    """How a paragraph is set: centred, first on its page, last before pages of another kind."""

    def said(path: str) -> Any:
        own = find(element, path)
        return styles.property_of("paragraph", style, path) if own is None else own

    found: set[str] = set()
    aligned = said("pPr/jc")
    if aligned is not None and aligned.get(VAL) in _ALIGNED:
        found.add(_ALIGNED[aligned.get(VAL)])
    breaks = (line.get(W + "type") in _PAGE_BREAKS for line in element.iter(W + "br"))
    if is_on(said("pPr/pageBreakBefore")) or any(breaks):
        found.add("ny side")
    if find(element, "pPr/sectPr") is not None:
        found.add("ny del")
    return frozenset(found)


@dataclass(eq=False)
class Block:
    """A block of one of the three documents, with what reads the part that it stands in."""

    element: Any
    reader: Reader

    @cached_property
    def parts(self) -> list["Block"]:
        """A table's rows, a row's cells, a cell's blocks."""
        tags = _PARTS.get(self.element.tag)
        return [] if tags is None else [Block(leaf, self.reader) for leaf in leaves(self.element, tags)]

    @cached_property
    def content(self) -> Content:
        """What it says."""
        if self.is_paragraph:
            return self.reader.paragraph(self.element)
        return self.element.tag, tuple(part.content for part in self.parts)

    @cached_property
    def text(self) -> str:
        """Its words."""
        return plain(self.content)

    def is_as(self, base: "Block") -> bool:
        """Whether nothing of a person's is in it that is not in what dok wrote.

        More can stand in a block than its content: a form's fields, an object, an element that dok does not
        know. Where a program writes all that anew, the content tells alone.
        """
        if self.content != base.content:
            return False
        file = self.reader.file
        if file is None or not file.known.reads_form:
            return True
        return self.reader.form(self.element) == base.reader.form(base.element)

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph."""
        return bool(self.element.tag == W + "p")

    @cached_property
    def heading_level(self) -> int:
        """The level of heading that it is, from 1; 0 for what is no heading."""
        if not self.is_paragraph or not self.text:
            return 0
        return self.reader.styles.heading_level(style_id(self.element))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading that a section begins with."""
        return 0 < self.heading_level <= _SECTION_LEVELS

    @cached_property
    def is_placeholder(self) -> bool:
        """Whether it only says what a person is to write there."""
        return self.is_paragraph and self.reader.is_placeholder(self.element)


NOTHING: Final[Content] = ("p", "", (), frozenset())


def blocks_of(container: Any, reader: Reader) -> list[Block]:
    """The paragraphs and tables of a body, header, footer or cell."""
    return [Block(leaf, reader) for leaf in leaves(container, STORY)]


def top_of(element: Any, container: Any) -> Any:
    """The child of the container that an element is or stands in."""
    while element.getparent() is not container:
        element = element.getparent()
    return element
