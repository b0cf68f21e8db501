"""What is open across meetings and groups, and closing it between meetings."""

import threading
from datetime import date
from typing import Final

import pytest
from filelock import FileLock

from dokumentmaskin.errors import RefusedError, WrongUseError
from dokumentmaskin.memory import files
from dokumentmaskin.pipeline import closing as stage
from dokumentmaskin.pipeline.closing import Points
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ÅRSPLAN, WritePlan

MARCH: Final = "2022-03-11"
MAY: Final = "2022-05-20"
TODAY: Final = date(2022, 4, 2)
KLIMA: Final = """\
deltakere:
  - {delregion: Nord, møtte: medlem}
  - {delregion: Sør, møtte: ingen}
oppfølging:
  - {hva: Uten frist, sak: 4}
  - {hva: Med frist, sak: 4, frist: 2022-04-02}
"""
KULTUR: Final = "oppfølging: [{hva: Over fristen, sak: 5, frist: 2022-04-01, hvem: Anne}]\n"


@pytest.fixture
def here(write_plan: WritePlan) -> Workspace:
    plans = {"2022/klima.yaml": ÅRSPLAN, "2022/kultur.yaml": ÅRSPLAN.replace("klima", "kultur")}
    files = {
        f"plan/2022/{MARCH}-klima/referat.yaml": KLIMA,
        f"plan/2022/{MARCH}-kultur/referat.yaml": KULTUR,
    }
    return write_plan(årsplaner=plans, andre=files)


def overview(workspace: Workspace, group: str | None) -> Points:
    return stage.overview(load_plan(workspace), group)


def close(workspace: Workspace, wanted: list[str], note: str, today: date = TODAY) -> Points:
    return stage.close(workspace, load_plan(workspace), today, wanted, note)


def listed(workspace: Workspace, group: str | None = None) -> list[str]:
    return [point.hva for point in overview(workspace, group).punkter]


def reference(workspace: Workspace, words: str) -> str:
    named = overview(workspace, None).referanser
    return next(text for point, text in named.items() if point.hva == words)


def test_all_groups_points_are_listed_by_haste(here: Workspace) -> None:
    assert listed(here) == ["Over fristen", "Med frist", "Uten frist"]
    assert listed(here, "Klima") == ["Med frist", "Uten frist"]
    late = [p.hva for p in overview(here, None).punkter if p.overdue(TODAY)]
    assert late == ["Over fristen"]


def test_an_unknown_group_is_named(here: Workspace) -> None:
    with pytest.raises(WrongUseError) as caught:
        listed(here, "klimma")
    assert [p.code for p in caught.value.problems] == ["ukjent-gruppe"]


def test_closing_is_written_for_the_next_reading(here: Workspace) -> None:
    closed = close(here, [reference(here, "Med frist").upper()], 'Sendt: «alt» og "mer"')
    assert [p.hva for p in closed.punkter] == ["Med frist"]
    assert listed(here) == ["Over fristen", "Uten frist"]
    assert (here.plan / "oppfolging.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=skjema/oppfolging.schema.json\n"
        "# Skrevet av «dok oppfolging lukk». Slett et punkt her for å åpne det igjen.\n"
        "lukkede_punkter:\n"
        '  - gruppe: "klima"\n'
        "    møte: 2022-03-11\n"
        '    sak: "4"\n'
        '    hva: "Med frist"\n'
        "    lukket: 2022-04-02\n"
        '    merknad: "Sendt: «alt» og \\"mer\\""\n'
    )


def test_several_are_closed_at_once_and_each_once(here: Workspace) -> None:
    first, second = reference(here, "Med frist"), reference(here, "Over fristen")
    assert len(close(here, [first, second, first], "").punkter) == 2
    assert listed(here) == ["Uten frist"]
    again = close(here, [first], "")
    assert again.punkter == ()
    assert [w.message for w in again.warnings] == [f"«{first}» var lukket fra før, 02.04.2022: Med frist"]


def test_nothing_is_closed_when_one_reference_is_unknown(here: Workspace) -> None:
    right = reference(here, "Med frist")
    near = right[:-1] + ("2" if right[-1] != "2" else "3")
    with pytest.raises(WrongUseError) as caught:
        close(here, [right, near, "!!!!"], "")
    problems = caught.value.problems
    assert [p.code for p in problems] == ["ukjent-referanse"] * 2
    assert [p.advice for p in problems] == [
        f"Mente du «{right}»?",
        "Se referansene med «dok oppfolging».",
    ]
    assert not (here.plan / "oppfolging.yaml").exists()


