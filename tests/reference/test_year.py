"""Every document of 2022 before the validators of others, in both forms of Norwegian."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import Pipeline, make_documents, meeting_jobs
from dokumentmaskin.pipeline.kinds import MEETING_KINDS
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from tests.reference import REPOSITORY, copy_workspace
from tests.reference.conftest import Built
from tests.reference.tools import missing, needs, needs_verapdf, program, run, verapdf

pytestmark = pytest.mark.xdist_group("reference")


def packages_of(year: Built) -> list[Path]:
    """The package of one meeting: the open one, and the one with the video link."""
    packages = sorted(year.workspace.output.rglob("motepakke-*.pdf"))
    assert len(packages) == 2
    return packages


@needs_verapdf
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_accepts_every_pdf(year: Built, flavour: str) -> None:
    # One of each document; the summons with its video link and the members with their addresses for some.
    assert len(year.pdfs) == 18 + 2
    assert verapdf(flavour, [*year.pdfs, *packages_of(year)]) == ""


@needs("ooxml-validator")
def test_the_open_xml_sdk_accepts_every_document_and_template(year: Built) -> None:
    validator = program("ooxml-validator")
    for document in year.documents:
        result = run([validator, document])
        answer = json.loads(result.stdout)
        assert answer["ok"] is True, f"{document.name}: {result.stdout}"


@needs("outloud")
def test_outloud_finds_no_error_in_any_pdf(year: Built) -> None:
    outloud = Path(sys.executable).with_name("outloud")
    if not outloud.exists():
        missing("outloud")
    result = run([outloud, "--no-info", "--fail-on", "error", *year.pdfs])
    assert result.returncode == 0, result.stdout + result.stderr


@needs("soffice")
def test_libreoffice_opens_every_document(year: Built, tmp_path: Path) -> None:
    soffice = program("soffice")
    profile = (tmp_path / "profile").as_uri()
    command = [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", tmp_path, *year.documents], check=True, capture_output=True)
    written = {file.name for file in tmp_path.glob("*.docx")}
    assert written == {document.name for document in year.documents}


@needs("pdfinfo")
def test_poppler_reads_every_pdf_without_a_complaint(year: Built) -> None:
    pdfinfo = program("pdfinfo")
    for pdf in year.pdfs:
        result = run([pdfinfo, "-struct", pdf])
        assert result.stderr == "", f"{pdf.name}: {result.stderr}"
        assert result.stdout.startswith("Document"), pdf.name


@needs("soffice")
@needs_verapdf
def test_the_other_engine_makes_pdfs_that_verapdf_accepts_too(tmp_path: Path) -> None:
    program("soffice")
    workspace = copy_workspace(tmp_path, REPOSITORY)
    plan = load_plan(workspace)
    jobs = meeting_jobs(find_meeting(plan, "2022-03-11"), MEETING_KINDS)
    report = make_documents(Pipeline(workspace, plan, "libreoffice"), jobs)
    assert (report.errors, report.warnings) == ((), ())
    pdfs = [workspace.root / file.sti for file in report.files if file.format == "pdf"]
    assert [verapdf(flavour, pdfs) for flavour in ("ua1", "2a")] == ["", ""]


@needs("qpdf")
def test_qpdf_finds_no_fault_in_any_pdf_or_package(year: Built) -> None:
    qpdf = program("qpdf")
    for pdf in (*year.pdfs, *packages_of(year)):
        result = run([qpdf, "--check", pdf])
        assert result.returncode == 0, f"{pdf.name}: {result.stdout}{result.stderr}"
