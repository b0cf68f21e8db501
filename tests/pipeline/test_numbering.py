"""Numbers are written down as they go out, and never change afterwards."""

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from filelock import FileLock
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError, RefusedError
from dokumentmaskin.memory import files
from dokumentmaskin.pipeline import Pipeline, Report, make_documents, meeting_jobs
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import INNKALLING, SAKSLISTE, kind_named
from dokumentmaskin.pipeline.numbering import Numbering
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.cases.agenda import agenda
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.word.text import document_text
from dokumentmaskin.workspace import Workspace
from tests.conftest import MEDLEMMER, ORGANISASJON, ÅRSPLAN, WritePlan
from tests.pipeline.meeting import OPEN, Package
from tests.profiles import examples

DAY: Final = "2022-03-11"
LATER: Final = "2022-05-20"
BEFORE: Final = date(2022, 3, 3)
SENT: Final = date(2022, 3, 4)  # a week ahead, as the organisation's deadline is when it says none
FILE: Final = "plan/2022/saksnummer.yaml"
RUNNING: Final = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    saksnummer: løpende")


def numbering(workspace: Workspace, today: date) -> Numbering:
    return Numbering(workspace, load_plan(workspace), today)


def record(workspace: Workspace, today: date = SENT, day: str = DAY, role: str = "innkalling") -> Report:
    """Write down the numbers of a document as a run of its own does."""
    own = numbering(workspace, today)
    return own.record(Job(kind_named(role), find_meeting(own.plan, day)), rendered=True)


def shown(workspace: Workspace, today: date = SENT, day: str = DAY) -> list[str]:
    """The meeting's own cases as a document shows them that day: «4 Luft», «5 Vann utgår»."""
    plan = load_plan(workspace).issued_by(today)
    cases = agenda(plan, find_meeting(plan, day))
    return [f"{c.nummer} {c.framlegg.tittel}{' utgår' * c.utgår}" for c in cases if not c.fast]


def set_cases(workspace: Workspace, cases: str, day: str = DAY) -> None:
    file = workspace.plan / "2022" / day / "mote.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"saker: {cases}\n", encoding="utf-8")


def numbers_file(workspace: Workspace) -> Path:
    return workspace.root / FILE


# When numbers go out


def test_until_its_day_a_summons_is_numbered_anew_each_time(workspace: Workspace) -> None:
    assert [file.sti for file in record(workspace, BEFORE).files] == [FILE]
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}]")
    assert shown(workspace, BEFORE) == ["4 Støy", "5 Luft"]
    record(workspace, BEFORE)
    assert shown(workspace, SENT) == ["4 Støy", "5 Luft"]


def test_from_its_day_the_numbers_of_the_last_summons_stand(workspace: Workspace) -> None:
    record(workspace, BEFORE)
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}]")
    assert shown(workspace, SENT) == ["8 Støy", "4 Luft", "5 Vann utgår"]
    (warning,) = record(workspace, SENT).warnings
    assert warning.code == "sak-utgar"
    assert record(workspace, SENT) == Report()


def test_the_day_that_the_meeting_says_comes_first(workspace: Workspace) -> None:
    file = workspace.plan / "2022" / DAY / "mote.yaml"
    file.parent.mkdir()
    file.write_text("utsendt: 2022-03-08\nsaker: [{tittel: Luft}]\n", encoding="utf-8")
    record(workspace, BEFORE)
    file.write_text("utsendt: 2022-03-08\nsaker: [{tittel: Støy}, {tittel: Luft}]\n", encoding="utf-8")
    assert shown(workspace, date(2022, 3, 7)) == ["4 Støy", "5 Luft"]
    assert shown(workspace, date(2022, 3, 8)) == ["7 Støy", "4 Luft"]


@pytest.mark.parametrize("today", [date(2022, 3, 12), date(2026, 1, 1)])
def test_the_papers_of_an_old_meeting_made_for_the_first_time_issue_nothing(
    workspace: Workspace, today: date
) -> None:
    for role in ("innkalling", "saksliste", "referat"):
        assert record(workspace, today, role=role) == Report()
    assert not numbers_file(workspace).exists()
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}]")
    assert shown(workspace, today) == ["4 Støy", "5 Luft"]


