"""What a paper says, read without making its PDF: for comparing, where a text that is missed costs little."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
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
_DEEPEST: Final = 4  # papers in papers
_ENDS: Final = re.compile(r"</(?:a:p|si|text:p|text:h)>|<text:(?:tab|line-break|s)\b[^>]*>|<a:br\b[^>]*>")


def paper_texts(data: bytes, path: str, depth: int = 0) -> tuple[str, ...]:
    """The texts of a paper; none of a picture, an office file of the old kinds, or what cannot be read.

    Args:
        data: The bytes of the file.
        path: Its name, which tells its kind.
        depth: How many others it lies in.
    """
    kind = kind_of(path)
    try:
        if zipfile.is_zipfile(BytesIO(data)) and _unpacked(data) > _MOST_UNPACKED:
            return ()
        return tuple(_texts(data, path, kind.way if kind else None, depth))
    except (AttachmentError, DamagedError, RuntimeError, ValueError, *UNREADABLE):
        return ()


def _texts(data: bytes, path: str, way: Way | None, depth: int) -> Iterator[str]:
    match way:
        case Way.AS_IT_IS:
            yield page_text(data)
        case Way.TEXT | Way.MARKDOWN | Way.VALUES:
            from dokumentmaskin.pdf.papers.textparts import read_text

            yield read_text(data)[0]
        case Way.HTML:
            from dokumentmaskin.pdf.papers.htmlparts import page_bytes, page_words

            yield page_words(page_bytes(data).decode("utf-8", "replace"))
        case Way.LETTER | Way.FILES if depth < _DEEPEST:
            yield from _inner_texts(data, PurePosixPath(path).suffix.lower(), depth)
        case Way.WORD:
            text = document_text(data)
            yield " ".join(text.body)
            yield from map(" ".join, text.running)
        case Way.OFFICE if zipfile.is_zipfile(BytesIO(data)):
            yield from _office_texts(data)


def _inner_texts(data: bytes, suffix: str, depth: int) -> Iterator[str]:
    """The texts of a letter or a zip file, and of what is in it."""
    from dokumentmaskin.pdf.papers.containers import read_letter, read_zip
    from dokumentmaskin.pdf.papers.htmlparts import page_words

    files = read_zip(data) if suffix == ".zip" else ()
    if suffix != ".zip":
        letter = read_letter(data, suffix)
        files = letter.files
        yield f"{letter.sender}\n{letter.to}\n{letter.copy}\n{letter.subject}"
        yield page_words(letter.text) if letter.is_html else letter.text
    for file in files:
        yield from paper_texts(file.data, file.name, depth + 1)


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return sum(part.file_size for part in package.infolist())


def _office_texts(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name) for name in package.namelist() if _TEXTS.fullmatch(name)]
    broken = (_ENDS.sub("\n", part.decode("utf-8", "replace")) for part in parts)
    return [unescape(re.sub(r"<[^>]*>", "", part)) for part in broken]
