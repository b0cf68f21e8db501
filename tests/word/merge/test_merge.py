"""What the person has not touched follows the plan; what the person has written stays."""

from typing import Any

import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import merge, same_content
from dokumentmaskin.word.merge.merging import _words, persons_own, refuse_loss
from dokumentmaskin.word.merge.sides import Side
from dokumentmaskin.word.merge.words import BOKMÅL
from dokumentmaskin.word.package import Package
from tests.word.building import moved
from tests.word.merge.building import (
    anchors,
    comments,
    conflicts,
    edited,
    kinds,
    lines,
    opened,
    paragraph,
    word,
)

START = ("# Referat", "Dato: 11. mars", "Sted: Teams")
AIR = ("## Sak 1: Luft", "Bakgrunn om luft.", "Skriv kort.")
WATER = ("## Sak 2: Vann", "Bakgrunn om vann.", "Skriv kort.")
END = ("## Neste møte", "20. mai")
BASE = word(*START, *AIR, *WATER, *END, title="Referat 11. mars")


def _add_after(text: str, new: str) -> Any:
    def edit(document: Document) -> None:
        found = paragraph(document, text)
        copied = found.insert_paragraph_before(new)
        found._p.addnext(copied._p)

    return edit


def _write(text: str, new: str) -> Any:
    def edit(document: Document) -> None:
        paragraph(document, text).text = new

    return edit


def _delete(text: str) -> Any:
    def edit(document: Document) -> None:
        found = paragraph(document, text)._p
        found.getparent().remove(found)

    return edit


MINE = edited(BASE, _add_after("Bakgrunn om vann.", "Kari orienterte."))


def test_an_untouched_file_becomes_the_new_one_byte_for_byte() -> None:
    theirs = word(*START, *AIR, *END)
    rewritten = edited(BASE, lambda document: document.paragraphs[0]._p.set(qn("w:rsidR"), "00AB12CD"))
    assert rewritten != BASE
    assert merge(BASE, rewritten, theirs).data == theirs


def test_without_a_change_in_the_plan_the_persons_file_stays_byte_for_byte() -> None:
    assert merge(BASE, MINE, BASE).data == MINE


def test_a_new_date_comes_in_beside_what_the_person_wrote() -> None:
    theirs = word("# Referat", "Dato: 12. mars", "Sted: Teams", *AIR, *WATER, *END, title="Referat 12. mars")
    merged = merge(BASE, MINE, theirs).data
    expected = [*START, *AIR, *WATER, *END]
    expected[1] = "Dato: 12. mars"
    expected.insert(8, "Kari orienterte.")
    assert lines(merged) == [line.lstrip("# ") for line in expected]
    assert opened(merged).core_properties.title == "Referat 12. mars"


def test_a_new_case_arrives_in_its_place_and_numbers_shift() -> None:
    new = ("## Sak 1: Jord", "Bakgrunn om jord.", "Skriv kort.")
    air, water = ("## Sak 2: Luft", *AIR[1:]), ("## Sak 3: Vann", *WATER[1:])
    merged = merge(BASE, MINE, word(*START, *new, *air, *water, *END)).data
    found = lines(merged)
    assert found[3:8] == [
        "Sak 1: Jord",
        "Bakgrunn om jord.",
        "Skriv kort.",
        "Sak 2: Luft",
        "Bakgrunn om luft.",
    ]
    assert found[9:12] == ["Sak 3: Vann", "Bakgrunn om vann.", "Kari orienterte."]


def test_a_dropped_case_goes_when_nobody_has_written_in_it() -> None:
    merged = merge(BASE, MINE, word(*START, "## Sak 1: Vann", *WATER[1:], *END))
    assert "Luft" not in " ".join(lines(merged.data))
    assert [change.kind for change in conflicts(merged)] == []


def test_a_dropped_case_that_the_person_has_written_in_stays_and_is_told() -> None:
    merged = merge(BASE, MINE, word(*START, *AIR, *END))
    assert lines(merged.data) == lines(MINE)
    told = [(change.kind, change.overskrift, change.nå) for change in conflicts(merged)]
    assert told == [("bevart", "Sak 2: Vann", "Kari orienterte.")]
    assert anchors(merged.data) == ["Sak 2: Vann"]


