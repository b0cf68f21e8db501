"""The words of a paragraph become one piece of marked content, whatever the engine made of them."""

from io import BytesIO
from typing import Any

import pikepdf

from dokumentmaskin.pdf import make_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.verify.check import passes
from tests.pdf import documents
from tests.pdf.structure import content, elements

WORDS = "mange ord på mange linjer etter hverandre " * 20


def made(*paragraphs: str) -> bytes:
    document = documents.new()
    for text in paragraphs:
        document.add_paragraph(text)
    return make_pdf(documents.saved(document), "m.docx", (BuiltInEngine(),)).data


def pieces(pdf: pikepdf.Pdf) -> list[list[int]]:
    return [[number for _, number in content(p)] for p in elements(pdf.Root.StructTreeRoot, "/P")]


def test_a_paragraph_on_one_page_is_one_piece_and_numbers_are_dense() -> None:
    with pikepdf.open(BytesIO(made(WORDS, WORDS))) as pdf:
        assert pieces(pdf) == [[0], [1]]
        page = pdf.pages[0]
        assert page.Contents.read_bytes().count(b" BDC") == 2
        owners: Any = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.obj.StructParents)]
        paragraphs = list(elements(pdf.Root.StructTreeRoot, "/P"))
        assert [owner.objgen for owner in owners] == [p.objgen for p in paragraphs]


def test_a_paragraph_over_a_page_break_has_a_piece_on_each_page() -> None:
    data = made(WORDS * 8)
    assert passes(data, "ua1")
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        split = [
            list(content(p)) for p in elements(pdf.Root.StructTreeRoot, "/P") if len(list(content(p))) > 1
        ]
        assert split
        assert all({page for page, _ in both} <= pages and len(both) == 2 for both in split)
