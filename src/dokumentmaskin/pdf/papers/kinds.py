"""The kinds of paper: from what a file is called and holds to how it is taken in, and what it may claim.

All that dok knows of a kind stands in its row of `KINDS`: the messages, the check of the content, the choice
of LibreOffice's filter and the package's intake read it there, and a test holds the user's guide to it.

To take in another kind (.epub, say): add its row. If none of the ways below fits, add a `Way`; the type check
then points at `attachment.py`, where the function that makes its PDF is called.
"""

import re
import zipfile
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf.engines import CALC, IMPRESS, WRITER
from dokumentmaskin.word import UNREADABLE

_OPEN: Final = b"application/vnd.oasis.opendocument."
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED: Final = 1 << 30  # bytes; a paper of a meeting has a thousandth of that
_LOCKED: Final = Problem(
    "vedlegg-passord",
    "Filen er låst med passord.",
    "Åpne den, ta bort passordet og lagre den på nytt, eller eksporter den som PDF uten passord.",
)
_TOO_LARGE: Final = Problem(
    "vedlegg-for-stort",
    "Filen er pakket, og blir på mer enn en gigabyte når den pakkes ut.",
    "Eksporter den som PDF, og bruk PDF-en som vedlegg i stedet.",
)


class Way(Enum):
    """How a paper is taken in, and what its PDF may claim; a claim is made only when the check has passed.

    Attributes:
        AS_IT_IS: A PDF, only cleaned; claims what it says itself and keeps.
        TEXT: Set as a document of dok's own; claims PDF/A-2a and PDF/UA-1, or is refused.
        MARKDOWN: The same, with headings, lists, tables and looks.
        HTML: The same, by the structure of a web page; nothing is fetched.
        VALUES: The same, as tables of values between separators.
        LETTER: Taken apart into a head with a text, set as a document of dok's own, and what is attached.
        FILES: Taken apart into files.
        WORD: Made by the engines of the machine; claims as much of PDF/A-2a and PDF/UA-1 as it keeps.
        OFFICE: Made by LibreOffice, refused without it; claims as much as a Word document, PDF/A-2b at most
            when LibreOffice does not tag all of it.
        PICTURE: Put on pages of A4; claims PDF/A-2a and PDF/UA-1 with an alternative text, PDF/A-2b without.
    """

    AS_IT_IS = auto()
    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()
    VALUES = auto()
    LETTER = auto()
    FILES = auto()
    WORD = auto()
    OFFICE = auto()
    PICTURE = auto()


class Sign(Enum):
    """Where the content of a file says what it is.

    Attributes:
        NONE: Nowhere; it is plain text.
        BEGINNING: Its first bytes (PNG 5.2, JPEG B.1.1.3, TIFF 6.0 section 2).
        PATTERN: Its first bytes, some of which may be anything (Windows' BITMAPFILEHEADER, RFC 9649
            section 2.4).
        CONTENT_TYPE: In a zip file, the type of the main part in the list of types (ECMA-376-2, 10.1.2).
        MIMETYPE: In a zip file, what the package itself says that it is (OpenDocument 1.3 part 2, 3.3).
        STREAM: In a compound file, the name of a stream ([MS-CFB] 2.6.1).
    """

    NONE = auto()
    BEGINNING = auto()
    PATTERN = auto()
    CONTENT_TYPE = auto()
    MIMETYPE = auto()
    STREAM = auto()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        suffixes: What its name may end in, in small letters with the dot; the usual one first.
        name: What a message calls it, with its article.
        way: How it is taken in.
        sign: Where its content says what it is.
        marks: What stands there; one of them is enough.
        export: The filter that LibreOffice makes its PDF with; empty when it is not LibreOffice's.
    """

    suffixes: tuple[str, ...]
    name: str
    way: Way
    sign: Sign = Sign.NONE
    marks: tuple[bytes, ...] = ()
    export: str = ""

    @property
    def suffix(self) -> str:
        """The usual suffix."""
        return self.suffixes[0]


def _utf_16(stream: str) -> bytes:
    return stream.encode("utf-16-le")


KINDS: Final = (
    Kind((".pdf",), "en PDF", Way.AS_IT_IS, Sign.BEGINNING, (b"%PDF-",)),
    Kind((".txt",), "en tekstfil", Way.TEXT),
    Kind((".md",), "en tekst i Markdown", Way.MARKDOWN),
    Kind((".html", ".htm"), "en nettside", Way.HTML),
    Kind((".csv",), "en tabell i tekst (CSV)", Way.VALUES),
    Kind((".eml",), "en e-post", Way.LETTER),
    Kind((".msg",), "en e-post fra Outlook", Way.LETTER, Sign.STREAM,
         (_utf_16("__properties_version1.0"),)),
    Kind((".png",), "et PNG-bilde", Way.PICTURE, Sign.BEGINNING, (b"\x89PNG\r\n\x1a\n",)),
    Kind((".jpg", ".jpeg"), "et JPEG-bilde", Way.PICTURE, Sign.BEGINNING, (b"\xff\xd8\xff",)),
    Kind((".tif", ".tiff"), "et TIFF-bilde", Way.PICTURE, Sign.BEGINNING,
         (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
    Kind((".gif",), "et GIF-bilde", Way.PICTURE, Sign.BEGINNING, (b"GIF87a", b"GIF89a")),
    Kind((".bmp",), "et BMP-bilde", Way.PICTURE, Sign.PATTERN, (rb"BM.{4}\0{4}",)),
    Kind((".webp",), "et WebP-bilde", Way.PICTURE, Sign.PATTERN, (rb"RIFF.{4}WEBP",)),
    Kind((".docx",), "et Word-dokument", Way.WORD, Sign.CONTENT_TYPE,
         (b"wordprocessingml.document.main+xml",)),
    Kind((".xlsx",), "et Excel-regneark", Way.OFFICE, Sign.CONTENT_TYPE,
         (b"spreadsheetml.sheet.main+xml",), CALC),
    Kind((".pptx",), "en PowerPoint-presentasjon", Way.OFFICE, Sign.CONTENT_TYPE,
         (b"presentationml.presentation.main+xml",), IMPRESS),
    Kind((".odt",), "et OpenDocument-dokument", Way.OFFICE, Sign.MIMETYPE, (_OPEN + b"text",), WRITER),
    Kind((".ods",), "et OpenDocument-regneark", Way.OFFICE, Sign.MIMETYPE, (_OPEN + b"spreadsheet",), CALC),
    Kind((".odp",), "en OpenDocument-presentasjon", Way.OFFICE, Sign.MIMETYPE,
         (_OPEN + b"presentation",), IMPRESS),
    Kind((".doc",), "et Word-dokument", Way.OFFICE, Sign.STREAM, (_utf_16("WordDocument"),), WRITER),
    Kind((".ppt",), "en PowerPoint-presentasjon", Way.OFFICE, Sign.STREAM,
         (_utf_16("PowerPoint Document"),), IMPRESS),
    Kind((".xls",), "et Excel-regneark", Way.OFFICE, Sign.STREAM,
         (_utf_16("Workbook"), _utf_16("Book")), CALC),
    Kind((".rtf",), "et RTF-dokument", Way.OFFICE, Sign.BEGINNING, (b"{\\rtf",), WRITER),
    Kind((".zip",), "en zip-fil", Way.FILES),
)  # fmt: skip
"""All kinds that dok knows of."""

_OTHER_ZIP: Final = next(kind for kind in KINDS if kind.suffix == ".zip")
TAKEN: Final = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
"""The kinds that a paper may be of, by the suffix of its name."""


def kind_of(path: str) -> Kind | None:
    """Return the kind that a paper's name says that it is of; None for one that is not taken in."""
    return TAKEN.get(PurePosixPath(path).suffix.lower())


