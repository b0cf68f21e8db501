"""Where each bound of a paper lies: what is just within it comes through, what is just past it is refused."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Name

from dokumentmaskin.bundle.intake import bounds
from dokumentmaskin.bundle.intake.bounds import is_deeper, too_large
from tests.bundle.raw_pdf import one_page, stream

LIMIT = 10_000  # pixels, in these tests


@pytest.fixture(autouse=True)
def small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "PIXELS", LIMIT)


def refused(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [problem.code for problem in too_large(pdf, "a.pdf")]


def sized(wide: int, high: int, size: int = 2) -> bytes:
    return wide.to_bytes(size) + high.to_bytes(size)


def jpeg(wide: int, high: int, before: bytes = b"", frame: int = 0xC0) -> bytes:
    return b"\xff\xd8" + before + bytes([0xFF, frame]) + b"\0\x11\x08" + sized(high, wide) + bytes(12)


def jpeg2000(wide: int, high: int) -> bytes:
    place = sized(wide + 7, high + 5, 4) + sized(7, 5, 4)
    return b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51\0\x2f\0\0" + place + bytes(40)


FAX = b"/Filter/CCITTFaxDecode/DecodeParms<</Columns %d/Rows %d>>"
APP = b"\xff\xe0\0\x10" + bytes(14)
TABLE = b"\xff\xc4\0\x06" + bytes(4)  # looks like a frame and is none
PICTURES: dict[str, Callable[[int, int], tuple[bytes, bytes]]] = {
    "ordbok": lambda w, h: (b"/Subtype/Image/Width %d/Height %d" % (w, h), b""),
    "faks": lambda w, h: (FAX % (w, h), b""),
    "faks av flere filtre": lambda w, h: (
        b"/Filter[/FlateDecode/CCF]/DecodeParms[null<</Columns %d/Rows %d>>]" % (w, h),
        b"",
    ),
    "jpeg": lambda w, h: (b"/Filter/DCTDecode", jpeg(w, h)),
    "jpeg med annet foran": lambda w, h: (
        b"/Filter/DCTDecode",
        jpeg(w, h, APP + b"\xff\x01" + TABLE + b"\xff"),
    ),
    "progressiv jpeg": lambda w, h: (b"/Filter/DCTDecode", jpeg(w, h, APP, 0xC2)),
    "siste slags jpeg": lambda w, h: (b"/Filter/DCTDecode", jpeg(w, h, APP, 0xCF)),
    "jpeg 2000": lambda w, h: (b"/Filter/JPXDecode", jpeg2000(w, h)),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_measured_by_what_it_says_itself(kind: str) -> None:
    def paper(wide: int, high: int) -> bytes:
        entries, data = PICTURES[kind](wide, high)
        return one_page(b"/X 5 0 R", o5=stream(entries, data))

    assert refused(paper(80, 125)) == []
    assert refused(paper(73, 137)) == ["vedlegg-for-stort-bilde"]


@pytest.mark.parametrize(
    ("entries", "data"),
    [
        (b"/Subtype/Form/Width 999/Height 999", b""),
        (b"/Subtype/Image/Width -999/Height -999", b""),
        (b"/Subtype/Image/Width/Mye/Height 999", b""),
        (b"/Filter/CCITTFaxDecode/DecodeParms 3", b""),
        (b"/Filter/DCTDecode", b""),
        (b"/Filter/DCTDecode", jpeg(999, 999)[:8]),
        (b"/Filter/DCTDecode", jpeg(999, 999, b"\0\0")),
        (b"/Filter/JPXDecode", b"none"),
        (b"/Filter/JPXDecode", jpeg2000(999, -2 + 1)),
    ],
)
def test_what_says_nothing_of_its_size_is_no_large_picture(entries: bytes, data: bytes) -> None:
    assert refused(one_page(b"/X 5 0 R", o5=stream(entries, data))) == []


def test_how_many_pixels_are_told_in_whole_millions() -> None:
    source = one_page(b"/X 5 0 R", o5=stream(b"/Subtype/Image/Width 1001/Height 1000", b""))
    with pikepdf.open(BytesIO(source)) as pdf:
        (problem,) = too_large(pdf, "a.pdf")
    assert "2 millioner punkter" in problem.message


@pytest.mark.parametrize("count", [3_000, 3_001])
def test_a_paper_may_have_three_thousand_pages(count: int) -> None:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    assert [problem.code for problem in too_large(pdf, "a")] == ["vedlegg-for-mange-sider"] * (count > 3_000)


@pytest.mark.parametrize("of_pages", [True, False])
def test_steps_down_are_counted_to_one(*, of_pages: bool) -> None:
    """A chain of dictionaries, the last with lists in lists."""
    length, brackets = 30, 12
    chain = {f"o{n}": b"<</N %d 0 R>>" % (n + 1) for n in range(5, 5 + length)}
    chain[f"o{5 + length}"] = b"<</X %b%b>>" % (b"[" * brackets, b"]" * brackets)
    source = one_page(b"/X 5 0 R" if of_pages else b"", **chain)
    if not of_pages:
        source = source.replace(b"/Catalog", b"/Catalog/StructTreeRoot 5 0 R", 1)
    with pikepdf.open(BytesIO(source)) as pdf:
        steps = of_pages + length + brackets + 1  # the structure's root is where its steps begin
        assert is_deeper(pdf, steps - 1)
        assert not is_deeper(pdf, steps)


def test_side_branches_do_not_add_up() -> None:
    """The way down is as long as the longest branch, wherever that stands."""
    objects = {f"o{n}": b"<</A %d 0 R/B 50 0 R/C[]>>" % (n + 1) for n in range(6, 16)}
    objects |= {"o16": b"<<>>", "o50": b"[[[[]]]]", "o5": b"[50 0 R 6 0 R 50 0 R]"}
    with pikepdf.open(BytesIO(one_page(b"/X 5 0 R", **objects))) as pdf:
        deepest = 1 + 1 + 10 * 2 + 1
        assert is_deeper(pdf, deepest - 1)
        assert not is_deeper(pdf, deepest)


def test_the_pages_and_their_tree_are_no_steps() -> None:
    pdf = pikepdf.new()
    for _ in range(40):
        pdf.add_blank_page()
    for first, second in zip(pdf.pages, [*pdf.pages][1:], strict=False):
        first.obj.Next = second.obj
        first.obj.B = Array([pdf.make_indirect(Array([Array()]))])
    pdf.Root.OutputIntents = pdf.make_indirect(Array([Name.A]))
    assert not is_deeper(pdf, 2)


def test_a_bomb_is_told_of_with_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "exceeds", lambda *_: True)
    with pikepdf.open(BytesIO(one_page())) as pdf:
        (problem,) = too_large(pdf, "a.pdf")
    assert "større enn 256 MiB når de pakkes ut" in problem.message


def test_the_header_of_a_scan_has_a_length() -> None:
    """Unlike the markers before it (ISO/IEC 10918-1, B.2.3); a frame may follow."""
    data = jpeg(999, 999, b"\xff\xda\0\x04\0\0")
    assert refused(one_page(b"/X 5 0 R", o5=stream(b"/Filter/DCTDecode", data))) == [
        "vedlegg-for-stort-bilde"
    ]