def test_a_dropped_case_with_a_section_break_of_the_persons_stays_with_its_header() -> None:
    """Where a page of another kind ends, the header of the pages before it is named."""

    def turned(document: Document) -> None:
        document.add_section()
        (last,) = document.element.body.xpath("./w:p[w:pPr/w:sectPr]")
        last.getparent().remove(last)
        paragraph(document, "Bakgrunn om vann.")._p.get_or_add_pPr().append(last.pPr.sectPr)

    base = word(*START, *AIR, *WATER, *END, header="Referat")
    merged = merge(base, edited(base, turned), word(*START, *AIR, *END, header="Referat"))
    assert [section.header.paragraphs[0].text for section in opened(merged.data).sections] == ["Referat"] * 2
    assert [change.kind for change in conflicts(merged)] == ["bevart"]


def test_what_is_written_under_a_heading_that_the_plan_drops_keeps_its_heading() -> None:
    """A case that is withdrawn keeps its number, and has no places for minutes any more."""
    full = (
        "## Sak 2: Vann",
        "Drøfting",
        "### Kort referat",
        "Skriv her.",
        "### Konklusjon",
        "Skriv konklusjonen.",
    )
    base = word(*AIR, *full, *END)
    mine = edited(base, _write("Skriv her.", "Kari orienterte om vannet i elva, og at prøvene var gode."))
    merged = merge(base, mine, word(*AIR, "## Sak 2: Vann", "Utgår", *END))
    assert lines(merged.data)[3:7] == [
        "Sak 2: Vann",
        "Utgår",
        "Kort referat",
        "Kari orienterte om vannet i elva, og at prøvene var gode.",
    ]
    told = [(change.kind, change.overskrift, change.nå) for change in conflicts(merged)]
    assert told == [("bevart", "Sak 2: Vann", "Kari orienterte om vannet i elva, og at prøvene var gode.")]
    assert anchors(merged.data) == ["Kort referat"]


def test_a_comment_takes_a_control_around_its_paragraph_away() -> None:
    """LibreOffice 7.4 loses the text of a control around paragraphs with a comment in it."""

    def control(document: Document) -> None:
        inner = paragraph(document, "Sted: Teams")._p
        around = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        inner.addprevious(around)
        around[1].append(inner)

    base = edited(BASE, control)
    mine = edited(
        base, lambda d: setattr(next(d.element.body.iter(qn("w:sdt")))[1][0].r_lst[0], "text", "Hos oss")
    )
    theirs = edited(word("# Referat", "Dato: 11. mars", "Sted: Zoom", *AIR, *WATER, *END), lambda _: None)
    body = opened(merge(base, mine, theirs).data).element.body
    assert not list(body.iter(qn("w:sdt")))
    assert anchors(merge(base, mine, theirs).data) == ["Hos oss"]


def test_cases_in_another_order_bring_the_persons_words_along() -> None:
    merged = merge(BASE, MINE, word(*START, *WATER, *AIR, *END)).data
    found = lines(merged)
    assert found[3:7] == ["Sak 2: Vann", "Bakgrunn om vann.", "Kari orienterte.", "Skriv kort."]
    assert found[7:10] == [line.lstrip("# ") for line in AIR]


def test_when_both_change_a_paragraph_the_persons_stands_with_a_comment() -> None:
    mine = edited(BASE, _write("Sted: Teams", "Sted: Rådhuset"))
    theirs = word("# Referat", "Dato: 11. mars", "Sted: Zoom", *AIR, *WATER, *END)
    merged = merge(BASE, mine, theirs)
    assert "Sted: Rådhuset" in lines(merged.data)
    assert comments(merged.data) == ["Planen sier nå:\nSted: Zoom"]
    assert anchors(merged.data) == ["Sted: Rådhuset"]
    assert kinds(BASE, mine, theirs)[:1] == [("konflikt", "Referat", "Sted: Rådhuset", "Sted: Zoom")]


