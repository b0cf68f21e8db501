"""Names and remarks in a document's properties, and taking them out.

Sources: ECMA-376-2, 11 (core properties), ISO/IEC 29500-1, 22.2 (extended) and 22.3 (custom).
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W15
from dokumentmaskin.word.traces.parts import APP, BODY, CORE, CUSTOM, PEOPLE, STORIES, Parts, named
from dokumentmaskin.word.traces.trace import Named, Property

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_CP: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_EP: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CUSTOM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_FIELDS: Final[Mapping[str, Property]] = {
    _CREATOR: "forfatter",
    _CP + "lastModifiedBy": "sist lagret av",
    _CP + "keywords": "stikkord",
    "{http://purl.org/dc/elements/1.1/}description": "kommentarer",
    _CP + "category": "kategori",
    _CP + "contentStatus": "status",
    _EP + "Company": "firma",
    _EP + "Manager": "leder",
}
# A property that the text shows by a field is no trace (17.16.5.18).
_SHOWN: Final = re.compile(rb"\bDOCPROPERTY\b", re.IGNORECASE)


def find_properties(parts: Parts, owner: str) -> Iterator[Named]:
    """Yield what the properties say, in the order of the parts.

    Args:
        parts: The package.
        owner: The author that the document should have, who is not named.
    """
    from lxml import etree

    for name in named(parts, CORE, APP):
        for field, kind in _told(etree.fromstring(parts[name]), owner):
            yield Named(kind, _text(field))
    if not _shows_properties(parts):
        for name in named(parts, CUSTOM):
            for field in etree.fromstring(parts[name]).iter(_CUSTOM + "property"):
                yield Named("egendefinert", field.get("name", ""))
    for name in named(parts, PEOPLE):
        for person in etree.fromstring(parts[name]).iter(W15 + "person"):
            yield Named("deltaker", person.get(W15 + "author", ""))


def without_properties(parts: Parts, owner: str) -> Parts:
    """Return the package with empty properties, and the owner for author where it had another one."""
    from lxml import etree

    changed = dict(parts)
    for name in named(parts, CORE, APP):
        root = etree.fromstring(parts[name])
        told = list(_told(root, owner))
        for field, kind in told:
            field.text = owner if kind == "forfatter" else ""
        if told:
            changed[name] = _written(root)
    for name in () if _shows_properties(parts) else named(parts, CUSTOM):
        root = etree.fromstring(parts[name])
        for field in list(root):
            root.remove(field)
        changed[name] = _written(root)
    return changed


def _told(root: "Element", owner: str) -> "Iterator[tuple[Element, Property]]":
    for field in root.iterchildren(tag="*"):
        kind = _FIELDS.get(str(field.tag))
        if kind is not None and _text(field) and not (kind == "forfatter" and _text(field) == owner):
            yield field, kind


def _text(field: "Element") -> str:
    return " ".join("".join(field.itertext()).split())


def _shows_properties(parts: Parts) -> bool:
    return any(_SHOWN.search(parts[name]) for name in named(parts, BODY, *STORIES))


def _written(root: "Element") -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
