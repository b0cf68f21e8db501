"""A JPEG picture as a PDF can hold it: the same picture data, and nothing else of the file.

What a camera or a program writes beside the picture stays out: EXIF with the place and the time (APP1),
captions and names (APP13), comments, previews and a second picture after the first. The orientation and
the colour profile are read before that. Source: ISO/IEC 10918-1, annex B; the Adobe segment: ISO 32000-1,
table 13 (ColorTransform).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FRAMES: Final = frozenset((0xC0, 0xC1, 0xC2))  # baseline, extended and progressive, Huffman-coded
_OTHER_FRAMES: Final = frozenset((0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF))
_SCAN, _END, _COMMENT, _JFIF, _ADOBE = 0xDA, 0xD9, 0xFE, 0xE0, 0xEE
_APPLICATION: Final = range(0xE0, 0xF0)
_ALONE: Final = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
_NO_MARKER: Final = frozenset((0x00, 0xFF))
_BITS: Final = b"\x08"
_GREY, _COLOUR = 1, 3
_YCC: Final = b"\x01\x02\x03"  # the components' names when they are luminance and two colours


@dataclass(frozen=True, slots=True)
class Jpeg:
    """The picture data of a JPEG file.

    Attributes:
        data: A JPEG of the same picture without metadata.
        components: 1 for grey, 3 for colour.
    """

    data: bytes
    components: int


def bare_jpeg(data: bytes) -> Jpeg | None:
    """Return the picture data of a JPEG; None for one that PDF readers may show in other colours.

    That is one with four components, more than 8 bits, arithmetic coding, or colours that nothing explains.

    Args:
        data: The bytes of a JPEG file, which a decoder has accepted.
    """
    segments = list(_segments(data))
    codes = {code for code, _ in segments}
    frame = next((segment for code, segment in segments if code in _FRAMES), b"")
    if codes & _OTHER_FRAMES or frame[4:5] != _BITS:
        return None
    names = frame[10 : 10 + 3 * frame[9] : 3]
    # Decoders that see a JFIF segment take the colours for luminance and two colours, whatever Adobe's says.
    adobe = _ADOBE in codes and _JFIF not in codes
    if len(names) != _GREY and not (len(names) == _COLOUR and (adobe or names == _YCC)):
        return None
    kept = (segment for code, segment in segments if _is_picture(code) or (adobe and code == _ADOBE))
    return Jpeg(b"\xff\xd8" + b"".join(kept) + b"\xff\xd9", len(names))


def _is_picture(code: int) -> bool:
    return code not in _APPLICATION and code != _COMMENT


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker code and the bytes of each segment up to the end of the picture.

    The segment of a scan has the coded data with it.
    """
    begins = _next_marker(data, 2)
    while begins < len(data) and data[begins + 1] != _END:
        code = data[begins + 1]
        length = int.from_bytes(data[begins + 2 : begins + 4])
        ends = _next_marker(data, begins + 2 + length) if code == _SCAN else begins + 2 + length
        yield code, data[begins:ends]
        begins = _next_marker(data, ends)


def _next_marker(data: bytes, position: int) -> int:
    """Return where the next marker with a segment stands; the data's length if there is none.

    In coded data a marker is what is no stuffed zero, fill byte or restart (B.1.1.2, B.1.1.5).
    """
    while 0 <= (position := data.find(b"\xff", position)) < len(data) - 1:
        if data[position + 1] not in _NO_MARKER | _ALONE:
            return position
        position += 1
    return len(data)
