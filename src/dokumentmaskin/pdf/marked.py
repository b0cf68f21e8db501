"""Where the words of a page stand and what they say, read from its content stream.

Only as much of ISO 32000-1 as the built-in engine writes: text in horizontal lines, fonts with two-byte
codes and a ToUnicode map, marked content with an MCID or as artifact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Matrix, Object, Page

_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text that the engine set at one point.

    Attributes:
        mcid: Its marked content on the page; None inside an artifact.
        x: Where it begins, in points from the page's left edge.
        y: Its baseline, in points from the page's lower edge.
        text: What it says.
    """

    mcid: int | None
    x: float
    y: float
    text: str


def page_words(page: "Page") -> Iterator[Word]:
    """Yield the pieces of text on a page in drawing order."""
    import pikepdf

    reader = _ContentReader(page)
    for instruction in pikepdf.parse_content_stream(page):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            continue
        word = reader.step(str(instruction.operator), list(instruction.operands))
        if word:
            yield word


class _ContentReader:
    """The part of a page's graphics state that says where text stands and whose it is."""

    def __init__(self, page: "Page") -> None:
        from pikepdf import Matrix

        self.fonts: Object | None = page.resources.get("/Font")
        self.maps: dict[str, dict[int, str]] = {}
        self.matrix = Matrix()
        self.saved: list[Matrix] = []
        self.text_matrix = Matrix()
        self.font = ""
        self.marks: list[int | None] = []

    def step(self, operator: str, operands: "Sequence[Object]") -> Word | None:
        """Take one operator in; return the text that it shows, if any."""
        if operator == "q":
            self.saved.append(self.matrix)
        elif operator == "Q" and self.saved:
            self.matrix = self.saved.pop()
        elif operator == "cm":
            self.matrix = _matrix(operands) @ self.matrix
        elif operator == "Tm":
            self.text_matrix = _matrix(operands)
        elif operator == "Tf":
            self.font = str(operands[0])
        elif operator == "BMC":
            self.marks.append(None)
        elif operator == "BDC":
            self.marks.append(_mcid(operands[1]))
        elif operator == "EMC" and self.marks:
            self.marks.pop()
        elif operator in {"Tj", "TJ"}:
            return self._word(operands[0])
        return None

    def _word(self, shown: "Object") -> Word:
        place = self.text_matrix @ self.matrix
        mcid = next((mark for mark in reversed(self.marks) if mark is not None), None)
        return Word(mcid, place.e, place.f, self._decoded(shown))

    def _decoded(self, shown: "Object") -> str:
        from pikepdf import Array, String

        pieces = list(shown) if isinstance(shown, Array) else [shown]
        codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, String))
        names = self._map()
        return "".join(names.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))

    def _map(self) -> dict[int, str]:
        if self.font not in self.maps:
            font = self.fonts.get(self.font) if self.fonts is not None else None
            stream = font.get("/ToUnicode") if font is not None else None
            self.maps[self.font] = _to_unicode(stream.read_bytes()) if stream is not None else {}
        return self.maps[self.font]


def _matrix(operands: "Sequence[Object]") -> "Matrix":
    from pikepdf import Matrix

    return Matrix(*(float(number) for number in operands))


def _mcid(properties: "Object") -> int | None:
    from pikepdf import Dictionary

    if not isinstance(properties, Dictionary) or "/MCID" not in properties:
        return None
    return int(properties.MCID)


def _to_unicode(cmap: bytes) -> dict[int, str]:
    """Return code → text from a ToUnicode map (ISO 32000-1, 9.10.3)."""
    names: dict[int, str] = {}
    for block in _CHARS.findall(cmap):
        values = _HEX.findall(block)
        for code, text in zip(values[::2], values[1::2], strict=False):
            names[int(code, 16)] = _utf16(text)
    for block in _RANGES.findall(cmap):
        for first, last, target in _RANGE.findall(block):
            names |= _range(int(first, 16), int(last, 16), target)
    return names


def _range(first: int, last: int, target: bytes) -> dict[int, str]:
    texts = _HEX.findall(target)
    if target.startswith(b"["):
        return {first + step: _utf16(text) for step, text in enumerate(texts)}
    start = _utf16(texts[0])
    return {code: start[:-1] + chr(ord(start[-1]) + code - first) for code in range(first, last + 1)}


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(b"".join(digits.split()).decode()).decode("utf-16-be", "replace")
