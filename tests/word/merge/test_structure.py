"""Where each element may stand: what Word refuses is found, and nothing that it takes."""

import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import merging
from dokumentmaskin.word.merge.structure import faults
from tests.roundtrip import foreign
from tests.word.merge.building import edited, word

BASE = word("## Sak", "Tekst", [["Hva", "Hvem"], ["a", "b"]], "Slutt", header="Topp")
_RUN = "<w:r><w:t>x</w:t></w:r>"
_ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"


def put(xml: str, where: str, place: int = 0) -> bytes:
    """The file with an element as a child of the first of a kind."""

    def edit(document: Document) -> None:
        (element,) = parse_xml(f"<w:x {nsdecls('w', 'r')}>{xml}</w:x>")
        holder = next(document.element.iter(qn(f"w:{where}")))
        holder.insert(place if place >= 0 else len(holder), element)

    return edited(BASE, edit)


@pytest.mark.parametrize(
    ("xml", "where", "place", "said"),
    [
        (_RUN, "tbl", 3, "r i tbl"),
        (_RUN, "body", 0, "r i body"),
        (_ROW, "body", 0, "tr i body"),
        ("<w:p/>", "tr", -1, "p i tr"),
        ("<w:p/>", "p", -1, "p i p"),
        ("<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>", "tc", -1, "tc uten avsnitt til slutt"),
        ("<w:p/>", "body", -1, "sectPr før slutten av body"),
        ("<w:pPr/>", "p", -1, "pPr i p"),
        ("<w:rPr><w:b/></w:rPr>", "r", -1, "rPr i r"),
        ("<w:sdt><w:sdtContent/><w:sdtPr/></w:sdt>", "body", 0, "sdtPr i sdt"),
        ("<w:sdt><w:commentRangeStart w:id='1'/></w:sdt>", "body", 0, "commentRangeStart i sdt"),
        (f"<w:sdt><w:sdtContent>{_ROW}</w:sdtContent></w:sdt>", "body", 0, "tr i sdtContent"),
        ("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "p", -1, "p i sdtContent"),
        ("<w:tr/>", "tbl", -1, "tr uten tc"),
        ("<w:p><w:pPr><w:jc/><w:pStyle w:val='Normal'/></w:pPr></w:p>", "body", 0, "pStyle i pPr"),
        ("<w:bookmarkStart w:id='90' w:name='a'/>", "p", -1, "bookmarkStart uten slutt"),
        ("<w:commentRangeEnd w:id='90'/>", "p", -1, "commentRangeEnd uten begynnelse"),
        ("<w:r><w:commentReference w:id='90'/></w:r>", "p", -1, "commentReference til noe som ikke finnes"),
        ("<w:r><w:footnoteReference w:id='90'/></w:r>", "p", -1, "footnoteReference til noe som ikke finnes"),
        ("<w:hyperlink r:id='rId990'/>", "p", -1, "hyperlink til noe som ikke er med"),
    ],
)  # fmt: skip
def test_what_word_does_not_take_is_found(xml: str, where: str, place: int, said: str) -> None:
    assert said in faults(put(xml, where, place))


@pytest.mark.parametrize(
    ("xml", "where", "place"),
    [
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{_ROW}</w:sdtContent></w:sdt>", "tbl", -1),
        ("<w:sdt><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt>", "tr", -1),
        ("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "tc", -1),
        (f"<w:sdt><w:sdtContent>{_RUN}</w:sdtContent></w:sdt>", "p", -1),
        ("<w:bookmarkStart w:id='90' w:name='a'/>", "tbl", 0),
        ("<w:ins w:id='91' w:author='Kari'><w:r/></w:ins>", "p", -1),
        ("<w:smartTag><w:smartTagPr/><w:r/></w:smartTag>", "p", -1),
    ],
)
def test_what_word_takes_is_no_fault(xml: str, where: str, place: int) -> None:
    left = {said for said in faults(put(xml, where, place)) if "uten slutt" not in said}
    assert left == set()


def test_a_comment_cannot_stand_in_a_header() -> None:
    def edit(document: Document) -> None:
        document.sections[0].header.paragraphs[0].add_run()._r.append(
            OxmlElement("w:commentReference", attrs={qn("w:id"): "0"})
        )

    assert "commentReference i topp- eller bunntekst" in faults(edited(BASE, edit))


@pytest.mark.parametrize("kind", foreign.KINDS)
def test_documents_of_any_kind_have_no_faults(kind: str) -> None:
    assert faults(foreign.document([(kind, "Luft"), ("plain", "Vann")])) == {}


def test_a_merge_that_makes_a_fault_is_refused_and_one_that_finds_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse = merging._refuse_fault
    broken = put(_RUN, "tbl", 3)
    with pytest.raises(RefusedError) as raised:
        refuse(broken, BASE, BASE)
    assert "r i tbl" in raised.value.problems[0].message
    refuse(broken, broken, BASE)
    monkeypatch.setattr(merging, "saved", lambda _: broken)
    with pytest.raises(RefusedError):
        merging.merge(
            BASE, edited(BASE, lambda d: d.add_paragraph("Mitt.")), word("## Sak", "Ny", header="Topp")
        )
