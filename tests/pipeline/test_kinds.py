"""A document kind is one declaration: what is declared is made, by the way that every document goes."""

import shutil
import sys
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.pipeline import Pipeline, jobs_for, kind_named, make_documents, meeting_jobs, year_jobs
from dokumentmaskin.pipeline import kinds as module
from dokumentmaskin.pipeline.jobs import AnyJob, Job
from dokumentmaskin.pipeline.kinds import (
    CANCELLED_KINDS,
    CASE_KINDS,
    HANDLINGSPROGRAM,
    INNKALLING,
    MEETING_KINDS,
    REFERAT,
    SAKSLISTE,
    WHOLE_YEAR_KINDS,
    YEAR_KINDS,
    Kind,
    Title,
)
from dokumentmaskin.plan import Møte, Plan, agenda
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, find_years
from dokumentmaskin.plan.words import LANGUAGES
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY, WritePlan
from tests.pipeline.meeting import DAY, OPEN, Package
from tests.pipeline.meeting import make as make_package

KINDS = (*MEETING_KINDS, *CANCELLED_KINDS, *YEAR_KINDS, *WHOLE_YEAR_KINDS, *CASE_KINDS)
FOLDER = f"output/{DAY}-klima"


def _days_before(_: Plan, møte: Møte) -> date:
    return møte.dato.fra.replace(day=1)


def _by_hand(_: Plan, møte: Møte) -> str:
    return f"KLADD {møte.dato.fra.year}"


NOTICE = Kind(
    rolle="kunngjøring",
    title=Title(bokmål="Kunngjøring av møte {}", nynorsk="Kunngjøring av møte {}"),
    context=INNKALLING.context,
    dated=_days_before,
    mark=_by_hand,
    told=INNKALLING.told,
    finished=None,
    in_year=True,
    in_package=True,
    cases="",
)


@pytest.fixture
def noticed(workspace: Workspace) -> Workspace:
    """A workspace with a template for the new kind, in the plan's language."""
    folder = workspace.templates / "bokmal"
    shutil.copy(folder / "innkalling.docx", folder / "kunngjoring.docx")
    return workspace


def test_a_declared_kind_with_a_template_is_made_as_every_document_is(noticed: Workspace) -> None:
    pipeline = Pipeline(noticed, load_plan(noticed))
    report = make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, DAY), [NOTICE]))
    assert report.errors == ()
    assert [(file.rolle, file.sti, file.pdfa, file.pdfua) for file in report.files] == [
        ("kunngjøring", f"{FOLDER}/kunngjoring-{DAY}.docx", None, None),
        ("kunngjøring", f"{FOLDER}/kunngjoring-{DAY}.pdf", "2a", True),
    ]
    made = Package(noticed.root / report.files[1].sti)
    assert str(made.pdf.docinfo["/Title"]).replace("\u00a0", " ") == "Kunngjøring av møte 11. mars 2022"
    assert all("KLADD 2022" in text for text in made.texts)
    assert "20220301" in str(made.pdf.docinfo["/CreationDate"])


