"""Adding to a page's content and resources without disturbing what is there.

The content that is there is enclosed in q … Q, so that nothing it sets is in force for what comes after
(ISO 32000-1, 8.4.2). Streams, arrays and dictionaries may be shared between pages: they are never changed, a
page gets new ones instead.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    DataDecodingError,
    Dictionary,
    Object,
    Page,
    Pdf,
    PdfError,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from dokumentmaskin.bundle.pages.sheet import inherited
from dokumentmaskin.bundle.structure import Number, items

Instruction = ContentStreamInstruction | ContentStreamInlineImage
# What opens something, what closes it, and the other way round (ISO 32000-1, annex A).
_OPENED_BY: Final = {b"q": b"Q", b"BT": b"ET", b"BMC": b"EMC", b"BDC": b"EMC"}
_CLOSING: Final = (b"ET", b"EMC", b"Q")
# Strings without parentheses in them, and comments.
_SKIPPED: Final = re.compile(rb"\([^()\\]*+(?:\\.[^()\\]*+)*+\)|%[^\r\n]*", re.DOTALL)
# What ends a word without being a part of it (ISO 32000-1, 7.2.2).
_BETWEEN_WORDS: Final = bytes.maketrans(b"\0<>[]{}", b" " * 7)
_COUNTED: Final = frozenset({*_OPENED_BY, *_CLOSING})
# An inline image, whose bytes may look like anything.
_INLINE: Final = b"BI"
_PAIRS: Final = ((b"<", b">"), (b"[", b"]"), (b"(", b")"))


class Additions:
    """What is added to the pages of one open PDF, and shared between them; a font too."""

    def __init__(self, pdf: Pdf, font: Object) -> None:
        self.pdf = pdf
        self.font = font
        self._streams: dict[bytes, Object] = {}
        self._with_font: dict[Number, tuple[Object, str]] = {}

    def enclose(self, page: Page, opening: bytes = b"q\n") -> None:
        """Put the page's content between an opening and a Q, and close what it leaves open."""
        streams = content_streams(page)
        if not streams:
            return
        streams, closing = self._balanced(page, streams)
        page.obj.Contents = Array([self._shared(opening), *streams, self._shared(closing + b"Q\n")])

    def append(self, page: Page, content: bytes) -> None:
        """Put a content stream after those of the page."""
        page.obj.Contents = Array([*content_streams(page), self.pdf.make_stream(content)])

    def give_font(self, page: Page, wanted: str) -> str:
        """Give a page the font and return the name it has there: `wanted`, or that with a number."""
        found = inherited(page.obj, "/Resources")
        resources = found if isinstance(found, Dictionary) else Dictionary()
        owner = resources.objgen
        if owner not in self._with_font or owner == (0, 0):
            copied, name = self._copied_with_font(resources, wanted)
            self._with_font[owner] = (copied if owner == (0, 0) else self.pdf.make_indirect(copied)), name
        page.obj.Resources, name = self._with_font[owner]
        return name

    def _copied_with_font(self, resources: Object, wanted: str) -> tuple[Object, str]:
        fonts = Dictionary(dict(items(resources.get("/Font"))))
        name, number = wanted, 1
        while name in fonts:
            number += 1
            name = f"{wanted}{number}"
        fonts[name] = self.font
        copied = Dictionary(dict(resources.items()))
        copied.Font = fonts
        return copied, name

    def _shared(self, content: bytes) -> Object:
        if content not in self._streams:
            self._streams[content] = self.pdf.make_stream(content)
        return self._streams[content]

    def _balanced(self, page: Page, streams: list[Object]) -> tuple[list[Object], bytes]:
        """The page's content without a Q too many, and what closes all it leaves open."""
        try:
            operators = _operators(b"\n".join(stream.read_bytes() for stream in streams))
            closing = None if operators is None else _closing(operators)
            return (streams, closing) if closing is not None else self._parsed(page, streams)
        except (DataDecodingError, PdfError):
            return streams, b""  # nobody can read it, so nobody can tell what it leaves open

    def _parsed(self, page: Page, streams: list[Object]) -> tuple[list[Object], bytes]:
        """The same for content that the quick look cannot judge, written anew when it must be."""
        end = self._shared(b"Q\n")
        page.obj.Contents = Array([*streams, end])
        *before, last = [
            str(i.operator).encode() for i in parse_content_stream(page, "q Q BT ET BMC BDC EMC")
        ] or [b""]
        closing = _closing(before)
        if last == b"Q" and closing is not None:
            return streams, closing
        page.obj.Contents = Array(streams)
        kept = list(_without_stray(parse_content_stream(page)))
        closing = _closing(map(_operator, kept))
        return [self.pdf.make_stream(unparse_content_stream(kept))], closing or b""


def content_streams(page: Page) -> list[Object]:
    """Return a page's content streams, however they are written; what is no stream is left out."""
    contents = page.obj.get("/Contents")
    if isinstance(contents, Array):
        return [stream for stream in contents if isinstance(stream, Stream)]
    return [contents] if isinstance(contents, Stream) else []


def _operators(content: bytes) -> list[bytes] | None:
    """The operators that open or close something; None when only a parser can tell.

    pikepdf's parser takes five milliseconds for a full page of text, this a fifth of that.
    """
    bare = _SKIPPED.sub(b" ", content)
    if any(bare.count(first) != bare.count(last) for first, last in _PAIRS) or b"(" in bare:
        return None
    tokens = bare.replace(b"/", b" /").translate(_BETWEEN_WORDS).split()
    return None if _INLINE in tokens else [token for token in tokens if token in _COUNTED]


def _closing(operators: Iterable[bytes]) -> bytes | None:
    """What closes everything that operators leave open; None when a Q closes what was never opened."""
    depth = dict.fromkeys(_CLOSING, 0)
    for operator in operators:
        if operator in _OPENED_BY:
            depth[_OPENED_BY[operator]] += 1
        elif depth.get(operator):
            depth[operator] -= 1
        elif operator == b"Q":
            return None
    return b"".join((operator + b"\n") * count for operator, count in depth.items())


def _without_stray(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    """The instructions without a Q that closes nothing, which every viewer leaves out."""
    depth = 0
    for instruction in instructions:
        depth += {b"q": 1, b"Q": -1}.get(_operator(instruction), 0)
        if depth < 0:
            depth = 0
        else:
            yield instruction


def _operator(instruction: Instruction) -> bytes:
    """What an instruction does; a damaged page may have one that is no text at all."""
    try:
        return str(instruction.operator).encode()
    except UnicodeDecodeError:
        return b""
