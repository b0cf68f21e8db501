"""Text beyond the edges of its page is told of with the pages and the words."""

from pikepdf import Dictionary, Name, new

from dokumentmaskin.pdf import BuiltInEngine, attachment_pdf
from dokumentmaskin.pdf.verify import text_outside
from tests.bundle.raw_pdf import saved
from tests.pdf.papers import paper
from tests.word.tracked import docx, p, run


def pages(*texts: str) -> bytes:
    """A PDF with a page for each drawing of text."""
    pdf = new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for text in texts:
        page = pdf.add_blank_page(page_size=(300, 300))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(f"BT /F1 10 Tf {text} ET".encode())
    return saved(pdf)


def test_what_is_on_the_page_or_leans_over_its_edge_is_not_told() -> None:
    assert text_outside(pages("20 20 Td (inne) Tj", "-2 290 Td (nesten) Tj", "400 20 Td ( ) Tj")) == ()


def test_each_edge_is_one_to_go_beyond() -> None:
    places = ("-20 20", "285 20", "20 -8", "20 299")
    (note,) = text_outside(pages("20 20 Td (inne) Tj", *(f"{place} Td (borte) Tj" for place in places)))
    assert "på side 2, 3, 4, 5 er" in note.message
    assert note.message.endswith("«borte», «borte», «borte» og ett sted til.")


def test_a_paper_with_such_text_is_taken_in_with_a_note() -> None:
    indent = '<w:pPr><w:ind w:left="12000"/></w:pPr>'
    made = attachment_pdf(paper(docx(p(indent, run("langt borte"))), "notat.docx"), (BuiltInEngine(),))
    assert "tekst-utenfor-siden" in {note.code for note in made.warnings}
