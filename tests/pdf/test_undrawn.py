"""What a Word document shows and its PDF does not draw is named with its place."""

from dataclasses import replace
from io import BytesIO

from docx.shared import Cm, Pt

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.verify import undrawn_things
from dokumentmaskin.word import Package
from dokumentmaskin.word.inventory import Kind, read_inventory
from dokumentmaskin.word.inventory.records import Spot, Thing
from tests.pdf import documents
from tests.pdf.test_pictures import png, with_picture

PICTURE = Thing(
    Kind.PICTURE, Spot("main", "Økonomi", "Som vist under.", 2, 3, 1), "Bilde 4", "Kart", width=90
)


def test_a_picture_that_is_drawn_is_not_missed() -> None:
    docx = with_picture(png("usual"))
    things = read_inventory(Package(docx))
    assert [thing.kind for thing in things] == [Kind.PICTURE]
    assert undrawn_things(things, BuiltInEngine().convert(docx)) == ()


def test_one_picture_does_not_stand_for_two() -> None:
    docx = with_picture(png("usual"))
    (thing,) = read_inventory(Package(docx))
    assert len(undrawn_things((thing, thing), BuiltInEngine().convert(docx))) == 1


def test_what_is_not_drawn_is_named_with_its_place() -> None:
    document = documents.new()
    document.add_paragraph("Uten bilde.")
    (problem,) = undrawn_things((PICTURE,), BuiltInEngine().convert(documents.saved(document)))
    assert problem.code == "noe-ikke-tegnet"
    assert problem.message == (
        "Et bilde («Kart») under «Økonomi», i tabell 2, rad 3, celle 1, "
        "ved «Som vist under.» er ikke med i PDF-en."
    )


def test_lines_of_a_table_and_under_words_do_not_stand_for_a_picture() -> None:
    document = documents.new()
    document.add_paragraph().add_run("Et avsnitt som er streket under.").underline = True
    table = documents.add_table(document, [["Hva", "Hvem"], ["Et punkt", "sekretariatet"]])
    for row in table.rows:
        row.height = Pt(40)
    pdf = BuiltInEngine().convert(documents.saved(document))
    logo = Thing(Kind.PICTURE, Spot("header"), source="word/media/logo.emf", width=75, height=25)
    plan = replace(logo, spot=Spot("main"), width=200, height=100)
    assert [problem.code for problem in undrawn_things((logo, plan), pdf)] == ["noe-ikke-tegnet"] * 2


def test_a_picture_of_another_size_in_a_header_is_found_beside_one_in_the_text() -> None:
    document = documents.new()
    for place in (document.sections[0].header.paragraphs[0], document.add_paragraph()):
        drawing = place.add_run().add_picture(BytesIO(png("usual")), width=Cm(4))
        drawing._inline.docPr.set("descr", "Kart")
    docx = documents.saved(document)
    turned = [replace(thing, width=10, height=10) for thing in read_inventory(Package(docx))]
    assert undrawn_things(turned, BuiltInEngine().convert(docx)) == ()