def test_a_conflict_is_told_once() -> None:
    mine = edited(BASE, _write("Sted: Teams", "Sted: Rådhuset"))
    theirs = word("# Referat", "Dato: 11. mars", "Sted: Zoom", *AIR, *WATER, *END)
    merged = merge(BASE, mine, theirs).data
    assert merge(theirs, merged, theirs).data == merged
    later = merge(theirs, merged, word("# Referat", "Dato: 13. mars", "Sted: Zoom", *AIR, *WATER, *END))
    assert comments(later.data) == comments(merged)
    assert "Dato: 13. mars" in lines(later.data)


def test_a_newer_remark_takes_the_place_of_an_older() -> None:
    mine = edited(BASE, _write("Sted: Teams", "Sted: Rådhuset"))
    versions = [
        word("# Referat", "Dato: 11. mars", f"Sted: {s}", *AIR, *WATER, *END) for s in ("Zoom", "Moss")
    ]
    first = merge(BASE, mine, versions[0]).data
    second = merge(versions[0], first, versions[1]).data
    assert comments(second) == ["Planen sier nå:\nSted: Moss"]
    assert anchors(second) == ["Sted: Rådhuset"]


def test_a_remark_goes_when_the_plan_comes_to_say_what_the_person_does() -> None:
    mine = edited(BASE, _write("Sted: Teams", "Sted: Rådhuset"))
    mine = edited(mine, lambda d: d.add_comment(paragraph(d, "20. mai").runs, "Er dette riktig?", "Kari"))
    versions = [
        word("# Referat", "Dato: 11. mars", f"Sted: {s}", *AIR, *WATER, *END) for s in ("Zoom", "Rådhuset")
    ]
    first = merge(BASE, mine, versions[0]).data
    second = merge(versions[0], first, versions[1]).data
    assert comments(second) == ["Er dette riktig?"]
    assert anchors(second) == ["20. mai"]


def test_the_same_change_by_both_is_no_conflict() -> None:
    mine = edited(BASE, _write("Sted: Teams", "Sted: Zoom"))
    theirs = word("# Referat", "Dato: 11. mars", "Sted: Zoom", *AIR, *WATER, *END)
    assert conflicts(merge(BASE, mine, theirs)) == []


def test_what_the_person_has_deleted_stays_deleted() -> None:
    mine = edited(MINE, _delete("Dato: 11. mars"))
    unchanged = merge(BASE, mine, word(*START, *AIR, *END))
    assert "Dato: 11. mars" not in lines(unchanged.data)
    theirs = word("# Referat", "Dato: 12. mars", "Sted: Teams", *AIR, *WATER, *END)
    merged = merge(BASE, mine, theirs)
    assert not [line for line in lines(merged.data) if line.startswith("Dato")]
    assert [change.nå for change in conflicts(merged)] == ["Dato: 12. mars"]
    assert comments(merged.data) == [f"{BOKMÅL.deleted}\nDato: 12. mars"]


def test_a_case_that_the_person_has_deleted_is_told_of_when_it_gets_another_title() -> None:
    def delete_case(document: Document) -> None:
        texts = [p.text for p in document.paragraphs]
        first = texts.index("Sak 2: Vann")
        for gone in document.paragraphs[first : first + len(WATER)]:
            gone._p.getparent().remove(gone._p)

    mine = edited(BASE, delete_case)
    renamed = word(*START, *AIR, "## Sak 2: Vannet", *WATER[1:], *END)
    merged = merge(BASE, mine, renamed)
    assert [(change.kind, change.nå) for change in conflicts(merged)] == [("konflikt", "Sak 2: Vannet")]
    numbered = word(
        *START, "## Sak 1: Jord", "Ny.", "## Sak 2: Luft", *AIR[1:], "## Sak 3: Vann", *WATER[1:], *END
    )
    assert conflicts(merge(BASE, mine, numbered)) == []


def test_deleted_cases_are_told_of_in_the_order_of_the_document() -> None:
    titles = [f"Sak {number}: {'Vann og luft' * number}" for number in range(1, 9)]
    base = word("# Referat", *(f"## {title}" for title in titles))
    theirs = word("# Referat", *(f"## {title} og mer" for title in titles))

    def delete_cases(document: Document) -> None:
        for gone in document.paragraphs[1:]:
            gone._p.getparent().remove(gone._p)

    merged = merge(base, edited(base, delete_cases), theirs)
    assert [change.nå for change in conflicts(merged)] == [f"{title} og mer" for title in titles]
    assert comments(merged.data) == [f"{BOKMÅL.case_deleted}\n{title} og mer" for title in titles]


