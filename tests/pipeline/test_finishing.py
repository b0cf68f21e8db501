"""Minutes that are no draft any more have no help text in any PDF; a draft that has some says where."""

import os
import shutil
from collections.abc import Callable
from datetime import date

import docx
import pytest
from lxml import etree

from dokumentmaskin.errors import Problem
from dokumentmaskin.pipeline import Pipeline, Report, make_documents, make_package, meeting_jobs
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.minutes.read_back import read_back
from dokumentmaskin.pipeline.package import Choices
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.minutes.word_edits import W, WordEdit, styled
from tests.pipeline.meeting import Package
from tests.profiles import WRITTEN_LANGUAGES

Fill = Callable[[WordEdit], object]
MARCH, MAY = "2022-03-11", "2022-05-20"
TODAY = date(2022, 3, 14)
FOLDER = f"output/{MARCH}-klima"
DOCX, PDF = f"{FOLDER}/referat-{MARCH}.docx", f"{FOLDER}/referat-{MARCH}.pdf"
PACKAGE = f"output/{MAY}-klima/motepakke-{MAY}.pdf"
APPROVAL = f"godkjenning: [{{møte: {MARCH}, utfall: godkjent}}]\n"
every_language = pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)


def make(workspace: Workspace) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, MARCH), [REFERAT]))


def write(workspace: Workspace, said: str, words: str) -> None:
    file = workspace.root / DOCX
    edit = WordEdit(file.read_bytes())
    edit.write(said, words)
    file.write_bytes(edit.saved())


def back(workspace: Workspace) -> None:
    plan = load_plan(workspace)
    read_back(workspace, plan, find_meeting(plan, MARCH), TODAY)


def package(workspace: Workspace) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_package(pipeline, find_meeting(pipeline.plan, MAY), Choices())


def text(workspace: Workspace, path: str) -> str:
    return Package(workspace.root / path).text


def helps(said: str) -> list[str]:
    return [word for word in ("Skriv kort", "Skriv hv", "Skriv kv", "Skriv nam", "Skriv nav") if word in said]


def of_help(report: Report) -> list[Problem]:
    return [problem for problem in report.warnings if problem.code.startswith("hjelpetekst")]


@every_language
def test_a_draft_shows_its_help_texts_and_says_where(målform: str, write_plan: WritePlan) -> None:
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n")
    assert of_help(make(here)) == []  # nobody has begun
    write(here, "Sak 2: kort referat", "Dette ble sagt.")
    (problem,) = of_help(make(here))
    assert helps(text(here, PDF))
    assert (problem.code, str(problem.place)) == ("hjelpetekst-i-utkast", DOCX)
    startet = "Møtet startet" if målform == "bokmål" else "Møtet starta"
    assert f": «{startet}», " in problem.message


@every_language
def test_nothing_that_is_read_back_shows_a_help_text(målform: str, write_plan: WritePlan) -> None:
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n")
    make(here)
    write(here, "Sak 2: kort referat", "Dette ble sagt.")
    make(here)
    back(here)
    before = (here.root / DOCX).read_bytes()
    assert of_help(package(here)) == []  # the paper of the meeting that approves it
    for path in (PDF, PACKAGE):
        said = text(here, path)
        assert helps(said) == []
        assert "Dette ble sagt." in said
    assert (here.root / DOCX).read_bytes() == before


@every_language
def test_approved_minutes_have_none_in_their_pdf_and_in_the_package(
    målform: str, write_plan: WritePlan
) -> None:
    files = {f"plan/2022/{MARCH}/referat.yaml": "startet: 09:00\n", f"plan/2022/{MAY}/referat.yaml": APPROVAL}
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n", andre=files)
    make(here)
    write(here, "Sak 2: kort referat", "Dette ble sagt.")
    made = make(here)
    assert (made.errors, of_help(made)) == ((), [])
    (pdf,) = [file for file in made.files if file.format == "pdf"]
    assert (pdf.pdfa, pdf.pdfua) == ("2a", True)
    assert of_help(package(here)) == []
    for path in (PDF, PACKAGE):
        assert helps(text(here, path)) == []
        assert "UTKAST" not in text(here, path)
    assert [file.status for file in make(here).files] == ["bevart", "uendret"]


