"""A PDF from anyone is opened, or refused with what is wrong and what to do."""

import base64
import random
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from dokumentmaskin.bundle.intake.opening import open_source
from dokumentmaskin.errors import AttachmentError, Problem
from tests.bundle.raw_pdf import MIB, deflated, one_page, saved, stream, text_pages, written
from tests.profiles import some

NAME = "vedlegg/søknad.pdf"


def refused(data: bytes, *passwords: str) -> Problem:
    with pytest.raises(AttachmentError) as caught:
        open_source(data, NAME, passwords)
    assert caught.value.exit_code == 6
    for problem in caught.value.problems:
        assert problem.place is not None
        assert problem.place.path == NAME
        assert problem.advice
    return caught.value.problems[0]


def encrypted(owner: str, user: str) -> bytes:
    with pikepdf.open(BytesIO(text_pages())) as pdf:
        return saved_encrypted(pdf, owner, user)


def saved_encrypted(pdf: pikepdf.Pdf, owner: str, user: str) -> bytes:
    target = BytesIO()
    pdf.save(target, encryption=pikepdf.Encryption(owner=owner, user=user))
    return target.getvalue()


def test_a_sound_file_comes_through_as_it_is() -> None:
    opened = open_source(text_pages(), NAME)
    assert opened.data == text_pages()
    assert (len(opened.pdf.pages), opened.notes) == (12, ())


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "vedlegg-tomt", "tom"),
        (b"\n \0", "vedlegg-tomt", "tom"),
        (b"\xef\xbb\xbf<!DOCTYPE html><title>x", "vedlegg-ikke-pdf", "nettside"),
        (b"PK\x03\x04...word/document.xml", "vedlegg-ikke-pdf", "Word-dokument"),
        (b"PK\x03\x04...xl/workbook.xml", "vedlegg-ikke-pdf", "Excel-regneark"),
        (b"\x89PNG\r\n\x1a\n", "vedlegg-ikke-pdf", "bilde (PNG)"),
        (b"\xff\xd8\xff\xe0", "vedlegg-ikke-pdf", "bilde (JPEG)"),
        (b"\0\0\0\x18ftypheic", "vedlegg-ikke-pdf", "bilde (HEIC)"),
        (b"Hei p\xc3\xa5 deg", "vedlegg-ikke-pdf", "ikke en PDF"),
        (saved(pikepdf.new()), "vedlegg-uten-sider", "ingen sider"),
    ],
)
def test_what_is_no_paper_is_called_by_its_name(data: bytes, code: str, word: str) -> None:
    problem = refused(data)
    assert problem.code == code
    assert word in problem.message


def test_a_password_is_asked_for_tried_and_told_of() -> None:
    locked = encrypted("eier", "bruker")
    assert "--passord-fil" in refused(locked).advice
    assert refused(locked, "feil").code == "vedlegg-feil-passord"
    opened = open_source(locked, NAME, ["feil", "bruker"])
    assert [note.code for note in opened.notes] == ["vedlegg-last-opp"]
    assert "låst med passord" in opened.notes[0].message
    assert not opened.pdf.is_encrypted
    with pikepdf.open(BytesIO(opened.data)) as pdf:
        assert len(pdf.pages) == 12
        assert b"side 3" in pdf.pages[2].Contents.read_bytes()


def test_a_file_locked_against_change_is_opened_with_a_note() -> None:
    locked = encrypted("eier", "")
    opened = open_source(locked, NAME)
    assert "låst mot endring" in opened.notes[0].message
    assert not pikepdf.open(BytesIO(opened.data)).is_encrypted


def test_more_pages_than_the_limit_are_counted() -> None:
    pdf = pikepdf.new()
    for _ in range(3001):
        pdf.add_blank_page()
    assert re.search(r"3001 .* 3000 ", refused(saved(pdf)).message)


def test_a_page_tree_in_a_ring_is_refused() -> None:
    ring = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[2 0 R]>>"}
    assert refused(written(ring)).code == "vedlegg-sidetre"


