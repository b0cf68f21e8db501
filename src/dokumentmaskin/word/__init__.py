"""What a .docx says and shows, known once. It names no meetings."""

from dokumentmaskin.word.archive import normalised
from dokumentmaskin.word.blocks import STRUCK, Block, Cell, Line, Row, Table, prompts_of, read_blocks
from dokumentmaskin.word.file import open_word
from dokumentmaskin.word.text import DocumentText, document_text

__all__ = [
    "STRUCK",
    "Block",
    "Cell",
    "DocumentText",
    "Line",
    "Row",
    "Table",
    "document_text",
    "normalised",
    "open_word",
    "prompts_of",
    "read_blocks",
]
