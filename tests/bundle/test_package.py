"""A meeting's package is made of the documents as they lie there now."""

from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest

from dokumentmaskin.pipeline import Pipeline, Report
from dokumentmaskin.plan.loader import load_plan
from dokumentmaskin.plan.meetings import find_meeting
from dokumentmaskin.workspace import Workspace

FOLDER = "output/2022-03-11-klima"
WHOLE = f"{FOLDER}/motepakke-2022-03-11.pdf"


def package(workspace: Workspace) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return pipeline.run_package(find_meeting(pipeline.plan, "2022-03-11"))


def statuses(report: Report) -> dict[str, str]:
    return {Path(file.sti).name: file.status for file in report.files}


def test_a_package_is_the_summons_and_the_agenda_as_they_lie(workspace: Workspace) -> None:
    first = package(workspace)
    assert set(statuses(first).values()) == {"skrevet"}
    agenda = workspace.root / FOLDER / "saksliste-2022-03-11.docx"
    document = docx.Document(str(agenda))
    document.add_paragraph("Lagt til av en person")
    document.save(str(agenda))
    mine = agenda.read_bytes()
    report = package(workspace)
    assert statuses(report) == {
        "innkalling-2022-03-11.docx": "uendret",
        "innkalling-2022-03-11.pdf": "uendret",
        "saksliste-2022-03-11.docx": "bevart",
        "saksliste-2022-03-11.pdf": "skrevet",
        "motepakke-2022-03-11.pdf": "skrevet",
    }
    assert report.errors == ()
    assert agenda.read_bytes() == mine
    *parts, last = [file for file in report.files if file.format == "pdf"]
    pages = [page.extract_text() for page in pypdf.PdfReader(workspace.root / WHOLE).pages]
    assert (last.rolle, last.sider, last.pdfa, last.pdfua) == ("møtepakke", len(pages), None, False)
    assert sum(file.sider or 0 for file in parts) == len(pages)
    assert "Innkalling" in pages[0]
    assert "Lagt til av en person" in pages[-1]
    assert set(statuses(package(workspace)).values()) == {"bevart", "uendret"}


def test_a_package_that_a_person_has_changed_is_kept(workspace: Workspace) -> None:
    package(workspace)
    target, mine = workspace.root / WHOLE, BytesIO()
    writer = pypdf.PdfWriter(target)
    writer.add_blank_page()
    writer.write(mine)
    target.write_bytes(mine.getvalue())
    report = package(workspace)
    assert [error.exit_code for error in report.errors] == [7]
    assert target.read_bytes() == mine.getvalue()
    assert statuses(report)["motepakke-2022-03-11.ny.pdf"] == "skrevet"


@pytest.mark.parametrize("role", ["innkalling", "saksliste"])
def test_no_package_is_made_when_a_part_failed(workspace: Workspace, role: str) -> None:
    (workspace.templates / f"bokmal/{role}.docx").unlink()
    report = package(workspace)
    assert [error.exit_code for error in report.errors] == [4]
    assert not (workspace.root / WHOLE).exists()
