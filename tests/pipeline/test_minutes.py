"""`dok les-referat`: from the Word file to the plan, with nothing of a person's taken away."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from filelock import FileLock

from dokumentmaskin.errors import DokError, PlanError, RefusedError, TemplateError, WrongUseError
from dokumentmaskin.memory import files
from dokumentmaskin.pipeline import Pipeline, make_documents, meeting_jobs, summary
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.minutes.read_back import ReadBack, minutes_file, read_back
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok, dok
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.minutes.word_edits import WordEdit, styled

__all__ = ["dok"]

DAY = "2022-05-20"
TODAY = date(2022, 5, 25)
FOLDER = f"{DAY}-klima"
DOCUMENT = f"output/{FOLDER}/referat-{DAY}.docx"
FILE = f"plan/2022/{DAY}/referat.yaml"
Fill = Callable[[WordEdit], None]


def render(workspace: Workspace, day: str = DAY) -> Path:
    """The minutes as `dok referat` writes them."""
    plan = load_plan(workspace)
    pipeline = Pipeline(workspace, plan)
    (job,) = meeting_jobs(find_meeting(plan, day, "klima"), [REFERAT])
    make_documents(pipeline, [job])
    return pipeline.target(job)


def change(workspace: Workspace, fill: Fill) -> None:
    """What a person does in Word."""
    file = workspace.root / DOCUMENT
    edit = WordEdit(file.read_bytes())
    fill(edit)
    file.write_bytes(edit.saved())


def back(workspace: Workspace, today: date = TODAY) -> ReadBack:
    plan = load_plan(workspace)
    return read_back(workspace, plan, find_meeting(plan, DAY, "klima"), today)


def finished(edit: WordEdit) -> None:
    edit.write("Møtet startet", "09.00")
    edit.tick("Nord: møtt")
    edit.tick("Sør: vara møtte")
    edit.write("Sak 2: vedtak", "Referatet ble godkjent.")
    edit.write("Sak 2: godkjenning", "Godkjent")
    edit.write("Sak 4: konklusjon", "Jorda skal vernes.")
    edit.write("Sak 4: for", "1")
    edit.write("Sak 4: mot", "1")
    edit.point(0, "Ring Kari", "Ola", "1. juni 2022", "I arbeid", "4")


def finished_in_nynorsk(edit: WordEdit) -> None:
    edit.write("Møtet starta", "09.00")
    edit.tick("Nord: møtt")
    edit.tick("Sør: vara møtte")
    edit.write("Sak 2: vedtak", "Møteboka vart godkjend.")
    edit.write("Sak 2: godkjenning", "Godkjent")
    edit.write("Sak 4: konklusjon", "Jorda skal vernes.")


@pytest.fixture
def minutes(workspace: Workspace) -> Workspace:
    """A workspace whose second meeting has its minutes finished in Word, and the first one's read in."""
    read = workspace.plan / "2022/2022-03-11/referat.yaml"
    read.parent.mkdir(parents=True, exist_ok=True)
    read.write_text("startet: 09:00\n", encoding="utf-8")
    render(workspace)
    change(workspace, finished)
    return workspace


def text(workspace: Workspace) -> str:
    return (workspace.root / FILE).read_text(encoding="utf-8")


def codes(read: ReadBack) -> list[str]:
    return [problem.code for problem in read.doubts]


def test_what_is_written_in_word_is_in_the_plan(minutes: Workspace) -> None:
    read = back(minutes)
    assert (read.file.sti, read.file.status, read.doubts, read.refused) == (FILE, "skrevet", (), None)
    møte = find_meeting(load_plan(minutes), DAY)
    assert møte.referat == read.record
    assert møte.referatfil == minutes.root / FILE
    assert [row.møtte for row in read.record.deltakere] == ["medlem", "vara"]
    assert read.record.saker[3].konklusjon == "Jorda skal vernes."
    assert [str(day) for day in read.record.godkjente] == ["2022-03-11"]
    assert text(minutes).splitlines()[:3] == [
        "# yaml-language-server: $schema=../../skjema/referat.schema.json",
        f"# Lest fra {DOCUMENT}",
        "# med «dok les-referat». Du kan rette det som står her.",
    ]


