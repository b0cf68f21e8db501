"""Does the PDF keep what it claims, and what may it claim? Asked of page-validation, told in plain words.

dok's own documents are refused when they break a rule. A paper that someone else wrote is not: it is put in
the package as it is, claims what it keeps, and what it breaks is told.
"""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Problem
from dokumentmaskin.pdf.finish import Claims, Properties, saved, write_metadata
from dokumentmaskin.pdf.records import FinishedPdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from page import ValidationFailure

_PROFILES = ("2a", "ua1")
# What a file may claim, the most first.
_PAGES = (Claims("2b"), Claims())
_ACCESSIBLE = (
    Claims("2a", pdfua=True),
    Claims("2a"),
    Claims("2b", pdfua=True),
    Claims("2b"),
    Claims(pdfua=True),
    Claims(),
)
# page-validation 0.11 takes a stream that ends in a carriage return for one byte too long. The lengths of
# what is checked here are qpdf's, or will be when the file goes into a package.
_WRONG_RULE = "-STREAM-LENGTH-001"
_WORD = "Rett det i Word, og kjør på nytt."
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
    "TITLE": Problem(
        "tittel-mangler",
        "Dokumentet har ingen tittel i egenskapene sine.",
        "Skriv tittelen i Word under Fil → Info → Tittel, og lagre.",
    ),
}


@cache
def can_check() -> bool:
    """Tell whether the checker runs on this kind of machine (it has no wheel for Linux on ARM)."""
    try:
        import page  # noqa: F401
    except ImportError:
        return False
    return True


def broken_rules(data: bytes, profiles: "Iterable[str]" = _PROFILES) -> tuple[Problem, ...]:
    """Return a problem for each rule of some profiles, at first PDF/A-2a and PDF/UA-1, that a PDF breaks."""
    problems = (problem for profile in profiles for problem in _problems(data, profile))
    return tuple({problem.message: problem for problem in problems}.values())


def passes(data: bytes, profile: str, *, metadata: bool = True) -> bool:
    """Tell whether a PDF passes a profile, "2a" or "ua1"; False for what cannot be read.

    Args:
        data: The bytes of the file.
        profile: The profile.
        metadata: Whether its XMP packet counts; a file that goes into a package leaves it behind.
    """
    import page

    try:
        failures = _failures(data, profile)
    except page.PageError:
        return False
    return all("-XMP-" in failure.rule_id and not metadata for failure in failures)


def _problems(data: bytes, profile: str) -> "Iterator[Problem]":
    import page

    try:
        failures = _failures(data, profile)
    except page.PageError:
        yield Problem("pdf-uleselig", "Kontrollen kunne ikke lese PDF-en.", _EXPORT)
        return
    for failure in failures:
        yield _in_words(failure)


def _failures(data: bytes, profile: str) -> "list[ValidationFailure]":
    import page

    report = page.validate_pdf_bytes(data, profile=profile)
    return [failure for failure in report.failures if not failure.rule_id.endswith(_WRONG_RULE)]


def _in_words(failure: "ValidationFailure") -> Problem:
    for part, problem in _KNOWN.items():
        if f"-{part}-" in failure.rule_id:
            return problem
    return Problem("pdf-regel-brutt", f"{failure.rule_id}: {failure.message}", _WORD)


def keep_claims(
    made: FinishedPdf, properties: Properties, *barriers: Problem, tagged: bool = True
) -> FinishedPdf:
    """Let a finished PDF claim the standards that it keeps, and no others; what keeps it from more is told.

    Args:
        made: A finished PDF.
        properties: What the document says about itself.
        barriers: What keeps it from being accessible whatever a checker sees, as a picture that nobody has
            described (ISO 14289-1, 7.3).
        tagged: Whether it has structure.
    """
    if not can_check():
        return replace(made, data=_restated(made, properties, Claims()), warnings=(*barriers, NOT_CHECKED))
    full = _restated(made, properties, _ACCESSIBLE[0])
    told = {problem.code for problem in barriers}
    broken = [problem for problem in broken_rules(full) if problem.code not in told] if tagged else []
    wishes = _ACCESSIBLE if tagged and not barriers else _PAGES
    if tagged and not barriers and not broken:
        kept, claims = full, wishes[0]
    else:
        tried = ((_restated(made, properties, wish), wish) for wish in wishes)
        kept, claims = next(pair for pair in tried if _is_kept(*pair))  # the last of them claims nothing
    return FinishedPdf(
        kept, made.pages, made.engine, claims.pdfa, claims.pdfua, checked=True, warnings=(*barriers, *broken)
    )


def _restated(made: FinishedPdf, properties: Properties, claims: Claims) -> bytes:
    """Return a finished PDF with other claims."""
    import pikepdf

    with pikepdf.open(BytesIO(made.data)) as pdf:
        write_metadata(pdf, properties, str(pdf.docinfo.get("/Producer", "")), claims)
        return saved(pdf)


def _is_kept(data: bytes, claims: Claims) -> bool:
    level_kept = claims.pdfa is None or passes(data, claims.pdfa)
    return level_kept and (not claims.pdfua or passes(data, "ua1"))
