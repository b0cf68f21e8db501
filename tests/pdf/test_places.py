"""The places of cases in a PDF: each has the name that the website links to, and is at the case itself."""

from io import BytesIO

import pikepdf

from dokumentmaskin.pdf import BuiltInEngine, make_pdf
from dokumentmaskin.pdf.words import read_words
from tests.pdf import documents


def lines_at_places(docx: bytes) -> dict[str, str]:
    """The names in the PDF of a document, each with the first line that shows when it is opened there."""
    data = make_pdf(docx, "m.docx", (BuiltInEngine(),)).data
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        tree = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        places = {str(name): (pages[place.D[0].objgen], float(place.D[3])) for name, place in tree.items()}
    return {name: line_below(data, *place) for name, place in places.items()}


def line_below(data: bytes, page: int, top: float) -> str:
    words = [word for index, word in read_words(data) if index == page and word.y < top]
    first = max(word.y for word in words)
    return " ".join(" ".join(word.text for word in words if word.y == first).split())


def test_a_case_is_opened_at_its_heading() -> None:
    document = documents.new()
    document.add_heading("Saksliste", 1)
    for title in ("Sak 30/22: Årsplan", "Bakgrunn", "Sak 04/22 – Budsjett", "Sak 30/22: En gang til"):
        document.add_heading(title, 2)
        document.add_paragraph("Sak 5: ikke en overskrift.")
    documents.add_table(document, [["Nr.", "Sak"], ["6", "en sak det vises til"]])
    assert lines_at_places(documents.saved(document)) == {
        "sak-30-22": "Sak 30/22: Årsplan",
        "sak-4-22": "Sak 04/22 – Budsjett",
    }


def test_a_case_without_a_heading_is_opened_at_its_row() -> None:
    document = documents.new()
    document.add_heading("Innkalling", 1)
    documents.add_table(document, [["Nr.", "Punkt"], ["7", "ingen sak"]])
    rows = [["1", "", "Åpning"], ["Sak 2.", "kl. 10", "Drøfting"], ["", "", "Pause"], ["3", "", ""]]
    documents.add_table(document, [["Nr.", "Tid", "Sak"], *rows])
    assert lines_at_places(documents.saved(document)) == {
        "sak-1": "1 Åpning",
        "sak-2": "Sak 2. kl. 10 Drøfting",
    }


def test_a_document_without_cases_names_nothing() -> None:
    document = documents.new()
    document.add_heading("Handlingsprogram", 1)
    documents.add_table(document, [["Møte", "Dato"], ["1", "11. mars"]])
    assert lines_at_places(documents.saved(document)) == {}
