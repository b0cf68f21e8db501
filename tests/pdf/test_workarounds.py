"""The faults that dok works around, shown on the engines themselves.

A test here fails when its fault is gone. Then what it names can go too: take the workaround away, run the
other tests of this folder, and delete the test.
"""

import zlib
from io import BytesIO
from itertools import count
from typing import Any

import page
import pikepdf
import pytest
import rdocx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Twips

from dokumentmaskin.bundle import bookmarks
from dokumentmaskin.pdf.engines import CALC, IMPRESS, WRITER
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine
from dokumentmaskin.pdf.engines.lonelyheads import lonely_heads
from dokumentmaskin.pdf.finish import finish_pdf, with_backgrounds_marked
from dokumentmaskin.pdf.finish.properties import Properties
from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.pdf.verify.compare import missing_words
from dokumentmaskin.pdf.words import Word, read_words
from tests.pdf import documents
from tests.pdf.papers import open_document, workbook
from tests.pdf.structure import elements
from tests.pdf.test_attachment_office import slide
from tests.pdf.test_endnotes import noted
from tests.pdf.test_libreoffice import soffice
from tests.pdf.test_pictures import drawn, png, with_picture
from tests.pdf.test_plain import RUBY, around, control, link
from tests.profiles import long_way
from tests.word.tracked import docx, p, run


def gone(version: str, workaround: str) -> str:
    return f"Feilen i {version} er rettet: {workaround} kan fjernes"


RDOCX = "rdocx 0.16.3"
OFFICE = "LibreOffice 7.4"
CHECKER = "page-validation 0.11"


def by_rdocx(document: Any) -> bytes:
    return bytes(rdocx.Document.from_bytes(documents.saved(document)).to_pdfa_deterministic())


def by_office(data: bytes, suffix: str, export: str) -> bytes:
    return LibreOfficeEngine(soffice()).convert_file(data, suffix, export)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def words_of(pdf: bytes) -> list[Word]:
    return [word for _, word in read_words(pdf) if word.text.strip()]


def in_calibri(text: str) -> bytes:
    document = documents.new()
    document.styles["Normal"].font.name = "Calibri"
    document.add_paragraph(text)
    return by_rdocx(document)


def lost_with(sign: str) -> tuple[str, ...]:
    """What rdocx loses of a line that holds a sign which its fonts lack."""
    text = f"Før ½ ² ‰ {sign} «etter» æøå"
    said = [piece for word in words_of(in_calibri(text)) for piece in word.text.split()]
    return missing_words(text.split(), said)


@pytest.mark.parametrize("sign", ["✓", "☐", "A\u030a", "\u2011"])
def test_rdocx_loses_words_beside_a_sign_that_a_font_lacks(sign: str) -> None:
    assert lost_with(sign), gone(RDOCX, "isolate_symbols i pdf/engines/symbols.py")


@pytest.mark.parametrize("emoji", ["📅", "⚠️", "1️⃣"])
def test_rdocx_has_no_look_for_emoji(emoji: str) -> None:
    failures = page.validate_pdf_bytes(in_calibri(emoji), profile="2a").failures
    shown_as_nothing = [failure for failure in failures if "-NOTDEF-" in failure.rule_id]
    assert shown_as_nothing, gone(RDOCX, "skriften Noto Emoji og _set_in_emoji i pdf/engines/symbols.py")


def test_rdocx_loses_words_beside_a_soft_hyphen() -> None:
    assert lost_with("nær\u00ading"), gone(RDOCX, "_LEFT_OUT i pdf/engines/symbols.py")


def test_rdocx_lets_a_long_word_run_over_the_next_cell() -> None:
    document = documents.new()
    table = documents.add_table(document, [["Samferdselskonferanseplanlegging", "neste"]])
    for column in table.columns:
        column.width = Twips(1200)
    words = words_of(by_rdocx(document))
    assert [word.text.strip() for word in words] == ["Samferdselskonferanseplanlegging", "neste"], gone(
        RDOCX, "pdf/engines/longwords.py og widths.py"
    )


@pytest.mark.parametrize("kind", ["one bit", "two bits", "a transparent palette", "sixteen bits"])
def test_rdocx_does_not_draw_every_png(kind: str) -> None:
    pdf = rdocx.Document.from_bytes(with_picture(png(kind))).to_pdfa_deterministic()
    assert not drawn(bytes(pdf)), gone(RDOCX, "is_left_out i pdf/engines/drawings/rasters.py")


def test_rdocx_makes_decoration_of_a_picture_in_a_table() -> None:
    document = documents.new()
    cell = document.add_table(1, 1).cell(0, 0)
    drawing = cell.paragraphs[0].add_run().add_picture(BytesIO(png("usual")), width=Cm(4))
    drawing._inline.docPr.set("descr", "Kart")
    with opened(by_rdocx(document)) as pdf:
        figures = list(elements(pdf.Root.StructTreeRoot, "/Figure"))
    assert figures == [], gone(RDOCX, "_add_figures i pdf/finish/figures.py")


