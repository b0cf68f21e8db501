"""What a paper says, read without making its PDF: for comparing, where a text that is missed costs little."""

import re
import zipfile
from html import unescape
from io import BytesIO
from typing import Final

from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pdf.papers.kinds import Way, kind_of
from dokumentmaskin.pdf.said import page_text
from dokumentmaskin.word import UNREADABLE, DamagedError, document_text

# The parts of an office file that hold its text, and the tags at which a paragraph or a cell ends.
_TEXTS: Final = re.compile(
    r"content\.xml|styles\.xml|ppt/(?:slides|notesSlides)/\w+\.xml|xl/sharedStrings\.xml"
)
_MOST_UNPACKED: Final = 1 << 28  # bytes
_ENDS: Final = re.compile(r"</(?:a:p|si|text:p|text:h)>|<text:(?:tab|line-break|s)\b[^>]*>|<a:br\b[^>]*>")


def paper_texts(data: bytes, path: str) -> tuple[str, ...]:
    """The texts of a paper; none of a picture, an office file of the old kinds, or what cannot be read.

    Args:
        data: The bytes of the file.
        path: Its name, which tells its kind.
    """
    kind = kind_of(path)
    try:
        if zipfile.is_zipfile(BytesIO(data)) and _unpacked(data) > _MOST_UNPACKED:
            return ()
        match kind.way if kind else Way.NOT:
            case Way.AS_IT_IS:
                return (page_text(data),)
            case Way.TEXT | Way.MARKDOWN:
                from dokumentmaskin.pdf.papers.textparts import read_text

                return (read_text(data)[0],)
            case Way.WORD:
                text = document_text(data)
                return (" ".join(text.body), *map(" ".join, text.running))
            case Way.OFFICE if zipfile.is_zipfile(BytesIO(data)):
                return tuple(_office_texts(data))
    except (AttachmentError, DamagedError, RuntimeError, ValueError, *UNREADABLE):
        pass
    return ()


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return sum(part.file_size for part in package.infolist())


def _office_texts(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist() if _TEXTS.fullmatch(name)]
    broken = (_ENDS.sub("\n", part.decode("utf-8", "replace")) for part in parts)
    return [unescape(re.sub(r"<[^>]*>", "", part)) for part in broken]
