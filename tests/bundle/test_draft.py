"""The word across the pages of a draft: on each one, behind all else, and for nobody to hear."""

import ctypes
from dataclasses import replace
from io import BytesIO
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from dokumentmaskin.bundle import marked_as_draft, marked_as_internal
from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.records import FinishedPdf
from dokumentmaskin.plan import Språk
from dokumentmaskin.plan.words import LANGUAGES
from tests.bundle.test_running_line import of_one_page
from tests.pdf import documents

WORD = "UTKAST"
BLACK = 40
LIGHT = 220


@pytest.fixture(scope="module")
def plain() -> FinishedPdf:
    """A tagged document of three pages."""
    document = documents.new()
    document.add_heading("Overskrift", 1)
    for number in range(120):
        document.add_paragraph(f"Avsnitt {number} i dokumentet")
    return make_pdf(documents.saved(document), "a.docx", [BuiltInEngine()])


def raw_pdf(data: bytes) -> FinishedPdf:
    return FinishedPdf(data, 1, "innebygd")


def picture(data: bytes, index: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        shown: Image.Image = document[index].render(scale=1).to_pil().convert("L")
        return shown


def origins(data: bytes, index: int = 0) -> list[tuple[float, float]]:
    """Where the letters of the word begin as seen, from the upper left corner, in parts of the page."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[index]
        text = page.get_textpage()
        found = text.search(WORD).get_next()
        assert found is not None, text.get_text_range()
        wide, high = page.get_size()
        return [
            (x / wide, y / high)
            for x, y in (_seen(page, text, n) for n in range(found[0], found[0] + len(WORD)))
        ]


def _seen(page: Any, text: Any, number: int) -> tuple[float, float]:
    x, y, px, py = ctypes.c_double(), ctypes.c_double(), ctypes.c_int(), ctypes.c_int()
    assert raw.FPDFText_GetCharOrigin(text, number, x, y)
    wide, high = (round(edge * 100) for edge in page.get_size())
    raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x.value, y.value, px, py)
    return px.value / 100, py.value / 100


def test_every_page_has_the_word_once(plain: FinishedPdf) -> None:
    marked = marked_as_draft(plain, WORD)
    with pypdfium2.PdfDocument(marked.data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) == plain.pages > 1
    assert [text.count(WORD) for text in texts] == [1] * len(texts)


def test_the_claims_are_kept_and_the_bytes_are_the_same_each_time(plain: FinishedPdf) -> None:
    marked = marked_as_draft(plain, WORD)
    for profile in ("2a", "ua1"):
        assert page_validation.validate_pdf_bytes(marked.data, profile=profile).failures == []
    assert replace(marked, data=b"") == replace(plain, data=b"")
    assert marked_as_draft(plain, WORD).data == marked.data != plain.data


@pytest.mark.parametrize("språk", LANGUAGES.values(), ids=lambda språk: språk.kode)
def test_an_internal_document_says_so_on_every_page_and_to_no_screen_reader(
    plain: FinishedPdf, språk: Språk
) -> None:
    lined = marked_as_internal(plain, språk.intern_linje)
    assert marked_as_internal(plain, språk.intern_linje).data == lined.data
    with pypdfium2.PdfDocument(lined.data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert [text.count(språk.intern_linje) for text in texts] == [1] * plain.pages
    for profile in ("2a", "ua1"):
        assert page_validation.validate_pdf_bytes(lined.data, profile=profile).failures == []
    with pikepdf.open(BytesIO(plain.data)) as before, pikepdf.open(BytesIO(lined.data)) as after:
        assert [page.mediabox for page in after.pages] == [page.mediabox for page in before.pages]
        for page in after.pages:
            *_, artifact = (i for i in pikepdf.parse_content_stream(page) if str(i.operator) == "BDC")
            assert str(artifact.operands[0]) == "/Artifact"


def test_the_structure_is_untouched_and_the_word_is_an_artifact(plain: FinishedPdf) -> None:
    with (
        pikepdf.open(BytesIO(plain.data)) as before,
        pikepdf.open(BytesIO(marked_as_draft(plain, WORD).data)) as after,
    ):
        for old, new in zip(before.pages, after.pages, strict=True):
            first, *rest = pikepdf.parse_content_stream(new)
            assert str(first.operator) == "BDC"
            assert [str(operand) for operand in first.operands][:1] == ["/Artifact"]
            assert dict(first.operands[1]) == {"/Type": "/Pagination", "/Subtype": "/Watermark"}
            closed = [str(i.operator) for i in rest].index("EMC")
            kept = [i for i in rest[closed + 1 :] if str(i.operator) not in {"q", "Q"}]
            was = [i for i in pikepdf.parse_content_stream(old) if str(i.operator) not in {"q", "Q"}]
            assert pikepdf.unparse_content_stream(kept) == pikepdf.unparse_content_stream(was)
            assert b"MCID" not in pikepdf.unparse_content_stream([first, *rest[: closed + 1]])
        assert len(after.Root.StructTreeRoot.ParentTree.Nums) == len(
            before.Root.StructTreeRoot.ParentTree.Nums
        )


def test_what_is_on_the_page_is_as_dark_as_before(plain: FinishedPdf) -> None:
    before, after = picture(plain.data), picture(marked_as_draft(plain, WORD).data)
    pairs = list(zip(before.tobytes(), after.tobytes(), strict=True))
    assert all(new < BLACK + 5 for old, new in pairs if old < BLACK)
    changed = [new for old, new in pairs if old == 255 and new != 255]
    assert len(changed) > len(pairs) / 50
    assert min(changed) >= LIGHT


def test_the_word_is_behind_what_fills_the_page() -> None:
    filled = raw_pdf(of_one_page(b"0.2 0.4 0.6 rg 0 0 595 842 re f"))
    assert picture(marked_as_draft(filled, WORD).data).tobytes() == picture(filled.data).tobytes()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (0, 0, 842, 595), (100, -200, 700, 300), (0, 0, 300, 300)])
def test_it_goes_from_lower_left_to_upper_right_however_the_page_lies(
    rotate: int, box: tuple[int, int, int, int]
) -> None:
    marked = marked_as_draft(raw_pdf(of_one_page(b"0 0 m", box, Rotate=rotate)), WORD)
    places = origins(marked.data)
    assert places == sorted(places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
    (left, bottom), (right, top) = places[0], places[-1]
    assert 0 < left < 0.4 < right < 1
    assert 0 < top < 0.6 < bottom < 1


def test_a_page_without_content_gets_it_too() -> None:
    assert origins(marked_as_draft(raw_pdf(of_one_page(None)), WORD).data)


def test_a_page_that_leaves_something_open_does_not_change_the_word() -> None:
    left = raw_pdf(of_one_page(b"1 0 0 rg 0 0 100 100 re f q 2 0 0 2 0 0 cm"))
    assert origins(marked_as_draft(left, WORD).data) == origins(
        marked_as_draft(raw_pdf(of_one_page(b"0 0 m")), WORD).data
    )


def test_a_marked_pdf_that_breaks_a_rule_is_an_error(plain: FinishedPdf) -> None:
    with pikepdf.open(BytesIO(plain.data)) as pdf:
        del pdf.Root.MarkInfo
        target = BytesIO()
        pdf.save(target)
    with pytest.raises(EngineError):
        marked_as_draft(replace(plain, data=target.getvalue()), WORD)
