"""Word documents for the tests, built with python-docx as a template's output would be."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
NEW_PAGE = WD_SECTION.NEW_PAGE


def new(title: str = "Innkalling til møte", language: str = "nb-NO") -> Any:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.subject = title, "Faggruppe næring"
    properties.author, properties.language = "Osloregionen", language
    properties.modified = datetime(2022, 3, 4, 9, 30, tzinfo=UTC)
    return document


def saved(document: Any) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def add_link(paragraph: Paragraph, text: str, address: str = "", anchor: str = "") -> None:
    link = OxmlElement("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, LINK, is_external=True))
    if anchor:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text)._r
    link.append(run)
    paragraph._p.append(link)


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    for kind in ("begin", "", "separate", "=", "end"):
        run = paragraph.add_run(result if kind == "=" else "")
        if kind == "":
            code = OxmlElement("w:instrText")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind != "=":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def add_table(document: Any, rows: list[list[str]], *, header: bool = True) -> Any:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def meeting() -> bytes:
    """A summons of two pages: headings, list, table, links everywhere, header and page numbers."""
    document = new()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = "Osloregionen, innkalling"
    footer = section.footer.paragraphs[0]
    footer.add_run("Side ")
    add_field(footer, "PAGE", "1")
    footer.add_run(" av ")
    add_field(footer, "NUMPAGES", "9")
    document.add_heading("Innkalling «æøå»", 1)
    paragraph = document.add_paragraph("Kl.\u00a009.00–11.30. Se ")
    add_link(paragraph, "saksdokumentene på Osloregionens nettsted, som er en lang lenketekst "
             "over linjeskiftet", "https://www.osloregionen.no/mote")  # fmt: skip
    paragraph.add_run(" før møtet.")
    add_link(document.add_paragraph("", style="List Bullet"), "punkt med lenke", "https://a.no/")
    table = add_table(document, [["Sak", "Tittel"], ["1/22", "Strategi "]])
    add_link(table.cell(1, 1).paragraphs[0], "i en celle", "https://celle.no/?a=(1)")
    document.add_heading("Til behandling", 2)
    for number in range(40):
        document.add_paragraph(f"Avsnitt {number} om næringssamarbeid i regionen.")
    return saved(document)