@pytest.mark.parametrize(
    ("målform", "words"),
    [
        ("bokmål", ("Møtebok fra styremøte", "merknader til møteboken", "Skriv hva styret konkluderte med.")),
        ("nynorsk", ("Møtebok frå styremøte", "merknader til møteboka", "Skriv kva styret konkluderte med.")),
    ],
)  # fmt: skip
def test_a_boards_minutes_have_its_words_and_are_read_as_any(
    write_plan: WritePlan, målform: str, words: tuple[str, ...]
) -> None:
    groups = f"grupper:\n  - {{navn: klima, slag: styre, protokoll: møtebok, målform: {målform}}}\n"
    own = ORGANISASJON.partition("faggrupper:")[0] + groups + "  - {navn: kultur, slag: utvalg}\n"
    board = write_plan(organisasjon=own, andre={"plan/2022/2022-03-11/referat.yaml": "startet: 09:00\n"})
    printed = " ".join(document_text(render(board).read_bytes()).body)
    assert all(part in printed for part in words)
    assert "Godkjenning av møtebok fr" in printed
    assert "referat" not in printed.casefold().replace("kort referat", "")
    change(board, finished if målform == "bokmål" else finished_in_nynorsk)
    read = back(board)
    assert (read.doubts, read.refused) == ((), None)
    assert [case.konklusjon for case in read.record.saker][3:5] == ["Jorda skal vernes.", ""]
    assert [str(day) for day in read.record.godkjente] == ["2022-03-11"]


def test_what_is_written_stays_when_the_body_turns_out_to_be_another(minutes: Workspace) -> None:
    own = ORGANISASJON.partition("faggrupper:")[0] + "grupper:\n  - {navn: kultur, slag: utvalg}\n"
    board = own + "  - {navn: klima, slag: styre, protokoll: møtebok}\n"
    (minutes.plan / "organisasjon.yaml").write_text(board, encoding="utf-8")
    printed = " ".join(document_text(render(minutes).read_bytes()).body)
    assert "Møtebok fra styremøte" in printed
    assert "gruppen" not in printed.casefold()
    assert printed.count("Møtet startet:") == 1
    read = back(minutes)
    # What a person chose stands on the line whose label is another now: both changed it, and that is told.
    assert [(doubt.code, doubt.place and doubt.place.field) for doubt in read.doubts] == [
        ("ulest-kommentar", "Sak 2 › Godkjenning")
    ]
    assert [case.konklusjon for case in read.record.saker][3:5] == ["Jorda skal vernes.", ""]
    assert [str(day) for day in read.record.godkjente] == ["2022-03-11"]


def test_reading_again_changes_nothing(minutes: Workspace) -> None:
    back(minutes)
    before = text(minutes)
    assert back(minutes).file.status == "uendret"
    assert text(minutes) == before


def test_what_is_changed_in_word_comes_along(minutes: Workspace) -> None:
    back(minutes)
    change(minutes, lambda edit: edit.write("Sak 5: konklusjon", "Ferdig."))
    assert back(minutes).file.status == "skrevet"
    assert "konklusjon: Ferdig." in text(minutes)


def correct(workspace: Workspace, old: str, new: str) -> str:
    """What a person corrects in the plan."""
    before = text(workspace)
    assert before.count(old) == 1
    after = before.replace(old, new)
    (workspace.root / FILE).write_text(after, encoding="utf-8")
    return after


def test_a_correction_in_the_plan_stays_and_what_is_new_in_word_comes_along(minutes: Workspace) -> None:
    back(minutes)
    correct(minutes, "hvem: Ola\n", "hvem: Ola Nordmann  # ikke Ola Dunk\n")
    change(minutes, lambda edit: edit.write("Møtet sluttet", "11.00"))
    read = back(minutes)
    assert (read.file.status, read.refused) == ("flettet", None)
    assert "hvem: Ola Nordmann  # ikke Ola Dunk\n" in text(minutes)
    assert "sluttet: 11:00\n" in text(minutes)
    assert back(minutes).file.status == "uendret"


def test_a_point_that_is_closed_in_the_plan_stays_closed(minutes: Workspace) -> None:
    back(minutes)
    correct(minutes, "frist: 2022-06-01\n    status: i arbeid\n", "frist: 2022-06-01\n    status: lukket\n")
    assert back(minutes).file.status == "uendret"
    assert "status: lukket" in text(minutes)


def test_where_both_have_changed_nothing_is_written_and_each_place_is_told(minutes: Workspace) -> None:
    back(minutes)
    kept = correct(minutes, "hvem: Ola\n", "hvem: Kari\n")
    change(minutes, lambda edit: edit.point(0, "Ring Kari", "Per", "1. juni 2022", "I arbeid", "4"))
    read = back(minutes)
    assert (read.file.status, text(minutes)) == ("bevart", kept)
    assert read.refused is not None
    (problem,) = read.refused.problems
    assert (problem.code, problem.message) == (
        "redigert",
        "Her står «hvem: Kari», men Word-filen sier «hvem: Per».",
    )
    assert problem.place is not None
    assert text(minutes).splitlines()[problem.place.line - 1].strip() == "hvem: Kari"


