"""Which pages a damaged file has lost, also of those whose objects are packed together."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Name

from dokumentmaskin.bundle.intake.losses import damaged_pages, hurt_contents, hurt_note, hurt_pages, losses
from dokumentmaskin.errors import Problem
from tests.bundle.raw_pdf import one_page, saved, stream, text_pages


def told(problems: tuple[Problem, ...]) -> list[str]:
    assert {problem.code for problem in problems} <= {"vedlegg-skadet"}
    return [problem.message.removeprefix("PDF-en er skadet: ") for problem in problems]


def lost(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        return told(losses(pdf, data, "a.pdf"))


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([3], "Side 3 av 99 mangler noe."),
        ([3, 5], "Side 3 og 5 av 99 mangler noe."),
        (list(range(1, 11)), "Side 1, 2, 3, 4, 5, 6, 7, 8, 9 og 10 av 99 mangler noe."),
        (list(range(1, 12)), "Side 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 og 1 til av 99 mangler noe."),
        (list(range(1, 14)), "Side 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 og 3 til av 99 mangler noe."),
    ],
)
def test_ten_pages_are_named_and_the_others_counted(pages: list[int], words: str) -> None:
    assert told((damaged_pages(pages, 99, "a"),)) == [words]


@pytest.mark.parametrize("packed", [True, False])
def test_a_whole_file_has_lost_nothing(*, packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    with pikepdf.open(BytesIO(text_pages())) as pdf:
        data = saved(pdf, object_stream_mode=mode)
    assert (b"/ObjStm" in data) == packed
    assert lost(data) == []


def test_the_pages_of_a_packed_file_are_followed_too() -> None:
    with pikepdf.open(BytesIO(text_pages())) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = [page.obj.Contents.objgen[0] for page in pdf.pages]
    for page in (2, 11):
        data = data.replace(b"\n%d 0 obj" % numbers[page], b"\n%d 0 xxx" % numbers[page])
    assert lost(data) == ["Side 3 og 12 av 12 mangler noe."]


def test_what_a_page_does_not_show_may_be_gone() -> None:
    beside = b"/Annots[9 0 R]/Metadata 10 0 R/Thumb 11 0 R/PieceInfo 12 0 R/B[13 0 R]/AF 14 0 R/AA 15 0 R"
    assert lost(one_page(beside)) == []
    assert lost(one_page(b"/Group 9 0 R")) == ["Side 1 av 1 mangler noe."]
    assert lost(one_page(b"/X 5 0 R", o5=b"<</Y[6 0 R 5 0 R]>>", o6=b"<</Z 9 0 R>>")) == [
        "Side 1 av 1 mangler noe."
    ]
    # another page is not a part of this one
    assert lost(one_page(b"/X 5 0 R", o5=b"<</Type/Page/Y 9 0 R>>")) == ["Bare 1 av 2 sider finnes i filen."]
    assert lost(one_page(b"/X 5 0 R", o5=b"<</Type/Pages/Y 6 0 R>>", o6=b"[]")) == []


@pytest.mark.parametrize(
    ("entries", "data", "whole"),
    [
        (b"/Filter/FlateDecode", b"x\x9cK\x04\x00\x00b\x00b", True),
        (b"/Filter/FlateDecode", b"x\x9cK", False),
        (b"/Filter[/Fl/DCTDecode]", b"x\x9cK", False),
        (b"/Filter/DCTDecode", b"\xff\xd8" + bytes(99) + b"\xff\xd9", True),
        (b"/Filter/DCTDecode", b"\xff\xd8\xff\xd9" + bytes(62), True),
        (b"/Filter/DCTDecode", b"\xff\xd8\xff\xd9" + bytes(63), False),
        (b"/Filter[/ASCII85Decode/DCTDecode]", b"", True),
        (b"/Filter/LZWDecode", b"x", True),
        (b"", b"", True),
        (b"/Filter/FlateDecode", b"", True),
    ],
)
def test_a_stream_is_whole_when_it_reaches_its_end(entries: bytes, data: bytes, *, whole: bool) -> None:
    expected = [] if whole else [1]
    shown = one_page(b"/X 5 0 R", o5=stream(entries, data))
    with pikepdf.open(BytesIO(shown), suppress_warnings=True) as pdf:
        assert hurt_pages(pdf, shown) == expected
    contents = one_page(contents=stream(entries, data))
    with pikepdf.open(BytesIO(contents)) as pdf:
        assert hurt_contents(pdf) == expected
        pdf.pages[0].obj.Contents = Array([3, pdf.pages[0].obj.Contents])
        assert hurt_contents(pdf) == expected
        pdf.pages[0].obj.Contents = Name.Rart
        assert hurt_contents(pdf) == []


def test_a_page_that_is_hurt_is_named() -> None:
    note = hurt_note([2], 3, "a.pdf")
    assert note.message.startswith("PDF-en er skadet: Side 2 av 3 mangler noe.")


def test_an_object_without_its_end_does_not_swallow_the_next() -> None:
    whole = text_pages()
    assert lost(whole.replace(b"endobj", b"      ", 3)) == []
