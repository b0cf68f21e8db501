"""What stands under one heading of a .docx, and the document without it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dokumentmaskin.word.finished import blocks_of, is_quiet, take_away, text_of
from dokumentmaskin.word.names import W
from dokumentmaskin.word.package import STYLES, Package, packed, written
from dokumentmaskin.word.styles import Styles, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, down to the next of its level or above it.

    Attributes:
        words: All its words, with the heading's.
        has_table: Whether there is a table in it.
        is_plain: Whether it is words and boxes alone: no picture, note, comment or tracked change.
        rest: The document without it.
    """

    words: str
    has_table: bool
    is_plain: bool
    rest: bytes


def section_of(docx: bytes, headings: Collection[str]) -> Section | None:
    """The section under the only heading with one of these words, or None when there is not exactly one.

    Args:
        docx: The bytes of a .docx.
        headings: What the heading may be, in small letters.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    root, styles = package.root(package.main), Styles(package.one(STYLES))
    blocks = list(blocks_of(root))
    levels = [_level(styles, block) for block in blocks]
    found = [
        i
        for i, (block, level) in enumerate(zip(blocks, levels, strict=True))
        if level and text_of(block).casefold() in headings
    ]
    if len(found) != 1:
        return None
    start, *_ = found
    ends = (i for i, level in enumerate(levels) if i > start and 0 < level <= levels[start])
    inside = blocks[start : next(ends, len(blocks))]
    words = " ".join(text_of(p) for block in inside for p in block.iter(W + "p"))
    pieces = [piece for block in inside for piece in block.iter(tag="*")]
    is_plain = all(piece.tag == W + "t" or is_quiet(piece) for piece in pieces)
    has_table = any(block.tag == W + "tbl" for block in inside)
    for block in inside:
        take_away(block)
    parts = {name: package.read(name) for name in package.names}
    return Section(words, has_table, is_plain, packed(parts | {package.main: written(root)}))


def _level(styles: Styles, block: "Element") -> int:
    return styles.heading_level(value_of(block, "pPr/pStyle")) if block.tag == W + "p" else 0
