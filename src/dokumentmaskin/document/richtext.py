"""Text fields inside a rendered template: from a mark in a paragraph to real Word paragraphs.

A template holds `{{ sak.bakgrunn }}` like any other field. While the template is rendered, a rich
value leaves a mark of two private-use characters around a number, which no plan can hold;
afterwards the paragraph with the mark becomes the paragraphs, lists, runs and hyperlinks of the
text, in the style that the paragraph and the run have in the template. Lists use the template's own
«List Bullet» and «List Number».
"""

import copy
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu

from dokumentmaskin.document.blocks import Looks, after_table
from dokumentmaskin.document.markdown import Block, Inline
from dokumentmaskin.errors import Place, Problem, TemplateError

# Private-use characters, which the reader refuses in a plan.
_OPENING, _CLOSING = "\ue000", "\ue001"
_MARK: Final = re.compile(rf"{_OPENING}(\d+){_CLOSING}")
_LEVELS: Final = 9  # that a list in Word can have (ECMA-376 Part 1, §17.9.3)
_PICTURE_WIDTH, _PICTURE_HEIGHT = Cm(7), Cm(1.6)  # the room for a logo
_PICTURE_MOST: Final = Cm(20)  # so high that it has room on a page with its heading
_EMU_PER_TWIP: Final = 635
_LIST_STYLES: Final = {"punkt": "List Bullet", "nummer": "List Number"}


@dataclass(slots=True)
class Marks:
    """The rich values of one rendering, by the number in their marks.

    Attributes:
        draw: Draws the figures among them, each with its width in the document.
        values: The values.
    """

    draw: "Callable[[Any], bytes] | None" = None
    values: list[tuple[Block, ...]] = field(default_factory=list)

    def add(self, blocks: tuple[Block, ...]) -> str:
        """Remember a value; what is returned goes into the document in its place."""
        self.values.append(blocks)
        return f"{_OPENING}{len(self.values) - 1}{_CLOSING}"


@dataclass(frozen=True, slots=True)
class Rich:
    """A value that a template prints like a string, and that becomes formatted text.

    Attributes:
        blocks: The text; nothing at all counts as false in a template's `if`.
        marks: Where its mark is looked up after rendering.
    """

    blocks: tuple[Block, ...]
    marks: Marks

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __str__(self) -> str:
        return self.marks.add(self.blocks) if self.blocks else ""

    def __html__(self) -> str:
        """The mark needs no escaping (markupsafe's protocol)."""
        return str(self)


def expand(document: Document, marks: Marks, template: str) -> None:
    """Replace every mark in the document, its headers and its footers by the text that it stands for.

    Args:
        document: The rendered document; changed in place.
        marks: The values that the marks stand for.
        template: The template's name, for an error's place.

    Raises:
        TemplateError: The template lacks a style that a text needs, or prints a text where none can be.
    """
    _refuse_strangers(document, marks, template)
    if not marks.values:
        return
    lists, looks = _Lists(document, template), Looks(document)
    for part in story_parts(document):
        writer = _Writer(part, marks, lists, looks)
        for paragraph in [p for p in part.element.iter(qn("w:p")) if _has_mark(p)]:
            writer.fill(paragraph)
    _fill_addresses(document, marks)
    _refuse_leftovers(document, template)


def _refuse_strangers(document: Document, marks: Marks, template: str) -> None:
    """A mark that no value has left is written by a code of the template's own."""
    texts = (text.text or "" for part in story_parts(document) for text in part.element.iter(qn("w:t")))
    if any(int(mark[1]) >= len(marks.values) for text in texts for mark in _MARK.finditer(text)):
        message = "Malen skriver ut et tegn som dok bruker selv (U+E000)."
        raise TemplateError(Problem("feil-i-mal", message, "Ta bort tegnet.", Place(template)))


def _fill_addresses(document: Document, marks: Marks) -> None:
    """A text that a link of the template leads to is what that text links to, or says."""
    for part in document.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and _MARK.search(relation.target_ref):
                address = _MARK.sub(lambda mark: _address(marks.values[int(mark[1])]), relation.target_ref)
                relation._target = address  # noqa: SLF001 - python-docx has no other way


