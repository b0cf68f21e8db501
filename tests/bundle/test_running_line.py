"""The running line stands upright where the page is blank, covers nothing, and disturbs no other page.

Pages are compared as PDFium shows them, before and after.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from pypdfium2 import raw

from dokumentmaskin.bundle.pages.running_line import add_running_line
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_pdf
from tests.pdf import documents
from tests.profiles import examples

A4 = (0, 0, 595, 842)
WHITE = 250
PAINTED = b"0.8 0.9 1 rg -20000 -20000 40000 40000 re f"
FOOT_CENTRE = b"200 0 195 40 re f"
# Every place of the line on A4 but the one named.
ALL_BUT = {
    "foot": b"0 800 595 42 re f 0 0 200 40 re 395 0 200 40 re f",
    "foot right": b"0 800 595 42 re f 0 0 395 40 re f",
    "foot left": b"0 800 595 42 re f 200 0 395 40 re f",
    "head right": b"0 800 395 42 re f 0 0 595 40 re f",
    "head": b"0 800 200 42 re 395 800 200 42 re f 0 0 595 40 re f",
    "head left": b"200 800 395 42 re f 0 0 595 40 re f",
}


def words(number: int, count: int) -> str:
    return f"Sak 05/22 · Vedlegg 2 · side {number} av {count}"


def add_page(
    pdf: pikepdf.Pdf, content: bytes | None, box: Sequence[float] = A4, **entries: Any
) -> pikepdf.Page:
    page = pdf.add_blank_page()
    page.obj.MediaBox = Array(box)
    del page.obj["/Resources"]
    for key, value in entries.items():
        page.obj[f"/{key}"] = value
    if content is None:
        del page.obj["/Contents"]
    else:
        page.obj.Contents = pdf.make_stream(content)
    return page


def of_one_page(content: bytes | None, box: Sequence[float] = A4, **entries: Any) -> bytes:
    pdf = pikepdf.new()
    add_page(pdf, content, box, **entries)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def lined(data: bytes, seen: bytes | None = None) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        add_running_line(pdf, data if seen is None else seen, words)
        return saved(pdf)


@dataclass(frozen=True)
class Line:
    """The places of the line's letters as seen, in points from the upper left corner, and the page's size."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    size: tuple[float, float]

    @property
    def place(self) -> str:
        left, right = self.xs[0], self.size[0] - self.xs[-1]
        side = "" if abs(left - right) < 30 else " right" if left > right else " left"
        return ("head" if self.ys[0] < self.size[1] / 2 else "foot") + side


