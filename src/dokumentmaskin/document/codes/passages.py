"""Where in a template its codes stand, in the words of the person who edits it in Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import unquote

from dokumentmaskin.document.codes.preparing import pieces
from dokumentmaskin.document.codes.scanning import Code, codes_in
from dokumentmaskin.word import CORE, STORIES, STYLES, Package, Styles, W, value_of

_KEPT: Final = 64
_SHOWN: Final = 80  # characters of a text that is quoted
_PARTS: Final = {
    "main": "brødteksten", "header": "toppteksten", "footer": "bunnteksten", "footnotes": "fotnotene",
    "endnotes": "sluttnotene",
}  # fmt: skip
# The properties that are filled in (ISO/IEC 29500-2, 11.1), by their elements.
_FILLED: Final = {"title", "subject", "creator", "description", "identifier", "language"}
_CHANGES: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_CODES: Final = re.compile(r"\{\s*[{%]|[%}]\s*\}|\{ ?\w")
_CODE_TEXT: Final = re.compile(r"\{\{[^{}]+\}\}|\{%[^{}]+%\}")
# What would go with a code that takes all of a paragraph, besides text.
_OBJECTS: Final = {
    W + "drawing": "et bilde", W + "pict": "et bilde", W + "object": "et objekt",
    W + "sectPr": "et inndelingsskift", W + "footnoteReference": "en fotnote",
    W + "endnoteReference": "en sluttnote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a template that has codes, or what may have been meant as one.

    Attributes:
        text: All of it, as the person sees it.
        where: Where it stands: «i brødteksten under «Saker», tabellrad 2, celle 1».
        codes: Its codes.
        beside: For each of them what would be lost with it; empty for nothing.
        holders: For each of them what it stands in, in which its other half must stand too.
        changed: Who has a tracked change in one of its codes; None when nobody has.
        is_filled: Whether codes are filled in here at all.
    """

    text: str
    where: str
    codes: tuple[Code, ...]
    beside: tuple[str, ...] = ()
    holders: tuple[tuple[bool, int], ...] = ()
    changed: str | None = None
    is_filled: bool = True

    @property
    def left(self) -> str:
        """The text without its codes."""
        left, at = [], 0
        for code in self.codes:
            left.append(self.text[at : code.start])
            at = code.end
        return "".join((*left, self.text[at:]))

    def place_of(self, code: str) -> str:
        """Where a code of it stands, with the text around it when there is some."""
        around = self.text.strip()
        return self.where if around == code else f"{self.where}, i «{shown(around)}»"


