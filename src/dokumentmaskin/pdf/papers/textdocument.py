"""A paper of plain text or Markdown, set as a document of its own: PDF/A-2a and PDF/UA-1.

Its parts become a Word document, plainly set on A4, of which the engines make the PDF as of dok's own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dokumentmaskin.document import Block, Marks, expand
from dokumentmaskin.errors import Problem
from dokumentmaskin.pdf.engines import split_run
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.papers.htmlparts import html_parts, page_bytes
from dokumentmaskin.pdf.papers.kinds import Way
from dokumentmaskin.pdf.papers.textparts import (
    Code,
    Heading,
    Part,
    Table,
    Text,
    markdown_parts,
    plain_parts,
    read_text,
    table_parts,
)
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf
from dokumentmaskin.word import W, as_docx, property_text

_FONT, _CODE_FONT = "Calibri", "Courier New"  # the built-in engine has letters as wide as theirs
_SIZE, _CODE_SIZE = 11.0, 9.5  # points
_HEADINGS: Final = {1: 20.0, 2: 15.0, 3: 12.5, 4: 11.0, 5: 11.0, 6: 11.0}  # points, by level
_MARGIN: Final = 2.5  # centimetres
_MOST_UPRIGHT: Final = 6  # columns of a table
_LEVELS: Final = range(9)  # a list's (ISO/IEC 29500-1, 17.9.3)
_INDENT: Final = 425  # twips to a level: three quarters of a centimetre
_BULLETS: Final = tuple(("bullet", sign) for sign in "•–▪")
_NUMBERS: Final = tuple((form, "%{}.") for form in ("decimal", "lowerLetter", "lowerRoman"))
_SPACE: Final = f'xmlns:w="{W[1:-1]}"'
# Where a word of more than 40 letters may be broken: 40 of the widest are a line.
_CUTS: Final = re.compile(r"(?<=\S{30})(\S{10})(?=\S)")


def text_pdf(attachment: Attachment, engines: Sequence[Engine], way: Way) -> FinishedPdf:
    """Make the PDF of a text file.

    Args:
        attachment: The paper.
        engines: The engines to try, the preferred one first.
        way: How its signs are read.

    Raises:
        AttachmentError: The file is no text, has none, or too much of it.
        EngineError: No engine made a correct PDF of it.
    """
    data = page_bytes(attachment.data) if way is Way.HTML else attachment.data
    text, warnings = read_text(data)
    parts, pictures = _READERS[way](text, attachment.title)
    made = parts_pdf(parts, pictures, attachment, engines)
    return replace(made, warnings=(*warnings, *made.warnings))


_READERS: Final = {
    Way.TEXT: plain_parts,
    Way.MARKDOWN: markdown_parts,
    Way.HTML: html_parts,
    Way.VALUES: table_parts,
}


def parts_pdf(
    parts: Sequence[Part], pictures: Iterable[str], attachment: Attachment, engines: Sequence[Engine]
) -> FinishedPdf:
    """Make the PDF of the parts of a text; of the pictures that are left out it is told.

    Raises:
        EngineError: No engine made a correct PDF of it.
    """
    document = _text_document(parts, attachment.title, attachment.language)
    made = make_pdf(document, attachment.path, engines)
    return replace(made, warnings=(*map(_left_out, pictures), *made.warnings))


def _left_out(name: str) -> Problem:
    return Problem(
        "bilde-ikke-med",
        f"Bildet «{name}» i teksten er ikke med i PDF-en.",
        "Legg bildet ved som et eget vedlegg, eller lag en PDF av teksten med bildet i.",
    )


def _text_document(parts: Sequence[Part], title: str, language: str) -> bytes:
    """Return a .docx of the parts; the same bytes for the same parts."""
    document, marks = docx.Document(), Marks()
    _set_properties(document, title, language)
    _set_page(
        document, lies=any(len(part.rows[0]) > _MOST_UPRIGHT for part in parts if isinstance(part, Table))
    )
    _set_styles(document, language)
    _set_lists(document)
    for part in parts:
        _add(document, part, marks)
    expand(document, marks, title)
    _cut_long_words(document)
    return as_docx(document)


def _cut_long_words(document: Document) -> None:
    """Cut words that may be wider than the line into runs: the built-in engine breaks lines between those.

    Words in tables are left to the engine's copy of the document, which knows the cells (`longwords`).
    """
    for text in list(document.element.body.iter(qn("w:t"))):
        pieces = [piece for piece in _CUTS.split(text.text or "") if piece]
        run = text.getparent()
        if len(pieces) > 1 and run is not None and not any(run.iterancestors(qn("w:tbl"))):
            split_run(run, text, pieces)


def _set_properties(document: Document, title: str, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = property_text(title), language
    properties.author = properties.comments = properties.last_modified_by = ""
    element: Any = properties._element  # noqa: SLF001 - python-docx can set a date, not take it away
    for date in element.xpath("./dcterms:created | ./dcterms:modified"):
        element.remove(date)


def _set_page(document: Document, *, lies: bool) -> None:
    """Set the page: A4, on its side for tables of many columns."""
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if lies else (short, long)
    if lies:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)


def _set_styles(document: Document, language: str) -> None:
    styles: Any = document.styles
    for stated in styles.element.iter(qn("w:lang")):
        stated.set(qn("w:val"), language)
    _set_font(styles["Normal"], _FONT, _SIZE)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for level, size in _HEADINGS.items():
        style = styles[f"Heading {level}"]
        _set_font(style, _FONT, size)
        style.font.bold, style.font.italic = True, False
        style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
        style.paragraph_format.space_before = Pt(0 if level == 1 else size)
        style.paragraph_format.space_after = Pt(size / 2)
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(3)
    code = styles.add_style("Kode", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = styles["Normal"]
    _set_font(code, _CODE_FONT, _CODE_SIZE)
    code.paragraph_format.space_before = Pt(7)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x05, 0x4A, 0x91)


def _set_font(style: Any, name: str, size: float) -> None:
    """Give a style one font for all letters, in the place of the theme's."""
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.rPr.rFonts
    for face in list(fonts.attrib):
        del fonts.attrib[face]
    for face in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{face}"), name)