def test_a_heading_in_other_words_is_known_by_the_rows_below_it_that_nobody_has_written_in() -> None:
    cases = [[["Nr.", "Sak"], ["1", "Luft"], ["2", "Vann"], ["3", "Jord"]], [["Nr.", "Sak"], ["4", "Støy"]]]
    base = word("# Innkalling", "## Saker", cases[0], cases[1])

    def edit(document: Document) -> None:
        paragraph(document, "Saker").text = "Dette skal vi snakke om"
        for table in document.tables:
            table.rows[1].cells[1].text += ", ny dato"

    theirs = word("# Innkalling", "## Saker", [*cases[0][:3], ["3", "Jord, utgår"]], cases[1])
    merged = merge(base, edited(base, edit), theirs)
    assert conflicts(merged) == []
    assert "1 | Luft, ny dato" in lines(merged.data)
    assert "3 | Jord, utgår" in lines(merged.data)


def test_of_a_table_that_became_part_of_another_what_the_person_has_written_stays_alone() -> None:
    head, air, water = ["Nr.", "Sak"], ["1", "Luft"], ["2", "Vann"]
    others = [["3", "Jord"], ["4", "Støy"], ["5", "Lys"]]
    base = word(
        "# Innkalling", "## Saker", "### Til vedtak", [head, air, water], "### Andre", [head, *others]
    )
    theirs = word("# Innkalling", "## Saker", [head, air, water, *others])

    def edit(document: Document) -> None:
        document.tables[0].rows[1].cells[1].text += ", ny dato"

    merged = merge(base, edited(base, edit), theirs)
    assert sorted(line for line in lines(merged.data) if line[0].isdigit()) == [
        "1 | Luft", "1 | Luft, ny dato", "2 | Vann", "3 | Jord", "4 | Støy", "5 | Lys",
    ]  # fmt: skip
    assert {change.kind for change in conflicts(merged)} == {"bevart"}
    assert set(comments(merged.data)) == {BOKMÅL.kept}


def test_what_stands_under_a_heading_in_wholly_other_words_follows_the_plan() -> None:
    mine = edited(BASE, lambda document: setattr(paragraph(document, "Referat"), "text", "Protokoll"))
    merged = merge(BASE, mine, word("# Referat", "Dato: 11. mars", "Sted: Zoom", *AIR, *WATER, *END))
    assert lines(merged.data)[:3] == ["Protokoll", "Dato: 11. mars", "Sted: Zoom"]
    assert conflicts(merged) == []


def test_a_heading_of_the_persons_own_does_not_part_the_case() -> None:
    mine = edited(BASE, _add_after("Bakgrunn om vann.", "Diskusjon"))
    mine = edited(mine, lambda document: setattr(paragraph(document, "Diskusjon"), "style", "Heading 2"))
    theirs = word(*START, *AIR, "## Sak 2: Vann", "Bakgrunn om vann.", "Skriv meget kort.", *END)
    found = lines(merge(BASE, mine, theirs).data)
    assert found[6:10] == ["Sak 2: Vann", "Bakgrunn om vann.", "Diskusjon", "Skriv meget kort."]


def test_an_interrupted_run_is_taken_up_again() -> None:
    theirs = word(
        "# Referat", "Dato: 12. mars", "Sted: Teams", *AIR, "## Sak 2: Jord", "Ny.", *WATER[1:], *END
    )
    merged = merge(BASE, MINE, theirs).data
    assert same_content(merge(BASE, merged, theirs).data, merged)


def test_the_result_depends_on_the_files_alone() -> None:
    mine = edited(BASE, _write("Sted: Teams", "Sted: Rådhuset"))
    theirs = word("# Referat", "Sted: Zoom", *AIR, *END)
    assert merge(BASE, mine, theirs).data == merge(BASE, mine, theirs).data


# Tables

PEOPLE = [["Delregion", "Møtt"], ["Nord", "☐"], ["Sør", "☐"]]


def _tick(document: Document) -> None:
    document.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "☒"


