"""A meeting that gets another day takes along what a person has written for it."""

from datetime import datetime

import pytest

from dokumentmaskin.pipeline import Report, differences, make_documents, meeting_jobs
from dokumentmaskin.pipeline.kinds import REFERAT, kind_named
from dokumentmaskin.plan.lookup import find_meeting, meeting_on
from dokumentmaskin.workspace import Workspace
from tests.roundtrip import remaking
from tests.roundtrip.remaking import DAY, FOLDER, MINUTES, pipeline, statuses, warned, words

BEFORE = datetime(2022, 3, 1, 9)  # noqa: DTZ001 - when the summonses are sent
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


# What the plan says itself

SAID = f"dato: {NEW_DAY}, flyttet_fra: {DAY}"
SUMMONS = f"innkalling-{DAY}.docx"


def sent(workspace: Workspace) -> Workspace:
    """The workspace with a summons that a person has written in, and that has been sent."""
    run = pipeline(workspace, lambda: BEFORE)
    møte = find_meeting(run.plan, DAY)
    told, _ = run.after_sending(møte, BEFORE.date())
    make_documents(told, meeting_jobs(møte, [kind_named("innkalling")]))
    remaking.write_under(workspace.root / FOLDER / SUMMONS, "Forfall", MINE)
    return workspace


def make_summons(workspace: Workspace, day: str, kind: str = "innkalling") -> Report:
    run = pipeline(workspace, lambda: BEFORE)
    return make_documents(run, meeting_jobs(meeting_on(run.plan, day), [kind_named(kind)]))


def test_a_day_that_the_plan_says_is_known_whatever_the_cases_are(moved: Workspace) -> None:
    remaking.rename_case(moved, "[Luft, Vann]", "[Veier, Broer]")
    remaking.rename_case(moved, f"dato: {NEW_DAY}", SAID)
    report = make(moved)
    assert statuses(report)[f"referat-{NEW_DAY}.docx"] == "flettet"
    assert "mote-flyttet-dokument" in warned(report)
    assert MINE in words(moved.root / NEW)


def test_an_edited_summons_that_was_sent_says_the_new_day_and_keeps_its_numbers(made: Workspace) -> None:
    remaking.rename_case(sent(made), f"dato: {DAY}", SAID)
    report = make_summons(made, NEW_DAY)
    assert report.errors == ()
    assert warned(report) == ["mote-flyttet-dokument", "uten-tid-eller-sted", "gamle-papirer"]
    text = remaking.plain(words(made.root / f"output/{NEW_DAY}-klima/innkalling-{NEW_DAY}.docx"))
    assert MINE in text
    assert "fredag 18. mars 2022" in text
    assert "Flyttet fra: fredag 11. mars 2022" in text.replace("\t", " ")
    assert "Sendt ut" not in text  # to the old day it was, and nobody has said that this one is
    book = (made.plan / "2022" / "saksnummer.yaml").read_text(encoding="utf-8")
    assert f"dato: {NEW_DAY}" in book
    assert f"dato: {DAY}" not in book
    assert "    sendt: ja" not in book
    assert (made.root / FOLDER / SUMMONS).exists()


def test_a_cancelled_meetings_edited_summons_stays_and_is_told_of(made: Workspace) -> None:
    remaking.rename_case(sent(made), f"dato: {DAY}", f"dato: {DAY}, avlyst: For få saker.")
    before = {file: file.read_bytes() for file in (made.root / FOLDER).glob("*.docx")}
    book = (made.plan / "2022" / "saksnummer.yaml").read_bytes()
    report = make_summons(made, DAY, "avlysning")
    assert report.errors == ()
    assert warned(report) == ["gamle-papirer"]
    assert f"innkalling-{DAY}.pdf" in report.warnings[0].message
    assert "avlysning" not in report.warnings[0].message
    assert {file: file.read_bytes() for file in before} == before
    assert (made.plan / "2022" / "saksnummer.yaml").read_bytes() == book
    text = remaking.plain(words(made.root / FOLDER / f"avlysning-{DAY}.docx"))
    assert "For få saker." in text
    assert "Innkallingen som ble sendt ut 1. mars 2022, gjelder ikke lenger." in text


def test_a_meeting_that_was_moved_and_is_cancelled_says_that_it_was_summoned_to(made: Workspace) -> None:
    remaking.rename_case(sent(made), f"dato: {DAY}", f"{SAID}, avlyst: ja")
    make_summons(made, NEW_DAY, "avlysning")
    text = remaking.plain(words(made.root / f"output/{NEW_DAY}-klima/avlysning-{NEW_DAY}.docx"))
    assert "Innkallingen som ble sendt ut 1. mars 2022, gjelder ikke lenger." in text


def test_an_edited_cancellation_takes_a_new_ground_in(made: Workspace) -> None:
    remaking.rename_case(made, f"dato: {DAY}", f"dato: {DAY}, avlyst: For få saker.")
    make_summons(made, DAY, "avlysning")
    remaking.write_under(made.root / FOLDER / f"avlysning-{DAY}.docx", "Avlysning av faggruppemøte", MINE)
    remaking.rename_case(made, "For få saker.", "Snøstorm.")
    report = make_summons(made, DAY, "avlysning")
    assert statuses(report)[f"avlysning-{DAY}.docx"] == "flettet"
    text = words(made.root / FOLDER / f"avlysning-{DAY}.docx")
    assert MINE in text
    assert "Snøstorm." in text
