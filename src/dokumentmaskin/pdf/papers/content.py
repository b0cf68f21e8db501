"""What a file holds, whatever its name says: told by its first bytes and, in a zip file, by its parts."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Bytes of a picture file, before anything else in it (PNG 5.2, JPEG B.1.1.3, TIFF 6.0 section 2).
_BEGINNINGS: Final = {
    b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg",
    b"II*\x00": ".tif", b"MM\x00*": ".tif", b"II+\x00": ".tif", b"MM\x00+": ".tif",
    b"GIF8": ".gif",
}  # fmt: skip
# The type of the main part, in the list of content types (ECMA-376-2, 10.1.2).
_OFFICE: Final = {
    b"wordprocessingml.document.main+xml": ".docx",
    b"spreadsheetml.sheet.main+xml": ".xlsx",
    b"presentationml.presentation.main+xml": ".pptx",
}
# What the package itself says that it is (OpenDocument 1.3 part 2, 3.3).
_OPEN: Final = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
# Names of streams in a compound file ([MS-CFB] 2.6.1, in UTF-16).
_STREAMS: Final = {"EncryptedPackage": "låst", "WordDocument": ".doc", "PowerPoint Document": ".ppt",
                   "Workbook": ".xls", "Book": ".xls"}  # fmt: skip
_MOST_UNPACKED: Final = 1 << 30  # bytes; a paper of a meeting has a thousandth of that
# What zipfile raises for a file that is cut off or changed, or packed or locked in a way it does not know.
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, KeyError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
LOCKED: Final = "låst"
DAMAGED: Final = "skadet"
TOO_LARGE: Final = "for stor"


def found_kind(data: bytes, expected: str) -> str:
    """Return the suffix that a file's content should have.

    Args:
        data: The bytes of the file.
        expected: The suffix that it has; decides for a compound file that holds others inside it.

    Returns:
        A suffix as `.docx`. `LOCKED` for a file with a password, `DAMAGED` for a package that cannot be read,
        `TOO_LARGE` for one that would unpack to more than a gigabyte. `.zip` for another zip file. Empty when
        nothing is recognised, as for plain text.
    """
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_OLE):
        found = [kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data] or [DAMAGED]
        return expected if expected in found else found[0]
    return next((kind for start, kind in _BEGINNINGS.items() if data.startswith(start)), "")


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_UNPACKED:
                return TOO_LARGE
            return DAMAGED if package.testzip() else _package_kind(package)
    except _UNREADABLE:
        return DAMAGED


def _package_kind(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if "mimetype" in names:
        kind = _OPEN.get(package.read("mimetype").strip(), ".zip")
        manifest = "META-INF/manifest.xml"
        locked = manifest in names and b":encryption-data" in package.read(manifest)
        return LOCKED if locked else kind
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    return next((kind for mark, kind in _OFFICE.items() if mark in types), ".zip")
