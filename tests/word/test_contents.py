"""Tables of contents are filled from the headings of the document, with links and the numbers of pages."""

import re
from io import BytesIO
from typing import Final

import pikepdf
import pytest

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.words import in_one_line, read_words
from dokumentmaskin.word import Package, document_text, emptied, with_contents
from tests.pdf.structure import elements
from tests.word.test_readers import code, field, mark
from tests.word.tracked import NAMESPACES, STYLES, core, docx, p, run

_BREAK: Final = '<w:r><w:br w:type="page"/></w:r>'
_NAMED: Final = {"Nivaa2": "heading 2", "Nivaa3": "heading 3", "Egen": "Egen stil", "INNH2": "toc 2"}
_MORE: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
    for identity, name in _NAMED.items()
)
STYLED: Final = f"<w:styles {NAMESPACES}>{STYLES}{_MORE}</w:styles>"
OUTLINED: Final = '<w:outlineLvl w:val="1"/>'
HEADINGS: Final = (
    p(run("Tittel"), style="Overskrift1"),
    p(run("Første "), run("sak"), style="Nivaa2"),
    p(_BREAK, run("Dypere"), style="Nivaa3"),
    p(run("Med stil"), style="Egen"),
    p(run("Med nivå"), properties=OUTLINED),
    p(style="Nivaa2"),
    p(_BREAK, run("Andre sak, slutt"), style="Nivaa2"),
)


def contents(codes: str, *old: str) -> str:
    """A table of contents as Word writes it, over several paragraphs."""
    begun = mark("begin") + code(f" TOC {codes} ") + mark("separate")
    first, *others = old or (run("Oppdater meg"),)
    return "".join((p(begun, first), *map(p, others), p(mark("end"))))


def entry(text: str, place: str = "_Toc7") -> str:
    inside = run(text) + "<w:r><w:tab/></w:r>" + field(f" PAGEREF {place} ", run("9"))
    return f'<w:hyperlink w:anchor="{place}">{inside}</w:hyperlink>'


def document(table: str) -> bytes:
    return docx(table, *HEADINGS, parts={"styles": STYLED})


def entries(data: bytes) -> list[str]:
    """The lines in which something leads to a page."""
    root = Package(data).root("word/document.xml")
    lines = [one for one in root.iter("{*}p") if one.find("{*}hyperlink") is not None]
    return ["".join(text.text or "" for text in line.iter("{*}t")) for line in lines]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (r'\o "2-2" \h \z \u', ["Første sak", "Med nivå", "Andre sak, slutt"]),
        (r'\o "1-3" \h', ["Tittel", "Første sak", "Dypere", "Andre sak, slutt"]),
        (r"\o \h", ["Tittel", "Første sak", "Dypere", "Andre sak, slutt"]),
        ("", ["Tittel", "Første sak", "Dypere", "Andre sak, slutt"]),
        (r'\t "Egen stil;1"', ["Med stil"]),
        (r'\h \t "Egen stil,1,heading 3,2"', ["Dypere", "Med stil"]),
        (r'\c "Figur"', []),
    ],
)
def test_a_table_has_the_headings_that_its_code_asks_for(codes: str, expected: list[str]) -> None:
    old = (run("Oppdater meg"),) if expected else (run("Figur 1"),)
    filled = with_contents(document(contents(codes, *old)), all_of_them=True)
    assert entries(filled) == expected
    assert ("Oppdater" in " ".join(document_text(filled).body)) is False
    assert with_contents(filled, all_of_them=True) == filled


def test_one_in_a_single_paragraph_is_filled_too() -> None:
    table = p(
        mark("begin"), code(r' TOC \o "2-2" '), mark("separate"), run("gammelt"), mark("end"), run("etter")
    )
    filled = with_contents(document(table), all_of_them=True)
    assert entries(filled) == ["Første sak", "Andre sak, slutt"]
    assert document_text(filled).body[:6] == ("Første", "sak", "Andre", "sak,", "slutt", "etter")


def test_what_a_template_held_is_taken_out_and_nothing_else() -> None:
    data = document(contents(r'\o "1-3"', entry("Sak {{ sak.nummer }}"), entry("mer {{ x }}")))
    text = " ".join(document_text(emptied(data)).body)
    assert "sak.nummer" not in text
    assert "Første sak" in text
    plain = document(p(run("TOC")))
    assert emptied(plain) == plain


def test_of_another_s_document_only_an_empty_one_is_filled() -> None:
    old = document(contents(r'\o "2-2"', entry("Som det sto"), entry("Og her")))
    assert with_contents(old, all_of_them=False) == old
    assert entries(with_contents(old, all_of_them=True)) == ["Første sak", "Andre sak, slutt"]
    assert entries(with_contents(document(contents(r'\o "2-2"')), all_of_them=False)) != []


def test_the_pdf_has_the_pages_on_which_the_headings_fell() -> None:
    filled = with_contents(document(contents(r'\o "2-3" \h')), all_of_them=True)
    pdf = BuiltInEngine().convert(filled)
    first = in_one_line(word for page, word in read_words(pdf) if page == 0)
    assert re.findall(r"(\w+)[ .]*(\d)\b", first) == [("sak", "1"), ("Dypere", "2"), ("slutt", "3")]


def test_an_entry_is_one_link_with_its_page() -> None:
    data = docx(contents(r'\o "2-3" \h'), *HEADINGS, parts={"styles": STYLED, "core": core()})
    made = make_pdf(data, "a.docx", (BuiltInEngine(),))
    with pikepdf.open(BytesIO(made.data)) as pdf:
        links = [str(one.Alt) for one in elements(pdf.Root.StructTreeRoot, "/Link")]
        assert links == ["Lenke: Første sak 1", "Lenke: Dypere 2", "Lenke: Andre sak, slutt 3"]
        assert [len(list(page.get("/Annots", []))) for page in pdf.pages] == [3, 0, 0]


def test_two_headings_never_share_a_place() -> None:
    marked = '<w:bookmarkStart w:id="4" w:name="_Toc7"/><w:bookmarkEnd w:id="4"/>'
    both = [p(marked, run(text), style="Overskrift1") for text in ("En", "To")]
    filled = with_contents(docx(contents(""), *both, parts={"styles": STYLED}), all_of_them=True)
    xml = Package(filled).read("word/document.xml").decode()
    assert len(set(re.findall(r'w:anchor="(\w+)"', xml))) == 2
    assert len(set(re.findall(r'bookmarkStart[^>]* w:id="(\d+)"', xml))) == 2