@pytest.fixture
def declared(noticed: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The same, with the new kind among the meeting's."""
    for name, part in list(sys.modules.items()):
        if name.startswith("dokumentmaskin.pipeline") and hasattr(part, "MEETING_KINDS"):
            monkeypatch.setattr(part, "MEETING_KINDS", (*MEETING_KINDS, NOTICE))
    return noticed


def test_a_declared_kind_is_made_with_its_year_and_asked_for_with_its_meeting(declared: Workspace) -> None:
    plan = load_plan(declared)
    kinds = [job.kind.rolle for job in jobs_for(plan, DAY)]
    assert kinds == [*(kind.rolle for kind in MEETING_KINDS), "kunngjøring"]
    made = [kind for kind in kinds if kind in {job.kind.rolle for job in year_jobs(find_years(plan, 2022))}]
    assert [job.kind.rolle for job in year_jobs(find_years(plan, 2022))] == [*made, *made, "handlingsprogram"]
    assert "kunngjøring" in made
    assert kind_named("kunngjoring") is NOTICE


def test_a_declared_kind_stands_in_the_package_where_the_agenda_still_presents_the_cases(
    declared: Workspace,
) -> None:
    assert make_package(declared).errors == ()
    package = Package(declared.root / OPEN)
    titles = [mark.title for mark in package.bookmarks() if mark.depth == 1]
    assert titles[:4] == ["Omslag og innhold", "Innkalling", "Saksliste", "Kunngjøring"]
    (agenda_page,) = (mark.page for mark in package.bookmarks() if mark.title == "Saksliste")
    (case,) = (link for page in (1, 2) for link in package.links(page) if "Luft" in link.words)
    assert case.page == agenda_page


def test_what_a_year_does_not_make_it_does_not_make(workspace: Workspace) -> None:
    years = find_years(load_plan(workspace), 2022)
    made = {job.kind.rolle for job in year_jobs(years)}
    assert made == {kind.rolle for kind in KINDS if kind.in_year and kind not in CANCELLED_KINDS}
    without = replace(HANDLINGSPROGRAM, in_year=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("dokumentmaskin.pipeline.jobs.YEAR_KINDS", (without,))
        assert "handlingsprogram" not in {job.kind.rolle for job in year_jobs(years)}


@pytest.mark.parametrize("updated", ["", "2022-03-07"])
def test_each_kind_has_its_date_and_its_mark(write_plan: WritePlan, updated: str) -> None:
    own = f"oppdatert: {updated}\n" if updated else "{}\n"
    plan = load_plan(write_plan(møter={f"2022/{DAY}": own}))
    møte, (year,) = find_meeting(plan, DAY), find_years(plan, 2022)
    # Nobody has said that it is sent, and the deadline is not a day on which anything was done.
    sent = date.fromisoformat(updated or "2022-01-10")
    of_the_meeting = meeting_jobs(møte, (INNKALLING, SAKSLISTE, REFERAT))
    jobs: list[AnyJob] = [*of_the_meeting, Job(HANDLINGSPROGRAM, year)]
    assert [(job.dated(plan), job.mark(plan)) for job in jobs] == [
        (sent, ""),
        (sent, ""),
        (date(2022, 3, 11), "UTKAST"),
        (date(2022, 1, 10), ""),
    ]


# What a declaration must agree with


def test_every_kind_that_is_declared_is_among_the_meetings_or_the_years() -> None:
    declared = [kind for kind in vars(module).values() if isinstance(kind, Kind)]
    assert sorted(kind.rolle for kind in declared) == sorted(kind.rolle for kind in KINDS)


def test_a_title_has_every_language() -> None:
    assert [field.name for field in fields(Title)] == list(LANGUAGES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.rolle)
def test_every_kind_has_a_template_in_each_language(kind: Kind[Any]) -> None:
    for language in LANGUAGES.values():
        assert (REPOSITORY / "templates" / language.mappe / f"{kind.navn}.docx").is_file()


def test_every_command_that_makes_a_meetings_document_has_its_kind() -> None:
    commands = [name for name, entry in ENTRIES.items() if entry.module == "meeting"]
    assert [kind_named(name).navn for name in commands] == commands


def test_one_kind_numbers_the_cases_and_one_in_the_package_presents_them() -> None:
    assert [kind for kind in KINDS if kind.cases == "numbered"] == [INNKALLING]
    assert [kind for kind in KINDS if kind.cases == "presented"] == [SAKSLISTE]
    assert SAKSLISTE.in_package


def test_the_case_that_approves_minutes_names_their_file(write_plan: WritePlan) -> None:
    read = "oppfølging:\n  - {hva: Mål lufta, hvem: Kari, sak: 4}\n"
    plan = load_plan(write_plan(andre={f"plan/2022/{DAY}/referat.yaml": read}))
    approving = next(sak for sak in agenda(plan, find_meeting(plan, "2022-05-20")) if sak.framlegg.vedlegg)
    (paper,) = approving.framlegg.vedlegg
    assert paper.fil == Job(REFERAT, find_meeting(plan, DAY)).target.with_suffix(".pdf").name
