"""A page as its reader sees it, and where on it a line stands, in numbers."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dokumentmaskin.bundle.pages.running_line import LineOnSheet, Strip, add_running_line
from dokumentmaskin.bundle.pages.sheet import (
    Box,
    Sheet,
    followed_by,
    inherited,
    number,
    read_box,
    sheet_of,
    show,
)

BOX = Box(10, 20, 110, 220)


@pytest.mark.parametrize(
    ("turns", "size", "matrix", "seen", "grown"),
    [
        (0, (100, 200), (1, 0, 0, 1, 10, 20), Box(5, 10, 25, 50), Box(10, 13, 110, 220)),
        (1, (200, 100), (0, 1, -1, 0, 110, 20), Box(10, 75, 50, 95), Box(10, 20, 117, 220)),
        (2, (100, 200), (-1, 0, 0, -1, 110, 220), Box(75, 150, 95, 190), Box(10, 20, 110, 227)),
        (3, (200, 100), (0, -1, 1, 0, 10, 220), Box(150, 5, 190, 25), Box(3, 20, 110, 220)),
    ],
)
def test_a_turned_sheet(
    turns: int, size: tuple[float, float], matrix: tuple[float, ...], seen: Box, grown: Box
) -> None:
    sheet = Sheet(BOX, turns, 1)
    assert (sheet.size, sheet.matrix) == (size, matrix)
    assert sheet.seen(Box(15, 30, 35, 70)) == seen
    assert sheet.grown(7) == Sheet(grown, turns, 1)


def test_boxes_meet_when_they_have_area_in_common() -> None:
    assert BOX.within(Box(0, 0, 50, 50)) == Box(10, 20, 50, 50)
    assert BOX.around(Box(0, 0, 50, 500)) == Box(0, 0, 110, 500)
    assert BOX.meets(Box(109, 219, 300, 300))
    for beside in (Box(110, 20, 300, 300), Box(0, 0, 10, 300), Box(0, 220, 300, 300), Box(0, 0, 300, 20)):
        assert not BOX.meets(beside)
    assert not BOX.empty
    assert Box(1, 1, 1, 2).empty
    assert Box(1, 2, 3, 2).empty


@pytest.mark.parametrize(
    ("value", "box"),
    [
        (Array([1, 2, 3, 4]), Box(1, 2, 3, 4)),
        (Array([3, 4, 1, 2, 99]), Box(1, 2, 3, 4)),
        (Array([1, 2, 3]), None),
        (Array([1, 2, 1, 4]), None),
        (Array([1, 2, 3, 2]), None),
        (Array([1, 2, 3, Name.Rart]), None),
        (Dictionary(), None),
        (None, None),
    ],
)
def test_a_rectangle_is_read_or_is_none(value: Any, box: Box | None) -> None:
    assert read_box(value) == box


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.00001, "0"),
        (1.5, "1.5"),
        (100, "100"),
        (0.12346, "0.1235"),
        (-2.50, "-2.5"),
        (1e7, "10000000"),
    ],
)
def test_a_number_has_no_more_digits_than_can_be_seen(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("entries", "sheet"),
    [
        ({}, Sheet(Box(0, 0, 612, 792), 0, 1)),
        ({"MediaBox": Array([0, 0, 9, 9])}, Sheet(Box(0, 0, 9, 9), 0, 1)),
        ({"MediaBox": Array([0, 0, 9, 9]), "CropBox": Array([1, 2, 99, 5])}, Sheet(Box(1, 2, 9, 5), 0, 1)),
        ({"MediaBox": Array([0, 0, 9, 9]), "CropBox": Array([50, 50, 60, 60])}, Sheet(Box(0, 0, 9, 9), 0, 1)),
        ({"Rotate": 90, "UserUnit": 2}, Sheet(Box(0, 0, 612, 792), 1, 2)),
        ({"Rotate": -90, "UserUnit": 0}, Sheet(Box(0, 0, 612, 792), 3, 1)),
        ({"Rotate": 450, "UserUnit": -1}, Sheet(Box(0, 0, 612, 792), 1, 1)),
        ({"Rotate": 89, "UserUnit": Name.Rart}, Sheet(Box(0, 0, 612, 792), 0, 1)),
        ({"Rotate": Name.Rart}, Sheet(Box(0, 0, 612, 792), 0, 1)),
    ],
)
def test_a_page_is_read_leniently(entries: dict[str, Any], sheet: Sheet) -> None:
    assert sheet_of(Dictionary({f"/{key}": value for key, value in entries.items()})) == sheet


def test_what_stands_nearest_above_counts_and_a_ring_is_walked_once() -> None:
    pdf = pikepdf.new()
    top = pdf.make_indirect(Dictionary(Rotate=90, Q=1))
    page = pdf.make_indirect(Dictionary(Parent=top, Rotate=180))
    found: list[object] = [inherited(page, key) for key in ("/Rotate", "/Q")]
    assert found == [180, 1]
    top.Parent = page
    assert inherited(page, "/Ukjent") is None


def test_boxes_that_reached_the_old_edge_follow_it() -> None:
    page = Dictionary(
        MediaBox=Array([0, 0, 100, 100]),
        TrimBox=Array([0, 0.005, 100, 100]),
        ArtBox=Array([10, 10, 90, 90]),
        BleedBox=Array([-50, 0.02, 150, 120]),
    )
    show(page, Sheet(Box(0, 0, 100, 100), 0, 1), Sheet(Box(0, -20, 100, 100), 0, 1))
    boxes = {key: [float(edge) for edge in page[key]] for key in ("/MediaBox", "/CropBox", "/TrimBox")}
    assert set(map(tuple, boxes.values())) == {(0, -20, 100, 100)}
    assert [float(edge) for edge in page.ArtBox] == [10, 10, 90, 90]
    assert [float(edge) for edge in page.BleedBox] == [0, 0.02, 100, 100]


@pytest.mark.parametrize("edge", range(4))
def test_each_edge_is_followed_by_itself(edge: int) -> None:
    old, new = [0.0, 0.0, 100.0, 100.0], [0.0, 0.0, 100.0, 100.0]
    new[edge] += -20 if edge < 2 else 20
    page = Dictionary(MediaBox=Array(old), TrimBox=Array(old), ArtBox=Array([5, 5, 95, 95]))
    show(page, Sheet(Box(*old), 0, 1), Sheet(Box(*new), 0, 1))
    assert [float(one) for one in page.TrimBox] == [float(one) for one in page.MediaBox] == new
    assert [float(one) for one in page.ArtBox] == [5, 5, 95, 95]


def test_one_matrix_after_another() -> None:
    assert followed_by((1, 0, 0, 1, 3, 4), (2, 0, 0, 5, 7, 8)) == (2, 0, 0, 5, 13, 28)
    assert followed_by((1, 2, 3, 4, 5, 6), (7, 8, 9, 10, 11, 12)) == (25, 28, 57, 64, 100, 112)


# Where a line stands


@pytest.mark.parametrize(
    ("strip", "x", "at_head"),
    [
        (Strip.FOOT, 150, False),
        (Strip.FOOT_RIGHT, 260, False),
        (Strip.FOOT_LEFT, 40, False),
        (Strip.HEAD, 150, True),
        (Strip.HEAD_RIGHT, 260, True),
        (Strip.HEAD_LEFT, 40, True),
    ],
)
def test_a_strip_is_beside_the_edge_with_air_around_the_line(
    strip: Strip, x: float, *, at_head: bool
) -> None:
    line = LineOnSheet(Sheet(Box(0, 0, 400, 500), 0, 1), 10, 100)
    bottom = 470 if at_head else 9
    assert line.start(strip) == pytest.approx((x, bottom + 7))
    area = line.area(strip)
    assert (area.left, area.bottom, area.right, area.top) == pytest.approx(
        (x - 4, bottom, x + 104, bottom + 21)
    )
    assert strip.at_head == at_head


def test_a_long_line_has_equal_margins_and_stays_within_the_page() -> None:
    line = LineOnSheet(Sheet(Box(0, 0, 106, 500), 0, 1), 10, 100)
    for strip in Strip:
        assert line.start(strip)[0] == pytest.approx(3)
        assert (line.area(strip).left, line.area(strip).right) == (0, 106)


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, [0, -19.8, 595.28, 842]),
        (90, [0, 0, 615.08, 842]),
        (180, [0, 0, 595.28, 861.8]),
        (270, [-19.8, 0, 595.28, 842]),
    ],
)
def test_a_page_grows_by_a_strip_of_two_lines_at_its_foot(rotate: int, box: list[float]) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.MediaBox, page.obj.Rotate = Array([0, 0, 595.28, 842]), rotate
    page.obj.Contents = pdf.make_stream(b"1 w")
    add_running_line(pdf, b"", lambda *_: "Sak 1")
    assert [float(edge) for edge in page.obj.MediaBox] == pytest.approx(box, abs=0.01)
    streams = [stream.read_bytes() for stream in page.obj.Contents]
    assert streams[:3] == [b"q\n0 0 595.28 842 re W n\n", b"1 w", b"Q\n"]
    matrix = [float(word) for word in streams[3].split(b" Tm")[0].splitlines()[-1].split()]
    along, across = {0: (4, 5), 90: (5, 4), 180: (4, 5), 270: (5, 4)}[rotate]
    assert 200 < matrix[along] < 450
    foot = {0: box[1], 90: box[2], 180: box[3], 270: box[0]}[rotate]
    assert abs(matrix[across] - foot) == pytest.approx(0.85 * 9, abs=0.01)


def test_what_was_cropped_away_is_moved_as_far_as_the_page_grows() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.MediaBox, page.obj.CropBox = Array([0, 0, 600, 900]), Array([0, 100, 595.28, 800])
    notes = [Dictionary(Subtype=Name.Text, Rect=Array([9, y, 19, y + 10])) for y in (95, 85, 70, 200)]
    popup = Dictionary(Subtype=Name.Popup, Rect=Array([9, 85, 19, 95]))
    page.obj.Annots = Array([*notes, popup])
    add_running_line(pdf, b"", lambda *_: "Sak 1")
    bottoms = [float(one.Rect[1]) for one in page.obj.Annots]
    assert bottoms == pytest.approx([95, 65.2, 70, 200, 85])