def _address(blocks: tuple[Block, ...]) -> str:
    inlines = [inline for block in blocks for inline in block.inlines]
    return next(
        (inline.link for inline in inlines if inline.link), "".join(inline.text for inline in inlines)
    )


def _refuse_leftovers(document: Document, template: str) -> None:
    """A mark that is still there stands where only plain text can: in a footnote or a property."""
    for part in document.part.package.iter_parts():
        if _MARK.search(part.blob.decode("utf-8", errors="ignore")):
            message = f"Malen skriver ut formatert tekst der det ikke går: {part.partname}."
            advice = "Flytt feltet til brødteksten, en tabell, toppteksten eller bunnteksten."
            raise TemplateError(Problem("tekst-pa-feil-sted", message, advice, Place(template)))


def story_parts(document: Document) -> Iterator[Any]:
    """The main part of a document, its headers and its footers."""
    yield document.part
    for relation in document.part.rels.values():
        if relation.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}:
            yield relation.target_part


def _has_mark(element: Any) -> bool:
    return any(_OPENING in (text.text or "") for text in element.iter(qn("w:t")))


@dataclass(slots=True)
class _Line:
    """What one paragraph will hold: its elements, and the block that decides what kind it is."""

    block: Block | None = None
    mark: int = 0
    elements: list[Any] = field(default_factory=list)
    table: Any = None  # the run that the table of the block looks like