def test_a_draft_that_has_the_numbers_of_an_old_meeting_is_to_be_made_anew(write_plan: WritePlan) -> None:
    workspace, today = write_plan(organisasjon=RUNNING), date(2022, 4, 1)
    record(workspace, today, LATER)
    assert run(workspace, today, "innkalling").warnings == ()
    set_cases(workspace, "[{tittel: Luft}, {tittel: Vann}, {tittel: Støy}]")
    (warning,) = run(workspace, today, "innkalling").warnings
    assert warning.code == "innkalling-utdatert"
    assert LATER in warning.advice


def test_nobody_is_asked_to_make_the_draft_of_a_day_without_a_meeting(
    write_plan: WritePlan,
) -> None:
    workspace = write_plan(organisasjon=RUNNING)
    record(workspace, BEFORE)
    moved = ÅRSPLAN.replace(DAY, f"2022-03-18, flyttet_fra: {DAY}")
    (workspace.plan / "2022/klima.yaml").write_text(moved, encoding="utf-8")
    own = numbering(workspace, BEFORE)
    own.record(Job(INNKALLING, find_meeting(own.plan, "2022-03-18")), rendered=True)
    assert own.told() == ()


def test_an_old_meeting_that_says_when_its_summons_went_out_has_its_numbers(workspace: Workspace) -> None:
    file = workspace.plan / "2022" / DAY / "mote.yaml"
    file.parent.mkdir()
    file.write_text("utsendt: 2022-03-02\nsaker: [{tittel: Luft}]\n", encoding="utf-8")
    assert record(workspace, date(2022, 6, 1)).files
    file.write_text("utsendt: 2022-03-02\nsaker: [{tittel: Støy}, {tittel: Luft}]\n", encoding="utf-8")
    assert shown(workspace, date(2022, 6, 1)) == ["7 Støy", "4 Luft"]


def test_a_late_summons_is_a_draft_until_it_is_sent_or_the_meeting_is_held(workspace: Workspace) -> None:
    late = date(2022, 3, 8)
    record(workspace, late)
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}]")
    assert shown(workspace, late) == ["4 Støy", "5 Luft"]
    record(workspace, late)
    set_cases(workspace, "[{tittel: Jord}, {tittel: Støy}, {tittel: Luft}]")
    assert shown(workspace, date(2022, 3, 10)) == ["4 Jord", "5 Støy", "6 Luft"]
    assert shown(workspace, date(2022, 3, 11)) == ["8 Jord", "4 Støy", "5 Luft"]


def say_sent(workspace: Workspace, day: date, today: date, meeting: str = DAY) -> None:
    own = numbering(workspace, today)
    own.say_sent(find_meeting(own.plan, meeting), day)


def test_numbers_stand_fast_from_when_a_person_says_that_they_are_sent(workspace: Workspace) -> None:
    early = date(2022, 2, 1)
    say_sent(workspace, early, early)
    (entry,) = load_plan(workspace).numbers_of(2022).møter
    assert (entry.utsendt, entry.sendt, len(entry.saker)) == (early, True, 7)
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}, {tittel: Vann}]")
    assert shown(workspace, early) == ["8 Støy", "4 Luft", "5 Vann"]
    record(workspace, early)
    assert [entry.sendt for entry in load_plan(workspace).numbers_of(2022).møter] == [True]


def test_what_was_sent_on_an_earlier_day_is_the_summons_as_it_was_made_last(workspace: Workspace) -> None:
    record(workspace, date(2022, 3, 7))
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}, {tittel: Vann}]")
    say_sent(workspace, date(2022, 3, 7), date(2022, 3, 8))
    assert shown(workspace, date(2022, 3, 8)) == ["8 Støy", "4 Luft", "5 Vann"]


