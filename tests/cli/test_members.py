"""`dok medlemmer`: the list on a day, the matrix, the attendance; and the spreadsheet."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.conftest import WritePlan

MEMBERS = """\
klima:
  - navn: Kari Nordmann
    delregion: Nord
    rolle: leder
    epost: kari@example.org
    telefon: +47 900 00 001
    vara: {navn: Per}
  - {navn: Ola, delregion: Sør, til: 2022-03-31}
  - {navn: "=HYPERLINK(1)", delregion: Sør, fra: 2022-04-01}
"""
ATTENDED = """\
deltakere:
  - {delregion: Nord, medlem: Kari Nordmann, vara: Per, møtte: vara}
  - {delregion: Sør, medlem: Ola, møtte: ingen}
"""


@pytest.fixture
def here(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    workspace = write_plan(medlemmer=MEMBERS, andre={"plan/2022/2022-03-11/referat.yaml": ATTENDED})
    monkeypatch.chdir(workspace.root)
    return workspace


@pytest.mark.usefixtures("here")
def test_the_list_is_as_it_was_on_the_day(dok: Dok) -> None:
    march, april = (dok("medlemmer", "--dato", day).out for day in ("2022-03-31", "2022-04-01"))
    assert "\nOla " in march
    assert "=HYPERLINK" not in march
    assert "\nOla " not in april
    assert "\n=HYPERLINK(1)  " in april
    answer = json.loads(dok("medlemmer", "--dato", "2022-03-31", "--json").out)
    assert [(row["gruppe"], row["navn"]) for row in answer["medlemmer"]] == [
        ("klima", "Kari Nordmann"),
        ("klima", "Ola"),
    ]


@pytest.mark.usefixtures("here")
def test_the_matrix_and_the_attendance_say_who_is_missing(dok: Dok) -> None:
    matrix = dok("medlemmer", "--dekning", "--dato", "2022-03-11", "--gruppe", "Klima").out
    assert "klima, uten vara: Sør.\n" in matrix
    came = dok("medlemmer", "--frammote", "--dato", "2022-12-31").out
    assert [line.split() for line in came.splitlines()[-3:]] == [
        ["11.03."],
        ["Nord", "vara", "1", "av", "1"],
        ["Sør", "–", "0", "av", "1"],
    ]


@pytest.mark.usefixtures("here")
def test_a_text_that_begins_like_a_formula_is_written_as_a_text(dok: Dok) -> None:
    assert dok("medlemmer", "eksport", "m.xlsx").code == 0
    assert dok("medlemmer", "eksport", "m.csv").code == 0
    sheet: Any = openpyxl.load_workbook("m.xlsx").active
    titles = [cell.value for cell in sheet[1]]
    rows = [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    formula, phone = rows[3]["Navn"], rows[0]["Telefon"]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in (formula, phone)] == [
        ("=HYPERLINK(1)", "s", True),
        ("+47 900 00 001", "s", True),
    ]
    assert rows[3]["Fra"].is_date
    assert sheet.freeze_panes == "A2"
    text = Path("m.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [(row["Navn"], row["Vara for"]) for row in lines] == [
        ("Kari Nordmann", ""),
        ("Per", "Kari Nordmann"),
        ("Ola", ""),
        ("'=HYPERLINK(1)", ""),
    ]
    assert lines[0]["Telefon"] == "'+47 900 00 001"


@pytest.mark.usefixtures("here")
def test_what_lies_there_is_not_written_over(dok: Dok) -> None:
    assert dok("medlemmer", "eksport", "m.xlsx").out == "m.xlsx  skrevet\n"
    assert dok("medlemmer", "eksport", "m.xlsx").out == "m.xlsx  uendret\n"
    Path("m.xlsx").write_bytes(b"mitt")
    answer = dok("medlemmer", "eksport", "m.xlsx")
    assert (answer.code, Path("m.xlsx").read_bytes()) == (7, b"mitt")
    assert dok("medlemmer", "eksport", "m.ods").code == 2
