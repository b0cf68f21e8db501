"""What is not settled, and a person's name, is named and stops the PDF, or is taken out when told so."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
import pikepdf
import pypdf
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf.annotations import Text
from pypdf.generic import NameObject, TextStringObject

from dokumentmaskin.errors import Problem, PublishingError
from dokumentmaskin.pipeline import Pipeline, Report, meeting_jobs
from dokumentmaskin.pipeline import making as stage
from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.kinds import SAKSLISTE
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.pipeline.publishing import clear_paper
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.word.package import COMMENTS, Package
from dokumentmaskin.workspace import Workspace
from tests.pipeline.meeting import meeting
from tests.templates import own_templates
from tests.word import tracked
from tests.word.tracked import KARI, by, dele, ins, p, run

FOLDER: Final = "output/2022-03-11-klima"
DOCX: Final = f"{FOLDER}/saksliste-2022-03-11.docx"
PDF: Final = f"{FOLDER}/saksliste-2022-03-11.pdf"
Edit = Callable[[Document], object]


def make(workspace: Workspace, *, accept: bool = False, engine: str | None = None) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace), engine, accept_changes=accept)
    return make_as_they_are(pipeline, meeting_jobs(find_meeting(pipeline.plan, "2022-03-11"), [SAKSLISTE]))


@pytest.fixture
def made(workspace: Workspace) -> Workspace:
    """A workspace with an agenda as dok made it."""
    report = make(workspace)
    assert (report.errors, report.warnings) == ((), ())
    return workspace


def edit(workspace: Workspace, *edits: Edit, of: str = DOCX) -> bytes:
    document = docx.Document(str(workspace.root / of))
    for change in edits:
        change(document)
    document.save(str(workspace.root / of))
    return (workspace.root / of).read_bytes()


def written(xml: str) -> Edit:
    """Puts raw content into the last paragraph."""
    wrapped = f"<w:p {nsdecls('w')}>{xml}</w:p>"

    def change(document: Document) -> None:
        for element in list(parse_xml(wrapped)):
            document.paragraphs[-1]._p.append(element)

    return change


def commented(document: Document) -> None:
    paragraph = document.add_paragraph("Beløpet er uklart.")
    document.add_comment(paragraph.runs, text="Hvor mye?", author="Ola Hansen")


def hidden(document: Document) -> None:
    document.add_paragraph().add_run("Bare for oss").font.hidden = True


def author(name: str) -> Edit:
    return lambda document: setattr(document.core_properties, "author", name)


def saved_by(name: str) -> Edit:
    return lambda document: setattr(document.core_properties, "last_modified_by", name)


TRACKED: Final = written(ins(" innskutt") + dele(" slettetord"))


def problems(report: Report) -> dict[str, Problem]:
    return {problem.code: problem for error in report.errors for problem in error.problems}


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.warnings]


def text(file: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


# Named and stopped


def test_what_is_not_settled_stops_the_pdf_and_is_named(made: Workspace) -> None:
    before = (made.root / PDF).read_bytes()
    mine = edit(made, TRACKED, commented, hidden)
    report = make(made)
    (error,) = report.errors
    assert isinstance(error, PublishingError)
    assert error.exit_code == 8
    told = problems(report)
    assert list(told) == ["sporede-endringer", "kommentarer", "skjult-tekst"]
    changes = told["sporede-endringer"]
    assert changes.message.startswith(
        f"Dokumentet har 2 sporede endringer av {KARI}: satt inn «innskutt» under «"
    )
    assert "slettet «slettetord» under «" in changes.message
    assert changes.advice == "Godta eller avvis endringene i Word, eller legg til --godta-endringer."
    assert "én kommentar av Ola Hansen: «Hvor mye?» under «" in told["kommentarer"].message
    assert "ett sted: «Bare for oss» under «" in told["skjult-tekst"].message
    assert {str(problem.place) for problem in told.values()} == {DOCX}
    assert (made.root / DOCX).read_bytes() == mine
    assert (made.root / PDF).read_bytes() == before
    assert [file.sti for file in report.files] == [DOCX]


def test_the_pdf_that_lies_there_is_told_of(made: Workspace) -> None:
    edit(made, TRACKED)
    report = make(made)
    assert codes(report) == ["gammel-pdf"]
    assert "er eldre enn Word-filen" in report.warnings[0].message
    assert str(report.warnings[0].place) == PDF
    make(made, accept=True)
    assert "laget med --godta-endringer" in make(made).warnings[0].message
    (made.root / PDF).unlink()
    assert make(made).warnings == ()


def test_what_comes_from_the_template_is_said_to(workspace: Workspace) -> None:
    own_templates(workspace.root)
    edit(workspace, hidden, of="templates/bokmal/saksliste.docx")
    assert problems(make(workspace))["skjult-tekst"].advice.startswith("Det kommer fra malen.")
    edit(workspace, commented)
    told = problems(make(workspace))
    assert not [problem for problem in told.values() if "malen" in problem.advice]


def test_three_hundred_changes_are_one_line(made: Workspace) -> None:
    def many(document: Document) -> None:
        for number in range(300):
            document.add_paragraph("Punkt")._p.append(
                parse_xml(ins(f" nytt {number}").replace("<w:ins", f"<w:ins {nsdecls('w')}", 1))
            )

    edit(made, many)
    (problem,) = problems(make(made)).values()
    assert "300 sporede endringer" in problem.message
    assert problem.message.endswith(" og 297 til.")
    assert len(problem.message) < 500


# Accepted when told so


def test_with_the_option_the_pdf_is_made_of_the_accepted_text(made: Workspace) -> None:
    mine = edit(made, TRACKED, commented, hidden)
    report = make(made, accept=True)
    assert report.errors == ()
    shown = text(made.root / PDF)
    assert "innskutt" in shown
    assert "Beløpet er uklart." in shown
    for gone in ("slettetord", "Bare for oss", "Hvor mye", KARI, "Ola Hansen"):
        assert gone not in shown
    assert (made.root / DOCX).read_bytes() == mine
    (warning,) = report.warnings
    assert warning.message == (
        "PDF-en er laget med 2 sporede endringer godtatt, uten kommentaren og uten den skjulte teksten."
    )
    assert (report.files[1].pdfa, report.files[1].pdfua) == ("2a", True)


def test_the_choice_is_part_of_what_the_pdf_is_remembered_by(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a PDF was made anew")

    edit(made, TRACKED)
    assert make(made, accept=True).files[1].status == "skrevet"
    with monkeypatch.context() as patched:
        patched.setattr(stage, "make_pdf", never)
        again = make(made, accept=True)
        assert (again.files[1].status, codes(again)) == ("uendret", ["endringer-godtatt"])
        assert list(problems(make(made))) == ["sporede-endringer"]


def test_the_option_changes_nothing_where_all_is_settled(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "make_pdf", None)  # nothing may be made anew
    report = make(made, accept=True)
    assert [file.status for file in report.files] == ["uendret", "uendret"]
    assert report.warnings == ()


# Names in the properties


def test_a_person_as_author_does_not_get_into_the_pdf_unsaid(made: Workspace) -> None:
    edit(made, author(KARI))
    (problem,) = problems(make(made)).values()
    assert problem.code == "forfatter"
    assert f"«{KARI}»" in problem.message
    report = make(made, accept=True)
    assert report.errors == ()
    data = (made.root / PDF).read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Author) == "Regionrådet"
        assert KARI.encode() not in pdf.Root.Metadata.read_bytes()


def test_an_author_that_the_template_writes_is_no_persons_doing(workspace: Workspace) -> None:
    own_templates(workspace.root)
    template = "templates/bokmal/saksliste.docx"
    edit(workspace, author("{{ organisasjon.navn }} v/sekretariatet"), of=template)
    assert make(workspace).errors == ()
    edit(workspace, lambda document: document.add_paragraph("Mer."))
    assert make(workspace).errors == ()
    edit(workspace, author("Sekretariatets kontor"), of=template)
    edit(workspace, author("Sekretariatets kontor"))
    assert make(workspace).errors == ()


def test_who_saved_the_file_is_one_warning(made: Workspace) -> None:
    edit(made, saved_by(KARI), lambda document: setattr(document.core_properties, "keywords", "internt"))
    report = make(made)
    assert report.errors == ()
    (warning,) = report.warnings
    assert warning.code == "navn-i-egenskaper"
    assert f"navnet «{KARI}» og stikkord «internt»" in warning.message
    data = (made.root / PDF).read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes() + repr(pdf.docinfo).encode()
    assert KARI.encode() not in metadata
    assert b"internt" not in metadata
    assert codes(make(made)) == ["navn-i-egenskaper"]


# A PDF that a person exported


def export(workspace: Workspace, *, author: str = "", note: str = "") -> bytes:
    """Lay a PDF of a person's own there, younger than the document."""
    writer, target = pypdf.PdfWriter(workspace.root / PDF), BytesIO()
    writer.metadata = {"/Author": author} if author else {}
    writer.xmp_metadata = None
    if note:
        annotation = Text(rect=(50, 550, 200, 650), text=note)
        annotation[NameObject("/T")] = TextStringObject("Ola Hansen")
        writer.add_annotation(0, annotation)
    writer.write(target)
    (workspace.root / PDF).write_bytes(target.getvalue())
    moment = (workspace.root / DOCX).stat().st_mtime + 60
    os.utime(workspace.root / PDF, (moment, moment))
    return target.getvalue()


