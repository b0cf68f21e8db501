"""What a stream becomes is counted to the byte, however it is packed, and broken packing ends the count."""

import base64
import random
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from dokumentmaskin.bundle.intake.inflation import exceeds, filters_of, is_whole

EMPTY = pikepdf.new()
CHANCE = random.Random(20220311)  # noqa: S311 - the same bytes each time
NOISE = CHANCE.randbytes(70_000)
MIXED = bytes(70_000) + NOISE + b"ab" * 35_000 + bytes(7)


def runs(data: bytes) -> bytes:
    """Run-length coding: zeros in runs, all else as it is (ISO 32000-1, 7.4.5)."""
    out, place = bytearray(), 0
    while place < len(data):
        zeros = min(len(data[place : place + 128]) - len(data[place : place + 128].lstrip(b"\0")), 128)
        plain = data[place : place + 128].split(b"\0")[0]
        out += bytes([257 - zeros, 0]) if zeros > 1 else bytes([max(len(plain), 1) - 1]) + (plain or b"\0")
        place += zeros if zeros > 1 else max(len(plain), 1)
    return bytes(out) + b"\x80 what follows the end is nothing"


def lzw(data: bytes) -> bytes:
    """LZW as libtiff writes it, which is as PDF has it (7.4.4)."""
    target = BytesIO()
    picture = Image.frombytes("L", (100, len(data) // 100), data)
    picture.save(target, "TIFF", compression="tiff_lzw", tiffinfo={278: len(data) // 100})
    entries: Any = Image.open(target).tag_v2  # type: ignore[attr-defined]
    (start,), (length,) = entries[273], entries[279]
    return target.getvalue()[start : start + length]


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "LZWDecode": lzw,
    "RunLengthDecode": runs,
    "ASCII85Decode": lambda data: base64.a85encode(data, wrapcol=70) + b"\n~>zzzz",
    "ASCIIHexDecode": lambda data: data.hex(" ", 7).encode() + b"\n>41",
}


def packed(*filters: str) -> pikepdf.Stream:
    names = [Name(f"/{name}") for name in filters]
    return pikepdf.Stream(EMPTY, b"", Filter=names[0] if len(names) == 1 else Array(names))


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("size", [100, 1_000, 65_500, 65_600, len(MIXED) // 100 * 100])
def test_every_way_of_packing_is_counted_to_the_byte(name: str, size: int) -> None:
    raw = PACKERS[name](MIXED[-size:])
    assert exceeds(packed(name), raw, size - 1)
    assert not exceeds(packed(name), raw, size)


def test_what_is_packed_twice_is_counted_at_each_stage() -> None:
    raw = zlib.compress(runs(bytes(50_000)) + b"x" * 80_000)
    both = packed("FlateDecode", "RunLengthDecode")
    assert not exceeds(both, raw, 81_000)
    assert exceeds(both, raw, 80_000)  # what is undone first gives more than the limit by itself
    assert not exceeds(
        packed("FlateDecode", "DCTDecode", "RunLengthDecode"), zlib.compress(b"\x81\0" * 9), 18
    )
    assert exceeds(packed("FlateDecode", "RunLengthDecode"), zlib.compress(b"\x81\0" * 9), 18)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("FlateDecode", b"no deflate"),
        ("RunLengthDecode", b"\x80" + b"\x81\0" * 9),
        ("RunLengthDecode", b"\x7fabc"),  # says 128 bytes, and has three
        ("ASCII85Decode", b"vvvvv"),
        ("ASCII85Decode", b"~>zzz"),
        ("ASCIIHexDecode", b"nothex"),
        ("ASCIIHexDecode", b">414141"),
        ("LZWDecode", b"\x80\x7f\xff\xff"),  # a code that is not in the table yet
        ("LZWDecode", b"\x80\x40\x41\x41\x41"),  # the end, and more after it
    ],
)
def test_broken_packing_gives_nothing(name: str, raw: bytes) -> None:
    assert not exceeds(packed(name), raw, 1)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("Fl", "FlateDecode"),
        ("LZW", "LZWDecode"),
        ("RL", "RunLengthDecode"),
        ("A85", "ASCII85Decode"),
        ("AHx", "ASCIIHexDecode"),
        ("DCTDecode", "DCTDecode"),
    ],
)
def test_filters_have_their_long_names(short: str, name: str) -> None:
    assert filters_of(packed(short)) == [f"/{name}"]
    assert filters_of(packed(short, "Crypt")) == [f"/{name}", "/Crypt"]


def test_what_is_no_filter_is_passed_over() -> None:
    assert filters_of(pikepdf.Stream(EMPTY, b"")) == []
    assert filters_of(pikepdf.Stream(EMPTY, b"", Filter=Array([3, Name.Fl]))) == ["/FlateDecode"]


@pytest.mark.parametrize("size", [0, 10, 65_536, 200_000])
def test_deflated_data_that_reach_their_end_are_whole(size: int) -> None:
    raw = zlib.compress(MIXED[:size])
    assert is_whole(raw)
    assert is_whole(b"\r\n" + raw)
    assert is_whole(raw[:-4])  # without the checksum
    assert is_whole(raw + b"\n")
    assert not is_whole(raw[:-5] if size else raw[:3])


def test_deflated_data_that_are_damaged_are_not_whole() -> None:
    raw = zlib.compress(NOISE)
    assert not is_whole(raw[:2] + b"\xff" * 50)
    assert not is_whole(b"")
