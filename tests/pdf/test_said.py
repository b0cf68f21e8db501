"""Every text of a PDF is told of, wherever it stands, and what is said of the place is where it is."""

from io import BytesIO
from typing import Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Page, Pdf, String

from dokumentmaskin.pdf import all_said, closely_said
from tests.bundle.tagged import saved
from tests.pipeline.papers import tagged, untagged

# What stands where; each word once.
PLACES: Final = {
    "Sideord": "på side 2",
    "Erstatningsord": "i en alternativ tekst på side 1",
    "Formord": "i en alternativ tekst",
    "Altord": "i en alternativ tekst på side 1",
    "Forkortelse": "i en alternativ tekst på side 1",
    "Lenkeord": "i en lenke på side 1",
    "Merknadsord": "i en merknad på side 1",
    "Bokmerkeord": "i et bokmerke",
    "Feltverdi": "i et skjemafelt",
    "Emneord": "i egenskapene",
    "Egennøkkel": "i egenskapene",
    "Xmpord": "i XMP-dataene",
    "Lagord": "i navnet på et lag",
    "Etikettord": "i sidenumrene",
    "Målord": "i et navn",
    "Filord.txt": "i et filnavn",
    "Innholdsord": "i en fil som ligger i PDF-en",
    "Ukjentord": "i filen",
    "Navneord": "i filen",
}


@pytest.fixture(scope="module")
def marked() -> bytes:
    """A PDF with a word in every place that can hold one."""
    with pikepdf.open(BytesIO(untagged("Først", "Sideord"))) as pdf:
        _mark_page(pdf, pdf.pages[0])
        _mark_names(pdf)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:description"] = "Xmpord & mer"
        pdf.docinfo["/Subject"] = String("Emneord")
        pdf.docinfo["/Egennøkkel"] = String("x")
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Bokmerkeord", 0))
        return saved(pdf)


def _mark_page(pdf: Pdf, page: Page) -> None:
    form = pdf.make_stream(b"/Span <</ActualText (Formord)>> BDC EMC", Type=Name.XObject, Subtype=Name.Form)
    page.obj.Contents = Array(
        [page.obj.Contents, pdf.make_stream(b"/Span <</ActualText (Erstatningsord)>> BDC EMC")]
    )
    page.obj.Resources.XObject = Dictionary(X=form)
    link = Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://Lenkeord.example")))
    note = Dictionary(Subtype=Name.Text, Contents=String("Merknadsord"))
    page.obj.Annots = Array([pdf.make_indirect(link), note])
    pdf.Root.StructTreeRoot = Dictionary(
        K=pdf.make_indirect(
            Dictionary(S=Name.Figure, Pg=page.obj, Alt=String("Altord"), E=String("Forkortelse"))
        )
    )


def _mark_names(pdf: Pdf) -> None:
    pdf.attachments["Filord.txt"] = b"Innholdsord"
    destinations = NameTree.new(pdf)
    destinations["Målord"] = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names.Dests = destinations.obj
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Etikettord"))]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([pdf.make_indirect(Dictionary(Name=String("Lagord")))]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(V=String("Feltverdi")))]))
    pdf.Root.PieceInfo = Dictionary(X=Dictionary(Private=String("Ukjentord"), Y=Name.Navneord))


@pytest.mark.parametrize("word", PLACES)
def test_a_text_is_found_wherever_it_stands(marked: bytes, word: str) -> None:
    places = {said.where for said in all_said(marked) if word in said.text}
    assert PLACES[word] in places
    assert places <= {PLACES[word], "i et navn", "i et filnavn", "i filen"}


def test_a_string_in_any_coding_is_read() -> None:
    with pikepdf.open(BytesIO(untagged("a"))) as pdf:
        pdf.Root.A = String("Blåbær – 中")
        pdf.Root.B = String("Jordbær")
        texts = {said.text for said in all_said(saved(pdf))}
    assert {"Blåbær – 中", "Jordbær"} <= texts


def test_a_number_that_is_an_object_of_its_own_says_nothing() -> None:
    """LibreOffice writes the length of each stream so."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (Ord) >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length 5 0 R >> stream\nq Q\nendstream", b"3",
    )  # fmt: skip
    body = b"".join(b"%d 0 obj %b endobj\n" % numbered for numbered in enumerate(objects, 1))
    pdf = b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"
    assert "Ord" in {said.text for said in all_said(pdf)}


def test_a_page_goes_on_from_the_last_one() -> None:
    words = " ".join(f"ord{number}" for number in range(900))
    pages = [said for said in all_said(tagged(words)) if said.where.startswith("på side")]
    assert [(said.where, said.goes_on) for said in pages[:2]] == [("på side 1", False), ("på side 2", True)]
    assert " ".join(" ".join(page.text for page in pages).split()).count(" ord") >= 890


def test_a_page_read_closely_has_a_paragraph_in_a_line() -> None:
    words = " ".join(f"ord{number}" for number in range(900))
    (page,) = closely_said(tagged(words), {"på side 2"})
    assert page.where == "på side 2"
    assert any(len(line.split()) > 200 for line in page.text.split("\n"))
