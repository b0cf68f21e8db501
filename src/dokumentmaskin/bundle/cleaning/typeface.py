"""An embedded font for given characters, borrowed from the built-in engine.

A form that was filled in by a program may leave the drawing to the viewer, with a font that is not in the
file; PDF/UA-1 (ISO 14289-1, 7.21.4.1) and PDF/A ask for one that is. The built-in engine has fonts for all
of Europe's letters and more, and embeds just the characters that a document uses: so it is given them as a
document, and its fonts are taken from the PDF.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Object, Pdf

_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_FACE: Final = "Arial"
_UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in a font.

    Attributes:
        font: The font's name among the resources.
        code: Its code in that font, hexadecimal.
        width: Its advance in ems.
    """

    font: str
    code: str
    width: float


@dataclass(frozen=True, slots=True)
class Typeface:
    """The fonts for some characters, as resources of an open PDF.

    Attributes:
        resources: A resource dictionary with the fonts.
        glyphs: The characters.
    """

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
        parts: list[str] = []
        font, codes = "", ""
        for glyph in map(self.glyph, text):
            if glyph.font != font and codes:
                parts.append(f"{font} {size:g} Tf <{codes}> Tj")
                codes = ""
            font, codes = glyph.font, codes + glyph.code
        if codes:
            parts.append(f"{font} {size:g} Tf <{codes}> Tj")
        return " ".join(parts).encode()


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
    target = BytesIO()
    document.save(target)
    return target.getvalue()


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
