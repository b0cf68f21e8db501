"""Minutes from draft to approved: the mark on their PDF, and their place in the next meeting's package."""

import os
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
import pytest

from dokumentmaskin.pipeline import Pipeline, Report, make_documents, meeting_jobs
from dokumentmaskin.pipeline.kinds import INNKALLING, REFERAT, SAKSLISTE
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.minutes.word_edits import WordEdit
from tests.pipeline.meeting import Package, codes
from tests.profiles import WRITTEN_LANGUAGES

MARCH: Final = "2022-03-11"
MAY: Final = "2022-05-20"
DOCX: Final = f"output/{MARCH}-klima/referat-{MARCH}.docx"
PDF: Final = f"output/{MARCH}-klima/referat-{MARCH}.pdf"
PACKAGE: Final = f"output/{MAY}-klima/motepakke-{MAY}.pdf"
READ: Final = {f"plan/2022/{MARCH}/referat.yaml": "startet: 09:00\n"}
APPROVED: Final = {f"plan/2022/{MAY}/referat.yaml": f"godkjenner: {MARCH}\n"}
EXEMPT: Final = """\
saker:
  - {tittel: Luft}
  - {tittel: Tilsetting av Giraffnavn, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}
"""


def make_minutes(workspace: Workspace) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, MARCH), [REFERAT]))


def edit(workspace: Workspace, words: str) -> None:
    file = workspace.root / DOCX
    document = docx.Document(str(file))
    document.add_paragraph(words)
    target = BytesIO()
    document.save(target)
    file.write_bytes(target.getvalue())


def package(workspace: Workspace) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_package(pipeline, find_meeting(pipeline.plan, MAY), Choices())


def status(report: Report, path: str) -> str:
    return next(file.status for file in report.files if file.sti == path)


def marked(file: Path) -> list[bool]:
    return ["UTKAST" in text for text in Package(file).texts]


def test_minutes_are_marked_until_they_are_approved(write_plan: WritePlan) -> None:
    here = write_plan()
    made = make_minutes(here)
    assert made.errors == ()
    assert all(marked(here.root / PDF))
    here = write_plan(andre=READ)
    assert make_minutes(here).errors == ()
    assert all(marked(here.root / PDF))
    here = write_plan(andre={**READ, **APPROVED})
    assert make_minutes(here).errors == ()
    assert not any(marked(here.root / PDF))
    assert "godkjent 20. mai 2022" in Package(here.root / PDF).text


def test_the_pdf_of_an_edited_document_is_made_anew_when_the_minutes_are_approved(
    write_plan: WritePlan,
) -> None:
    here = write_plan(andre=READ)
    make_minutes(here)
    edit(here, "Dette ble sagt.")
    assert status(package(here), PDF) == "skrevet"
    assert all(marked(here.root / PDF))
    assert status(package(here), PDF) == "uendret"
    here = write_plan(andre={**READ, **APPROVED})
    assert status(package(here), PDF) == "skrevet"
    assert not any(marked(here.root / PDF))
    assert "Dette ble sagt." in Package(here.root / PDF).text


def test_no_other_document_is_marked(write_plan: WritePlan) -> None:
    here = write_plan()
    pipeline = Pipeline(here, load_plan(here))
    made = make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, MARCH), [INNKALLING, SAKSLISTE]))
    pdfs = [here.root / file.sti for file in made.files if file.format == "pdf"]
    assert [any(marked(pdf)) for pdf in pdfs] == [False, False]


# In the package


def test_a_paper_that_a_person_lays_beside_the_minutes_is_not_taken_for_them(write_plan: WritePlan) -> None:
    case = (
        "saker:\n  - tittel: Godkjenning av referat fra møtet 11. mars 2022\n"
        "    vedlegg: [{tittel: Merknader, fil: vedlegg/merknader.txt}]\n"
    )
    paper = {f"plan/2022/{MAY}/vedlegg/merknader.txt": "Dette mangler."}
    here = write_plan(møter={f"2022/{MAY}": case}, andre={**READ, **paper})
    make_minutes(here)
    edit(here, "Dette ble sagt.")
    assert package(here).errors == ()
    whole = Package(here.root / PACKAGE)
    (remarks,), (said,) = whole.pages_with("Dette mangler."), whole.pages_with("Dette ble sagt.")
    assert remarks < said


def test_the_finished_minutes_are_a_paper_of_their_approval(write_plan: WritePlan) -> None:
    here = write_plan(andre=READ)
    make_minutes(here)
    edit(here, "Dette ble sagt.")
    made = package(here)
    assert (made.errors, made.warnings) == ((), ())
    (file,) = [file for file in made.files if file.sti == PACKAGE]
    assert (file.pdfa, file.pdfua) == ("2a", True)
    whole = Package(here.root / PACKAGE)
    (place,) = whole.pages_with("Dette ble sagt.")
    assert "UTKAST" in whole.texts[place - 1]
    assert "Sak 2 · Vedlegg 1 · side" in whole.texts[place - 1]
    titles = [mark.title for mark in whole.bookmarks()]
    assert "Vedlegg 1 Referat fra møtet 11. mars 2022" in [
        t.replace("\N{NO-BREAK SPACE}", " ") for t in titles
    ]


