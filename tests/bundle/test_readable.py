"""What a reader gets from a PDF that comes from elsewhere."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle import bookmarks, is_tagged, pages_without_text
from tests.bundle.raw_pdf import saved
from tests.bundle.tagged import one


def test_a_file_is_tagged_when_its_tree_holds_an_element() -> None:
    pdf = one("a")
    assert is_tagged(pdf)
    pdf.Root.StructTreeRoot.K = Array([0, Dictionary(Type=Name.MCR)])
    assert not is_tagged(pdf)
    pdf.Root.StructTreeRoot = String("tre")
    assert not is_tagged(pdf)
    del pdf.Root["/StructTreeRoot"]
    assert not is_tagged(pdf)


def test_a_page_with_something_to_see_and_no_text_is_found() -> None:
    pdf = one("tekst", pages=4)
    pdf.pages[1].contents_add(b"0 0 99 99 re f")
    pdf.pages[3].obj.Contents = pdf.make_stream(b"0 0 99 99 re f")
    assert pages_without_text(saved(pdf)) == (2, 4)


@pytest.mark.parametrize("named", [True, False])
def test_bookmarks_come_in_reading_order_with_their_pages(*, named: bool) -> None:
    pdf = one("a", pages=3, bookmarks=[("Første", 0), ("Andre", 2)])
    item = pdf.Root.Outlines.First
    under = pdf.make_indirect(Dictionary(Title=String("Under"), Parent=item))
    under.Dest = Array([pdf.pages[1].obj, Name.Fit])
    item.First = item.Last = under
    item.Count = 1
    if named:
        item.Dest = String("ukjent")
        pdf.Root.Outlines.Last.Dest = Array([])
    found = list(bookmarks(pikepdf.open(BytesIO(saved(pdf)))))
    below = (("Første", "Under"), 2)
    assert found == ([below] if named else [(("Første",), 1), below, (("Andre",), 3)])