def test_a_pdf_exported_with_comments_or_a_persons_name_is_refused(made: Workspace) -> None:
    mine = export(made, author="kari.n", note="Hvor mye?")
    for accept in (False, True):
        told = problems(make(made, accept=accept))
        assert list(told) == ["pdf-kommentarer", "pdf-forfatter"]
        assert "én kommentar av Ola Hansen: «Hvor mye?» på side 1" in told["pdf-kommentarer"].message
        assert "«kari.n»" in told["pdf-forfatter"].message
    assert (made.root / PDF).read_bytes() == mine


def test_an_exported_pdf_of_a_document_with_changes_is_to_be_looked_at(made: Workspace) -> None:
    edit(made, TRACKED)
    export(made, author="Regionrådet")
    report = make(made)
    assert report.errors == ()
    assert "eksportert-med-endringer" in codes(report)


# The package


def test_no_package_is_made_of_what_is_not_settled(workspace: Workspace) -> None:
    clock = datetime(2022, 3, 4, tzinfo=UTC)

    def package(*, accept: bool = False) -> Report:
        pipeline = Pipeline(workspace, load_plan(workspace), None, lambda: clock, accept_changes=accept)
        return make_package(pipeline, find_meeting(pipeline.plan, "2022-03-11"), Choices())

    assert package().errors == ()
    package_file = workspace.root / FOLDER / "motepakke-2022-03-11.pdf"
    before = package_file.read_bytes()
    edit(workspace, written(f"<w:ins {by()}><w:r><w:t> innskutt</w:t></w:r></w:ins>"))
    report = package()
    assert list(problems(report)) == ["sporede-endringer"]
    assert codes(report) == ["uten-tid-eller-sted", "gammel-pdf", "gammel-pakke"]
    assert package_file.read_bytes() == before
    assert package(accept=True).errors == ()
    assert "innskutt" in text(package_file)