def test_changes_that_do_not_go_together_are_not_written(minutes: Workspace) -> None:
    back(minutes)
    kept = text(minutes) + "sluttet: 11:30\n"
    (minutes.root / FILE).write_text(kept, encoding="utf-8")
    change(minutes, lambda edit: edit.write("Møtet sluttet", "11.00"))
    read = back(minutes)
    assert (read.file.status, text(minutes)) == ("bevart", kept)
    assert read.refused is not None
    assert load_plan(minutes)


def test_without_its_memory_dok_takes_nothing_that_a_person_may_have_written(minutes: Workspace) -> None:
    back(minutes)
    kept = correct(minutes, "hvem: Ola\n", "hvem: Kari\n")
    memory = minutes.output / FOLDER / ".dok" / "referat.yaml"
    assert memory.exists()
    for damaged in (b"", b"\xff\xff"):
        memory.write_bytes(damaged)
        assert back(minutes).refused is not None
    memory.unlink()
    assert back(minutes).refused is not None
    assert text(minutes) == kept
    # Another layout of the same is no difference.
    correct(minutes, "hvem: Kari\n", "hvem: 'Ola'\n")
    assert back(minutes).file.status == "uendret"
    assert "hvem: 'Ola'" in text(minutes)


def test_two_do_not_write_at_once(minutes: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0)
    folder = next(minutes.output.glob("*/referat-*.docx")).parent
    with FileLock(folder / ".dok/las"), pytest.raises(RefusedError) as caught:
        back(minutes)
    assert [problem.code for problem in caught.value.problems] == ["mappen-er-i-bruk"]
    assert back(minutes).file.status == "skrevet"


def test_what_is_not_clear_is_left_out_and_told(minutes: Workspace) -> None:
    change(minutes, lambda edit: edit.point(1, "Rydd", "Per", "før sommeren", "", "9"))
    read = back(minutes)
    assert codes(read) == ["uklar-frist", "ukjent-sak"]
    assert str(read.doubts[1].place) == f"{DOCUMENT} Oppfølging, «Rydd», sak"
    found = yaml.safe_load(text(minutes))["oppfølging"][1]
    assert found == {"hva": "Rydd", "hvem": "Per"}
    assert load_plan(minutes)


def test_what_the_plan_would_refuse_is_left_out_and_told(minutes: Workspace) -> None:
    def fill(edit: WordEdit) -> None:
        edit.write("Møtet sluttet", "08.00")
        edit.paragraph("Nord").getparent().replace(edit.paragraph("Nord"), styled("Tabelltekst", "Nordd"))
        edit.point(1, "Rydd", "Per", "1. mai 2022", "", "")
        edit.point(2, "Vask", "Per", "", "", "sak 3 · 12. mars")
        edit.write("Sak 2: referat fra møtet", "12. mars 2022")

    change(minutes, fill)
    read = back(minutes)
    assert sorted(codes(read)) == [
        "frist-for-mote",
        "slutter-for-start",
        "ukjent-delregion",
        "ukjent-mote",
        "ukjent-mote",
    ]
    assert {problem.place.path for problem in read.doubts if problem.place} == {DOCUMENT}
    assert load_plan(minutes).år[0].møter[1].referat == read.record
    assert [row.delregion for row in read.record.deltakere] == ["Sør"]
    assert (read.record.sluttet, read.record.godkjente) == (None, ())
    assert [(p.hva, p.frist, p.møte) for p in read.record.oppfølging[1:]] == [
        ("Rydd", None, None),
        ("Vask", None, None),
    ]


def test_cases_are_held_against_the_agenda(minutes: Workspace) -> None:
    def fill(edit: WordEdit) -> None:
        heading = edit.heading_of_case("4")
        heading.getparent().replace(heading, styled("Heading2", "Sak 14: Jord"))

    change(minutes, fill)
    read = back(minutes)
    assert [(p.code, str(p.place)) for p in read.doubts] == [
        ("ukjent-sak", f"{DOCUMENT} Sak 14"),
        ("sak-mangler", DOCUMENT),
        ("ukjent-sak", f"{DOCUMENT} Oppfølging, «Ring Kari», sak"),
    ]
    assert "14" in [case.nummer for case in read.record.saker]


def test_minutes_that_nobody_has_filled_in_are_not_written(workspace: Workspace) -> None:
    render(workspace)
    with pytest.raises(PlanError) as caught:
        back(workspace)
    assert (caught.value.problems[0].code, str(caught.value.problems[0].place)) == ("tomt-referat", DOCUMENT)
    assert not (workspace.root / FILE).exists()


def break_it(name: str, workspace: Workspace) -> None:
    document = workspace.root / DOCUMENT
    if name == "missing":
        document.unlink()
    elif name == "open":
        document.with_name(f"~${document.name[2:]}").write_bytes(b"")
    elif name == "no docx":
        document.write_text("hei")
    else:
        for file in workspace.templates.glob("*/referat.docx"):
            file.unlink()