@pytest.mark.parametrize("share", [30, 60, 80])
def test_a_cut_file_is_refused(share: int) -> None:
    whole = text_pages()
    assert refused(whole[: len(whole) * share // 100]).code == "vedlegg-skadet"


def test_a_file_that_has_lost_its_end_alone_is_mended() -> None:
    whole = text_pages()
    opened = open_source(whole[: whole.rindex(b"startxref")], NAME)
    assert [note.code for note in opened.notes] == ["vedlegg-reparert"]
    assert len(pikepdf.open(BytesIO(opened.data)).pages) == 12


def test_a_damaged_table_of_objects_is_mended() -> None:
    whole = text_pages()
    place = whole.rindex(b"xref", 0, whole.rindex(b"startxref"))
    opened = open_source(whole[:place] + b"x" * 200 + whole[place + 200 :], NAME)
    assert [note.code for note in opened.notes] == ["vedlegg-reparert"]


def test_pages_whose_text_is_gone_are_named() -> None:
    """Of a file whose table is gone too, so that qpdf mends it."""
    with pikepdf.open(BytesIO(text_pages())) as pdf:
        numbers = [page.obj.Contents.objgen[0] for page in pdf.pages]
    data = text_pages().replace(b"startxref", b"startxxxx")
    for page in (2, 6):
        data = data.replace(b"\n%d 0 obj" % numbers[page], b"\n%d 0 xxx" % numbers[page])
    assert "Side 3 og 7 av 12" in refused(data).message


@pytest.mark.parametrize("is_sound", [True, False])
def test_text_that_cannot_be_unpacked_is_taken_as_far_as_it_goes_and_told_of(*, is_sound: bool) -> None:
    with pikepdf.open(BytesIO(text_pages())) as pdf:
        raw = pdf.pages[4].obj.Contents.read_raw_bytes()
    data = text_pages().replace(raw, raw[:40] + bytes(len(raw) - 40))
    if not is_sound:
        data = data.replace(b"startxref", b"startxxxx")
    opened = open_source(data, NAME)
    assert [note.code for note in opened.notes] == ["vedlegg-delvis-skadet"]
    assert "Side 5 av 12 mangler noe" in opened.notes[0].message
    assert len(opened.pdf.pages) == 12


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Size 28", b"/Size 9"),  # newer qpdf sees no catalog
        (b"/Root", b"/Encrypt 77/Root"),
        (b"/Kids [ 3 0 R", b"/Kids [ 2 0 R 3 0 R"),
    ],
)
def test_pages_that_another_reader_shows_are_put_together_anew(old: bytes, new: bytes) -> None:
    data = text_pages().replace(old, new).replace(b"startxref", b"startxxxx")
    assert data != text_pages()
    opened = open_source(data, NAME)
    assert opened.notes[-1].code in {"vedlegg-bygd-pa-nytt", "vedlegg-reparert"}
    assert len(opened.pdf.pages) == 12
    assert b"side 12" in opened.pdf.pages[11].Contents.read_bytes()


def test_a_cut_file_is_not_put_together_of_what_is_left() -> None:
    cut = text_pages().replace(b"/Root", b"/Encrypt 77/Root")[:-8]
    assert refused(cut).code == "vedlegg-skadet"


def test_pages_that_the_tree_counts_but_the_file_lacks_are_missed() -> None:
    data = text_pages().replace(b"/Count 12", b"/Count 14").replace(b"startxref", b"startxxxx")
    assert "Bare 12 av 14 sider" in refused(data).message


def test_a_form_that_only_adobe_can_draw_is_refused() -> None:
    pdf = pikepdf.open(BytesIO(text_pages()))
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Array())
    pdf.Root.NeedsRendering = True
    assert refused(saved(pdf)).code == "vedlegg-xfa"


IMAGE = b"/Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 1/ColorSpace/DeviceGray"
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\xf0\x00\xf0\x00\x03" + bytes(9) + b"\xff\xd9"


@pytest.mark.parametrize(
    ("entries", "data", "code"),
    [
        (IMAGE, b"", "vedlegg-for-stort-bilde"),
        (b"/Subtype/Image/Width 9/Height 9/Filter/DCTDecode", JPEG, "vedlegg-for-stort-bilde"),
        (b"/Filter/FlateDecode", deflated(300 * MIB), "vedlegg-for-stort-utpakket"),
        (b"/Filter[/FlateDecode/FlateDecode]", deflated(300 * MIB, 2), "vedlegg-for-stort-utpakket"),
        (b"/Filter[/FlateDecode/FlateDecode/RunLengthDecode]", deflated(8 * MIB, 2), ""),
        (b"/Filter/RunLengthDecode", b"\x81\0" * (3 * MIB), "vedlegg-for-stort-utpakket"),
        (
            b"/Filter[/ASCII85Decode/FlateDecode]",
            base64.a85encode(deflated(300 * MIB)) + b"~>",
            "vedlegg-for-stort-utpakket",
        ),
    ],
    ids=["bilde", "jpeg", "flate", "flate-to-ganger", "lite", "run-length", "ascii85"],
)
def test_what_grows_beyond_measure_is_refused(entries: bytes, data: bytes, code: str) -> None:
    source = one_page(b"/X 5 0 R", o5=stream(entries, data))
    if code:
        assert refused(source).code == code
    else:
        assert open_source(source, NAME).notes == ()


