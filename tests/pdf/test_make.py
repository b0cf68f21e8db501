"""From a Word document to a PDF that is accessible, whole and the same every time."""

import io
import itertools
import sys
import zipfile
import zlib
from typing import Any

import page
import pikepdf
import pytest
from lxml import etree

from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf import FinishedPdf, choose_engines, finish, make_pdf
from dokumentmaskin.pdf.addresses import forbidden_links
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.word import Package
from tests.pdf import documents
from tests.pdf.fakes import NoPdf, WordDropper
from tests.pdf.structure import elements

PATH = "output/m/innkalling.docx"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def made(docx: bytes) -> FinishedPdf:
    return make_pdf(docx, PATH, (BuiltInEngine(),))


def codes(docx: bytes, *tried: Any) -> list[str]:
    with pytest.raises(EngineError) as caught:
        make_pdf(docx, PATH, tried or (BuiltInEngine(),))
    assert all(p.place and p.place.path == PATH for p in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def opened(pdf: FinishedPdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.data))


def without(docx: bytes, part: str, text: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(text, b"") if name == part else data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("https://example.org/", True),
        ("mailto:a@example.org", True),
        ("vedlegg/notat.pdf#side", True),
        ("C:/notat.pdf", True),  # a path on one machine, which leads nowhere in the package
        ("javascript:alert(1)", False),
        ("\x01JavaScript:alert(1)", False),
        ("vbscript:x", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_link_of_an_own_document_starts_nothing(address: str, *, is_allowed: bool) -> None:
    relation = f'<Relationship Id="r" Type="x/hyperlink" TargetMode="External" Target="{address}"/>'
    field = f'<w:instrText> HYPERLINK "{address}" </w:instrText>'
    for part, text in (("word/_rels/document.xml.rels", relation), ("word/document.xml", field)):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr(part, text)
        told = forbidden_links(Package(target.getvalue()))
        assert [problem.code for problem in told] == ([] if is_allowed else ["lenke-ikke-tillatt"])


def test_a_script_in_a_document_stops_its_pdf() -> None:
    document = documents.new()
    documents.add_link(document.add_paragraph("Se "), "her", "javascript:alert(1)")
    assert codes(documents.saved(document)) == ["lenke-ikke-tillatt"]


def test_a_meeting_becomes_pdfa_2a_and_pdfua() -> None:
    result = made(documents.meeting())
    assert (result.pages, result.pdfa, result.pdfua, result.checked) == (2, "2a", True, True)
    assert (result.engine, result.warnings) == ("innebygd", ())
    for profile in ("2a", "ua1"):
        assert page.validate_pdf_bytes(result.data, profile=profile).failures == []


def test_the_same_document_gives_the_same_bytes() -> None:
    docx = documents.meeting()
    assert made(docx).data == made(docx).data


def test_metadata_come_from_the_document() -> None:
    with opened(made(documents.meeting())) as pdf:
        assert str(pdf.Root.Lang) == "nb-NO"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert dict(pdf.Root.MarkInfo) == {"/Marked": True}
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "Innkalling til møte"
        assert info["/Author"] == "Osloregionen"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20220304093000Z"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Innkalling til møte"
            assert xmp["dc:description"] == info["/Subject"] == "Faggruppe næring"
            assert xmp["xmp:ModifyDate"] == "2022-03-04T09:30:00Z"


def test_text_in_metadata_is_no_markup() -> None:
    with opened(made(documents.saved(documents.new("A & <b>B</b>")))) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "A & <b>B</b>"


def test_a_document_without_dates_gets_none() -> None:
    docx = documents.saved(documents.new())
    stamp = b'<dcterms:modified xsi:type="dcterms:W3CDTF">2022-03-04T09:30:00Z</dcterms:modified>'
    with opened(made(without(docx, "docProps/core.xml", stamp))) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_language_is_taken_from_the_text_when_no_property_says_it() -> None:
    with opened(made(documents.saved(documents.new(language="")))) as pdf:
        assert str(pdf.Root.Lang) == "en-US"  # python-docx's own template


def test_a_document_without_title_or_language_is_refused_with_the_way_out() -> None:
    docx = documents.saved(documents.new(title="", language=""))
    silent = without(docx, "word/styles.xml", b'w:val="en-US"')
    assert codes(silent) == ["tittel-mangler", "sprak-mangler"]
    with pytest.raises(EngineError, match="Fil → Info → Tittel"):
        made(silent)


def test_what_is_no_word_document_is_refused() -> None:
    good = documents.meeting()
    assert codes(b"hei") == ["docx-uleselig"]
    assert codes(good[: len(good) // 2]) == ["docx-uleselig"]
    assert codes(without(good, "word/document.xml", b"</w:body>")) == ["docx-uleselig"]
    assert codes(without(good, "word/_rels/document.xml.rels", b"Relationships")) == ["pdf-motor-feilet"]


def test_a_panic_in_the_engine_is_an_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})

    class Broken:
        @staticmethod
        def from_bytes(_: bytes) -> None:
            raise panic("index out of bounds")

    monkeypatch.setattr("rdocx.Document", Broken)
    assert codes(documents.meeting()) == ["pdf-motor-feilet"]


def test_ctrl_c_is_no_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        @staticmethod
        def from_bytes(_: bytes) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr("rdocx.Document", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        made(documents.meeting())


def with_picture(description: str) -> bytes:
    document = documents.new()
    document.add_picture(io.BytesIO(PICTURE))
    document.inline_shapes[0]._inline.docPr.set("descr", description)
    return documents.saved(document)


def test_a_picture_without_alternative_text_is_refused_with_the_way_out() -> None:
    assert codes(with_picture("")) == ["bilde-uten-alternativ-tekst"]
    with pytest.raises(EngineError, match=r"Bilde 1 .* → Rediger alternativ tekst"):
        made(with_picture(" "))


def test_a_described_picture_keeps_its_description() -> None:
    with opened(made(with_picture("Rødt felt"))) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        assert [str(f.Alt) for f in figures if f.get("/S") == "/Figure"] == ["Rødt felt"]


def test_a_picture_marked_as_decorative_needs_no_description() -> None:
    mark = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183}">'
        '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    )
    document = documents.new()
    document.add_picture(io.BytesIO(PICTURE))
    document.inline_shapes[0]._inline.docPr.append(etree.fromstring(mark))
    assert made(documents.saved(document)).pdfua


def test_a_skipped_heading_level_is_refused() -> None:
    document = documents.new()
    document.add_heading("En", 1)
    document.add_heading("Tre", 3)
    assert codes(documents.saved(document)) == ["overskriftsniva"]


def test_a_word_that_the_engine_drops_is_named() -> None:
    document = documents.new()
    document.add_paragraph("Møtet møtet vedtar strategien.")
    with pytest.raises(EngineError, match=r"«strategien\.»") as caught:
        make_pdf(documents.saved(document), PATH, (WordDropper(drop=3),))
    assert [p.code for p in caught.value.problems] == ["pdf-mangler-ord"]


def test_one_lost_of_two_equal_words_is_found() -> None:
    document = documents.new()
    document.add_paragraph("møtet og møtet")
    with pytest.raises(EngineError, match="ord som står i Word-dokumentet: «møtet»"):
        make_pdf(documents.saved(document), PATH, (WordDropper(drop=2),))


def test_the_next_engine_takes_over_and_it_is_said() -> None:
    result = make_pdf(documents.meeting(), PATH, (NoPdf(), BuiltInEngine()))
    assert (result.engine, [w.code for w in result.warnings]) == ("innebygd", ["annen-pdf-motor"])


def test_when_all_fail_the_first_engines_problems_come_first() -> None:
    tried = (NoPdf(), WordDropper(drop=2, name="andre"))
    assert codes(documents.meeting(), *tried) == ["pdf-uleselig", "pdf-mangler-ord"]
    with pytest.raises(EngineError, match="Motoren «andre» klarte det heller ikke"):
        make_pdf(documents.meeting(), PATH, tried)


def test_an_untagged_pdf_is_refused() -> None:
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank)
    assert codes(documents.meeting(), NoPdf(blank.getvalue())) == ["pdf-uten-struktur"]


def test_nothing_is_claimed_where_the_check_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from dokumentmaskin.pdf.verify import check

    check.can_check.cache_clear()
    monkeypatch.setitem(sys.modules, "page", None)
    try:
        result = made(documents.meeting())
    finally:
        check.can_check.cache_clear()
    assert (result.pdfa, result.pdfua, result.checked) == (None, False, False)
    assert [w.code for w in result.warnings] == ["ikke-kontrollert"]
    assert b"pdfaid" not in opened(result).Root.Metadata.read_bytes()


def test_an_unknown_engine_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(EngineError, match="«innebygd» eller «libreoffice»"):
        choose_engines("word")


def test_no_stream_ends_in_a_carriage_return_which_the_checker_would_refuse() -> None:
    texts = (f"% {number}".encode() for number in itertools.count())
    unlucky = next(text for text in texts if zlib.compress(text)[-1:] == b"\r")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Contents = pdf.make_stream(unlucky)
        assert b"\r\nendstream" not in finish.saved(pdf)


def test_a_lost_word_of_a_header_is_named() -> None:
    document = documents.new()
    document.sections[0].header.paragraphs[0].text = "Osloregionen næring"
    document.add_paragraph("Osloregionen")
    with pytest.raises(EngineError, match="dokumentet: «Osloregionen»"):
        make_pdf(documents.saved(document), PATH, (WordDropper(drop=0),))


def test_a_header_that_no_page_shows_is_no_lost_word() -> None:
    document = documents.new()
    document.sections[0].first_page_header.paragraphs[0].text = "Bare på førstesiden"
    document.sections[0].header.paragraphs[0].text = "Vanlig topptekst"
    document.sections[0].even_page_header.paragraphs[0].text = "Partallside"
    assert made(documents.saved(document)).pages == 1


def test_blank_lines_are_no_paragraphs_to_a_screen_reader() -> None:
    document = documents.new()
    for text in ("En", "", "", "To"):
        document.add_paragraph(text)
    documents.add_table(document, [["a", "b"], ["c", ""]])
    result = made(documents.saved(document))
    with opened(result) as pdf:
        paragraphs = list(elements(pdf.Root.StructTreeRoot, "/P"))
        assert len(paragraphs) == 5
        assert all(kids_of(paragraph) for paragraph in paragraphs)
        assert len(list(elements(pdf.Root.StructTreeRoot, "/TD"))) == 2


def test_a_word_that_is_broken_at_its_hyphen_is_not_lost() -> None:
    document = documents.new()
    for width in range(40, 100):  # in some of these the line ends at the hyphen
        document.add_paragraph(f"{'i' * width} næringslivsorganisasjonene i samarbeids-konferansen")
    assert make_pdf(documents.saved(document), PATH, (BuiltInEngine(),)).pdfua