def test_a_row_is_merged_cell_by_cell() -> None:
    base = word("## Deltakere", PEOPLE)
    mine = edited(base, _tick)
    theirs = word("## Deltakere", [["Delregion", "Møtt"], ["Nordre", "☐"], ["Sør", "☐"], ["Vest", "☐"]])
    merged = merge(base, mine, theirs)
    assert lines(merged.data) == ["Deltakere", "Delregion | Møtt", "Nordre | ☒", "Sør | ☐", "Vest | ☐"]
    assert conflicts(merged) == []


def test_a_row_that_the_plan_drops_stays_when_the_person_has_ticked_it() -> None:
    base = word("## Deltakere", PEOPLE)
    merged = merge(base, edited(base, _tick), word("## Deltakere", [PEOPLE[0], PEOPLE[2]]))
    assert lines(merged.data) == ["Deltakere", "Delregion | Møtt", "Nord | ☒", "Sør | ☐"]
    assert [(c.kind, c.nå) for c in conflicts(merged)] == [("bevart", "Nord | ☒")]


def test_both_changing_a_cell_is_a_conflict_of_the_row() -> None:
    base = word("## Deltakere", PEOPLE)
    mine = edited(base, lambda document: setattr(document.tables[0].cell(1, 0), "text", "Nord-Odal"))
    theirs = word("## Deltakere", [PEOPLE[0], ["Nordre", "☐"], PEOPLE[2]])
    assert kinds(base, mine, theirs) == [("konflikt", "Deltakere", "Nord-Odal | ☐", "Nordre | ☐")]
    assert comments(merge(base, mine, theirs).data) == ["Planen sier nå:\nNordre"]


def test_rows_that_both_have_put_in_are_all_there() -> None:
    blank = ["", ""]
    base = word("## Oppfølging", [["Hva", "Hvem"], blank, blank, blank])

    def fill(document: Document) -> None:
        document.tables[0].cell(1, 0).text = "Sende rapport"

    theirs = word("## Oppfølging", [["Hva", "Hvem"], ["Ringe fylket", "Per"], blank, blank, blank])
    assert lines(merge(base, edited(base, fill), theirs).data) == [
        "Oppfølging",
        "Hva | Hvem",
        "Ringe fylket | Per",
        "Sende rapport",
    ]


def test_a_column_of_the_persons_own_reaches_new_rows() -> None:
    base = word("## Deltakere", PEOPLE)

    def widen(document: Document) -> None:
        table = document.tables[0]
        for index, cell in enumerate(table.add_column(Inches(1)).cells):
            cell.text = f"Kommentar {index}"

    theirs = word("## Deltakere", [*PEOPLE, ["Vest", "☐"]])
    merged = opened(merge(base, edited(base, widen), theirs).data)
    assert [len(row.cells) for row in merged.tables[0].rows] == [3, 3, 3, 3]


def test_a_table_with_other_columns_in_a_new_template_is_taken_whole() -> None:
    base = word("## Deltakere", PEOPLE, "Slutt")
    mine = edited(base, _add_after("Slutt", "Mer."))
    theirs = word("## Deltakere", [["Delregion", "Sak", "Møtt"], ["Nord", "", "☐"]], "Slutt")
    assert lines(merge(base, mine, theirs).data)[1:3] == ["Delregion | Sak | Møtt", "Nord | ☐"]
    ticked = merge(base, edited(base, _tick), theirs)
    assert lines(ticked.data)[1:3] == ["Delregion | Møtt", "Nord | ☒"]
    assert [change.kind for change in conflicts(ticked)] == []
    renamed = word("## Deltakere", [["Delregion", "Sak", "Oppmøte"], ["Nord", "", "☐"]], "Slutt")
    assert [change.kind for change in conflicts(merge(base, edited(base, _tick), renamed))] == ["konflikt"]


# Headers


