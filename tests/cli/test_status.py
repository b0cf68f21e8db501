"""`dok status`, and `dok` alone: what a person and a program are told."""

import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.cli import options
from dokumentmaskin.cli.output import has_symbols
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.cli.test_startup import heavy, imported
from tests.conftest import ÅRSPLAN, WritePlan

TODAY: Final = """\
Lørdag 5. mars 2022

For sent (1)
  Lag innkallingen til møtet 11. mars 2022.
    klima, fristen var 04.03.2022
    dok innkalling 2022-03-11

Neste møter (2)
Dato               Gruppe                  Hvor langt
11.03.2022         klima                   innkallingen mangler
20.05.2022         klima                   innkalling innen 13. mai 2022

Utenom møtene (1)
Frist              Gruppe                  Hva
01.03.2022         klima                   Årsmelding. Fristen er ute. Er det
                                           gjort?
"""
DUTY: Final = "rapportering: [{dato: 2022-03-01, hva: Årsmelding}]\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2022, 3, 5))


@pytest.fixture
def here(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    workspace = write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN + DUTY})
    monkeypatch.chdir(workspace.root)
    return workspace


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("arguments", "more"), [(("status",), ""), ((), "\nAlle kommandoene: dok --help\n")])
def test_dok_alone_and_dok_status_say_the_same_each_time(
    dok: Dok, arguments: tuple[str, ...], more: str
) -> None:
    for _ in range(2):  # found the first time, remembered the second
        said = dok(*arguments)
        assert (said.code, said.err) == (0, "")
        assert said.out.replace("\u00a0", " ") == TODAY + more


def test_outside_a_workspace_dok_alone_is_the_help(
    dok: Dok, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = dok()
    assert (said.code, said.out) == (2, "")
    assert said.err == dok("--help").out
    assert "er ikke en arbeidsmappe" in dok("-C", str(tmp_path)).err


@pytest.mark.usefixtures("here")
def test_a_program_gets_the_same_as_data(dok: Dok) -> None:
    told = dok("status", "--json").answer
    assert [row["kommando"] for row in told["gjør"]] == ["dok innkalling 2022-03-11"]
    assert [row["dato"] for row in told["møter"]] == ["11.03.2022", "20.05.2022"]
    assert told["møter"][0]["frister"][0] == {"slag": "innkalling", "dag": "2022-03-04", "ute": True}
    assert told["oppfølging"] == {"åpne": 0, "over_fristen": 0}


@pytest.mark.usefixtures("here")
def test_symbols_are_for_a_terminal(dok: Dok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "✗ Lag innkallingen" in dok("status").out.replace("\x1b[31m", "").replace("\x1b[0m", "")
    monkeypatch.setenv("NO_COLOR", "1")
    assert dok("status").out.replace("\u00a0", " ") == TODAY


def test_commands_mean_the_workspace_that_was_chosen(here: Workspace, dok: Dok) -> None:
    for arguments in (("-C", "."), ("-C", ".", "status")):
        assert "    dok -C . innkalling 2022-03-11\n" in dok(*arguments).out
    assert f"dok -C {here.root} innkalling" in dok("status", "-C", str(here.root)).out


def test_a_terminal_that_is_closed_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert not has_symbols()


def test_many_are_counted_and_shown_when_all_are_asked_for(
    write_plan: WritePlan, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"2022-{month}-{day:02}" for month in ("02", "04") for day in range(1, 13)]
    rows = "".join(f"  - {{type: møte, dato: {day}}}\n" for day in days)
    monkeypatch.chdir(write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN + rows}).root)
    said = dok("status").out
    assert "Gjør nå (12)" in said
    assert "  … og 4 til: «dok status --alle»" in said
    assert "Neste møter (14)" in said
    assert "  … og 6 til: «dok status --alle»" in said
    assert "12.04.2022" not in said
    assert "12.04.2022" in dok("status", "--alle").out


def test_a_plan_with_errors_is_told_of(here: Workspace, dok: Dok) -> None:
    (here.plan / "2022/klima.yaml").write_text("gruppe: klima\n", encoding="utf-8")
    assert dok("status", "--json").code == 3


def test_papers_that_are_missing_hide_nothing(
    write_plan: WritePlan, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    mote = "saker: [{tittel: A, vedlegg: [{tittel: B, fil: vedlegg/b.pdf}]}]\n"
    monkeypatch.chdir(write_plan(møter={"2022/2022-03-11": mote}).root)
    for _ in range(2):  # it is told of each time
        said = dok("status")
        assert said.code == 3
        assert "dok innkalling 2022-03-11" in said.out
        assert "vedlegg/b.pdf" in said.err


def test_what_is_remembered_is_told_without_reading_the_plan(here: Workspace, dok: Dok) -> None:
    assert dok("status").code == 0
    assert heavy(imported("status", cwd=here.root)) <= {"babel", "pydantic", "yaml"}
    assert heavy(imported("status", cwd=here.root)) == set()