@pytest.mark.parametrize(
    ("name", "error", "code"),
    [
        ("missing", WrongUseError, "ingen-referat"),
        ("open", RefusedError, "fil-apen"),
        ("no docx", PlanError, "ikke-lesbar-word"),
        ("no template", TemplateError, "mangler-mal"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, error: type[DokError], code: str, minutes: Workspace) -> None:
    break_it(name, minutes)
    with pytest.raises(error) as caught:
        back(minutes)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert not (minutes.root / FILE).exists()


def test_the_file_lies_where_the_plan_finds_it_again(write_plan: WritePlan) -> None:
    kultur = ÅRSPLAN.replace("klima", "kultur").replace("2022-03-11", "2022-04-01")
    files = {"2022/klima.yaml": ÅRSPLAN, "2022/kultur.yaml": kultur}
    workspace = write_plan(årsplaner=files, møter={"2022/2022-04-01-kultur": "sted: Oslo\n"})
    plan = load_plan(workspace)
    found = [
        workspace.name(minutes_file(workspace, plan, find_meeting(plan, day, group)))
        for day, group in (("2022-03-11", None), (DAY, "klima"), (DAY, "kultur"), ("2022-04-01", None))
    ]
    assert found == [
        "plan/2022/2022-03-11/referat.yaml",
        f"plan/2022/{DAY}-klima/referat.yaml",
        f"plan/2022/{DAY}-kultur/referat.yaml",
        "plan/2022/2022-04-01-kultur/referat.yaml",
    ]
    render(workspace)
    change(workspace, finished)
    read = back(workspace)
    assert find_meeting(load_plan(workspace), DAY, "klima").referat == read.record


def test_the_summary_says_what_was_read(minutes: Workspace) -> None:
    change(minutes, lambda edit: edit.point(1, "Rydd", "Per", "", "Ferdig", ""))
    read = back(minutes)
    assert list(summary(read.record, read.innkalte)) == [
        ("Møtet", "startet kl. 09.00"),
        ("Til stede", "2 av 2, 1 ved vara"),
        ("Sak 1", "Godkjenning av innkalling og saksliste: ikke fylt ut"),
        ("Sak 2", "Godkjenning av referat fra møtet 11. mars 2022: vedtak"),
        ("Sak 3", "Oppfølging av tidligere saker: ikke fylt ut"),
        ("Sak 4", "Jord: konklusjon, 1 for, 1 mot"),
        ("Sak 5", "Orienteringer: ikke fylt ut"),
        ("Sak 6", "Eventuelt: ikke fylt ut"),
        ("Referatet", "fra 11.03.2022: godkjent"),
        ("Oppfølging", "2 punkter, 1 lukket"),
    ]


# The command


def test_the_command_tells_what_it_read(
    minutes: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(minutes.root)
    told = dok("les-referat", "20. mai 2022")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == f"Lest i {DOCUMENT}:"
    assert told.out.splitlines()[-1] == f"{FILE}  skrevet"
    assert dok("les-referat", DAY, "--json").files == {"referat.yaml": "uendret"}


def test_the_command_ends_with_3_when_there_is_something_to_look_at(
    minutes: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(minutes.root)
    change(minutes, lambda edit: edit.point(1, "Rydd", "", "før sommeren", "", ""))
    told = dok("les-referat", DAY)
    assert told.code == 3
    assert told.err == (
        f"Se på: {DOCUMENT} Oppfølging, rad 2 («Rydd»), frist: «før sommeren» er ikke en dato. "
        "Skriv en dato, for eksempel «1. juni 2022».\n"
    )
    asked = dok("les-referat", DAY, "--json")
    assert (asked.code, asked.codes) == (3, ["uklar-frist"])


def test_the_command_ends_with_7_when_a_correction_would_be_lost(
    minutes: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(minutes.root)
    back(minutes)
    correct(minutes, "hvem: Ola\n", "hvem: Kari\n")
    change(minutes, lambda edit: edit.point(0, "Ring Kari", "Per", "1. juni 2022", "I arbeid", "4"))
    told = dok("les-referat", DAY)
    assert told.code == 7
    assert "men Word-filen sier «hvem: Per»" in told.err
    answer = json.loads(dok("les-referat", DAY, "--json").out)
    assert [file["status"] for file in answer["filer"]] == ["bevart"]


# What a person should know of the meeting


def test_reading_minutes_of_a_meeting_that_is_not_held_is_told_of(minutes: Workspace) -> None:
    read = back(minutes, date(2022, 5, 19))
    assert read.file.status == "skrevet"
    assert [w.code for w in read.warnings] == ["mote-ikke-holdt"]
    assert back(minutes).warnings == ()