@long_way
def test_libreoffice_draws_a_picture_outside_its_figure() -> None:
    document = documents.new()
    drawing = document.add_paragraph().add_run().add_picture(BytesIO(png("usual")), width=Cm(4))
    drawing._inline.docPr.set("descr", "Kart")
    with opened(by_office(documents.saved(document), ".docx", WRITER)) as pdf:
        (figure,) = elements(pdf.Root.StructTreeRoot, "/Figure")
        assert not kids_of(figure), gone(OFFICE, "_fill_figures i pdf/finish/figures.py")


def test_rdocx_lets_a_long_word_run_off_the_page() -> None:
    document = documents.new()
    document.add_paragraph("x" * 400)
    assert len(words_of(by_rdocx(document))) == 1, gone(RDOCX, "_cut_long_words i pdf/papers/textdocument.py")


def test_rdocx_marks_every_word_by_itself() -> None:
    document = documents.new()
    document.add_paragraph("tre ord her")
    with opened(by_rdocx(document)) as pdf:
        (paragraph,) = elements(pdf.Root.StructTreeRoot, "/P")
        assert len(kids_of(paragraph)) >= 3, gone(RDOCX, "pdf/finish/markedcontent.py")


def test_rdocx_leads_a_bookmark_to_where_its_heading_was_before_it_was_moved() -> None:
    astray = [lines for lines in range(35, 60) if led_astray(by_rdocx(with_heading_after(lines)))]
    assert astray, gone(RDOCX, "place_bookmarks i pdf/finish/structure.py")
    finished = finish_pdf(
        by_rdocx(with_heading_after(astray[0])), Properties("Tittel", "", "", None, "nb-NO"), "rdocx"
    )
    assert not led_astray(finished.data)


def with_heading_after(lines: int) -> Any:
    """A document whose heading comes after some lines, and is kept with the two that follow."""
    document = documents.new()
    for _ in range(lines):
        document.add_paragraph("Ord")
    document.add_heading("Sak", 1)
    document.add_paragraph("Linje").paragraph_format.keep_with_next = True
    document.add_paragraph("Siste")
    return document


def led_astray(pdf: bytes) -> bool:
    """Whether the bookmark of a heading leads to another page than that of its words."""
    ((_, led),) = bookmarks(opened(pdf))
    (page,) = {index + 1 for index, word in read_words(pdf) if word.text.strip() == "Sak"}
    return led != page


def test_rdocx_has_no_element_for_a_link() -> None:
    document = documents.new()
    documents.add_link(document.add_paragraph(), "to ord", "https://a.no/")
    with opened(by_rdocx(document)) as pdf:
        links = [a for a in pdf.pages[0].obj.Annots if a.Subtype == "/Link"]
        loose = len(links) > 1 and not any("/StructParent" in link for link in links)
        assert loose, gone(RDOCX, "det meste av pdf/finish/links.py")
        assert not list(elements(pdf.Root.StructTreeRoot, "/Link"))


def test_rdocx_has_an_element_for_a_blank_line() -> None:
    document = documents.new()
    document.add_paragraph("En")
    document.add_paragraph("")
    with opened(by_rdocx(document)) as pdf:
        empty = [p for p in elements(pdf.Root.StructTreeRoot, "/P") if not kids_of(p)]
        assert empty, gone(RDOCX, "drop_empty_paragraphs i pdf/finish/structure.py")


@long_way
def test_libreoffice_loses_a_link_that_is_not_in_the_style() -> None:
    document = documents.new()
    documents.add_link(document.add_paragraph(), "lenke", "https://a.no/")
    with opened(by_office(documents.saved(document), ".docx", WRITER)) as pdf:
        assert "/Annots" not in pdf.pages[0], gone(OFFICE, "_hyperlink_style i pdf/engines/officecopy.py")


@long_way
def test_libreoffice_works_out_the_name_of_the_file() -> None:
    document = documents.new()
    field = f'<w:fldSimple {nsdecls("w")} w:instr="FILENAME"><w:r><w:t>referat</w:t></w:r></w:fldSimple>'
    document.add_paragraph("Fil: ")._p.append(parse_xml(field))
    said = "".join(word.text for word in words_of(by_office(documents.saved(document), ".docx", WRITER)))
    assert "referat" not in said, gone(OFFICE, "settle i word/fields.py")


