"""All that a PDF says anywhere, for a search after what must not be in it."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Stream, String


class Everything:
    """Every byte of a PDF, packed and unpacked, and every string and name and page as a reader reads it."""

    def __init__(self, file: Path) -> None:
        data = file.read_bytes()
        with pikepdf.open(file) as pdf:
            self._bytes = [data, _unpacked(pdf), *_streams(pdf), *_all_streams(data)]
            self._words = _plain("\n".join([*_strings(pdf), *_shown(data)]))

    def has(self, words: str) -> bool:
        """Whether the words are there in any encoding that a PDF may write them in."""
        plain = "".join(words.split()).lower()
        return plain in "".join(self._words.split()).lower() or any(
            self.has_bytes(e) for e in _spellings(words)
        )

    def has_bytes(self, wanted: bytes) -> bool:
        """Whether the bytes are there, packed or unpacked, or written as hexadecimal digits."""
        digits = wanted.hex().encode()
        return any(wanted in data or digits in data.lower() for data in self._bytes)


def _plain(text: str) -> str:
    """The text without spaces, which a page may have anywhere, and in small letters."""
    return "".join(text.split()).lower()


def _spellings(words: str) -> Iterator[bytes]:
    for text in {words, words.lower(), words.upper()}:
        for encoding in ("utf-8", "utf-16-be", "utf-16-le", "latin-1"):
            yield text.encode(encoding)


def _unpacked(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, qdf=True, object_stream_mode=ObjectStreamMode.disable)
    return target.getvalue()


def _streams(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """The content of every stream, of which qdf leaves pictures as they are."""
    for item in pdf.objects:
        if isinstance(item, Stream):
            with suppress(pikepdf.PdfError):
                yield item.read_bytes()


def _all_streams(data: bytes) -> Iterator[bytes]:
    """The same without asking what is in use: what an older version of the file left lies there too."""
    for piece in data.split(b"stream\n")[1:]:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(piece)


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every string, name and key, in the trailer and in all objects."""
    for item in [pdf.trailer, *pdf.objects]:
        yield from _said(item, top=True)


def _said(item: object, *, top: bool = False) -> Iterator[str]:
    if isinstance(item, String | Name):
        yield str(item)
    if not isinstance(item, Array | Dictionary | Stream) or (item.is_indirect and not top):
        return
    if not isinstance(item, Array):
        yield from item.keys()
    inner: list[Object] = list(item) if isinstance(item, Array) else [value for _, value in item.items()]
    for value in inner:
        yield from _said(value)


def _shown(data: bytes) -> Iterator[str]:
    """The text of every page as a person copies it, and the page labels."""
    with pypdfium2.PdfDocument(data) as pdf:
        for index, page in enumerate(pdf):
            yield page.get_textpage().get_text_range()
            yield pdf.get_page_label(index)
