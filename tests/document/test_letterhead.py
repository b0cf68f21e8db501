"""The letterhead: one file of the templates, which every document begins with, and the logo in it."""

from io import BytesIO

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image

from dokumentmaskin.errors import TemplateError
from dokumentmaskin.pdf.engines.choice import choose_engines
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import INNKALLING, REFERAT, SAKSLISTE
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.words.language import NBSP
from dokumentmaskin.word.merge import merge
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.pdf.structure import elements
from tests.plan.test_logo import LOGO, png
from tests.reference.tools import needs
from tests.templates import own_templates

MEETING = "2022-03-11"
ABOUT = "organisasjonsnummer: 999888777\nnettsted: https://example.org/\n"
KINDS = (INNKALLING, SAKSLISTE, REFERAT)
ENGINES = ["innebygd", pytest.param("libreoffice", marks=needs("soffice"))]


def made(workspace: Workspace, kind: object = INNKALLING) -> bytes:
    plan = load_plan(workspace)
    return Pipeline(workspace, plan).rendered(Job(kind, find_meeting(plan, MEETING)))  # type: ignore[arg-type]


def with_logo(write_plan: WritePlan, picture: bytes = b"") -> Workspace:
    return write_plan(organisasjon=ORGANISASJON + ABOUT + LOGO, andre={"plan/logo.png": picture or png()})


def first_lines(data: bytes) -> list[str]:
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]
    return texts[
        : next(n for n, text in enumerate(texts) if text.startswith(("Innkalling", "Saks", "Refer")))
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.navn)
def test_every_document_begins_with_it(kind: object, write_plan: WritePlan) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON + ABOUT)
    plan = load_plan(workspace).organisasjon
    name, sender, ways = first_lines(made(workspace, kind))
    assert name == plan.navn
    assert sender == f"{plan.sekretariat.navn} · org.nr. 999{NBSP}888{NBSP}777"
    assert ways.endswith("https://example.org/")


def test_nothing_is_said_of_what_the_plan_does_not_say(write_plan: WritePlan) -> None:
    assert not any("org.nr" in line or line.endswith("· ") for line in first_lines(made(write_plan())))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.navn)
def test_the_logo_stands_there_with_what_it_shows_in_its_own_proportions(
    kind: object, write_plan: WritePlan
) -> None:
    data = made(with_logo(write_plan, png(400, 100)), kind)
    (drawing,) = docx.Document(BytesIO(data)).element.iter(qn("wp:inline"))
    assert drawing.docPr.get("descr") == "Testregionen"
    width, height = drawing.extent.cx, drawing.extent.cy
    assert (round(width / height), max(width / Cm(7), height / Cm(1.6))) == (4, pytest.approx(1, abs=0.001))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_reader_of_the_pdf_hears_what_the_logo_shows(engine: str, write_plan: WritePlan) -> None:
    chosen = [one for one in choose_engines(engine) if one.name == engine]
    pdf = make_pdf(made(with_logo(write_plan)), "innkalling.docx", chosen)
    assert (pdf.pdfa, pdf.pdfua) == ("2a", True)
    with pikepdf.open(BytesIO(pdf.data)) as opened:
        (figure,) = elements(opened.Root.StructTreeRoot, "/Figure")
        assert str(figure.Alt) == "Testregionen"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_pdf_has_nothing_of_what_a_camera_wrote_in_the_logo(engine: str, write_plan: WritePlan) -> None:
    exif, picture = Image.Exif(), BytesIO()
    exif[0x13B], exif[0x8825] = "HEMMELIG", {1: "N", 2: (59.0, 55.0, 0.0)}
    Image.linear_gradient("L").convert("RGB").save(picture, "JPEG", exif=exif, comment=b"HEMMELIG")
    assert b"HEMMELIG" in picture.getvalue()
    chosen = [one for one in choose_engines(engine) if one.name == engine]
    pdf = make_pdf(made(with_logo(write_plan, picture.getvalue())), "innkalling.docx", chosen)
    assert (pdf.pdfa, pdf.pdfua) == ("2a", True)
    with pikepdf.open(BytesIO(pdf.data)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        (logo,) = [item for item in streams if item.get("/Filter") == "/DCTDecode"]
        raw = logo.read_raw_bytes()
        pikepdf.PdfImage(logo).as_pil_image().load()
    assert b"HEMMELIG" not in raw
    assert b"Exif" not in raw


def test_a_letterhead_of_ones_own_brings_its_styles_and_pictures(write_plan: WritePlan) -> None:
    workspace = with_logo(write_plan)
    own_templates(workspace.root)
    own = docx.Document()
    own.styles.add_style("Kontorets eget", 1).font.size = Pt(7)
    own.add_paragraph("Kontoret i {{ organisasjon.navn }}", "Kontorets eget")
    own.add_picture(BytesIO(png(30, 30)))
    own.save(str(workspace.templates / "bokmal" / "brevhode.docx"))
    document = docx.Document(BytesIO(made(workspace)))
    first, second = document.paragraphs[:2]
    assert first.text == f"Kontoret i {load_plan(workspace).organisasjon.navn}"
    assert first.style is not None
    assert (first.style.name, first.style.font.size) == ("Kontorets eget", Pt(7))
    (blip,) = second._p.iter(qn("a:blip"))
    assert document.part.related_parts[blip.get(qn("r:embed"))].blob == png(30, 30)


@pytest.mark.parametrize(("content", "code"), [(None, "mangler-mal"), (b"PK nei", "odelagt-mal")])
def test_a_letterhead_that_is_not_there_or_broken_is_named(
    content: bytes | None, code: str, workspace: Workspace
) -> None:
    file = workspace.templates / "bokmal" / "brevhode.docx"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(TemplateError) as caught:
        made(workspace)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == (code, "templates/bokmal/brevhode.docx")


def test_a_template_that_does_not_ask_for_it_has_none(workspace: Workspace) -> None:
    own_templates(workspace.root)
    (workspace.templates / "bokmal" / "brevhode.docx").unlink()
    template = workspace.templates / "bokmal" / "innkalling.docx"
    document = docx.Document(str(template))
    (mark,) = [p for p in document.paragraphs if "brevhode" in p.text]
    mark._p.getparent().remove(mark._p)
    document.save(str(template))
    assert first_lines(made(workspace)) == []


def test_a_new_logo_comes_into_a_document_that_someone_has_edited(write_plan: WritePlan) -> None:
    old = made(with_logo(write_plan))
    edited = docx.Document(BytesIO(old))
    edited.add_paragraph("Ta med egen kopp.")
    mine = BytesIO()
    edited.save(mine)
    new = made(with_logo(write_plan, png(80, 20)))
    merged = docx.Document(BytesIO(merge(old, mine.getvalue(), new).data))
    (blip,) = merged.element.iter(qn("a:blip"))
    assert merged.part.related_parts[blip.get(qn("r:embed"))].blob == png(80, 20)
    assert merged.paragraphs[-1].text == "Ta med egen kopp."
