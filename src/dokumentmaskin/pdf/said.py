"""All that a PDF says, to whomever looks: on its pages, and in everything else that it holds.

Who asks is the fence before an open file is written (`pipeline.fence`). It must not depend on a list of the
places where a PDF can keep a text, for nobody has a whole one: every string, name and key of every object is
given, and what a reader can see of where it stands is said with it. A stream is read too when it holds text
of its own (metadata, a file attached to the PDF), and a page's for the texts that stand for its pictures.

The text of the pages is as PDFium reads it, which takes a two-hundredth of a second a page. It leaves out a
line's end here and there; `closely_said` reads a page piece by piece, in five times that.
Source of the keys: ISO 32000-1.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from dokumentmaskin.pdf.words import Word, read_words

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

# What a text is, by the key that it stands under; what is under no such key is «i filen».
_PLACES: Final = {
    "/Alt": "i en alternativ tekst",
    "/ActualText": "i en alternativ tekst",
    "/E": "i en alternativ tekst",
    "/URI": "i en lenke",
    "/F": "i et filnavn",
    "/UF": "i et filnavn",
    "/Contents": "i en merknad",
    "/TU": "i et skjemafelt",
    "/V": "i et skjemafelt",
    "/T": "i et felt eller en tittel",
    "/Title": "i et bokmerke",
    "/P": "i sidenumrene",
    "/Name": "i navnet på et lag",
    "/Names": "i et navn",
    "/Limits": "i et navn",
    "/D": "i et navn",
    "/Dest": "i et navn",
}
_FILE: Final = "i filen"
_PROPERTIES: Final = "i egenskapene"
_ENDS_LINE: Final = re.compile(r"[\r\n\ufffe\u0002]+")
# Texts that stand for something drawn, in the stream that draws it (14.9).
_REPLACING: Final = re.compile(rb"/(?:ActualText|Alt|E)\s*[(<]")


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a PDF.

    Attributes:
        text: What it says, with a line feed where a line or a paragraph ends.
        where: Where it stands, as a message says it: «på side 4», «i et bokmerke».
        goes_on: Whether it goes on from the text before it, as a page from the last one.
    """

    text: str
    where: str
    goes_on: bool = False


def all_said(data: bytes) -> Iterator[Said]:
    """Yield all texts of a PDF.

    Args:
        data: The bytes of a PDF that is not locked.

    Raises:
        pikepdf.PdfError, pypdfium2.PdfiumError: It cannot be read.
    """
    import pikepdf

    yield from _pages_said(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = _pages(pdf)
        properties = {str(reference) for reference in (_reference(pdf.trailer.get("/Info")),)}
        for index, page in enumerate(pdf.pages):
            if any(_REPLACING.search(_decoded(stream)) for stream in _contents(page)):
                yield from _replacing(page, _page(index))
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Object):
                continue  # a number, as of how long a stream is; pikepdf gives it as Python's own
            own = _reference(item)
            where = _PROPERTIES if own in properties else pages.get(own, "")
            yield from _texts(json.loads(item.to_json(dereference=True)), pages, where)
            if isinstance(item, pikepdf.Stream):
                yield from _in_stream(item, where)


def page_text(data: bytes) -> str:
    """What stands on the pages of a PDF.

    Args:
        data: The bytes of a PDF.

    Raises:
        pypdfium2.PdfiumError: It cannot be read.
    """
    return "\n".join(said.text for said in _pages_said(data))


def closely_said(data: bytes, places: Container[str]) -> Iterator[Said]:
    """Yield the text of some pages in drawing order; a line is a paragraph where the PDF is tagged.

    Args:
        data: The bytes of a PDF.
        places: What `all_said` calls the pages.

    Raises:
        pypdfium2.PdfiumError: It cannot be read.
    """
    words = read_words(data, lambda index: _page(index) in places)
    for index, on_page in groupby(words, itemgetter(0)):
        last, text = None, ""
        for _, word in on_page:
            text += _between(last, word) + word.text
            last = word
        yield Said(text, _page(index))


def _between(last: Word | None, word: Word) -> str:
    """What parts two pieces of text: nothing on one line, a space in one paragraph."""
    if last is None:
        return ""
    if last.mcid != word.mcid:
        return "\n"
    if last.y == word.y:
        return ""
    return "\n" if word.mcid is None else " "


