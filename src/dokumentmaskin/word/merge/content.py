"""What a block of a Word file says, apart from how the file happens to write it.

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
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from docx.oxml.ns import qn
from lxml import etree

from dokumentmaskin.word.merge.looks import PAGE_BREAKS, paragraph_marks, run_marks
from dokumentmaskin.word.merge.styles_by_name import Styles

# A piece of text with the marks on it, or an object by its kind and what it is known by.
Piece = tuple[str, frozenset[str]]
Content = tuple[Any, ...]

OUR_NAME: Final = "dok"
_TEXTS: Final = frozenset({qn("w:t"), qn("w:delText")})
_SPACES: Final = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}
_REVISIONS: Final = {qn("w:ins"): "+", qn("w:del"): "-", qn("w:moveFrom"): "<", qn("w:moveTo"): ">"}
_ALTERNATES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWN: Final = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object"), _ALTERNATES})
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT_PATH: Final = "{urn:schemas-microsoft-com:vml}textpath"
_SKIPPED: Final = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"), qn("w:sdtEndPr"), _FALLBACK})
_COMPUTED: Final = frozenset(["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "DATE", "TIME", "SAVEDATE"])
_RELATED: Final = (qn("r:embed"), qn("r:link"), qn("r:id"), qn("r:pict"))
_PLACEHOLDER: Final = "placeholder text"
_OBJECT: Final = "object"


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


@dataclass(slots=True)
class _Walk:
    """Where in a paragraph the reading is: its style, and the fields that it stands inside."""

    style: str | None
    instructions: list[str] = field(default_factory=list)
    in_result: list[bool] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether the place is a field's instruction, or a result that every program works out anew."""
        fields = zip(self.instructions, self.in_result, strict=True)
        return any(not result or field_kind(words) in _COMPUTED for words, result in fields)


