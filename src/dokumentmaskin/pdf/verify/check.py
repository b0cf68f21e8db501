"""Does the PDF keep what it claims, and what may it claim? Asked of page-validation, told in plain words.

dok's own documents are refused when they break a rule. A paper that someone else wrote is not: it is put in
the package as it is, claims what it keeps, and what it breaks is told. So is a person's own export from Word.
"""

import re
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.finish import (
    NO_TITLE,
    Claims,
    Properties,
    finish_pdf,
    finish_untagged,
    saved,
    write_metadata,
)
from dokumentmaskin.pdf.records import FinishedPdf, placed
from dokumentmaskin.pdf.verify.looseforms import has_loose_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from page import ValidationFailure
    from pikepdf import Pdf

    from dokumentmaskin.word.inventory import Thing

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
_ALL = Claims("2a", pdfua=True)
# What a file may claim, the most first.
_ACCESSIBLE = (_ALL, Claims("2a"), Claims("2b", pdfua=True), Claims("2b"), Claims(pdfua=True), Claims())
_PAGES = (Claims("2b"), Claims())
# page-validation 0.11 takes a stream that ends in a carriage return for one byte too long. The lengths of
# what is checked here are qpdf's, or will be when the file goes into a package.
_WRONG_RULE = "-STREAM-LENGTH-001"
_LOOSE = Problem(
    "pdf-regel-brutt",
    "Noe av teksten er gjennomsiktig, og motoren har lagt den der skjermlesere ikke finner den.",
    "Ta bort gjennomsiktigheten, eller eksporter PDF-en fra programmet den er laget i.",
)
_MEND = "Rett det i programmet som filen er laget i, og kjør på nytt."
_EXPORT = "Lagre dokumentet på nytt i Word, eller eksporter PDF-en fra Word."
NOT_CHECKED = Problem(
    "ikke-kontrollert",
    "PDF-en er ikke kontrollert: Kontrollen av PDF/A og PDF/UA finnes ikke for denne maskinen.",
    "Lag PDF-en på en vanlig PC eller Mac før den publiseres.",
)
"""The warning for a PDF that could not be checked, and so claims nothing."""
# What a person can mend, by the part of the rule's name that tells it.
_KNOWN = {
    "FIGURE": Problem(
        "bilde-uten-alternativ-tekst",
        "Et bilde mangler alternativ tekst.",
        "Høyreklikk på bildet i Word → Rediger alternativ tekst, og skriv hva bildet viser.",
    ),
    "HEADING": Problem(
        "overskriftsniva",
        "Overskriftene hopper over et nivå, eller begynner ikke med «Overskrift 1».",
        "Bruk stilene «Overskrift 1», «Overskrift 2» og så videre i rekkefølge i Word.",
    ),
    "TABLE": Problem(
        "tabell-uten-overskriftsrad",
        "En tabell mangler overskriftsrad, eller cellene i den henger ikke sammen.",
        "Merk øverste rad i Word → Tabelloppsett → Gjenta overskriftsrader.",
    ),
    "NOTDEF": Problem(
        "tegn-uten-skrift",
        "Dokumentet har et tegn som ikke finnes i skriftene til PDF-motoren.",
        "Bytt ut tegnet i Word, eller eksporter PDF-en fra Word.",
    ),
    "CONTENT-TAGGING": Problem(
        "pdf-regel-brutt",
        "Noe på en side har ingen tagg, så skjermlesere går forbi det.",
        "Gi bilder og figurer alternativ tekst, eller merk dem som pynt. Lag så PDF-en på nytt.",
    ),
    "TITLE": NO_TITLE,
}


@cache
def can_check() -> bool:
    """Tell whether the checker runs on this kind of machine (it has no wheel for Linux on ARM)."""
    try:
        import page  # noqa: F401
    except ImportError:
        return False
    return True


def broken_rules(data: bytes, profiles: "Iterable[str]" = _ALL.profiles) -> tuple[Problem, ...]:
    """Return a problem for each rule of some profiles, at first PDF/A-2a and PDF/UA-1, that a PDF breaks."""
    problems = (problem for profile in profiles for _, problem in _broken(data, profile))
    return tuple({problem.message: problem for problem in problems}.values())


