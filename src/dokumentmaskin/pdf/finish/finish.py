"""What an engine's PDF lacks before it is accessible and the same every time.

The engines differ in their gaps, the finished files do not: both become PDF/A-2a and PDF/UA-1.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.finish.metadata import Claims, write_metadata
from dokumentmaskin.pdf.finish.properties import Properties
from dokumentmaskin.pdf.jpeg import bare_pictures
from dokumentmaskin.pdf.records import FinishedPdf

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, ObjectStreamMode, Page, Pdf

    from dokumentmaskin.word.inventory import Thing

    Step = ContentStreamInstruction | ContentStreamInlineImage

# 1 January 2000, as six big-endian numbers.
_PROFILE_DATE: Final = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_FLATE: Final = (None, "/FlateDecode")
_CARRIAGE_RETURN: Final = 0x0D
_OPENING: Final = frozenset(("BMC", "BDC"))
_PATH: Final = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINTING: Final = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_TEXT: Final = frozenset(("Tj", "TJ", "'", '"'))
_ADVICE: Final = "Lagre dokumentet på nytt i Word, eller eksporter PDF-en fra Word."
_FOREIGN_ADVICE: Final = "Åpne filen i programmet den er laget i, og eksporter den som PDF."
_ALL: Final = Claims("2a", pdfua=True)
_NO_STRUCTURE: Final = Problem(
    "pdf-uten-struktur", "PDF-motoren laget en PDF uten struktur (tagger).", _ADVICE
)


def finish_pdf(
    data: bytes, properties: Properties, engine: str, things: "Sequence[Thing]" = (), *, claims: bool = False
) -> FinishedPdf:
    """Return the finished PDF of a document with structure.

    Args:
        data: What an engine made.
        properties: What the document says about itself.
        engine: The engine's name.
        things: What the document shows besides text.
        claims: Whether the file is to claim PDF/A-2a and PDF/UA-1, which is checked afterwards.

    Raises:
        EngineError: The bytes are no PDF, or one without structure.
    """
    from dokumentmaskin.pdf.finish import structure
    from dokumentmaskin.pdf.finish.figures import tag_figures
    from dokumentmaskin.pdf.finish.links import tag_links
    from dokumentmaskin.pdf.finish.markedcontent import merge_words
    from dokumentmaskin.pdf.finish.places import name_cases, places_of_rows

    with _opened(data, _ADVICE) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise EngineError(_NO_STRUCTURE)
        structure.free_standard_roles(pdf.Root.StructTreeRoot)
        structure.drop_empty_paragraphs(pdf.Root.StructTreeRoot)
        tag_links(pdf, data, properties.language)
        structure.gather_notes(pdf)
        structure.identify_notes(pdf)
        rows = places_of_rows(pdf, data)
        merge_words(pdf)
        tag_figures(pdf, things)
        structure.place_bookmarks(pdf)
        name_cases(pdf, rows)
        return _finished(pdf, properties, engine, _ALL if claims else Claims())


def finish_untagged(data: bytes, properties: Properties, engine: str) -> FinishedPdf:
    """Return the finished PDF of a document whose structure, if it has any, cannot be trusted.

    Args:
        data: What an engine made.
        properties: What the document says about itself.
        engine: The engine's name.

    Raises:
        EngineError: The bytes are no PDF.
    """
    with _opened(data) as pdf:
        _untag(pdf)
        return _finished(pdf, properties, engine, Claims())


def with_backgrounds_marked(data: bytes) -> tuple[bytes, bool]:
    """Make artifacts of loose paths, and tell whether the structure holds all of the text.

    LibreOffice 7.4 leaves the background of a slide outside the structure; it is decoration, and ISO 14289-1,
    7.1 wants it marked as such. Of a spreadsheet it tags the headers and footers at most: text that stands
    outside is passed over by a screen reader that trusts the structure.

    Args:
        data: An engine's PDF.

    Raises:
        EngineError: The bytes are no PDF.
    """
    with _opened(data) as pdf:
        whole = [_mark_backgrounds(pdf, page) for page in pdf.pages]
        target = BytesIO()
        pdf.save(target)
        return target.getvalue(), all(whole) and "/StructTreeRoot" in pdf.Root


def _mark_backgrounds(pdf: "Pdf", page: "Page") -> bool:
    import pikepdf

    marked, loose_text = _marked(pikepdf.parse_content_stream(page))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(marked))
    return not loose_text


def _marked(steps: Sequence["Step"]) -> "tuple[list[Step], bool]":
    """Return the page's content with its loose paths as artifacts, and whether it has loose text."""
    from pikepdf import ContentStreamInstruction, Name, Operator

    opening = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    closing = ContentStreamInstruction([], Operator("EMC"))
    marked: list[Step] = []
    depth, path, loose_text = 0, -1, False
    for step in steps:
        name = str(step.operator)
        depth += (name in _OPENING) - (name == "EMC")
        if name in _PATH and path < 0:
            path = len(marked)
        marked.append(step)
        if name in _PAINTING and depth == 0 and path >= 0:
            marked[path:] = [opening, *marked[path:], closing]
        if name in _PAINTING or name == "n":
            path = -1
        loose_text |= name in _TEXT and depth == 0
    return marked, loose_text


@contextmanager
def _opened(data: bytes, advice: str = _FOREIGN_ADVICE) -> Iterator["Pdf"]:
    """Open what an engine made.

    Raises:
        EngineError: It is no PDF, or a damaged one.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            yield pdf
    except pikepdf.PdfError as error:
        raise EngineError(
            Problem("pdf-uleselig", f"Motoren laget ingen hel PDF. Leseren sier: «{error}».", advice)
        ) from error


def _finished(pdf: "Pdf", properties: Properties, engine: str, claims: Claims) -> FinishedPdf:
    write_metadata(pdf, properties, str(pdf.docinfo.get("/Producer", "")), claims)
    _undate_profiles(pdf)
    bare_pictures(pdf)
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    return FinishedPdf(saved(pdf), len(pdf.pages), engine, claims.pdfa, claims.pdfua, checked=claims == _ALL)


def _untag(pdf: "Pdf") -> None:
    """Take the structure out of a PDF, and all that refers to it (ISO 32000-1, 14.7 and 14.8.1)."""
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]
        for annotation in page.obj.get("/Annots", []):
            if "/StructParent" in annotation:
                del annotation["/StructParent"]


def _undate_profiles(pdf: "Pdf") -> None:
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
