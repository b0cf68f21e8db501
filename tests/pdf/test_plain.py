"""What rdocx passes over by itself stands in the PDF, for it is given the text plainly."""

import re
from typing import Final

import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Cm

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.verify import lost_words
from dokumentmaskin.pdf.words import in_one_line, read_words
from dokumentmaskin.word import document_text
from tests.pdf import documents
from tests.word.test_readers import asked, code, field, mark, simple
from tests.word.tracked import by, docx, p, row, run, table

_MATH: Final = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def box(inside: str) -> str:
    return asked(f"<w:checkBox><w:sizeAuto/>{inside}</w:checkBox>")


def choice(*entries: str, result: str = "") -> str:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return asked(f"<w:ddList>{result}{listed}</w:ddList>")


def around(tag: str, *inside: str) -> str:
    return f"<w:{tag}>{''.join(inside)}</w:{tag}>"


def added(*inside: str) -> str:
    return f"<w:ins {by()}>{''.join(inside)}</w:ins>"


def link(*inside: str) -> str:
    return f'<w:hyperlink w:anchor="der">{"".join(inside)}</w:hyperlink>'


def control(*inside: str) -> str:
    return around("sdt", around("sdtContent", *inside))


def sign(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def lettered(font: str, text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>'


def equation(*inside: str) -> str:
    return f"<m:oMath {_MATH}>{''.join(inside)}</m:oMath>"


def term(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


RUBY: Final = (
    f"<w:r><w:ruby><w:rubyPr/>{around('rt', run('over'))}{around('rubyBase', run('under'))}</w:ruby>"
    "<w:t xml:space='preserve'> videre</w:t></w:r>"
)
CHOICE: Final = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="w14">{run("valgt")}</mc:Choice><mc:Fallback>{run("ellers")}</mc:Fallback>'
    "</mc:AlternateContent>"
)
# What a paragraph holds, and what Word shows of it.
SHOWN: Final = {
    box("<w:default w:val='0'/><w:checked/>"): "☒",
    box("<w:default w:val='1'/><w:checked w:val='0'/>"): "☐",
    box("<w:default w:val='1'/>"): "☒",
    choice("avslått", "innvilget", result='<w:result w:val="1"/>'): "innvilget",
    choice("første", "andre", result='<w:default w:val="1"/>'): "andre",
    choice("uvalgt", "annet"): "uvalgt",
    choice("alene", result='<w:result w:val="7"/>'): "",
    asked('<w:textInput><w:default w:val="forslag"/></w:textInput>', run("svaret")): "svaret",
    mark("begin") + code(r' SYMBOL 254 \f "Wingdings" \s 11 ') + mark("end"): "☑",
    field(r" SYMBOL 0x2192 \u ", lettered("Wingdings", "x")): "→",
    sign("Wingdings", "F0FC"): "✓",
    sign("Symbol", "F061"): "α",
    lettered("Wingdings", "þ"): "☑",
    lettered("Wingdings 2", "\uf0a3"): "☐",
    around("smartTag", run("smart")): "smart",
    around("customXml", "<w:customXmlPr/>", run("merket")): "merket",
    around("bdo", run("retning")): "retning",
    around("smartTag", added(control(run("dypt")))): "dypt",
    link(simple("REF a", run("viser"))): "viser",
    link(around("smartTag", run("lenket"))): "lenket",
    control(link(run("styrt"))): "styrt",
    simple("REF a", control(run("feltet"))): "feltet",
    simple("TOC", link(run("oppføring"))): "oppføring",
    RUBY: "under over videre",
    CHOICE: "valgt",
}

# The engine draws equations, but outside the structure: a screen reader passes over them.
EQUATIONS: Final = {
    added(equation(term("lagtinn"))): "lagtinn",
    equation(f"<m:func><m:fName>{term('sin')}</m:fName><m:e>{term('vinkel')}</m:e></m:func>"): "sin vinkel",
    equation(f"<m:eqArr><m:e>{term('øvre')}</m:e><m:e>{term('nedre')}</m:e></m:eqArr>"): "øvre nedre",
    equation(f"<m:borderBox><m:e>{term('rammet')}</m:e></m:borderBox>"): "rammet",
}


def test_what_stands_around_text_hides_it_from_nobody() -> None:
    shown = SHOWN | EQUATIONS
    lines = [p(run(f"x{place} "), inside, run(f" y{place}")) for place, inside in enumerate(shown)]
    rows = around("customXml", row("rad"))
    document = docx(*lines, table(rows))
    pdf = BuiltInEngine().convert(document)
    said = in_one_line(word for _, word in read_words(pdf))
    found = re.findall(r"x\d+(.*?)y\d+", said.replace(" ", ""))
    assert found == [text.replace(" ", "") for text in shown.values()]
    assert said.endswith("rad")
    (lost,) = lost_words(document_text(document), pdf)
    assert re.findall("«(.*?)»", lost.message) == " ".join(EQUATIONS.values()).split()


def test_the_check_knows_what_forms_symbols_and_equations_say() -> None:
    shown = SHOWN | EQUATIONS
    document = docx(*map(p, shown))
    assert sorted(document_text(document).body) == sorted(" ".join(shown.values()).split())


def test_a_margin_below_nothing_takes_no_text_off_the_page() -> None:
    edges = 'w:top="-2268" w:right="1440" w:bottom="-1440" w:left="1440" w:header="709" w:footer="709"'
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    pdf = BuiltInEngine().convert(
        docx(p(run("øverst")), f'<w:sectPr>{size}<w:pgMar {edges} w:gutter="0"/></w:sectPr>')
    )
    ((_, word),) = read_words(pdf)
    assert 0 < word.y < 842 - 2268 / 20


@pytest.mark.parametrize(
    ("way", "pattern", "shown"),
    [
        ("decimal", "Pkt. %1:", "Pkt. 3:"),
        ("decimalZero", "Pkt. %1:", "Pkt. 3:"),
        ("ordinal", "%1", "3."),
        ("cardinalText", "%1.", "3."),
        ("none", "Forslag:", "Forslag:"),
        ("none", "%1", ""),
    ],
)
def test_a_list_prints_its_number_however_it_counts(way: str, pattern: str, shown: str) -> None:
    document = documents.new()
    document.add_paragraph("innhold", style="List Number")
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        values = {"numFmt": way, "lvlText": pattern, "start": "3"}
        for name, value in values.items():
            level.find(qn(f"w:{name}")).set(qn("w:val"), value)
    said = in_one_line(word for _, word in read_words(BuiltInEngine().convert(documents.saved(document))))
    assert said.replace(" ", "") == f"{shown}innhold".replace(" ", "")


def test_a_table_that_floats_covers_no_words() -> None:
    floating = table(row("celle", "celle")).replace(
        "<w:tblPr>",
        '<w:tblPr><w:tblpPr w:vertAnchor="text" w:horzAnchor="margin" w:tblpX="1" w:tblpY="1"/>',
        1,
    )
    assert "tblpPr" in floating
    pdf = BuiltInEngine().convert(docx(floating, p(run("teksten")), p(run("under"))))
    heights = [round(word.y) for _, word in read_words(pdf)]
    assert len(set(heights)) == 3


def test_a_row_of_an_exact_height_keeps_its_words_in_the_structure() -> None:
    document = documents.new()
    rows = documents.add_table(document, [["Navn", "Svar"], ["Kari", "lang tekst " * 30]]).rows
    rows[1].height, rows[1].height_rule = Cm(0.6), WD_ROW_HEIGHT_RULE.EXACTLY
    assert make_pdf(documents.saved(document), "a.docx", (BuiltInEngine(),)).pdfua
