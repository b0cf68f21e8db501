"""What was filled in is still on the page, and still where it was in the reading order."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle.cleaning import without_form
from dokumentmaskin.bundle.cleaning.forms import flatten_forms
from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.structure import elements, kids
from dokumentmaskin.pdf.verify.check import passes
from tests.bundle.form_pdf import MULTILINE, FormPaper, saved

NAME = "vedlegg/skjema.pdf"


def flattened(form: FormPaper) -> tuple[pikepdf.Pdf, bytes, list[str]]:
    pdf = pikepdf.open(BytesIO(form.saved()))
    tags = Tags(pdf)
    notes = flatten_forms(pdf, NAME, tags)
    tags.settle()
    assert "/AcroForm" not in pdf.Root
    assert not pdf.pages[0].obj.get("/Annots")
    return pdf, saved(pdf), [note.code for note in notes]


def text(data: bytes) -> str:
    return str(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())


def ink(data: bytes, left: float, bottom: float, right: float, top: float) -> int:
    """How many pixels are not white in a part of the first page, in points from its lower left corner."""
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=1, grayscale=True).to_pil()
    part = bitmap.crop((int(left), int(bitmap.height - top), int(right), int(bitmap.height - bottom)))
    return sum(part.histogram()[:128])


def form_elements(pdf: pikepdf.Pdf) -> list[Any]:
    found = [e for e in elements(pdf.Root.StructTreeRoot) if Name.Form == e.S]
    return sorted(found, key=lambda element: int(kids(element)[0].MCID))


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("tagged", [True, False])
def test_every_value_can_be_read_on_the_page(turned: int, *, tagged: bool) -> None:
    form = FormPaper(tagged=tagged, turned=turned)
    form.fill()
    pdf, data, notes = flattened(form)
    shown = text(data)
    for value in ("Åse Ødegård – čđŋ «Sápmi»", "Første linje", "å få plass her", "Bærum", "Søknad om støtte"):
        assert value in shown
    assert "12345" in "".join(shown.split())
    assert "hemmelig" not in shown
    assert data.find(b"hemmelig") == -1
    assert notes == ["skjema-flatet", "skjemaknapp-fjernet", "skjult-felt-fjernet"]
    assert len(pdf.pages) == 1


def test_a_tagged_form_keeps_pdf_ua_and_the_reading_order() -> None:
    form = FormPaper()
    form.fill()
    assert passes(form.saved(), "ua1")
    pdf, data, _ = flattened(form)
    assert passes(data, "ua1")
    kinds = [str(kid.S) for kid in kids(form.document)]
    document = kids(pdf.Root.StructTreeRoot)[0]
    assert [str(kid.S) for kid in kids(document)] == [*kinds[:2], *["/Form"] * 6, kinds[-1]]
    assert [str(e.A.Desc) for e in form_elements(pdf)] == [
        f"Felt {name}" for name in ("navn", "grunn", "ja", "nei", "valg", "ruter")
    ]
    assert [str(e.A.Role) for e in form_elements(pdf)] == ["/tv", "/tv", "/cb", "/cb", "/tv", "/tv"]
    assert [e.A.checked for e in form_elements(pdf)[2:4]] == [Name.on, Name.off]
    numbers = [int(kids(e)[0].MCID) for e in form_elements(pdf)]
    assert all(a + 1 == b for a, b in pairwise(numbers))
    owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(pdf.pages[0].obj.StructParents)]
    assert [owners[number].objgen for number in numbers] == [e.objgen for e in form_elements(pdf)]


def test_a_field_that_no_element_holds_gets_one() -> None:
    form = FormPaper()
    form.add("løs", (200, 600, 400, 620), held=False, FT=Name.Tx, V=String("Verdi"))
    pdf, data, _ = flattened(form)
    assert "Verdi" in text(data)
    assert passes(data, "ua1")
    assert Name.Form == kids(kids(pdf.Root.StructTreeRoot)[0])[-1].S


def test_each_box_is_drawn_as_it_stands() -> None:
    form = FormPaper()
    form.fill()
    form.add("på", (100, 400, 120, 420), FT=Name.Btn, V=Name.Ja)
    form.add("av", (140, 400, 160, 420), FT=Name.Btn, V=Name.Off)
    states = Dictionary(Ja=form.drawn(b"0 0 20 20 re f"), Off=form.drawn(b""))
    form.add("uten tilstand", (180, 400, 200, 420), FT=Name.Btn, V=Name.Ja, AP=Dictionary(N=states))
    _, data, _ = flattened(form)
    assert ink(data, 200, 550, 220, 570) > 300
    assert ink(data, 240, 550, 260, 570) == 0
    assert ink(data, 100, 400, 120, 420) > 20
    assert ink(data, 140, 400, 160, 420) == 0
    assert ink(data, 180, 400, 200, 420) > 300


def test_an_appearance_that_may_be_out_of_date_is_drawn_anew() -> None:
    form = FormPaper()
    old = Dictionary(N=form.drawn(b"BT () Tj ET"))
    form.add("navn", (200, 600, 400, 620), FT=Name.Tx, V=String("Ny verdi"), AP=old)
    assert "Ny verdi" not in text(flattened(form)[1])
    form.pdf.Root.AcroForm.NeedAppearances = True
    assert "Ny verdi" in text(flattened(form)[1])


def test_an_answer_whose_appearance_shows_nothing_is_drawn() -> None:
    """LibreOffice leaves such an appearance for a field in one of the base fonts."""
    form = FormPaper()
    empty = Dictionary(N=form.drawn(b"1 1 1 rg 0 0 9 9 re f /Tx BMC EMC"))
    form.add("navn", (200, 600, 400, 620), FT=Name.Tx, V=String("Kari"), AP=empty)
    form.add("tomt", (200, 500, 400, 520), FT=Name.Tx, V=String(""), AP=empty)
    assert "Kari" in text(flattened(form)[1])


def test_a_form_that_an_engine_made_is_plain_content_before_it_is_judged() -> None:
    form = FormPaper()
    form.add("navn", (200, 600, 400, 620), FT=Name.Tx, V=String("Kari"))
    data = without_form(form.saved())
    assert "Kari" in text(data)
    assert "/AcroForm" not in pikepdf.open(BytesIO(data)).Root
    assert without_form(data) is data


def test_a_long_text_is_made_smaller_rather_than_cut() -> None:
    form = FormPaper()
    words = " ".join(f"ord{number}" for number in range(60))
    form.add(
        "mye", (200, 580, 400, 640), FT=Name.Tx, Ff=MULTILINE, V=String(words), DA=String("/H 14 Tf 1 0 0 rg")
    )
    form.add("langt", (200, 500, 260, 515), FT=Name.Tx, V=String("Et langt navn uten plass"))
    _, data, _ = flattened(form)
    assert " ".join(text(data).split()).count("ord") == 60
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert page.get_text_bounded(200, 580, 400, 640).count("ord") == 60
    assert "uten plass" in page.get_text_bounded(200, 500, 260, 515)


def test_a_turned_field_is_turned_on_the_page() -> None:
    form = FormPaper()
    form.add("på tvers", (300, 300, 320, 400), FT=Name.Tx, V=String("lang tekst"), MK=Dictionary(R=90))
    _, data, _ = flattened(form)
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert "lang tekst" in page.get_text_range()
    last = page.count_chars() - 1
    start = page.get_text_range().index("lang")
    (left, bottom, *_), (last_left, last_bottom, *_) = page.get_charbox(start), page.get_charbox(last)
    assert abs(left - last_left) < 5
    assert last_bottom - bottom > 30


def test_content_that_leaves_the_page_turned_over_does_not_move_a_field() -> None:
    form = FormPaper(tagged=False)
    form.add("navn", (200, 600, 300, 620), FT=Name.Tx, AP=Dictionary(N=form.drawn(b"0 0 20 20 re f")))
    form.page.Contents = Array([form.pdf.make_stream(b"q 0.1 0 0 0.1 500 0 cm Q Q q 3 0 0 3 9 9 cm")])
    assert ink(flattened(form)[1], 200, 600, 300, 620) == 2000


def test_a_signature_is_drawn_and_said_to_be_void() -> None:
    form = FormPaper()
    looks = Dictionary(N=form.drawn(b"0 0 20 20 re f"))
    form.add("signatur", (200, 600, 220, 620), FT=Name.Sig, V=Dictionary(Type=Name.Sig), AP=looks)
    _, data, notes = flattened(form)
    assert "signatur-ugyldig" in notes
    assert ink(data, 200, 600, 220, 620) == 400


def test_two_runs_give_the_same_bytes() -> None:
    form = FormPaper()
    form.fill()
    assert flattened(form)[1] == flattened(form)[1]