def _set_lists(document: Document) -> None:
    """Give bullets and numbers a list of nine levels each."""
    numbering: Any = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    lists = (_list(number, looks) for number, looks in enumerate((_BULLETS, _NUMBERS), start=1))
    numbers = (f'<w:num {_SPACE} w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    for xml in (*lists, *numbers):
        numbering.append(parse_xml(xml))
    styles: Any = document.styles
    for number, name in enumerate(("List Bullet", "List Number"), start=1):
        look = styles[name].element.get_or_add_pPr()
        look.get_or_add_numPr().get_or_add_numId().val = number
        for indent in look.findall(qn("w:ind")):
            look.remove(indent)


def _list(number: int, looks: Sequence[tuple[str, str]]) -> str:
    """Return a list whose levels have these looks in turn."""
    levels = "".join(_level(depth, *looks[depth % len(looks)]) for depth in _LEVELS)
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum {_SPACE} w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


def _level(depth: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.format(depth + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_INDENT * (depth + 1)}" w:hanging="{_INDENT}"/></w:pPr>'
        "</w:lvl>"
    )


def _add(document: Document, part: Part, marks: Marks) -> None:
    match part:
        case Heading(inlines, level):
            document.add_paragraph(marks.add((Block(inlines),)), f"Heading {level}")
        case Text(blocks):
            document.add_paragraph(marks.add(blocks))
        case Code(lines):
            document.add_paragraph(lines, "Kode")
        case Table():
            _add_table(document, part, marks)


def _add_table(document: Document, part: Table, marks: Marks) -> None:
    table = document.add_table(len(part.rows), len(part.rows[0]), "Table Grid")
    for number, (row, texts) in enumerate(zip(table.rows, part.rows, strict=True)):
        for cell, inlines in zip(row.cells, texts, strict=True):
            shown = tuple(replace(inline, bold=inline.bold or not number) for inline in inlines)
            cell.paragraphs[0].add_run(marks.add((Block(shown),)) if shown else "")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - has no other way
    document.add_paragraph()