def test_a_longer_form_of_a_reference_is_as_good(here: Workspace) -> None:
    (point, *_) = overview(here, "klima").punkter
    assert [p.hva for p in close(here, [point.nøkkel], "").punkter] == [point.hva]


def test_what_a_person_wrote_in_the_file_stays(here: Workspace) -> None:
    file = here.plan / "oppfolging.yaml"
    mine = (
        "# Min merknad\nlukkede_punkter:\n  # enda en\n"
        "  - {gruppe: kultur, møte: 11.03.2022, sak: 5, hva: Over fristen, lukket: 2022-04-01}\n\n"
    )
    file.write_text(mine, "utf-8")
    close(here, [reference(here, "Med frist")], "")
    assert file.read_text("utf-8").startswith(mine.rstrip())
    assert listed(here) == ["Uten frist"]


@pytest.mark.parametrize("text", ["# Bare en merknad\nlukkede_punkter:\n", "lukkede_punkter: []\n"])
def test_an_emptied_file_is_filled_again(text: str, here: Workspace) -> None:
    (here.plan / "oppfolging.yaml").write_text(text, "utf-8")
    close(here, [reference(here, "Med frist")], "")
    assert listed(here) == ["Over fristen", "Uten frist"]


def test_a_file_that_cannot_be_added_to_is_left_alone(here: Workspace) -> None:
    file = here.plan / "oppfolging.yaml"
    mine = "lukkede_punkter: [{gruppe: kultur, møte: 2022-03-11, hva: X, lukket: 2022-04-01}]\n"
    file.write_text(mine, "utf-8")
    with pytest.raises(RefusedError) as caught:
        close(here, [reference(here, "Med frist")], "")
    assert [str(p.place) for p in caught.value.problems] == ["plan/oppfolging.yaml"]
    assert file.read_text("utf-8") == mine


def test_a_closing_counts_although_the_clock_is_behind_the_minutes(here: Workspace) -> None:
    close(here, [reference(here, "Med frist")], "", date(2022, 1, 1))
    assert listed(here) == ["Over fristen", "Uten frist"]


def test_two_that_close_at_once_both_come_through(here: Workspace) -> None:
    wanted = [reference(here, words) for words in ("Med frist", "Over fristen", "Uten frist")]
    plan = load_plan(here)  # as both had read it before either wrote
    runs = [threading.Thread(target=stage.close, args=(here, plan, TODAY, [one], "")) for one in wanted]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert listed(here) == []


def test_one_that_never_finishes_is_named(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0)
    wanted = reference(here, "Med frist")
    (here.output / ".dok").mkdir(parents=True)
    with FileLock(here.output / ".dok/oppfolging.lock"), pytest.raises(RefusedError) as caught:
        close(here, [wanted], "")
    assert [p.code for p in caught.value.problems] == ["opptatt"]


def test_a_lock_that_cannot_be_made_is_said(here: Workspace) -> None:
    wanted = reference(here, "Med frist")
    here.output.mkdir(exist_ok=True)
    (here.output / ".dok").write_bytes(b"")
    with pytest.raises(RefusedError) as caught:
        close(here, [wanted], "")
    assert [p.code for p in caught.value.problems] == ["kan-ikke-skrive"]
    assert not (here.plan / "oppfolging.yaml").exists()


def test_who_has_been_away_and_what_closes_nothing_is_said(here: Workspace) -> None:
    may = here.plan / f"2022/{MAY}-klima/referat.yaml"
    may.parent.mkdir()
    may.write_text("deltakere: [{delregion: Sør, møtte: ingen}, {delregion: Nord, møtte: vara}]\n", "utf-8")
    lost = "lukkede_punkter: [{gruppe: klima, møte: 2022-03-11, hva: Borte, lukket: 2022-04-01}]\n"
    (here.plan / "oppfolging.yaml").write_text(lost, "utf-8")
    warnings = overview(here, None).warnings
    absent, lost_closing = (str(w).replace("\N{NO-BREAK SPACE}", " ") for w in warnings)
    assert absent == (
        "Sør: ikke representert i de to siste møtene (11. mars 2022 og 20. mai 2022) i gruppen «klima». "
        "Spør delregionen om hvem som kan møte."
    )
    assert lost_closing == (
        "plan/oppfolging.yaml:1:19 lukkede_punkter[1]: Et punkt som er lukket her, står ikke i noe referat: "
        "«Borte». Skriv «hva» som i referatet, eller slett punktet her."
    )
    assert [w.code for w in overview(here, "kultur").warnings] == ["lukker-ingenting"]
