"""What a .docx says and shows, known once. It names no meetings."""

from dokumentmaskin.word.blocks import (
    STRUCK,
    Block,
    Cell,
    Line,
    Row,
    Table,
    open_word,
    prompts_of,
    read_blocks,
)
from dokumentmaskin.word.names import A, W, is_hidden_object, is_on, is_switched_on
from dokumentmaskin.word.package import (
    CORE,
    NUMBERING,
    STORIES,
    STYLES,
    THEME,
    DamagedError,
    Package,
    normalised,
    packed,
    parsed,
    written,
)
from dokumentmaskin.word.styles import Styles, find
from dokumentmaskin.word.text import DocumentText, document_text

__all__ = [
    "CORE",
    "NUMBERING",
    "STORIES",
    "STRUCK",
    "STYLES",
    "THEME",
    "A",
    "Block",
    "Cell",
    "DamagedError",
    "DocumentText",
    "Line",
    "Package",
    "Row",
    "Styles",
    "Table",
    "W",
    "document_text",
    "find",
    "is_hidden_object",
    "is_on",
    "is_switched_on",
    "normalised",
    "open_word",
    "packed",
    "parsed",
    "prompts_of",
    "read_blocks",
    "written",
]
