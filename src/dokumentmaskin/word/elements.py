"""Small questions about the elements of a Word file: what a piece shows, what is on, what is changed."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import VAL, W, elements, is_on
from dokumentmaskin.word.styles import find, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARACTERS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# What the symbol fonts of Word have for a tick or an empty box, by font and code.
_SYMBOLS: Final = {
    ("Wingdings", 0x6F): "☐",
    ("Wingdings", 0xA8): "☐",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xFD): "☒",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings 2", 0x50): "✓",
    ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x53): "☒",
    ("Wingdings 2", 0xA3): "☐",
}


def shows_help(control: "Element") -> bool:
    """Whether a content control shows its help text, untouched."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def character(node: "Element") -> str:
    """What one piece of a run shows."""
    if node.tag == W + "t":
        return node.text or ""
    if node.tag == W + "sym":
        try:
            code = int(node.get(W + "char", ""), 16)
        except ValueError:
            return ""
        # A symbol font's own code; without a known meaning it stays what it is, and is asked about.
        return _SYMBOLS.get((node.get(W + "font", ""), code & 0xFF), chr(0xF000 | code & 0xFFF))
    return _CHARACTERS.get(str(node.tag), "")


def in_help(paragraph: "Element") -> bool:
    """Whether a paragraph stands in a control that shows its help text."""
    content = paragraph.getparent()
    control = content.getparent() if content is not None and content.tag == W + "sdtContent" else None
    return control is not None and shows_help(control)


def through_controls(parent: "Element", wanted: str) -> Iterator["Element"]:
    """The rows of a table or cells of a row, also those inside a content control."""
    for child in elements(parent):
        if child.tag == wanted:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
            yield from through_controls(child, wanted)


def number_of(look: "Element | None", name: str, default: int) -> int:
    """A property that is a number."""
    value = value_of(look, name)
    return int(value) if value.isdecimal() else default


def continues(look: "Element | None") -> bool:
    """Whether a cell goes on from the one above."""
    merge = find(look, "vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def has_any(look: "Element | None", names: Collection[str]) -> bool:
    """Whether properties have any of these: marks of a tracked change for the most."""
    return look is not None and any(said.tag in names for said in look)
