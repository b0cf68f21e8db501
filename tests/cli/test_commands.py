"""What each command does and says when all is well."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.conftest import ÅRSPLAN, WritePlan

DAY = "2022-03-11"


@pytest.mark.parametrize("name", ["innkalling", "saksliste", "referat"])
def test_a_meetings_document_is_made(here: Workspace, dok: Dok, name: str) -> None:
    made = dok(name, DAY)
    folder = f"output/{DAY}-klima/{name}-{DAY}"
    docx, pdf = made.out.splitlines()
    assert docx == f"{folder}.docx  skrevet"
    assert pdf.startswith(f"{folder}.pdf   skrevet, ")
    assert pdf.endswith("PDF/A-2a, PDF/UA-1")
    assert (made.code, made.err) == (0, "")
    assert all((here.root / f"{folder}.{end}").is_file() for end in ("docx", "pdf"))
    again = dok(name, DAY, "--json")
    assert again.files == {f"{name}-{DAY}.docx": "uendret", f"{name}-{DAY}.pdf": "uendret"}
    assert again.answer["kommando"] == name
    assert [file["rolle"] for file in again.answer["filer"]] == [name] * 2


def test_a_summons_is_said_to_be_sent(here: Workspace, dok: Dok) -> None:
    sent = dok("innkalling", DAY, "--sendt", "4. mars 2022")
    *made, numbers = sent.out.splitlines()
    assert (sent.code, sent.err, len(made)) == (0, "", 2)
    assert numbers == "plan/2022/saksnummer.yaml".ljust(len(made[0]) - 7) + "skrevet"
    assert "utsendt: 2022-03-04\n    sendt: ja\n" in (here.plan / "2022/saksnummer.yaml").read_text("utf-8")
    document = here.output / f"{DAY}-klima/innkalling-{DAY}.docx"
    assert "Sendt ut: 4. mars 2022" in " ".join(document_text(document.read_bytes()).body).replace(
        "\u00a0", " "
    )
    # Neither saying it again nor making it again changes anything.
    for words in ([], ["--sendt", "2022-03-04"]):
        assert set(dok("innkalling", DAY, *words, "--json").files.values()) == {"uendret"}


def test_to_say_that_it_is_sent_without_a_day_is_to_say_today(write_plan: WritePlan, dok: Dok) -> None:
    year = date.today().year + 1  # noqa: DTZ011 - the command asks the clock on the wall
    here = write_plan(årsplaner={f"{year}/klima.yaml": ÅRSPLAN.replace("2022", str(year))})
    assert dok("innkalling", f"{year}-03-11", "--sendt", "--json", "-C", str(here.root)).code == 0
    assert "    sendt: ja\n" in (here.plan / f"{year}/saksnummer.yaml").read_text("utf-8")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["2022-03-12"], "feil-sendt-dag"),  # after the meeting
        (["2199-01-01"], "feil-sendt-dag"),
        (["i går"], "feil-bruk"),
        (["4. mars"], "feil-bruk"),
        (["4.", "mars", "2022"], "feil-bruk"),  # not quoted: no day, and what is left is no fault of the date
        (["2022-03-04", "--vis-forskjeller"], "feil-bruk"),
    ],
)
def test_a_day_on_which_nothing_can_have_been_sent_is_refused(
    here: Workspace, dok: Dok, words: list[str], code: str
) -> None:
    said = dok("innkalling", DAY, "--sendt", *words, "--json")
    assert (said.code, said.codes) == (2, [code])
    assert not here.output.exists()


def test_the_meetings_own_file_is_not_contradicted(write_plan: WritePlan, dok: Dok) -> None:
    here = write_plan(møter={f"2022/{DAY}": "utsendt: 2022-03-03\n"})
    assert dok("innkalling", DAY, "--sendt", "2022-03-04", "--json", "-C", str(here.root)).codes == [
        "feil-sendt-dag"
    ]
    assert dok("innkalling", DAY, "--sendt", "2022-03-03", "-C", str(here.root)).code == 0


def test_a_day_that_is_planned_and_has_not_come_is_not_contradicted(write_plan: WritePlan, dok: Dok) -> None:
    year = date.today().year + 1  # noqa: DTZ011 - the command asks the clock on the wall
    here = write_plan(
        årsplaner={f"{year}/klima.yaml": ÅRSPLAN.replace("2022", str(year))},
        møter={f"{year}/{year}-03-11": f"utsendt: {year}-03-03\n"},
    )
    said = dok("innkalling", f"{year}-03-11", "--sendt", "--json", "-C", str(here.root))
    assert (said.code, said.codes) == (2, ["feil-sendt-dag"])


@pytest.mark.usefixtures("here")
def test_a_date_is_understood_as_it_is_written(dok: Dok) -> None:
    assert dok("innkalling", DAY).code == 0
    for words in (["11.03.2022"], ["11. mars 2022"], ["11.", "mars", "2022"], ["11.", "Mars"], ["11.3.2022"]):
        found = dok("innkalling", *words, "--json")
        assert found.files == dict.fromkeys([f"innkalling-{DAY}.docx", f"innkalling-{DAY}.pdf"], "uendret")


def test_the_group_is_asked_for_when_two_meet_on_one_day(
    write_plan: WritePlan, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = {f"2022/{name}.yaml": ÅRSPLAN.replace("klima", name) for name in ("klima", "kultur")}
    here = write_plan(årsplaner=both)
    monkeypatch.chdir(here.root)
    unsure = dok("innkalling", DAY, "--json")
    assert (unsure.code, unsure.codes) == (2, ["flere-grupper"])
    assert unsure.answer["feil"][0]["råd"] == "Legg til gruppen i kommandoen, for eksempel «--gruppe klima»."
    assert dok("innkalling", DAY, "--gruppe", "Kultur").code == 0
    assert (here.output / f"{DAY}-kultur/innkalling-{DAY}.pdf").is_file()
    assert not (here.output / f"{DAY}-klima").exists()
    years = dok("handlingsprogram", "2022", "--json").answer["filer"]
    assert [file["sti"].split("/")[1] for file in years[::2]] == ["2022-klima", "2022-kultur"]


def test_a_package_is_made(here: Workspace, dok: Dok) -> None:
    made = dok("pakke", "11.", "mars", "2022", "--json")
    assert made.code == 0
    assert made.answer["filer"][-1] == {
        "rolle": "møtepakke",
        "format": "pdf",
        "sti": f"output/{DAY}-klima/motepakke-{DAY}.pdf",
        "status": "skrevet",
        "utgave": "åpen",
        "sider": 2 + sum(file.get("sider", 0) for file in made.answer["filer"][:-1]),  # cover, contents
        "pdfa": "2a",
        "pdfua": True,
        "uten_tagger": [],
        "uten_tekst": [],
    }
    assert (here.root / made.answer["filer"][-1]["sti"]).is_file()


def test_a_year_is_made_and_made_again_only_when_something_has_changed(
    programme_only: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = dok("bygg", "2022", "--json")
    files = ["handlingsprogram-2022.docx", "handlingsprogram-2022.pdf"]
    assert first.files == dict.fromkeys(files, "skrevet")
    assert [problem["kode"] for problem in first.answer["advarsler"]] == ["dag-ikke-satt"]
    with monkeypatch.context() as patch:
        patch.setattr("dokumentmaskin.plan.loading.loader.load_plan", None)
        again = dok("bygg", "2022", "--json")
        assert again.files == dict.fromkeys(files, "uendret")
        assert again.answer["advarsler"] == first.answer["advarsler"]
    plan = programme_only.plan / "2022/klima.yaml"
    plan.write_text(plan.read_text("utf-8").replace("juni", "mai"), "utf-8")
    assert dok("bygg", "2022", "--json").files == dict.fromkeys(files, "skrevet")


def test_a_build_with_errors_is_not_taken_for_done(programme_only: Workspace, dok: Dok) -> None:
    assert dok("bygg", "2022").code == 0
    folder = programme_only.output / "2022-klima"
    shutil.rmtree(folder / ".dok")
    with (folder / "handlingsprogram-2022.docx").open("ab") as stream:
        stream.write(b"\0")  # a zip file may end so
    assert [dok("bygg", "2022", "--json").code for _ in range(2)] == [7, 7]


def test_another_engine_is_another_build(
    programme_only: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dok("bygg", "2022").code == 0
    monkeypatch.setattr("dokumentmaskin.pdf.engines.choice.find_soffice", lambda: None)
    assert dok("bygg", "2022", "--motor", "innebygd", "--json").code == 0
    asked = dok("bygg", "2022", "--motor", "libreoffice", "--json")
    assert (asked.code, asked.codes) == (5, ["pdf-motor-mangler"])
    assert dok("bygg", "2022", "--json").code == 0
    assert (programme_only.output / "2022-klima/handlingsprogram-2022.pdf").is_file()


def test_the_year_warns_of_a_meeting_without_a_day(programme_only: Workspace, dok: Dok) -> None:
    made = dok("bygg", "2022")
    assert made.code == 0
    assert made.err.startswith("Merk: plan/2022/klima.yaml:4:")
    assert "Dagen for møtet i juni 2022 er ikke satt." in made.err
    assert len(made.out.splitlines()) == 2
    assert programme_only.output.is_dir()


# The workspace


def test_a_new_workspace_works_as_it_says(tmp_path: Path, dok: Dok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = dok("ny", "mine møter", "--eksempel")
    assert made.code == 0
    assert made.out.splitlines()[1] == 'Prøv: dok -C "mine møter" innkalling 2022-03-11'
    assert dok("-C", "mine møter", "innkalling", DAY, "--json").code == 0
    again = dok("ny", "mine møter", "--eksempel", "--json")
    assert (again.code, again.codes) == (7, ["mappe-ikke-tom"])


def test_a_new_workspace_tells_its_files(tmp_path: Path, dok: Dok) -> None:
    rows = dok("ny", str(tmp_path / "ny"), "--eksempel", "--json").answer["filer"]
    assert all((tmp_path / "ny" / row["sti"]).is_file() for row in rows)
    assert {"rolle": "arbeidsmappe", "format": "docx", "status": "skrevet"}.items() <= rows[-1].items()


def test_the_schemas_are_written_beside_the_plan(here: Workspace, dok: Dok) -> None:
    made = dok("skjema", "--json")
    assert made.code == 0
    assert "arsplan.schema.json" in made.files
    assert all((here.plan / "skjema" / name).read_bytes().startswith(b"{") for name in made.files)
    assert dok("skjema").out.splitlines()[0].endswith("skrevet")


def test_the_workspace_is_found_or_chosen(
    here: Workspace, tmp_path: Path, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here.plan / "2022")
    assert dok("skjema").code == 0
    monkeypatch.chdir(tmp_path)
    nowhere = dok("skjema", "--json")
    assert (nowhere.code, nowhere.codes) == (2, ["ingen-arbeidsmappe"])
    root = str(here.root)
    assert dok("-C", root, "skjema").code == 0
    assert dok("skjema", "-C", root).code == 0
    assert dok("skjema", f"--arbeidsmappe={root}").code == 0
    assert dok("-C", str(tmp_path), "skjema", "-C", root).code == 0
    assert dok("-C", root, "skjema", "-C", str(tmp_path)).code == 2


# Help


@pytest.mark.parametrize(
    "usage",
    [
        "[VALG] KOMMANDO …",
        "innkalling [VALG] DATO",
        "bygg [VALG] ÅR",
        "oppfolging [VALG] [lukk REFERANSE …]",
        "oppfolging lukk [VALG] REFERANSE",
        "ny [VALG] MAPPE",
        "skjema [VALG]",
    ],
)
def test_the_help_says_how_the_command_is_written(usage: str, dok: Dok) -> None:
    words = usage.partition("[")[0].split()
    assert dok(*words, "--help").out.splitlines()[0] == f"Bruk: dok {usage}"


def test_the_help_of_a_command_with_commands_says_what_each_does(dok: Dok) -> None:
    lines = dok("oppfolging", "--help").out.splitlines()
    under = lines[lines.index("Kommandoer:") + 1 :]
    assert under[0].split(maxsplit=1) == ["lukk", "Lukk ett eller flere punkter."]


@pytest.mark.usefixtures("here")
def test_the_json_object_is_laid_out_for_the_eye(dok: Dok) -> None:
    said = dok("skjema", "--json")
    assert said.out == json.dumps(said.answer, ensure_ascii=False, indent=2) + "\n"
    assert said.out.splitlines()[1] == '  "kommando": "skjema",'


def test_the_version_is_said(dok: Dok) -> None:
    shown = dok("--versjon")
    assert (shown.code, shown.out.split()[0]) == (0, "dok")
    assert shown.out == dok("--version").out


def test_the_programme_is_of_one_group_or_of_all_in_one(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch, dok: Dok
) -> None:
    other = ÅRSPLAN.replace("gruppe: klima", "gruppe: kultur")
    here = write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN, "2022/kultur.yaml": other})
    monkeypatch.chdir(here.root)
    assert dok("handlingsprogram", "2022", "--gruppe", "klima").code == 0
    assert [file.parent.name for file in here.output.glob("*/*.docx")] == ["2022-klima"]
    assert dok("handlingsprogram", "2022", "--gruppe", "klima", "--alle").code == 2
