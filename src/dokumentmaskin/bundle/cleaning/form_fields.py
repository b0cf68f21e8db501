"""What a field of a form holds, and how its value is drawn when the file leaves that to the viewer.

Source: ISO 32000-1, 12.5.3 (annotation flags), 12.5.5 (appearance streams), 12.5.6.19 (the `MK` dictionary),
12.7.3 (field dictionaries, inherited entries, variable text) and 12.7.4 (the kinds of field). A text is never
cut: when it does not fit at the size that the form asks for, it is made smaller. qpdf and `pikepdf.form`
draw without embedding, in Windows-1252 at most (č, đ and ŋ become ?), on one line or over the edge.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import groupby, islice
from operator import attrgetter
from typing import Final

import pikepdf
from pikepdf import Array, DataDecodingError, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from dokumentmaskin.bundle.cleaning.actions import delete
from dokumentmaskin.bundle.pages import Box, Sheet, inherited, number, read_box
from dokumentmaskin.bundle.structure import reached, upwards
from dokumentmaskin.word import as_docx

UNSEEN: Final = 1 << 1 | 1 << 5  # hidden, or not to be viewed
_MULTILINE, _PASSWORD, _COMB = 1 << 12, 1 << 13, 1 << 24
_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_DEEPEST_NAME: Final = 30


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form where it stands on a page."""

    widget: Object  # its annotation
    kind: str  # `/Tx`, `/Btn`, `/Ch` or `/Sig`; empty when the file does not say
    flags: int  # `Ff`
    unseen: bool

    @property
    def is_push_button(self) -> bool:
        """Whether it only does something when it is pressed."""
        return self.kind == "/Btn" and bool(self.flags & _PUSH_BUTTON)

    @property
    def is_radio(self) -> bool:
        """Whether it is one of several buttons of which one is chosen."""
        return self.kind == "/Btn" and bool(self.flags & _RADIO)

    @property
    def is_multiline(self) -> bool:
        """Whether the text may be of several lines."""
        return self.kind == "/Tx" and bool(self.flags & _MULTILINE)

    @property
    def cells(self) -> int:
        """How many cells the text is spread over, 0 when it is not."""
        longest = _integer(inherited(self.widget, "/MaxLen"))
        return longest if self.kind == "/Tx" and self.flags & _COMB and 0 < longest <= 1000 else 0  # noqa: PLR2004

    @property
    def name(self) -> str:
        """What the form calls it; the parts of the name from the outermost, with full stops."""
        parts = [node.get("/T") for node in islice(upwards(self.widget), _DEEPEST_NAME)]
        return ".".join(str(part) for part in reversed(parts) if isinstance(part, String) and str(part))

    @property
    def label(self) -> str:
        """What the field is called to the one who fills it in; its name when nothing is said."""
        said = inherited(self.widget, "/TU")
        return str(said) if isinstance(said, String) and str(said) else self.name

    @property
    def is_on(self) -> bool:
        """Whether a box or button is chosen: its appearance state, else the field's value."""
        state = self.widget.get("/AS")
        if not isinstance(state, Name):
            state = inherited(self.widget, "/V")
        return isinstance(state, Name) and str(state) != "/Off"

    @property
    def text(self) -> str:
        """What a text or choice field shows; lines are separated by newlines."""
        value = inherited(self.widget, "/V")
        chosen = list(value) if isinstance(value, Array) and self.kind == "/Ch" else [value]
        labels = self._labels() if self.kind == "/Ch" else {}
        words = [_words(one) for one in chosen]
        text = "\n".join(labels.get(word, word) for word in words if word)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return "*" * len(text) if self.kind == "/Tx" and self.flags & _PASSWORD else text

    @property
    def has_value(self) -> bool:
        """Whether someone has filled it in."""
        if self.kind == "/Btn":
            return not self.is_push_button and self.is_on
        return inherited(self.widget, "/V") is not None if self.kind == "/Sig" else bool(self.text)

    def _labels(self) -> dict[str, str]:
        """Return what each choice is shown as, by what it is stored as."""
        options = inherited(self.widget, "/Opt")
        pairs = [list(one) for one in options if isinstance(one, Array)] if isinstance(options, Array) else []
        return {_words(pair[0]): _words(pair[1]) for pair in pairs if len(pair) > 1}


def field_of(widget: Object) -> Field:
    """Return the field of a widget annotation."""
    kind = inherited(widget, "/FT")
    unseen = bool(_integer(widget.get("/F")) & UNSEEN)
    return Field(
        widget, str(kind) if isinstance(kind, Name) else "", _integer(inherited(widget, "/Ff")), unseen
    )


def _words(value: Object | None) -> str:
    """Return a text value, which may be a string or a stream (ISO 32000-1, 12.7.4.3)."""
    if isinstance(value, String):
        return str(value)
    if isinstance(value, Name):
        return str(value)[1:]
    if isinstance(value, Stream):
        try:
            return str(String(value.read_bytes()))
        except (PdfError, DataDecodingError):
            return ""
    return ""


