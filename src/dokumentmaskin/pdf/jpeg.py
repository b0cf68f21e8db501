"""What a JPEG holds beside its picture, and how to leave that out.

What a camera or a program writes beside the picture: EXIF with the place and the time (APP1), captions and
names (APP13), comments, previews and a second picture after the first. Source: ISO/IEC 10918-1, annex B; the
first segment: JFIF 1.02; the Adobe segment: ISO 32000-1, table 13 (ColorTransform).
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.jpeg2000 import bare_jpeg2000

if TYPE_CHECKING:
    from pikepdf import Pdf

JFIF: Final = 0xE0
ADOBE: Final = 0xEE
# Comments, and what programs write for themselves.
BESIDE: Final = frozenset((0xFE, *range(0xE0, 0xF0)))
_SCAN, _END = 0xDA, 0xD9
_SAYS_JFIF: Final = b"JFIF\0"
# The next marker with a segment: in coded data no stuffed zero, fill byte or restart (B.1.1.2, B.1.1.5).
_MARKER: Final = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]", re.DOTALL)


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the code and the bytes of each segment of the picture, a scan's with the coded data after it."""
    marker = _MARKER.search(data, 2)
    while marker and (code := marker[0][1]) != _END:
        begins = marker.start()
        ends = begins + 2 + int.from_bytes(data[begins + 2 : begins + 4])
        marker = _MARKER.search(data, ends)
        if code == _SCAN:
            ends = marker.start() if marker else len(data)
        yield code, data[begins:ends]


def joined(kept: Iterable[bytes]) -> bytes:
    """A JPEG of these segments."""
    return b"\xff\xd8" + b"".join(kept) + b"\xff\xd9"


def bare_pictures(pdf: "Pdf") -> int:
    """Leave out what pictures of a PDF hold beside what is seen; return of how many that was something."""
    from pikepdf import Array, Dictionary, Name, Stream

    ways = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000}
    changed = 0
    for item in pdf.objects:
        coded = item.get("/Filter") if isinstance(item, Stream) else None
        way = coded[0] if isinstance(coded, Array) and len(coded) == 1 else coded
        if not isinstance(way, Name) or str(way) not in ways:
            continue
        data = item.read_raw_bytes()
        if len(bare := ways[str(way)](data)) < len(data):
            how = item.get("/DecodeParms")
            how = how if isinstance(how, Array | Dictionary) else None
            item.write(bare, filter=Name(str(way)), decode_parms=how)
            changed += 1
    return changed


def bare_jpeg(data: bytes) -> bytes:
    """The same without what stands beside the picture; as it is when no picture is found."""
    pieces = list(segments(data))
    found = any(code == _SCAN for code, _ in pieces)
    return joined(_kept(pieces)) if found else data


def _kept(pieces: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """The picture, and what says how its colours are to be read: JFIF without its preview, and Adobe."""
    for code, segment in pieces:
        if code not in BESIDE or code == ADOBE:
            yield segment
        elif code == JFIF and segment[4:9] == _SAYS_JFIF:
            yield b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0"