def test_what_is_sent_today_is_the_summons_as_the_plan_has_it(workspace: Workspace) -> None:
    record(workspace, date(2022, 3, 7))
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}]")
    say_sent(workspace, date(2022, 3, 8), date(2022, 3, 8))
    assert shown(workspace, date(2022, 3, 8)) == ["4 Støy", "5 Luft"]


def test_a_day_that_was_wrong_is_corrected_by_saying_it_again(workspace: Workspace) -> None:
    for day in (SENT, BEFORE):
        say_sent(workspace, day, SENT)
    (entry,) = load_plan(workspace).numbers_of(2022).møter
    assert (entry.utsendt, entry.sendt) == (BEFORE, True)


def test_a_day_that_is_moved_afterwards_sets_no_number_free(workspace: Workspace) -> None:
    record(workspace, SENT)
    file = workspace.plan / "2022" / DAY / "mote.yaml"
    file.parent.mkdir()
    file.write_text("utsendt: 2022-03-10\nsaker: [{tittel: Vann}]\n", encoding="utf-8")
    assert shown(workspace, SENT) == ["4 Luft utgår", "5 Vann"]


@pytest.mark.parametrize("role", ["saksliste", "referat"])
def test_another_document_issues_nothing_but_writes_down_what_it_adds(
    workspace: Workspace, role: str
) -> None:
    assert record(workspace, SENT, role=role) == Report()
    record(workspace, BEFORE)
    set_cases(workspace, "[{tittel: Støy}, {tittel: Luft}, {tittel: Vann}]")
    assert record(workspace, BEFORE, role=role) == Report()
    assert record(workspace, SENT, role=role).files != ()
    set_cases(workspace, "[{tittel: Jord}, {tittel: Støy}, {tittel: Luft}, {tittel: Vann}]")
    assert shown(workspace) == ["9 Jord", "8 Støy", "4 Luft", "5 Vann"]


def test_the_agenda_alone_tells_what_is_odd_in_the_cases(workspace: Workspace) -> None:
    set_cases(workspace, '[{tittel: "Sak 5: Luft"}]')
    report = record(workspace, BEFORE, role="saksliste")
    assert [warning.code for warning in report.warnings] == ["nummer-i-tittel"]
    assert report.files == ()


def test_a_summons_that_a_person_keeps_is_not_numbered_anew(workspace: Workspace) -> None:
    record(workspace, BEFORE)
    before = numbers_file(workspace).read_bytes()
    set_cases(workspace, "[{tittel: Støy}]")
    own = numbering(workspace, BEFORE)
    assert own.record(Job(INNKALLING, find_meeting(own.plan, DAY)), rendered=False) == Report()
    assert numbers_file(workspace).read_bytes() == before


def test_a_draft_for_a_day_that_is_left_is_taken_away(workspace: Workspace) -> None:
    record(workspace, BEFORE)
    year = workspace.plan / "2022/klima.yaml"
    year.write_text(ÅRSPLAN.replace(DAY, "2022-03-18"), encoding="utf-8")
    record(workspace, BEFORE, "2022-03-18")
    book = load_plan(workspace).numbers_of(2022)
    assert [meeting.dato.isoformat() for meeting in book.møter] == ["2022-03-18"]


def test_the_entry_of_a_moved_meeting_moves_with_it(workspace: Workspace) -> None:
    record(workspace)
    year = workspace.plan / "2022/klima.yaml"
    year.write_text(ÅRSPLAN.replace(DAY, "2022-03-18"), encoding="utf-8")
    assert [warning.code for warning in record(workspace, SENT, "2022-03-18").warnings] == ["mote-flyttet"]
    (meeting,) = load_plan(workspace).numbers_of(2022).møter
    assert (meeting.dato, meeting.utsendt) == (date(2022, 3, 18), SENT)
    assert record(workspace, SENT, "2022-03-18") == Report()


