"""A copy of the document for LibreOffice, with what it would otherwise make inaccessible.

Four gaps, measured with LibreOffice 7.4: pictures in VML lose their description, and embedded objects are
empty boxes (`drawings.vml`); a link that is not in the style «Hyperlink» becomes plain text;
bullets and symbols from the fonts Symbol and Wingdings become private-use characters, which PDF/A-2a forbids
(ISO 19005-2, 6.2.11.7.3); a field with the file's name or the date shows the copy's name and today. The
document itself is never changed.
"""

import re

from dokumentmaskin.pdf.engines.drawings import with_plain_pictures
from dokumentmaskin.pdf.engines.plain import set_signs
from dokumentmaskin.pdf.engines.symbols import properties_of
from dokumentmaskin.word import (
    NUMBERING,
    STORIES,
    STYLES,
    Package,
    W,
    as_signs,
    packed,
    parsed,
    settle,
    written,
)

_STYLE = "DokHyperlink"
# LibreOffice knows the style by its built-in name, whatever its id.
_STYLE_XML = (
    '<w:style xmlns:w="{ns}" w:type="character" w:styleId="{id}"><w:name w:val="Hyperlink"/></w:style>'
)
_TOUCHED = re.compile(rb"<w:(?:hyperlink|sym|fldSimple|fldChar)\b|(?i:wingdings|webdings|\"symbol\")")
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def office_copy(docx: bytes) -> bytes:
    """Return the copy for LibreOffice.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(with_plain_pictures(docx))
    parts = {name: package.read(name) for name in package.names}
    style = ""
    for name in package.named(STYLES):
        style, parts[name] = _hyperlink_style(parts[name])
    for name in package.named(*STORIES):
        parts[name] = _text_part(parts[name], style)
    for name in package.named(NUMBERING):
        parts[name] = _bullets(parts[name])
    return packed(parts)


def _hyperlink_style(xml: bytes) -> tuple[str, bytes]:
    """Return the id of the style «Hyperlink», and the styles, which get it without looks if they lack it."""
    root = parsed(xml)
    for style in root.iter(W + "style"):
        name = style.find(W + "name")
        if name is not None and name.get(W + "val", "").lower() == "hyperlink":
            return str(style.get(W + "styleId", "")), xml
    root.append(parsed(_STYLE_XML.format(ns=W[1:-1], id=_STYLE).encode()))
    return _STYLE, written(root)


def _text_part(xml: bytes, style: str) -> bytes:
    if _TOUCHED.search(xml) is None:
        return xml
    root = parsed(xml)
    settle(root)
    for run in root.iterfind(f".//{W}hyperlink//{W}r"):
        properties = properties_of(run)
        if style and properties.find(W + "rStyle") is None:
            properties.insert(0, run.makeelement(W + "rStyle", {W + "val": style}))
    set_signs(root)
    return written(root)


def _bullets(xml: bytes) -> bytes:
    """Return the list definitions with ordinary characters for bullets."""
    root = parsed(xml)
    for level in root.iter(W + "lvl"):
        text = level.find(W + "lvlText")
        if text is None or not _PRIVATE.search(text.get(W + "val", "")):
            continue
        fonts = level.find(f"{W}rPr/{W}rFonts")
        font = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi", "")
        letters = text.get(W + "val", "")
        signs = (as_signs(font, one) if _PRIVATE.match(one) else one for one in letters)
        text.set(W + "val", _PRIVATE.sub("•", "".join(signs)))
        if fonts is not None:
            fonts.getparent().remove(fonts)
    return written(root)
