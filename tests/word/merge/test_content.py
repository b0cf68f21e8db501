"""What counts as content: what a reader sees, not how a program writes it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from PIL import Image

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import same_content
from dokumentmaskin.word.merge.sides import Side
from tests.word.merge.building import edited, localised_headings, saved, says_the_same, word

BASE = word("## Sak 1: Luft", "Gruppen drøftet saken.", [["Hva", "Hvem"], ["Rapport", "Kari"]], header="Topp")

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _second(document: Document) -> Any:
    return document.paragraphs[1]


def _split_runs(document: Document) -> None:
    run = _second(document).runs[0]
    run.text, rest = "Gruppen drø", "ftet saken."
    _second(document).add_run(rest)
    for paragraph in document.element.body.iter(qn("w:p")):
        paragraph.set(qn("w:rsidR"), "00AB12CD")
        paragraph.append(OxmlElement("w:proofErr", attrs={qn("w:type"): "spellEnd"}))


def _language_marks(document: Document) -> None:
    for run in document.element.body.iter(qn("w:r")):
        run.get_or_add_rPr().append(OxmlElement("w:lang", attrs={qn("w:val"): "nb-NO"}))
        run.get_or_add_rPr().append(OxmlElement("w:noProof"))


def _content_control(document: Document) -> None:
    """Put around a paragraph what a person does not see."""
    inner = _second(document)._p
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    inner.addprevious(control)
    control[1].append(inner)


def _marks(document: Document) -> None:
    inner = _second(document)._p
    inner.append(OxmlElement("w:bookmarkStart", attrs={qn("w:id"): "7", qn("w:name"): "_GoBack"}))
    inner.append(OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): "7"}))
    inner.insert(1, parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/></w:r>"))
    inner.add_r().append(OxmlElement("w:softHyphen"))


def _to_the_left(document: Document) -> None:
    """What LibreOffice writes in every paragraph of a table."""
    for paragraph in document.element.body.iter(qn("w:p")):
        paragraph.get_or_add_pPr().append(OxmlElement("w:jc", attrs={qn("w:val"): "left"}))
    for run in document.element.body.iter(qn("w:r")):
        run.get_or_add_rPr().append(OxmlElement("w:kern", attrs={qn("w:val"): "0"}))
        run.get_or_add_rPr().append(OxmlElement("w:color", attrs={qn("w:val"): "auto"}))


@pytest.mark.parametrize(
    "rewrite",
    [_split_runs, localised_headings, _language_marks, _content_control, _marks, _to_the_left],
)
def test_how_a_program_writes_it_is_no_content(rewrite: Callable[[Document], None]) -> None:
    rewritten = edited(BASE, rewrite)
    assert rewritten != BASE
    assert says_the_same(BASE, rewritten)


@pytest.mark.parametrize("rewrite", [_split_runs, localised_headings, _language_marks])
def test_what_word_writes_by_itself_is_no_edit(rewrite: Callable[[Document], None]) -> None:
    assert same_content(BASE, edited(BASE, rewrite))


def _bold(document: Document) -> None:
    _second(document).runs[0].bold = True


def _underlined(document: Document) -> None:
    _second(document).runs[0].underline = True


def _raised(document: Document) -> None:
    _second(document).runs[0].font.superscript = True


def _other_style(document: Document) -> None:
    _second(document).style = "Quote"


def _word(document: Document) -> None:
    _second(document).runs[0].text = "Gruppen drøftet saka."


def _cell(document: Document) -> None:
    document.tables[0].cell(1, 1).paragraphs[0].add_run(" Nordmann")


def _header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run("!")


def _picture(document: Document) -> None:
    target = BytesIO()
    Image.new("RGB", (4, 4), "red").save(target, "PNG")
    _second(document).add_run().add_picture(BytesIO(target.getvalue()), Pt(20))


def _comment(document: Document) -> None:
    document.add_comment(_second(document).runs, "Er dette riktig?", "Kari")


def _tracked(document: Document) -> None:
    run = _second(document).runs[0]._r
    deletion = OxmlElement("w:del", attrs={qn("w:id"): "1", qn("w:author"): "Kari"})
    run.addprevious(deletion)
    deletion.append(run)
    run[0].tag = qn("w:delText")


def _link(document: Document) -> None:
    run = _second(document).runs[0]._r
    target = document.part.relate_to("https://example.org/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink", attrs={qn("r:id"): target})
    run.addprevious(link)
    link.append(run)


def _tracked_mark(document: Document) -> None:
    look = _second(document)._p.get_or_add_pPr()
    mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:ins w:id="3" w:author="Kari"/></w:rPr>')
    look.append(mark)


def _highlighted(document: Document) -> None:
    _second(document).runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW


def _coloured(document: Document) -> None:
    _second(document).runs[0].font.color.rgb = RGBColor(255, 0, 0)


def _centred(document: Document) -> None:
    _second(document).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _list_item(document: Document) -> None:
    number = document.styles["List Bullet"].element.pPr.numPr.numId.val
    _second(document)._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _new_page(document: Document) -> None:
    _second(document).paragraph_format.page_break_before = True


def _page_break(document: Document) -> None:
    _second(document).add_run().add_break(WD_BREAK.PAGE)


def _blank(document: Document) -> None:
    document.add_paragraph("")


def _margins(document: Document) -> None:
    document.sections[0].left_margin = Pt(20)


def _hidden(document: Document) -> None:
    _second(document).runs[0].font.hidden = True


def _equation(document: Document) -> None:
    xml = f'<m:oMath xmlns:m="{_MATH}"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    _second(document)._p.append(parse_xml(xml))


def _shape(document: Document) -> None:
    """A line that is drawn, without words."""
    _second(document).add_run()._r.append(OxmlElement("w:drawing"))


def _watermark(document: Document) -> None:
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="INTERNT"/></v:shape>'
    xml = f"<w:pict {nsdecls('w')}>{shape}</w:pict>"
    document.sections[0].header.paragraphs[0].add_run()._r.append(parse_xml(xml))


def _title(document: Document) -> None:
    document.core_properties.title = "Min tittel"


@pytest.mark.parametrize(
    "change",
    [
        _bold,
        _underlined,
        _raised,
        _other_style,
        _word,
        _cell,
        _header,
        _picture,
        _comment,
        _tracked,
        _tracked_mark,
        _link,
        _highlighted,
        _coloured,
        _centred,
        _list_item,
        _new_page,
        _page_break,
        _blank,
        _margins,
        _hidden,
        _equation,
        _shape,
        _watermark,
        _title,
    ],
)
def test_what_a_reader_sees_is_content(change: Callable[[Document], None]) -> None:
    assert not same_content(BASE, edited(BASE, change))


def test_other_words_in_a_watermark_are_other_content() -> None:
    marked = edited(BASE, _watermark)
    renamed = edited(marked, lambda document: _text_path(document).set("string", "UTKAST"))
    assert not same_content(marked, renamed)


def _text_path(document: Document) -> Any:
    (found,) = document.sections[0].header._element.iter("{urn:schemas-microsoft-com:vml}textpath")
    return found


def test_another_picture_is_other_content() -> None:
    def with_picture(color: str) -> bytes:
        target = BytesIO()
        Image.new("RGB", (4, 4), color).save(target, "PNG")
        document = docx.Document()
        document.add_picture(BytesIO(target.getvalue()))
        return saved(document)

    assert same_content(with_picture("red"), with_picture("red"))
    assert not same_content(with_picture("red"), with_picture("blue"))


def test_what_a_field_shows_now_is_no_content() -> None:
    def with_page(shown: str) -> bytes:
        document = docx.Document()
        xml = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
        document.add_paragraph("Side ")._p.append(parse_xml(xml))
        return saved(document)

    assert same_content(with_page("1"), with_page("14"))


@pytest.mark.parametrize(
    "data", [b"", b"hei", BASE[:400], BASE.replace(b"word/document.xml", b"word/xocument.xml")]
)
def test_a_file_that_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError) as raised:
        same_content(BASE, data)
    assert raised.value.problems[0].code == "odelagt-dokument"


def with_look(xml: str) -> bytes:
    """A file of one word that is set in this way."""
    look = parse_xml(f"<w:rPr {nsdecls('w')}>{xml}</w:rPr>")
    return edited(word("Tekst"), lambda document: document.paragraphs[0].runs[0]._r.insert(0, look))


@pytest.mark.parametrize(
    ("look", "counts"),
    [
        ("<w:b/>", True), ('<w:b w:val="none"/>', False), ("<w:i/>", True), ("<w:strike/>", True),
        ('<w:u w:val="single"/>', True), ('<w:u w:val="none"/>', False), ("<w:vanish/>", True),
        ('<w:vertAlign w:val="subscript"/>', True), ('<w:vertAlign w:val="baseline"/>', False),
        ('<w:highlight w:val="yellow"/>', True), ('<w:highlight w:val="none"/>', False),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', True), ('<w:shd w:val="clear" w:fill="auto"/>', False),
        ('<w:shd w:val="clear"/>', False), ('<w:color w:val="FF0000"/>', True),
        ('<w:color w:val="auto"/>', False),
        ('<w:rPrChange w:id="1" w:author="Kari"><w:rPr/></w:rPrChange>', True), ('<w:sz w:val="40"/>', True),
        ("<w:caps/>", True), ('<w:caps w:val="0"/>', False), ('<w:rFonts w:ascii="Arial"/>', False),
        # The colour of a style is the style's.
        ('<w:rStyle w:val="Strong"/><w:color w:val="FF0000"/>', True),
    ],
)  # fmt: skip
def test_what_of_a_look_is_content(look: str, *, counts: bool) -> None:
    assert says_the_same(word("Tekst"), with_look(look)) is not counts


def test_the_colour_of_a_run_with_a_style_is_none_of_its_own() -> None:
    styled = '<w:rStyle w:val="Strong"/>'
    assert says_the_same(with_look(styled), with_look(f'{styled}<w:color w:val="FF0000"/>'))


def set_so(xml: str, line: str = "Tekst") -> bytes:
    """A file of one paragraph that is set in this way."""

    def edit(document: Document) -> None:
        look = document.paragraphs[0]._p.get_or_add_pPr()
        look.extend(parse_xml(f"<w:pPr {nsdecls('w')}>{xml}</w:pPr>"))

    return edited(word(line), edit)


_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'


@pytest.mark.parametrize(
    ("look", "line", "counts"),
    [
        ('<w:jc w:val="center"/>', "Tekst", True), ('<w:jc w:val="end"/>', "Tekst", True),
        ('<w:jc w:val="start"/>', "Tekst", False), ('<w:jc w:val="both"/>', "Tekst", True),
        (_NUMBERED.format(1), "Tekst", True), (_NUMBERED.format(0), "Tekst", False),
        (_NUMBERED.format(1), "- Punkt", False), ("<w:pageBreakBefore/>", "Tekst", True),
        ('<w:pageBreakBefore w:val="off"/>', "Tekst", False), ("<w:keepNext/>", "Tekst", False),
        ('<w:rPr><w:del w:id="1" w:author="Kari"/></w:rPr>', "Tekst", True),
        ('<w:pPrChange w:id="1" w:author="Kari"><w:pPr/></w:pPrChange>', "Tekst", True),
    ],
)  # fmt: skip
def test_what_of_a_paragraphs_look_is_content(look: str, line: str, *, counts: bool) -> None:
    assert says_the_same(word(line), set_so(look, line)) is not counts


def test_a_paragraph_breaks_the_page_and_is_centred_by_its_style_too() -> None:
    def by_style(document: Document) -> None:
        look = document.styles["Quote"].element.get_or_add_pPr()
        look.extend(parse_xml(f'<w:pPr {nsdecls("w")}><w:pageBreakBefore/><w:jc w:val="center"/></w:pPr>'))
        document.paragraphs[0].style = "Quote"

    marks = Side(edited(word("Tekst"), by_style)).blocks[0].content[3]
    assert marks == {"ny side", "midt"}
    plain = edited(word("Tekst"), lambda document: setattr(document.paragraphs[0], "style", "Quote"))
    assert Side(plain).blocks[0].content[3] == frozenset()


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_break_of_a_page_is_a_mark_and_no_text(kind: str) -> None:
    line = parse_xml(f'<w:r {nsdecls("w")}><w:br w:type="{kind}"/></w:r>')
    content = Side(edited(word("Tekst"), lambda document: document.paragraphs[0]._p.append(line))).blocks[0]
    assert content.content[3] == {"ny side"}
    assert content.text == "Tekst"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:tab/>", "Tekst\tslutt"), ("<w:ptab/>", "Tekst\tslutt"), ("<w:cr/>", "Tekst\nslutt"),
        ("<w:br/>", "Tekst\nslutt"), ("<w:noBreakHyphen/>", "Tekst\u2011slutt"),
        ("<w:softHyphen/>", "Tekstslutt"), ("<w:t>\u00ad</w:t>", "Tekstslutt"), ("<w:t/>", "Tekstslutt"),
        ('<w:sym w:char="F0FE"/>', "Tekstslutt"),
    ],
)  # fmt: skip
def test_the_signs_of_a_run(inner: str, text: str) -> None:
    xml = f"<w:r {nsdecls('w')}>{inner}<w:t>slutt</w:t></w:r>"
    data = edited(word("Tekst"), lambda document: document.paragraphs[0]._p.append(parse_xml(xml)))
    assert Side(data).blocks[0].text == text
    assert same_content(word("Tekst"), data) is False


def _field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    written = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"{mark('begin')}{written}{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def with_field(code: str, result: str) -> bytes:
    xml = f"<w:p {nsdecls('w')}>{_field(code, result)}</w:p>"
    return edited(word("Se "), lambda document: document.paragraphs[0]._p.extend(parse_xml(xml)))


def test_a_link_that_is_a_field_is_known_by_its_address() -> None:
    link = with_field(' HYPERLINK "https://example.org/a" ', "siden")
    (_, piece) = Side(link).blocks[0].content[2]
    assert piece == ("siden", {"link https://example.org/a"})
    assert not same_content(link, with_field(' HYPERLINK "https://example.org/b" ', "siden"))
    assert says_the_same(link, with_field("hyperlink https://example.org/a \\h", "siden"))
    assert Side(with_field(" REF a ", "siden")).blocks[0].content[2] == (("Se siden", frozenset()),)
    assert Side(with_field(" HYPERLINK ", "siden")).blocks[0].content[2] == (("Se siden", frozenset()),)


def test_a_computed_result_in_a_code_or_a_computed_result_is_not_told_of() -> None:
    inner = with_field(" DATE ", "i dag")
    assert Side(inner).blocks[0].content[2] == (("Se ", frozenset()), ("DATE", {"object"}))
    page = _field("PAGE", "1")
    nested = f"<w:p {nsdecls('w')}>{_field(' DATE ', f'i </w:t></w:r>{page}<w:r><w:t>')}</w:p>"
    data = edited(word("Se "), lambda document: document.paragraphs[0]._p.extend(parse_xml(nested)))
    assert Side(data).blocks[0].content[2] == (("Se ", frozenset()), ("DATE", {"object"}))


@pytest.mark.parametrize(("level", "heading"), [("0", 1), ("8", 9), ("9", 0), ("tull", 0)])
def test_a_style_of_ones_own_is_a_heading_by_its_outline_level(level: str, heading: int) -> None:
    def by_style(document: Document) -> None:
        document.styles["Quote"].element.get_or_add_pPr().append(
            OxmlElement("w:outlineLvl", attrs={qn("w:val"): level})
        )
        document.paragraphs[0].style = "Quote"

    assert Side(edited(word("Tekst"), by_style)).blocks[0].heading_level == heading


@pytest.mark.parametrize(("level", "is_heading"), [(1, True), (2, True), (3, False)])
def test_a_section_begins_with_a_heading_of_the_two_outermost_levels(level: int, *, is_heading: bool) -> None:
    assert Side(word(f"{'#' * level} Sak")).blocks[0].is_heading is is_heading
    assert Side(edited(word("Sak"), lambda d: d.add_heading("", 1))).blocks[1].is_heading is False


def test_a_document_put_in_whole_is_an_edit() -> None:
    def chunk(text: bytes) -> bytes:
        def edit(document: Document) -> None:
            part = Part(PackURI("/word/del.html"), "text/html", text, document.part.package)
            identity = document.part.relate_to(part, f"{RELATIONSHIP_TYPE.OFFICE_DOCUMENT[:-14]}aFChunk")
            document.element.body.insert(1, OxmlElement("w:altChunk", attrs={qn("r:id"): identity}))

        return edited(BASE, edit)

    assert not same_content(BASE, chunk(b"en"))
    assert not same_content(chunk(b"en"), chunk(b"to"))
    assert same_content(chunk(b"en"), chunk(b"en"))


def test_another_kind_of_list_and_another_level_are_other_content() -> None:
    def item(style: str, level: int = 0) -> bytes:
        def edit(document: Document) -> None:
            number = document.styles[style].element.pPr.numPr.numId.val
            look = document.paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
            look.get_or_add_ilvl().val = level
            look.get_or_add_numId().val = number

        return edited(word("Tekst"), edit)

    assert says_the_same(item("List Bullet"), item("List Bullet"))
    assert not says_the_same(item("List Bullet"), item("List Number"))
    assert not says_the_same(item("List Bullet"), item("List Bullet", 1))

    def indented(document: Document) -> None:
        look = document.paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        look.get_or_add_ilvl().val = 1
        look.get_or_add_numId().val = document.styles["List Bullet"].element.pPr.numPr.numId.val

    assert not says_the_same(word("- Punkt"), edited(word("- Punkt"), indented))
