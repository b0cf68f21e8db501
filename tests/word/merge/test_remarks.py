"""What dok says in comments: in the document's language, once, and never over what a person writes there."""

import re
from typing import Any

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dokumentmaskin.word.merge import merge
from dokumentmaskin.word.merge.remarks import is_ours
from dokumentmaskin.word.merge.structure import faults
from dokumentmaskin.word.merge.words import BOKMÅL, NYNORSK
from tests.word.merge.building import anchors, comments, conflicts, edited, lines, opened, paragraph, word

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def plan(place: str, *more: str) -> bytes:
    return word("# Referat", "Dato: 11. mars", f"Sted: {place}", "## Sak 1: Luft", "Om luft.", *more)


BASE = plan("Teams")
MINE = edited(BASE, lambda document: setattr(paragraph(document, "Sted: Teams"), "text", "Sted: Rådhuset"))
TOLD = merge(BASE, MINE, plan("Zoom")).data


def comment_of(document: Document) -> Any:
    (part,) = [r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.COMMENTS]
    return part.element[0]


def answer_by_kari(document: Document) -> None:
    """Answer dok's comment, as Word writes it."""
    own = comment_of(document)
    own.findall(qn("w:p"))[-1].set(f"{{{W14}}}paraId", "00000001")
    words = "<w:p><w:r><w:t>Ja.</w:t></w:r></w:p>"
    own.addnext(parse_xml(f'<w:comment {nsdecls("w")} w:id="7" w:author="Kari">{words}</w:comment>'))
    xml = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="00000001"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    part = Part(PackURI("/word/commentsExtended.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")
    mark = f'<w:r {nsdecls("w")}><w:commentReference w:id="7"/></w:r>'
    paragraph(document, "Sted: Rådhuset")._p.append(parse_xml(mark))


def without(text: str) -> Any:
    def edit(document: Document) -> None:
        gone = paragraph(document, text)._p
        gone.getparent().remove(gone)

    return edit


def write_in_comment(document: Document) -> None:
    comment_of(document).append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Ring Ola.</w:t></w:r></w:p>"))


def write_between(document: Document) -> None:
    next(comment_of(document).iter(qn("w:t"))).text = "Ring Ola. Planen sier nå:"


def test_dok_knows_its_own_comment_whatever_program_has_split_it() -> None:
    (own,) = opened(TOLD).comments
    element = own._comment_elm
    assert is_ours(element)
    assert len(element.get(qn("w:initials"))) <= 9  # as Word holds it to
    element.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
    assert is_ours(element)
    next(element.iter(qn("w:t"))).text += "!"
    assert not is_ours(element)


@pytest.mark.parametrize("write", [write_in_comment, write_between])
def test_what_a_person_writes_in_a_remark_stays_and_is_told(write: Any) -> None:
    written = edited(TOLD, write)
    merged = merge(plan("Zoom"), written, plan("Moss"))
    assert any("Ring Ola." in text for text in comments(merged.data))
    assert f"{BOKMÅL.changed}\nSted: Moss" in comments(merged.data)
    assert "Ring Ola." in " ".join(change.nå for change in conflicts(merged))
    assert faults(merged.data) == {}


def test_a_remark_that_is_answered_stays() -> None:
    merged = merge(plan("Zoom"), edited(TOLD, answer_by_kari), plan("Moss"))
    assert comments(merged.data) == ["Planen sier nå:\nSted: Zoom", "Ja.", "Planen sier nå:\nSted: Moss"]


def test_a_comment_of_the_persons_is_no_conflict_when_both_say_the_same() -> None:
    merged = merge(plan("Zoom"), edited(TOLD, answer_by_kari), plan("Rådhuset"))
    assert conflicts(merged) == []


def test_what_is_written_in_a_remark_keeps_the_block_that_it_stands_at() -> None:
    """The remark of what the person has deleted stands beside what came before it."""
    mine = edited(BASE, without("Om luft."))
    changed = word("# Referat", "Dato: 11. mars", "Sted: Teams", "## Sak 1: Luft", "Om luft og vann.")
    told = merge(BASE, mine, changed).data
    assert anchors(told) == ["Sak 1: Luft"]
    renamed = word("# Referat", "Dato: 11. mars", "Sted: Teams", "## Sak 1: Lufta", "Om luft og vann.")
    assert comments(merge(changed, told, renamed).data) == [f"{BOKMÅL.deleted}\nOm luft og vann."]
    assert anchors(merge(changed, told, renamed).data) == ["Sak 1: Lufta"]
    kept = merge(changed, edited(told, write_in_comment), renamed)
    assert "Ring Ola." in " ".join(comments(kept.data))


def test_a_remark_of_what_is_deleted_takes_the_place_of_the_earlier_one() -> None:
    gone = edited(BASE, without("Sted: Teams"))
    first = merge(BASE, gone, plan("Zoom")).data
    assert comments(first) == [f"{BOKMÅL.deleted}\nSted: Zoom"]
    second = merge(plan("Zoom"), first, plan("Moss")).data
    assert comments(second) == [f"{BOKMÅL.deleted}\nSted: Moss"]


def test_two_conflicts_in_a_header_are_both_told_and_each_told_again_alone() -> None:
    def running(one: str, two: str) -> bytes:
        def second(document: Document) -> None:
            document.sections[0].header.add_paragraph(two)

        return edited(word("Tekst", header=one), second)

    def change(document: Document) -> None:
        for line in document.sections[0].header.paragraphs:
            line.text = f"Mitt {line.text}"

    base = running("Møte 11. mars", "Utsendt 4. mars")
    first = merge(base, edited(base, change), running("Møte 12. mars", "Utsendt 5. mars")).data
    lead = f"Topptekst: {BOKMÅL.changed}"
    assert comments(first) == [f"{lead}\nMøte 12. mars", f"{lead}\nUtsendt 5. mars"]
    again = merge(
        running("Møte 12. mars", "Utsendt 5. mars"), first, running("Møte 12. mars", "Utsendt 6. mars")
    )
    assert comments(again.data) == [f"{lead}\nMøte 12. mars", f"{lead}\nUtsendt 6. mars"]


def nynorsk(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nn-NO")


def test_the_remarks_are_in_the_language_of_the_document() -> None:
    theirs = edited(plan("Zoom"), nynorsk)
    told = merge(edited(BASE, nynorsk), edited(MINE, nynorsk), theirs).data
    assert comments(told) == ["Planen seier no:\nSted: Zoom"]
    # The plan has got another language since: the earlier remark is still known as dok's.
    assert comments(merge(theirs, told, plan("Moss")).data) == ["Planen sier nå:\nSted: Moss"]


def test_every_remark_has_words_of_its_own_in_each_language() -> None:
    for words in (BOKMÅL, NYNORSK):
        remarks = [getattr(words, name) for name in words.__slots__]
        assert len(set(remarks)) == len(remarks)
        assert not any(": " in remark for remark in remarks)
    nynorsk = " ".join(getattr(NYNORSK, name) for name in NYNORSK.__slots__)
    assert not re.search(r"\b(ikke|nå|noe|slettet|skrevet|fra)\b", nynorsk)


LETTERHEAD = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
CONTENTS = (
    "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Innhold</w:t></w:r></w:p>"
    "</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize("first", [LETTERHEAD, CONTENTS])
def test_a_remark_of_a_deleted_case_stands_beside_a_paragraph_whatever_comes_first(first: str) -> None:
    def edit(document: Document) -> None:
        for gone in document.paragraphs[3:]:
            gone._p.getparent().remove(gone._p)
        document.element.body.insert(0, parse_xml(first.replace(">", f" {nsdecls('w')}>", 1)))

    renamed = word("# Referat", "Dato: 11. mars", "Sted: Teams", "## Sak 1: Lufta", "Om luft.")
    merged = merge(BASE, edited(BASE, edit), renamed).data
    assert faults(merged) == {}
    assert anchors(merged) == ["Referat"]
    assert lines(merged)[-3:] == ["Referat", "Dato: 11. mars", "Sted: Teams"]
    assert len(list(opened(merged).element.body.iter(qn("w:docPartObj")))) == first.count("docPartObj")
    assert comments(merged) == [f"{BOKMÅL.case_deleted}\nSak 1: Lufta"]
