"""Who was there and what is to be followed up, row by row."""

import copy

import pytest

from tests.minutes.finished import (
    Read,
    complete,
    point,
    skeleton,
    told,
)
from tests.minutes.word_edits import (
    W14,
    W,
    WordEdit,
    run_of,
    styled,
    typed,
)


def test_columns_and_rows_in_another_order_among_others(edit: WordEdit, read: Read) -> None:
    complete(edit)
    for index in (0, 1):
        rows = list(edit.table(index).iter(W + "tr"))
        for row in rows:
            cells = row.findall(W + "tc")
            for cell in reversed(cells):
                row.remove(cell)
                row.append(cell)
            extra = copy.deepcopy(cells[0])
            for paragraph in extra.iter(W + "p"):
                for child in list(paragraph):
                    paragraph.remove(child)
                paragraph.extend(typed("Merknad" if row is rows[0] else "noe"))
            row.insert(2, extra)
        for style in rows[0].iter(W + "pStyle"):
            style.set(W + "val", "Normal")
    found = read(edit)
    assert told(found) == [("ukjent-kolonne", "Deltakere"), ("ukjent-kolonne", "Oppfølging")]
    assert found.record == read(complete(WordEdit(skeleton()))).record


def test_rows_that_are_added_are_read_and_empty_ones_are_nothing(edit: WordEdit, read: Read) -> None:
    complete(edit)
    people, points = edit.table(0), edit.table(1)
    for cells in (("Oslo kommune", "Kari", "", "x", *[""] * 4), ("",) * 8):
        row = copy.deepcopy(edit.rows(0)[0])
        for cell, text in zip(row.iter(W + "tc"), cells, strict=True):
            for child in cell.findall(W + "p"):
                cell.replace(child, styled("Normal", text))
        people.append(row)
    row = copy.deepcopy(edit.rows(1)[0])
    points.insert(len(points), row)
    found = read(edit)
    assert told(found) == []
    assert [r.medlem for r in found.record.deltakere if r.delregion == "Oslo kommune"] == [
        "næringssjef (eksempel)",
        "Kari",
    ]
    assert len(found.record.oppfølging) == 3


def test_a_sub_region_over_several_rows_is_that_of_each(edit: WordEdit, read: Read) -> None:
    complete(edit)
    rows = edit.rows(0)
    for row, kind in ((rows[0], "restart"), (rows[1], "continue")):
        look = next(row.iter(W + "tcPr"))
        look.append(look.makeelement(W + "vMerge", {W + "val": kind}))
    first = next(rows[1].iter(W + "tc"))
    first.replace(first.find(W + "p"), styled("Tabelltekst", ""))
    found = read(edit)
    assert [row.delregion for row in found.record.deltakere[:2]] == ["Oslo kommune", "Oslo kommune"]


def test_a_sub_region_that_is_hidden_under_another_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    look = next(edit.rows(0)[1].iter(W + "tcPr"))
    look.append(look.makeelement(W + "vMerge"))
    found = read(edit)
    assert told(found) == [("sammenslatte-celler", "Deltakere, rad 2 (Oslo kommune)")]
    assert "Asker og Bærum regionråd" in found.problems[0].message
    assert [row.delregion for row in found.record.deltakere[:2]] == ["Oslo kommune", "Drammensregionen"]


@pytest.mark.parametrize(
    ("ticks", "attended"),
    [
        (("møtt",), "medlem"),
        (("forfall",), "ingen"),
        (("vara møtte",), "vara"),
        (("forfall", "vara møtte"), "vara"),
        ((), "uten-kryss"),
        (("møtt", "forfall"), "motstridende-kryss"),
        (("møtt", "vara møtte"), "motstridende-kryss"),
        (("møtt", "forfall", "vara møtte"), "motstridende-kryss"),
    ],
)
def test_who_attended(ticks: tuple[str, ...], attended: str, edit: WordEdit, read: Read) -> None:
    edit.tick("Drammensregionen: møtt")
    for tick in ticks:
        edit.tick(f"Oslo kommune: {tick}")
    found = read(edit)
    rows = {row.delregion: row.møtte for row in found.record.deltakere}
    asked = {place: code for code, place in told(found)}.get("Deltakere, rad 1 (Oslo kommune)")
    assert rows.get("Oslo kommune") == (None if asked else attended)
    assert asked in {None, attended}


def test_a_row_that_does_not_say_whose_it_is_is_asked_about(edit: WordEdit, read: Read) -> None:
    """A row is known by its member too; whether that is enough, the plan knows."""
    edit.tick("Oslo kommune: møtt")
    cells = list(edit.rows(0)[0].iter(W + "tc"))
    cells[0].replace(cells[0].find(W + "p"), styled("Tabelltekst", ""))
    assert [(row.delregion, row.medlem) for row in read(edit).record.deltakere] == [
        ("", "næringssjef (eksempel)")
    ]
    for cell in cells[1:3]:
        cell.replace(cell.find(W + "p"), styled("Tabelltekst", ""))
    found = read(edit)
    assert ("uten-delregion", "Deltakere, rad 1") in told(found)
    assert found.record.deltakere == ()


