"""How much a stream holds when it is unpacked, found without ever holding all of it.

pikepdf unpacks a stream whole, and so do the programs that read the PDF after us. Here each filter is a
generator that hands on a little at a time, and every stage is counted, so that neither a bomb nor a bomb
within a bomb costs more than the limit in time or 64 KiB a stage in memory.

Source: ISO 32000-1, 7.4 (filters).
"""

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Final

from pikepdf import Array, Name, Object

_CHUNK: Final = 1 << 16
_SPACE: Final = re.compile(rb"[\x00\t\n\f\r ]+")
_CLEAR, _END, _FULL = 256, 257, 4096


class _TooMuchError(Exception):
    """A stage has given more than the limit."""


def filters_of(stream: Object) -> list[str]:
    """Return the names of a stream's filters in the order they are undone, the long names."""
    value = stream.get("/Filter")
    names = list(value) if isinstance(value, Array) else [value]
    found = [str(name) for name in names if isinstance(name, Name)]
    short = {short: name for name, (short, _, _) in _FILTERS.items()}
    return [short.get(name, name) for name in found]


def bursts(data: bytes, limit: int) -> bool:
    """Tell whether something in a file, whose objects cannot be read, is more than `limit` bytes inflated."""
    view = memoryview(data)
    return any(_inflates_beyond(view[hit.end() :], limit) for hit in re.finditer(rb"stream\r?\n", data))


def _inflates_beyond(data: memoryview, limit: int) -> bool:
    engine, given = zlib.decompressobj(), 0
    for place in range(0, len(data), _CHUNK):
        left: bytes | memoryview = data[place : place + _CHUNK]
        while left:
            try:
                given += len(engine.decompress(left, _CHUNK))
            except zlib.error:
                return False
            if given > limit or engine.eof:
                return given > limit
            left = engine.unconsumed_tail
    return False


def exceeds(stream: Object, raw: bytes, limit: int) -> bool:
    """Tell whether any stage of unpacking a stream gives more than `limit` bytes.

    Picture filters (DCT, JPX, JBIG2, CCITT) end the count: what they give is bounded by the picture's size.
    """
    filters, most = [], len(raw)
    for name in filters_of(stream):
        if name not in _FILTERS:
            break
        _, growth, undo = _FILTERS[name]
        filters.append(undo)
        most *= growth
    if most <= limit:
        return False
    try:
        stages: list[Iterator[bytes]] = [iter([raw])]
        for undo in filters:
            stages.append(_counted(undo(stages[-1]), limit))
        for _ in chain(*reversed(stages)):  # the last takes from the others, but may end before they do
            pass
    except _TooMuchError:
        return True
    return False


def is_whole(raw: bytes) -> bool:
    """Tell whether deflated data reach their own end; the checksum after it is not asked for."""
    inflater = zlib.decompressobj(-15)
    rest = raw.lstrip(b"\r\n")[2:]
    try:
        while rest and not inflater.eof:
            inflater.decompress(rest, _CHUNK)
            rest = inflater.unconsumed_tail
        if not inflater.eof:
            inflater.decompress(b"", _CHUNK)
    except zlib.error:
        return False
    return inflater.eof


def _counted(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise _TooMuchError
        yield chunk


def _flate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for chunk in chunks:
        rest = chunk
        try:
            while rest and not inflater.eof:
                yield inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
        except zlib.error:
            return


def _run_length(chunks: Iterable[bytes]) -> Iterator[bytes]:
    data = b""
    for chunk in chunks:
        data, place, out = data + chunk, 0, bytearray()
        while place < len(data):
            length = data[place]
            if length == 128:  # noqa: PLR2004 - the end of data, ISO 32000-1, 7.4.5
                yield bytes(out)
                return
            size = 2 if length > 128 else length + 2  # noqa: PLR2004
            if place + size > len(data):
                break
            body = data[place + 1 : place + size]
            out += body * (257 - length) if length > 128 else body  # noqa: PLR2004
            place += size
            if len(out) >= _CHUNK:
                yield bytes(out)
                out.clear()
        data = data[place:]
        yield bytes(out)


def _lzw(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undo LZW with EarlyChange 1; with 0 the amount differs by nothing that matters here."""
    table: list[bytes] = [bytes([value]) for value in range(256)] + [b"", b""]
    before, width, bits, have, out = b"", 9, 0, 0, bytearray()
    for chunk in chunks:
        for byte in chunk:
            bits, have = (bits << 8) | byte, have + 8
            if have < width:
                continue
            have -= width
            code, bits = bits >> have, bits & ((1 << have) - 1)
            if code == _END:
                yield bytes(out)
                return
            if code == _CLEAR:
                del table[258:]
                before, width = b"", 9
                continue
            if code > len(table) or (code == len(table) and not before):
                yield bytes(out)
                return
            entry = table[code] if code < len(table) else before + before[:1]
            out += entry
            if before and len(table) < _FULL:
                table.append(before + entry[:1])
            before, width = entry, min(max((len(table) + 1).bit_length(), 9), 12)
            if len(out) >= _CHUNK:
                yield bytes(out)
                out.clear()
    yield bytes(out)


def _text(chunks: Iterable[bytes], end: bytes, group: int, undo: Callable[[bytes], bytes]) -> Iterator[bytes]:
    """Undo a filter that writes bytes as text, in groups of characters, until one that ends it."""
    data = b""
    for chunk in chunks:
        text, ended, _ = chunk.partition(end)
        data += _SPACE.sub(b"", text).replace(b"z", b"!!!!!")
        whole = len(data) - (0 if ended else len(data) % group)
        try:
            yield undo(data[:whole])
        except ValueError:
            return
        if ended:
            return
        data = data[whole:]


def _from_hexadecimal(digits: bytes) -> bytes:
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii", "replace"))


# What each filter is called for short, the most bytes that one byte can become, and what undoes it. Deflate's
# longest match is in two bits, LZW's longest entry in twelve, a run of 128 in two bytes; the «z» of ASCII85.
_FILTERS: Final[dict[str, tuple[str, int, Callable[[Iterable[bytes]], Iterator[bytes]]]]] = {
    "/FlateDecode": ("/Fl", 1032, _flate),
    "/LZWDecode": ("/LZW", 2560, _lzw),
    "/RunLengthDecode": ("/RL", 64, _run_length),
    "/ASCII85Decode": ("/A85", 4, partial(_text, end=b"~", group=5, undo=a85decode)),
    "/ASCIIHexDecode": ("/AHx", 1, partial(_text, end=b">", group=2, undo=_from_hexadecimal)),
}
