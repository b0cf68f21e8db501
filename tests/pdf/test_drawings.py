"""What Word draws in a form that the engine does not know is drawn all the same, and described."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
import rdocx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Cm
from PIL import Image

from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.drawings.rasters import Shown, drawable
from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.pdf.make import make_foreign_pdf, make_pdf
from dokumentmaskin.pdf.records import Attachment
from dokumentmaskin.pdf.said import page_text
from dokumentmaskin.word import Package, packed
from dokumentmaskin.word.inventory import Kind, read_inventory
from tests.pdf import documents
from tests.pdf.structure import elements
from tests.pdf.test_pictures import drawn

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RED, BLUE = (200, 30, 30), (30, 30, 200)
IN_VML = (
    '<w:pict {names}><v:shape id="b1" style="width:90pt;height:45pt" alt="Kart"><v:imagedata r:id="{id}"/>'
    "</v:shape></w:pict>"
)
OBJECT = IN_VML.replace("w:pict", "w:object").replace(
    "</v:shape>", '</v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rIdX"/>'
)
PICTURE = (
    '<w:drawing {names}><wp:inline><wp:extent cx="1143000" cy="571500"/><wp:docPr id="1" name="Bilde 1" '
    'descr="Kart"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{id}"/><a:srcRect/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1143000" cy="571500"/></a:xfrm><a:prstGeom prst="rect"/>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
IN_TWO_WAYS = PICTURE.replace("<w:drawing {names}>", "<w:drawing>")
IN_TWO_WAYS = (
    '<mc:AlternateContent {names}><mc:Choice Requires="wpx">' + IN_TWO_WAYS + "</mc:Choice><mc:Fallback/>"
    "</mc:AlternateContent>"
)
CUT = PICTURE.replace("<a:srcRect/>", '<a:srcRect r="50000"/>')
TURNED = PICTURE.replace("<a:xfrm>", '<a:xfrm rot="5400000">')


def picture(form: str, mode: str = "RGB") -> bytes:
    """A picture that is red to the left and blue to the right."""
    image = Image.new("RGB", (60, 30), RED)
    image.paste(BLUE, (30, 0, 60, 30))
    written = BytesIO()
    image.convert(mode).save(written, form)
    return written.getvalue()


def with_drawing(xml: str, data: bytes, ending: str = "png") -> bytes:
    """A document with a drawing that leads to a picture."""
    document = documents.new()
    document.add_heading("Økonomi", 1)
    kind = {"jpg": "jpeg", "tif": "tiff"}.get(ending, ending)
    uri = PackURI(f"/word/media/b1.{ending}")
    part = Part(uri, f"image/{kind}", data, document.part.package)
    identity = document.part.relate_to(part, IMAGE)
    document.add_paragraph().add_run()._r.append(parse_xml(xml.format(names=NAMES, id=identity)))
    return documents.saved(document)


def colours(pdf: bytes) -> tuple[Any, Any]:
    """The colours at the left and the right of the one picture."""
    (image,) = drawn(pdf)
    seen = image.convert("RGB")
    return seen.getpixel((2, seen.height // 2)), seen.getpixel((seen.width - 3, seen.height // 2))


def described(pdf: bytes) -> list[str]:
    """What the figures of a PDF are described by."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [str(figure.Alt) for figure in elements(opened.Root.StructTreeRoot, "/Figure")]


