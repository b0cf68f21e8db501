"""Notes by the built-in engine: last in the document, numbered as Word does, linked both ways and tagged."""

from io import BytesIO
from typing import Any, Final

import pikepdf
import pytest
from lxml import etree

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.word import note_labels
from tests.pdf.structure import elements, said_in_order
from tests.word.tracked import NAMESPACES, core, dele, docx, heading, p, run

_OWN: Final = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{}Ref/></w:r>'


def reference(number: int, kind: str = "footnote", mark: str = "") -> str:
    custom = ' w:customMarkFollows="1"' if mark else ""
    after = f"<w:t>{mark}</w:t>" if mark else ""
    return f'<w:r><w:{kind}Reference w:id="{number}"{custom}/>{after}</w:r>'


def note(number: int, *blocks: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{"".join(blocks)}</w:{kind}>'


def noted(headings: str = heading("Prøve") + heading("Sak")) -> bytes:
    """A document with an endnote, and footnotes: one of two paragraphs, and one with a mark of its own."""
    body = (
        headings,
        p(run("Først"), reference(1), run(" og så"), reference(2, "endnote"), run(".")),
        p(run("Midt i"), reference(2)),
        p(run("Sist"), reference(3, mark="*"), run(".")),
    )
    own = p(_OWN.format("footnote"), run(" Den "), run("første", "<w:b/>"), run(" noten."))
    feet = note(-1, p(run("strek"))) + note(1, own, p(run("Avsnitt to."))) + note(2, p(run("Midt.")))
    feet += note(3, p(run("Med stjerne.")))
    ends = note(2, p(_OWN.format("endnote"), run(" Sluttnote.")), kind="endnote")
    parts = {
        "footnotes": f"<w:footnotes {NAMESPACES}>{feet}</w:footnotes>",
        "endnotes": f"<w:endnotes {NAMESPACES}>{ends}</w:endnotes>",
    }
    return docx(*body, parts={"core": core(), **parts})


@pytest.fixture(scope="module")
def made() -> Any:
    return make_pdf(noted(), "a.docx", (BuiltInEngine(),))


def test_a_document_with_notes_needs_no_other_engine(made: Any) -> None:
    assert (made.engine, made.pdfa, made.pdfua, made.warnings) == ("innebygd", "2a", True, ())
    said = " ".join(" ".join(said_in_order(made.data)).split())
    assert "Noter 1 Den første noten. Avsnitt to. i Sluttnote. 2 Midt. * Med stjerne." in said
    assert "Midt i 2 Sist * . Noter" in said


def test_each_note_has_its_element_with_an_identity(made: Any) -> None:
    with pikepdf.open(BytesIO(made.data)) as pdf:
        notes = list(elements(pdf.Root.StructTreeRoot, "/Note"))
        assert len({str(one.ID) for one in notes}) == 4
        assert len(kids_of(notes[0])) == 2
        assert all(kid.S == "/P" for one in notes for kid in kids_of(one))


def test_the_text_leads_to_the_note_and_the_note_back(made: Any) -> None:
    with pikepdf.open(BytesIO(made.data)) as pdf:
        links = [one for page in pdf.pages for one in page.Annots]
        assert len(links) == 8
        text, notes = links[:4], links[4:]
        for ours, theirs in ((text, notes), (notes, text)):
            for one, other in zip(ours, theirs, strict=True):
                assert other.Rect[3] < one.Dest[3] < other.Rect[3] + 20
        assert not any("/NM" in one for one in links)


def labels(*body: str, settings: str = "") -> list[str]:
    root = etree.fromstring(f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>")
    said = etree.fromstring(f"<w:settings {NAMESPACES}>{settings}</w:settings>")
    return list(note_labels(root, said).values())


def section(inside: str = "") -> str:
    return f"<w:sectPr>{inside}</w:sectPr>"


def test_notes_are_counted_as_the_document_says() -> None:
    ends = [reference(number, "endnote") for number in (1, 2)]
    feet = [reference(number) for number in range(1, 5)]
    roman = '<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="3"/></w:footnotePr>'
    assert labels(p(feet[0], ends[0], feet[1], ends[1])) == ["1", "i", "2", "ii"]
    assert labels(p(*feet[:2]), settings=roman) == ["III", "IV"]
    assert labels(p(feet[0], dele("x").replace("<w:delText", reference(9)[5:-6] + "<w:delText"))) == ["1"]
    again = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    last_of_first = p(feet[1], properties=section())
    assert labels(p(feet[0]), last_of_first, p(feet[2]), section(again)) == ["1", "2", "1"]
    signs = '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>'
    assert labels(p(*(reference(n) for n in range(5))), settings=signs) == ["*", "†", "‡", "§", "**"]
