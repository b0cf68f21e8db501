"""Small questions about the elements of a Word file: what a piece shows, what is on, what is changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.file import W

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


def is_on(toggle: "Element | None") -> bool:
    """Tell whether a toggle property is there and not switched off (clause 17.17.4)."""
    return toggle is not None and toggle.get(W + "val", "1") not in {"0", "false", "off"}


def character(node: "Element", tag: str) -> str:
    """What one piece of a run shows."""
    if tag == W + "t":
        return node.text or ""
    if tag == W + "sym":
        try:
            code = int(node.get(W + "char", ""), 16)
        except ValueError:
            return ""
        # A symbol font's own code; without a known meaning it stays what it is, and is asked about.
        return _SYMBOLS.get((node.get(W + "font", ""), code & 0xFF), chr(0xF000 | code & 0xFFF))
    return _CHARACTERS.get(tag, "")


def has_words(drawn: "Element") -> bool:
    """Whether something drawn holds words, as a text box does and a picture does not."""
    return any((text.text or "").strip() for text in drawn.iter(W + "t"))


def follow_field(fields: list[bool], kind: str) -> None:
    """Note that a field begins, reaches its result, or ends."""
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()


def in_help(paragraph: "Element") -> bool:
    """Whether a paragraph stands in a control that shows its help text."""
    content = paragraph.getparent()
    control = content.getparent() if content is not None and content.tag == W + "sdtContent" else None
    return control is not None and shows_help(control)


def through_controls(parent: "Element", wanted: str) -> Iterator["Element"]:
    """The rows of a table or cells of a row, also those inside a content control."""
    for child in parent.iterchildren(tag="*"):
        if child.tag == wanted:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml"}:
            yield from through_controls(child, wanted)


def number_of(look: "Element | None", name: str, default: int) -> int:
    """A property that is a number."""
    found = look.find(W + name) if look is not None else None
    value = found.get(W + "val", "") if found is not None else ""
    return int(value) if value.isdecimal() else default


def continues(look: "Element | None") -> bool:
    """Whether a cell goes on from the one above."""
    merge = look.find(W + "vMerge") if look is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def is_tracked_cell(look: "Element | None") -> bool:
    """Whether a cell came, went or was joined as a tracked change."""
    names = ("cellIns", "cellDel", "cellMerge")
    return look is not None and any(look.find(W + name) is not None for name in names)


def is_tracked_mark(look: "Element | None") -> bool:
    """Whether the end of the paragraph itself was added or taken away."""
    mark = look.find(W + "rPr") if look is not None else None
    names = ("ins", "del", "moveFrom", "moveTo")
    return mark is not None and any(mark.find(W + name) is not None for name in names)
