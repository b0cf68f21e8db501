"""A paper of others that is whole to the eye is taken, without a claim, and what is not for all is named."""

from io import BytesIO

import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Cm

from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_foreign_pdf, make_pdf
from dokumentmaskin.pdf.records import Attachment, FinishedPdf
from dokumentmaskin.pdf.verify import broken_rules
from tests.pdf import documents
from tests.pdf.test_endnotes import noted
from tests.pdf.test_pictures import png
from tests.pdf.test_plain import EQUATIONS
from tests.word.tracked import core, docx, p, run


def paper(*blocks: str) -> bytes:
    return docx(*blocks, parts={"core": core()})


def taken(data: bytes) -> FinishedPdf:
    return make_foreign_pdf(Attachment(data, "a.docx", "Tittel", "nb"), (BuiltInEngine(),))


def test_an_equation_is_drawn_and_told_but_no_part_of_our_own_documents() -> None:
    data = paper(p(run("Med "), next(iter(EQUATIONS))))
    made = taken(data)
    assert (made.pdfua, made.pdfa) == (False, "2b")
    (told,) = made.warnings
    assert (told.code, "«lagtinn»" in told.message) == ("tekst-uten-tagger", True)
    with pytest.raises(EngineError, match="«lagtinn»"):
        make_pdf(data, "a.docx", (BuiltInEngine(),))


def test_a_sign_that_no_font_has_is_told_by_its_code_and_its_word() -> None:
    made = taken(paper(p(run("Før tegnet\U00012345her etter"))))
    assert not made.pdfua
    (told,) = made.warnings
    assert "«\U00012345» (U+12345)" in told.message
    assert "«tegnet\U00012345her»" in told.message


def test_a_word_that_is_lost_refuses_the_paper() -> None:
    class Losing(BuiltInEngine):
        def convert(self, docx: bytes) -> bytes:  # noqa: ARG002
            return super().convert(paper(p(run("bare dette"))))

    with pytest.raises(EngineError, match="«og»"):
        make_foreign_pdf(Attachment(paper(p(run("bare og dette"))), "a.docx", "T", "nb"), (Losing(),))


def test_bookmarks_with_one_number_keep_no_paper_out() -> None:
    twice = '<w:bookmarkStart w:id="0" w:name="{}"/><w:bookmarkEnd w:id="0"/>'
    assert taken(paper(p(twice.format("a"), run("En")), p(twice.format("b"), run("To")))).pdfua
    assert taken(noted()).pdfua


def test_a_sign_that_no_font_has_is_named_in_our_own_documents_too() -> None:
    with pytest.raises(EngineError, match=r"«★» \(U\+2605\)"):
        make_pdf(paper(p(run("Viktig ★"))), "a.docx", (BuiltInEngine(),))


def test_a_hyphen_that_keeps_a_word_whole_is_a_sign_of_every_font() -> None:
    cambria = '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/>'
    kept = run("e", cambria).replace("</w:r>", "<w:noBreakHyphen/><w:t>post</w:t></w:r>")
    assert make_pdf(paper(p(kept)), "a.docx", (BuiltInEngine(),)).pdfua


def test_a_picture_that_is_only_linked_to_is_told_of_a_paper() -> None:
    document = documents.new()
    document.add_picture(BytesIO(png("PNG")), width=Cm(2))
    blip = next(document.element.body.iter(qn("a:blip")))
    blip.attrib.pop(qn("r:embed"))
    blip.set(qn("r:link"), document.part.relate_to("file:///C:/kart.png", RT.IMAGE, is_external=True))
    made = taken(documents.saved(document))
    assert (made.pdfua, [one.code for one in made.warnings][:1]) == (False, ["bilde-odelagt"])


def test_a_document_inside_a_document_is_missed() -> None:
    with pytest.raises(EngineError, match="Et innsatt dokument ved «Før» er ikke med"):
        taken(paper(p(run("Før")), '<w:altChunk r:id="rId9"/>'))


def test_a_broken_rule_is_told_in_norwegian_and_without_the_path_that_the_checker_saw() -> None:
    document, data = pikepdf.new(), BytesIO()
    document.add_blank_page().Contents = document.make_stream(b"0 0 m 10 10 l S")
    document.save(data)
    told = [problem.message for problem in broken_rules(data.getvalue())]
    assert "Noe på en side har ingen tagg, så skjermlesere går forbi det." in told
    assert all(message.startswith(("PDF-en bryter regelen «", "Noe ", "Dokumentet ")) for message in told)