def passes(data: bytes, profile: str, *, metadata: bool = True) -> bool:
    """Tell whether a PDF passes a profile, "2a" or "ua1"; False for what cannot be read.

    Args:
        data: The bytes of the file.
        profile: The profile.
        metadata: Whether its XMP packet counts; a file that goes into a package leaves it behind.
    """
    return all("-XMP-" in rule and not metadata for rule, _ in _broken(data, profile))


def _broken(data: bytes, profile: str) -> "Iterator[tuple[str, Problem]]":
    """Yield the rules that a PDF breaks, by name and in words; one without a name when it cannot be read."""
    import page

    try:
        report = page.validate_pdf_bytes(data, profile=profile)
    except page.PageError:
        yield "", Problem("pdf-uleselig", "Kontrollen kunne ikke lese PDF-en.", _EXPORT)
        return
    for failure in report.failures:
        if not failure.rule_id.endswith(_WRONG_RULE):
            yield failure.rule_id, _in_words(failure)
    if profile == "ua1" and has_loose_marks(data):
        yield _LOOSE.code, _LOOSE


def _in_words(failure: "ValidationFailure") -> Problem:
    for part, problem in _KNOWN.items():
        if f"-{part}-" in failure.rule_id:
            return problem
    return Problem(
        "pdf-regel-brutt", f"PDF-en bryter regelen «{failure.rule_id}» i PDF/A eller PDF/UA.", _MEND
    )


def keep_claims(
    raw: bytes, properties: Properties, engine: str, *barriers: Problem,
    things: "Sequence[Thing]" = (), tagged: bool = True,
) -> FinishedPdf:  # fmt: skip
    """Finish a PDF that claims the standards that it keeps, and no others; what keeps it from more is told.

    Args:
        raw: What an engine made.
        properties: What the document says about itself.
        engine: The engine's name.
        barriers: What keeps it from being accessible whatever a checker sees, as a picture that nobody has
            described (ISO 14289-1, 7.3).
        things: What the document shows besides text.
        tagged: Whether it has structure that can be trusted; if not, one of the barriers says so.

    Raises:
        EngineError: The bytes are no PDF, or one without the structure that it should have.
    """
    finished = partial(finish_pdf, things=things) if tagged else finish_untagged
    made = finished(raw, properties, engine)
    if not can_check():
        return replace(made, warnings=(*barriers, NOT_CHECKED))
    data, claims = _restated(made, properties, _ALL), _ALL
    told = {problem.code for problem in barriers}
    broken = [problem for problem in broken_rules(data) if problem.code not in told] if tagged else []
    if barriers or broken:
        wishes = _PAGES if barriers else _ACCESSIBLE
        tried = ((_restated(made, properties, wish), wish) for wish in wishes)
        # The last of them claims nothing.
        data, claims = next(pair for pair in tried if not broken_rules(pair[0], pair[1].profiles))
    return FinishedPdf(
        data, made.pages, engine, claims.pdfa, claims.pdfua, checked=True, warnings=(*barriers, *broken)
    )


def _restated(made: FinishedPdf, properties: Properties, claims: Claims) -> bytes:
    """Return a finished PDF with other claims."""
    import pikepdf

    with pikepdf.open(BytesIO(made.data)) as pdf:
        write_metadata(pdf, properties, str(pdf.docinfo.get("/Producer", "")), claims)
        return saved(pdf)


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
            return len(pdf.pages), _xmp(pdf)
    except (pikepdf.PasswordError, pikepdf.PdfError) as error:
        problem = _LOCKED if isinstance(error, pikepdf.PasswordError) else _UNREADABLE
        raise EngineError(placed([problem], path)) from None


def _xmp(pdf: "Pdf") -> bytes:
    """The XMP packet of a file; of one that cannot be unpacked nothing, for it claims nothing."""
    from pikepdf import DataDecodingError, PdfError, Stream

    metadata = pdf.Root.get("/Metadata")
    try:
        return metadata.read_bytes() if isinstance(metadata, Stream) else b""
    except (DataDecodingError, PdfError):
        return b""


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
