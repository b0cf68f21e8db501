"""What a file holds, whatever its name says: told by its first bytes and, in a package, by its parts."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf.papers.kinds import KINDS, TAKEN, Kind, Sign

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_ZIP: Final = next(kind for kind in KINDS if kind.suffix == ".zip")
_MOST_UNPACKED: Final = 1 << 30  # bytes; a paper of a meeting has a thousandth of that
# What zipfile raises for a file that is cut off or changed, or packed or locked in a way it does not know.
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, KeyError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
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


def found_kind(data: bytes, suffix: str) -> Kind | None:
    """Return the kind that a file's content is of; None when nothing is recognised, as in plain text.

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
    beginnings = (kind for kind in KINDS if kind.sign is Sign.BEGINNING and data.startswith(kind.marks))
    return next(beginnings, None)


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
    except _UNREADABLE as error:
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
