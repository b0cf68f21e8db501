"""A copy of the document for LibreOffice, with what it would otherwise make inaccessible.

Two gaps, measured with LibreOffice 7.4: a link that is not in the style «Hyperlink» becomes plain text, and
bullets and symbols from the fonts Symbol and Wingdings become private-use characters, which PDF/A-2a forbids
(ISO 19005-2, 6.2.11.7.3). The document itself is never changed.
"""

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_STYLE = "DokHyperlink"
# LibreOffice knows the style by its built-in name, whatever its id.
_STYLE_XML = (
    '<w:style xmlns:w="{ns}" w:type="character" w:styleId="{id}"><w:name w:val="Hyperlink"/></w:style>'
)
# The usual signs of Symbol and Wingdings, by their place in the font; the rest become •.
_SIGNS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "→",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def office_copy(docx: bytes) -> bytes:
    """Return the copy for LibreOffice; what is no .docx is returned as it is."""
    if not zipfile.is_zipfile(BytesIO(docx)):
        return docx
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    style = _hyperlink_style(parts)
    for name, xml in parts.items():
        if _TEXT.fullmatch(name):
            parts[name] = _text_part(xml, style)
    if "word/numbering.xml" in parts:
        parts["word/numbering.xml"] = _bullets(parts["word/numbering.xml"])
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name, data in parts.items():
            copy.writestr(name, data)
    return target.getvalue()


def _hyperlink_style(parts: dict[str, bytes]) -> str:
    """Return the id of the document's style «Hyperlink», put in without any looks if it has none."""
    from lxml import etree

    if "word/styles.xml" not in parts:
        return ""
    root = etree.fromstring(parts["word/styles.xml"])
    for style in root.iter(_W + "style"):
        name = style.find(_W + "name")
        if name is not None and name.get(_W + "val", "").lower() == "hyperlink":
            return str(style.get(_W + "styleId", ""))
    root.append(etree.fromstring(_STYLE_XML.format(ns=_W[1:-1], id=_STYLE)))
    parts["word/styles.xml"] = bytes(etree.tostring(root))
    return _STYLE


def _text_part(xml: bytes, style: str) -> bytes:
    if b"w:hyperlink" not in xml and b"w:sym" not in xml:
        return xml
    from lxml import etree

    root = etree.fromstring(xml)
    for run in root.iterfind(f".//{_W}hyperlink//{_W}r"):
        _set_style(run, style)
    for sign in root.iter(_W + "sym"):
        code = int(sign.get(_W + "char", "0"), 16)
        sign.tag = _W + "t"
        sign.attrib.clear()
        sign.text = _SIGNS.get(code & 0xFF, "•")
    return bytes(etree.tostring(root))


def _set_style(run: "Element", style: str) -> None:
    from lxml import etree

    properties = run.find(_W + "rPr")
    if properties is None:
        properties = etree.Element(_W + "rPr")
        run.insert(0, properties)
    if style and properties.find(_W + "rStyle") is None:
        named = etree.Element(_W + "rStyle")
        named.set(_W + "val", style)
        properties.insert(0, named)


def _bullets(xml: bytes) -> bytes:
    """Return the list definitions with ordinary characters for bullets."""
    from lxml import etree

    root = etree.fromstring(xml)
    for level in root.iter(_W + "lvl"):
        text = level.find(_W + "lvlText")
        if text is None or not _PRIVATE.search(text.get(_W + "val", "")):
            continue
        plain = _PRIVATE.sub(lambda m: _SIGNS.get(ord(m[0]) & 0xFF, "•"), text.get(_W + "val", ""))
        text.set(_W + "val", plain)
        fonts = level.find(f"{_W}rPr/{_W}rFonts")
        if fonts is not None:
            fonts.getparent().remove(fonts)
    return bytes(etree.tostring(root))