@dataclass(slots=True)
class _Writer:
    """Fills the marked paragraphs of one part."""

    part: Any
    marks: Marks
    lists: "_Lists"
    looks: Looks

    def fill(self, paragraph: Any) -> None:
        """Replace the marks of a paragraph; blocks after the first become paragraphs after it."""
        look = paragraph.find(qn("w:pPr"))
        section = None if look is None else look.find(qn("w:sectPr"))
        if section is not None:
            look.remove(section)
        for nested in [r for r in paragraph.iter(qn("w:r")) if r.getparent() is not paragraph]:
            if _has_mark(nested):
                self._fill_nested(nested)
        lines = self._lines([child for child in paragraph if child is not look])
        last = self._written(paragraph, lines, copy.deepcopy(look))
        if last.tag == qn("w:tbl") and (section is not None or _needs_paragraph(last)):
            last = _following(last, None)
        if section is not None:
            last.get_or_add_pPr().append(section)

    def _written(self, paragraph: Any, lines: Sequence[_Line], look: Any) -> Any:
        """Write the lines, the first in the paragraph itself unless it is a table; return the last."""
        last, is_free = paragraph, True
        for line in lines:
            if line.table is not None:
                last = self._table(last, line)
            else:
                if not is_free or last is not paragraph:
                    last = _following(last, look)
                else:
                    is_free = False
                self._write(last, line)
        if is_free:
            paragraph.getparent().remove(paragraph)
        return last

    def _table(self, last: Any, line: "_Line") -> Any:
        """Put a table after what was written last, and return it."""
        block, run = line.block, line.table
        assert block is not None  # noqa: S101 - a line with a table has the block of it
        made = self.looks.table(
            block,
            self.lists.text_width // _EMU_PER_TWIP,
            lambda cell: (self._element(run, inline) for inline in cell),
        )
        if last.tag == qn("w:tbl"):
            last = _following(last, None)  # without one Word makes two tables one
        last.addnext(made)
        return made

    def _lines(self, children: list[Any]) -> list[_Line]:
        lines = [_Line()]
        for child in children:
            if child.tag != qn("w:r") or not _has_mark(child):
                lines[-1].elements.append(child)
                continue
            for index, piece in enumerate(_MARK.split(child.text)):
                if index % 2 == 0:
                    lines[-1].elements += [_run_like(child, Inline(piece))] if piece else []
                else:
                    self._add_text(lines, child, int(piece))
        return [line for line in lines if line.block or line.elements] or lines[:1]

    def _add_text(self, lines: list[_Line], run: Any, mark: int) -> None:
        for index, block in enumerate(self.marks.values[mark]):
            if block.kind == "tabell":
                lines.append(_Line(block, mark, table=run))
                continue
            if index or lines[-1].table is not None:
                lines.append(_Line(block, mark))
            elif lines[-1].block is None:
                lines[-1].block, lines[-1].mark = block, mark
            lines[-1].elements += [self._element(run, inline) for inline in block.inlines]

    def _fill_nested(self, run: Any) -> None:
        """A mark inside a content control or a link holds one paragraph: blocks become lines of it."""
        for index, piece in enumerate(_MARK.split(run.text)):
            plain = (Block((Inline(piece),)),) if piece else ()
            blocks = self.marks.values[int(piece)] if index % 2 else plain
            for number, block in enumerate(blocks):
                if number:
                    run.addprevious(_run_like(run, Inline("\n")))
                if block.rows:
                    run.addprevious(_run_like(run, Inline(block.words)))
                for inline in block.inlines:
                    run.addprevious(self._element(run, inline))
        run.getparent().remove(run)

    def _element(self, run: Any, inline: Inline) -> Any:
        """A run that looks like the template's, inside a hyperlink when the text is one."""
        if inline.picture or inline.figure is not None:
            return self._picture(run, inline)
        new = _run_like(run, inline)
        if not inline.link:
            return new
        style = self.lists.style_id("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        new.get_or_add_rPr().style = style
        link = OxmlElement("w:hyperlink")
        target = self.part.relate_to(inline.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
        link.append(new)
        return link

    def _picture(self, run: Any, inline: Inline) -> Any:
        """A run with a picture, as large as fits in the room for one, and what it shows."""
        draw = self.marks.draw
        picture = draw(inline.figure) if draw and inline.figure is not None else inline.picture
        try:
            drawing = self.part.new_pic_inline(BytesIO(picture))
        except (UnrecognizedImageError, ValueError, struct.error):
            message = "Et bilde i planen kan ikke settes inn i dokumentet: Det er skadet."
            advice = "Åpne det i et bildeprogram, og lagre det som PNG."
            place = Place(self.lists.template)
            raise TemplateError(Problem("ubrukelig-logo", message, advice, place)) from None
        width, height = int(drawing.extent.cx), int(drawing.extent.cy)
        share = min(_PICTURE_WIDTH / width, _PICTURE_HEIGHT / height)
        if inline.figure is not None or inline.source:  # as large as it is, but within the text
            share = min(1, self.lists.text_width / width, _PICTURE_MOST / height)
        for size in (drawing.extent, drawing.graphic.graphicData.pic.spPr.xfrm.ext):
            size.cx, size.cy = Emu(round(width * share)), Emu(round(height * share))
        drawing.docPr.set("descr", inline.text)
        new = _run_like(run, Inline(""))
        new.append(OxmlElement("w:drawing"))
        new[-1].append(drawing)
        return new

    def _write(self, paragraph: Any, line: _Line) -> None:
        for old in [child for child in paragraph if child.tag != qn("w:pPr")]:
            paragraph.remove(old)
        block = line.block or Block(())
        if block.kind == "overskrift":
            self.looks.heading(paragraph, block)
        elif block.kind == "sitat":
            self.looks.quote(paragraph)
        elif block.level:
            self.lists.make_item(paragraph, block, line.mark)
        paragraph.extend(line.elements)


@dataclass(slots=True)
class _Lists:
    """The template's list styles, and the lists made from them."""

    document: Document
    template: str
    made: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def text_width(self) -> int:
        """How wide the text of the document is."""
        section = self.document.sections[0]
        return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)

    def style_id(self, name: str, kind: WD_STYLE_TYPE) -> str:
        """The id of a built-in style, which is its English name whatever Word's language (§17.7.4.9)."""
        return str(self._style(name, kind).style_id)

    def make_item(self, paragraph: Any, block: Block, mark: int) -> None:
        """Make a paragraph an item of the list that its block belongs to."""
        style = self._style(_LIST_STYLES[block.kind], WD_STYLE_TYPE.PARAGRAPH)
        look = paragraph.get_or_add_pPr()
        look.style = style.style_id
        numbering = look.get_or_add_numPr()
        numbering.get_or_add_ilvl().val = _depth(block)
        if block.first:
            numbering.get_or_add_numId().val = self._number(style, block, mark)
            return
        # Without a number the paragraph is of no list, and has lost the indent of the list's level too.
        numbering.get_or_add_numId().val = 0
        if (indent := self._indent(style, block)) and look.ind is None:
            own = look.get_or_add_ind()
            own.set(qn("w:left"), indent)
            own.set(qn("w:firstLine"), "0")

    def _style(self, name: str, kind: WD_STYLE_TYPE) -> Any:
        for style in self.document.styles:
            if style.type == kind and style.name == name:
                return style
        message = f"Malen mangler stilen «{name}», som en tekst i planen trenger."
        advice = "Åpne malen i Word, bruk stilen én gang, og lagre malen."
        raise TemplateError(Problem("mangler-stil", message, advice, Place(self.template)))

    def _own_list(self, style: Any) -> int:
        """The list that a style numbers by, its own or inherited (§17.7.2)."""
        heir = style
        while heir is not None:
            found = heir.element.xpath("./w:pPr/w:numPr/w:numId/@w:val")
            if found:
                return int(found[0])
            heir = heir.base_style
        message = f"Stilen «{style.name}» i malen har ingen liste."
        advice = "Gi stilen punkter eller nummer i Word: Endre stil → Format → Nummerering."
        raise TemplateError(Problem("mangler-liste", message, advice, Place(self.template)))

    def _indent(self, style: Any, block: Block) -> str:
        """How far in the text of an item stands, in twips; empty when its level does not say."""
        numbering: Any = self.document.part.numbering_part.element
        (abstract,) = numbering.xpath(
            f"./w:num[@w:numId='{self._own_list(style)}']/w:abstractNumId/@w:val"
        ) or [""]
        level = f"./w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{_depth(block)}']"
        found = numbering.xpath(f"{level}/w:pPr/w:ind/@*[name()='w:left' or name()='w:start']")
        return str(found[0]) if found else ""

    def _number(self, style: Any, block: Block, mark: int) -> int:
        """The list instance of an item: each numbered list of each text has one that starts anew."""
        own = self._own_list(style)
        if block.kind == "punkt":
            return own
        key = (mark, block.list_number)
        if key not in self.made:
            numbering: Any = self.document.part.numbering_part.element
            abstract = numbering.num_having_numId(own).abstractNumId.val
            instance = numbering.add_num(abstract)
            instance.add_lvlOverride(ilvl=_depth(block)).add_startOverride(block.start)
            self.made[key] = int(instance.numId)
        return self.made[key]


def _following(last: Any, look: Any) -> Any:
    """A new paragraph after what was written last, with this look; after a table it has air above."""
    following = OxmlElement("w:p")
    if look is not None:
        following.append(copy.deepcopy(look))
    last.addnext(following)
    if last.tag == qn("w:tbl") and look is not None:
        after_table(following)
    return following


def _needs_paragraph(table: Any) -> bool:
    """Whether what follows a table is no paragraph, as Word wants where a cell or the body ends."""
    following = table.getnext()
    return following is None or following.tag != qn("w:p")


def _depth(block: Block) -> int:
    """The list level of a block, counted from zero; what is deeper than Word's last stands on that."""
    return min(block.level, _LEVELS) - 1


def _run_like(run: Any, inline: Inline) -> Any:
    """A run with this text that looks like the given one, bold, italic and struck added."""
    new = OxmlElement("w:r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        new.append(copy.deepcopy(look))
    new.text = inline.text
    if inline.bold:
        new.get_or_add_rPr().get_or_add_b()
    if inline.italic:
        new.get_or_add_rPr().get_or_add_i()
    if inline.struck:
        new.get_or_add_rPr().get_or_add_strike()
    return new