def test_a_document_that_cannot_be_looked_into_is_not_published(made: Workspace) -> None:
    mine = edit(made, TRACKED, commented)
    (made.root / DOCX).write_bytes(tracked.with_part(mine, "word/comments.xml", b"<skadet"))
    before = (made.root / PDF).read_bytes()
    for accept in (False, True):
        assert "ikke-undersokt" in problems(make(made, accept=accept))
        assert (made.root / PDF).read_bytes() == before


# Papers in Word


ONE: Final = "- {tittel: Budsjett, vedlegg: [{tittel: Notat, fil: notat.docx}]}"


def taken_in(
    folder: Path, paper: bytes, *, accept: bool = False, keep: bool = False
) -> tuple[Workspace, Report]:
    here = meeting(folder, ONE, {"notat.docx": paper})
    pipeline = Pipeline(here, load_plan(here), accept_changes=accept)
    møte = find_meeting(pipeline.plan, "2022-03-11")
    return here, make_package(pipeline, møte, Choices(keep_annotations=keep))


def test_a_word_paper_with_changes_stops_the_package_until_told(tmp_path: Path) -> None:
    paper = tracked.docx(
        p(run("Vi har "), ins("ikke "), dele("alt "), run("råd."), run("hemmelig", "<w:vanish/>"))
    )
    _, report = taken_in(tmp_path / "stanset", paper)
    (error,) = report.errors
    assert error.exit_code == 8
    assert [problem.code for problem in error.problems] == ["sporede-endringer", "skjult-tekst"]
    for problem in error.problems:
        assert "vedlegg 1: Dokumentet har" in problem.message
        assert str(problem.place) == "plan/2022/2022-03-11/notat.docx"
    here, report = taken_in(tmp_path / "godtatt", paper, accept=True)
    assert report.errors == ()
    shown = text(here.root / FOLDER / "motepakke-2022-03-11.pdf")
    assert "Vi har ikke råd." in shown
    assert not {"alt", "hemmelig"} & set(shown.split())
    assert "endringer-godtatt" in codes(report)


def test_comments_in_a_word_paper_are_left_out_and_told(tmp_path: Path) -> None:
    paper = tracked.docx(p(tracked.commented("beløpet")), parts=tracked.comments((KARI, "Er dette rett?")))
    for keep in (False, True):
        _, report = taken_in(tmp_path / str(keep), paper, keep=keep)
        assert report.errors == ()
        (note,) = (warning for warning in report.warnings if warning.code == "kommentarer-fjernet")
        assert f"én kommentar av {KARI}, som ikke er med i PDF-en: «Er dette rett?»" in note.message
        assert bool(note.advice) is keep
    # No engine gets them either: a picture in a comment is more than it can read.
    assert not Package(clear_paper(paper, "notat.docx", accept=False, keep=False).docx).named(COMMENTS)


def test_a_paper_that_cannot_be_used_weighs_more_than_one_that_is_not_settled(tmp_path: Path) -> None:
    both = "- {tittel: Budsjett, vedlegg: [{tittel: N, fil: n.docx}, {tittel: M, fil: m.docx}]}"
    here = meeting(tmp_path / "her", both, {"n.docx": tracked.docx(p(ins("x"))), "m.docx": b"nei"})
    pipeline = Pipeline(here, load_plan(here))
    (error,) = make_package(pipeline, find_meeting(pipeline.plan, "2022-03-11"), Choices()).errors
    assert error.exit_code == 6
    assert [problem.code for problem in error.problems] == ["sporede-endringer", "vedlegg-skadet"]
