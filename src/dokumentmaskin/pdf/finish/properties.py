"""What a Word document says about itself: title, subject, author, date and language."""

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.word import CORE, STYLES, UNREADABLE, Package, W, find

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
# OpenDocument 1.3 part 3, 16.4 (default styles) and 20.200 (language)
_OPEN_LANGUAGE = (
    "//*[local-name()='default-style']//*[local-name()='text-properties'][@*[local-name()='language']]"
)
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_RUN_LANGUAGE = re.compile(rb"<a:rPr\b[^>]*?\blang=\"([A-Za-z0-9-]+)\"")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
NO_TITLE = Problem(
    "tittel-mangler",
    "Dokumentet har ingen tittel i egenskapene sine.",
    "Skriv tittelen i Word under Fil → Info → Tittel, og lagre.",
)
_NO_LANGUAGE = Problem(
    "sprak-mangler",
    "Dokumentet sier ikke hvilket språk det er skrevet på.",
    "Velg språk i Word under Se gjennom → Språk → Angi korrekturspråk → Bruk som standard, og lagre.",
)


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


def read_properties(docx: bytes, *, title: str = "", language: str = "") -> Properties:
    """Read the properties that a PDF/UA file must carry.

    Args:
        docx: The bytes of a .docx.
        title: The title of a document that says none itself.
        language: The language of a document that says none itself.

    Raises:
        DamagedError: The file is no .docx.
        EngineError: It says neither title nor language.
    """
    package = Package(docx)
    found = _properties(package.one(CORE), _text_language(package.one(STYLES)), title, language)
    missing = [*(() if found.title else (NO_TITLE,)), *(() if found.language else (_NO_LANGUAGE,))]
    if missing:
        raise EngineError(missing)
    return found


def read_office_properties(data: bytes, *, title: str, language: str) -> Properties:
    """Read what an office file that is no Word document says about itself.

    Args:
        data: The bytes of the file; one that is no package, or a damaged one, says nothing.
        title: The title of a file that says none itself.
        language: The language tag of a file that says none itself.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            about, spoken = _about(package)
    except UNREADABLE:
        about, spoken = None, ""
    return _properties(about, spoken, title, language)


def _properties(about: "Element | None", spoken: str, title: str, language: str) -> Properties:
    """Return what a file says of itself and the language of its text, with what it gets if it says none."""
    tags = (_text(about, _DC + "language"), spoken)
    usable = (tag for tag in tags if _LANGUAGE.fullmatch(tag) and tag.lower() != "und")
    return Properties(
        title=_text(about, _DC + "title") or title,
        subject=_text(about, _DC + "subject"),
        author=_text(about, _DC + "creator"),
        modified=_modified(about),
        language=next(usable, language),
    )


def _about(package: zipfile.ZipFile) -> "tuple[Element | None, str]":
    """Return the element that holds the properties, and the language of the text; empty when it has none."""
    from lxml import etree

    names = package.namelist()
    if "docProps/core.xml" in names:  # Office Open XML
        return etree.fromstring(package.read("docProps/core.xml")), _most_spoken(package)
    meta = etree.fromstring(package.read("meta.xml")) if "meta.xml" in names else None
    styles = etree.fromstring(package.read("styles.xml")) if "styles.xml" in names else None
    spoken = [] if styles is None else styles.xpath(_OPEN_LANGUAGE)
    parts = [spoken[0].get(f"{_FO}{name}", "") for name in ("language", "country")] if spoken else []
    about = None if meta is None else meta.find(_OFFICE + "meta")
    return about, "-".join(part for part in parts if part not in {"", "none"})


def _most_spoken(package: zipfile.ZipFile) -> str:
    """Return the language of most runs of text in a presentation (ISO/IEC 29500-1, 21.1.2.3.9)."""
    slides = filter(_SLIDE.fullmatch, package.namelist())
    said = Counter(tag for name in slides for tag in _RUN_LANGUAGE.findall(package.read(name)))
    return str(said.most_common(1)[0][0].decode()) if said else ""


def _text(core: "Element | None", tag: str) -> str:
    return " ".join((core.findtext(tag) or "").split()) if core is not None else ""


def _text_language(styles: "Element | None") -> str:
    """Return the default language of a document's text; empty when its styles do not say."""
    default = find(styles, "docDefaults/rPrDefault/rPr/lang")
    return "" if default is None else str(default.get(W + "val", ""))


def _modified(core: "Element | None") -> datetime | None:
    stated = _text(core, _TERMS + "modified") or _text(core, _DC + "date")
    try:
        when = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
