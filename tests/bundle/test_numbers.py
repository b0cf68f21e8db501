"""Each page of a package says its number where it covers nothing, not even the paper's line beside it."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Name
from PIL import ImageChops

from dokumentmaskin.bundle import Claims, Part, Properties, join, linearise
from dokumentmaskin.bundle.pages.running_line import add_numbered_line
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.verify import broken_rules
from tests.bundle import test_running_line as lines
from tests.bundle.test_running_line import A4, ALL_BUT, PAINTED, add_page, of_one_page, picture, saved, words
from tests.pdf import documents

ABOUT = Properties("Møtepakke", "", "", None, "nb-NO")


def part(data: bytes, *, line: bool = True, right_hand: bool = False) -> Part:
    pdf = pikepdf.open(BytesIO(data))
    rooms = add_numbered_line(pdf, data, words if line else None)
    return Part(pdf, "Del", numbers=rooms, right_hand=right_hand)


def package(*parts: Part) -> bytes:
    return linearise(join(parts, ABOUT).data)


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def middle(data: bytes, index: int, said: str) -> tuple[float, float]:
    """Where the text's middle is on a page as it lies, in parts of its width and height."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[index]
        text = page.get_textpage()
        found = text.search(said).get_next()
        assert found is not None, text.get_text_range()
        boxes = [text.get_charbox(number) for number in range(found[0], sum(found))]
        wide, high = page.get_size()
        return sum(b[0] + b[2] for b in boxes) / 2 / len(boxes) / wide, boxes[0][1] / high


@pytest.mark.parametrize("line", [True, False])
@pytest.mark.parametrize("content", [b"", *ALL_BUT.values(), PAINTED, b"200 0 195 40 re 395 800 200 42 re f"])
@pytest.mark.parametrize(
    ("box", "rotate"), [(A4, 0), (A4, 90), ((0, 0, 842, 595), 0), ((9, -9, 99, 99), 270), ((0, 0, 30, 30), 0)]
)
def test_a_number_covers_nothing(content: bytes, box: Sequence[int], rotate: int, *, line: bool) -> None:
    before = of_one_page(content, box, Rotate=rotate)
    after = package(part(before, line=line))
    assert "1/1" in texts(after)[0]
    old, new = picture(before), picture(after)
    if old.size == new.size:
        lines.assert_covers_nothing(old, new)
        return
    assert old.width == new.width, "it grows at the foot as it is seen"
    with pypdfium2.PdfDocument(before) as document:
        shown = document[0].get_bbox()
    there = lines.with_boxes(after, 0, shown)
    assert (
        ImageChops.difference(picture(lines.with_boxes(before, 0, shown)), picture(there)).getbbox() is None
    )
    grown = new.crop((0, old.height + 2, new.width, new.height - 2))
    assert lines.darkest(grown) < lines.WHITE
    if grown.height < 9:  # as many pixels as letters
        return
    for edge in ((0, 0, 2, grown.height), (grown.width - 2, 0, *grown.size), (0, 0, grown.width, 1)):
        assert lines.darkest(grown.crop(edge)) >= lines.WHITE, "air around"


def test_it_stands_in_the_corner_beside_the_line_and_in_one_place_on_all_pages() -> None:
    pdf = pikepdf.new()
    for content in (b"", b"500 0 95 40 re f", b""):
        add_page(pdf, content)
    after = package(part(saved(pdf)), part(of_one_page(b""), line=False))
    assert [middle(after, 0, words(1, 3))[0], middle(after, 0, "1/4")[0]] == pytest.approx(
        [0.5, 0.08], abs=0.03
    )
    assert [middle(after, number - 1, f"{number}/4")[0] for number in (2, 3)] == pytest.approx(
        [0.08, 0.08], abs=0.03
    )
    assert middle(after, 3, "4/4")[0] == pytest.approx(0.92, abs=0.03)
    assert middle(after, 3, "4/4")[1] < 0.05


def test_the_number_of_a_page_that_grows_stands_beside_the_line() -> None:
    after = package(part(of_one_page(PAINTED)))
    (line, low), (number, lower) = middle(after, 0, words(1, 1)), middle(after, 0, "1/1")
    assert (line, number) == pytest.approx((0.5, 0.92), abs=0.03)
    assert low == pytest.approx(lower, abs=0.005)


def test_without_room_there_is_no_number() -> None:
    assert texts(package(Part(pikepdf.open(BytesIO(of_one_page(b""))), "Del"))) == [""]


def test_each_part_begins_on_a_right_hand_page_after_a_blank_one_that_counts() -> None:
    turned = of_one_page(b"0 g 9 90 9 9 re f", (0, 0, 300, 600), Rotate=90)
    parts = [part(data, line=False, right_hand=True) for data in (turned, of_one_page(b""), of_one_page(b""))]
    joined = join(parts, ABOUT)
    assert (joined.pages, joined.first_pages) == (5, (1, 3, 5))
    assert [text.strip() for text in texts(joined.data)] == [f"{number}/5" for number in range(1, 6)]
    with pikepdf.open(BytesIO(joined.data)) as whole:
        labels: list[Any] = [page.label for page in whole.pages]
        assert labels == ["1", "2", "3", "4", "5"]
        assert [int(page.obj.get("/Rotate", 0)) for page in whole.pages] == [90, 90, 0, 0, 0]
        assert whole.pages[1].obj.MediaBox == Array([0, 0, 300, 600])
        assert [str(o.Dest[0].objgen) for o in (whole.Root.Outlines.First.Next,)] == [
            str(whole.pages[2].obj.objgen)
        ]
    with pypdfium2.PdfDocument(joined.data) as document:
        shown = document[1].render(draw_annots=False).to_pil().convert("L")
    assert shown.crop((0, 0, 600, 250)).getextrema() == (255, 255), "it is blank but for the number"


def test_numbers_and_blank_pages_break_no_claim() -> None:
    data = make_pdf(documents.meeting(), "m.docx", (BuiltInEngine(),)).data
    claims = Claims("2a", pdfua=True)
    joined = join([part(data, right_hand=True), part(data, line=False, right_hand=True)], ABOUT, claims)
    assert joined.first_pages[1] % 2
    assert broken_rules(linearise(joined.data), ["2a", "ua1"]) == ()
    with pikepdf.open(BytesIO(joined.data)) as whole:
        drawn = pikepdf.parse_content_stream(whole.pages[0].Contents[-1])
        assert drawn[0].operands[0] == Name.Artifact
