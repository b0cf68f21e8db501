"""A copy of the document for the built-in engine, in which every symbol stands in a run of its own."""

from dataclasses import dataclass
from pathlib import Path

EMOJI_FONT = "Noto Emoji"
_FONT_FILE = Path(__file__).parent / "fonts" / "NotoEmoji-Regular.ttf"


@dataclass(frozen=True, slots=True)
class EngineCopy:
    """The document as the engine should see it.

    Attributes:
        docx: The bytes of the copy; the document itself when it has no symbols.
        needs_emoji: Whether a run in it is set in the emoji font.
        font_path: The emoji font's file.
    """

    docx: bytes
    needs_emoji: bool = False
    font_path: Path = _FONT_FILE


def isolate_symbols(docx: bytes) -> EngineCopy:
    """Return the engine's copy."""
    return EngineCopy(docx)
