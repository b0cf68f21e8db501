"""What an office file says: Word, Excel, PowerPoint and OpenDocument, as their XML has it.

Every part is read, also those that nobody sees in the program: notes, comments, properties, what a tracked
change took away, and the files and pictures inside. A text is a paragraph, so that a number that its looks
break is whole.

Sources: ISO/IEC 29500-1; OpenDocument 1.3 part 3.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.site.gate.records import Art, Hinder, Inner, Sagt, says
from dokumentmaskin.site.gate.spreadsheet import sheets_said, with_first_zero
from dokumentmaskin.site.gate.texts import xml_said

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Where a part is, as a message says it, by the beginning of its name without the folder.
_PARTS: Final = {
    "header": "i topptekst",
    "footer": "i bunntekst",
    "footnotes": "i en fotnote",
    "endnotes": "i en sluttnote",
    "comment": "i en kommentar",
    "comments": "i en kommentar",
    "threadedComment": "i en kommentar",
    "slide": "på lysbilde",
    "notesSlide": "i notatene til lysbilde",
    "drawing": "i en tegning",
    "chart": "i et diagram",
    "styles": "i topp- eller bunnteksten",
    "core": "i egenskapene",
    "app": "i egenskapene",
    "custom": "i egenskapene",
    "meta": "i egenskapene",
    "people": "i listen over personer",
    "person": "i listen over personer",
    "persons": "i listen over personer",
}
_MANY: Final = frozenset({"slide", "notesSlide", "header", "footer"})
_PARAGRAPHS: Final = frozenset({"p", "h", "si"})
_AUTHORS: Final = frozenset({"creator", "lastModifiedBy", "initial-creator", "Manager", "printed-by"})
_NOTED: Final = frozenset({"annotation", "comment", "threadedComment"})
_ALTERNATIVE: Final = frozenset({"descr", "title", "alt"})
_SPACES: Final = {"tab": "\t", "br": "\n", "line-break": "\n", "s": " ", "cr": "\n", "noBreakHyphen": "-"}
# What a calculation gave last, beside its formula (18.3.1.40, 18.3.1.96).
_RESULT: Final = re.compile(r"(?:</f>|<f(?:\s[^<>]*)?/>)\s*<v>([^<]*)</v>")
# The values of attributes that draw or name things for programs.
_DRAWING: Final = frozenset(
    {"d", "path", "points", "viewBox", "enhanced-path", "coordsize", "style", "formulas"}
)
# Those in which a number may stand by itself: of a cell, a stored choice, a field.
_NUMBERS: Final = frozenset({"v", "val", "value", "name"})
_SHORTEST_NUMBER: Final = 8


def office_said(data: bytes, inner: Inner) -> Iterator[Sagt | Hinder]:
    """Yield all that an office file says.

    Args:
        data: The bytes of a zip file of XML parts.
        inner: Reads a file inside it: a picture, a spreadsheet, another document.

    Raises:
        zipfile.BadZipFile, ValueError, KeyError, NotImplementedError: It cannot be read.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        yield Sagt("\n".join(names), "i navnet på en del av filen")
        if says(noted := package.comment.decode("utf-8", "replace")):
            yield Sagt(noted, "i zip-kommentaren")
        is_sheet = any(name.startswith("xl/worksheets/") for name in names)
        for name in names:
            if name.endswith("/") or name in {"mimetype", "[Content_Types].xml"}:
                continue
            if not name.endswith((".xml", ".rels")):
                yield from inner(name.rpartition("/")[2], package.read(name))
            elif name.startswith("xl/worksheets/sheet"):
                cells, _, rest = package.read(name).partition(b"</sheetData>")
                yield from xml_said(rest, "i et ark, utenfor cellene")
                results = (unescape(text) for text in _RESULT.findall(cells.decode("utf-8", "replace")))
                yield from (Sagt(text, "i et ark, resultatet av en formel") for text in results if says(text))
            elif not name.startswith("xl/sharedStrings"):
                yield from _part_said(name, package.read(name))
    if is_sheet:
        yield from sheets_said(data)