def line_on(data: bytes, index: int = 0) -> Line:
    """Find the line's letters by searching for it; it must be there once."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[index]
        text = page.get_textpage()
        searcher = text.search(words(index + 1, len(document)))
        found = searcher.get_next()
        assert found is not None, text.get_text_range()
        first, count = found
        assert searcher.get_next() is None
        points = [_seen(page, text, number) for number in range(first, first + count)]
        return Line(tuple(p[0] for p in points), tuple(p[1] for p in points), page.get_size())


def _seen(page: Any, text: Any, number: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    assert raw.FPDFText_GetCharOrigin(text, number, x, y)
    px, py = ctypes.c_int(), ctypes.c_int()
    wide, high = (round(edge * 100) for edge in page.get_size())
    raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x.value, y.value, px, py)
    return px.value / 100, py.value / 100


def picture(data: bytes, index: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        page = document[index]
        # A poster has room enough for what is looked for at half the size.
        scale = 2 if max(page.get_size()) < 5000 else 1
        shown: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        return shown


def darkest(image: Image.Image) -> int:
    return min(image.tobytes())


def with_boxes(data: bytes, index: int, box: Sequence[Any]) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[index].obj.MediaBox = pdf.pages[index].obj.CropBox = Array(box)
        return saved(pdf)


def assert_upright(line: Line) -> None:
    assert list(line.xs) == sorted(line.xs)
    assert line.xs[0] >= 0
    assert line.xs[-1] < line.size[0]
    assert max(line.ys) - min(line.ys) < 0.1


def assert_covers_nothing(before: Image.Image, after: Image.Image) -> None:
    """Ink came, only where it was white."""
    changed = ImageChops.difference(before, after).point(lambda v: 255 * (v > 0))
    inked = before.point(lambda v: 255 * (v < WHITE))
    assert changed.getbbox() is not None
    assert ImageChops.multiply(changed, inked).getbbox() is None


def check(before: bytes, after: bytes, index: int = 0) -> str:
    """Assert all that holds on every page, and say where the line is, or that the page has grown."""
    line = line_on(after, index)
    assert_upright(line)
    with pypdfium2.PdfDocument(before) as document:
        wide, high = document[index].get_size()
    if line.size == (wide, high):
        assert_covers_nothing(picture(before, index), picture(after, index))
        return line.place
    assert line.size[0] == pytest.approx(wide)
    assert min(line.ys) > high
    assert_only_grown(before, after, index)
    return "grown"


def assert_only_grown(before: bytes, after: bytes, index: int) -> None:
    """What was visible is as it was, and the new strip holds the line and nothing else."""
    with pypdfium2.PdfDocument(before) as old, pypdfium2.PdfDocument(after) as new:
        shown, grown = old[index].get_bbox(), new[index].get_bbox()
    there = picture(with_boxes(before, index, shown), index)
    assert ImageChops.difference(there, picture(with_boxes(after, index, shown), index)).getbbox() is None
    edges = [(i, a, b) for i, (a, b) in enumerate(zip(shown, grown, strict=True)) if abs(a - b) > 0.01]
    assert len(edges) == 1, "it grows on one side"
    (edge, inner, _) = edges[0]
    strip = list(grown)
    strip[(edge + 2) % 4] = inner
    with pikepdf.open(BytesIO(with_boxes(after, index, strip))) as pdf:
        with_line = picture(saved(pdf), index)
        pdf.pages[index].obj.Contents = Array([*pdf.pages[index].Contents][:-1])
        without = picture(saved(pdf), index)
    inside = (2, 2, without.width - 2, without.height - 2)
    assert darkest(without.crop(inside)) >= WHITE
    assert darkest(with_line) < WHITE
    assert with_line.point(lambda v: 255 * (v < WHITE)).getbbox() != (0, 0, *with_line.size)


@pytest.mark.parametrize("place", ALL_BUT)
def test_it_stands_where_the_page_is_blank(place: str) -> None:
    before = of_one_page(ALL_BUT[place])
    assert check(before, lined(before)) == place


@pytest.mark.parametrize("place", ALL_BUT)
def test_a_link_or_field_takes_its_place_though_nothing_is_painted(place: str) -> None:
    # The strips that ALL_BUT paints are now links.
    taken = [
        list(map(int, r.split()[:4]))
        for r in ALL_BUT[place].decode().replace(" f", "").split(" re")
        if r.strip()
    ]
    links = [
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([x, y, x + w, y + h]), Border=Array([0, 0, 0])
        )
        for x, y, w, h in taken
    ]
    before = of_one_page(b"", Annots=Array(links))
    assert check(before, lined(before)) == place


def test_a_closed_popup_takes_no_place() -> None:
    popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array(A4))
    before = of_one_page(b"", Annots=Array([popup]))
    assert check(before, lined(before)) == "foot"


@pytest.mark.parametrize(
    "faint",
    [
        b"0.97 g 0 0 595 842 re f",  # a scan's background: 247
        b"1 1 0.9 rg 0 0 595 842 re f",  # pale yellow, in grey 252
        b"0.5 w 0 18 m 595 18 l 0 824 m 595 824 l S",  # thin lines
        b"0.05 w 0.5 G 0 18 m 595 18 l 0 824 m 595 824 l S",
        b"/Fade gs 0 g 0 0 595 842 re f",  # 5 % black
        b"q 595 0 0 842 0 0 cm /Picture Do Q",  # white with one grey line
    ],
)
def test_faint_ink_is_ink(faint: bytes) -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, faint)
    rows = bytearray(b"\xff" * 10 * 842)
    for row in (18, 824):
        rows[(842 - row) * 10 : (842 - row) * 10 + 10] = b"\xc8" * 10
    image = pdf.make_stream(bytes(rows), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=842)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    page.obj.Resources = Dictionary(
        XObject=Dictionary(Picture=image), ExtGState=Dictionary(Fade=Dictionary(ca=0.05))
    )
    assert check(saved(pdf), lined(saved(pdf))) == "grown"


@pytest.mark.parametrize(("grey", "place"), [(250, "foot"), (249, "grown")])
def test_paper_is_as_white_as_250_of_255(grey: int, place: str) -> None:
    before = of_one_page(b"%.5f g 0 0 595 842 re f" % (grey / 255))
    assert line_on(lined(before)).size[1] == pytest.approx(842 if place == "foot" else 861.8, abs=0.1)


def test_a_white_ground_is_paper_and_the_line_stands_on_it() -> None:
    before = of_one_page(b"1 g 0 0 595 842 re f")
    assert check(before, lined(before)) == "foot"


def test_all_pages_have_it_in_one_place_and_a_full_page_grows_alone() -> None:
    pdf = pikepdf.new()
    for content in (b"", FOOT_CENTRE, PAINTED, b""):
        add_page(pdf, content)
    before = saved(pdf)
    after = lined(before)
    assert [check(before, after, i) for i in range(4)] == ["foot right", "foot right", "grown", "foot right"]


def test_without_a_common_place_each_page_has_its_first() -> None:
    pdf = pikepdf.new()
    for place in ("foot left", "head"):
        add_page(pdf, ALL_BUT[place])
    before = saved(pdf)
    after = lined(before)
    assert [check(before, after, i) for i in range(2)] == ["foot left", "head"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("content", [b"", PAINTED])
def test_turned_pages(rotate: int, content: bytes) -> None:
    crop = Array([150, 0, 450, 250])
    before = of_one_page(content, (600, 300, 100, -50), CropBox=crop, Rotate=rotate, TrimBox=crop)
    after = lined(before)
    assert check(before, after) == ("grown" if content else "foot")
    with pikepdf.open(BytesIO(after)) as pdf:
        page = pdf.pages[0]
        assert page.trimbox == page.cropbox
        media, visible = [float(edge) for edge in page.mediabox], [float(edge) for edge in page.cropbox]
    for axis in (0, 1):
        low, high = sorted(media[axis::2])
        assert all(low <= edge <= high for edge in visible[axis::2])


@pytest.mark.parametrize(
    ("box", "unit", "points"),
    [
        (A4, 1, 9),
        ((0, 0, 842, 595), 1, 9),
        ((0, 0, 842, 1191), 1, 12),
        ((0, 0, 298, 420), 1, 6),
        ((0, 0, 14173, 2551), 1, 12),
        ((0, 0, 297.5, 421), 2, 9),
        ((0, 0, 60, 60), 1, 3.4),
    ],
)
def test_the_size_follows_the_paper(box: Sequence[float], unit: float, points: float) -> None:
    for content, place in ((b"", "foot"), (PAINTED, "grown")):
        before = of_one_page(content, box, UserUnit=unit)
        after = lined(before)
        assert check(before, after) == place
        with pypdfium2.PdfDocument(after) as document:
            text = document[0].get_textpage()
            assert raw.FPDFText_GetFontSize(text, 0) * unit == pytest.approx(points, rel=0.03)


INHERITING = b"""%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Count 2 /Kids [3 0 R 5 0 R] /MediaBox [0 0 300 400] /CropBox [10 0 300 400] /Rotate 90
 /Resources <</Mine 1 /ExtGState <</Half <</ca 0.5>>>>>>>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R>> endobj
