"""A whole plan read at once: what the files must agree on, and every error of every file."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dokumentmaskin.errors import PlanError, Problem
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

YEAR = "2022/klima.yaml"
KULTUR = ÅRSPLAN.replace("klima", "kultur")
MEETING = "2022/2022-03-11"


def problems(workspace: Workspace) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        load_plan(workspace)
    return caught.value.problems


def problem(workspace: Workspace) -> Problem:
    (only,) = problems(workspace)
    assert only.advice
    return only


def told(found: Problem) -> tuple[str, str]:
    return found.code, str(found.place)


def test_the_real_plan_loads(real_workspace: Workspace) -> None:
    plan = load_plan(real_workspace)
    (year,) = plan.år
    assert (year.gruppe.navn, year.år) == ("næringssamarbeid", 2022)
    assert [møte.rad.type for møte in year.møter].count("faggruppemøte") == len(year.gruppemøter) == 6
    assert len(plan.medlemmer["næringssamarbeid"]) == 16
    (own,) = [møte for møte in year.møter if møte.mappe]
    assert own.mappe == real_workspace.plan / MEETING
    assert [case.type for case in own.fil.saker] == ["drøfting", "orientering"]


def test_every_meeting_knows_where_its_date_is_written(workspace: Workspace) -> None:
    (year,) = load_plan(workspace).år
    places = [str(møte.sted) for møte in year.møter]
    assert places == [
        "plan/2022/klima.yaml:4:33 møteplan[1].dato",
        "plan/2022/klima.yaml:5:33 møteplan[2].dato",
    ]


def test_errors_of_all_files_come_in_one_run(write_plan: WritePlan) -> None:
    workspace = write_plan(
        organisasjon=ORGANISASJON + "målfrom: nynorsk\n",
        medlemmer="klima: Kari\n",
        årsplaner={YEAR: ÅRSPLAN + "x: 1\n", "2023/klima.yaml": "gruppe: klima\n"},
        møter={MEETING: "sted: [a]\ntid: ni\n"},
    )
    assert [str(p.place) for p in problems(workspace)] == [
        "plan/organisasjon.yaml:9:1 målfrom",
        "plan/medlemmer.yaml:1:8 klima",
        "plan/2022/klima.yaml:6:1 x",
        "plan/2022/2022-03-11/mote.yaml:1:7 sted",
        "plan/2022/2022-03-11/mote.yaml:2:6 tid",
        "plan/2023/klima.yaml:1:1 datert",
    ]


def test_broken_yaml_in_one_file_does_not_hide_the_next(write_plan: WritePlan) -> None:
    workspace = write_plan(medlemmer="klima: [", årsplaner={YEAR: ÅRSPLAN + "x: 1\n"})
    assert {str(p.place).split(":")[0] for p in problems(workspace)} == {
        "plan/medlemmer.yaml",
        "plan/2022/klima.yaml",
    }


@pytest.mark.parametrize("name", ["organisasjon.yaml", "medlemmer.yaml"])
def test_a_missing_file_is_named(name: str, workspace: Workspace) -> None:
    (workspace.plan / name).unlink()
    assert told(problem(workspace)) == ("mangler-fil", f"plan/{name}")


def test_an_unreadable_year_plan_is_not_told_again_by_its_meetings(write_plan: WritePlan) -> None:
    workspace = write_plan(årsplaner={YEAR: ÅRSPLAN + "x: 1\n"}, møter={MEETING: "sted: Oslo\n"})
    assert told(problem(workspace)) == ("ukjent-nokkel", "plan/2022/klima.yaml:6:1 x")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("2022/kultur.yml", "kultur.yaml"),
        (f"{MEETING}/møte.yaml", "mote.yaml"),
        (f"{MEETING}/mote.yml", "mote.yaml"),
        (f"{MEETING}/referat.yml", "referat.yaml"),
        (f"{MEETING}/Referat-2022-03-11.yaml", "referat.yaml"),
        ("medlemer.yml", "medlemmer.yaml"),
        ("Oppfølging.yaml", "oppfolging.yaml"),
        ("organisasjon (1).yaml", "organisasjon.yaml"),
        ("organisasjon.yaml.txt", "organisasjon.yaml"),
        ("2022/kultur.YAML", "kultur.yaml"),
        ("2022/klima.YAML", "klima.yaml"),
        ("notater.yaml", "oppfolging.yaml"),
    ],
)
def test_a_file_that_nothing_reads_is_named(path: str, wanted: str, write_plan: WritePlan) -> None:
    found = problem(write_plan(andre={f"plan/{path}": "sted: Oslo\n"}))
    assert told(found) == ("feil-filnavn", f"plan/{path}")
    assert f"«{wanted}»" in found.advice


@pytest.mark.parametrize("folder", ["2022/klima/2022-03-11", "2022-03-11"])
def test_a_meetings_file_lies_in_the_year_itself(folder: str, write_plan: WritePlan) -> None:
    found = problem(write_plan(møter={folder: "sted: Oslo\n"}))
    assert told(found) == ("feil-mappe", f"plan/{folder}/mote.yaml")
    assert found.advice == "Flytt mappen «2022-03-11» til plan/2022/."


def test_what_a_mac_keeps_beside_a_file_is_no_plan(write_plan: WritePlan) -> None:
    assert load_plan(write_plan(andre={"plan/2022/._klima.yaml": "\0", "plan/._organisasjon.yaml": "\0"}))


def test_a_folder_that_cannot_be_opened_is_named(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = write_plan(møter={MEETING: "sted: Oslo\n"})
    listed = Path.iterdir

    def closed(folder: Path) -> Iterator[Path]:
        if folder.name == "2022-03-11":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert told(problem(workspace)) == ("lukket-mappe", f"plan/{MEETING}")


def test_a_paper_in_a_folder_that_cannot_be_opened_is_not_said_to_be_gone(
    write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = "saker:\n  - tittel: En\n    type: vedtak\n    vedlegg:\n      - {tittel: X, fil: v/x.pdf}\n"
    workspace = write_plan(møter={MEETING: paper}, andre={f"plan/{MEETING}/v/y.pdf": "x"})
    listed = Path.iterdir

    def closed(folder: Path) -> Iterator[Path]:
        if folder.name == "v":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert told(problem(workspace)) == (
        "lukket-mappe",
        f"plan/{MEETING}/mote.yaml:5:26 saker[1].vedlegg[1].fil",
    )


@pytest.mark.parametrize("broken", ["organisasjon.yaml", "medlemmer.yaml"])
def test_a_file_that_all_need_hides_nothing_of_the_others(broken: str, write_plan: WritePlan) -> None:
    paper = "saker:\n  - tittel: En\n    type: vedtak\n    vedlegg:\n      - {tittel: X, fil: borte.pdf}\n"
    workspace = write_plan(møter={MEETING: paper})
    own = workspace.plan / broken
    own.write_text(own.read_text("utf-8") + "tull: 1\n", "utf-8")
    with pytest.raises(PlanError) as caught:
        load_plan(workspace)
    assert [told(found) for found in caught.value.problems][1:] == [
        ("mangler-vedlegg", f"plan/{MEETING}/mote.yaml:5:26 saker[1].vedlegg[1].fil")
    ]


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("2022/2022-03-12", "Møteplanen for 2022 har ikke noe møte for mappen «2022-03-12»."),
        ("2022/2023-03-11", "Møteplanen for 2022 har ikke noe møte for mappen «2023-03-11»."),
        ("2022/2022-03-11-kultur", "Møteplanen for 2022 har ikke noe møte for mappen «2022-03-11-kultur»."),
        ("2022/marsmøtet", "Navnet på mappen «marsmøtet» er ikke en møtedato."),
    ],
)
def test_a_file_for_no_meeting(folder: str, message: str, write_plan: WritePlan) -> None:
    found = problem(write_plan(møter={folder: "sted: Oslo\n"}))
    assert told(found) == ("ukjent-mote", f"plan/{folder}/mote.yaml")
    assert found.message == message


def test_a_file_for_a_webinar_is_for_no_meeting(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("type: faggruppemøte, dato: 2022-03-11", "type: webinar, dato: 2022-03-11")
    assert problem(write_plan(årsplaner={YEAR: plan}, møter={MEETING: "sted: x\n"})).code == "ukjent-mote"


@pytest.mark.parametrize(
    ("folder", "text"),
    [(MEETING, "gruppe: kultur\n"), (f"{MEETING}-kultur", "sted: Oslo\n"), (MEETING, "gruppe: Kultur\n")],
)
def test_when_two_groups_meet_the_file_says_whose_it_is(
    folder: str, text: str, write_plan: WritePlan
) -> None:
    files = {YEAR: ÅRSPLAN, "2022/kultur.yaml": KULTUR}
    plan = load_plan(write_plan(årsplaner=files, møter={folder: text}))
    assert [(y.gruppe.navn, m.dato.fra.month) for y in plan.år for m in y.møter if m.mappe] == [("kultur", 3)]


def test_when_two_groups_meet_a_file_that_names_none_is_refused(write_plan: WritePlan) -> None:
    files = {YEAR: ÅRSPLAN, "2022/kultur.yaml": KULTUR}
    found = problem(write_plan(årsplaner=files, møter={MEETING: "sted: Oslo\n"}))
    assert told(found) == ("flere-grupper", f"plan/{MEETING}/mote.yaml")


def test_two_files_for_one_meeting_are_refused(write_plan: WritePlan) -> None:
    found = problem(write_plan(møter={MEETING: "sted: a\n", f"{MEETING}-klima": "sted: b\n"}))
    assert told(found) == ("flere-grupper", f"plan/{MEETING}-klima/mote.yaml")


def test_any_day_of_a_meeting_can_name_its_folder(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("2022-03-11", "11.–12. mars 2022")
    (year,) = load_plan(write_plan(årsplaner={YEAR: plan}, møter={"2022/2022-03-12": "sted: x\n"})).år
    assert year.møter[0].fil.sted == "x"


@pytest.mark.parametrize(
    ("name", "advice"),
    [("klimaa", "Mente du «klima»?"), ("zzz", "Gruppene i organisasjon.yaml er: klima, kultur.")],
)
def test_a_year_plan_for_an_unknown_group(name: str, advice: str, write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("klima", name)
    found = problem(write_plan(årsplaner={YEAR: plan}, møter={MEETING: "sted: Oslo\n"}))
    assert told(found) == ("ukjent-gruppe", f"plan/{YEAR}:1:9 gruppe")
    assert found.advice == advice


def test_two_plans_for_the_same_group_and_year(write_plan: WritePlan) -> None:
    found = problem(write_plan(årsplaner={YEAR: ÅRSPLAN, "2022/kopi.yaml": ÅRSPLAN}))
    assert told(found) == ("dobbel-arsplan", "plan/2022/kopi.yaml:1:9 gruppe")


def test_empty_keys_count_as_not_written(write_plan: WritePlan) -> None:
    plan = load_plan(
        write_plan(
            organisasjon=ORGANISASJON + "frister:\nregler:\nform:\n",
            medlemmer="klima:\nkultur: []\n",
            årsplaner={YEAR: ÅRSPLAN + "merknad:\nprioriteringer:\n"},
            møter={MEETING: "sted:\nsaker:\nforfall:\n"},
        )
    )
    assert plan.organisasjon.frister.innkalling == 7
    assert plan.medlemmer == {"kultur": ()}
    assert plan.år[0].møter[0].fil.saker == ()


def test_folders_that_are_no_years_are_not_read(write_plan: WritePlan) -> None:
    workspace = write_plan(andre={"plan/gammelt/x.yaml": ": [", "plan/skjema/x.schema.json": "{}"})
    assert [year.år for year in load_plan(workspace).år] == [2022]


def test_the_plan_may_be_a_link_to_a_folder_elsewhere(write_plan: WritePlan, tmp_path: Path) -> None:
    paper = "saker:\n  - tittel: En\n    type: vedtak\n    vedlegg:\n      - {tittel: X, fil: x.pdf}\n"
    workspace = write_plan(møter={MEETING: paper}, andre={f"plan/{MEETING}/x.pdf": "x"})
    elsewhere = workspace.plan.rename(tmp_path / "felles")
    workspace.plan.symlink_to(elsewhere, target_is_directory=True)
    (møte, *_) = [møte for møte in load_plan(workspace).møter if møte.mappe]
    assert workspace.name(workspace.paper(møte.mappe, "x.pdf")) == f"plan/{MEETING}/x.pdf"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe as Unix does")
def test_what_is_no_file_is_said_and_never_waited_for(write_plan: WritePlan) -> None:
    paper = "saker:\n  - tittel: En\n    type: vedtak\n    vedlegg:\n      - {tittel: X, fil: x.pdf}\n"
    logo = ORGANISASJON + "logo: {fil: logo.png, tekst: Rådet}\n"
    workspace = write_plan(organisasjon=logo, møter={MEETING: paper})
    for pipe in ("logo.png", f"{MEETING}/x.pdf"):
        os.mkfifo(workspace.plan / pipe)
    assert {(found.code, found.place.path) for found in problems(workspace) if found.place} == {
        ("mangler-logo", "plan/organisasjon.yaml"),
        ("ikke-fil", f"plan/{MEETING}/mote.yaml"),
    }