def shown(text: str) -> str:
    """A text as it is quoted: no longer than a line."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@lru_cache(_KEPT)
def passages(template: bytes) -> tuple[Passage, ...]:
    """The texts of a template that have codes, in their order."""
    package = Package(template)
    styles = Styles(package.one(STYLES))
    found: list[Passage] = []
    for name in package.named(*STORIES):
        found += _in_part(package.root(name), _PARTS[package.kinds[name]], styles)
    for name in package.names:
        if name.endswith(".rels"):
            found += _in_links(package.root(name))
    for name in package.named(CORE):
        found += _in_properties(package.root(name))
    return (*found, *_not_filled(package))


def _in_part(root: Any, part: str, styles: Styles) -> Iterator[Passage]:
    heading = ""
    rows = {
        row: at for table in root.iter(W + "tbl") for at, row in enumerate(table.iterchildren(W + "tr"), 1)
    }
    homes: dict[Any, int] = {}
    for paragraph in root.iter(W + "p"):
        text = "".join(node.text or "" for node in paragraph.iter(W + "t", W + "delText"))
        if text and styles.heading_level(value_of(paragraph, "pPr/pStyle") or None):
            heading = text.strip()
        if "{" in text or "}" in text:
            where = f"i {part}{f' under «{shown(heading)}»' if heading and heading != text.strip() else ''}"
            yield from _in_paragraph(paragraph, where + _in_table(paragraph, rows), homes)
    for value in root.xpath("//@*[contains(., '{{') or contains(., '{%')]"):
        yield Passage(str(value), f"i en alternativ tekst eller en egenskap i {part}", tuple(codes_in(value)))


def _in_paragraph(paragraph: Any, where: str, numbers: dict[Any, int]) -> Iterator[Passage]:
    found = pieces(paragraph)
    text = "".join(piece for _, piece in found)
    deleted = "".join(node.text or "" for node in paragraph.iter(W + "delText"))
    codes = tuple(codes_in(text))
    if not codes and _CODES.search(text) is None and not _CODE_TEXT.search(deleted):
        return
    homes = [_home(found, code) for code in codes]
    yield Passage(
        text,
        where,
        codes,
        tuple(_beside(home, code) for home, code in zip(homes, codes, strict=True)),
        tuple(_holder(home, code, numbers) for home, code in zip(homes, codes, strict=True)),
        _changed(paragraph, found, codes, deleted),
    )


def _in_table(paragraph: Any, rows: dict[Any, int]) -> str:
    row, cell = (next(paragraph.iterancestors(W + name), None) for name in ("tr", "tc"))
    box = ", i en tekstboks" if next(paragraph.iterancestors(W + "txbxContent"), None) is not None else ""
    if row is None or cell is None:
        return box
    column = len(list(cell.itersiblings(W + "tc", preceding=True))) + 1
    return f"{box}, tabellrad {rows.get(row, 1)}, celle {column}"


def _home(found: list[tuple[Any, str]], code: Code) -> Any:
    """The element with text that a code begins in."""
    place = 0
    for element, piece in found:
        place += len(piece)
        if code.start < place:
            return element
    return found[-1][0]


def _beside(home: Any, code: Code) -> str:
    """What stands with a code in the paragraph, row or cell that it takes the place of."""
    if code.kind not in {"p", "tr", "tc"}:
        return ""
    taken = next(home.iterancestors(W + code.kind), None)
    if taken is None:
        return ""
    text = "".join(piece for p in _paragraphs(taken) for _, piece in pieces(p))
    for other in codes_in(text):
        text = text.replace(other.shown, "") if other.kind == code.kind else text
    objects = (_OBJECTS[e.tag] for e in taken.iter(*_OBJECTS))
    return text.strip() or next(objects, "")


def _paragraphs(taken: Any) -> list[Any]:
    return [taken] if taken.tag == W + "p" else list(taken.iter(W + "p"))


def _holder(home: Any, code: Code, numbers: dict[Any, int]) -> tuple[bool, int]:
    is_lifted = code.kind in {"p", "tr", "tc"}
    taken = next(home.iterancestors(W + (code.kind if is_lifted else "p")), None)
    return is_lifted, -1 if taken is None else numbers.setdefault(taken.getparent(), len(numbers))


def _changed(
    paragraph: Any, found: list[tuple[Any, str]], codes: tuple[Code, ...], deleted: str
) -> str | None:
    spans = [(code.start, code.end) for code in codes]
    place = 0
    for element, piece in found:
        if any(start < place + len(piece) and place < end for start, end in spans):
            change = next(element.iterancestors(*_CHANGES), None)
            if change is not None:
                return str(change.get(W + "author", ""))
        place += len(piece)
    if not _CODE_TEXT.search(deleted):
        return None
    change = next((c for c in paragraph.iter(*_CHANGES)), None)
    return "" if change is None else str(change.get(W + "author", ""))


def _in_links(root: Any) -> Iterator[Passage]:
    for relation in root:
        target = unquote(relation.get("Target", ""))
        if relation.get("TargetMode") == "External" and (codes := tuple(codes_in(target))):
            yield Passage(target, "i adressen til en lenke", codes)


def _in_properties(root: Any) -> Iterator[Passage]:
    for element in root.iterchildren(tag="*"):
        name = str(element.tag).rpartition("}")[2]
        if _CODE_TEXT.search(element.text or ""):
            where = "i egenskapene (Fil → Info)"
            codes = tuple(codes_in(element.text or ""))
            yield Passage(element.text or "", where, codes, is_filled=name in _FILLED)


def _not_filled(package: Package) -> Iterator[Passage]:
    """Codes in parts that nothing is filled in in: charts, figures, the properties of one's own."""
    for name in package.names:
        if re.search(r"/(charts|diagrams)/[^/]+\.xml$|docProps/(app|custom)\.xml$", name):
            text = " ".join(package.root(name).itertext())
            if found := _CODE_TEXT.search(text):
                where = (
                    "i et diagram eller en figur" if "docProps" not in name else "i egenskapene (Fil → Info)"
                )
                yield Passage(found[0], where, tuple(codes_in(found[0])), is_filled=False)
