"""The names of WordprocessingML, and the smallest questions about its elements.

Tracked changes and comments: ISO/IEC 29500-1, 17.13. Switches: 17.17.4.
"""

import re
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.symbols import as_signs, sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.etree import _Element as Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
FALLBACK: Final = MC + "Fallback"  # what programs show that do not know what stands beside it
ALTERNATIVES: Final = MC + "AlternateContent"
AUTHOR: Final = W + "author"
VAL: Final = W + "val"
_OFF: Final = frozenset(("0", "false", "off", "none"))

# What stands for space or a new line in a run (17.3.3), what is drawn in one, and a box with text in that.
SPACES: Final = frozenset(W + name for name in ("tab", "ptab", "br", "cr"))
OBJECTS: Final = frozenset(W + name for name in ("drawing", "pict", "object"))
BOX: Final = W + "txbxContent"
_CONTROLS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml"))
NOTES: Final = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
NOTED: Final = {**NOTES, W + "commentReference": "comments"}

# 17.13.5.14–28, and the same of two who wrote at once (MS-DOCX, 2.5.1).
INSERTED: Final = frozenset((W + "ins", W14 + "conflictIns"))
DELETED: Final = frozenset((W + "del", W14 + "conflictDel"))
MOVED_HERE: Final = W + "moveTo"
MOVED_AWAY: Final = W + "moveFrom"
ADDED: Final = INSERTED | {MOVED_HERE}
TAKEN_AWAY: Final = DELETED | {MOVED_AWAY}

_CONTENT_CONTROLS: Final = tuple(f"customXml{what}Range" for what in ("Ins", "Del", "MoveFrom", "MoveTo"))
# Where a content control itself, not what is in it, was put in or taken away (17.13.5.4–11).
CONTROL_STARTS: Final = frozenset(f"{W}{name}Start" for name in _CONTENT_CONTROLS)
CONTROLS_TAKEN_AWAY: Final = frozenset(f"{W}customXml{what}RangeStart" for what in ("Del", "MoveFrom"))
RANGES: Final = frozenset(
    f"{W}{name}{end}"
    for name in (*_CONTENT_CONTROLS, "moveFromRange", "moveToRange")
    for end in ("Start", "End")
)
COMMENT_MARKS: Final = frozenset(
    W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)
# What may stand between paragraphs without being text.
BETWEEN: Final = frozenset(
    W + name for name in ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr")
)
CELLS: Final = frozenset(W + name for name in ("cellIns", "cellDel", "cellMerge"))

_CHARACTERS: Final = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_ANY: Final = re.compile(
    rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo|conflictIns|conflictDel|cellIns|cellDel|cellMerge|\w+Change|"
    rb"comment\w+|vanish|annotationRef|customXml(?:Ins|Del|MoveFrom|MoveTo)Range\w+)\b"
    rb"|\bhidden=[\"'](?!(?:0|false|off|none)[\"'])"
)


def may_have_traces(xml: bytes) -> bool:
    """Tell whether a part has to be parsed to know: most have nothing that could be one."""
    return b"\x00" in xml[:4] or _ANY.search(xml) is not None  # the first is UTF-16


def leaves(container: "Element", tags: "Collection[str]") -> "Iterator[Element]":
    """Yield the blocks, rows or cells of a container, also those inside content controls (17.5.2)."""
    for child in elements(container):
        if child.tag in tags:
            yield child
        elif child.tag in _CONTROLS:
            yield from leaves(child, tags)


def is_change(tag: object) -> bool:
    """Tell whether an element keeps what something looked like before: `rPrChange` and its like."""
    return isinstance(tag, str) and tag.startswith(W) and tag.endswith("Change")


def is_on(toggle: "Element | None") -> bool:
    """Tell whether a toggle property is there and not switched off."""
    return toggle is not None and is_switched_on(toggle.get(VAL, "1"))


def is_switched_on(value: str) -> bool:
    """Tell whether the value of a switch is none of those that say no."""
    return value not in _OFF


def is_object(node: "Element") -> bool:
    """Tell whether a piece of a run is something drawn, or a choice between ways to draw it."""
    return node.tag in OBJECTS or node.tag == ALTERNATIVES


def is_hidden_object(drawing: "Element") -> bool:
    """Tell whether a picture or figure is not to be shown (20.4.2.5)."""
    properties = next(drawing.iter("{*}docPr"), None)
    return properties is not None and is_switched_on(properties.get("hidden", "0"))


def elements(node: "Element") -> "Iterator[Element]":
    """Return the children of a node, without comments and processing instructions."""
    children: Iterator[Element] = node.iterchildren(tag="*")
    return children


def character(node: "Element") -> str:
    """What one piece of a run shows."""
    if node.tag == W + "t":
        return as_signs(_font_of(node.getparent()), node.text or "")
    if node.tag == W + "sym":
        try:
            return sign(node.get(W + "font", ""), int(node.get(W + "char", ""), 16))
        except ValueError:
            return ""
    return _CHARACTERS.get(str(node.tag), "")


def _font_of(run: "Element | None") -> str:
    """The font that a run says itself; of the styles none is a symbol font."""
    fonts = None if run is None else run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi", "")
