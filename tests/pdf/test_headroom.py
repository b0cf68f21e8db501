"""The text of a page stands below its header and above its footer, however high they are."""

from io import BytesIO
from typing import Any

from docx.shared import Cm

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.headroom import with_headroom
from dokumentmaskin.pdf.words import read_words
from tests.pdf import documents
from tests.pdf.test_pictures import png


def baselines(document: Any, *wanted: str) -> list[float]:
    """How high the first of each word stands on the first page."""
    words = [
        word for page, word in read_words(BuiltInEngine().convert(documents.saved(document))) if page == 0
    ]
    return [next(word.y for word in words if word.text.strip() == text) for text in wanted]


def test_a_high_header_moves_the_text_down_and_a_high_footer_up() -> None:
    document = documents.new()
    section = document.sections[0]
    for number in range(6):
        section.header.add_paragraph(f"topp{number}")
        section.footer.add_paragraph(f"bunn{number}")
    for number in range(60):
        document.add_paragraph(f"linje{number}")
    pages = [*read_words(BuiltInEngine().convert(documents.saved(document)))]
    body = [word.y for page, word in pages if page == 0 and "linje" in word.text]
    (last, first) = baselines(document, "topp5", "bunn0")
    assert last > max(body)
    assert min(body) > first


def test_a_logo_in_a_header_stands_above_the_text() -> None:
    document = documents.new()
    document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(png("PNG")), height=Cm(4))
    document.add_paragraph("Teksten")
    (text,) = baselines(document, "Teksten")
    assert text < document.sections[0].page_height.pt - document.sections[0].header_distance.pt - Cm(4).pt


def test_a_header_with_room_and_one_that_the_text_may_cover_change_nothing() -> None:
    document = documents.new()
    section = document.sections[0]
    section.header.paragraphs[0].add_run().add_picture(BytesIO(png("PNG")), height=Cm(1))
    assert with_headroom(data := documents.saved(document)) == data
    section.header.paragraphs[0].add_run().add_picture(BytesIO(png("PNG")), height=Cm(9))
    section.top_margin = Cm(-2)
    assert with_headroom(data := documents.saved(document)) == data
