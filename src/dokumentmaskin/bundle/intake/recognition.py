"""What a file looks like when it is no PDF, so that the message can say how to make one of it."""

from typing import Final

_HEADER: Final = b"%PDF-"
# Readers look for the header in the first 1024 bytes (ISO 32000-1, annex H, note 13 to 7.5.2).
_HEADER_AREA: Final = 1024
_SIGNATURES: Final = (
    (b"PK\x03\x04", "et Office-dokument eller en zip-fil"),
    (b"\xd0\xcf\x11\xe0", "et gammelt Office-dokument (.doc, .xls eller .ppt)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x89PNG", "et bilde (PNG)"),
    (b"\xff\xd8\xff", "et bilde (JPEG)"),
    (b"GIF8", "et bilde (GIF)"),
    (b"II*\x00", "et bilde (TIFF)"),
    (b"MM\x00*", "et bilde (TIFF)"),
    (b"BM", "et bilde (BMP)"),
    (b"%!PS", "et PostScript-dokument"),
    (b"<?xml", "et XML-dokument"),
    (b"From: ", "en e-post"),
    (b"Received: ", "en e-post"),
    (b"Return-Path: ", "en e-post"),
    (b"Rar!", "en pakket fil (RAR)"),
    (b"7z\xbc\xaf", "en pakket fil (7-Zip)"),
    (b"\x1f\x8b", "en pakket fil (gzip)"),
    (b"MZ", "et program"),
)
_ZIPPED: Final = (
    (b"word/", "et Word-dokument"),
    (b"xl/", "et Excel-regneark"),
    (b"ppt/", "en PowerPoint-presentasjon"),
    (b"application/vnd.oasis.opendocument.text", "et OpenDocument-dokument"),
    (b"application/vnd.oasis.opendocument.", "et OpenDocument-dokument"),
)
_PICTURES: Final = ((b"heic", "et bilde (HEIC)"), (b"avif", "et bilde (AVIF)"), (b"mif1", "et bilde (HEIC)"))


def has_header(data: bytes) -> bool:
    """Tell whether a file says that it is a PDF (ISO 32000-1, 7.5.2)."""
    return _HEADER in data[:_HEADER_AREA]


def resembles(data: bytes) -> str:
    """Say in Norwegian what a file looks like, with its article; empty when nothing is recognised."""
    start = data[:_HEADER_AREA].lstrip(b"\xef\xbb\xbf \t\r\n")
    lowered = start[:200].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return "en nettside (HTML)"
    if start.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _ZIPPED if sign in data), _SIGNATURES[0][1])
    if start[4:8] == b"ftyp":
        return next((kind for sign, kind in _PICTURES if sign in start[8:32]), "en video")
    if start.startswith(b"RIFF"):
        return "et bilde (WebP)" if start[8:12] == b"WEBP" else "lyd eller video"
    return next((kind for sign, kind in _SIGNATURES if start.startswith(sign)), "")
