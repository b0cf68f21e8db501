"""A .docx opened for reading: its body, its styles by name and its numbering."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.word.package import BODY, NUMBERING, STYLES, DamagedError, Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"

MOST_BYTES: Final = 50_000_000
_HEADING: Final = re.compile(r"(?:heading|overskrift) ?([1-9])")
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style means: its name in small letters, its heading level and its list."""

    name: str = ""
    level: int = 0
    numbering: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file, by their ids."""

    by_id: Mapping[str, Style]

    def of_paragraph(self, look: "Element | None") -> Style:
        """The style that a paragraph's properties name; one that the file lacks is known by its id."""
        named = look.find(W + "pStyle") if look is not None else None
        if named is None:
            return Style()
        identity = named.get(W + "val", "")
        return self.by_id.get(identity) or Style(identity.lower(), _heading_level(identity))

    def of_run(self, look: "Element | None") -> str:
        """The name of a run's style, in small letters."""
        named = look.find(W + "rStyle") if look is not None else None
        identity = named.get(W + "val", "") if named is not None else ""
        return self.by_id.get(identity, Style(identity.lower())).name


@dataclass(frozen=True, slots=True)
class WordFile:
    """An opened Word file.

    Attributes:
        body: What it says.
        styles: Its styles.
        numbering: The root of its numbering part, or None.
    """

    body: "Element"
    styles: Styles
    numbering: "Element | None"


def open_word(docx: bytes, path: str) -> WordFile:
    """Open a .docx.

    Args:
        docx: Its bytes.
        path: What messages call it.

    Raises:
        PlanError: The bytes are no Word file, are locked with a password, or are too many.
    """
    try:
        package = Package(docx)
        if any(package.size(name) > MOST_BYTES for name in package.named(BODY, STYLES, NUMBERING)):
            message = f"Word-filen er større enn {MOST_BYTES // 1_000_000} MB."
            raise PlanError(Problem("for-stor-fil", message, "Er det riktig fil?", Place(path)))
        body = package.root(package.main).find(W + "body")
        styles, numbering = package.one(STYLES), package.one(NUMBERING)
    except DamagedError:
        raise PlanError(_no_word_file(docx, path)) from None
    if body is None:
        raise PlanError(_no_word_file(docx, path))
    return WordFile(body, Styles(_styles(styles)), numbering)


def _no_word_file(docx: bytes, path: str) -> Problem:
    if docx.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Filen er låst med passord, eller lagret i det gamle Word-formatet."
        advice = "Åpne den i Word, ta bort passordet, og lagre den som «Word-dokument (.docx)»."
        return Problem("ikke-lesbar-word", message, advice, Place(path))
    message = "Filen er ikke et Word-dokument, eller den er skadet."
    advice = "Åpne den i Word, og lagre den på nytt som «Word-dokument (.docx)»."
    return Problem("ikke-lesbar-word", message, advice, Place(path))


def _styles(root: "Element | None") -> dict[str, Style]:
    if root is None:
        return {}
    elements = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
    return {identity: _style(identity, elements) for identity in elements}


def _style(identity: str, elements: Mapping[str, "Element"]) -> Style:
    """A style with what it has from those that it is based on."""
    name, level, numbering = "", 0, None
    seen: set[str] = set()
    while identity in elements and identity not in seen:
        seen.add(identity)
        element = elements[identity]
        own = _value(element, "name").lower()
        name = name or own
        level = level or _heading_level(own) or _outline_level(element)
        numbering = numbering or list_of(element.find(W + "pPr"))
        identity = _value(element, "basedOn")
    return Style(name, level, numbering)


def _heading_level(name: str) -> int:
    match = _HEADING.fullmatch(name.lower())
    return int(match[1]) if match else 0


def _outline_level(style: "Element") -> int:
    value = _value(style, f"pPr/{W}outlineLvl")
    return int(value) + 1 if value.isdecimal() and int(value) < _LEVELS else 0


def list_of(look: "Element | None") -> tuple[str, int] | None:
    """The list and the level in it that paragraph properties name, or None when they name none."""
    numbering = look.find(W + "numPr") if look is not None else None
    if numbering is None:
        return None
    level = _value(numbering, "ilvl")
    return _value(numbering, "numId"), int(level) if level.isdecimal() else 0


def _value(parent: "Element", path: str) -> str:
    found = parent.find(W + path)
    return found.get(W + "val", "") if found is not None else ""
