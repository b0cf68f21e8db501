"""A Word document as lines that a person can read and compare: a line for each paragraph and table row.

`[heading 2] Saker` is a paragraph and its style, `| a | b |` a row (`|=` when it repeats as a heading), `¶`
parts the paragraphs of a cell. `**bold**`, `*italic*`, `{Style:text}`, `[text](address)`, `‹name: text›` a
content control, `(3.0)` list instance and level, `→` tab, `↵` line break, `␣` no-break space, `{ PAGE |1}` a
field.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from lxml import etree

from dokumentmaskin.document.richtext import Marks

# A picture of one dot: what a year wheel shows is tested where it is drawn.
_DOT: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101"
    "001bb6ee560000000049454e44ae426082"
)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SIGNS: Final = {
    "tab": "→",
    "br": "↵",
    "cr": "↵",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "drawing": "‹bilde›",
    "pict": "‹bilde›",
    "begin": "{",
    "separate": "|",
    "end": "}",
}


def readable(docx: bytes) -> str:
    """The properties, headers, body and footers of a document, each under its name."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        styles = _styles(package)
        names = [n for n in sorted(package.namelist()) if n.startswith(("word/header", "word/footer"))]
        lines = ["== docProps/core.xml", *_properties(package)]
        for name in ("word/document.xml", *names):
            part = _Part(styles, _addresses(package, name))
            lines += ["", f"== {name}", *part.story(etree.fromstring(package.read(name)))]
    return "\n".join(lines) + "\n"


def _styles(package: zipfile.ZipFile) -> dict[str, str]:
    root = etree.fromstring(package.read("word/styles.xml"))
    return {
        style.get(f"{_W}styleId", ""): style.find(f"{_W}name").get(f"{_W}val", "")
        for style in root.iter(f"{_W}style")
    }


def _addresses(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The addresses outside the document that a part leads to, by relationship."""
    file = part.replace("word/", "word/_rels/") + ".rels"
    if file not in package.namelist():
        return {}
    relations = etree.fromstring(package.read(file))
    return {r.get("Id", ""): r.get("Target", "") for r in relations if r.get("TargetMode") == "External"}


def _properties(package: zipfile.ZipFile) -> Iterator[str]:
    for field in etree.fromstring(package.read("docProps/core.xml")):
        if field.text and _kind(field) in {"title", "subject", "creator", "language"}:
            yield f"{_kind(field)}: {field.text}".replace("\u00a0", "␣")


def _kind(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _value(element: Any, path: str) -> str:
    found = element.find("/".join(_W + step for step in path.split("/")))
    return "" if found is None else str(found.get(f"{_W}val", "1"))


@dataclass(frozen=True, slots=True)
class _Part:
    """Reads one part, knowing the names of the styles and where its links lead."""

    styles: dict[str, str]
    addresses: dict[str, str]

    def story(self, element: Any) -> Iterator[str]:
        for child in element:
            match _kind(child):
                case "p":
                    yield self._paragraph(child)
                case "tbl":
                    yield f"[{self._style(child, 'tblPr/tblStyle')}] tabell"
                    yield from (self._row(row) for row in child.iter(f"{_W}tr"))
                case "sdt":
                    yield f"‹{_value(child, 'sdtPr/alias')}:"
                    yield from self.story(child.find(f"{_W}sdtContent"))
                    yield "›"
                case "body":
                    yield from self.story(child)

    def _style(self, element: Any, path: str) -> str:
        style = _value(element, path)
        return self.styles.get(style, style) if style else "Normal"

    def _row(self, row: Any) -> str:
        start = "|=" if row.find(f"{_W}trPr/{_W}tblHeader") is not None else "|"
        cells = (" ¶ ".join(self.story(cell)) for cell in row.iter(f"{_W}tc"))
        return f"{start} {' | '.join(cells)} |"

    def _paragraph(self, paragraph: Any) -> str:
        number = _value(paragraph, "pPr/numPr/numId")
        listed = f" ({number}.{_value(paragraph, 'pPr/numPr/ilvl')})" if number else ""
        text = self._inline(paragraph)
        return f"[{self._style(paragraph, 'pPr/pStyle')}]{listed} {text}".rstrip()

    def _inline(self, element: Any) -> str:
        return "".join(self._piece(child) for child in element)

    def _piece(self, piece: Any) -> str:
        match _kind(piece):
            case "r":
                return self._run(piece)
            case "hyperlink":
                return f"[{self._inline(piece)}]({self.addresses[piece.get(_ID)]})"
            case "sdt":
                return f"‹{_value(piece, 'sdtPr/alias')}: {self._inline(piece.find(f'{_W}sdtContent'))}›"
            case "fldSimple":
                return f"{{{piece.get(f'{_W}instr')}|{self._inline(piece)}}}"
            case _:
                return ""

    def _run(self, run: Any) -> str:
        text = "".join(map(_text, run)).replace("\u00a0", "␣")
        for sign, toggle in (("*", "i"), ("**", "b")):
            if text and _value(run, f"rPr/{toggle}") == "1":
                text = f"{sign}{text}{sign}"
        style = _value(run, "rPr/rStyle")
        return f"{{{self.styles.get(style, style)}:{text}}}" if style and text else text


def _text(piece: Any) -> str:
    kind = _kind(piece)
    if kind in {"t", "instrText"}:
        return piece.text or ""
    return _SIGNS.get(piece.get(f"{_W}fldCharType", "") if kind == "fldChar" else kind, "")


def with_pictures() -> Marks:
    """The marks of a document whose figures are drawn as a dot."""
    return Marks(lambda _: _DOT)
