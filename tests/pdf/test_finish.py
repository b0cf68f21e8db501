"""The finished file itself: what its tags hold, how its pages are drawn, what its metadata say."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf import BuiltInEngine, Engine, Properties, make_pdf
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine
from dokumentmaskin.pdf.finish import finish_pdf, finish_untagged, saved
from dokumentmaskin.pdf.finish.finish import _saved_with
from dokumentmaskin.pdf.finish.links import _Piece, _same_line, tag_links
from dokumentmaskin.pdf.finish.structure import free_standard_roles, identify_notes
from tests.pdf import documents
from tests.pdf.structure import told
from tests.pdf.test_libreoffice import soffice

PROPERTIES = Properties("Tittel", "", "", None, "nb-NO")
ENGINES: dict[str, Callable[[], Engine]] = {
    "innebygd": BuiltInEngine,
    "libreoffice": lambda: LibreOfficeEngine(soffice()),
}


def small() -> bytes:
    document = documents.new()
    document.add_heading("Innkalling «æøå»", 1)
    paragraph = document.add_paragraph("Se ")
    documents.add_link(paragraph, "sakene på nettstedet", "https://a.no/")
    paragraph.add_run(" før møtet.")
    document.add_paragraph("")
    document.add_heading("Saker", 2)
    document.add_paragraph("første punkt", style="List Bullet")
    document.add_paragraph("andre punkt", style="List Bullet")
    documents.add_table(document, [["Sak", "Tittel"], ["1/22", "Årets strategi"]])
    document.add_paragraph("Slutt.")
    document.sections[0].header.paragraphs[0].text = "Topptekst"
    return documents.saved(document)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


@pytest.mark.parametrize("engine", ENGINES)
def test_each_tag_holds_its_own_words_in_the_order_of_reading(engine: str) -> None:
    with opened(make_pdf(small(), "m.docx", (ENGINES[engine](),)).data) as pdf:
        found = told(pdf)
    words = [(kind, text) for kind, text in found if kind != "/Lbl"]
    assert [text for _, text in words] == [
        "Innkalling «æøå»", "Se før møtet.", "sakene på nettstedet", "Saker", "• første punkt",
        "• andre punkt", "Sak", "Tittel", "1/22", "Årets strategi", "Slutt.",
    ]  # fmt: skip
    assert [kind for kind, text in words if text.startswith(("Inn", "sakene", "Saker"))] == [
        "/H1",
        "/Link",
        "/H2",
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_page_opens_it_closes(engine: str) -> None:
    pairs = {"q": "Q", "BT": "ET", "BMC": "EMC", "BDC": "EMC"}
    with opened(make_pdf(small(), "m.docx", (ENGINES[engine](),)).data) as pdf:
        for page in pdf.pages:
            waiting = Counter[str]()
            for step in pikepdf.parse_content_stream(page):
                name = str(step.operator)
                waiting[pairs.get(name, "")] += name in pairs
                waiting[name] -= name in pairs.values()
                assert min(waiting.values()) >= 0
            assert not +waiting


@pytest.mark.parametrize(("author", "stated"), [("Kari & Ola", ["Kari & Ola"]), ("", None)])
def test_the_author_stands_in_both_places_or_in_none(author: str, stated: list[str] | None) -> None:
    document = documents.new()
    document.add_paragraph("Hei")
    document.core_properties.author = author
    with opened(make_pdf(documents.saved(document), "m.docx", (BuiltInEngine(),)).data) as pdf:
        assert pdf.open_metadata().get("dc:creator") == stated
        assert [str(pdf.docinfo[key]) for key in ("/Author",) if key in pdf.docinfo] == (stated or [])


def test_the_metadata_say_when_and_with_what() -> None:
    with blank() as pdf:
        target = BytesIO()
        pdf.docinfo["/Producer"] = "Motor <1>"
        pdf.save(target)
    when = datetime(2022, 3, 4, 9, 30, tzinfo=UTC)
    with opened(
        finish_untagged(target.getvalue(), Properties("T", "Om", "", when, "nn-NO"), "x").data
    ) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["xmp:CreateDate"], xmp["xmp:CreatorTool"]) == ("2022-03-04T09:30:00Z", "dokumentmaskin")
        assert (xmp["pdf:Producer"], xmp["dc:language"], xmp["dc:format"]) == (
            "Motor <1>",
            {"nn-NO"},
            "application/pdf",
        )
        assert (str(pdf.docinfo.Creator), str(pdf.docinfo.Producer)) == ("dokumentmaskin", "Motor <1>")
        assert xmp["dc:description"] == str(pdf.docinfo.Subject) == "Om"


def tagged_page(pdf: pikepdf.Pdf) -> Any:
    """Give a page's PDF an empty structure tree; return the document element."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
    root.K = pdf.make_indirect(element)
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array()))
    pdf.Root.StructTreeRoot = root
    return root.K


