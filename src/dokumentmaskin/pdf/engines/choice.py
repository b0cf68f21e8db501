"""Which engines to try, and in which order."""

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine, find_soffice
from dokumentmaskin.pdf.records import Engine


def choose_engines(preferred: str) -> tuple[Engine, ...]:
    """Return the engines of this machine, the preferred one first.

    Args:
        preferred: "innebygd" or "libreoffice".

    Raises:
        EngineError: The preferred engine does not exist or is not installed.
    """
    program = find_soffice()
    installed: dict[str, Engine] = {"innebygd": BuiltInEngine()}
    if program:
        installed["libreoffice"] = LibreOfficeEngine(program)
    if preferred not in installed:
        raise EngineError(_not_installed() if preferred == "libreoffice" else _unknown(preferred))
    others = (engine for name, engine in installed.items() if name != preferred)
    return (installed[preferred], *others)


def _not_installed() -> Problem:
    return Problem(
        "pdf-motor-mangler",
        "PDF-motoren «libreoffice» er valgt, men LibreOffice er ikke installert på denne maskinen.",
        "Installer LibreOffice fra libreoffice.org, eller velg motoren «innebygd».",
    )


def _unknown(name: str) -> Problem:
    return Problem(
        "pdf-motor-ukjent",
        f"«{name}» er ikke en PDF-motor.",
        "Velg «innebygd» eller «libreoffice».",
    )
