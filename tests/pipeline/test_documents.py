"""From a plan to finished files: what is made, what is left alone, and what is said about it."""

import os
import shutil
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import pypdf
import pytest

from dokumentmaskin.errors import EngineError, Problem, RefusedError, TemplateError
from dokumentmaskin.memory.files import recall
from dokumentmaskin.pdf import FinishedPdf, make_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pipeline import Pipeline, Report, make_documents, making, meeting_jobs, pdfs
from dokumentmaskin.pipeline import pipeline as stage
from dokumentmaskin.pipeline.kinds import INNKALLING, MEETING_KINDS
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.templates import own_templates

DOT: Final = (  # a picture of one dot, as PNG
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FOLDER: Final = "output/2022-03-11-klima"
DOCX: Final = f"{FOLDER}/innkalling-2022-03-11.docx"
PDF: Final = f"{FOLDER}/innkalling-2022-03-11.pdf"


def pipeline(workspace: Workspace, engine: str | None = None) -> Pipeline:
    return Pipeline(workspace, load_plan(workspace), engine)


def summon(workspace: Workspace, engine: str | None = None) -> Report:
    made = pipeline(workspace, engine)
    return make_documents(made, meeting_jobs(find_meeting(made.plan, "2022-03-11"), [INNKALLING]))


def statuses(report: Report) -> dict[str, str]:
    """What became of each document; the case numbers have tests of their own."""
    return {file.sti: file.status for file in report.files if file.rolle != "saksnummer"}


def edit(file: Path, words: str = "Lagt til av en person") -> bytes:
    document = docx.Document(str(file))
    document.add_paragraph(words)
    document.save(str(file))
    return file.read_bytes()


def text(file: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def language(file: Path) -> str:
    catalog: Any = pypdf.PdfReader(file).trailer["/Root"]
    return str(catalog["/Lang"])


def no_pdf(*_: object) -> None:
    raise AssertionError("a PDF was made anew")


@pytest.fixture(scope="module")
def first() -> dict[str, bytes]:
    """The output of one summons, filled by the first test that needs it."""
    return {}


@pytest.fixture
def summoned(workspace: Workspace, first: dict[str, bytes]) -> Workspace:
    """A workspace with one summons as dok made it."""
    if not first:
        assert not summon(workspace).errors
        folder = workspace.root / FOLDER
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        first.update({file.relative_to(folder).as_posix(): file.read_bytes() for file in files})
    for name, data in first.items():
        target = workspace.root / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return workspace


# What a person has edited


def test_an_edited_document_is_kept_and_its_pdf_made_of_it(summoned: Workspace) -> None:
    mine = edit(summoned.root / DOCX)
    report = summon(summoned)
    assert statuses(report) == {DOCX: "bevart", PDF: "skrevet"}
    assert report.errors == ()
    assert (summoned.root / DOCX).read_bytes() == mine
    assert "Lagt til av en person" in text(summoned.root / PDF)


def test_a_document_that_dok_does_not_know_is_kept_and_the_new_one_laid_beside(summoned: Workspace) -> None:
    mine = edit(summoned.root / DOCX)
    shutil.rmtree(summoned.root / FOLDER / ".dok")
    (summoned.root / PDF).unlink()
    report = summon(summoned)
    beside = f"{FOLDER}/innkalling-2022-03-11.ny.docx"
    assert statuses(report) == {DOCX: "bevart", beside: "skrevet", PDF: "skrevet"}
    assert (summoned.root / DOCX).read_bytes() == mine
    assert "Lagt til av en person" in text(summoned.root / PDF)
    (error,) = report.errors
    assert isinstance(error, RefusedError)
    (problem,) = error.problems
    assert str(problem.place) == DOCX
    assert "innkalling-2022-03-11.ny.docx" in problem.advice


def test_an_edited_documents_pdf_is_made_once(summoned: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(summoned.root / DOCX)
    summon(summoned)
    monkeypatch.setattr(making, "make_pdf", no_pdf)
    assert set(statuses(summon(summoned)).values()) == {"bevart", "uendret"}


def export(workspace: Workspace, seconds: int) -> bytes:
    """Another PDF in the place of dok's, so many seconds younger than the document."""
    target, made = workspace.root / PDF, BytesIO()
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.write(made)
    target.write_bytes(made.getvalue())
    moment = (workspace.root / DOCX).stat().st_mtime + seconds
    os.utime(target, (moment, moment))
    return made.getvalue()


def test_a_newer_pdf_of_a_person_is_used_as_it_is(summoned: Workspace) -> None:
    mine = export(summoned, 60)
    report = summon(summoned)
    assert statuses(report) == {DOCX: "uendret", PDF: "bevart"}
    assert (summoned.root / PDF).read_bytes() == mine
    assert (report.files[1].sider, report.files[1].pdfa, report.files[1].pdfua) == (3, None, False)
    assert [problem.code for problem in report.warnings] == ["pdf-ikke-tilgjengelig"]
    assert report.errors == ()


def test_an_older_pdf_of_a_person_is_not_overwritten(summoned: Workspace) -> None:
    mine = export(summoned, -60)
    report = summon(summoned)
    beside = f"{FOLDER}/innkalling-2022-03-11.ny.pdf"
    assert statuses(report) == {DOCX: "uendret", PDF: "bevart", beside: "skrevet"}
    assert (summoned.root / PDF).read_bytes() == mine
    assert "klima" in text(summoned.root / beside)
    assert [(file.sider, file.pdfua) for file in report.files[1:3]] == [(3, False), (1, True)]
    assert [error.exit_code for error in report.errors] == [7]


def test_a_document_that_is_open_is_refused(summoned: Workspace) -> None:
    (summoned.root / FOLDER / "~$nkalling-2022-03-11.docx").touch()
    before = (summoned.root / DOCX).read_bytes()
    edit_plan(summoned)
    report = summon(summoned)
    assert [p.code for error in report.errors for p in error.problems] == ["fil-apen"]
    assert (summoned.root / DOCX).read_bytes() == before


def edit_plan(workspace: Workspace) -> None:
    file = workspace.plan / "2022/klima.yaml"
    file.write_text(file.read_text("utf-8").replace("Luft", "Støv"), "utf-8")


def test_a_changed_plan_makes_both_anew(summoned: Workspace) -> None:
    edit_plan(summoned)
    assert statuses(summon(summoned)) == {DOCX: "skrevet", PDF: "skrevet"}
    assert "Støv" in text(summoned.root / PDF)
    assert "Luft" not in text(summoned.root / PDF)


# Engines


class Counting:
    """The built-in engine under another name, counting its documents."""

    name = "libreoffice"

    def __init__(self) -> None:
        self.count = 0

    def convert(self, data: bytes) -> bytes:
        self.count += 1
        return BuiltInEngine().convert(data)


class Refusing(Counting):
    def convert(self, data: bytes) -> bytes:
        raise EngineError(Problem("pdf-motor-feilet", f"Motoren stoppet etter {len(data)} byte."))


class Dropping(Counting):
    """Makes a PDF of another document, as if words were lost."""

    def convert(self, data: bytes) -> bytes:
        document = docx.Document(BytesIO(data))
        for paragraph in document.paragraphs:
            if "Luft" in paragraph.text:
                paragraph.text = ""
        for cell in (c for table in document.tables for row in table.rows for c in row.cells):
            cell.text = cell.text.replace("Luft", "")
        changed = BytesIO()
        document.save(changed)
        return BuiltInEngine().convert(changed.getvalue())


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[Counting], list[str]]:
    """Make an engine the only one; the list holds the names that are asked for."""

    def installed(engine: Counting) -> list[str]:
        asked: list[str] = []

        def only(name: str) -> tuple[Counting]:
            asked.append(name)
            return (engine,)

        monkeypatch.setattr(stage, "choose_engines", only)
        return asked

    return installed


def test_another_engine_makes_the_pdf_anew(
    summoned: Workspace, install: Callable[[Counting], list[str]]
) -> None:
    engine = Counting()
    asked = install(engine)
    summon(summoned, "libreoffice")
    assert (asked, engine.count) == (["libreoffice"], 1)
    assert recall(summoned.root / PDF)["motor"] == "libreoffice"
    assert statuses(summon(summoned, "libreoffice"))[PDF] == "uendret"
    assert engine.count == 1
    summon(summoned)
    assert (asked[1:], engine.count) == (["innebygd"], 2)


def test_the_plans_engine_is_asked_for(
    workspace: Workspace, install: Callable[[Counting], list[str]]
) -> None:
    with (workspace.plan / "organisasjon.yaml").open("a", encoding="utf-8") as stream:
        stream.write("pdf: {motor: libreoffice}\n")
    asked = install(Counting())
    summon(workspace)
    assert asked == ["libreoffice"]


@pytest.mark.parametrize(("engine", "words"), [(Refusing(), "Motoren stoppet etter"), (Dropping(), "«Luft»")])
def test_a_broken_engine_is_an_error_and_makes_no_pdf(
    workspace: Workspace, install: Callable[[Counting], list[str]], engine: Counting, words: str
) -> None:
    install(engine)
    report = summon(workspace)
    assert statuses(report) == {DOCX: "skrevet"}
    (error,) = report.errors
    assert isinstance(error, EngineError)
    assert words in str(error)
    assert str(error.problems[0].place) == DOCX
    assert not (workspace.root / PDF).exists()


def test_a_broken_engine_leaves_the_last_pdf(
    summoned: Workspace, install: Callable[[Counting], list[str]]
) -> None:
    before = (summoned.root / PDF).read_bytes()
    edit(summoned.root / DOCX)
    install(Refusing())
    assert {error.exit_code for error in summon(summoned).errors} == {5}
    assert (summoned.root / PDF).read_bytes() == before


def test_a_picture_without_a_description_is_named(summoned: Workspace) -> None:
    document = docx.Document(str(summoned.root / DOCX))
    document.add_picture(BytesIO(b64decode(DOT)))
    document.save(str(summoned.root / DOCX))
    before = (summoned.root / PDF).read_bytes()
    problems = [
        p for error in summon(summoned).errors if isinstance(error, EngineError) for p in error.problems
    ]
    assert ("bilde-uten-alternativ-tekst", DOCX) in [(p.code, str(p.place)) for p in problems]
    assert (summoned.root / PDF).read_bytes() == before


def test_a_picture_without_a_description_in_the_template_is_mended_in_the_template(
    summoned: Workspace,
) -> None:
    own_templates(summoned.root)
    template = "templates/bokmal/innkalling.docx"
    document = docx.Document(str(summoned.root / template))
    document.add_picture(BytesIO(b64decode(DOT)))
    document.save(str(summoned.root / template))
    (error,) = summon(summoned).errors
    assert isinstance(error, TemplateError)
    assert [(p.code, str(p.place)) for p in error.problems] == [("bilde-uten-alternativ-tekst", template)]


# Jobs


def test_a_job_that_fails_does_not_stop_the_others(
    workspace: Workspace, install: Callable[[Counting], list[str]]
) -> None:
    (workspace.templates / "bokmal/saksliste.docx").unlink()
    engine = Counting()
    install(engine)
    made = pipeline(workspace)
    report = make_documents(made, meeting_jobs(find_meeting(made.plan, "2022-03-11"), MEETING_KINDS))
    assert [file.rolle for file in report.files] == ["innkalling"] * 2 + ["referat"] * 2
    (error,) = report.errors
    assert isinstance(error, TemplateError)
    assert [(p.code, str(p.place)) for p in error.problems] == [
        ("mangler-mal", "templates/bokmal/saksliste.docx")
    ]


def test_a_warning_about_a_pdf_is_said_every_time(
    summoned: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = Problem("annen-pdf-motor", "LibreOffice laget PDF-en.", "Se på den.")

    def with_a_warning(*arguments: Any) -> FinishedPdf:
        return replace(make_pdf(*arguments), warnings=(warning,))

    monkeypatch.setattr(making, "make_pdf", with_a_warning)
    monkeypatch.setattr(pdfs, "program_fingerprint", lambda: "en nyere versjon")
    assert [summon(summoned).warnings for _ in range(2)] == [(warning,), (warning,)]


def test_a_body_has_its_papers_in_its_own_language(workspace: Workspace) -> None:
    organisation = workspace.plan / "organisasjon.yaml"
    words = organisation.read_text("utf-8").replace("navn: klima", "navn: klima\n    målform: nynorsk")
    organisation.write_text(words, encoding="utf-8")
    assert not summon(workspace).errors
    assert "Innkalla" in text(workspace.root / PDF)
    assert language(workspace.root / PDF) == "nn-NO"
    package = make_package(pipeline(workspace), find_meeting(load_plan(workspace), "2022-03-11"), Choices())
    assert not package.errors
    (file,) = (file for file in package.files if file.rolle == "møtepakke")
    assert language(workspace.root / file.sti) == "nn-NO"
    assert "Innhald" in text(workspace.root / file.sti)
