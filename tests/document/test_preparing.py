"""Codes as people and Word write them: split, in Norwegian quotes, in links and notes."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn

from tests.word.building import Text, add_xml, all_texts, fill, paragraph, texts


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