4 0 obj <</Length 41>> stream
/Half gs 0.5 g -9 -9 900 900 re f       \nendstream endobj
5 0 obj <</Type /Page /Parent 2 0 R>> endobj
trailer <</Root 1 0 R>>
"""


def test_what_stands_above_the_pages_holds_for_each() -> None:
    with pikepdf.open(BytesIO(INHERITING), inherit_page_attributes=False) as pdf:
        add_running_line(pdf, INHERITING, words)
        above = pdf.Root.Pages
        assert [int(above.MediaBox[2]), int(above.CropBox[0])] == [300, 10]
        assert "/Font" not in above.Resources
        assert all(page.obj.Resources.Mine == 1 for page in pdf.pages)
        after = saved(pdf)
    assert [check(INHERITING, after, i) for i in range(2)] == ["grown", "foot"]


def test_inner_boxes_are_kept_within_the_paper() -> None:
    inner = {"BleedBox": Array([-9, -9, 900, 900]), "TrimBox": Array(A4), "ArtBox": Array([50, 50, 500, 800])}
    after = lined(of_one_page(PAINTED, A4, **inner))
    with pikepdf.open(BytesIO(after)) as pdf:
        page = pdf.pages[0]
        assert page.mediabox == page.cropbox == page.bleedbox == page.trimbox
        assert [int(edge) for edge in page.artbox] == [50, 50, 500, 800]


def test_what_was_cropped_away_stays_away() -> None:
    outside = Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([150, 85, 250, 97]), C=Array([1, 0, 0]), F=4
    )
    before = of_one_page(PAINTED, CropBox=Array([100, 100, 400, 300]), Annots=Array([outside]))
    after = lined(before)
    assert check(before, after) == "grown"
    with pikepdf.open(BytesIO(after)) as pdf:
        page = pdf.pages[0]
        assert float(page.Annots[0].Rect[3]) <= float(page.cropbox[1])


def test_pages_that_share_everything_get_a_line_each() -> None:
    pdf = pikepdf.new()
    contents = pdf.make_indirect(
        Array([pdf.make_stream(b"q 2 0 0 2 0 0 cm"), pdf.make_stream(b"0 g 30 90 40 40 re f")])
    )
    resources = pdf.make_indirect(Dictionary(Font=pdf.make_indirect(Dictionary()), Mine=1))
    for _ in range(3):
        page = add_page(pdf, None)
        page.obj.Contents, page.obj.Resources = contents, resources
    before = saved(pdf)
    after = lined(before)
    assert [check(before, after, i) for i in range(3)] == ["foot"] * 3
    with pikepdf.open(BytesIO(after)) as result:
        assert all(page.Resources.Mine == 1 for page in result.pages)
        assert all(len(page.Contents) == 5 for page in result.pages)
        fonts = [o for o in result.objects if isinstance(o, Dictionary) and "/FontFile2" in o]
        ends = {page.Contents[0].objgen for page in result.pages}
        assert (len(fonts), len(ends)) == (1, 1)


def test_it_is_a_pagination_artifact_in_a_font_that_is_there() -> None:
    for place, edge in (("foot", "Bottom"), ("head", "Top")):
        with pikepdf.open(BytesIO(lined(of_one_page(ALL_BUT[place])))) as pdf:
            page = pdf.pages[0]
            drawn = pikepdf.parse_content_stream(page.Contents[-1])
            program = page.Resources.Font.DokLinje.FontDescriptor.FontFile2
            assert int(program.Length1) == len(program.read_bytes())
            subtype = {"foot": Name.Footer, "head": Name.Header}[place]
            tag, entries = drawn[0].operands
            expected = Dictionary(Type=Name.Pagination, Subtype=subtype, Attached=Array([Name(f"/{edge}")]))
            assert (tag, entries) == (Name.Artifact, expected)
            assert [str(drawn[i].operator) for i in (0, -1)] == ["BDC", "EMC"]


def test_a_second_line_finds_a_name_and_a_place_of_its_own() -> None:
    before = of_one_page(b"")
    once = lined(before)
    with pikepdf.open(BytesIO(once)) as pdf:
        add_running_line(pdf, once, lambda *_: "Møtepakke – side 7")
        twice = saved(pdf)
        assert sorted(pdf.pages[0].Resources.Font.keys()) == ["/DokLinje", "/DokLinje2"]
    assert_covers_nothing(picture(once), picture(twice))
    with pypdfium2.PdfDocument(twice) as document:
        text = document[0].get_textpage().get_text_range()
    assert words(1, 1) in text
    assert "Møtepakke – side 7" in text


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"3 0 0 3 90 90 cm 1 Tr 9 Tc 40 Tz 8 Ts 0 g 9 9 30 30 re f",
        b"q q 3 0 0 3 90 90 cm 0 g 9 9 30 30 re f",
        b"Q 2 0 0 2 50 50 cm Q 0 g 9 9 30 30 re f q Q Q 60 60 9 9 re f",
        b"0 g 90 90 9 9 re f /Span BMC BT 1 Tr (q",
        b"0 g 90 90 9 9 re f q [ 1 2",
        b"q 9 0 0 9 90 90 cm BI /W 1 /H 1 /BPC 8 /CS /G ID Q EI Q",
        b"q 9 0 0 9 90 90 cm BI /W 1 /H 1 /BPC 8 /CS /G ID Q",
        b"(q q (Q) \\( q) pop % q q (\n0 g 90 90 9 9 re f 3 0 0 3 0 0 cm /q gs",
    ],
)
def test_content_that_leaves_a_mess_moves_nothing(content: bytes | None) -> None:
    before = of_one_page(content)
    assert check(before, lined(before)) == "foot"
    assert check(before, lined(before, seen=b"")) == "grown"


def test_content_that_cannot_be_read_still_gets_a_line() -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, b"")
    page.obj.Contents = pikepdf.Stream(pdf, b"no flate", Filter=Name.FlateDecode)
    assert line_on(lined(saved(pdf))).place == "foot"


def test_a_page_that_cannot_be_seen_grows() -> None:
    before = of_one_page(b"")
    other_size = of_one_page(b"", (0, 0, 300, 300))
    for seen in (b"no pdf", other_size, saved(pikepdf.new())):
        assert check(before, lined(before, seen)) == "grown"


def test_same_input_same_bytes() -> None:
    before = of_one_page(PAINTED)
    assert lined(before) == lined(before)


def test_a_character_that_the_font_lacks_is_refused() -> None:
    with pikepdf.open(BytesIO(of_one_page(b""))) as pdf:
        for text in ("Sak 1 → 2", "a\nb", "\u00ad"):
            with pytest.raises(ValueError, match="font lacks"):
                add_running_line(pdf, b"", lambda *_, said=text: said)


@pytest.mark.parametrize("seen", [None, b""])
def test_an_accessible_pdf_stays_accessible(seen: bytes | None) -> None:
    before = make_pdf(documents.meeting(), "m.docx", (BuiltInEngine(),)).data
    after = lined(before, seen)
    places = {check(before, after, index) for index in range(2)}
    assert places == ({"foot"} if seen is None else {"grown"})
    for profile in ("2a", "ua1"):
        assert page_validation.validate_pdf_bytes(after, profile=profile).failures == []


numbers = st.integers(-300, 300)
sides = st.integers(40, 1300)
colours = st.sampled_from([b"0 g", b"0.9 g", b"0.99 g", b"1 g", b"1 1 0 rg", b"1 0.9 0.9 rg"])
rectangles = st.builds(lambda x, y, w, h: b"%d %d %d %d re f" % (x, y, w, h), numbers, numbers, sides, sides)
bands = st.builds(lambda x, y: b"%d %d 120 9 re f" % (x, y), st.integers(-300, 900), st.integers(-300, 900))
states = st.sampled_from(
    [
        b"q",
        b"Q",
        b"2 0 0 2 9 9 cm",
        b"0 1 -1 0 300 0 cm",
        b"3 Tr",
        b"BT",
        b"ET",
        b"/Span BMC",
        b"EMC",
        b"(q) pop",
    ]
)
contents = st.lists(st.one_of(colours, bands, states, rectangles), max_size=9).map(b"\n".join)


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    x, y, wide, high = draw(numbers), draw(numbers), draw(sides), draw(sides)
    corners = draw(st.sampled_from([(x, y, x + wide, y + high), (x + wide, y, x, y + high)]))
    entries: dict[str, Any] = {"Rotate": 90 * draw(st.integers(-4, 7))}
    if draw(st.booleans()):
        inset = [draw(st.integers(-20, edge // 3)) for edge in (wide, high, wide, high)]
        left, bottom = x + inset[0], y + inset[1]
        entries["CropBox"] = Array([left, bottom, x + wide - inset[2], y + high - inset[3]])
    if draw(st.booleans()):
        entries["UserUnit"] = draw(st.sampled_from([0.5, 2, 10]))
    return of_one_page(draw(contents), corners, **entries)


@settings(max_examples=examples(80))
@given(pages())
@example(of_one_page(b"", (0, 0, 400, 8)))
@example(of_one_page(b"", (0, 0, 3, 3)))
def test_on_any_page_it_covers_nothing_and_reads_upright(before: bytes) -> None:
    check(before, lined(before))
