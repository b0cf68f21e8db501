"""What a .docx says and shows, known once. It names no meetings."""

from dokumentmaskin.word.blocks import STRUCK, Block, Cell, Line, Row, Table, prompts_of, read_blocks
from dokumentmaskin.word.file import open_word
from dokumentmaskin.word.names import W
from dokumentmaskin.word.package import (
    CORE,
    NUMBERING,
    STORIES,
    STYLES,
    DamagedError,
    Package,
    normalised,
    packed,
    parsed,
    written,
)
from dokumentmaskin.word.text import DocumentText, document_text

__all__ = [
    "CORE",
    "NUMBERING",
    "STORIES",
    "STRUCK",
    "STYLES",
    "Block",
    "Cell",
    "DamagedError",
    "DocumentText",
    "Line",
    "Package",
    "Row",
    "Table",
    "W",
    "document_text",
    "normalised",
    "open_word",
    "packed",
    "parsed",
    "prompts_of",
    "read_blocks",
    "written",
]