def _pages_said(data: bytes) -> Iterator[Said]:
    """The pages' text in lines, with spaces where there is room for one."""
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        for index, page in enumerate(document):
            text = _ENDS_LINE.sub("\n", page.get_textpage().get_text_range())
            yield Said(text, _page(index), goes_on=index > 0)


def _page(index: int) -> str:
    return f"på side {index + 1}"


def _contents(page: "Page") -> "Iterable[Object]":
    """The streams that draw a page (7.8.2)."""
    from pikepdf import Array

    contents = page.obj.get("/Contents")
    return contents if isinstance(contents, Array) else [] if contents is None else [contents]


def _pages(pdf: "Pdf") -> dict[str, str]:
    """What messages call each page, and each annotation that is an object of its own, by its reference."""
    found = {}
    for index, page in enumerate(pdf.pages):
        found[_reference(page.obj)] = _page(index)
        annotations = page.obj.get("/Annots")
        for annotation in annotations if annotations is not None else ():
            found[_reference(annotation)] = _page(index)
    found.pop("", None)
    return found


def _reference(item: "Object | None") -> str:
    """An indirect object as JSON writes it; empty for none."""
    if item is None or not item.is_indirect:
        return ""
    number, generation = item.objgen
    return f"{number} {generation} R"


def _texts(value: Any, pages: Mapping[str, str], where: str, key: str = "") -> Iterator[Said]:
    """The strings, names and keys in an object as JSON, each with its place."""
    if isinstance(value, dict):
        where = pages.get(str(value.get("/Pg", "")), where)
        for own, inner in value.items():
            if own not in _PLACES:
                yield from _text(own, where, "")
            yield from _texts(inner, pages, where, own)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, pages, where, key)
    elif isinstance(value, str):
        yield from _text(value, where, key)


def _text(value: str, where: str, key: str) -> Iterator[Said]:
    """A string as JSON of qpdf has it: «u:» before a text, «b:» before the hexadecimals of other bytes."""
    text = value
    if value.startswith("u:"):
        text = value[2:]
    elif value.startswith("b:"):
        text = bytes.fromhex(value[2:]).decode("utf-8", "replace")
    what = where if where == _PROPERTIES else f"{_PLACES.get(key, _FILE)} {where}".rstrip()
    if any(map(str.isalnum, text)) and not re.fullmatch(r"\d+ \d+ R", text):
        yield Said(text, what)


def _in_stream(stream: "Object", where: str) -> Iterator[Said]:
    """The text that a stream holds besides what is drawn."""
    kind, drawn = str(stream.get("/Type", "")), str(stream.get("/Subtype", "")) == "/Form"
    if kind == "/Metadata":
        yield from (Said(text, "i XMP-dataene") for text in _in_xml(_decoded(stream)))
    elif kind == "/EmbeddedFile":
        yield Said(_as_text(_decoded(stream)), "i en fil som ligger i PDF-en")
    elif drawn and _REPLACING.search(_decoded(stream)):
        yield from _replacing(stream, where)


def _decoded(stream: "Object") -> bytes:
    from pikepdf import PdfError

    try:
        return stream.read_bytes()
    except PdfError:  # in a coding that holds pictures alone
        return b""


def _in_xml(data: bytes) -> Iterator[str]:
    """The texts and the values between the marks of an XML packet."""
    from html import unescape

    text = _as_text(data)
    yield from (unescape(part).strip() for part in re.findall(r">([^<]+)<", text) if part.strip())
    yield from (unescape(part) for part in re.findall(r'="([^"]+)"', text))


def _as_text(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return data.decode(encoding, "replace")


def _replacing(drawing: "Object | Page", where: str) -> Iterator[Said]:
    """The texts that stand for something that is drawn, in the marks of a content stream (14.6)."""
    from pikepdf import Dictionary, parse_content_stream

    for row in parse_content_stream(drawing, "BDC DP"):
        operands = row.operands
        if len(operands) > 1 and isinstance(operands[1], Dictionary):
            yield from _texts(json.loads(operands[1].to_json(dereference=True)), {}, where)
