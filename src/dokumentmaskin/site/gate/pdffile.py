"""What a PDF says, as pypdf reads it: another reader than those that made it and checked it.

Every string of every object is given, wherever it hangs, for nobody has a whole list of the places where a
PDF can keep a text; besides the pages, the metadata, the pictures' own, and the files inside, which are read
as what they are. The time is linear in the file.

Source of the keys: ISO 32000-1.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dokumentmaskin.site.gate.kinds import unread_page
from dokumentmaskin.site.gate.pictures import picture_said
from dokumentmaskin.site.gate.records import Art, Hinder, Inner, Sagt, says
from dokumentmaskin.site.gate.texts import xml_said

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# What a text is, by the key that it stands under.
_PLACES: Final = {
    "/Alt": "i en alternativ tekst",
    "/ActualText": "i en alternativ tekst",
    "/E": "i en alternativ tekst",
    "/URI": "i en lenke",
    "/F": "i et filnavn",
    "/UF": "i et filnavn",
    "/Desc": "i beskrivelsen av en fil",
    "/Contents": "i en merknad",
    "/RC": "i en merknad",
    "/TU": "i et skjemafelt",
    "/V": "i et skjemafelt",
    "/DV": "i et skjemafelt",
    "/T": "i et felt eller en tittel",
    "/Title": "i et bokmerke",
    "/Name": "i navnet på et lag",
    "/Names": "i et navn",
    "/JS": "i et skript",
}
# Markup that people put on pages (12.5.6.2); a link, a form field and a printer's mark are none.
_MARKUP: Final = frozenset({
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/FileAttachment", "/Sound",
    "/Redact",
})  # fmt: skip
_REPLACING: Final = re.compile(
    rb"/(?:ActualText|Alt|E)\s*(?:\((?P<text>(?:[^()\\]|\\.)*)\)|<(?P<hex>[0-9A-Fa-f\s]+)>)"
)
# What may be a stream as well as a string, or is one of text (7.9.3, 12.6.4.16, 12.7.8, 14.3.2).
_LONG_TEXTS: Final = frozenset({"/JS", "/V", "/DV", "/RV", "/RC", "/XFA", "/Metadata"})
_SHOWS_TEXT: Final = re.compile(rb"\bT[jJ]\b|['\"]")
_INLINE: Final = re.compile(rb"\bBI\b.{1,2000}?\bID\b", re.DOTALL)
_CURVE: Final = re.compile(rb"\s[cvy]\s")
# So many curves are words drawn as outlines rather than a frame or a logo.
_MANY_CURVES: Final = 2000


def pdf_said(data: bytes, inner: Inner) -> Iterator[Sagt | Hinder]:
    """Yield all that a PDF says, and its pages that nobody can read.

    Args:
        data: The bytes of a PDF.
        inner: Reads a file that is inside it.

    Raises:
        pypdf.errors.PyPdfError, ValueError, TypeError, KeyError, RecursionError: It cannot be read.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    pages: dict[int, str] = {}
    shown: list[str] = []
    for index, page in enumerate(reader.pages):
        where = f"på side {index + 1}"
        if page.indirect_reference is not None:
            pages[page.indirect_reference.idnum] = where
        pages |= dict.fromkeys(_references(page.get("/Annots")), where)
        text = page.extract_text()
        shown.append(text)
        yield from _page_said(page, text, where)
    info = reader.trailer.get("/Info")
    own = getattr(info, "idnum", -1)
    objects = list(_objects(reader))
    files = {number: name for _, item in objects for number, name in _files(item)}
    texts = {number for _, item in objects for number in _long_texts(item)}
    words = "".join("".join(shown).split())
    for number, item in objects:
        yield from _strings(item, "i egenskapene" if number == own else pages.get(number, ""), "", set())
        if number in files:
            yield from inner(files[number], item.get_data())
        elif number in texts and hasattr(item, "get_data"):
            yield from xml_said(item.get_data(), "i XMP-dataene, et skript eller et skjema")
        else:
            yield from _drawn_apart(reader, item, words)
            yield from _stream_said(item, pages.get(number, ""), inner)


def _files(value: Any) -> Iterator[tuple[int, str]]:
    """The numbers of the files inside, with their names: what a file specification says is one (7.11.4)."""
    if isinstance(value, dict):
        held = _plain(value.get("/EF"))
        if isinstance(held, dict):
            name = str(value.get("/UF") or value.get("/F") or "")
            for key in held:
                if (number := getattr(dict.get(held, key), "idnum", None)) is not None:
                    yield number, name
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            if not hasattr(inner, "idnum"):
                yield from _files(inner)


def _long_texts(item: Any) -> Iterator[int]:
    """The numbers of the streams of text that an object refers to."""
    if isinstance(item, dict):
        for key in _LONG_TEXTS & item.keys():
            value = dict.get(item, key)
            yield from (getattr(value, "idnum", 0), *_references(value))
        for value in item.values():
            yield from () if hasattr(value, "idnum") else _long_texts(value)
    elif isinstance(item, list):
        for value in item:
            yield from () if hasattr(value, "idnum") else _long_texts(value)


