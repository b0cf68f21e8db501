"""The cover and contents of a package."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from dokumentmaskin.document.context import Innholdslinje, package_context
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.pdf import FinishedPdf, choose_engines, make_pdf
from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.openness import open_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.document.package_lines import add_exempt_case, lines, part, remarks
from tests.document.test_context import Anything, links, plain
from tests.reference.tools import missing

DATE = "2022-03-11"
BOTH = pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
WARNING = "Intern utgave: inneholder opplysninger som er unntatt offentlighet"


@pytest.fixture
def plan(real_workspace: Workspace) -> Plan:
    add_exempt_case(real_workspace)
    return load_plan(real_workspace)


def cover(plan: Plan, *, intern: str = "") -> Any:
    språk, møte = plan.språk, find_meeting(plan, DATE)
    notes = remarks(språk)
    return Anything(package_context(plan, møte, lines(språk), Marks(), intern=intern, merknader=notes))


def test_the_cover_says_which_meeting_and_that_it_is_internal(plan: Plan) -> None:
    seen = plain(cover(plan))
    assert (seen["tittel"], seen["intern"]) == ("Møtepakke 11. mars 2022", "")
    assert seen["emne"] == "Faggruppen for næringssamarbeid"
    assert seen["møte"]["dato"] == "fredag 11. mars 2022"
    internal = plain(cover(plan, intern=WARNING))
    assert (internal["tittel"], internal["intern"]) == ("Møtepakke 11. mars 2022, intern utgave", WARNING)


def test_the_video_link_is_not_in_the_open_plan(plan: Plan) -> None:
    assert cover(plan).møte.videolenke
    assert not cover(open_plan(plan)).møte.videolenke


def test_every_line_is_there_as_it_is_written_and_leads_where_it_says(plan: Plan) -> None:
    given = lines(plan.språk)
    for line, seen in zip(given, cover(plan).innhold, strict=True):
        assert (seen.nivå, plain(seen.tittel), seen.merknad) == (line.nivå, line.tittel, line.merknad)
        assert plain(seen.side) == line.side
        assert {*links(seen.tittel), *links(seen.side)} == {line.adresse}
    assert cover(plan).merknader == remarks(plan.språk)


def in_language(write_plan: WritePlan, målform: str) -> tuple[Workspace, Plan]:
    own = {f"2022/{DATE}": "saker: [{tittel: A, unntatt: offl. § 14, bakgrunn: B}]\n"}
    workspace = write_plan(organisasjon=f"{ORGANISASJON}målform: {målform}\n", møter=own)
    return workspace, load_plan(workspace)


def contents(workspace: Workspace, plan: Plan, given: Sequence[Innholdslinje]) -> bytes:
    marks, møte = Marks(), find_meeting(plan, DATE)
    notes = remarks(plan.språk)
    context = package_context(plan, møte, given, marks, intern=plan.språk.intern, merknader=notes)
    return document(workspace.templates / plan.språk.mappe / "motepakke.docx", context, marks)


def document(template: Path, context: dict[str, object], marks: Marks) -> bytes:
    return render(template.read_bytes(), template.name, context, marks, date(2022, 3, 8))


def pdf(docx: bytes, engine: str = "innebygd") -> FinishedPdf:
    finished = make_pdf(docx, "x.docx", choose_engines(engine)[:1])
    assert (finished.pdfa, finished.pdfua) == ("2a", True)
    return finished


def addresses(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as opened:
        return [str(note.A.URI) for page in opened.pages for note in page.get("/Annots", [])]


@BOTH
def test_each_line_is_a_link_in_an_accessible_pdf(målform: str, write_plan: WritePlan) -> None:
    workspace, plan = in_language(write_plan, målform)
    given = lines(plan.språk)
    finished = pdf(contents(workspace, plan, given))
    assert finished.pages == 2
    titles = [line.adresse for line in given if line.adresse]
    pages = [line.adresse for line in given if line.adresse and line.side]
    assert sorted(addresses(finished.data)) == sorted([*titles, *pages])


def test_the_links_come_through_the_other_engine(write_plan: WritePlan) -> None:
    if find_soffice() is None:
        missing("soffice")
    workspace, plan = in_language(write_plan, "bokmål")
    finished = pdf(contents(workspace, plan, lines(plan.språk)), "libreoffice")
    assert {line.adresse for line in lines(plan.språk) if line.adresse} == set(addresses(finished.data))


def test_long_contents_go_over_several_pages_and_repeat_their_header(write_plan: WritePlan) -> None:
    workspace, plan = in_language(write_plan, "bokmål")
    long = "Høringsuttalelse fra samarbeidsrådet til forslaget om regional plan for handel og senterstruktur"
    given = [
        replace(line, tittel=f"{line.tittel} {long} {turn}", adresse=part(10 * turn + index))
        for turn in range(8)
        for index, line in enumerate(lines(plan.språk))
    ]
    finished = pdf(contents(workspace, plan, given))
    assert {line.adresse for line in given} == set(addresses(finished.data))
    texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(finished.data)).pages]
    assert len(texts) > 4
    assert WARNING in " ".join(texts[0].split())
    assert all("Sak eller dokument" in text and "intern utgave" in text for text in texts[1:])