def test_a_help_text_beside_what_a_person_wrote_is_told_of(write_plan: WritePlan) -> None:
    here = write_plan(andre={f"plan/2022/{MARCH}/referat.yaml": "startet: 09:00\n"})
    make(here)
    write(here, "Sak 2: kort referat", "Skriv kort hva som kom fram i saken. Dette ble sagt.")
    (problem,) = of_help(make(here))
    assert (problem.code, problem.advice) == ("hjelpetekst-i-pdf", "Slett dem i Word.")
    assert problem.message.endswith("på ett sted: «Kort referat» i «Sak 2: Godkjenning av referat …».")
    assert "Dette ble sagt." in text(here, PDF)


def test_help_texts_in_what_a_person_has_exported_are_told_of(write_plan: WritePlan) -> None:
    here = write_plan(andre={f"plan/2022/{MARCH}/referat.yaml": "startet: 09:00\n"})
    make(here)
    write(here, "Sak 2: kort referat", "Dette ble sagt.")
    (here.root / PDF).write_bytes((here.root / PDF).read_bytes() + b"\n")
    later = (here.root / DOCX).stat().st_mtime_ns + 10**9
    os.utime(here.root / PDF, ns=(later, later))
    (problem,) = of_help(make(here))
    assert (problem.code, str(problem.place)) == ("hjelpetekst-i-pdf", PDF)
    assert "Slett den" in problem.advice


# Who came, in the Word file and the PDF of approved minutes

WORDS = {
    "bokmål": ("møtt", "forfall", "vara møtte", "Observatører", ["Til stede", "Forfall", "Dessuten møtte"]),
    "nynorsk": ("møtt", "forfall", "vara møtte", "Observatørar", ["Til stades", "Forfall", "Dessutan møtte"]),
}


def held(målform: str, write_plan: WritePlan, fill: Fill = WordEdit.saved) -> Workspace:
    """A workspace whose first meeting has its minutes filled in, read and then approved."""
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n")
    make(here)
    came, stayed_away, _, observers, _ = WORDS[målform]

    def finish(edit: WordEdit) -> None:
        edit.tick(f"Nord: {came}")
        edit.tick(f"Sør: {stayed_away}")
        edit.write(observers, "Anne Hansen, NHO")
        edit.write("Sak 2: kort referat", "Dette ble sagt.")

    change(here, finish)
    back(here)
    change(here, fill)
    approval = here.plan / f"2022/{MAY}/referat.yaml"
    approval.parent.mkdir(parents=True, exist_ok=True)
    approval.write_text(APPROVAL, encoding="utf-8")
    return here


def change(workspace: Workspace, fill: Fill) -> None:
    file = workspace.root / DOCX
    edit = WordEdit(file.read_bytes())
    fill(edit)
    file.write_bytes(edit.saved())


def headings(workspace: Workspace) -> list[str]:
    document = docx.Document(str(workspace.root / DOCX))
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 3"]


@every_language
def test_approved_minutes_list_in_words_who_came(målform: str, write_plan: WritePlan) -> None:
    here = held(målform, write_plan)
    made = make(here)
    assert (made.errors, [w.code for w in made.warnings]) == ((), [])
    assert headings(here)[:3] == WORDS[målform][-1]
    (follow_up,) = docx.Document(str(here.root / DOCX)).tables
    assert len(follow_up.columns) == 5
    said = text(here, PDF)
    assert "☐" not in said
    assert "Anne Hansen, NHO" in said
    assert "Dette ble sagt." in said
    assert [file.status for file in make(here).files] == ["bevart", "uendret"]


@every_language
def test_who_came_is_still_known_when_approved_minutes_are_read_again(
    målform: str, write_plan: WritePlan
) -> None:
    here = held(målform, write_plan)
    file = here.plan / f"2022/{MARCH}/referat.yaml"
    before = file.read_text("utf-8")
    assert "møtte: medlem" in before
    make(here)
    back(here)
    assert file.read_text("utf-8") == before


