"""A paper of any kind: what cannot be used is said with its place, what can claims what it keeps."""

import io
import zipfile

import pytest

from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf import FinishedPdf, attachment_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.papers.kinds import TAKEN
from tests.pdf import documents
from tests.pdf.fakes import WordDropper
from tests.pdf.papers import drawing, open_document, packed, paper, picture, workbook
from tests.pdf.test_make import opened, with_picture, without

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
WORD = documents.meeting()
PNG = picture(drawing(), "PNG")


def made(data: bytes, path: str) -> FinishedPdf:
    return attachment_pdf(paper(data, path), (BuiltInEngine(),))


def refusal(data: bytes, path: str) -> Problem:
    with pytest.raises(AttachmentError) as caught:
        made(data, path)
    (problem,) = caught.value.problems
    assert problem.place
    assert problem.place.path == path
    assert problem.advice
    return problem


def utf_16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize("suffix", sorted(TAKEN.keys() - {".pdf"}))
def test_an_empty_file_is_refused(suffix: str) -> None:
    assert refusal(b"", f"vedlegg/notat{suffix}").code == "vedlegg-tomt"


@pytest.mark.parametrize("path", ["vedlegg/film.mp4", "vedlegg/notat", "vedlegg/bok.epub"])
def test_an_unknown_kind_is_refused_with_those_that_are_known(path: str) -> None:
    problem = refusal(b"innhold", path)
    assert problem.code == "vedlegg-ukjent-type"
    assert "«.docx»" in problem.advice


