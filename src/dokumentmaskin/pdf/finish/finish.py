"""What an engine's PDF lacks before it is accessible and the same every time.

The engines differ in their gaps, the finished files do not: both become PDF/A-2a and PDF/UA-1.
"""

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import EngineError, Problem

if TYPE_CHECKING:
    from pikepdf import ObjectStreamMode, Pdf

    from dokumentmaskin.pdf.finish.properties import Properties

# 1 January 2000, as six big-endian numbers.
_PROFILE_DATE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_FLATE = (None, "/FlateDecode")
_CARRIAGE_RETURN = 0x0D
_ADVICE = "Lagre dokumentet på nytt i Word, eller eksporter PDF-en fra Word."


def finish_pdf(data: bytes, properties: "Properties", *, claims: bool) -> tuple[bytes, int]:
    """Return the finished PDF and its number of pages.

    Args:
        data: What an engine made.
        properties: What the Word document says about itself.
        claims: Whether the file is to claim PDF/A-2a and PDF/UA-1.

    Raises:
        EngineError: The bytes are no PDF, or one without structure.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _finish(pdf, data, properties, claims=claims)
            return saved(pdf), len(pdf.pages)
    except pikepdf.PdfError as error:
        raise EngineError(Problem("pdf-uleselig", f"Motoren laget ingen PDF ({error}).", _ADVICE)) from error


def _finish(pdf: "Pdf", data: bytes, properties: "Properties", *, claims: bool) -> None:
    from dokumentmaskin.pdf.finish.links import tag_links
    from dokumentmaskin.pdf.finish.markedcontent import merge_words
    from dokumentmaskin.pdf.finish.metadata import Claims, write_metadata
    from dokumentmaskin.pdf.finish.structure import drop_empty_paragraphs, identify_notes

    if "/StructTreeRoot" not in pdf.Root:
        raise EngineError(
            Problem("pdf-uten-struktur", "Motoren laget en PDF uten struktur (tagger).", _ADVICE)
        )
    drop_empty_paragraphs(pdf.Root.StructTreeRoot)
    identify_notes(pdf)
    producer = str(pdf.docinfo.get("/Producer", ""))
    tag_links(pdf, data, properties.language)
    merge_words(pdf)
    write_metadata(pdf, properties, producer, Claims("2a", pdfua=True) if claims else Claims())
    undate_profiles(pdf)
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]


def undate_profiles(pdf: "Pdf") -> None:
    """Take the clock out of colour profiles that the engine made while it ran (ICC.1:2022, 7.2)."""
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.DestOutputProfile
        data = profile.read_bytes()
        if data[4:8] == b"lcms":
            profile.write(data[:24] + _PROFILE_DATE + data[36:])


def saved(pdf: "Pdf") -> bytes:
    """Return the file's bytes, the same for the same content.

    page-validation 0.11 takes a stream whose last byte is a carriage return for one byte too long, and
    so would refuse one sound file in ten or so. No stream of ours ends in one.
    """
    from pikepdf import ObjectStreamMode

    _pad_streams(pdf)
    data = _saved_with(pdf, ObjectStreamMode.generate)
    if b"\r\nendstream" in data:  # in one of the streams that hold the objects themselves
        data = _saved_with(pdf, ObjectStreamMode.disable)
    return data


def _pad_streams(pdf: "Pdf") -> None:
    """Add a line feed to each stream that would end in a carriage return when compressed.

    Its last byte is the last of the checksum (RFC 1950, 2.2). What follows the content of a font file,
    an image or a page is passed over by those who read it.
    """
    import pikepdf

    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream) or stream.get("/Filter") not in _FLATE:
            continue
        data = stream.read_bytes()
        if zlib.adler32(data) & 0xFF == _CARRIAGE_RETURN:
            stream.write(data + b"\n")
            if "/Length1" in stream:
                stream.Length1 = len(data) + 1


def _saved_with(pdf: "Pdf", mode: "ObjectStreamMode") -> bytes:
    target = BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=mode,
        compress_streams=True,
    )
    return target.getvalue()