@pytest.mark.parametrize(
    ("said", "address", "told_of"),
    [
        ({}, "https://a.no/", "Lenke:  (https://a.no/)"),
        ({"Contents": pikepdf.String("kart")}, "https://a.no/", "Lenke: kart (https://a.no/)"),
        ({"Contents": pikepdf.String("side 2")}, "", "Lenke: side 2"),
    ],
)
@pytest.mark.parametrize("tagged", [True, False])
def test_a_link_without_words_is_told_by_its_address(
    said: dict[str, Any], address: str, told_of: str, *, tagged: bool
) -> None:
    with blank() as pdf:
        parent = tagged_page(pdf)
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), **said)
        if address:
            link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        if tagged:
            element = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Link))
            parent.K, link.StructParent = element, 0
            pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[0] = element
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        target = BytesIO()
        pdf.save(target)
        tag_links(pdf, target.getvalue(), "nb-NO")
        annotation = pdf.pages[0].obj.Annots[0]
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        owner = tree[int(annotation.StructParent)]
        assert (str(annotation.Contents), str(owner.Alt), str(owner.S)) == (told_of, told_of, "/Link")


@pytest.mark.parametrize(
    ("area", "other_page", "same"),
    [
        ((60, 100, 90, 110), False, True),
        ((60, 104, 90, 114), False, True),
        ((60, 106, 90, 116), False, False),
        ((59.6, 100, 90, 110), False, True),
        ((10, 100, 50, 110), False, False),
        ((60, 100, 90, 110), True, False),
    ],
)
def test_pieces_of_a_link_stand_on_one_line(
    area: tuple[float, float, float, float], *, other_page: bool, same: bool
) -> None:
    with blank(2) as pdf:
        first = _Piece(pdf.pages[0], pdf.Root, (10, 100, 60, 110), "", [], None)
        second = _Piece(pdf.pages[int(other_page)], pdf.Root, area, "", [], None)
        assert _same_line(first, second) is same


def test_a_style_that_is_called_as_a_standard_type_is_what_the_engine_means() -> None:
    pdf = pikepdf.new()
    names = ("/Quote", "/Caption", "/Sitat")
    kids = [pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(name), K=pikepdf.Array())) for name in names]
    roles = {"/Quote": pikepdf.Name.P, "/Caption": pikepdf.Name.Caption, "/Sitat": pikepdf.Name.P}
    root = pikepdf.Dictionary(K=pikepdf.Array(kids), RoleMap=pikepdf.Dictionary(roles))
    free_standard_roles(root)
    assert [str(kid.S) for kid in kids] == ["/P", "/Caption", "/Sitat"]
    assert {*root.RoleMap.keys()} == {"/Caption", "/Sitat"}


def test_notes_get_identifiers_that_lead_back_to_them() -> None:
    with blank() as pdf:
        parent = tagged_page(pdf)
        notes = [
            pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(kind))) for kind in ("/Note", "/P", "/Note")
        ]
        parent.K = pikepdf.Array(notes)
        identify_notes(pdf)
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert [str(name) for name in names[::2]] == ["note-000001", "note-000002"]
        assert [note.objgen for note in names[1::2]] == [notes[0].objgen, notes[2].objgen]
        assert [str(note.get("/ID", "")) for note in notes] == ["note-000001", "", "note-000002"]


def test_no_object_stream_ends_in_a_carriage_return_either() -> None:
    with blank() as pdf:
        for number in range(5000):
            pdf.Root.Ord = pikepdf.String("a" * (number // 26) + chr(97 + number % 26))
            if b"\r\nendstream" in _saved_with(pdf, pikepdf.ObjectStreamMode.generate):
                break
        else:
            pytest.fail("ingen strøm slutter med vognretur")
        data = saved(pdf)
        assert b"\r\nendstream" not in data
        with opened(data) as again:
            assert str(again.Root.Ord) == str(pdf.Root.Ord)


def test_taking_the_structure_away_takes_what_refers_to_it() -> None:
    with blank(2) as pdf:
        tagged_page(pdf)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), StructParent=1)
        pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        for page in pdf.pages:
            page.obj.StructParents = 0
        target = BytesIO()
        pdf.save(target)
    finished = finish_untagged(target.getvalue(), PROPERTIES, "innebygd")
    assert (finished.pages, finished.pdfa, finished.pdfua, finished.checked) == (2, None, False, False)
    with opened(finished.data) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
        assert not [page for page in pdf.pages if "/StructParents" in page.obj]
        assert "/StructParent" not in pdf.pages[1].obj.Annots[0]


def test_what_is_no_pdf_is_refused_with_a_way_out() -> None:
    with pytest.raises(EngineError, match="Motoren laget ingen hel PDF") as caught:
        finish_untagged(b"hei", PROPERTIES, "x")
    assert [problem.advice for problem in caught.value.problems] == [
        "Åpne filen i programmet den er laget i, og eksporter den som PDF."
    ]


def test_a_page_without_content_is_left_as_it_is() -> None:
    with blank(2) as pdf:
        tagged_page(pdf)
        target = BytesIO()
        pdf.save(target)
    finished = finish_pdf(target.getvalue(), PROPERTIES, "innebygd", claims=True)
    assert (finished.pages, finished.pdfa, finished.pdfua, finished.checked) == (2, "2a", True, True)
