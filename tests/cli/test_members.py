"""`dok medlemmer`: the list on a day, the matrix, the attendance; and the spreadsheet."""

import csv
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

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
def test_nothing_that_is_asked_for_is_left_out(dok: Dok) -> None:
    both = dok("medlemmer", "--dekning", "--frammote", "--dato", "2022-12-31").out
    assert both.startswith("Dekning 31.\N{NO-BREAK SPACE}desember 2022\n")
    assert "\n\nFrammøte 2022\n" in both
    answer = dok("medlemmer", "--gruppe", "klima", "eksport", "m.xlsx")
    assert (answer.code, Path("m.xlsx").exists()) == (2, False)
    assert "Valget «--gruppe» gjelder ikke «eksport»." in answer.err
    Path("mappe.xlsx").mkdir()
    for name in ("mappe.xlsx", "."):
        for verb in ("importer", "eksport"):
            answer = dok("medlemmer", verb, name)
            assert answer.code in (2, 7), (verb, name)
            assert answer.err.startswith("Feil: "), (verb, name)
            assert "directory" not in answer.err, (verb, name)


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


WRITTEN = """\
# Medlemmene
klima:
  # Nord
  - navn: Kari Nordmann   # leder
    delregion: Nord
    rolle: leder
    telefon: 900 00 001
    epost: "kari@example.org"

  - {navn: Ola, delregion: Sør}   # slutter kanskje
kultur:
  - {navn: Anne, delregion: Sør}
"""
NEW = """\
Medlemslisten for 2022
Gruppe;Navn;Delregion;E-post;Telefon;Til;Vara;Sko
klima;Kari Nordmann;Nord;kari@ny.no;;;Åse Ås;42
Klima;Ola;Sør;;;30.06.2022;;
klima;Bo Berg;Sør;;'+47 900;;;
klima;Feil;Vest;x;;;;
"""


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8-sig", ";"), ("cp1252", ","), ("utf-16", "\t")])
def test_an_import_shows_first_and_changes_nothing_else(
    here: Workspace, dok: Dok, encoding: str, sign: str
) -> None:
    """Comments, quotes, order, the byte order mark and Windows' line breaks stay."""
    target = here.plan / "medlemmer.yaml"
    target.write_text(WRITTEN, encoding="utf-8-sig", newline="\r\n")
    Path("ny.csv").write_text(NEW.replace(";", sign), encoding=encoding, newline="")
    shown = dok("medlemmer", "importer", "ny.csv")
    assert shown.out.splitlines() == [
        "klima:",
        "  ~ Kari Nordmann (Nord)",
        "      epost: kari@example.org → kari@ny.no",
        "  ~ Ola (Sør)",
        "      til: (tomt) → 2022-06-30",
        "  + Åse Ås (vara for Kari Nordmann, Nord)",
        "  + Bo Berg (Sør), telefon: +47 900",
        "",
        "Ingenting er skrevet. Legg til --ja for å endre plan/medlemmer.yaml.",
    ]
    assert (shown.code, target.read_text(encoding="utf-8-sig")) == (3, WRITTEN)
    assert "ny.csv:6:4 D6: «x» er ikke en e-postadresse." in shown.err
    assert "Disse kolonnene blir ikke lest: «Sko»." in shown.err
    assert "«Telefon» er tom for Kari Nordmann, men planen sier noe der. Det blir stående." in shown.err
    assert dok("medlemmer", "importer", "ny.csv", "--ja").code == 3
    assert target.read_bytes().startswith(b"\xef\xbb\xbf# Medlemmene\r\nklima:\r\n")
    written = WRITTEN.replace('"kari@example.org"', "kari@ny.no\n    vara: {navn: Åse Ås}")
    written = written.replace("{navn: Ola, delregion: Sør}", "{navn: Ola, delregion: Sør, til: 2022-06-30}")
    new = '  - {navn: Bo Berg, delregion: Sør, telefon: "+47 900"}\n'
    assert target.read_text(encoding="utf-8-sig") == written.replace("kultur:", f"{new}kultur:")
    assert "Ingenting å endre." in dok("medlemmer", "importer", "ny.csv").out