def _integer(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


# A form that was filled in by a program may leave the drawing to the viewer, with a font that is not in the
# file; PDF/UA-1 (ISO 14289-1, 7.21.4.1) and PDF/A ask for one that is. The built-in engine has fonts for all
# of Europe's letters and more, and embeds just the characters that a document uses: so it is given them as a
# document, and its fonts are taken from the PDF.
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_FACE: Final = "Arial"
_UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its font's name among the resources, its hexadecimal code there, its advance in ems."""

    font: str
    code: str
    width: float


@dataclass(frozen=True, slots=True)
class Typeface:
    """Embedded fonts for some characters, as the resources of an open PDF."""

    resources: Object
    glyphs: dict[str, Glyph]

    def glyph(self, character: str) -> Glyph:
        """Return a character's glyph; the question mark's for one that no font has."""
        return self.glyphs.get(character, self.glyphs[_UNKNOWN])

    def width(self, text: str) -> float:
        """Return how wide a text is, in ems."""
        return sum(self.glyph(character).width for character in text)

    def show(self, text: str, size: float) -> bytes:
        """Return the operators that show a text from where the text cursor is."""
        runs = groupby(map(self.glyph, text), attrgetter("font"))
        codes = ((font, "".join(glyph.code for glyph in run)) for font, run in runs)
        return " ".join(f"{font} {size:g} Tf <{code}> Tj" for font, code in codes).encode()


def typeface_for(pdf: Pdf, texts: Iterable[str]) -> Typeface:
    """Put fonts with the characters of some texts into a PDF."""
    from dokumentmaskin.pdf import BuiltInEngine

    characters = sorted({*"".join(texts), *" ?"} - set("\n"))
    with pikepdf.open(BytesIO(BuiltInEngine().convert(_document(characters)))) as source:
        fonts = {name: font for page in source.pages for name, font in page.obj.Resources.Font.items()}
        glyphs: dict[str, Glyph] = {}
        for name, font in sorted(fonts.items()):
            for character, glyph in _glyphs(name, font):
                glyphs.setdefault(character, glyph)
        used = {glyph.font for glyph in glyphs.values()}
        copied = {name: pdf.copy_foreign(font) for name, font in fonts.items() if name in used}
    resources = pdf.make_indirect(pikepdf.Dictionary(Font=pikepdf.Dictionary(copied)))
    return Typeface(resources, glyphs)


def _document(characters: list[str]) -> bytes:
    """Return a document with each character by itself, so that none are drawn together as one."""
    import docx

    document = docx.Document()
    for character in characters:
        if character.isprintable() and character != " ":
            document.add_paragraph().add_run(f"{character} ").font.name = _FACE
    return as_docx(document)


def _glyphs(name: str, font: Object) -> Iterator[tuple[str, Glyph]]:
    """Return the characters of a composite font, from its ToUnicode map and its widths."""
    widths = _widths(font.DescendantFonts[0])
    for code, text in _PAIR.findall(font.ToUnicode.read_bytes()):
        character = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        if len(character) == 1:
            yield character, Glyph(name, code.decode(), widths.get(int(code, 16), 0.0))


def _widths(font: Object) -> dict[int, float]:
    """Return the widths of a CIDFont in ems (ISO 32000-1, 9.7.4.3; the engine writes lists only)."""
    runs = list(font.W)
    return {
        int(first) + place: float(width) / 1000
        for first, listed in zip(runs[::2], runs[1::2], strict=True)
        for place, width in enumerate(listed)
    }


_SIZE: Final = re.compile(rb"(\d*\.?\d+)\s+Tf\b")
_COLOUR: Final = re.compile(rb"((?:\d*\.?\d+\s+){1,4})(g|rg|k)\b")
_OPERATORS: Final = {1: ("g", "G"), 3: ("rg", "RG"), 4: ("k", "K")}
_LARGEST, _SMALLEST = 12.0, 3.0
_MARGIN: Final = 2.0
_LEADING: Final = 1.16
_DOT: Final = ((0.5, 0.5), (0.5, 0.5))
_TICK: Final = ((0.2, 0.5), (0.42, 0.25), (0.8, 0.78))
# Where the baseline stands when a line is centred on its capitals, in ems below the middle.
_BELOW_MIDDLE: Final = 0.35
_ASCENT: Final = 0.9


def draw(pdf: Pdf, field: Field, typeface: Typeface) -> None:
    """Give a field's widget a normal appearance that shows its value."""
    box = read_box(field.widget.get("/Rect"))
    if box is None:
        return
    turned: object = reached(field.widget, "/MK", "/R")
    turns = turned // 90 % 4 if isinstance(turned, int) else 0
    sheet = Sheet(Box(0, 0, box.right - box.left, box.top - box.bottom), turns, unit=1)
    width, height = sheet.size
    body = _mark(field, width, height) if field.kind == "/Btn" else _text(field, typeface, width, height)
    stream = pdf.make_stream(_frame(field.widget, width, height) + body)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox, stream.Matrix = Array([0, 0, width, height]), Array(sheet.matrix)
    stream.Resources = typeface.resources
    field.widget.AP = Dictionary(N=stream)
    delete(field.widget, "/AS")


def _frame(widget: Object, width: float, height: float) -> bytes:
    """Return the background and border that the `MK` dictionary asks for."""
    out = ""
    if ground := _colour(reached(widget, "/MK", "/BG"), stroke=False):
        out += f"q {ground} 0 0 {number(width)} {number(height)} re f Q\n"
    if border := _colour(reached(widget, "/MK", "/BC"), stroke=True):
        out += f"q {border} 1 w 0.5 0.5 {number(width - 1)} {number(height - 1)} re S Q\n"
    return out.encode()


def _colour(value: Object | None, *, stroke: bool) -> str:
    parts = list(value) if isinstance(value, Array) else []
    if len(parts) not in _OPERATORS or not all(isinstance(part, int | float | Decimal) for part in parts):
        return ""
    return " ".join([*(number(float(part)) for part in parts), _OPERATORS[len(parts)][stroke]])


def _mark(field: Field, width: float, height: float) -> bytes:
    """Return a tick for a chosen box, a dot for a chosen button."""
    if not field.is_on:
        return b""
    side = min(width, height)
    x, y = (width - side) / 2, (height - side) / 2
    line, places = (side * 0.5, _DOT) if field.is_radio else (side * 0.12, _TICK)
    points = [f"{number(x + a * side)} {number(y + b * side)}" for a, b in places]
    path = " ".join([f"{points[0]} m", *(f"{point} l" for point in points[1:])])
    return f"q 0 G 1 J 1 j {number(line)} w {path} S Q\n".encode()


def _text(field: Field, typeface: Typeface, width: float, height: float) -> bytes:
    if not field.text:
        return b""
    said = inherited(field.widget, "/DA")  # the operators that set font, size and colour
    style = bytes(said) if isinstance(said, String) else b""
    sizes = _SIZE.findall(style)
    size = _fitting(field, typeface, width, height, min(float(sizes[-1]), 144.0) if sizes else 0.0)
    lines = _lines(field, typeface, width, size)
    box = Box(_MARGIN, 0, width - _MARGIN, height)
    first = height - _MARGIN - _ASCENT * size
    if not field.is_multiline and len(lines) == 1:
        first = height / 2 - _BELOW_MIDDLE * size
    shown = []
    for row, line in enumerate(lines):
        for x, text in _placed(field, typeface, line, box, size):
            at = f"1 0 0 1 {number(x)} {number(first - row * _LEADING * size)} Tm "
            shown.append(at.encode() + typeface.show(text, size))
    colour = _COLOUR.findall(style)
    paint = b"%b%b" % colour[-1] if colour else b"0 g"
    return b"/Tx BMC q BT %b\n%b\nET Q EMC\n" % (paint, b"\n".join(shown))


def _placed(field: Field, typeface: Typeface, line: str, box: Box, size: float) -> list[tuple[float, str]]:
    """Return the pieces of a line and where each begins: one, or one for each cell."""
    if cells := field.cells:
        cell = (box.right + _MARGIN) / cells
        return [
            (place * cell + (cell - typeface.width(character) * size) / 2, character)
            for place, character in enumerate(line)
            if character != " "
        ]
    spare = box.right - box.left - typeface.width(line) * size
    aligned: object = inherited(field.widget, "/Q")
    return [(box.left + (spare / 2 if aligned == 1 else spare if aligned == 2 else 0), line)]  # noqa: PLR2004


def _lines(field: Field, typeface: Typeface, width: float, size: float) -> list[str]:
    text = "".join(one if one.isprintable() or one == "\n" else " " for one in field.text)
    given = text.split("\n")
    if not field.is_multiline:
        return [" ".join(given)] if field.kind == "/Tx" else given
    room = (width - 2 * _MARGIN) / size
    return [line for paragraph in given for line in _wrapped(paragraph, typeface, room)]


def _wrapped(paragraph: str, typeface: Typeface, room: float) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if line and typeface.width(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _fitting(field: Field, typeface: Typeface, width: float, height: float, wanted: float) -> float:
    """Return the largest size, at most the wanted one, at which the whole text is within the field."""
    size = wanted or (_LARGEST if field.is_multiline else min(max(height * 0.7, _SMALLEST), _LARGEST))
    while size > _SMALLEST:
        lines = _lines(field, typeface, width, size)
        high = (len(lines) * _LEADING * size + 2 * _MARGIN) if len(lines) > 1 else size
        wide = 0 if field.cells else max(typeface.width(line) for line in lines) * size + 2 * _MARGIN
        if high <= height and wide <= width:
            break
        size -= 0.5
    return max(size, _SMALLEST)