def test_lzw_is_counted_as_it_is_unpacked() -> None:
    codes = [256, 0, *range(258, 4096), *([4095] * 90_000)]
    widths = [9, 9, *(min((known + 1).bit_length(), 12) for known in range(258, 4096)), *([12] * 90_000)]
    bits = "".join(f"{code:0{width}b}" for code, width in zip(codes, widths, strict=True))
    data = int(bits + "0" * (-len(bits) % 8), 2).to_bytes(-(-len(bits) // 8))
    source = one_page(b"/X 5 0 R", o5=stream(b"/Filter/LZWDecode", data))
    assert refused(source).code == "vedlegg-for-stort-utpakket"


@pytest.mark.parametrize("start", ["side", "struktur"])
def test_a_chain_that_qpdf_would_follow_to_the_end_of_its_stack_is_refused(start: str) -> None:
    chain = {f"o{number}": b"<</N %d 0 R>>" % (number + 1) for number in range(5, 3005)}
    source = one_page(b"/X 5 0 R" if start == "side" else b"", **chain)
    if start == "struktur":
        source = source.replace(b"/Catalog", b"/Catalog/StructTreeRoot 5 0 R", 1)
    assert refused(source).code == "vedlegg-for-dypt"


def test_many_objects_side_by_side_are_not_deep() -> None:
    leaves = {f"o{number}": b"<</A<</B[]>>>>" for number in range(6, 3006)}
    branch = b"[" + b" ".join(b"%d 0 R" % number for number in range(6, 3006)) + b"]"
    assert open_source(one_page(b"/X 5 0 R", o5=branch, **leaves), NAME).notes == ()


def test_the_beads_of_a_long_article_are_not_deep() -> None:
    beads = {f"o{number}": b"<</N %d 0 R/V %d 0 R>>" % (number + 1, number - 1) for number in range(6, 3006)}
    assert open_source(one_page(b"/B[5 0 R]", o5=b"<</N 6 0 R>>", **beads), NAME).notes == ()


def test_deep_brackets_are_refused() -> None:
    assert refused(one_page(b"/X " + b"[" * 99_999)).code == "vedlegg-uten-sider"


PROBE = """
import sys
from dokumentmaskin.bundle.intake.opening import open_source
from dokumentmaskin.errors import AttachmentError
try:
    open_source(open(sys.argv[1], "rb").read(), "x")
except AttachmentError as error:
    # Not ru_maxrss, which begins with what the program that started us used.
    (peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")]
    print(error.problems[0].code, int(peak) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how much memory is told otherwise elsewhere")
@pytest.mark.parametrize("kind", some(["innhold", "objekter"], short=1))
def test_a_bomb_is_refused_in_little_memory(kind: str, tmp_path: Path) -> None:
    bomb = stream(b"/Filter/FlateDecode", deflated(512 * MIB))
    source = tmp_path / "bombe.pdf"
    source.write_bytes(one_page(contents=bomb) if kind == "innhold" else packed_objects())
    command = [sys.executable, "-c", PROBE, str(source)]
    code, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert code in {"vedlegg-for-stort-utpakket", "vedlegg-skadet"}
    assert int(peak) < 300


def packed_objects() -> bytes:
    """A PDF whose page tree lies in an object stream that becomes half a gigabyte."""
    body, places = bytearray(b"%PDF-1.7\n"), {}
    packed = stream(b"/Type/ObjStm/N 2/First 10/Filter/FlateDecode", deflated(512 * MIB))
    for number, content in {1: b"<</Type/Catalog/Pages 2 0 R>>", 4: packed}.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = [(0, 0), (1, places[1]), (2, 4), (2, 4), (1, places[4]), (1, len(body))]
    table = b"".join(bytes([kind]) + at.to_bytes(4) for kind, at in rows)
    start = len(body)
    body += b"5 0 obj\n%b\nendobj\n" % stream(b"/Type/XRef/Size 6/W[1 4 0]/Root 1 0 R", table)
    return bytes(body) + b"startxref\n%d\n%%%%EOF\n" % start


def test_damage_of_any_kind_gives_a_paper_or_an_error() -> None:
    chance, whole = random.Random(20220311), text_pages(3)  # noqa: S311 - the same damage each time
    outcomes = set()
    for _ in range(600):
        data, place = bytearray(whole), chance.randrange(len(whole))
        kind = chance.randrange(3)
        if kind == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[place : place + 100] = bytes(100)
        else:
            del data[place : place + chance.randrange(500)]
        try:
            opened = open_source(bytes(data), NAME)
            outcomes.add("mended" if opened.notes else "sound")
        except AttachmentError as error:
            outcomes.add(error.problems[0].code)
    assert outcomes >= {"mended", "sound", "vedlegg-skadet"}
