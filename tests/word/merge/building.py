"""Small Word files for the tests of the merge, and what they say as lines."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from dokumentmaskin.word.merge import Change, merge
from dokumentmaskin.word.merge.sides import Merged, Side

Line = str | list[list[str]]


def word(*lines: Line, header: str = "", title: str = "") -> bytes:
    """A Word file. `## Sak` is a heading, `- punkt` and `1. punkt` are items, a list of rows is a table."""
    document = docx.Document()
    for line in lines:
        if isinstance(line, str):
            _add(document, line)
        else:
            table = document.add_table(len(line), len(line[0]), "Table Grid")
            for row, cells in zip(table.rows, line, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    return saved(document)


def _add(document: Document, line: str) -> None:
    mark, _, text = line.partition(" ")
    if mark and not mark.strip("#"):
        document.add_heading(text, len(mark))
    elif mark in {"-", "1."}:
        document.add_paragraph(text, "List Bullet" if mark == "-" else "List Number")
    else:
        document.add_paragraph(line)


def saved(document: Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def edited(docx_bytes: bytes, edit: Callable[[Document], object]) -> bytes:
    """The file after a change."""
    document = docx.Document(BytesIO(docx_bytes))
    edit(document)
    return saved(document)


def localised_headings(document: Document) -> None:
    """Give the heading's style the id that a Norwegian Word gives it, under the same name."""
    for style in document.styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) == "Heading2":
            style.set(qn("w:styleId"), "Overskrift2")
    for root in (document.element.body, document.styles.element):
        for used in root.iter(*map(qn, ("w:pStyle", "w:link", "w:basedOn", "w:next"))):
            if used.get(qn("w:val")) == "Heading2":
                used.set(qn("w:val"), "Overskrift2")


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether what a merge reads of two files is the same."""
    return bool(Side(one).said == Side(other).said)


def opened(docx_bytes: bytes) -> Document:
    return docx.Document(BytesIO(docx_bytes))


def paragraph(document: Document, text: str) -> Any:
    """The paragraph with this text, in the body or in a table."""
    every = [*document.paragraphs, *(p for cell in _cells(document) for p in cell.paragraphs)]
    return next(p for p in every if p.text == text)


def _cells(document: Document) -> Iterator[Any]:
    return (cell for table in document.tables for row in table.rows for cell in row.cells)


def lines(docx_bytes: bytes) -> list[str]:
    """What the body says, a line for each paragraph and table row; empty paragraphs are left out."""
    found = []
    for block in Side(docx_bytes).blocks:
        found += [block.text] if block.is_paragraph else [row.text for row in block.parts]
    return [line for line in found if line]


def comments(docx_bytes: bytes) -> list[str]:
    return [comment.text for comment in opened(docx_bytes).comments]


def anchors(docx_bytes: bytes) -> list[str]:
    """The text of each paragraph that has a comment."""
    body = opened(docx_bytes).element.body
    marked = (mark.iterancestors(qn("w:p")) for mark in body.iter(qn("w:commentReference")))
    return ["".join(text.text or "" for text in next(owner).iter(qn("w:t"))) for owner in marked]


def conflicts(merged: Merged) -> list[Change]:
    """What a person must look at."""
    return [change for change in merged.changes if change.kind in {"konflikt", "bevart"}]


def kinds(base: bytes, mine: bytes, theirs: bytes) -> list[tuple[str, str, str, str]]:
    """What the merge tells."""
    return [(c.kind, c.overskrift, c.før, c.nå) for c in merge(base, mine, theirs).changes]
