"""Small Word templates made in a test, and the documents that come of them."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from dokumentmaskin.document.markdown import parse_text
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks, Rich

Body = Callable[[Document], object]
NAME: Final = "templates/bokmal/prøve.docx"
DATED: Final = date(2022, 3, 8)


class Text(str):
    """A text field of the plan: a template gets it as formatted text."""

    __slots__ = ()


def paragraph(text: str) -> Body:
    """A template of one paragraph."""
    return lambda document: document.add_paragraph(text)


def build(file: Path, body: Body, title: str = "{{ tittel }}", *, hyperlink_style: bool = True) -> Path:
    """Write a template: Word's own styles, what `body` adds, and a title in the properties."""
    document = docx.Document()
    if hyperlink_style:
        document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    document.core_properties.title = title
    body(document)
    document.save(str(file))
    return file


def fill_bytes(template: Path, **values: object) -> bytes:
    """What becomes of a template; a `Text` is formatted text, and the title is «Prøve»."""
    return fill_data(template.read_bytes(), **values)


def fill_data(template: bytes, **values: object) -> bytes:
    """The same of a template's bytes."""
    marks = Marks()
    context: dict[str, object] = {
        name: Rich(parse_text(value), marks) if isinstance(value, Text) else value
        for name, value in {"tittel": "Prøve", **values}.items()
    }
    return render(template, NAME, context, marks, DATED)


def fill(folder: Path, body: Body, **values: object) -> Document:
    """The document that comes of a template with this body."""
    return docx.Document(BytesIO(fill_bytes(build(folder / "mal.docx", body), **values)))


def texts(story: Any) -> list[str]:
    """The text of each paragraph of a document, header, footer or table cell; tabs and breaks included."""
    return [p.text for p in story.paragraphs]


def all_texts(document: Document) -> list[str]:
    """The text of every paragraph of the body, wherever it stands."""
    return [Paragraph(p, document).text for p in document.element.body.iter(qn("w:p"))]


def add_xml(document: Document, xml: str) -> None:
    """Put raw WordprocessingML last in the body."""
    opening, rest = xml.split(">", 1) if not xml.startswith("<w:p>") else ("<w:p", xml[5:])
    element = parse_xml(f"{opening} {nsdecls('w', 'r')}>{rest}")
    document.element.body.insert_element_before(element, "w:sectPr")


def moved(data: bytes) -> bytes:
    """The file as Word for the web names its main part."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(target, "w") as renamed:
        for name in package.namelist():
            content = package.read(name)
            if name in {"[Content_Types].xml", "_rels/.rels"}:
                content = content.replace(b"word/document.xml", b"word/document2.xml")
            renamed.writestr(name.replace("document.xml", "document2.xml"), content)
    return target.getvalue()