@long_way
def test_libreoffice_shows_signs_of_the_symbol_font_as_private_ones() -> None:
    document = documents.new()
    run = document.add_paragraph("tegn ").add_run()._r
    run.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="F0FC"/>'))
    level = document.part.numbering_part.element.find(f".//{qn('w:lvl')}")
    level.find(qn("w:lvlText")).set(qn("w:val"), "\uf0b7")
    said = "".join(word.text for word in words_of(by_office(documents.saved(document), ".docx", WRITER)))
    assert "✓" not in said, gone(OFFICE, "w:sym i pdf/engines/officecopy.py")


@long_way
def test_libreoffice_leaves_the_background_of_a_slide_loose() -> None:
    fill = (
        '<style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties '
        'draw:fill="solid" draw:fill-color="#ffeecc" presentation:background-visible="true"/></style:style>'
    )
    raw = by_office(open_document("presentation", slide("Tittel", "dp1"), fill), ".odp", IMPRESS)
    marked, whole = with_backgrounds_marked(raw)
    with opened(raw) as before, opened(marked) as after:
        counts = [
            sum(str(step.operator) == "BMC" for step in pikepdf.parse_content_stream(pdf.pages[0]))
            for pdf in (before, after)
        ]
    assert whole
    assert counts[0] < counts[1], gone(OFFICE, "_mark_backgrounds i pdf/finish/finish.py")


@long_way
def test_libreoffice_does_not_tag_the_cells_of_a_spreadsheet() -> None:
    _, whole = with_backgrounds_marked(by_office(workbook("Lønn"), ".xlsx", CALC))
    assert not whole, gone(OFFICE, "finish_untagged i pdf/papers/officefile.py")


@long_way
def test_libreoffice_writes_the_clock_into_a_file() -> None:
    document = documents.new()
    document.add_paragraph("En")
    with opened(by_office(documents.saved(document), ".docx", WRITER)) as pdf:
        assert "/DocChecksum" in pdf.trailer, gone(OFFICE, "/DocChecksum i pdf/finish/finish.py")


def test_the_checker_takes_a_stream_that_ends_in_a_carriage_return_for_too_long() -> None:
    texts = (f"% {number}".encode() for number in count())
    unlucky = next(text for text in texts if zlib.compress(text)[-1:] == b"\r")
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Contents = pdf.make_stream(unlucky)
        pdf.save(target, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"\r\nendstream" in target.getvalue()
    failures = page.validate_pdf_bytes(target.getvalue(), profile="2b").failures
    told = [failure.rule_id for failure in failures if failure.rule_id.endswith("-STREAM-LENGTH-001")]
    assert told, gone(CHECKER, "_pad_streams i pdf/finish/finish.py og _WRONG_RULE i pdf/verify/check.py")


def with_a_table_at(points: int) -> Any:
    """A document with a heading and a table so far down."""
    document = documents.new()
    document.add_paragraph("Over").paragraph_format.space_after = Twips(20 * points)
    document.add_heading("Oppfølging", 2)
    table = documents.add_table(document, [["Hva", "Hvem"], *[["Et punkt", "sekretariatet"]] * 5])
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    return document


def test_rdocx_leaves_the_head_of_a_table_alone_on_a_page() -> None:
    made = (with_a_table_at(points) for points in range(580, 612, 4))
    alone = [document for document in made if lonely_heads(by_rdocx(document))]
    assert alone, gone(RDOCX, "pdf/engines/lonelyheads.py")
    for document in alone:
        assert not lonely_heads(BuiltInEngine().convert(documents.saved(document)))


def drawn_by_rdocx(document: bytes) -> bytes:
    return bytes(rdocx.Document.from_bytes(document).to_pdfa_deterministic())


@pytest.mark.parametrize("inside", [around("smartTag", run("ord")), control(link(run("ord"))), RUBY])
def test_rdocx_passes_over_what_stands_in_something(inside: str) -> None:
    words = [word.text for word in words_of(drawn_by_rdocx(docx(p(inside))))]
    assert not words or words == ["videre"], gone(RDOCX, "pdf/engines/plain.py")


def test_rdocx_leaves_out_links_inside_a_document_and_notes_out_of_the_structure() -> None:
    with opened(
        drawn_by_rdocx(docx(p(link(run("dit"))), p('<w:bookmarkStart w:id="1" w:name="der"/>')))
    ) as pdf:
        assert "/Annots" not in pdf.pages[0], gone(RDOCX, "pdf/engines/places.py")
    note = next(word for word in words_of(drawn_by_rdocx(noted())) if "noten" in word.text)
    assert note.mcid is None, gone(RDOCX, "pdf/engines/endnotes.py")


def test_rdocx_sets_the_text_on_top_of_a_high_header() -> None:
    document = documents.new()
    for _ in range(9):
        document.sections[0].header.add_paragraph("topp")
    document.add_paragraph("tekst")
    height = {word.text: word.y for _, word in read_words(by_rdocx(document))}
    assert height["tekst"] > height["topp"], gone(RDOCX, "pdf/engines/headroom.py")
