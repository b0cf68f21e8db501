"""What counts as content: what a reader sees, not how a program writes it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from PIL import Image

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import same_content
from tests.word.merge.building import edited, localised_headings, saved, word

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
    assert same_content(BASE, rewritten)


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