@pytest.mark.parametrize("text", ["☒ kom kl. 10.15", "☒ 10.15", "☒ syk"])
def test_a_time_beside_a_tick_is_told_of_its_own_column(edit: WordEdit, read: Read, text: str) -> None:
    edit.tick("Oslo kommune: møtt")
    next(edit.control("Oslo kommune: møtt").iter(W + "t")).text = text
    (asked,) = [p for p in read(edit).problems if p.code == "uklart-kryss"]
    assert ("«Kom kl.»" in asked.advice) == ("10.15" in text)


def test_when_nobody_is_ticked_it_is_said_once(edit: WordEdit, read: Read) -> None:
    edit.write("Sak 5: konklusjon", "Ja.")
    assert told(read(edit)) == [("uten-kryss", "Deltakere")]


def test_ticks_alone_are_something_written(edit: WordEdit, read: Read) -> None:
    edit.tick("Oslo kommune: møtt")
    found = read(edit)
    assert found.written is True
    assert [row.delregion for row in found.record.deltakere] == ["Oslo kommune"]


def test_a_box_that_word_knows_otherwise_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    box = edit.control("Oslo kommune: møtt").find(f".//{W14}checked")
    box.set(W14 + "val", "0")
    found = read(edit)
    assert told(found) == [("uklart-kryss", "Deltakere, rad 1 (Oslo kommune), møtt")]
    assert len(found.record.deltakere) == 15


def test_a_tick_of_a_symbol_font_is_one(edit: WordEdit, read: Read) -> None:
    cell = list(edit.rows(0)[0].iter(W + "tc"))[3]
    run = run_of("")
    run.clear()
    run.append(run.makeelement(W + "sym", {W + "font": "Wingdings", W + "char": "F0FE"}))
    paragraph = styled("Normal", "")
    paragraph.append(run)
    cell.replace(cell.find(W + "p"), paragraph)
    assert [row.delregion for row in read(edit).record.deltakere] == ["Oslo kommune"]


@pytest.mark.parametrize(
    ("cells", "asked", "left"),
    [
        (("Ring", "Ola", "før sommeren", "", "4"), "uklar-frist", {"hvem": "Ola", "sak": "4"}),
        (("Ring", "Ola", "", "snart", ""), "uklar-status", {"hvem": "Ola"}),
        (("Ring", "", "", "", "begge"), "uklar-sak", {}),
    ],
)
def test_what_is_not_clear_in_a_row_is_asked_about_and_the_rest_is_read(
    cells: tuple[str, ...], asked: str, left: dict[str, str], edit: WordEdit, read: Read
) -> None:
    edit.point(0, *cells)
    edit.tick("Oslo kommune: møtt")
    found = read(edit)
    assert found.record.oppfølging == (point(hva="Ring", **left),)
    (problem,) = [problem for problem in found.problems if problem.code == asked]
    assert problem.place is not None
    assert problem.place.field == f"Oppfølging, rad 1 («Ring»), {asked.removeprefix('uklar-')}"
    assert problem.message.startswith(("«før sommeren»", "«snart»", "«begge»"))


def test_a_row_that_does_not_say_what_is_asked_about_whole(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.point(2, "", "Ola", "1. juni 2022", "", "")
    found = read(edit)
    assert told(found) == [("uten-hva", "Oppfølging, rad 3")]
    assert "«Ola 1. juni 2022»" in found.problems[0].message


def test_a_column_with_another_name_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.paragraph("Frist").getparent().replace(edit.paragraph("Frist"), styled("Tabellhode", "Når"))
    found = read(edit)
    assert told(found) == [("ukjent-kolonne", "Oppfølging")]
    assert "«frist»" in found.problems[0].advice


def test_three_columns_are_enough_to_know_a_table(edit: WordEdit, read: Read) -> None:
    complete(edit)
    for name in ("Frist", "Status"):
        edit.paragraph(name).getparent().replace(edit.paragraph(name), styled("Tabellhode", f"{name} her"))
    found = read(edit)
    assert told(found) == [("ukjent-kolonne", "Oppfølging")] * 2
    assert [point.hva for point in found.record.oppfølging] == ["Sende ut skissen", "Melde inn miljøer"]
    edit.paragraph("Sak").getparent().replace(edit.paragraph("Sak"), styled("Tabellhode", "Sak her"))
    assert told(read(edit)) == [("ulest-tekst", "Oppfølging")]


def test_a_table_that_nobody_knows_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    for name in ("Hva", "Hvem", "Frist"):
        edit.paragraph(name).getparent().replace(edit.paragraph(name), styled("Tabellhode", "Noe"))
    found = read(edit)
    assert told(found) == [("ulest-tekst", "Oppfølging")]
    assert "Sende ut skissen" in found.problems[0].message
