"""One table of the kinds of paper: no two rows claim the same file, and the guide says what it says."""

import re
from pathlib import Path

import pytest

from dokumentmaskin.pdf import FinishedPdf, attachment_pdf, kind_of
from dokumentmaskin.pdf.engines import CALC, IMPRESS, WRITER
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.papers.kinds import KINDS, TAKEN, Sign, Way
from tests.pdf import documents
from tests.pdf.papers import drawing, paper, picture

GUIDE = Path(__file__).parents[2] / "docs" / "brukerveiledning.md"
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".tif": "TIFF", ".gif": "GIF", ".bmp": "BMP", ".webp": "WebP"}


def told(words: str) -> str:
    """What the guide's table names in the row that says what happens with such papers."""
    section = GUIDE.read_text("utf-8").partition("### Hva et vedlegg kan være")[2].partition("###")[0]
    (row,) = [line for line in section.splitlines() if words in line.partition("|")[2].partition("|")[2]]
    return row.split("|")[1]


def suffixes(*ways: Way) -> set[str]:
    return {kind.suffix for kind in KINDS if kind.way in ways}


def test_the_guide_names_every_kind_where_it_says_what_happens() -> None:
    own = told("blir gjort om til PDF")
    assert set(re.findall(r"`(\.\w+)`", own)) == suffixes(
        Way.WORD, Way.TEXT, Way.MARKDOWN, Way.HTML, Way.VALUES
    )
    letters = told("hvert med sitt bokmerke")
    assert set(re.findall(r"`(\.\w+)`", letters)) == suffixes(Way.LETTER)
    assert set(re.findall(r"`(\.\w+)`", told("blir pakket ut"))) == suffixes(Way.FILES)
    office = told("blir gjort om med LibreOffice")
    assert set(re.findall(r"`(\.\w+)`", office)) == suffixes(Way.OFFICE)
    pictures = told("blir sider i A4")
    assert set(re.findall(r"\w+", pictures)) == {FORMATS[suffix] for suffix in suffixes(Way.PICTURE)}
    assert told("blir med som den er").strip() == "PDF"
    assert suffixes(Way.AS_IT_IS) == {".pdf"}
    ways = {Way.WORD, Way.TEXT, Way.MARKDOWN, Way.OFFICE, Way.PICTURE, Way.AS_IT_IS}
    ways |= {Way.HTML, Way.VALUES, Way.LETTER, Way.FILES}
    assert ways == set(Way)  # a new way has a row of its own, to be asked for above


def test_no_suffix_and_no_mark_stands_in_two_rows() -> None:
    names = [suffix for kind in KINDS for suffix in kind.suffixes]
    marks = [(kind.sign, mark) for kind in KINDS for mark in kind.marks]
    assert len(set(names)) == len(names)
    assert len(set(marks)) == len(marks)
    assert all(bool(kind.marks) == (kind.sign is not Sign.NONE) for kind in KINDS)


def test_what_libreoffice_makes_has_a_filter_and_nothing_else_has() -> None:
    exports = {kind.suffix: kind.export for kind in KINDS if kind.export}
    assert exports.keys() == suffixes(Way.OFFICE)
    assert {suffix for suffix, export in exports.items() if export == CALC} == {".xlsx", ".xls", ".ods"}
    assert {suffix for suffix, export in exports.items() if export == IMPRESS} == {".pptx", ".ppt", ".odp"}
    assert {suffix for suffix, export in exports.items() if export == WRITER} == {".doc", ".odt", ".rtf"}


@pytest.mark.parametrize(
    ("path", "suffix"), [("v/Notat.DOCX", ".docx"), ("bilde.jpeg", ".jpg"), ("a.TIFF", ".tif"), ("a.xyz", "")]
)
def test_a_name_tells_the_kind_in_small_and_large_letters(path: str, suffix: str) -> None:
    kind = kind_of(path)
    assert (kind.suffix if kind else "") == suffix


def made(data: bytes, path: str, alternative_text: str = "") -> FinishedPdf:
    return attachment_pdf(paper(data, path, alternative_text), (BuiltInEngine(),))


def claimed(result: FinishedPdf) -> tuple[str | None, bool]:
    return result.pdfa, result.pdfua


@pytest.mark.parametrize("suffix", sorted(suffixes(Way.TEXT, Way.MARKDOWN, Way.HTML, Way.VALUES)))
def test_a_text_claims_all(suffix: str) -> None:
    assert claimed(made(b"### tre\n\n![](a.png)", f"a{suffix}")) == ("2a", True)


@pytest.mark.parametrize("suffix", sorted(suffix for suffix in TAKEN if TAKEN[suffix].way is Way.PICTURE))
def test_a_picture_claims_all_when_it_is_described(suffix: str) -> None:
    data = picture(drawing(), FORMATS[TAKEN[suffix].suffix])
    assert claimed(made(data, f"a{suffix}", "Et felt")) == ("2a", True)
    assert claimed(made(data, f"a{suffix}")) == ("2b", False)


def test_a_word_document_claims_what_it_keeps() -> None:
    document = documents.new()
    assert claimed(made(documents.saved(document), "a.docx")) == ("2a", True)
    document.add_heading("To", 2)
    document.add_heading("Fire", 4)
    assert claimed(made(documents.saved(document), "a.docx")) == ("2a", False)