def is_near(colour: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 60 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize(
    ("form", "mode"), [("GIF", "P"), ("BMP", "RGB"), ("TIFF", "RGB"), ("WEBP", "RGB"), ("JPEG", "CMYK")]
)
def test_a_format_that_the_engine_does_not_draw_is_drawn(form: str, mode: str) -> None:
    left, right = colours(BuiltInEngine().convert(with_drawing(PICTURE, picture(form, mode), form.lower())))
    assert is_near(left, RED)
    assert is_near(right, BLUE)


@pytest.mark.parametrize("xml", [IN_VML, OBJECT, IN_TWO_WAYS])
def test_a_picture_in_another_language_is_drawn_and_described(xml: str) -> None:
    docx = with_drawing(xml, picture("PNG"))
    (thing,) = read_inventory(Package(docx))
    assert thing.kind is (Kind.OBJECT if xml is OBJECT else Kind.PICTURE)
    made = make_pdf(docx, "notat.docx", [BuiltInEngine()])
    assert is_near(colours(made.data)[0], RED)
    assert made.pdfua
    assert described(made.data) == ["Kart"]


def test_what_is_cut_off_a_picture_is_not_in_the_pdf() -> None:
    left, right = colours(BuiltInEngine().convert(with_drawing(CUT, picture("PNG"))))
    assert is_near(left, RED)
    assert is_near(right, RED)


def test_a_picture_that_is_turned_is_drawn_turned() -> None:
    (image,) = drawn(BuiltInEngine().convert(with_drawing(TURNED, picture("PNG"))))
    assert image.size == (30, 60)


def test_lines_become_a_picture_but_not_those_with_text() -> None:
    lines = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
    )
    assert drawable(lines).startswith(b"\x89PNG")
    with_text = lines.replace(b"</svg>", b"<text>Ord</text></svg>")
    assert drawable(with_text) == with_text


def test_a_mirrored_picture_changes_sides() -> None:
    with Image.open(BytesIO(drawable(picture("PNG"), Shown(mirrored=True)))) as image:
        assert is_near(image.convert("RGB").getpixel((2, 15)), BLUE)


def in_a_cell(beside: str) -> bytes:
    """A document with a described picture in the second cell of a row, after some words there."""
    document = documents.new()
    table = document.add_table(1, 2, "Table Grid")
    table.cell(0, 0).text = "Hva"
    table.cell(0, 1).text = beside
    drawing = table.cell(0, 1).add_paragraph().add_run().add_picture(BytesIO(picture("PNG")), width=Cm(3))
    drawing._inline.docPr.set("descr", "Kart")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return documents.saved(document)


@pytest.mark.parametrize("beside", ["", "Se kartet"])
def test_a_picture_in_a_table_is_a_figure_of_its_cell(beside: str) -> None:
    made = make_pdf(in_a_cell(beside), "notat.docx", [BuiltInEngine()])
    assert made.pdfua
    with pikepdf.open(BytesIO(made.data)) as opened:
        _, cell = elements(opened.Root.StructTreeRoot, "/TH")
        *before, figure = kids_of(cell)
        assert [str(kid.S) for kid in before] == (["/P"] if beside else [])
        assert (str(figure.S), str(figure.Alt)) == ("/Figure", "Kart")
        drawn_by = b"/Figure<</MCID %d>>BDC\nq\n" % int(figure.K[0])
        assert drawn_by in opened.pages[0].obj.Contents.read_bytes()


def test_a_broken_picture_is_told_of_with_its_place() -> None:
    docx = with_drawing(PICTURE, picture("PNG")[:-40])
    with pytest.raises(EngineError) as error:
        make_pdf(docx, "templates/bokmal/innkalling.docx", [BuiltInEngine()])
    (problem,) = error.value.problems
    assert problem.code == "bilde-odelagt"
    assert problem.message == "Et bilde («Kart») under «Økonomi» kan ikke vises. Bildefilen er skadet."


def test_a_picture_behind_an_address_is_told_of() -> None:
    document = documents.new()
    identity = document.part.relate_to("https://a.no/b.png", IMAGE, is_external=True)
    linked = PICTURE.replace("r:embed", "r:link").format(names=NAMES, id=identity)
    document.add_paragraph().add_run()._r.append(parse_xml(linked))
    with pytest.raises(EngineError, match=r"https://a\.no/b\.png"):
        make_pdf(documents.saved(document), "innkalling.docx", [BuiltInEngine()])


def test_a_paper_with_a_broken_picture_is_taken_in_without_a_claim() -> None:
    docx = with_drawing(PICTURE, picture("JPEG")[:300], "jpg")
    made = make_foreign_pdf(Attachment(docx, "vedlegg/notat.docx", "Notat", "nb-NO"), [BuiltInEngine()])
    assert not made.pdfua
    assert [warning.code for warning in made.warnings] == ["bilde-odelagt"]