def test_a_workbook_may_have_a_sheet_for_each_body_and_cells_put_together(here: Workspace, dok: Dok) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Klima"
    for row in (
        ["Navn", "Delregion", "Fra"],
        ["Kari Nordmann", "Nord", None],
        ["Bo", None, date(2022, 1, 1)],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.create_sheet("Notater").append(["husk kake"])
    book.create_sheet("Hemmelig").append(["Navn"])
    book["Hemmelig"].append(["Per Spelmann"])
    book.create_sheet("Kultur").sheet_state = "hidden"
    book["Kultur"].append(["Navn"])
    book["Kultur"].append(["Gammel Gran"])
    book.save("ny.xlsx")
    shown = dok("medlemmer", "importer", "ny.xlsx")
    assert "  + Bo (Nord), fra: 2022-01-01\n" in shown.out
    assert "Arket «Notater» blir ikke lest" in shown.err
    assert "Arket «Kultur» er skjult, og blir ikke lest." in shown.err
    assert "Gammel Gran" not in shown.out
    assert "ny.xlsx:2:1 Hemmelig!A2: Raden sier ikke hvilken gruppe den gjelder." in shown.err
    assert here.plan.joinpath("medlemmer.yaml").read_text(encoding="utf-8") == MEMBERS


def test_first_and_last_names_are_put_together_as_the_plan_says(here: Workspace, dok: Dok) -> None:
    organisation = here.plan / "organisasjon.yaml"
    with organisation.open("a", encoding="utf-8") as stream:
        stream.write("kolonner: {Fornavn: navn, Etternavn: navn, Mail: epost}\n")
    Path("ny.csv").write_text(
        "Etternavn,Fornavn,Mail,Gruppe\nNordmann,Kari,k@ny.no,klima\n", encoding="utf-8"
    )
    shown = dok("medlemmer", "importer", "ny.csv")
    assert shown.out.startswith("klima:\n  ~ Kari Nordmann (Nord)\n      epost: kari@example.org → k@ny.no\n")


@pytest.mark.usefixtures("here")
def test_a_name_that_lies_over_two_columns_is_read_once(dok: Dok) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Klima"
    for row in (["Medlemmer"], ["Navn", None, "Rolle"], ["Kari Nordmann"], ["Bo", "Berg", "Varamedlem"]):
        sheet.append(row)
    for cells in ("A1:C1", "A2:B2", "A3:B3"):
        sheet.merge_cells(cells)
    book.save("ny.xlsx")
    assert dok("medlemmer", "importer", "ny.xlsx").out.startswith("klima:\n  + Bo Berg, rolle: vara\n\n")


def test_what_is_written_once_is_shown_for_each_body_that_it_changes(here: Workspace, dok: Dok) -> None:
    text = (
        "personer:\n  - {navn: Kari, epost: k@no.no}\nklima:\n  - {navn: Kari}\nkultur:\n  - {navn: Kari}\n"
    )
    (here.plan / "medlemmer.yaml").write_text(text, encoding="utf-8")
    Path("ny.csv").write_text("Gruppe;Navn;E-post\nkultur;Kari;k@ny.no\n", encoding="utf-8")
    changed = "  ~ Kari\n      epost: k@no.no → k@ny.no\n"
    assert dok("medlemmer", "importer", "ny.csv").out.startswith(f"klima:\n{changed}\nkultur:\n{changed}")


def test_a_file_in_another_form_is_refused_and_left(here: Workspace, dok: Dok) -> None:
    text = "klima:\n  - &k\n    navn: >-\n      Kari\nkultur: [*k]\n"
    (here.plan / "medlemmer.yaml").write_text(text, encoding="utf-8")
    Path("ny.csv").write_text("Gruppe;Navn\nkultur;Per\n", encoding="utf-8")
    answer = dok("medlemmer", "importer", "ny.csv", "--ja")
    assert (answer.code, (here.plan / "medlemmer.yaml").read_text(encoding="utf-8")) == (7, text)


@pytest.mark.usefixtures("here")
def test_what_would_be_no_valid_plan_is_refused_whole(here: Workspace, dok: Dok) -> None:
    Path("ny.csv").write_text("Gruppe;Navn;Rolle\nklima;Per;\nklima;Bo;leder\nklim;Liv;\n", encoding="utf-8")
    answer = dok("medlemmer", "importer", "ny.csv", "--ja")
    assert (answer.code, here.plan.joinpath("medlemmer.yaml").read_text(encoding="utf-8")) == (3, MEMBERS)
    Path("nesten.csv").write_text("Gruppe;Navn\nkultur;Kari  nordmann\n", encoding="utf-8")
    doubtful = "kultur[1].navn: Etter importen: «Kari Nordmann» og «Kari nordmann» er nesten samme navn."
    assert doubtful in dok("medlemmer", "importer", "nesten.csv").err
    assert "ny.csv:3:2 B3: Etter importen: Gruppen har allerede en leder" in answer.err
    assert "ny.csv:4:1 A4: Det finnes ingen gruppe som heter «klim»." in answer.err


@pytest.mark.usefixtures("here")
def test_a_file_that_cannot_be_read_is_named(dok: Dok) -> None:
    """Not least one with a cell so far out that calamine would end the program."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["XFD1048576"] = "x"
    book.save("stor.xlsx")
    Path("skadet.xlsx").write_bytes(b"PK\x03\x04 nei")
    Path("lang.csv").write_text(f'Navn\n"{"x" * 200_000}\n', encoding="utf-8")
    with zipfile.ZipFile("spoilt.xlsx", "w") as package:
        package.writestr("xl/worksheets/sheet1.xml", "<c/>" * 9)
    spoilt = bytearray(Path("spoilt.xlsx").read_bytes())
    spoilt[58] ^= 1
    Path("spoilt.xlsx").write_bytes(spoilt)
    Path("uten.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    codes = {
        name: (answer.code, json.loads(answer.out)["feil"][0]["kode"])
        for name in (
            "stor.xlsx",
            "skadet.xlsx",
            "spoilt.xlsx",
            "lang.csv",
            "uten.csv",
            "borte.csv",
            "liste.pdf",
        )
        for answer in [dok("medlemmer", "importer", name, "--json")]
    }
    assert codes == {
        "stor.xlsx": (3, "for-stor-fil"),
        "skadet.xlsx": (3, "uleselig-regneark"),
        "spoilt.xlsx": (3, "uleselig-regneark"),
        "lang.csv": (3, "uleselig-regneark"),
        "uten.csv": (3, "mangler-kolonne"),
        "borte.csv": (2, "finner-ikke-fil"),
        "liste.pdf": (2, "ukjent-filtype"),
    }
    assert "«borte.csv»: den finnes ikke." in dok("medlemmer", "importer", "borte.csv").err


def test_the_open_list_of_a_year_has_no_addresses_and_the_internal_one_has(here: Workspace, dok: Dok) -> None:
    answer = dok("medlemmer", "liste", "2022", "--json").answer
    made = {row["sti"]: here.root / row["sti"] for row in answer["filer"]}
    assert set(made) == {
        f"output/2022/{name}"
        for name in (
            "medlemsliste-2022.docx",
            "medlemsliste-2022.pdf",
            "medlemsliste-2022.xlsx",
            "intern/medlemsliste-2022.pdf",
            "intern/medlemsliste-2022.xlsx",
        )
    }
    for path, file in made.items():
        if file.suffix == ".pdf":
            said = "".join(page.extract_text() for page in PdfReader(file).pages)
        elif file.suffix == ".xlsx":
            sheet: Any = openpyxl.load_workbook(file).active
            said = " ".join(str(value) for row in sheet.values for value in row)
        else:
            continue
        assert "Kari Nordmann" in said
        assert ("kari@example.org" in said) == ("+47 900 00 001" in said) == ("intern" in path), path
