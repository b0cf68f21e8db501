"""A table is known by the words at the top of its columns, wherever a person has put them."""

from collections.abc import Callable
from typing import Any

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell as Cell

from dokumentmaskin.word.merge import merge
from dokumentmaskin.word.merge.structure import faults
from dokumentmaskin.word.merge.words import BOKMÅL
from tests.word.merge.building import comments, conflicts, edited, opened, word

HEADER = ["Delregion", "Medlem", "Vara", "Møtt", "Forfall"]
OSLO = ["Oslo", "Anne", "Arne", "☐", "☐"]
FOLLO = ["Follo", "Berit", "Bjørn", "☐", "☐"]
NEW = ["Asker", "Cecilie", "Carl", "☐", "☐"]
BASE = word("## Deltakere", [HEADER, OSLO, FOLLO])
WITH_NEW = word("## Deltakere", [HEADER, OSLO, NEW, FOLLO])


def every_row(change: Callable[[int, Any], None]) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        for number, row in enumerate(document.tables[0].rows):
            change(number, row._tr)

    return edit


def move(row: Any, column: int, before: int) -> None:
    cells = row.findall(qn("w:tc"))
    cells[before].addprevious(cells[column])


def insert(row: Any, before: int, text: str) -> None:
    xml = f"<w:tc {nsdecls('w')}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    row.findall(qn("w:tc"))[before].addprevious(parse_xml(xml))


def remove(row: Any, column: int) -> None:
    row.remove(row.findall(qn("w:tc"))[column])


