"""A meeting that gets another day takes along what a person has written for it."""

from datetime import datetime

import pytest

from dokumentmaskin.pipeline import Report, differences, make_documents, meeting_jobs
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.plan.meetings import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.roundtrip import remaking
from tests.roundtrip.remaking import DAY, FOLDER, MINUTES, pipeline, statuses, warned, words

AFTER = datetime(2022, 6, 1, 9)  # noqa: DTZ001 - local time, when each of the meetings has been held
MINE = "Vi ble enige om å måle svevestøv."
NEW_DAY = "2022-03-18"
NEW = f"output/{NEW_DAY}-klima/referat-{NEW_DAY}.docx"


@pytest.fixture
def moved(made: Workspace) -> Workspace:
    """A workspace with minutes that a person has written in, whose meeting then got another day."""
    remaking.write_under(made.root / MINUTES, "Sak 4: Luft", MINE)
    remaking.rename_case(made, DAY, NEW_DAY)
    return made


def make(workspace: Workspace, day: str = NEW_DAY) -> Report:
    run = pipeline(workspace, lambda: AFTER)
    return make_documents(run, meeting_jobs(find_meeting(run.plan, day), [REFERAT]))


def test_what_was_written_comes_along_to_the_new_day(moved: Workspace) -> None:
    before = remaking.tree(moved.root / FOLDER)
    report = make(moved)
    assert statuses(report)[f"referat-{NEW_DAY}.docx"] == "flettet"
    assert warned(report) == ["mote-flyttet-dokument", "hjelpetekst-i-utkast"]
    text = words(moved.root / NEW)
    assert MINE in text
    assert "fredag 18. mars 2022" in remaking.plain(text)
    assert "11. mars" not in remaking.plain(text)
    assert remaking.tree(moved.root / FOLDER) == before


def test_it_comes_along_once(moved: Workspace) -> None:
    make(moved)
    again = make(moved)
    assert statuses(again)[f"referat-{NEW_DAY}.docx"] == "bevart"
    assert warned(again) == ["hjelpetekst-i-utkast"]


def test_it_is_shown_before_it_is_done(moved: Workspace) -> None:
    run = pipeline(moved, lambda: AFTER)
    (row,) = differences(run, meeting_jobs(find_meeting(run.plan, NEW_DAY), [REFERAT])).differences
    assert row.ville_blitt == "flettet"
    assert MINE in [change.nå for change in row.endringer]
    assert not (moved.root / NEW).exists()


def test_a_document_that_nobody_has_written_in_stays_behind(workspace: Workspace) -> None:
    remaking.make(workspace)
    remaking.rename_case(workspace, DAY, NEW_DAY)
    report = make(workspace)
    assert statuses(report)[f"referat-{NEW_DAY}.docx"] == "skrevet"
    assert warned(report) == []


def test_another_meetings_words_are_named_and_not_taken(moved: Workspace) -> None:
    remaking.rename_case(moved, "[Luft, Vann]", "[Veier, Broer]")
    report = make(moved)
    assert statuses(report)[f"referat-{NEW_DAY}.docx"] == "skrevet"
    assert warned(report) == ["redigert-uten-mote"]
    assert MINE not in words(moved.root / NEW)


def test_the_words_of_a_day_that_is_a_meetings_are_let_be(workspace: Workspace) -> None:
    remaking.make(workspace)
    remaking.write_under(workspace.root / MINUTES, "Sak 4: Luft", MINE)
    report = make(workspace, "2022-05-20")
    assert warned(report) == []
    assert MINE not in words(workspace.root / "output/2022-05-20-klima/referat-2022-05-20.docx")


def test_what_dok_does_not_know_is_named_too(moved: Workspace) -> None:
    (moved.root / FOLDER / ".dok" / f"referat-{DAY}.docx.json").unlink()
    assert warned(make(moved)) == ["redigert-uten-mote"]
