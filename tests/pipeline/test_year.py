"""The repository's own 2022, made whole: every document, the same every time and everywhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pypdf
import pytest

from dokumentmaskin.pipeline import Pipeline, Report, make_documents, undated_warnings, year_jobs
from dokumentmaskin.pipeline import making as stage
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_years
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.profiles import long_way

# What takes long to make for all of them is made by one worker.
pytestmark = pytest.mark.xdist_group("year")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Report]:
    """The repository's own 2022, made once."""
    root = tmp_path_factory.mktemp("år").resolve()
    for folder in ("plan", "templates"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    return Workspace(root), build(Workspace(root))


def build(workspace: Workspace) -> Report:
    made = Pipeline(workspace, load_plan(workspace))
    return make_documents(made, year_jobs(find_years(made.plan, 2022)))


def statuses(report: Report) -> dict[str, str]:
    return {file.sti: file.status for file in report.files}


def test_every_document_of_the_year_is_made(year: tuple[Workspace, Report]) -> None:
    workspace, report = year
    days = ("2022-01-14", "2022-03-11", "2022-05-20", "2022-08-24", "2022-11-04")
    roles = ("innkalling", "saksliste", "referat")
    documents = [f"{day}-naeringssamarbeid/{role}-{day}" for day in days for role in roles]
    documents.append("2022-naeringssamarbeid/handlingsprogram-2022")
    expected = [f"output/{name}.{end}" for name in documents for end in ("docx", "pdf")]
    # One meeting is by video, and the link is for those summoned alone.
    expected.append("output/2022-03-11-naeringssamarbeid/intern/innkalling-2022-03-11.pdf")
    assert statuses(report) == dict.fromkeys(expected, "skrevet")
    assert all((workspace.root / path).is_file() for path in expected)
    assert report.errors == ()


def test_the_plan_that_is_kept_has_the_numbers_that_its_documents_show(
    year: tuple[Workspace, Report],
) -> None:
    own = "plan/2022/saksnummer.yaml"
    assert (year[0].root / own).read_bytes() == (REPOSITORY / own).read_bytes()


def test_every_pdf_of_the_year_is_accessible_and_counted(year: tuple[Workspace, Report]) -> None:
    workspace, report = year
    pdfs = [file for file in report.files if file.format == "pdf"]
    assert {(file.pdfa, file.pdfua) for file in pdfs} == {("2a", True)}
    for file in pdfs:
        assert file.sider == len(pypdf.PdfReader(workspace.root / file.sti).pages)


def test_a_meeting_without_a_day_is_a_warning(year: tuple[Workspace, Report]) -> None:
    plan = load_plan(year[0])
    (problem,) = undated_warnings(find_years(plan, 2022))
    assert problem.code == "dag-ikke-satt"
    assert "juni 2022" in problem.message


def test_a_second_run_leaves_every_file_alone(
    year: tuple[Workspace, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, report = year
    before = {file.sti: (workspace.root / file.sti).stat().st_mtime_ns for file in report.files}
    monkeypatch.setattr(stage, "make_pdf", None)
    again = build(workspace)
    assert set(statuses(again).values()) == {"uendret"}
    assert {file.sti: (workspace.root / file.sti).stat().st_mtime_ns for file in again.files} == before
    facts = {file.sti: (file.sider, file.pdfa, file.pdfua) for file in report.files}
    assert {file.sti: (file.sider, file.pdfa, file.pdfua) for file in again.files} == facts


_ANOTHER_DAY: Final = """
import datetime, sys
Day, Moment = datetime.date, datetime.datetime
class date(Day):
    today = classmethod(lambda cls: cls(2031, 5, 17))
class datetime_(Moment):
    now = classmethod(lambda cls, tz=None: cls(2031, 5, 17, 12, tzinfo=tz))
    today = utcnow = classmethod(lambda cls: cls(2031, 5, 17, 12))
datetime.date, datetime.datetime = date, datetime_
from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.main import dok
sys.exit(run(dok, ["bygg", "2022"]))
"""


@long_way
def test_the_same_plan_gives_the_same_bytes_elsewhere_and_another_day(
    year: tuple[Workspace, Report], tmp_path: Path
) -> None:
    here, there = year[0].root, tmp_path / "en annen mappe" / "år"
    for folder in ("plan", "templates"):
        shutil.copytree(here / folder, there / folder)
    other = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
    command = [sys.executable, "-c", _ANOTHER_DAY]
    done = subprocess.run(
        command, cwd=there / "plan", env=os.environ | other, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    made = [p.relative_to(here) for p in here.glob("output/2022*/**/*") if p.is_file()]
    # What is remembered of each, the render behind each Word file, the lock of each folder, and the cases of
    # each meeting.
    assert len(made) == 33 + 33 + 16 + 7 + 5
    assert [str(path) for path in made if (here / path).read_bytes() != (there / path).read_bytes()] == []
