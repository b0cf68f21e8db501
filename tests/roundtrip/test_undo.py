"""`dok angre` brings back what the last run replaced, and loses nothing of what lies there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from dokumentmaskin.cli.options import Run
from dokumentmaskin.pipeline import Report, jobs_for, make_documents, undo
from dokumentmaskin.pipeline.kinds import MEETING_KINDS
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.roundtrip import remaking
from tests.roundtrip.remaking import DAY, FOLDER, MINUTES, make, statuses, words

DOCX = f"referat-{DAY}.docx"
PDF = f"referat-{DAY}.pdf"


@pytest.fixture
def now() -> Iterator[datetime]:
    """The hours of a day, one for each run."""
    tick = remaking.clock()
    return iter(tick, None)


def undone(workspace: Workspace, now: Iterator[datetime], asked: str = DAY) -> Report:
    run = remaking.pipeline(workspace, lambda: next(now))
    return undo(run, jobs_for(run.plan, asked), asked)


@pytest.fixture
def merged(made: Workspace, now: Iterator[datetime]) -> Workspace:
    """Minutes that were edited and merged with a changed plan."""
    next(now)
    remaking.write_under(made.root / MINUTES, "Sak 4: Luft", "Vi måler støv.")
    remaking.rename_case(made, "Vann", "Drikkevann")
    assert statuses(make(made, lambda: next(now)))[DOCX] == "flettet"
    return made


def test_the_document_is_as_it_was_and_its_pdf_too(merged: Workspace, now: Iterator[datetime]) -> None:
    report = undone(merged, now)
    assert statuses(report) == {DOCX: "angret", PDF: "skrevet"}
    text = words(merged.root / MINUTES)
    assert "Vi måler støv." in text
    assert "Sak 5: Vann" in text
    assert remaking.warned(report) == ["angret", "hjelpetekst-i-utkast"]
    told = report.warnings[0]
    assert "slik det var før 12.03.2022 kl. 10.30" in told.message
    assert f"«{FOLDER}/.dok/referat-{DAY} 2022-03-12 11.30.05.docx»" in told.advice
    assert f"«dok angre {DAY}»" in told.advice


def test_undoing_again_undoes_the_undoing(merged: Workspace, now: Iterator[datetime]) -> None:
    there = (merged.root / MINUTES).read_bytes()
    undone(merged, now)
    before = (merged.root / MINUTES).read_bytes()
    undone(merged, now)
    assert (merged.root / MINUTES).read_bytes() == there
    undone(merged, now)
    assert (merged.root / MINUTES).read_bytes() == before
    assert len(remaking.copies(merged)) == 2


def test_what_comes_back_is_merged_as_before(merged: Workspace, now: Iterator[datetime]) -> None:
    there = (merged.root / MINUTES).read_bytes()
    undone(merged, now)
    assert statuses(make(merged, lambda: next(now)))[DOCX] == "flettet"
    assert (merged.root / MINUTES).read_bytes() == there


def test_what_was_written_after_the_run_is_kept_too(merged: Workspace, now: Iterator[datetime]) -> None:
    remaking.write_under(merged.root / MINUTES, "Sak 7: Eventuelt", "Skrevet etterpå.")
    undone(merged, now)
    assert "Skrevet etterpå." not in words(merged.root / MINUTES)
    undone(merged, now)
    assert "Skrevet etterpå." in words(merged.root / MINUTES)
    remaking.rename_case(merged, "Drikkevann", "Grunnvann")
    assert remaking.warned(make(merged, lambda: next(now))) == ["hjelpetekst-i-utkast"]
    text = words(merged.root / MINUTES)
    assert "Skrevet etterpå." in text
    assert "Sak 5: Grunnvann" in text
    assert "Drikkevann" not in text


def test_all_that_one_run_replaced_comes_back_and_nothing_else(
    workspace: Workspace, now: Iterator[datetime]
) -> None:
    summons = ("innkalling", "saksliste")
    make(workspace, lambda: next(now), (*summons, "referat"))
    remaking.rename_case(workspace, "Vann", "Elv")
    make(workspace, lambda: next(now), (*summons, "referat"))
    remaking.rename_case(workspace, "Elv", "Hav")
    make(workspace, lambda: next(now), summons)
    report = undone(workspace, now)
    assert [name for name, status in statuses(report).items() if status == "angret"] == [
        f"innkalling-{DAY}.docx",
        f"saksliste-{DAY}.docx",
    ]
    assert "Elv" in words(workspace.root / FOLDER / f"saksliste-{DAY}.docx")
    assert "Elv" in words(workspace.root / MINUTES)


def test_a_document_that_was_deleted_comes_back(merged: Workspace, now: Iterator[datetime]) -> None:
    (merged.root / MINUTES).unlink()
    report = undone(merged, now)
    assert "Vi måler støv." in words(merged.root / MINUTES)
    assert report.warnings[0].advice == ""


def test_a_file_that_is_open_is_not_replaced(merged: Workspace, now: Iterator[datetime]) -> None:
    (merged.root / FOLDER / f".~lock.{DOCX}#").touch()
    before = (merged.root / MINUTES).read_bytes()
    report = undone(merged, now)
    assert [p.code for error in report.errors for p in error.problems] == ["fil-apen"]
    assert (merged.root / MINUTES).read_bytes() == before


def test_the_action_programme_is_undone_by_its_year(workspace: Workspace, now: Iterator[datetime]) -> None:
    for old, new in (("Vann", "Vann"), ("Vann", "Elv")):
        remaking.rename_case(workspace, old, new)
        run = remaking.pipeline(workspace, lambda: next(now))
        make_documents(run, jobs_for(run.plan, "2022"))
    report = undone(workspace, now, "2022")
    assert statuses(report) == {
        "handlingsprogram-2022.docx": "angret",
        "handlingsprogram-2022.pdf": "skrevet",
        "samlet-handlingsprogram-2022.docx": "angret",
        "samlet-handlingsprogram-2022.pdf": "skrevet",
    }


def test_the_command_says_what_it_did(here: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch) -> None:
    dok("innkalling", DAY)
    remaking.rename_case(here, "Vann", "Elv")
    with_clock(monkeypatch)
    dok("innkalling", DAY)
    said = dok("angre", "11.", "mars", "2022")
    name = f"{FOLDER}/innkalling-{DAY}"
    assert said.code == 0
    assert said.out.splitlines()[0] == f"{name}.docx  hentet tilbake"
    assert said.err.startswith(f"Merk: {name}.docx: Dokumentet er igjen slik det var før 12.03.2022 kl. ")
    assert "«dok angre 11. mars 2022»" in said.err
    answer = dok("angre", DAY, "--json")
    assert answer.files == {f"innkalling-{DAY}.docx": "angret", f"innkalling-{DAY}.pdf": "skrevet"}
    assert [warning["kode"] for warning in answer.answer["advarsler"]] == ["angret"]


def with_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line's runs have our clock."""
    made, tick = Run.pipeline, remaking.clock()
    monkeypatch.setattr(Run, "pipeline", lambda run: replace(made(run), clock=tick))


@pytest.mark.usefixtures("here")
def test_nothing_to_undo_is_said(dok: Dok) -> None:
    dok("innkalling", DAY)
    for asked in (DAY, "2022"):
        said = dok("angre", asked, "--json")
        assert (said.code, said.codes) == (2, ["ingenting-a-angre"])
    assert dok("angre", "2022-03-12", "--json").codes == ["ingen-mote"]
    assert dok("angre", "2022", "--gruppe", "kultur", "--json").codes == ["ingen-arsplan"]


def test_the_documents_of_a_day_or_a_year_are_known(workspace: Workspace) -> None:
    plan = remaking.pipeline(workspace, remaking.clock()).plan
    roles: list[str] = [job.kind.rolle for job in jobs_for(plan, DAY)]
    assert roles == [kind.rolle for kind in MEETING_KINDS]
    assert [job.kind.rolle for job in jobs_for(plan, "2022", "klima")] == ["handlingsprogram"]
    whole = ["handlingsprogram", "samlet handlingsprogram", "medlemsliste"]
    assert [job.kind.rolle for job in jobs_for(plan, "2022")] == whole
