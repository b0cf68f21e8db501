"""A file that is no PDF is called by what it is, so that its owner knows what to make one of."""

import pytest

from dokumentmaskin.bundle.intake.opening import open_source, resembles
from dokumentmaskin.errors import AttachmentError

# Each begins as such files do.
FILES = {
    "et Office-dokument eller en zip-fil": [b"PK\x03\x04\x14\0other.txt"],
    "et Word-dokument": [b"PK\x03\x04\x14\0[Content_Types].xml word/document.xml"],
    "et Excel-regneark": [b"PK\x03\x04\x14\0xl/workbook.xml"],
    "en PowerPoint-presentasjon": [b"PK\x03\x04\x14\0ppt/presentation.xml"],
    "et OpenDocument-dokument": [
        b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
        b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    ],
    "et gammelt Office-dokument (.doc, .xls eller .ppt)": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    "et RTF-dokument": [b"{\\rtf1\\ansi"],
    "et bilde (PNG)": [b"\x89PNG\r\n\x1a\n"],
    "et bilde (JPEG)": [b"\xff\xd8\xff\xe1\0"],
    "et bilde (GIF)": [b"GIF89a", b"GIF87a"],
    "et bilde (TIFF)": [b"II*\0\x08", b"MM\0*\0"],
    "et bilde (BMP)": [b"BM\x36\0"],
    "et bilde (HEIC)": [b"\0\0\0\x18ftypheic\0\0\0\0mif1", b"\0\0\0\x1cftypmif1\0\0\0\0miaf"],
    "et bilde (AVIF)": [b"\0\0\0\x1cftypavif\0\0\0\0"],
    "et bilde (WebP)": [b"RIFF\x24\0\0\0WEBPVP8 "],
    "en video": [b"\0\0\0\x18ftypmp42\0\0\0\0", b"\0\0\0\x18ftypisom" + b"\0" * 24 + b"heic"],
    "lyd eller video": [b"RIFF\x24\0\0\0WAVEfmt ", b"RIFF\x24\0\0\0AVI LIST"],
    "et PostScript-dokument": [b"%!PS-Adobe-3.0"],
    "et XML-dokument": [b'<?xml version="1.0"?><a/>', b'\xef\xbb\xbf<?xml version="1.0"?>'],
    "en nettside (HTML)": [
        b"<!DOCTYPE html>",
        b"\r\n <HTML lang=nb>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
    ],
    "en e-post": [b"From: a@b.no\r\n", b"Received: from", b"Return-Path: <a@b.no>"],
    "en pakket fil (RAR)": [b"Rar!\x1a\x07"],
    "en pakket fil (7-Zip)": [b"7z\xbc\xaf\x27\x1c"],
    "en pakket fil (gzip)": [b"\x1f\x8b\x08"],
    "et program": [b"MZ\x90\0"],
    "": [b"Hei alle", b"x" * 2_000, b"<?xm", b"RIF", b" " * 1_100 + b"<html>"],
}


@pytest.mark.parametrize(("kind", "data"), [(kind, one) for kind, some in FILES.items() for one in some])
def test_a_file_is_called_by_what_it_is(kind: str, data: bytes) -> None:
    assert resembles(data) == kind
    with pytest.raises(AttachmentError) as caught:
        open_source(data + b" " * 9, "a.pdf")
    (problem,) = caught.value.problems
    assert problem.code == "vedlegg-ikke-pdf"
    assert problem.message == f"Filen er ikke en PDF.{f' Den ser ut som {kind}.' if kind else ''}"


@pytest.mark.parametrize(("before", "code"), [(1_019, "vedlegg-skadet"), (1_020, "vedlegg-ikke-pdf")])
def test_the_header_may_stand_in_the_first_kilobyte(before: int, code: str) -> None:
    with pytest.raises(AttachmentError) as caught:
        open_source(b"x" * before + b"%PDF-1.7", "a.pdf")
    assert caught.value.problems[0].code == code


def test_objects_without_a_header_are_tried() -> None:
    with pytest.raises(AttachmentError) as caught:
        open_source(b"1 0 obj <</Type/Catalog>> endobj", "a.pdf")
    assert caught.value.problems[0].code != "vedlegg-ikke-pdf"


@pytest.mark.parametrize(
    ("end", "cause"), [(b"", "Slutten av filen mangler"), (b"%%EOF", "Filen er skadet.")]
)
def test_what_cannot_be_read_says_whether_its_end_is_there(end: bytes, cause: str) -> None:
    with pytest.raises(AttachmentError) as caught:
        open_source(b"%PDF-1.7\n1 0 obj <<" + end, "a.pdf")
    assert cause in caught.value.problems[0].message
