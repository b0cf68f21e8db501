"""Does the PDF keep what it claims? Asked of page-validation, in words a secretary can act on."""

from functools import cache
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from page import ValidationFailure

_PROFILES = ("2a", "ua1")
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
