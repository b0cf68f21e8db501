"""A fault planted in a Word file the way a person makes one: words of a paragraph written over."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write_over(file: Path, old: str, new: str, *, where: str = "") -> None:
    """Write over the first words that say this, in the first paragraph that has them and also `where`."""
    document = docx.Document(str(file))
    for paragraph in _paragraphs(document):
        words = "".join(text.text or "" for text in paragraph.iter(W + "t")).replace("\u00a0", " ")
        within = [text for text in paragraph.iter(W + "t") if old in (text.text or "").replace("\u00a0", " ")]
        if within and where in words:
            within[0].text = (within[0].text or "").replace("\u00a0", " ").replace(old, new, 1)
            break
        if old in words and where in words:
            first, *rest = paragraph.iter(W + "t")
            first.text = words.replace(old, new, 1)
            first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            for other in rest:
                other.text = ""
            break
    else:
        raise AssertionError(old)
    _save(document, file)


def write_over_cell(file: Path, old: str, new: str) -> None:
    """Write over the first paragraph that says just this."""
    document = docx.Document(str(file))
    said = ((p, [t for t in p.iter(W + "t") if t.text]) for p in _paragraphs(document))
    found = next(texts[0] for _, texts in said if [t.text for t in texts] == [old])
    found.text = new
    _save(document, file)


def append_like(file: Path, model: str, text: str) -> None:
    """Write a paragraph after one that begins so, of the same kind."""
    document = docx.Document(str(file))
    for paragraph in _paragraphs(document):
        if "".join(t.text or "" for t in paragraph.iter(W + "t")).startswith(model):
            copy = etree.fromstring(etree.tostring(paragraph))
            first, *rest = copy.iter(W + "t")
            first.text = text
            for other in rest:
                other.text = ""
            paragraph.addnext(copy)
            break
    else:
        raise AssertionError(model)
    _save(document, file)


def remove(file: Path, start: str) -> None:
    """Delete the first paragraph that begins so."""
    document = docx.Document(str(file))
    for paragraph in _paragraphs(document):
        if "".join(t.text or "" for t in paragraph.iter(W + "t")).startswith(start):
            paragraph.getparent().remove(paragraph)
            break
    else:
        raise AssertionError(start)
    _save(document, file)


def add_sentence(file: Path, text: str) -> None:
    """Write a paragraph of running text last."""
    document = docx.Document(str(file))
    document.add_paragraph(text)
    _save(document, file)


def _paragraphs(document: Document) -> Iterator["etree._Element"]:
    """The paragraphs of the body, then of headers and footers."""
    yield from document.element.body.iter(W + "p")
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from part._element.iter(W + "p")


def _save(document: Document, file: Path) -> None:
    kept = BytesIO()
    document.save(kept)
    file.write_bytes(kept.getvalue())


def retitle(file: Path, title: str) -> None:
    """Write another title in the properties of the document."""
    document = docx.Document(str(file))
    document.core_properties.title = title
    _save(document, file)
