"""Codes as people and Word write them: split, in Norwegian quotes, in links and notes."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.errors import TemplateError
from tests.profiles import examples
from tests.word.building import Body, Text, add_xml, all_texts, fill, fill_data, paragraph, texts


@dataclass(frozen=True)
class Sak:
    type: str


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("{% if sak.type == «vedtak» %}ja{% endif %}", "ja"),
        ("{% if sak.type == ”vedtak” %}ja{% endif %}", "ja"),
        ("{% if sak.type == “vedtak” %}ja{% endif %}", "ja"),
        ("{% if sak.type == ‘vedtak’ %}ja{% endif %}", "ja"),
        ("{% if sak.type == »vedtak« %}ja{% endif %}", "ja"),
        ('{{ "Kari’s «sak»" }}', "Kari’s «sak»"),
        ("{{ '}} og %}' }}", "}} og %}"),
        ("{{ '100 %' }}{{ '<&>' }}", "100 %<&>"),
        ("{{ 7\u00a0% 4 }}{{ 7 – 4 }}", "33"),
        ("{{ sak.ty\u00adpe }}", "vedtak"),
        ("{{ {'a': {'b': 1}}.a.b }}", "1"),
        ("{{ 1 < 2 }}{{ 2 > 1 }}", "TrueTrue"),
        ("{{ 'a\\\\b' }}{{ 'it\\'s' }}", "a\\bit's"),
    ],
)
def test_what_word_makes_of_a_code_is_read_as_it_was_typed(code: str, text: str, tmp_path: Path) -> None:
    assert texts(fill(tmp_path, paragraph(code), sak=Sak("vedtak"))) == [text]


SPLIT = (
    '<w:p><w:r><w:t>Se {</w:t></w:r><w:proofErr w:type="spellStart"/>'
    "<w:r><w:rPr><w:b/></w:rPr><w:t>{ sak</w:t></w:r>"
    '<w:bookmarkStart w:id="0" w:name="a"/>'
    '<w:hyperlink w:anchor="b"><w:r><w:t>.type</w:t></w:r></w:hyperlink>'
    '<w:bookmarkEnd w:id="0"/><w:r><w:t> }</w:t></w:r><w:r><w:t>} her</w:t></w:r></w:p>'
)


def test_a_code_that_is_split_over_runs_and_a_link_is_one(tmp_path: Path) -> None:
    document = fill(tmp_path, lambda document: add_xml(document, SPLIT), sak=Sak("vedtak"))
    assert [text.strip() for text in all_texts(document)] == ["Se vedtak her"]
    assert len(list(document.element.body.iter(qn("w:bookmarkStart")))) == 1


def test_two_codes_alone_in_a_paragraph_both_count(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        for text in (
            "{%p if 1 %}{%p if 0 %}",
            "bort",
            "{%p endif %}{%p endif %}",
            "{%p if 7 % 2 %}",
            "er",
            "{%p endif %}",
        ):
            document.add_paragraph(text)

    assert texts(fill(tmp_path, body)) == ["er"]


def test_codes_in_a_links_address_an_alternative_text_and_an_endnote(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        link = document.part.relate_to(
            "%7B%7B%20side%20%7D%7D", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        add_xml(document, f'<w:p><w:hyperlink r:id="{link}"><w:r><w:t>her</w:t></w:r></w:hyperlink></w:p>')
        add_xml(document, f"<w:p><w:r>{DRAWING}</w:r></w:p>")
        inside = '<w:endnote w:id="1"><w:p><w:r><w:t>{{ navn }}</w:t></w:r></w:p></w:endnote>'
        note = f"<w:endnotes {nsdecls('w')}>{inside}</w:endnotes>"
        part = Part(PackURI("/word/endnotes.xml"), ENDNOTES, note.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)

    document = fill(tmp_path, body, side=Text("<https://x.no/?a=1&b=2>"), navn="Å & B")
    links = [r.target_ref for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.HYPERLINK]
    assert links == ["https://x.no/?a=1&b=2"]
    assert [d.get("descr") for d in document.element.body.iter(qn("wp:docPr"))] == ["Bilde av Å & B"]
    (notes,) = [p for p in document.part.package.iter_parts() if p.content_type == ENDNOTES]
    assert '<w:t xml:space="preserve">Å &amp; B</w:t>' in notes.blob.decode()


ENDNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
DRAWING = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="a" '
    'descr="Bilde av {{ navn if navn != &quot;x&quot; }}"/>'
    "</wp:inline></w:drawing>"
)


def told(folder: Path, body: Body, **values: object) -> str:
    with pytest.raises(TemplateError) as caught:
        fill(folder, body, **values)
    return "\n".join(problem.message for problem in caught.value.problems)


def in_table(code: str) -> Body:
    def body(document: Document) -> None:
        document.add_heading("Saker", 2)
        document.add_table(3, 2).cell(1, 1).text = code

    return body


@pytest.mark.parametrize(
    "code", ["{{ 1 / 0 }}", "{{ sak }}", "{{ 'a' * 9 }}", "{% for i in range(99999) %}{% endfor %}"]
)
def test_a_code_that_fails_is_told_with_heading_row_cell_and_paragraph(code: str, tmp_path: Path) -> None:
    first = code.partition("}{")[0] + ("}" if "}{" in code else "")
    message = told(tmp_path, in_table(f"Sum {code}"), sak=Sak("a"))
    assert f"Koden er «{first}» i brødteksten under «Saker», tabellrad 2, celle 2, i «Sum {code}»." in message


def test_of_codes_that_are_alike_the_one_that_failed_is_told(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        for text in ("{% if 0 %}{{ 1 / tall }}{% endif %}Første", "{% set tall = 0 %}Andre {{ 1 / tall }}"):
            document.add_paragraph(text)

    assert "i «{% set tall = 0 %}Andre" in told(tmp_path, body)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Dato: møte.dato }}",
            "ikke lukket riktig: «Dato: møte.dato }}» i brødteksten under «Saker», tabellrad 2",
        ),
        ("Dato: {{ sak.type ", "ikke lukket riktig: «Dato: {{ sak.type» i brødteksten under «Saker»"),
        (
            "Dato: { { sak.type } } her",
            "ikke lukket riktig: «Dato: { { sak.type } } her» i brødteksten under «Saker»",
        ),
        (
            "{ sak.type }",
            "bare én krøllparentes: «{ sak.type }» i brødteksten under «Saker», tabellrad 2, celle 2",
        ),
        ("{%p if sak %} hei", "«hei» står sammen med koden «{%p if sak %}» i brødteksten under «Saker»"),
        (
            "{% if sak.typ %}a{% endif %}",
            "«{% if sak.typ %}» (i brødteksten under «Saker», tabell",
        ),
        (
            "{{ sak | finnesikke }}",
            "«{{ sak | finnesikke }}» (i brødteksten under «Saker», tabell",
        ),
    ],
)
def test_a_slip_is_told_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    assert said in told(tmp_path, in_table(text), sak=Sak("a"))


def test_codes_that_cross_are_told_instead_of_mended(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{% if sak %}inni"
        document.add_paragraph("utenfor{% endif %}")

    assert "hvert sitt sted: «{% if sak %}» (i brødteksten, tabellrad 1, celle 1" in told(
        tmp_path, body, sak=0
    )


@pytest.mark.parametrize("code", ["{{ '<w:p>' | safe }}", "{{ '\\x01' }}", "{{ '\\ud800' }}"])
def test_what_no_word_file_can_hold_is_told_with_its_code(code: str, tmp_path: Path) -> None:
    assert f"«{code}»" in told(tmp_path, in_table(code))


def test_a_row_code_outside_a_table_and_a_picture_beside_a_code_are_told(tmp_path: Path) -> None:
    assert "hører til i en tabell" in told(tmp_path, paragraph("{%tr if 1 %}"))

    def body(document: Document) -> None:
        add_xml(document, f"<w:p><w:r><w:t>{{%p if 1 %}}</w:t></w:r><w:r>{DRAWING}</w:r></w:p>")

    assert "«et bilde» står sammen med" in told(tmp_path, body, navn="")


@pytest.mark.parametrize("change", ["ins", "del", "moveTo"])
def test_a_code_that_is_a_tracked_change_is_told_as_the_templates_fault(change: str, tmp_path: Path) -> None:
    kind = "delText" if change == "del" else "t"
    run = f"<w:r><w:{kind}>{{{{ navn }}}}</w:{kind}></w:r>"
    xml = f'<w:p><w:{change} w:id="1" w:author="Kari">{run}</w:{change}></w:p>'
    assert "sporet endring av Kari" in told(tmp_path, lambda d: add_xml(d, xml), navn="a")


def test_a_code_where_nothing_is_filled_in_is_told(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.core_properties.keywords = "{{ navn }}"

    assert "der dok ikke fyller ut koder" in told(tmp_path, body, navn="a")


BETWEEN = [
    "</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>",
    '</w:t></w:r><w:proofErr w:type="gramEnd"/><w:r><w:t>',
    '</w:t></w:r><w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/><w:r><w:t>',
    '</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t></w:t></w:r></w:hyperlink><w:r><w:t>',
    '</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>',
    "</w:t><w:t>",
    "</w:t><w:softHyphen/><w:t>",
    '</w:t></w:r></w:smartTag><w:smartTag w:uri="u" w:element="e"><w:r><w:t>',
]


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(BETWEEN)), max_size=6))
def test_wherever_word_splits_a_code_it_is_the_same(splits: list[tuple[int, str]]) -> None:
    text = "A{% if sak.type == «vedtak» %}b{{ sak.type }}{% endif %}c{{ '}}' }}"
    for at, between in sorted(splits, reverse=True):
        text = text[:at] + between + text[at:]
    inside = f'<w:smartTag w:uri="u" w:element="e"><w:r><w:t>{text}</w:t></w:r></w:smartTag>'
    target = BytesIO()
    document = docx.Document()
    document.core_properties.title = "{{ tittel }}"
    add_xml(document, f"<w:p>{inside}</w:p>")
    document.save(target)
    filled = docx.Document(BytesIO(fill_data(target.getvalue(), sak=Sak("vedtak"))))
    assert "".join(node.text or "" for node in filled.element.body.iter(qn("w:t"))) == "Abvedtakc}}"
