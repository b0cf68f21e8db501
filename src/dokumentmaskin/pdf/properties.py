"""What a Word document says about itself: title, subject, author, date and language."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import EngineError, Place, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Properties:
    """A document's properties, as Word shows them under Fil → Info.

    Attributes:
        title: Never empty.
        subject: May be empty.
        author: May be empty.
        modified: When it was last changed, in UTC; None when the document does not say.
        language: A BCP 47 tag, as `nb-NO`.
    """

    title: str
    subject: str
    author: str
    modified: datetime | None
    language: str


def read_properties(docx: bytes, path: str) -> Properties:
    """Read the properties that a PDF/UA file must carry.

    Args:
        docx: The bytes of a .docx.
        path: Its name, for the place in problems.

    Raises:
        EngineError: The file is no .docx, or says neither title nor language.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(docx)) as package:
            core, styles = _parts(package)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError) as error:
        raise EngineError(unreadable(path)) from error
    title, language = _text(core, _DC + "title"), _language(core, styles)
    missing = [] if title else [_no_title(path)]
    if not language:
        missing.append(_no_language(path))
    if missing:
        raise EngineError(missing)
    subject, author = _text(core, _DC + "subject"), _text(core, _DC + "creator")
    return Properties(title, subject, author, _modified(core), language)


def _parts(package: zipfile.ZipFile) -> "tuple[Element | None, Element | None]":
    """Return the roots of the core properties and of the styles, None for one that is not there."""
    from lxml import etree

    names = package.namelist()
    relations = etree.fromstring(package.read("_rels/.rels"))
    targets = [r.get("Target", "") for r in relations if r.get("Type") == _CORE_TYPE]
    found = [target.lstrip("/") for target in targets] or ["docProps/core.xml"]
    core, styles = (
        etree.fromstring(package.read(name)) if name in names else None
        for name in (found[0], "word/styles.xml")
    )
    return core, styles


def _text(core: "Element | None", tag: str) -> str:
    return " ".join((core.findtext(tag) or "").split()) if core is not None else ""


def _language(core: "Element | None", styles: "Element | None") -> str:
    """Return the document's language: its property, else the default language of its text."""
    stated = [_text(core, _DC + "language")]
    if styles is not None:
        default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
        stated.append(default.get(_W + "val", "") if default is not None else "")
    usable = [tag for tag in stated if _LANGUAGE.fullmatch(tag) and tag.lower() != "und"]
    return usable[0] if usable else ""


def _modified(core: "Element | None") -> datetime | None:
    stated = _text(core, _TERMS + "modified")
    try:
        when = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def unreadable(path: str) -> Problem:
    """Return the problem of a file that is no Word document."""
    return Problem(
        "docx-uleselig",
        "Filen kan ikke leses som et Word-dokument. Den er skadet, eller noe annet.",
        "Åpne den i Word og lagre den på nytt som .docx.",
        Place(path),
    )


def _no_title(path: str) -> Problem:
    return Problem(
        "tittel-mangler",
        "Dokumentet har ingen tittel i egenskapene sine.",
        "Skriv tittelen i Word under Fil → Info → Tittel, og lagre.",
        Place(path),
    )


def _no_language(path: str) -> Problem:
    return Problem(
        "sprak-mangler",
        "Dokumentet sier ikke hvilket språk det er skrevet på.",
        "Velg språk i Word under Se gjennom → Språk → Angi korrekturspråk → Bruk som standard, og lagre.",
        Place(path),
    )
