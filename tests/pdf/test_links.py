"""Links: one element for each, with its words and its clickable areas."""

import io
from typing import Any

import pikepdf

from dokumentmaskin.pdf import make_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.words import in_one_line, read_words
from tests.pdf import documents
from tests.pdf.structure import content, elements

LONG = "en lenke som er så lang at den går over linjeskiftet på siden, og helt sikkert videre til neste linje"


def opened(docx: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(make_pdf(docx, "m.docx", (BuiltInEngine(),)).data))


def said(pdf: pikepdf.Pdf, link: Any) -> str:
    """The text of the marked content that the element holds, read from the page."""
    mcids = set(content(link))
    saved = io.BytesIO()
    pdf.save(saved)
    words = ((pdf.pages[index].obj.objgen, word) for index, word in read_words(saved.getvalue()))
    return in_one_line(word for number, word in words if (number, word.mcid) in mcids)


def areas(link: Any) -> list[Any]:
    return [kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR"]


def one_link(text: str = "nettstedet", address: str = "https://a.no/", **how: Any) -> bytes:
    document = documents.new(**how)
    paragraph = document.add_paragraph("Se ")
    documents.add_link(paragraph, text, address)
    paragraph.add_run(" før møtet.")
    return documents.saved(document)


def test_a_link_holds_its_own_words_and_no_others() -> None:
    with opened(one_link("Osloregionens nettsted")) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        assert said(pdf, link) == "Osloregionens nettsted"
        assert link.P.S == "/P"
        before, own, after = list(link.P.K)
        assert (isinstance(before, int), own.objgen, isinstance(after, int)) == (True, link.objgen, True)


def test_a_link_says_its_text_and_address() -> None:
    with opened(one_link()) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        (area,) = areas(link)
        assert str(area.Contents) == str(link.Alt) == "Lenke: nettstedet (https://a.no/)"
        assert pdf.pages[0].obj.Tabs == "/S"


def test_a_nynorsk_document_says_lenkje() -> None:
    with opened(one_link(language="nn-NO")) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        assert str(link.Alt).startswith("Lenkje: ")


def test_a_link_over_a_line_break_is_one_element_with_an_area_for_each_line() -> None:
    with opened(one_link(LONG)) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        first, second = areas(link)
        assert said(pdf, link).split() == LONG.split()
        assert float(second.Rect[3]) <= float(first.Rect[1]) + 1
        assert float(first.Rect[2]) - float(first.Rect[0]) > 300
        assert len(pdf.pages[0].obj.Annots) == 2


def test_two_links_beside_each_other_are_two() -> None:
    document = documents.new()
    paragraph = document.add_paragraph()
    documents.add_link(paragraph, "en", "https://a.no/")
    documents.add_link(paragraph, "to", "https://b.no/")
    with opened(documents.saved(document)) as pdf:
        found = list(elements(pdf.Root.StructTreeRoot, "/Link"))
        assert [said(pdf, link) for link in found] == ["en", "to"]


def test_the_same_address_twice_with_text_between_is_two_links() -> None:
    document = documents.new()
    paragraph = document.add_paragraph()
    documents.add_link(paragraph, "en", "https://a.no/")
    paragraph.add_run(" og ")
    documents.add_link(paragraph, "to", "https://a.no/")
    with opened(documents.saved(document)) as pdf:
        assert len(list(elements(pdf.Root.StructTreeRoot, "/Link"))) == 2


def test_a_link_over_a_page_break_is_one_element_with_areas_on_both_pages() -> None:
    document = documents.new()
    for _ in range(6):
        document.add_paragraph("fyll " * 95)
    documents.add_link(document.add_paragraph(), "lenke " * 400, "https://a.no/")
    with opened(documents.saved(document)) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        assert {kid.Pg.objgen for kid in link.K if not isinstance(kid, int) and kid.Type == "/OBJR"} == {
            p.objgen for p in pdf.pages
        }
        assert len(pdf.pages) == 2


def test_links_in_lists_tables_and_headings_stand_under_their_own_parent() -> None:
    document = documents.new()
    documents.add_link(document.add_heading("", 1), "overskrift", "https://h.no/")
    documents.add_link(document.add_paragraph("", style="List Bullet"), "punkt", "https://l.no/")
    table = documents.add_table(document, [["a", "b"], ["c", "d "]])
    documents.add_link(table.cell(1, 1).paragraphs[0], "celle", "https://t.no/")
    with opened(documents.saved(document)) as pdf:
        found = {said(pdf, link): str(link.P.P.S) for link in elements(pdf.Root.StructTreeRoot, "/Link")}
    assert found == {"overskrift": "/Document", "punkt": "/LBody", "celle": "/TD"}


def test_the_parent_tree_leads_back_to_the_link() -> None:
    with opened(one_link()) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        owners = tree[int(pdf.pages[0].obj.StructParents)]
        assert [owners[number].objgen for _, number in content(link)] == [link.objgen]
        assert tree[int(areas(link)[0].StructParent)].objgen == link.objgen