def found_kind(data: bytes, suffix: str) -> Kind | None:
    """Return the kind that a file's content is of, whatever its name says; None for what could be any text.

    Args:
        data: The bytes of the file.
        suffix: What its name ends in; decides for a compound file that holds others inside it.

    Raises:
        AttachmentError: It has a password, is a package that cannot be read, or would unpack to more than a
            gigabyte.
    """
    if data.startswith(_ZIP):
        return _zip_kind(data, suffix)
    if data.startswith(_OLE):
        found = _having(Sign.STREAM, data)
        if TAKEN[suffix] in found:
            return TAKEN[suffix]
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise AttachmentError(_LOCKED)
        if not found:
            raise AttachmentError(damaged(suffix))
        return found[0]
    return next((kind for kind in KINDS if _begins(kind, data)), None)


def _begins(kind: Kind, data: bytes) -> bool:
    if kind.sign is Sign.PATTERN:
        return any(re.match(mark, data, re.DOTALL) for mark in kind.marks)
    return kind.sign is Sign.BEGINNING and data.startswith(kind.marks)


def damaged(suffix: str) -> Problem:
    """Return the problem of a file that is not what its name says, and nothing else that is known."""
    return Problem(
        "vedlegg-skadet",
        f"Filen heter «{suffix}», men kan ikke leses som det. Den er skadet, eller noe annet.",
        "Åpne den i programmet den er laget i, og lagre den på nytt. Hvis den ikke kan åpnes der heller, "
        "må du hente den en gang til.",
    )


def _zip_kind(data: bytes, suffix: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                raise AttachmentError(_TOO_LARGE)
            if not package.testzip():
                return _package_kind(package)
    except UNREADABLE as error:
        raise AttachmentError(damaged(suffix)) from error
    raise AttachmentError(damaged(suffix))


def _package_kind(package: zipfile.ZipFile) -> Kind:
    names = package.namelist()
    if "mimetype" in names:
        manifest = "META-INF/manifest.xml"
        if manifest in names and b":encryption-data" in package.read(manifest):
            raise AttachmentError(_LOCKED)
        media = package.read("mimetype").strip()
        return next(
            (kind for kind in KINDS if kind.sign is Sign.MIMETYPE and media in kind.marks), _OTHER_ZIP
        )
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    return (*_having(Sign.CONTENT_TYPE, types), _OTHER_ZIP)[0]


def _having(sign: Sign, data: bytes) -> list[Kind]:
    """Return the kinds with a mark of theirs anywhere in some bytes."""
    return [kind for kind in KINDS if kind.sign is sign and any(mark in data for mark in kind.marks)]