def test_damaged_minutes_are_an_error_and_no_crash(write_plan: WritePlan) -> None:
    here = write_plan(andre=READ)
    make_minutes(here)
    (here.root / DOCX).write_bytes(b"ikke en Word-fil")
    report = package(here)
    assert "docx-uleselig" in [problem.code for error in report.errors for problem in error.problems]
    assert not (here.root / PACKAGE).exists()


def test_there_is_no_paper_before_the_minutes_are_read_back(write_plan: WritePlan) -> None:
    here = write_plan()
    assert [w.code for w in package(here).warnings if w.code == "ulest-referat"] == []  # there are none here
    make_minutes(here)
    made = package(here)
    assert made.errors == ()
    assert [w.code for w in made.warnings if w.code == "ulest-referat"] == ["ulest-referat"]
    assert "Vedlegg" not in Package(here.root / PACKAGE).text


def test_minutes_that_still_call_themselves_a_draft_are_pointed_out(write_plan: WritePlan) -> None:
    here = write_plan()
    make_minutes(here)
    edit(here, "Dette ble sagt.")
    here = write_plan(andre=READ)
    (warning,) = package(here).warnings
    assert (warning.code, str(warning.place)) == ("gammel-status", DOCX)
    assert warning.advice == "Kjør «dok referat 2022-03-11», så blir linjen rettet."
    assert make_minutes(here).errors == ()
    assert package(here).warnings == ()
    text = Package(here.root / PDF).text
    assert "til godkjenning, merknader innen" in text
    assert "Dette ble sagt." in text


def test_a_draft_that_a_person_has_exported_is_pointed_out(write_plan: WritePlan) -> None:
    here = write_plan(andre=READ)
    make_minutes(here)
    edit(here, "Dette ble sagt.")
    exported = (here.root / PDF).read_bytes()
    (here.root / PDF).write_bytes(exported + b"\n")
    later = (here.root / DOCX).stat().st_mtime_ns + 10**9
    os.utime(here.root / PDF, ns=(later, later))
    assert [w.code for w in package(here).warnings if w.code == "utkast-uten-merke"] == ["utkast-uten-merke"]
    here = write_plan(andre={**READ, **APPROVED})
    assert [w.code for w in package(here).warnings if w.code == "utkast-uten-merke"] == []


def test_an_empty_form_never_stands_for_minutes_that_are_not_there(write_plan: WritePlan) -> None:
    here = write_plan(andre=READ)
    made = package(here)
    assert codes(made) == ["mangler-referat"]
    assert str(made.errors[0].problems[0].place) == DOCX
    assert not (here.root / DOCX).exists()
    make_minutes(here)
    assert codes(package(here)) == ["mangler-referat"]
    assert not (here.root / PACKAGE).exists()


INTERNAL: Final = f"output/{MAY}-klima/intern/motepakke-{MAY}.pdf"


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_what_was_decided_in_an_exempt_case_is_in_the_internal_package_of_the_next_meeting_alone(
    målform: str, write_plan: WritePlan
) -> None:
    organisation = f"{ORGANISASJON}målform: {målform}\n"
    here = write_plan(organisasjon=organisation, andre=READ, møter={f"2022/{MARCH}": EXEMPT})
    make_minutes(here)
    file = here.root / DOCX
    document = docx.Document(str(file))
    place = next(n for n, p in enumerate(document.paragraphs) if p.text.endswith("Giraffnavn"))
    heading = next(p for p in document.paragraphs[place:] if p.text in {"Vedtak", "Konklusjon"})
    heading.insert_paragraph_before("Lønnen blir førti tusen kroner mer i året.")
    own = next(p for p in document.paragraphs if p.text.endswith("Luft"))
    own.insert_paragraph_before("Dette kan alle lese.")
    document.save(str(file))
    report = package(here)
    assert report.errors == ()
    public, internal = Package(here.root / PACKAGE).text, Package(here.root / INTERNAL).text
    for words, open_too in (("førti tusen", False), ("Giraffnavn", False), ("Dette kan alle lese", True)):
        assert (words in public, words in internal) == (open_too, True), words
    assert "ikke-i-apen-utgave" in [warning.code for warning in report.warnings]


def test_a_row_of_which_nobody_can_tell_whose_it_is_is_asked_about(write_plan: WritePlan) -> None:
    here = write_plan(andre=READ, møter={f"2022/{MARCH}": EXEMPT})
    make_minutes(here)
    file = here.root / DOCX
    edit = WordEdit(file.read_bytes())
    edit.point(0, "Ring dem", "Ola", "", "", "")
    file.write_bytes(edit.saved())
    report = make_minutes(here)
    (problem,) = report.errors[0].problems
    assert (problem.code, report.errors[0].exit_code, str(problem.place)) == ("punkt-uten-sak", 8, DOCX)
    assert "Ring dem" in problem.message