def test_a_draft_whose_numbers_another_meeting_got_is_to_be_made_anew(write_plan: WritePlan) -> None:
    workspace = write_plan(organisasjon=RUNNING)
    record(workspace, BEFORE)
    record(workspace, BEFORE, LATER)
    set_cases(workspace, "[{tittel: Luft}, {tittel: Vann}, {tittel: Støy}]")
    (warning,) = run(workspace, SENT, "saksliste").warnings
    assert warning.code == "innkalling-utdatert"
    assert f"«dok innkalling {LATER}»" in warning.advice
    assert shown(workspace) == ["04/22 Luft", "05/22 Vann", "08/22 Støy"]
    record(workspace, SENT, LATER)
    assert shown(workspace, SENT, LATER) == ["12/22 Jord"]
    # A run that makes both has done so already.
    set_cases(workspace, "[{tittel: Luft}, {tittel: Vann}, {tittel: Støy}, {tittel: Skog}]")
    made = Pipeline(workspace, load_plan(workspace), clock=lambda: datetime(2022, 3, 4))  # noqa: DTZ001
    jobs = [Job(INNKALLING, find_meeting(made.plan, day)) for day in (DAY, LATER)]
    report = make_documents(made, jobs)
    assert (report.errors, {problem.code for problem in report.warnings}) == ((), {"uten-tid-eller-sted"})
    assert shown(workspace, SENT, LATER) == ["13/22 Jord"]