TITLE = b"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>%b</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def with_chart(before: bytes, text: str) -> Attachment:
    """A paper with a chart that has a title before an element of it."""
    document, values = rdocx.Document(), rdocx.CategoryChartData()
    values.categories = ["Oslo"]
    values.add_series("Antall", [4])
    document.add_chart(rdocx.XL_CHART_TYPE.COLUMN_CLUSTERED, values, rdocx.Cm(12), rdocx.Cm(7))
    package = Package(bytes(document.to_bytes()))
    parts = {name: package.read(name) for name in package.names}
    chart, main = "word/charts/chart1.xml", "word/document.xml"
    parts[chart] = parts[chart].replace(before, TITLE % text.encode() + before, 1)
    parts[main] = parts[main].replace(b'name="Chart"', b'name="Chart" descr="Antall i Oslo"')
    return Attachment(packed(parts), "vedlegg/notat.docx", "Notat", "nb-NO")


def test_the_title_of_a_chart_is_in_the_pdf() -> None:
    paper = with_chart(b"<c:autoTitleDeleted", "Folk &amp; areal")
    (thing,) = read_inventory(Package(paper.data))
    assert (thing.kind, thing.words) == (Kind.CHART, "Folk & areal")
    made = make_foreign_pdf(paper, [BuiltInEngine()])
    assert "Folk & areal" in page_text(made.data)
    assert described(made.data) == ["Antall i Oslo"]


def test_what_is_written_at_an_axis_is_missed_when_it_is_not_drawn() -> None:
    with pytest.raises(EngineError, match="«Fylke»"):
        make_foreign_pdf(with_chart(b"<c:crossAx", "Fylke"), [BuiltInEngine()])


WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
SHAPE = (
    '<mc:AlternateContent {names} xmlns:wps="WPS"><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" behindDoc="0" simplePos="0" relativeHeight="1" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1143000" cy="571500"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    '<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="3" name="Boks 3"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="WPS"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="1143000" cy="571500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:ln w="38100"><a:solidFill><a:srgbClr val="C81E1E"/></a:solidFill></a:ln></wps:spPr>{text}'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/>"
    "</mc:AlternateContent>"
).replace("WPS", WPS)
BOX = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>Fakta</w:t></w:r></w:p></w:txbxContent></wps:txbx>"


@pytest.mark.parametrize("text", ["", BOX])
def test_a_shape_and_the_frame_of_a_box_are_drawn(text: str) -> None:
    docx = with_drawing(SHAPE.replace("{text}", text), b"")
    (thing,) = read_inventory(Package(docx))
    assert (thing.kind, thing.framed) == (Kind.TEXT_BOX if text else Kind.SHAPE, True)
    made = make_pdf(docx, "notat.docx", [BuiltInEngine()])
    assert made.pdfua
    (frame,) = drawn(made.data)
    assert is_near(frame.convert("RGB").getpixel((3, frame.height // 2)), RED)
    assert ("Fakta" in page_text(made.data)) is bool(text)
    assert described(made.data) == []


def test_a_horizontal_line_is_drawn() -> None:
    line = '<w:pict {names}><v:rect style="width:0;height:1.5pt" o:hr="t" stroked="f"/></w:pict>'
    docx = with_drawing(line, b"")
    (thing,) = read_inventory(Package(docx))
    assert thing.kind is Kind.RULE
    assert make_pdf(docx, "notat.docx", [BuiltInEngine()]).pdfua


def test_a_shape_is_drawn_in_a_header_that_leads_to_nothing_yet() -> None:
    document = documents.new()
    document.add_paragraph("Ord.")
    header = document.sections[0].header.paragraphs[0]
    header.add_run()._r.append(parse_xml(SHAPE.replace("{text}", "").format(names=NAMES)))
    made = make_pdf(documents.saved(document), "notat.docx", [BuiltInEngine()])
    assert made.pdfua
    assert len(drawn(made.data)) == 1


def test_what_stands_in_a_header_of_no_page_is_not_missed() -> None:
    document = documents.new()
    document.add_paragraph("Ord.")
    first = document.sections[0].first_page_header.paragraphs[0]
    document.sections[0].different_first_page_header_footer = False
    first.add_run().add_picture(BytesIO(picture("PNG")), width=Cm(3))
    assert read_inventory(Package(documents.saved(document))) == ()