def write(row: int, column: int, text: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        cell = document.tables[0].rows[row]._tr.findall(qn("w:tc"))[column]
        Cell(cell, document.tables[0]).text = text

    return edit


def rows(docx: bytes) -> list[list[str]]:
    def words(cell: Any) -> str:
        return "".join(text.text or "" for text in cell.iter(qn("w:t")))

    table = opened(docx).tables[0]._tbl
    return [[words(cell) for cell in row.findall(qn("w:tc"))] for row in table.findall(qn("w:tr"))]


@pytest.mark.parametrize(
    ("change", "new"),
    [
        (lambda _, row: move(row, 2, 1), ["Asker", "Carl", "Cecilie", "☐", "☐"]),
        (lambda _, row: move(row, 4, 3), ["Asker", "Cecilie", "Carl", "☐", "☐"]),
        (lambda n, row: insert(row, 1, "" if n else "Merknad"), ["Asker", "", "Cecilie", "Carl", "☐", "☐"]),
        (lambda n, row: insert(row, 0, "" if n else "Nr."), ["", "Asker", "Cecilie", "Carl", "☐", "☐"]),
        (lambda _, row: remove(row, 2), ["Asker", "Cecilie", "☐", "☐"]),
        (lambda _, row: remove(row, 0), ["Cecilie", "Carl", "☐", "☐"]),
    ],
)
def test_a_row_of_the_plans_comes_in_as_the_person_has_the_columns(change: Any, new: list[str]) -> None:
    mine = edited(BASE, every_row(change))
    merged = merge(BASE, mine, WITH_NEW)
    was = rows(mine)
    assert rows(merged.data) == [*was[:2], new, was[2]]
    assert conflicts(merged) == []
    assert faults(merged.data) == {}
    assert merge(WITH_NEW, merged.data, WITH_NEW).data == merged.data


def test_a_tick_goes_with_its_column() -> None:
    mine = edited(BASE, every_row(lambda _, row: move(row, 4, 3)))
    mine = edited(mine, write(1, 3, "☒"))  # Forfall now stands there
    theirs = word("## Deltakere", [HEADER, ["Oslo kommune", "Anne", "Arne", "☐", "☐"], FOLLO])
    merged = rows(merge(BASE, mine, theirs).data)
    assert merged[:2] == [
        ["Delregion", "Medlem", "Vara", "Forfall", "Møtt"],
        ["Oslo kommune", "Anne", "Arne", "☒", "☐"],
    ]


def test_a_row_that_the_plan_drops_goes_when_the_persons_own_column_is_empty_there() -> None:
    mine = edited(BASE, every_row(lambda n, row: insert(row, 1, "" if n else "Merknad")))
    without = word("## Deltakere", [HEADER, FOLLO])
    assert [row[0] for row in rows(merge(BASE, mine, without).data)] == ["Delregion", "Follo"]
    noted = merge(BASE, edited(mine, write(1, 1, "Ringte meg.")), without)
    assert [row[0] for row in rows(noted.data)] == ["Delregion", "Oslo", "Follo"]
    assert [change.kind for change in conflicts(noted)] == ["bevart"]


def test_a_row_above_the_header_does_not_hide_it() -> None:
    def title(document: Document) -> None:
        words = "<w:p><w:r><w:t>Oppmøte</w:t></w:r></w:p>"
        cell = f"<w:tc><w:tcPr><w:gridSpan w:val='5'/></w:tcPr>{words}</w:tc>"
        document.tables[0].rows[0]._tr.addprevious(parse_xml(f"<w:tr {nsdecls('w')}>{cell}</w:tr>"))

    mine = edited(edited(BASE, every_row(lambda _, row: move(row, 2, 1))), title)
    merged = merge(BASE, mine, WITH_NEW)
    assert rows(merged.data)[0] == ["Oppmøte"]
    assert rows(merged.data)[3] == ["Asker", "Carl", "Cecilie", "☐", "☐"]
    assert conflicts(merged) == []


def test_a_column_under_another_word_is_known_by_what_stands_in_it() -> None:
    mine = edited(BASE, write(0, 1, "Representant"))
    mine = edited(mine, every_row(lambda _, row: move(row, 2, 1)))
    assert rows(merge(BASE, mine, WITH_NEW).data)[2] == ["Asker", "Carl", "Cecilie", "☐", "☐"]


def test_what_cannot_be_placed_with_certainty_is_told_and_not_placed() -> None:
    """Which of the columns with empty boxes «Til stede» is, nothing says."""
    mine = edited(BASE, write(0, 3, "Til stede"))
    merged = merge(BASE, mine, WITH_NEW)
    assert rows(merged.data) == rows(mine)
    assert [(c.kind, c.nå) for c in conflicts(merged)] == [("konflikt", "Asker | Cecilie | Carl | ☐ | ☐")]
    assert comments(merged.data) == [f"{BOKMÅL.row}\nAsker | Cecilie | Carl | ☐ | ☐"]
    known = word("## Deltakere", [HEADER, ["Oslo kommune", *OSLO[1:]], FOLLO])
    assert rows(merge(BASE, mine, known).data)[1][0] == "Oslo kommune"
    other = word("## Deltakere", [HEADER, [*OSLO[:3], "☒", "☐"], FOLLO])
    assert rows(merge(BASE, mine, other).data) == rows(mine)
    assert len(conflicts(merge(BASE, mine, other))) == 1


def test_a_table_without_a_word_of_the_header_is_one_piece() -> None:
    def rename(document: Document) -> None:
        for number, cell in enumerate(document.tables[0].rows[0].cells):
            cell.text = f"Kolonne {number}"

    merged = merge(BASE, edited(BASE, rename), WITH_NEW)
    assert len(rows(merged.data)) == 3
    assert [change.kind for change in conflicts(merged)] == ["konflikt"]


def test_joined_cells_are_left_and_the_rest_of_the_table_follows_the_plan() -> None:
    def join(document: Document) -> None:
        table = document.tables[0]
        table.cell(1, 1).merge(table.cell(1, 2))

    mine = edited(BASE, join)
    merged = merge(BASE, mine, WITH_NEW)
    assert rows(merged.data)[1] == rows(mine)[1]
    assert rows(merged.data)[2] == NEW
    renamed = word("## Deltakere", [HEADER, ["Oslo", "Anna", "Arne", "☐", "☐"], FOLLO])
    assert [change.kind for change in conflicts(merge(BASE, mine, renamed))] == ["konflikt"]


def test_what_a_person_has_ticked_is_never_said_of_another_member() -> None:
    mine = edited(BASE, write(1, 3, "☒"))
    other = word("## Deltakere", [HEADER, ["Oslo", "Kristoffer", "Arne", "☐", "☐"], FOLLO])
    merged = merge(BASE, mine, other)
    assert rows(merged.data) == rows(mine)
    assert comments(merged.data) == [f"{BOKMÅL.changed}\nOslo | Kristoffer | Arne | ☐ | ☐"]
    spelled = word("## Deltakere", [HEADER, ["Oslo kommune", *OSLO[1:]], FOLLO])
    assert rows(merge(BASE, mine, spelled).data)[1] == ["Oslo kommune", "Anne", "Arne", "☒", "☐"]


def test_a_table_that_is_written_in_keeps_its_columns_when_dok_makes_more() -> None:
    """Minutes from before there was a column for when somebody came."""
    mine = edited(BASE, write(1, 3, "☒"))
    more = [[*HEADER[:3], "Kom kl.", *HEADER[3:]]]
    more += [[*row[:3], "kl.", *row[3:]] for row in (OSLO, NEW, FOLLO)]
    merged = merge(BASE, mine, word("## Deltakere", more))
    assert rows(merged.data) == [HEADER, [*OSLO[:3], "☒", "☐"], NEW, FOLLO]
    assert conflicts(merged) == []
    assert (
        rows(merge(BASE, edited(BASE, lambda d: d.add_paragraph("Mer.")), word("## Deltakere", more)).data)
        == more
    )