def _part_said(name: str, data: bytes) -> Iterator[Sagt]:
    """What a part says: by its paragraphs, and what stands outside them."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    where = _where(name)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # as LibreOffice's own templates have it in places
        yield from xml_said(data, where)
        return
    in_body = where == "i teksten"
    for number, paragraph in enumerate(_paragraphs(root), start=1):
        text = _joined(paragraph)
        if says(text):
            yield Sagt(text, *_noted(paragraph, f"i avsnitt {number}" if in_body else where))
    yield from _loose(root, where)


def _where(name: str) -> str:
    stem = name.rpartition("/")[2].removesuffix(".rels").removesuffix(".xml")
    match = re.match(r"([A-Za-z]+?)(\d*)$", stem)
    kind, number = (match[1], match[2]) if match else (stem, "")
    if kind not in _PARTS:
        return "i en lenke" if name.endswith(".rels") else "i teksten"
    return f"{_PARTS[kind]} {number}".rstrip() if kind in _MANY else _PARTS[kind]


def _paragraphs(root: "Element") -> Iterator["Element"]:
    """The innermost paragraphs."""
    yield from root.iter("{*}p", "{*}h", "{*}si")


def _joined(paragraph: "Element") -> str:
    """The words of a paragraph whatever their looks, without those of paragraphs inside it."""
    return "".join(_words(paragraph))


def _words(node: "Element") -> Iterator[str]:
    yield _SPACES.get(_local(node), "") + _text(node.text)
    for child in node.iterchildren("*"):
        if _local(child) in _PARAGRAPHS:
            yield "\n"
        else:
            yield from _words(child)
        yield _text(child.tail)


def _text(text: str | None) -> str:
    """A text, less the line ends that lay out the XML alone."""
    return "" if not text or (text.isspace() and "\n" in text) else text


def _noted(paragraph: "Element", where: str) -> tuple[str, Art]:
    """Where a paragraph stands, and whether it is a comment."""
    around = next((node for node in paragraph.iterancestors("*") if _local(node) in _NOTED), None)
    if around is None:
        return where, "tekst"
    return "i en kommentar", "kommentar"


def _loose(root: "Element", where: str) -> Iterator[Sagt]:
    """What stands outside paragraphs, in attributes, and in the comments of the XML."""
    from lxml import etree

    for node in root.iter("*"):
        name = _local(node)
        inside = name in _PARAGRAPHS or any(_local(up) in _PARAGRAPHS for up in node.iterancestors("*"))
        if not inside and node.text and says(node.text):
            yield Sagt(node.text, *_loosely(name, where))
    for node in root.iter(etree.Comment, etree.ProcessingInstruction):
        if node.text and says(node.text):
            yield Sagt(node.text, where)
    told: dict[str, dict[str, None]] = {}
    for node in root.iter("*"):
        for key, value in node.attrib.items():
            own = str(key).rpartition("}")[2]
            if _is_told(own, str(value)):
                place = f"i en alternativ tekst {where}" if own in _ALTERNATIVE else where
                told.setdefault(place, {})[with_first_zero(str(value))] = None
    # In one text, for most parts have many; what parts them is in no number.
    yield from (Sagt("\n;\n".join(values), place) for place, values in told.items())


def _is_told(name: str, value: str) -> bool:
    """Whether the value of an attribute may be something that a person has written."""
    if name in _DRAWING:
        return False
    return any(map(str.isalpha, value)) or (name in _NUMBERS and len(value) >= _SHORTEST_NUMBER)


def _loosely(name: str, where: str) -> tuple[str, Art]:
    """What a text outside paragraphs is, by the name of its element."""
    if where == "i egenskapene":
        return f"{where} ({name})", "forfatter" if name in _AUTHORS else "tekst"
    return where, "kommentar" if where == "i en kommentar" and name in {"t", "text"} else "tekst"


def _local(node: "Element") -> str:
    return str(node.tag).rpartition("}")[2]
