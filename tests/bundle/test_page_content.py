"""What a page's content leaves open is closed before anything is added, and nothing more."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from dokumentmaskin.bundle.pages.page_content import Additions, content_streams

OPENS = {"q": "Q", "BT": "ET", "BMC": "EMC", "BDC": "EMC"}


def enclosed(*contents: bytes) -> list[bytes]:
    """The streams of a page when its content has been enclosed."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = Array([pdf.make_stream(content) for content in contents])
    Additions(pdf, Dictionary()).enclose(page)
    return [stream.read_bytes() for stream in content_streams(page)]


def left_open(content: bytes) -> tuple[dict[str, int], int]:
    """What content leaves open by a parser's reading, and how many Q close nothing."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(content)
    depth, stray = {"Q": 0, "ET": 0, "EMC": 0}, 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in OPENS:
            depth[OPENS[operator]] += 1
        elif depth.get(operator):
            depth[operator] -= 1
        elif operator == "Q":
            stray += 1
    return depth, stray


@pytest.mark.parametrize(
    ("content", "closing"),
    [
        (b"1 0 0 rg", b"Q\n"),
        (b"q 1 0 0 rg Q", b"Q\n"),
        (b"q q", b"Q\nQ\nQ\n"),
        (b"BT (a) Tj", b"ET\nQ\n"),
        (b"/P BMC q BT", b"ET\nEMC\nQ\nQ\n"),
        (b"/P <</MCID 0>> BDC /P BMC EMC", b"EMC\nQ\n"),
        (b"BT ET ET EMC", b"Q\n"),
        (b"(q q) Tj % q BT\n[(q) (q)] TJ <7171> Tj", b"Q\n"),
        (b"(\\( q \\\\) Tj q", b"Q\nQ\n"),
        (b"/q gs /BT Do", b"Q\n"),
        (b"[q]<</q 1>>", b"Q\nQ\n"),
        (b"((q) q) Tj q", b"Q\nQ\n"),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID q EI q", b"Q\nQ\n"),
    ],
)
def test_what_is_left_open_is_closed(content: bytes, closing: bytes) -> None:
    assert enclosed(content) == [b"q\n", content, closing]


def test_streams_are_read_as_one() -> None:
    assert enclosed(b"q", b"BT", b"ET") == [b"q\n", b"q", b"BT", b"ET", b"Q\nQ\n"]
    assert enclosed() == []


@pytest.mark.parametrize("content", [b"Q 1 w q Q Q 2 w", b"q Q Q BT", b"Q q"])
def test_what_closes_nothing_is_left_out(content: bytes) -> None:
    opening, written, closing = enclosed(content)
    assert left_open(written)[1] == 0
    assert left_open(b"\n".join([opening, written, closing])) == ({"Q": 0, "ET": 0, "EMC": 0}, 0)
    kept = [word for word in written.split() if word not in {b"Q", b"q"}]
    assert kept == [word for word in content.split() if word not in {b"Q", b"q"}]


PIECES = st.sampled_from(
    [
        *(b"q", b"Q", b"BT", b"ET", b"/P BMC", b"/P <</A (q)>> BDC", b"EMC", b"% Q", b"1 0 0 1 9 9 cm"),
        *(b"(q (Q) q) Tj", b"(\\) Q) Tj", b"[(q)-2(Q)] TJ", b"<71> Tj", b"/Q Do"),
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID Q EI",
    ]
)


@given(st.lists(PIECES, max_size=9))
def test_whatever_is_there_all_is_closed_afterwards(pieces: list[bytes]) -> None:
    content = b"\n".join(pieces)
    whole = enclosed(content)
    assert left_open(b"\n".join(whole)) == ({"Q": 0, "ET": 0, "EMC": 0}, 0)
    depth, stray = left_open(content)
    if not stray:  # and no more is closed than was open
        closing = b"".join(f"{name}\n".encode() * depth[name] for name in ("ET", "EMC", "Q"))
        assert whole[1:] == ([content, closing + b"Q\n"])


def test_pages_with_the_same_closing_share_it() -> None:
    pdf = pikepdf.new()
    additions = Additions(pdf, Dictionary())
    for content in (b"q", b"q 1 w", b""):
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(content)
        additions.enclose(page, b"q 9 w\n")
    streams = [content_streams(page) for page in pdf.pages]
    assert {first.objgen for first, _, _ in streams} == {streams[0][0].objgen}
    assert streams[0][2].objgen == streams[1][2].objgen != streams[2][2].objgen
    assert streams[0][0].read_bytes() == b"q 9 w\n"


def test_what_is_no_stream_among_the_contents_is_left_out() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    stream = pdf.make_stream(b"1 w")
    for contents, count in ((stream, 1), (Array([3, stream, Dictionary()]), 1), (Name.Rart, 0), (Array(), 0)):
        page.obj.Contents = contents
        assert len(content_streams(page)) == count


def test_a_font_gets_a_name_that_is_free_and_shared_resources_are_copied_once() -> None:
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font))
    shared = pdf.make_indirect(Dictionary(Font=Dictionary(F=1, F2=2), Mine=3))
    owners: list[Any] = [shared, shared, Dictionary(), Name.Rart]
    additions, names = Additions(pdf, font), []
    for resources in owners:
        page = pdf.add_blank_page()
        page.obj.Resources = resources
        names.append(additions.give_font(page, "/F"))
    assert names == ["/F3", "/F3", "/F", "/F"]
    first, second, third, _ = (page.obj.Resources for page in pdf.pages)
    assert first.objgen == second.objgen != shared.objgen
    assert (int(first.Mine), sorted(first.Font.keys())) == (3, ["/F", "/F2", "/F3"])
    assert sorted(shared.Font.keys()) == ["/F", "/F2"]
    assert not third.is_indirect
    assert first.Font.F3.objgen == font.objgen


def test_appended_content_stands_last() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(b"1 w")
    Additions(pdf, Dictionary()).append(page, b"2 w")
    saved = BytesIO()
    pdf.save(saved)
    with pikepdf.open(saved) as again:
        assert [s.read_bytes() for s in content_streams(again.pages[0])] == [b"1 w", b"2 w"]
