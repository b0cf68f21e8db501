"""Text files as documents of their own: read in any encoding, set with headings, lists and tables."""

import io
from dataclasses import replace
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest

from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pdf import Attachment, FinishedPdf, attachment_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.pdf.papers.textparts import Heading, markdown_parts
from tests.pdf.papers import paper
from tests.pdf.structure import elements

ENGINES = (BuiltInEngine(),)


def made(text: str | bytes, path: str = "a.md") -> FinishedPdf:
    data = text.encode() if isinstance(text, str) else text
    return attachment_pdf(paper(data, path), ENGINES)


def text_of(result: FinishedPdf) -> str:
    with pypdfium2.PdfDocument(result.data) as document:
        return "\n".join(p.get_textpage().get_text_bounded() for p in document).replace("\r", "")


def kinds(result: FinishedPdf) -> list[str]:
    """The kinds of the elements directly below the document."""
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        (document,) = kids_of(pdf.Root.StructTreeRoot)
        return [str(kid.S) for kid in kids_of(document)]


def all_of(result: FinishedPdf, kind: str) -> list[Any]:
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        return list(elements(pdf.Root.StructTreeRoot, kind))


def headings(text: str, title: str = "Tittel") -> list[tuple[int, str]]:
    parts, _ = markdown_parts(text, title)
    return [(part.level, part.text) for part in parts if isinstance(part, Heading)]


def test_markdown_becomes_an_accessible_document() -> None:
    result = made(
        "Et **avsnitt**.\n\n## 1. Del\n\n- a\n  - b\n\n1. c\n\n"
        "| A | B |\n|---|---|\n| 1 | [x](https://a.no/) |"
    )
    assert (result.pages, result.pdfa, result.pdfua, result.warnings) == (1, "2a", True, ())
    for profile in ("2a", "ua1"):
        assert page.validate_pdf_bytes(result.data, profile=profile).failures == []
    assert kinds(result) == ["/H1", "/P", "/H2", "/L", "/L", "/Table"]
    assert len(all_of(result, "/TH")) == len(all_of(result, "/TD")) == 2
    assert len(all_of(result, "/Link")) == 1
    assert "1. Del" in text_of(result)
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Tittel i planen", "nb-NO")
        assert not {"/Author", "/CreationDate"} & set(pdf.docinfo.keys())
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 595, 842]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hei", [(1, "Tittel")]),
        ("# Tittel\n\n## Del", [(1, "Tittel"), (2, "Del")]),
        ("# TITTEL (utkast)\n\n## Del", [(1, "TITTEL (utkast)"), (2, "Del")]),
        ("# Annet\n\n## Del", [(1, "Tittel"), (2, "Annet"), (3, "Del")]),
        ("# Tittel\n\n# To", [(1, "Tittel"), (2, "Tittel"), (2, "To")]),
        ("## Del\n\n##### Dypt\n\n## Del", [(1, "Tittel"), (2, "Del"), (3, "Dypt"), (2, "Del")]),
        ("# Tittel\n\n### Tre", [(1, "Tittel"), (2, "Tre")]),
        ("Hei\n\nOver\n----\n", [(1, "Tittel"), (2, "Over")]),
        ("```\n# kode\n```", [(1, "Tittel")]),
        ("## 11. mars 2022\n\n## - strek", [(1, "Tittel"), (2, "11. mars 2022"), (2, "- strek")]),
    ],
)
def test_there_is_one_first_heading_and_no_level_is_skipped(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert headings(text) == expected


def test_a_title_may_be_longer_than_the_properties_of_a_document_take() -> None:
    result = attachment_pdf(replace(paper(b"Et notat.", "a.txt"), title="Lang tittel " * 40), ENGINES)
    assert result.pdfua
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        assert 200 < len(str(pdf.docinfo["/Title"])) <= 255


def test_code_keeps_its_lines() -> None:
    result = made("```\nfor x in y:\n    **z**\n# a\n```")
    assert "for x in y:\n **z**\n# a" in text_of(result)
    assert kinds(result) == ["/H1", "/P"]


def test_a_picture_in_the_text_is_told_of_and_a_link_to_a_file_beside_it_is_none() -> None:
    result = made("Se ![Kart](kart.png) og [notatet](notat.docx).")
    assert [(w.code, str(w.place)) for w in result.warnings] == [("bilde-ikke-med", "a.md")]
    assert "«Kart»" in result.warnings[0].message
    assert "Se (Bilde: Kart) og notatet." in text_of(result)
    assert all_of(result, "/Link") == []


def test_plain_text_keeps_its_lines_and_means_nothing_by_its_signs() -> None:
    result = made("# Notat\nførste linje\nandre *linje*\n\n- nytt avsnitt\n", "a.txt")
    assert "# Notat\nførste linje\nandre *linje*\n- nytt avsnitt" in text_of(result)
    assert kinds(result) == ["/H1", "/P", "/P"]


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_every_usual_encoding_is_read(encoding: str, warned: str) -> None:
    result = made("Blåbær – «æøå»\r\nlinje to\x1a".encode(encoding), "a.txt")
    assert "Blåbær – «æøå»\nlinje to" in text_of(result)
    assert [w.code for w in result.warnings] == (["tekst-ikke-utf8"] if warned else [])
    assert all(warned in w.message for w in result.warnings)


@pytest.mark.parametrize("data", [b"a\x00b", b"\x1b[1mfet", b"\xff\xfea", b"\x81\x8d\xff"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(AttachmentError, match="noe annet enn tekst") as caught:
        made(data, "v/a.txt")
    assert [str(p.place) for p in caught.value.problems] == ["v/a.txt"]


def test_signs_of_a_font_of_its_own_are_exchanged_and_told_of() -> None:
    result = made("\uf0b7 punkt \ue0000\ue001", "a.txt")
    assert [w.code for w in result.warnings] == ["tegn-byttet"]
    assert "• punkt •0•" in text_of(result)


@pytest.mark.parametrize("word", ["W" * 400, "x" * 400, "https://a.no/" + "æ" * 200])
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_a_word_longer_than_the_line_stays_on_the_page(word: str, path: str) -> None:
    result = made(f"før {word} etter", path)
    with pypdfium2.PdfDocument(result.data) as document:
        edges = [thing.get_bounds()[2] for p in document for thing in p.get_objects()]
    assert max(edges) < 595 - 70
    assert word in text_of(result).replace("\n", "")


def test_the_same_text_gives_the_same_bytes() -> None:
    assert made("# Notat\n\n1. a").data == made("# Notat\n\n1. a").data


def test_a_text_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dokumentmaskin.pdf.papers.textparts._MOST_CHARACTERS", 10)
    with pytest.raises(AttachmentError, match="på 11 tegn"):
        made("a" * 11, "a.txt")


def test_the_language_decides_what_a_link_is_called() -> None:
    result = attachment_pdf(Attachment(b"[x](https://a.no/)", "a.md", "T", "nn-NO"), ENGINES)
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        (link,) = elements(pdf.Root.StructTreeRoot, "/Link")
        assert str(link.Alt).startswith("Lenkje: x")
