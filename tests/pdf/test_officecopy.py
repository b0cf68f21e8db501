"""The copy that LibreOffice is given: signs of the symbol fonts as ordinary ones, links in their style."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from dokumentmaskin.pdf.engines.builtin import engine_copy
from dokumentmaskin.pdf.engines.officecopy import office_copy
from tests.pdf import documents
from tests.word.building import moved

# What Word shows for these places of Wingdings and Symbol.
SIGNS = {
    "6C": "●", "6D": "○", "6E": "■", "6F": "☐", "71": "□", "75": "◆", "76": "❖", "77": "◆", "9F": "•",
    "A7": "▪", "A8": "☐", "D8": "➢", "E0": "→", "E8": "→", "F0": "→", "FB": "✗", "FC": "✓",
    "FD": "☒", "FE": "☑", "41": "✌",
}  # fmt: skip


def part(docx: bytes, name: str) -> Any:
    with ZipFile(BytesIO(office_copy(docx))) as package:
        return etree.fromstring(package.read(name))


@pytest.mark.parametrize(("place", "sign"), SIGNS.items())
def test_a_sign_of_a_symbol_font_becomes_an_ordinary_one(place: str, sign: str) -> None:
    document = documents.new()
    xml = f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="F0{place}"/>'
    document.add_paragraph("tegn ").add_run()._r.append(parse_xml(xml))
    level = document.part.numbering_part.element.find(f".//{qn('w:lvl')}")
    level.find(qn("w:lvlText")).set(qn("w:val"), f"{chr(0xF000 + int(place, 16))} %1")
    level.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="Wingdings"/></w:rPr>'))
    docx = documents.saved(document)
    texts = [(text.text, dict(text.attrib)) for text in part(docx, "word/document.xml").iter(qn("w:t"))]
    assert texts[-1] == (sign, {})
    changed = part(docx, "word/numbering.xml").find(f".//{qn('w:lvl')}")
    assert changed.find(qn("w:lvlText")).get(qn("w:val")) == f"{sign} %1"
    assert changed.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is None


@pytest.mark.parametrize(
    ("kind", "stays"),
    [(" FILENAME \\p ", True), ("DATE", True), ("NUMWORDS", True), ("PAGE", False), ("REF a", False)],
)
@pytest.mark.parametrize("pieces", [True, False])
def test_a_field_of_the_file_or_the_clock_becomes_what_it_shows(
    kind: str, *, stays: bool, pieces: bool
) -> None:
    result = f"<w:r {nsdecls('w')}><w:t>vist</w:t></w:r>"
    marks = [f'<w:fldChar w:fldCharType="{name}"/>' for name in ("begin", "separate", "end")]
    written = [f"<w:r {nsdecls('w')}>{mark}</w:r>" for mark in marks]
    written.insert(1, f"<w:r {nsdecls('w')}><w:instrText>{kind}</w:instrText></w:r>")
    written.insert(3, result)
    simple = [f'<w:fldSimple {nsdecls("w")} w:instr="{kind}">{result}</w:fldSimple>']
    document = documents.new()
    paragraph = document.add_paragraph("før ")._p
    for xml in written if pieces else simple:
        paragraph.append(parse_xml(xml))
    document.add_paragraph("etter")
    copied = part(documents.saved(document), "word/document.xml")
    left = {"fldChar", "instrText", "fldSimple"} & {etree.QName(node).localname for node in copied.iter("*")}
    assert bool(left) is not stays
    assert [text.text for text in copied.iter(qn("w:t"))][-3:] == ["før ", "vist", "etter"]


def styles_of_links(document: Any) -> tuple[list[str], list[str]]:
    """The styles of the runs in links, and the names of the styles with those ids."""
    docx = documents.saved(document)
    runs = part(docx, "word/document.xml").iterfind(f".//{qn('w:hyperlink')}//{qn('w:r')}")
    used = [run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}").get(qn("w:val")) for run in runs]
    named = {
        style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val"))
        for style in part(docx, "word/styles.xml").iter(qn("w:style"))
    }
    return used, [named[style] for style in used]


def test_a_link_gets_a_style_that_is_put_in_when_it_is_not_there() -> None:
    document = documents.new()
    documents.add_link(document.add_paragraph(), "lenke", "https://a.no/")
    assert styles_of_links(document) == (["DokHyperlink"], ["Hyperlink"])


def test_a_link_gets_the_documents_own_style_and_keeps_one_that_it_has() -> None:
    document = documents.new()
    name = f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hyperkobling"><w:name w:val="hyperlink"/>'
    own = parse_xml(f"{name}</w:style>")
    document.styles.element.append(own)
    paragraph = document.add_paragraph()
    documents.add_link(paragraph, "lenke", "https://a.no/")
    documents.add_link(paragraph, "annen", "https://b.no/")
    run = paragraph._p.findall(f".//{qn('w:r')}")[-1]
    run.get_or_add_rPr().append(parse_xml(f'<w:rStyle {nsdecls("w")} w:val="Strong"/>'))
    assert styles_of_links(document)[0] == ["Hyperkobling", "Strong"]


def test_the_main_part_may_have_another_name() -> None:
    document = documents.new()
    documents.add_link(document.add_paragraph(), "lenke", "https://a.no/")
    root = part(moved(documents.saved(document)), "word/document2.xml")
    assert [style.get(qn("w:val")) for style in root.iter(qn("w:rStyle"))] == ["DokHyperlink"]


@pytest.mark.parametrize("pieces", [True, False])
def test_both_engines_are_given_the_words_of_a_button(*, pieces: bool) -> None:
    code = " MACROBUTTON Ingen [Klikk her] "
    marks = [f'<w:fldChar w:fldCharType="{name}"/>' for name in ("begin", "end")]
    written = [f"<w:r {nsdecls('w')}>{mark}</w:r>" for mark in marks]
    written.insert(1, f"<w:r {nsdecls('w')}><w:instrText>{code}</w:instrText></w:r>")
    document = documents.new()
    paragraph = document.add_paragraph("før ")._p
    for xml in written if pieces else [f'<w:fldSimple {nsdecls("w")} w:instr="{code}"/>']:
        paragraph.append(parse_xml(xml))
    docx = documents.saved(document)
    for copy in (office_copy(docx), engine_copy(docx).docx):
        with ZipFile(BytesIO(copy)) as package:
            body = etree.fromstring(package.read("word/document.xml"))
        assert "".join(text.text for text in body.iter(qn("w:t"))).endswith("før [Klikk her]")
        assert not list(body.iter(qn("w:instrText"), qn("w:fldSimple")))
