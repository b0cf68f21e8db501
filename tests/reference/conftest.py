"""A whole year, built once in each form of Norwegian, for the outside validators to look at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline import Pipeline, make_documents, publish, whole_year_jobs, year_jobs
from dokumentmaskin.pipeline.kinds import WHOLE_YEAR_KINDS
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, find_years
from dokumentmaskin.workspace import Workspace
from tests.profiles import WRITTEN_LANGUAGES
from tests.reference import REPOSITORY, copy_workspace
from tests.regionrad import NOW, council


@dataclass(frozen=True, slots=True)
class Built:
    """The finished files of a year."""

    workspace: Workspace
    documents: tuple[Path, ...]
    pdfs: tuple[Path, ...]


def build(workspace: Workspace, engine: str | None = None) -> Built:
    """Make every document of 2022, and the package of one meeting."""
    plan = load_plan(workspace)
    pipeline = Pipeline(workspace, plan, engine)
    whole = whole_year_jobs(plan.whole_year(2022), WHOLE_YEAR_KINDS)
    report = make_documents(pipeline, (*year_jobs(find_years(plan, 2022)), *whole))
    assert not report.errors, report.errors
    files = [workspace.root / file.sti for file in report.files]
    package = make_package(pipeline, find_meeting(plan, "2022-03-11"), Choices())
    assert not package.errors, package.errors
    return Built(
        workspace,
        tuple(file for file in files if file.suffix == ".docx"),
        tuple(file for file in files if file.suffix == ".pdf"),
    )


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The repository's 2022 in a form of Norwegian, made once for all modules that ask for it."""

    @cache
    def made(language: str) -> Built:
        workspace = copy_workspace(tmp_path_factory.mktemp("year"), REPOSITORY)
        settings = workspace.plan / "organisasjon.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("målform: bokmål", f"målform: {language}"), encoding="utf-8")
        return build(workspace)

    return made


@pytest.fixture(scope="session", params=WRITTEN_LANGUAGES)
def year(request: pytest.FixtureRequest, years: Callable[[str], Built]) -> Built:
    """The repository's 2022, in one form of Norwegian."""
    return years(request.param)


# A meeting with every state of papers, one that is cancelled, one that is approved, and one in nynorsk.
_PUBLISHED: Final = (
    ("2026-02-06", "styret"),
    ("2026-06-12", "styret"),
    ("2026-10-23", "styret"),
    ("2026-11-19", "oppvekst og utdanning"),
)


@pytest.fixture(scope="session", params=WRITTEN_LANGUAGES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for the website of the tests' own council, in one form of Norwegian."""
    workspace = council(tmp_path_factory.mktemp("site") / "råd", request.param)
    pipeline = Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)
    for day, body in _PUBLISHED:
        report = publish(pipeline, day, body).report
        assert not report.errors, report.errors
    return workspace.site