class Reader:
    """Reads the blocks of one part of a Word file.

    Args:
        part: The part (python-docx): the body, a header or a footer.
        styles: The document's styles.
    """

    def __init__(self, part: Any, styles: Styles) -> None:
        self.part = part
        self.styles = styles
        self._notes: dict[str, dict[str, str]] = {}
        self._pictures: dict[str, str] = {}

    def paragraph(self, element: Any) -> Content:
        """A paragraph: the name of its style, its pieces, and how it is set."""
        style = style_id(element)
        look = element.find(qn("w:pPr"))
        marks = frozenset[str]() if look is None else frozenset(_mark_revisions(look))
        pieces = join(self._children(element, _Walk(style), marks))
        named = self.styles.name("paragraph", style) if pieces else ""
        return "p", named, pieces, paragraph_marks(element, style, self.styles)

    def is_placeholder(self, element: Any) -> bool:
        """Whether all text of a paragraph is the prompt of an empty content control."""
        runs = [run for run in element.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        looks = [run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") for run in runs]
        return bool(runs) and all(
            look is not None and self.styles.name("character", look.get(qn("w:val"))) == _PLACEHOLDER
            for look in looks
        )

    def _children(self, node: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        for child in node.iterchildren(tag="*"):
            tag = child.tag
            if tag == qn("w:r"):
                yield from self._run(child, walk, marks)
            elif tag == qn("w:hyperlink"):
                yield from self._children(child, walk, marks | self._link(child))
            elif tag == qn("w:fldSimple"):
                yield from self._simple_field(child, walk, marks)
            elif tag in _REVISIONS:
                yield from self._children(child, walk, marks | {_REVISIONS[tag]})
            elif tag in {qn("w:commentRangeStart"), qn("w:commentRangeEnd")}:
                yield from self._comment(child, marks)
            elif tag == _MATH_TEXT:
                yield child.text or "", marks
            elif tag not in _SKIPPED:
                yield from self._children(child, walk, marks)

    def _run(self, run: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        seen = marks | run_marks(
            run, walk.style, self.styles, is_link=any(m.startswith("link ") for m in marks)
        )
        for child in run.iterchildren(tag="*"):
            tag = child.tag
            if tag == qn("w:fldChar"):
                yield from self._field_mark(child, walk, marks)
            elif tag == qn("w:instrText") and walk.instructions:
                walk.instructions[-1] += child.text or ""
            elif walk.is_hidden or tag in _SKIPPED:
                continue
            elif tag in _TEXTS:
                # A soft hyphen shows only where a line happens to end.
                yield (child.text or "").replace("\N{SOFT HYPHEN}", ""), seen | self._field_link(walk)
            elif tag in _SPACES:
                yield _SPACES[tag], seen
            elif tag == qn("w:br"):
                yield "" if child.get(qn("w:type")) in PAGE_BREAKS else "\n", seen
            else:
                yield from self._object(child, seen)

    def _field_mark(self, mark: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            walk.instructions.append("")
            walk.in_result.append(False)
        elif kind == "separate" and walk.in_result:
            walk.in_result[-1] = True
        elif kind == "end" and walk.instructions:
            instruction = walk.instructions.pop()
            walk.in_result.pop()
            if field_kind(instruction) in _COMPUTED and not walk.is_hidden:
                yield field_kind(instruction), marks | {_OBJECT}

    def _field_link(self, walk: _Walk) -> frozenset[str]:
        """The address of a link that is written as a field, as Word writes some."""
        words = [text.split() for text in walk.instructions if field_kind(text) == "HYPERLINK"]
        return frozenset(f"link {w[1].strip(chr(34))}" for w in words if len(w) > 1)

    def _simple_field(self, node: Any, walk: _Walk, marks: frozenset[str]) -> Iterator[Piece]:
        kind = field_kind(node.get(qn("w:instr"), ""))
        if kind in _COMPUTED:
            yield kind, marks | {_OBJECT}
        else:
            yield from self._children(node, walk, marks)

    def _link(self, node: Any) -> frozenset[str]:
        relation = self.part.rels.get(node.get(qn("r:id"), ""))
        target = relation.target_ref if relation is not None and relation.is_external else ""
        anchor = node.get(qn("w:anchor"), "")
        # LibreOffice writes a bare address with the slash that a browser would add.
        address = target.rstrip("/") + (f"#{anchor}" if anchor else "")
        return frozenset([f"link {address}"])

    def _object(self, node: Any, marks: frozenset[str]) -> Iterator[Piece]:
        """A drawing, a note or a comment inside a run."""
        tag = node.tag
        if tag in {qn("w:footnoteReference"), qn("w:endnoteReference")}:
            kind = "footnotes" if tag == qn("w:footnoteReference") else "endnotes"
            yield f"note {self._words(kind, node.get(qn('w:id')))}", marks | {_OBJECT}
        elif tag == qn("w:commentReference"):
            yield from self._comment(node, marks)
        elif tag == qn("w:sym"):
            yield f"symbol {node.get(qn('w:char'))}", marks | {_OBJECT}
        else:
            yield from self._drawing(node, marks)

    def _drawing(self, node: Any, marks: frozenset[str]) -> Iterator[Piece]:
        """A drawing by its pictures and its words, those of a watermark too; that it is there at all."""
        if node.tag in _DRAWN:
            yield "drawing", marks | {_OBJECT}
        for inner in node.iter():
            for name in _RELATED:
                if inner.get(name):
                    yield f"picture {self._picture(inner.get(name))}", marks | {_OBJECT}
            if inner.tag in {qn("w:t"), _MATH_TEXT} and not _is_fallback(inner):
                yield inner.text or "", marks
            elif inner.tag == _TEXT_PATH:
                yield inner.get("string", ""), marks

    def _comment(self, node: Any, marks: frozenset[str]) -> Iterator[Piece]:
        """A comment, unless dok itself has put it there."""
        words = self._words("comments", node.get(qn("w:id")))
        if not words.startswith(f"{OUR_NAME}: "):
            yield f"comment {words}", marks | {_OBJECT}

    def _picture(self, relation_id: str) -> str:
        if relation_id not in self._pictures:
            relation = self.part.rels.get(relation_id)
            known = relation is not None and not relation.is_external
            blob = relation.target_part.blob if known else b""
            self._pictures[relation_id] = hashlib.sha256(blob).hexdigest()
        return self._pictures[relation_id]

    def _words(self, kind: str, identity: str | None) -> str:
        """The words of a note or comment, with the author's name before a comment's."""
        if kind not in self._notes:
            self._notes[kind] = dict(self._all_words(kind))
        return self._notes[kind].get(identity or "", "")

    def _all_words(self, kind: str) -> Iterator[tuple[str, str]]:
        for relation in self.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            for note in etree.fromstring(relation.target_part.blob).iterchildren(tag="*"):
                words = " ".join(text.text or "" for text in note.iter(*_TEXTS))
                author = f"{note.get(qn('w:author'))}: " if kind == "comments" else ""
                yield note.get(qn("w:id"), ""), author + words


def style_id(paragraph: Any) -> str | None:
    """The id of a paragraph's style, or None."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if style is None else style.get(qn("w:val"))


def field_kind(instruction: str) -> str:
    r"""`PAGE` of ` PAGE \* MERGEFORMAT `."""
    return next(iter(instruction.split()), "").upper()


def plain(content: Content) -> str:
    """The words of a block, for messages and for seeing how alike two blocks are."""
    if content[0] == "p":
        return "".join(text for text, marks in content[2] if _OBJECT not in marks).strip()
    return " | ".join(filter(None, (plain(part) for part in content[1])))


def _mark_revisions(look: Any) -> Iterator[str]:
    """Tracked changes of the paragraph mark and of the paragraph's format (§17.13.5)."""
    run_look = look.find(qn("w:rPr"))
    if run_look is not None:
        for tag, mark in _REVISIONS.items():
            if run_look.find(tag) is not None:
                yield f"¶{mark}"
    if look.find(qn("w:pPrChange")) is not None:
        yield "format"


def _is_fallback(node: Any) -> bool:
    return any(ancestor.tag == _FALLBACK for ancestor in node.iterancestors())