def test_a_line_that_a_person_added_to_the_file_changes_nothing(workspace: Workspace) -> None:
    record(workspace)
    file = numbers_file(workspace)
    file.write_bytes(b"# min\r\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert record(workspace) == Report()
    assert file.read_bytes() == before


# Through the documents


def run(workspace: Workspace, today: date, *roles: str) -> Report:
    made = Pipeline(workspace, load_plan(workspace), clock=lambda: datetime(*today.timetuple()[:3]))  # noqa: DTZ001
    return make_documents(made, meeting_jobs(find_meeting(made.plan, DAY), map(kind_named, roles)))


def words(workspace: Workspace, role: str) -> str:
    file = workspace.output / f"{DAY}-klima/{role}-{DAY}.docx"
    return " ".join(document_text(file.read_bytes()).body)


@pytest.mark.parametrize(("målform", "word"), [("bokmål", "Utgår"), ("nynorsk", "Går ut")])
def test_every_document_says_what_is_withdrawn_and_has_nothing_more_of_it(
    write_plan: WritePlan, målform: str, word: str
) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n")
    set_cases(workspace, "[{tittel: Luft, type: vedtak, forslag_til_vedtak: Ja}, {tittel: Vann}]")
    assert not run(workspace, BEFORE, "innkalling").errors
    set_cases(workspace, "[{tittel: Vann}, {tittel: Støy}]")
    report = run(workspace, SENT, "innkalling", "saksliste", "referat")
    codes = [warning.code for warning in report.warnings]
    assert (report.errors, codes) == ((), ["sak-utgar", "uten-tid-eller-sted", "mote-ikke-holdt"])
    assert [file.rolle for file in report.files].count("saksnummer") == 1
    assert f"4 Luft {word} 5 Vann 8 Støy" in words(workspace, "innkalling")
    assert f"Sak 4: Luft {word} Sak 5: Vann Ingen" in words(workspace, "saksliste")
    assert f"Sak 4: Luft {word} Sak 5: Vann Kort referat" in words(workspace, "referat")


def test_the_package_says_what_is_withdrawn(write_plan: WritePlan) -> None:
    workspace = write_plan()
    personal = "{tittel: Tilsetting, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}, utgår: ja}"
    set_cases(workspace, f"[{{tittel: Vann}}, {personal}]")
    made = Pipeline(workspace, load_plan(workspace))
    report = make_package(made, find_meeting(made.plan, DAY), Choices())
    assert report.errors == ()
    # Its own title is in the internal one.
    assert [file.utgave for file in report.files if file.rolle == "møtepakke"] == ["åpen", "intern"]
    package = Package(workspace.root / OPEN)
    assert "Sak 4 Vann – Ingen skriftlige sakspapirer 4 Sak 5 Personalsak – utgår 4" in package.text
    assert "Tilsetting" not in package.text
    assert "Papirene til saken er ikke med" not in package.text


def test_a_document_whose_numbers_could_not_be_written_down_is_not_made(workspace: Workspace) -> None:
    record(workspace)
    set_cases(workspace, "[{tittel: Luft}, {tittel: Vann}, {tittel: Støy}]")
    made = Pipeline(workspace, load_plan(workspace))
    record(workspace, day=LATER)
    report = make_documents(made, meeting_jobs(find_meeting(made.plan, DAY), [SAKSLISTE]))
    assert [error.exit_code for error in report.errors] == [7]
    assert not (workspace.output / f"{DAY}-klima").exists()


# What never happens

WORDS: Final = ("Luft", "Vann", "Jord", "Ild", "Skog", "Fjell", "Bane", "Havn", "Kultur", "Skole", "Bygg")


@dataclass
class Office:
    """A secretariat that changes its plan and renders, and what has gone out from it.

    Attributes:
        workspace: Where it works.
        cases: The titles of each meeting's cases now, by its day.
        numbers: The number that a person writes on a case, by day and title.
        issued: What has gone out: the case by group's meeting and number.
        known: The number of each case that has gone out, by day and title.
    """

    workspace: Workspace
    running: bool
    cases: dict[str, list[str]] = field(default_factory=lambda: {DAY: ["Luft", "Vann"], LATER: ["Jord"]})
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    issued: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self) -> None:
        for day, titles in self.cases.items():
            rows = [{"tittel": t, "nummer": self.numbers.get((day, t))} for t in titles]
            rows = [{key: value for key, value in row.items() if value} for row in rows]
            set_cases(self.workspace, json.dumps(rows, ensure_ascii=False), day)

    def render(self, day: str, today: date) -> None:
        self.write()
        record(self.workspace, today, day)
        # A number that stands twice stops the plan from being read.
        plan = load_plan(self.workspace).issued_by(today)
        cases = agenda(plan, find_meeting(plan, day))
        by_number = {case.nummer: case for case in cases}
        assert len(by_number) == len(cases)
        own = {case.nummer: case.framlegg.tittel for case in cases if not case.fast}
        assert [t for n, t in own.items() if not by_number[n].utgår] == self.cases[day]
        for (other, number), title in self.issued.items():
            if other == day:
                assert number in by_number
                assert by_number[number].utgår or own[number] == title
                if title in self.cases[day]:
                    assert own[number] == title
        if any(entry.dato.isoformat() == day for entry in plan.numbers_of(2022).møter):
            self.issued.update({(day, number): title for number, title in own.items()})

    def rename(self, day: str, title: str, new: str) -> None:
        """Give a case that has gone out a wholly different title, and say by its number which it is."""
        number = next((n for (d, n), t in self.issued.items() if (d, t) == (day, title)), None)
        if (
            number is None
            or new in self.cases[day]
            or (day, new) in {(d, t) for (d, _), t in self.issued.items()}
        ):
            return
        self.cases[day][self.cases[day].index(title)] = new
        self.numbers.pop((day, title), None)
        self.numbers[day, new] = number
        self.issued[day, number] = new


days = st.sampled_from([DAY, LATER])
edits = st.one_of(
    st.tuples(st.just("add"), days, st.sampled_from(WORDS), st.integers(0, 4)),
    st.tuples(st.just("remove"), days, st.integers(0, 4), st.none()),
    st.tuples(st.just("move"), days, st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.just("rename"), days, st.integers(0, 4), st.sampled_from(WORDS)),
    st.tuples(st.just("render"), days, st.none(), st.none()),
    st.tuples(st.just("sent"), days, st.none(), st.none()),
)


