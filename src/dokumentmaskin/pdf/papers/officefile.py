"""Office files: those that only LibreOffice can read, and what any of them shows from outside itself.

Pictures and sections that are linked are not in the file. No engine fetches them (that would tell strangers
who reads the paper, and next year they are gone), so the PDF lacks them. Sources: ECMA-376-2, 9.3
(relationships); OpenDocument 1.3 part 3, 19.910 (xlink:href).
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from dokumentmaskin.errors import AttachmentError, EngineError, Problem
from dokumentmaskin.pdf.engines import CALC, LibreOfficeEngine
from dokumentmaskin.pdf.finish import read_office_properties, with_backgrounds_marked
from dokumentmaskin.pdf.papers.kinds import Kind
from dokumentmaskin.pdf.papers.sheets import fitted
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf
from dokumentmaskin.pdf.verify import keep_claims
from dokumentmaskin.word import DamagedError

_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_SHOWN: Final = re.compile(r"\bType=\"[^\"]*/(?:image|subDocument|frame)\"")
_OUTSIDE: Final = re.compile(r"\bTargetMode=\"External\"")
_TARGET: Final = re.compile(r"\bTarget=\"([^\"]*)\"")
_OPEN: Final = ("content.xml", "styles.xml")
_OPEN_LINK: Final = re.compile(
    r"<(?:draw:image|text:section-source)\b[^>]*?\bxlink:href=\"([a-zA-Z]{2,}:[^\"]*|\.\./[^\"]*|/[^\"]*)\""
)
_RESAVE: Final = (
    "Åpne filen i programmet den er laget i. Lagre den på nytt, eller eksporter den som PDF og bruk PDF-en."
)
_NO_OFFICE: Final = Problem(
    "libreoffice-mangler",
    "Bare LibreOffice kan lage PDF av denne filen, og LibreOffice er ikke installert på maskinen.",
    "Åpne filen i programmet den er laget i, eksporter den som PDF, og bruk PDF-en som vedlegg i stedet. "
    "Eller installer LibreOffice fra libreoffice.org.",
)
_NO_STRUCTURE: Final = Problem(
    "vedlegg-uten-tagger",
    "LibreOffice lager ikke tagger for innholdet i denne filen. PDF-en kan derfor være vanskelig å lese "
    "med skjermleser.",
    "Eksporter filen som PDF fra programmet den er laget i, med «Dokumentstrukturkoder for "
    "tilgjengelighet», og bruk PDF-en som vedlegg i stedet.",
)


def office_pdf(
    attachment: Attachment, kind: Kind, engines: Sequence[Engine], flatten: Callable[[bytes], bytes]
) -> FinishedPdf:
    """Make the PDF of an office file with LibreOffice.

    It claims the standards that it keeps; what keeps it from being accessible is a warning.

    Args:
        attachment: The paper.
        kind: What it is.
        engines: The engines of this machine.
        flatten: As `attachment_pdf` has it.

    Raises:
        AttachmentError: LibreOffice is not installed, or could not make a PDF of it.
    """
    office = next((engine for engine in engines if isinstance(engine, LibreOfficeEngine)), None)
    if office is None:
        raise AttachmentError(_NO_OFFICE)
    try:
        given, told = _with_pages(attachment, office) if kind.export == CALC else (attachment, ())
        raw, whole = with_backgrounds_marked(
            flatten(office.convert_file(given.data, given.suffix, kind.export))
        )
    except EngineError as error:
        raise AttachmentError(replace(p, advice=_RESAVE) for p in error.problems) from error
    properties = read_office_properties(attachment.data, title=attachment.title, language=attachment.language)
    barriers = () if whole else (_NO_STRUCTURE,)
    made = keep_claims(raw, properties, office.name, *barriers, tagged=whole)
    return replace(made, warnings=(*made.warnings, *told))


def _with_pages(sheets: Attachment, office: LibreOfficeEngine) -> tuple[Attachment, tuple[Problem, ...]]:
    """A spreadsheet with its pages set, and what is told of them; itself when it is too large to be read."""
    try:
        flat, split = fitted(office.flat_sheets(sheets.data, sheets.suffix))
    except DamagedError:
        return sheets, ()
    return replace(sheets, data=flat, path=f"{sheets.path}.fods"), tuple(map(_too_wide, split))


def _too_wide(sheet: str) -> Problem:
    return Problem(
        "regneark-bredt",
        f"Arket «{sheet}» er for bredt til å leses på én side. Det går over flere sider i bredden, med den "
        "første kolonnen på hver av dem.",
        "Se gjennom sidene, eller sett utskriftsområdet i regnearket og lagre det på nytt.",
    )


def linked_content(data: bytes) -> tuple[Problem, ...]:
    """Return a warning for each thing outside a package that the package shows.

    Args:
        data: The bytes of a .docx, an .odt or their like; what is no package shows nothing that is known.
    """
    if not zipfile.is_zipfile(BytesIO(data)):
        return ()
    with zipfile.ZipFile(BytesIO(data)) as package:
        found = [address for name in package.namelist() for address in _addresses(package, name)]
    return tuple(
        Problem(
            "lenket-innhold-ikke-med",
            f"Filen viser noe som ikke ligger i den («{address}»). Det er ikke med i PDF-en.",
            "Sett inn bildet eller teksten i filen i stedet for å lenke til det, og lagre filen på nytt.",
        )
        for address in dict.fromkeys(found)
    )


def _addresses(package: zipfile.ZipFile, name: str) -> list[str]:
    from html import unescape

    found: list[str] = []
    if name in _OPEN:
        found = _OPEN_LINK.findall(package.read(name).decode("utf-8", "replace"))
    elif name.endswith(".rels"):
        relations = _RELATION.findall(package.read(name).decode("utf-8", "replace"))
        shown = (tag for tag in relations if _SHOWN.search(tag) and _OUTSIDE.search(tag))
        found = [address for tag in shown for address in _TARGET.findall(tag)]
    return [unescape(address) for address in found]