@pytest.mark.parametrize(
    ("data", "suffix", "code", "words"),
    [
        (b"%PDF-1.7\n", ".docx", "vedlegg-feil-type", "inneholder en PDF"),
        (b"{\\rtf1 hei}", ".docx", "vedlegg-feil-type", "RTF"),
        (workbook("a"), ".docx", "vedlegg-feil-type", "Excel"),
        (WORD, ".xlsx", "vedlegg-feil-type", "Word"),
        (open_document("text", ""), ".pptx", "vedlegg-feil-type", "OpenDocument"),
        (packed({"les.txt": "hei"}), ".docx", "vedlegg-feil-type", "zip"),
        (PNG, ".docx", "vedlegg-feil-type", "PNG"),
        (WORD, ".png", "vedlegg-feil-type", "Word"),
        (b"GIF89a...", ".docx", "vedlegg-feil-type", "GIF"),
        (WORD, ".txt", "vedlegg-feil-type", "Word"),
        (COMPOUND + utf_16("Workbook"), ".doc", "vedlegg-feil-type", "Excel"),
        (COMPOUND + utf_16("EncryptedPackage"), ".docx", "vedlegg-passord", "passord"),
        (COMPOUND, ".xls", "vedlegg-skadet", "skadet"),
        (b"ren tekst", ".odt", "vedlegg-skadet", "skadet"),
        (b"ren tekst", ".jpg", "vedlegg-skadet", "skadet"),
        (WORD[:9000], ".docx", "vedlegg-skadet", "skadet"),
        (b"hei \x00\x01", ".txt", "vedlegg-ikke-tekst", "noe annet enn tekst"),
        (b" \n\n", ".md", "vedlegg-tomt", "tom"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(data: bytes, suffix: str, code: str, words: str) -> None:
    problem = refusal(data, f"vedlegg/notat{suffix}")
    assert problem.code == code
    assert words in problem.message


def test_a_locked_open_document_is_refused() -> None:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    }
    assert refusal(packed(parts), "a.odt").code == "vedlegg-passord"


def test_a_package_that_would_fill_the_disk_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dokumentmaskin.pdf.papers.kinds._MOST_UNPACKED", 1000)
    assert refusal(WORD, "a.docx").code == "vedlegg-for-stort"


def test_a_package_with_one_damaged_part_is_refused() -> None:
    data = bytearray(with_picture("Rødt"))
    data[data.index(b"word/media/") + 60] ^= 0xFF
    assert refusal(bytes(data), "a.docx").code == "vedlegg-skadet"


def test_a_compound_file_may_hold_another_kind_inside_it() -> None:
    both = COMPOUND + utf_16("WordDocument") + utf_16("Workbook")
    assert refusal(both, "a.xls").code == "libreoffice-mangler"


@pytest.mark.parametrize("suffix", [".odt", ".ods", ".odp", ".xlsx"])
def test_without_libreoffice_the_way_out_is_told(suffix: str) -> None:
    kinds = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}
    data = open_document(kinds[suffix], "") if suffix in kinds else workbook("a")
    problem = refusal(data, f"a{suffix}")
    assert problem.code == "libreoffice-mangler"
    assert "eksporter den som PDF" in problem.advice


def test_an_accessible_word_document_keeps_its_own_title_and_language() -> None:
    document = documents.new(title="Egen tittel", language="nn-NO")
    document.add_heading("Notat", 1)
    result = made(documents.saved(document), "a.docx")
    assert (result.pdfa, result.pdfua, result.engine, result.warnings) == ("2a", True, "innebygd", ())
    with opened(result) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Egen tittel", "nn-NO")


def test_a_word_document_without_title_and_language_takes_the_plans() -> None:
    document = documents.new(title="", language="")
    document.add_heading("Notat", 1)
    result = made(without(documents.saved(document), "word/styles.xml", b'w:val="en-US"'), "a.docx")
    assert result.pdfua
    with opened(result) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Tittel i planen", "nb-NO")


def test_a_picture_that_nobody_described_is_a_warning_and_the_pdf_stays_tagged() -> None:
    result = made(with_picture(""), "a.docx")
    assert (result.pdfa, result.pdfua, result.checked) == ("2b", False, True)
    (warning,) = result.warnings
    assert warning.code == "bilde-uten-alternativ-tekst"
    assert str(warning).startswith("a.docx: Bilde 1")
    with opened(result) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


def test_a_skipped_heading_level_is_a_warning() -> None:
    document = documents.new()
    document.add_heading("En", 1)
    document.add_heading("Tre", 3)
    result = made(documents.saved(document), "a.docx")
    assert (result.pdfa, result.pdfua) == ("2a", False)
    assert [(w.code, w.place and w.place.path) for w in result.warnings] == [("overskriftsniva", "a.docx")]


def test_a_lost_word_sends_the_document_to_the_next_engine() -> None:
    document = documents.new()
    document.add_paragraph("Møtet vedtar")
    word = paper(documents.saved(document), "a.docx")
    result = attachment_pdf(word, (WordDropper(drop=0), BuiltInEngine()))
    assert [w.code for w in result.warnings] == ["annen-pdf-motor"]
    with pytest.raises(AttachmentError, match="«Møtet»"):
        attachment_pdf(word, (WordDropper(drop=0),))


def test_a_sign_that_no_font_has_is_not_lost_in_silence() -> None:
    document = documents.new()
    document.add_paragraph("漢字")
    paper = made(documents.saved(document), "a.docx")
    assert not paper.pdfua
    (told,) = (warning.message for warning in paper.warnings if warning.code == "tegn-uten-skrift")
    assert "«漢» (U+6F22), «字» (U+5B57). De står i «漢字»" in told


def test_a_word_package_without_a_text_is_refused() -> None:
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    empty = packed({"[Content_Types].xml": types, "_rels/.rels": "<Relationships/>"})
    assert refusal(empty, "a.docx").code == "docx-uleselig"


def test_nothing_is_claimed_where_the_check_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dokumentmaskin.pdf.verify.check.can_check", lambda: False)
    for data, path in ((WORD, "a.docx"), (PNG, "a.png")):
        result = made(data, path)
        assert (result.pdfa, result.pdfua, result.checked) == (None, False, False)
        assert "ikke-kontrollert" in [w.code for w in result.warnings]
        with opened(result) as pdf:
            assert b"pdfaid" not in pdf.Root.Metadata.read_bytes()


def test_a_picture_that_is_linked_from_outside_is_told_of() -> None:
    relation = (
        '<Relationship Id="r9" TargetMode="External" Target="https://a.no/b.png?c&amp;d" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    document = documents.new()
    documents.add_link(document.add_paragraph("lenke "), "ut", "https://b.no/")
    data = documents.saved(document)
    plain = made(data, "a.docx")
    linked = made(replaced(data, "word/_rels/document.xml.rels", "</Relationships>", relation), "a.docx")
    assert plain.warnings == ()
    assert [w.code for w in linked.warnings] == ["lenket-innhold-ikke-med"]
    assert "«https://a.no/b.png?c&d»" in linked.warnings[0].message


def replaced(docx: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name).decode("latin-1") for name in package.namelist()}
    parts[part] = parts[part].replace(old, new)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text.encode("latin-1"))
    return target.getvalue()