def _drawn_apart(reader: "PdfReader", item: Any, words: str) -> Iterator[Sagt]:
    """What is drawn elsewhere than in a page: the look of an annotation, a pattern, what no page shows."""
    from pypdf.generic import StreamObject

    is_drawing = isinstance(item, StreamObject) and (
        item.get("/Subtype") == "/Form" or "/PatternType" in item
    )
    if not is_drawing or not _SHOWS_TEXT.search(item.get_data()):
        return
    text = reader.pages[0].extract_xform_text(item)
    if says(text) and "".join(text.split()) not in words:
        yield Sagt(text, "i noe som er tegnet utenpå eller utenfor sidene")


def _page_said(page: "PageObject", text: str, where: str) -> Iterator[Sagt | Hinder]:
    if says(text):
        yield Sagt(text, where)
    contents = page.get_contents()
    drawn = contents.get_data() if contents is not None else b""
    yield from _replacing(drawn, where)
    if not says(text) and (_has_picture(page, set()) or _has_drawing(drawn)):
        yield unread_page(where)


def _has_drawing(drawn: bytes) -> bool:
    return bool(_INLINE.search(drawn)) or len(_CURVE.findall(drawn)) > _MANY_CURVES


def _has_picture(holder: Any, seen: set[int]) -> bool:
    """Whether a page or a form draws from resources that have a picture."""
    resources = _plain(holder.get("/Resources")) or {}
    drawn = _plain(resources.get("/XObject")) if isinstance(resources, dict) else None
    for item in map(_plain, drawn.values() if isinstance(drawn, dict) else ()):
        if not isinstance(item, dict) or id(item) in seen:
            continue
        seen.add(id(item))
        if item.get("/Subtype") == "/Image" or _has_picture(item, seen):
            return True
    return False


def _objects(reader: "PdfReader") -> Iterator[tuple[int, Any]]:
    """Every object of the file, by its number."""
    from pypdf.generic import IndirectObject

    generations = {number: generation for generation, own in reader.xref.items() for number in own}
    for number in sorted({*generations, *reader.xref_objStm}):
        if number:
            yield number, IndirectObject(number, generations.get(number, 0), reader).get_object()


def _strings(value: Any, where: str, key: str, within: set[str]) -> Iterator[Sagt]:
    """The strings in an object, each with its place; what it refers to is an object of its own."""
    if isinstance(value, dict):
        kind = str(value.get("/Subtype", ""))
        for name in value:
            yield from _strings(dict.get(value, name), where, name, {kind, *value})
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, where, key, within)
    elif isinstance(value, str | bytes) and not str(value).startswith("/"):
        text = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
        if says(text):
            yield Sagt(text, *_what(where, key, within))


def _what(where: str, key: str, within: set[str]) -> tuple[str, Art]:
    """What a string is, by its key and by what stands beside it."""
    if where == "i egenskapene":
        return f"{where} ({key.removeprefix('/')})", "forfatter" if key == "/Author" else "tekst"
    noted = bool(_MARKUP & within) and key in {"/Contents", "/RC"}
    what = "i en lenke" if "/Link" in within else _PLACES.get(key, "i filen")
    return f"{what} {where}".rstrip(), "kommentar" if noted else "tekst"


def _stream_said(item: Any, where: str, inner: Inner) -> Iterator[Sagt | Hinder]:
    """What a stream holds besides what is drawn on a page."""
    from pypdf.generic import StreamObject

    if not isinstance(item, StreamObject):
        return
    kind, drawn = item.get("/Type"), item.get("/Subtype")
    if kind == "/Metadata":
        yield from xml_said(item.get_data(), "i XMP-dataene")
    elif kind == "/EmbeddedFile":
        yield from inner("", item.get_data())
    elif drawn == "/Form":
        yield from _replacing(item.get_data(), where or "i filen")
    elif drawn == "/Image" and _coding(item)[-1:] in (["/DCTDecode"], ["/JPXDecode"]):
        yield from picture_said(_picture(item), f"i et bilde {where}".rstrip())


def _coding(item: Any) -> list[str]:
    coding = _plain(item.get("/Filter"))
    return [str(name) for name in (coding if isinstance(coding, list) else [coding])]


def _picture(item: Any) -> bytes:
    """The file of a picture, out of what it may be packed in besides."""
    if len(_coding(item)) == 1:
        return bytes(item._data)  # noqa: SLF001 - pypdf has no other way to it
    return bytes(item.get_data())


def _replacing(drawn: bytes, where: str) -> Iterator[Sagt]:
    """The texts that stand for something that is drawn, in the marks of a content stream (14.6, 14.9)."""
    for match in _REPLACING.finditer(drawn):
        hexed, plain = match["hex"], match["text"] or b""
        raw = bytes.fromhex(hexed.decode()) if hexed else re.sub(rb"\\(.)", rb"\1", plain)
        text = raw.decode("utf-16" if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", "replace")
        if says(text):
            yield Sagt(text, f"i en alternativ tekst {where}")


def _references(value: Any) -> Iterator[int]:
    """The numbers of what a list refers to."""
    listed = _plain(value)
    for inner in listed if isinstance(listed, list) else ():
        if (number := getattr(inner, "idnum", None)) is not None:
            yield number


def _plain(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