def test_a_header_follows_the_plan_or_the_person() -> None:
    base = word("Tekst", header="Møte 11. mars")
    theirs = word("Tekst", header="Møte 12. mars")
    mine = edited(base, _add_after("Tekst", "Mer."))
    assert opened(merge(base, mine, theirs).data).sections[0].header.paragraphs[0].text == "Møte 12. mars"

    def change(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Fortrolig"

    conflicting = merge(base, edited(base, change), theirs)
    assert opened(conflicting.data).sections[0].header.paragraphs[0].text == "Fortrolig"
    assert comments(conflicting.data) == ["Topptekst: Planen sier nå:\nMøte 12. mars"]
    assert anchors(conflicting.data) == ["Tekst"]


def test_a_file_whose_main_part_has_another_name_is_merged_as_any_other() -> None:
    """Word for the web calls it `word/document2.xml`."""
    mine = moved(edited(BASE, _write("Sted: Teams", "Sted: Rådhuset")))
    theirs = word("# Referat", "Dato: 12. mars", "Sted: Zoom", *AIR, *WATER, *END)
    merged = merge(BASE, mine, theirs).data
    assert lines(merged)[1:3] == ["Dato: 12. mars", "Sted: Rådhuset"]
    assert comments(merged) == [f"{BOKMÅL.changed}\nSted: Zoom"]
    assert Package(merged).main == "word/document2.xml"
    assert same_content(BASE, moved(BASE))


# What must not be taken apart


def test_a_bookmark_that_reaches_over_a_replaced_paragraph_stays_whole() -> None:
    def mark(document: Document) -> None:
        first, last = paragraph(document, "Dato: 11. mars")._p, paragraph(document, "Sted: Teams")._p
        first.append(OxmlElement("w:bookmarkStart", attrs={qn("w:id"): "9", qn("w:name"): "mitt"}))
        last.append(OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): "9"}))

    theirs = word("# Referat", "Sted: Zoom", *AIR, *WATER, *END)
    body = opened(merge(BASE, edited(MINE, mark), theirs).data).element.body
    assert len(list(body.iter(qn("w:bookmarkStart")))) == len(list(body.iter(qn("w:bookmarkEnd")))) == 1


def test_a_field_over_several_paragraphs_is_left_as_it_is() -> None:
    def begin(document: Document) -> None:
        for text, kind in (("Dato: 11. mars", "begin"), ("Bakgrunn om luft.", "end")):
            run = parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')
            paragraph(document, text)._p.append(run)

    theirs = word("# Referat", "Dato: 12. mars", "Sted: Teams", *AIR, *WATER, *END)
    merged = merge(BASE, edited(MINE, begin), theirs)
    assert "Dato: 11. mars" in lines(merged.data)
    assert comments(merged.data) == ["Planen sier nå:\nDato: 12. mars"]


def test_a_loss_is_refused() -> None:
    persons = persons_own(Side(BASE), Side(MINE))
    with pytest.raises(RefusedError) as raised:
        refuse_loss(persons, BASE)
    assert "Kari orienterte." in raised.value.problems[0].message
    refuse_loss(persons, MINE)


def test_the_words_of_notes_are_counted_by_their_paragraphs() -> None:
    xml = f"""<w:comments {nsdecls("w")}>
    <w:comment w:author="Kari"><w:p><w:r><w:t>en </w:t><w:delText> to</w:delText></w:r></w:p><w:p/>
    <w:p><w:r><w:t>tre</w:t></w:r></w:p></w:comment>
    <w:comment w:author="dok"><w:p><w:r><w:t>fire</w:t></w:r></w:p></w:comment></w:comments>"""
    assert list(_words(parse_xml(xml))) == ["en to", "tre", "fire"]


def test_the_same_words_set_in_another_way_are_no_conflict() -> None:
    def bold(document: Document) -> None:
        found = paragraph(document, "Sted: Teams")
        found.text = "Sted: Zoom"
        found.runs[0].bold = True

    theirs = word("# Referat", "Dato: 11. mars", "Sted: Zoom", *AIR, *WATER, *END)
    merged = merge(BASE, edited(BASE, bold), theirs)
    assert conflicts(merged) == []
    assert paragraph(opened(merged.data), "Sted: Zoom").runs[0].bold


def test_a_look_that_the_plan_has_changed_comes_in() -> None:
    theirs = edited(
        BASE, lambda document: setattr(paragraph(document, "Sted: Teams").runs[0], "italic", True)
    )
    assert paragraph(opened(merge(BASE, MINE, theirs).data), "Sted: Teams").runs[0].italic
