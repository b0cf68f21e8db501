"""The picture that people insert: a small PNG."""

import struct
import zlib
from typing import Final

_SIDE: Final = 16


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png() -> bytes:
    """A green square with a border (ISO/IEC 15948, clause 5)."""
    edge, inside = b"\x1b\x4f\x63", b"\x7f\xc0\x97"
    middle = b"\0" + edge + inside * (_SIDE - 2) + edge
    rows = b"".join((b"\0" + edge * _SIDE, *([middle] * (_SIDE - 2)), b"\0" + edge * _SIDE))
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0))
    data = _chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + header + data + _chunk(b"IEND", b"")


PNG: Final = _png()