@settings(max_examples=examples(50))
@example(  # numbers of a draft that an earlier meeting gets
    running=True,
    steps=[
        (("render", LATER, None, None), BEFORE),
        (("add", DAY, "Jord", 0), BEFORE),
        (("add", DAY, "Skog", 0), SENT),
    ],
)
@given(
    running=st.booleans(),
    steps=st.lists(st.tuples(edits, st.sampled_from([BEFORE, SENT, date(2022, 5, 13)])), max_size=10),
)
def test_no_issued_number_ever_changes_its_case(running: bool, steps: Sequence[Any]) -> None:  # noqa: FBT001
    with tempfile.TemporaryDirectory() as folder:
        office = Office(small_workspace(Path(folder), running=running), running)
        today = BEFORE
        for (kind, day, first, second), when in steps:
            today = max(today, when)
            titles = office.cases[day]
            if kind == "add" and first not in titles:
                titles.insert(second, first)
            elif kind == "remove" and len(titles) > first:
                del titles[first]
            elif kind == "move" and len(titles) > first:
                titles.insert(second, titles.pop(first))
            elif kind == "rename" and len(titles) > first:
                office.rename(day, titles[first], second)
            if not titles:
                titles.append("Eget")
            if kind == "sent":
                office.write()
                say_sent(office.workspace, today, today, day)
            office.render(day, today)
        for day in (DAY, LATER):
            office.render(day, today)
        numbers = [number for (_, number) in office.issued if running]
        assert len(numbers) == len(set(numbers))


def small_workspace(root: Path, *, running: bool) -> Workspace:
    files = {
        "organisasjon.yaml": RUNNING if running else ORGANISASJON,
        "medlemmer.yaml": MEDLEMMER,
        "2022/klima.yaml": ÅRSPLAN,
    }
    for name, text in files.items():
        file = root / "plan" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Workspace(root.resolve())


# Two at once


def test_two_runs_that_read_the_same_do_not_both_write(workspace: Workspace) -> None:
    mine, other = numbering(workspace, SENT), numbering(workspace, SENT)
    mine.record(Job(INNKALLING, find_meeting(mine.plan, DAY)), rendered=True)
    before = numbers_file(workspace).read_bytes()
    with pytest.raises(RefusedError) as caught:
        other.record(Job(INNKALLING, find_meeting(other.plan, LATER)), rendered=True)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("saksnummer-endret", FILE)
    assert "en gang til" in problem.advice
    assert numbers_file(workspace).read_bytes() == before


def test_two_runs_that_would_write_the_same_are_at_peace(workspace: Workspace) -> None:
    mine, other = numbering(workspace, SENT), numbering(workspace, SENT)
    for each in (mine, other):
        assert each.record(Job(INNKALLING, find_meeting(each.plan, DAY)), rendered=True).files


def test_a_run_knows_what_it_has_written_itself(workspace: Workspace) -> None:
    own = numbering(workspace, SENT)
    for day in (DAY, LATER, DAY):
        own.record(Job(INNKALLING, find_meeting(own.plan, day)), rendered=True)
    assert len(load_plan(workspace).numbers_of(2022).møter) == 2


def test_a_file_that_is_taken_away_meanwhile_is_a_change(workspace: Workspace) -> None:
    record(workspace)
    own = numbering(workspace, SENT)
    numbers_file(workspace).unlink()
    with pytest.raises(RefusedError, match="endret saksnumrene"):
        own.record(Job(INNKALLING, find_meeting(own.plan, LATER)), rendered=True)


def test_someone_who_holds_the_lock_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0)
    lock = workspace.output / ".dok/saksnummer-2022.lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock), pytest.raises(RefusedError) as caught:
        threaded(lambda: record(workspace))
    assert [problem.code for problem in caught.value.problems] == ["saksnummer-opptatt"]
    assert not numbers_file(workspace).exists()
    record(workspace)


def threaded(call: Any) -> None:
    """Call in another thread, for a lock is its thread's own, and raise here what it raises there."""
    caught: list[BaseException] = []

    def run_it() -> None:
        try:
            call()
        except RefusedError as error:
            caught.append(error)

    thread = threading.Thread(target=run_it)
    thread.start()
    thread.join()
    for error in caught:
        raise error


