"""What a JPEG 2000 picture holds beside its picture, and how to leave that out.

Such a file is boxes, of which one is the coded picture; a PDF may hold that alone too. What a program writes
beside it stands in boxes of its own (XML, XMP and EXIF, who has the rights, labels), and in comments before
the first tile of the picture. Source: ISO/IEC 15444-1, annex A (COM, A.9.2) and annex I.
"""

from collections.abc import Iterator
from typing import Final

_CODED: Final = b"jp2c"
# Boxes that say nothing of how the picture is shown.
_BESIDE: Final = frozenset((b"xml ", b"uuid", b"uinf", b"jp2i", b"asoc", b"nlst", b"lbl ", b"mp7b", b"free"))
_BEGINS: Final = b"\xff\x4f\xff\x51"
_TILE, _COMMENT = 0x90, 0x64


def bare_jpeg2000(data: bytes) -> bytes:
    """The same without what stands beside the picture; as it is when no picture is found."""
    if data.startswith(_BEGINS):
        return _without_comments(data)
    boxes = list(_boxes(data))
    if not any(kind == _CODED for kind, _, _ in boxes):
        return data
    return b"".join(_kept(*box) for box in boxes if box[0] not in _BESIDE)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Each box: its kind, its head and what is in it; nothing when the lengths are not right (I.4)."""
    place = 0
    found = []
    while place < len(data):
        length, kind, head = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[place + 8 : place + 16]), 16
        end = place + length if length else len(data)
        if not place + head <= end <= len(data):
            return
        found.append((kind, data[place : place + head], data[place + head : end]))
        place = end
    yield from found


def _kept(kind: bytes, head: bytes, inside: bytes) -> bytes:
    if kind != _CODED or (shorter := _without_comments(inside)) == inside:
        return head + inside
    return (len(shorter) + 8).to_bytes(4) + kind + shorter


def _without_comments(coded: bytes) -> bytes:
    """A coded picture whose comments before the first tile are left out."""
    place, kept = 2, [coded[:2]]
    while coded[place : place + 1] == b"\xff" and (marker := coded[place + 1]) != _TILE:
        end = place + 2 + int.from_bytes(coded[place + 2 : place + 4])
        if marker != _COMMENT:
            kept.append(coded[place:end])
        place = end
    return b"".join((*kept, coded[place:]))
