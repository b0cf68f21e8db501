"""What each turn of a loop has for itself: its own lists, bookmarks and shapes."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from dokumentmaskin.word.lists import Numbering
from tests.word.building import Body, add_xml, build, fill, fill_bytes

FOR, END = "{%p for s in saker %}", "{%p endfor %}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VML = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t202"/><v:shape id="Boks" o:spid="_x0000_s1026" type="#_x0000_t202"/>'
    "</w:pict></w:r>"
)


def lines(*texts: str, style: str = "List Number") -> Body:
    """Paragraphs, those that begin with # items of a numbered list by its style."""

    def body(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text.removeprefix("#"), style if text.startswith("#") else None)

    return body


def printed(folder: Path, body: Body) -> list[str]:
    data = fill_bytes(build(folder / "mal.docx", body), saker=["a", "b"])
    return numbered(docx.Document(BytesIO(data)))


def numbered(document: Document) -> list[str]:
    """Each paragraph as a reader sees it, with the number that Word prints."""
    numbering = Numbering(document.part.numbering_part.element)
    found = []
    for paragraph in document.paragraphs:
        own = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        by_style = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")  # type: ignore[union-attr]
        item = numbering.item(own, by_style)
        found.append(f"{item.text} {paragraph.text}" if item else paragraph.text)
    return found


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ([FOR, "Sak {{ s }}", "#En", "#To", END], ["Sak a", "1. En", "2. To", "Sak b", "1. En", "2. To"]),
        ([FOR, "#{{ s }}", "Om den", END, "#Siste"], ["1. a", "Om den", "2. b", "Om den", "3. Siste"]),
        (
            [FOR, "Sak {{ s }}", "{%p for n in [1, 2] %}", "#{{ n }}", END, END],
            ["Sak a", "1. 1", "2. 2", "Sak b", "1. 1", "2. 2"],
        ),
        (["#Før", FOR, "Sak {{ s }}", "#En", END], ["1. Før", "Sak a", "2. En", "Sak b", "1. En"]),
    ],
)
def test_a_list_after_something_else_in_a_turn_begins_anew_in_each(
    template: list[str], text: list[str], tmp_path: Path
) -> None:
    assert printed(tmp_path, lines(*template)) == text


def test_bullets_and_headings_keep_their_lists(tmp_path: Path) -> None:
    document = fill(tmp_path, lines(FOR, "x", "#{{ s }}", END, style="List Bullet"), saker=["a", "b"])
    assert not list(document.element.body.iter(qn("w:numId")))


def test_a_turn_has_bookmarks_of_its_own_which_its_links_lead_to(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph(FOR)
        add_xml(
            document,
            '<w:p><w:hyperlink w:anchor="Sak"><w:r><w:t>til</w:t></w:r></w:hyperlink>'
            '<w:bookmarkStart w:id="0" w:name="Sak"/><w:r><w:t>{{ s }}</w:t></w:r><w:bookmarkEnd w:id="0"/>'
            '<w:fldSimple w:instr=" REF Sak \\h "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
        )
        document.add_paragraph(END)
        add_xml(document, '<w:p><w:hyperlink w:anchor="Sak"><w:r><w:t>ut</w:t></w:r></w:hyperlink></w:p>')

    root = fill(tmp_path, body, saker=["a", "b"]).element.body
    starts = list(root.iter(qn("w:bookmarkStart")))
    assert [mark.get(qn("w:name")) for mark in starts] == ["Sak", "Sak_2"]
    assert [mark.get(qn("w:id")) for mark in starts] == [
        m.get(qn("w:id")) for m in root.iter(qn("w:bookmarkEnd"))
    ]
    assert len({mark.get(qn("w:id")) for mark in starts}) == 2
    assert [link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))] == ["Sak", "Sak_2", "Sak"]
    assert [f.get(qn("w:instr")).split()[1] for f in root.iter(qn("w:fldSimple"))] == ["Sak", "Sak_2"]


def test_shapes_controls_and_paragraphs_have_identities_of_their_own(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph(FOR)
        add_xml(
            document,
            '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0A">'
            '<w:commentRangeStart w:id="4"/>'
            f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{VML}</w:sdtContent></w:sdt></w:p>',
        )
        document.add_paragraph(END)

    root = fill(tmp_path, body, saker=["a", "b", "c"]).element.body
    vml = "{urn:schemas-microsoft-com:vml}"
    assert [shape.get("id") for shape in root.iter(f"{vml}shape")] == ["Boks", "Boks_2", "Boks_3"]
    assert len(list(root.iter(f"{vml}shapetype"))) == 1
    assert len({e.get(qn("w:val")) for e in root.iter(qn("w:id"))}) == 3
    assert len(list(root.iter(qn("w:commentRangeStart")))) == 1
    assert [p.get(f"{W14}paraId") for p in root.iter(qn("w:p"))] == ["0A", None, None]