_ONE: Final = """
import sys
from datetime import date
from pathlib import Path
from dokumentmaskin.errors import DokError
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import INNKALLING
from dokumentmaskin.pipeline.numbering import Numbering
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
own = Numbering(workspace, load_plan(workspace), date(2022, 3, 4))
print("read", flush=True)
sys.stdin.readline()
try:
    own.record(Job(INNKALLING, find_meeting(own.plan, sys.argv[2])), rendered=True)
except DokError as error:
    sys.exit(error.exit_code)
"""


def test_of_two_processes_at_once_one_is_refused(write_plan: WritePlan) -> None:
    # Numbers run through the year: unless one is refused, both meetings may get the same ones.
    workspace = write_plan(organisasjon=RUNNING)
    for late in range(3):
        titles = [f"Sak {letter}" for letter in "ABC"[: late + 1]]
        for day in (DAY, LATER):
            set_cases(workspace, json.dumps([{"tittel": title} for title in titles]), day)
        ended = at_once(workspace)
        assert ended == [0, 7]
        load_plan(workspace)  # which finds a number that stands twice
        for day in (DAY, LATER):
            record(workspace, SENT, day)
    book = load_plan(workspace).numbers_of(2022)
    assert [len(meeting.saker) for meeting in book.møter] == [8, 8]


def at_once(workspace: Workspace) -> list[int]:
    """Let two processes read the plan, and then number the cases of a meeting each at the same time."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _ONE, str(workspace.root), day],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for day in (DAY, LATER)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "read\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    codes = []
    for process in processes:
        process.communicate()
        codes.append(process.returncode)
    return sorted(codes)


# What stands in the way


def test_a_folder_that_cannot_be_written_in_is_an_error(workspace: Workspace) -> None:
    numbers_file(workspace).mkdir()
    with pytest.raises((PlanError, RefusedError)):
        record(workspace)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (NotImplementedError(), "disken støtter ikke låsing"),
        (OSError(errno.EROFS, ""), "disken kan bare leses"),
    ],
)
def test_numbers_are_not_written_where_there_can_be_no_lock(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, error: Exception, cause: str
) -> None:
    def no_lock(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(FileLock, "acquire", no_lock)
    with pytest.raises(RefusedError) as caught:
        record(workspace)
    (problem,) = caught.value.problems
    assert problem.message == f"Kan ikke låse saksnumrene med «output/.dok/saksnummer-2022.lock»: {cause}."
    assert str(problem.place) == "plan/2022/saksnummer.yaml"
    assert not numbers_file(workspace).exists()


def test_a_protected_file_is_not_replaced(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    record(workspace)
    before = numbers_file(workspace).read_bytes()
    numbers_file(workspace).chmod(0o444)
    # A superuser may write anywhere, so what the system would say to others is said here.
    monkeypatch.setattr(os, "access", lambda file, _: Path(file).stat().st_mode & 0o222 != 0)
    with pytest.raises(RefusedError) as caught:
        record(workspace, day=LATER)
    assert [problem.code for problem in caught.value.problems] == ["kan-ikke-skrive"]
    assert numbers_file(workspace).read_bytes() == before
    assert record(workspace) == Report()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_kill_leaves_the_old_file_or_the_new_one(workspace: Workspace) -> None:
    record(workspace)
    old = numbers_file(workspace).read_bytes()
    whole = {old}
    for moment in ("os.fsync", "pathlib.Path.replace"):
        killed = f"import os, pathlib\n{moment} = lambda *_: os.kill(os.getpid(), 9)"
        program = _ONE.replace("sys.stdin.readline()", killed)
        command = [sys.executable, "-c", program, str(workspace.root), LATER]
        assert subprocess.run(command, capture_output=True, check=False).returncode == -signal.SIGKILL
        assert numbers_file(workspace).read_bytes() in whole
    record(workspace, day=LATER)  # and nobody's lock is left
    assert len(load_plan(workspace).numbers_of(2022).møter) == 2
