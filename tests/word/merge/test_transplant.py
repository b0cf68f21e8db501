"""What comes from dok's new document works in the person's: styles, lists, links and pictures."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from PIL import Image

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import merge
from dokumentmaskin.word.merge.transplant import _add_in_order, make_unique
from tests.word.merge.building import edited, localised_headings, opened, paragraph, saved, word

BASE = word("## Sak 1: Luft", "Tekst.", "## Neste møte", "20. mai")
MINE = edited(BASE, lambda document: document.add_paragraph("Mitt eget."))


def _numbers(document: Document, text: str) -> str:
    return str(paragraph(document, text)._p.pPr.numPr.numId.val)


def test_a_style_that_the_persons_file_lacks_comes_along_with_its_base() -> None:
    def with_style(document: Document) -> None:
        own = document.styles.add_style("Vedtakstekst", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles.add_style("Sakstekst", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Nytt vedtak.", "Vedtakstekst")

    merged = opened(merge(BASE, MINE, edited(BASE, with_style)).data)
    new = paragraph(merged, "Nytt vedtak.")
    assert new.style.name == "Vedtakstekst"
    assert new.style.base_style.name == "Sakstekst"


def test_a_style_is_known_by_its_name_whatever_its_id() -> None:
    theirs = word("## Sak 1: Luft", "Tekst.", "## Sak 2: Vann", "Mer.", "## Neste møte", "20. mai")
    merged = opened(merge(BASE, edited(MINE, localised_headings), theirs).data)
    assert paragraph(merged, "Sak 2: Vann")._p.pPr.pStyle.val == "Overskrift2"


def test_a_link_leads_to_the_same_address() -> None:
    def with_link(document: Document) -> None:
        target = document.part.relate_to(
            "https://example.org/ny", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink", attrs={qn("r:id"): target})
        new = document.add_paragraph("Les mer.")
        link.append(new.runs[0]._r)
        new._p.append(link)

    merged = opened(merge(BASE, MINE, edited(BASE, with_link)).data)
    (link,) = merged.element.body.iter(qn("w:hyperlink"))
    assert merged.part.rels[link.get(qn("r:id"))].target_ref == "https://example.org/ny"


def test_a_picture_comes_along() -> None:
    target = BytesIO()
    Image.new("RGB", (4, 4), "red").save(target, "PNG")
    theirs = edited(BASE, lambda document: document.add_picture(BytesIO(target.getvalue())))
    mine = edited(MINE, lambda document: document.add_picture(BytesIO(target.getvalue())))
    merged = opened(merge(BASE, MINE, theirs).data)
    (blip,) = merged.element.body.iter(qn("a:blip"))
    assert merged.part.related_parts[blip.get(qn("r:embed"))].blob == target.getvalue()
    both = opened(merge(BASE, mine, edited(theirs, lambda d: d.add_paragraph("Ny linje."))).data)
    identities = [node.get("id") for node in both.element.body.iter(qn("wp:docPr"))]
    assert len(identities) == len(set(identities))


def _list_of(document: Document, *texts: str) -> None:
    """A numbered list with an instance of its own, as dok writes one."""
    numbering: Any = document.part.numbering_part.element
    abstract = numbering.num_having_numId(
        document.styles["List Number"].element.pPr.numPr.numId.val
    ).abstractNumId.val
    number = numbering.add_num(abstract).numId
    for text in texts:
        look: Any = document.add_paragraph(text, "List Number")._p.get_or_add_pPr()
        look.get_or_add_numPr().get_or_add_ilvl().val = 0
        look.numPr.get_or_add_numId().val = number


def test_a_new_item_joins_the_list_of_its_neighbours() -> None:
    base = edited(BASE, lambda document: _list_of(document, "Første sak er luft.", "Andre sak er vann."))

    def with_two_lists(document: Document) -> None:
        _list_of(document, "En liste før.")
        _list_of(document, "Første sak er luft.", "Andre sak er vann.", "Tredje sak er jord.")

    theirs = edited(BASE, with_two_lists)
    mine = edited(base, lambda document: setattr(paragraph(document, "Tekst."), "text", "Min tekst."))
    merged = opened(merge(base, mine, theirs).data)
    neighbours = [_numbers(merged, text) for text in ("Første sak er luft.", "Andre sak er vann.")]
    assert {_numbers(merged, "Tredje sak er jord.")} == set(neighbours)
    assert _numbers(merged, "En liste før.") not in neighbours


def test_a_list_comes_to_a_file_that_had_none() -> None:
    document = docx.Document()
    document.add_paragraph("Tekst.")
    relation = next(r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING)
    del document.part.rels[relation.rId]
    base = saved(document)
    mine = edited(base, lambda d: d.add_paragraph("Mitt eget."))
    theirs = word("Tekst.", "- Et punkt.")
    theirs = edited(theirs, lambda d: _list_of(d, "Et nummer."))
    merged = opened(merge(base, mine, theirs).data)
    known = merged.part.numbering_part.element.xpath("./w:num/@w:numId")
    assert _numbers(merged, "Et nummer.") in known


def test_a_control_that_comes_in_twice_has_two_ids() -> None:
    def with_control(document: Document) -> None:
        new = document.add_paragraph("Skriv her.")
        control = OxmlElement("w:sdt")
        look, inside = OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
        look.append(OxmlElement("w:id", attrs={qn("w:val"): "5"}))
        control.extend([look, inside])
        new._p.addprevious(control)
        inside.append(new._p)

    mine = edited(MINE, with_control)
    mine = edited(mine, lambda document: setattr(paragraph_in_control(document), "text", "Jeg skrev."))
    merged = opened(merge(BASE, mine, edited(BASE, with_control)).data)
    identities = [node.get(qn("w:val")) for node in merged.element.body.iter(qn("w:id"))]
    assert len(identities) == len(set(identities)) == 2


def paragraph_in_control(document: Document) -> Any:
    (control,) = document.element.body.iter(qn("w:sdtContent"))
    return Paragraph(control[0], document._body)


def test_a_note_that_cannot_be_brought_stops_a_merge_and_not_a_replacement() -> None:
    def with_note(document: Document) -> None:
        run = document.add_paragraph("Se note.").add_run()
        run._r.append(OxmlElement("w:footnoteReference", attrs={qn("w:id"): "2"}))

    theirs = edited(BASE, with_note)
    resaved = edited(BASE, lambda document: document.paragraphs[0]._p.set(qn("w:rsidR"), "00AB12CD"))
    assert merge(BASE, resaved, theirs).data == theirs
    with pytest.raises(RefusedError) as raised:
        merge(BASE, MINE, theirs)
    assert raised.value.problems[0].code == "kan-ikke-flettes"


def test_a_list_is_put_after_those_of_its_kind() -> None:
    numbering = parse_xml(f"<w:numbering {nsdecls('w')}><w:numIdMacAtCleanup/><w:x/></w:numbering>")
    for name in ("num", "abstractNum", "numPicBullet", "abstractNum", "num"):
        _add_in_order(numbering, OxmlElement(f"w:{name}"))
    names = [child.tag.rpartition("}")[2] for child in numbering]
    assert names == ["numPicBullet", "abstractNum", "abstractNum", "num", "num", "numIdMacAtCleanup", "x"]


def test_ids_are_made_unique_and_only_those_that_clash() -> None:
    def doubled(document: Document) -> None:
        for identity in ("1", "1", "3", "1"):
            xml = (
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="{identity}"/></w:sdtPr><w:sdtContent/></w:sdt>'
            )
            document.element.body.insert(0, parse_xml(xml))

    document = opened(edited(BASE, doubled))
    make_unique(document.part)
    assert [mark.get(qn("w:val")) for mark in document.element.body.iter(qn("w:id"))] == ["1", "3", "2", "4"]
