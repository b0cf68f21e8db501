"""The tables, headings and quotes of a text field, as Word has them, in the template's own looks.

`richtext` asks for them where a mark stood. A style that the template lacks is made from those it has: Word's
own «Heading 4» from «Heading 3», «Quote» from the text's, and «Table Grid» for a table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dokumentmaskin.document.markdown import Block, Inline, Side

_DEEPEST: Final = 9  # heading in Word
# The looks of a table in dok's own templates: the table, and its text by whether it is a head and a number.
_TABLE: Final = "Sekretariatstabell"
_CELLS: Final = {
    (True, False): "Tabellhode",
    (True, True): "Tabelltall hode",
    (False, False): "Tabelltekst",
    (False, True): "Tabelltall",
}
# How many letters' room a column gets at least and at most before the width is shared.
_NARROW, _WIDE = 6, 40
_GRID: Final = ("top", "left", "bottom", "right", "insideH", "insideV")

Element = Any  # python-docx's elements have no types


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document for what a text field holds besides paragraphs and lists.

    Attributes:
        document: The document.
        made: The headings of texts.
    """

    document: Document
    made: list[Element] = field(default_factory=list)

    def heading(self, paragraph: Element, block: Block) -> None:
        """Make a paragraph a heading under the nearest one before it."""
        level = min(self._level_above(paragraph) + block.heading, _DEEPEST)
        self.made.append(paragraph)
        paragraph.get_or_add_pPr().style = self._heading_style(level).style_id

    def quote(self, paragraph: Element) -> None:
        """Make a paragraph a quote."""
        style = self._style("Quote", WD_STYLE_TYPE.PARAGRAPH)
        if style is None:
            styles: Any = self.document.styles
            style = styles.add_style("Quote", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
            style.font.italic = True
            style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(1)
        paragraph.get_or_add_pPr().style = style.style_id

    def table(
        self, block: Block, width: int, runs: Callable[[tuple[Inline, ...]], Iterator[Element]]
    ) -> Element:
        """A table as wide as the text, its first row the head of each page.

        Args:
            block: The table.
            width: The width of the text, in twips.
            runs: Makes the runs of a cell.
        """
        widths = _widths(block, width)
        table = OxmlElement("w:tbl")
        table.append(self._properties(width))
        grid = OxmlElement("w:tblGrid")
        for own in widths:
            grid.append(_with("w:gridCol", w=own))
        table.append(grid)
        for number, row in enumerate(block.rows):
            line, looks = OxmlElement("w:tr"), OxmlElement("w:trPr")
            looks.append(OxmlElement("w:cantSplit"))
            if not number:
                looks.append(OxmlElement("w:tblHeader"))
            line.append(looks)
            for cell, own, side in zip(row, widths, block.sides, strict=True):
                line.append(self._cell(own, side, list(runs(cell)), head=not number))
            table.append(line)
        return table

    def _properties(self, width: int) -> Element:
        properties = OxmlElement("w:tblPr")
        own = self._style(_TABLE, WD_STYLE_TYPE.TABLE) or self._style("Table Grid", WD_STYLE_TYPE.TABLE)
        if own is not None:
            properties.append(_with("w:tblStyle", val=own.style_id))
        properties.append(_with("w:tblW", w=width, type="dxa"))
        if own is None:
            borders = OxmlElement("w:tblBorders")
            for edge in _GRID:
                borders.append(_with(f"w:{edge}", val="single", sz=4, space=0, color="auto"))
            properties.append(borders)
        properties.append(_with("w:tblLayout", type="fixed"))
        looks = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
        properties.append(_with("w:tblLook", val="0420", **looks))
        return properties

    def _cell(self, width: int, side: Side, runs: list[Element], *, head: bool) -> Element:
        cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
        properties.append(_with("w:tcW", w=width, type="dxa"))
        paragraph = OxmlElement("w:p")
        look = paragraph.get_or_add_pPr()
        style = self._style(_CELLS[head, side == "right"], WD_STYLE_TYPE.PARAGRAPH)
        if style is not None:
            look.style = style.style_id
        if side != "left":
            look.append(_with("w:jc", val=side))
        for run in runs if head and style is None else ():
            for text in run.iter(qn("w:r")):
                text.get_or_add_rPr().get_or_add_b()
        paragraph.extend(runs)
        cell.extend((properties, paragraph))
        return cell

    def _level_above(self, paragraph: Element) -> int:
        """The level of the template's nearest heading before a paragraph; without one it is the title's."""
        names = {style.style_id: str(style.name) for style in self.document.styles}
        place = paragraph
        while place.getparent().tag != qn("w:body") and place.getparent().getparent() is not None:
            place = place.getparent()
        for before in place.itersiblings(preceding=True):
            found = before.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = names.get(found.get(qn("w:val")), "") if found is not None else ""
            level = name.removeprefix("Heading ")
            if level != name and level.isdecimal() and before not in self.made:
                return int(level)
        return 1

    def _heading_style(self, level: int) -> Any:
        """The style of a heading, made from that of the level above when the template has none."""
        name = f"Heading {level}"
        style = self._style(name, WD_STYLE_TYPE.PARAGRAPH)
        if style is None:
            styles: Any = self.document.styles
            above = self._heading_style(level - 1) if level > 1 else None
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = above or styles.default(WD_STYLE_TYPE.PARAGRAPH)
            style.next_paragraph_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
            style.font.bold, style.font.italic = True, level > 1
            style.element.get_or_add_pPr().append(_with("w:outlineLvl", val=level - 1))
        return style

    def _style(self, name: str, kind: WD_STYLE_TYPE) -> Any:
        """The style of this name; None when the document has none."""
        return next((s for s in self.document.styles if s.type == kind and s.name == name), None)


def after_table(paragraph: Element) -> None:
    """Give the text after a table air, as it has after a paragraph."""
    look = paragraph.get_or_add_pPr()
    if look.find(qn("w:spacing")) is None:
        look.get_or_add_spacing().before = Pt(8)


def _widths(block: Block, width: int) -> list[int]:
    """How wide each column is: by what it holds, within bounds, all of it together."""
    longest = [
        max(len("".join(i.text for i in cell)) for cell in column) for column in zip(*block.rows, strict=True)
    ]
    shares = [min(max(letters, _NARROW), _WIDE) for letters in longest]
    widths = [width * share // sum(shares) for share in shares]
    return [*widths[:-1], width - sum(widths[:-1])]


def _with(tag: str, **attributes: object) -> Element:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
