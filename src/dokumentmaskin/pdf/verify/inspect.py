"""What a PDF that a person exported from Word says about itself, and whether it is true."""

import re
from io import BytesIO

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.records import FinishedPdf, placed
from dokumentmaskin.pdf.verify.check import NOT_CHECKED, can_check, passes

_LEVELS = ("2a", "2u", "2b", "1a", "1b", "3a", "3u", "3b")
_PART = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*(\d)")
_CONFORMANCE = re.compile(rb"pdfaid:conformance(?:>|\s*=\s*[\"'])\s*([A-Za-z])")
_UA = re.compile(rb"pdfuaid:part(?:>|\s*=\s*[\"'])\s*1")
_LOCKED = Problem(
    "pdf-passord", "PDF-en er låst med passord.", "Eksporter den på nytt fra Word uten passord."
)
_UNREADABLE = Problem(
    "pdf-uleselig",
    "Filen kan ikke leses som PDF. Den er skadet, eller ikke en PDF.",
    "Eksporter den på nytt fra Word.",
)


def inspect_pdf(data: bytes, path: str, *, metadata: bool = True) -> FinishedPdf:
    """Tell what a PDF holds; the bytes are handed on unchanged.

    Args:
        data: The bytes of a PDF.
        path: Its name relative to the workspace, for places in problems.
        metadata: Whether faults of its metadata count; a file that goes into a package leaves them behind.

    Returns:
        The record with engine "word": `pdfa` and `pdfua` are what the file both claims and keeps. A
        claim that it does not keep is a warning, as is a missing check.

    Raises:
        EngineError: The bytes are no PDF, or one that needs a password.
    """
    pages, xmp = _read(data, path)
    if not can_check():
        return FinishedPdf(data, pages, "word", warnings=placed([NOT_CHECKED], path))
    level, claims_ua = _claimed_level(xmp), bool(_UA.search(xmp))
    pdfa = level if level in _LEVELS and passes(data, level, metadata=metadata) else None
    pdfua = claims_ua and passes(data, "ua1", metadata=metadata)
    warnings = []
    if not pdfua:
        warnings.append(_not_accessible(claimed=claims_ua))
    if level and not pdfa:
        warnings.append(_not_kept(f"PDF/A-{level}"))
    return FinishedPdf(data, pages, "word", pdfa, pdfua, checked=True, warnings=placed(warnings, path))


def _read(data: bytes, path: str) -> tuple[int, bytes]:
    """Return the number of pages and the XMP packet."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            metadata = pdf.Root.get("/Metadata")
            return len(pdf.pages), metadata.read_bytes() if metadata is not None else b""
    except pikepdf.PasswordError:
        raise EngineError(placed([_LOCKED], path)) from None
    except pikepdf.PdfError:
        raise EngineError(placed([_UNREADABLE], path)) from None


def _claimed_level(xmp: bytes) -> str:
    part, conformance = _PART.search(xmp), _CONFORMANCE.search(xmp)
    return (part[1] + conformance[1]).decode().lower() if part and conformance else ""


def _not_accessible(*, claimed: bool) -> Problem:
    cause = "følger ikke PDF/UA, selv om den sier det" if claimed else "sier ikke at den følger PDF/UA"
    return Problem(
        "pdf-ikke-tilgjengelig",
        f"PDF-en {cause}, og kan være uleselig for den som bruker skjermleser.",
        "Slett PDF-en, så lager dok den på nytt fra Word-dokumentet.",
    )


def _not_kept(standard: str) -> Problem:
    return Problem(
        "pdfa-ikke-oppfylt",
        f"PDF-en sier at den følger {standard}, men gjør det ikke.",
        "Eksporter den på nytt fra Word med «PDF/A-kompatibel».",
    )