def test_a_table_goes_also_when_dok_has_forgotten_that_it_wrote_it(write_plan: WritePlan) -> None:
    here = held("bokmål", write_plan)
    lying = (here.root / DOCX).read_bytes()
    (here.root / DOCX).unlink()
    make(here)  # what dok remembers now has the list
    (here.root / DOCX).write_bytes(lying)
    assert [w.code for w in make(here).warnings] == []
    assert headings(here)[:3] == WORDS["bokmål"][-1]
    assert "Dette ble sagt." in text(here, PDF)


@every_language
def test_a_boards_help_texts_go_also_when_dok_has_forgotten_that_it_wrote_them(
    målform: str, write_plan: WritePlan
) -> None:
    files = {f"plan/2022/{MARCH}/referat.yaml": "startet: 09:00\n", f"plan/2022/{MAY}/referat.yaml": APPROVAL}
    own = ORGANISASJON.replace("navn: klima", "navn: klima\n    slag: styre") + f"målform: {målform}\n"
    here = write_plan(organisasjon=own, andre=files)
    make(here)
    write(here, "Sak 2: kort referat", "Dette ble sagt.")
    shutil.rmtree(here.root / FOLDER / ".dok")
    (here.root / PDF).unlink()
    make(here)
    assert helps(text(here, PDF)) == []


def remark(edit: WordEdit) -> None:
    edit.table(0).addnext(styled("Normal", "Møtt med tog"))


def other_tick(edit: WordEdit) -> None:
    edit.tick("Nord: vara møtte")


def picture(edit: WordEdit) -> None:
    run = next(edit.rows(0)[0].iter(W + "r"))
    run.append(etree.Element(W + "drawing"))


@pytest.mark.parametrize(
    ("fill", "why"),
    [
        (remark, "«Møtt med tog» ikke er med i listen"),
        (other_tick, "den sier noe annet enn referat.yaml"),
        (picture, "den har noe som ikke er vanlig tekst"),
    ],
)
def test_a_table_that_says_more_than_the_list_stays_and_is_told_of(
    fill: Fill, why: str, write_plan: WritePlan
) -> None:
    here = held("bokmål", write_plan, fill)
    told = [w for w in make(here).warnings if w.code == "deltakertabell-star"]
    assert [w.message for w in told] == [f"Tabellen over deltakere står ved siden av listen, fordi {why}."]
    assert "slett tabellen og kommentaren fra dok" in told[0].advice
    assert len(docx.Document(str(here.root / DOCX)).tables) == 2
    assert headings(here)[:2] == ["Til stede", "Forfall"]


@every_language
def test_when_somebody_came_and_for_whom_stands_behind_the_name(målform: str, write_plan: WritePlan) -> None:
    rows = """\
deltakere:
  - {delregion: Nord, medlem: Kari Nord, vara: Per Nord, møtte: vara, kom: 09:30}
  - {delregion: Sør, medlem: Ola Sør, møtte: medlem, gikk: 10:45}
"""
    files = {f"plan/2022/{MARCH}/referat.yaml": rows, f"plan/2022/{MAY}/referat.yaml": APPROVAL}
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n", andre=files)
    make(here)
    went = "gikk" if målform == "bokmål" else "gjekk"
    said = text(here, PDF).replace("\N{NO-BREAK SPACE}", " ")
    assert "Nord: Per Nord, vara for Kari Nord, kom kl. 09.30" in said
    assert f"Sør: Ola Sør, {went} kl. 10.45" in said


def test_votes_are_a_sentence_in_the_pdf_and_held_against_who_is_known_to_have_come(
    write_plan: WritePlan,
) -> None:
    here = held("bokmål", write_plan)
    make(here)  # the table is a list now
    for name, number in (("for", "8"), ("mot", "2")):
        write(here, f"Sak 1: {name}", number)
    make(here)
    assert "Votering: 8 for, 2 mot" in " ".join(text(here, PDF).split())
    plan = load_plan(here)
    told = read_back(here, plan, find_meeting(plan, MARCH), TODAY).doubts
    assert ("flere-stemmer", "Sak 1 › Votering") in [(t.code, t.place and t.place.field) for t in told]
