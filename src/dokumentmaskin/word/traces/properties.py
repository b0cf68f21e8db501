"""Names and remarks in a document's properties, and taking them out.

Sources: ECMA-376-2, 11 (core properties), ISO/IEC 29500-1, 22.2 (extended) and 22.3 (custom).
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W15
from dokumentmaskin.word.package import APP, CORE, CUSTOM, PEOPLE, STORIES, Package, Parts, written
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


def find_properties(package: Package, owner: str) -> Iterator[Named]:
    """Yield what the properties say, in the order of the parts.

    Args:
        package: The document.
        owner: The author that the document should have, who is not named.
    """
    for name in package.named(CORE, APP):
        for field, kind in _told(package.root(name), owner):
            yield Named(kind, _text(field))
    if not _shows_properties(package):
        for name in package.named(CUSTOM):
            for field in package.root(name).iter(_CUSTOM + "property"):
                yield Named("egendefinert", field.get("name", ""))
    for name in package.named(PEOPLE):
        for person in package.root(name).iter(W15 + "person"):
            yield Named("deltaker", person.get(W15 + "author", ""))


def without_properties(package: Package, owner: str) -> Parts:
    """Return the parts with properties, empty, and with the owner for author where there was another one."""
    changed: Parts = {}
    for name in package.named(CORE, APP):
        root = package.root(name)
        told = list(_told(root, owner))
        for field, kind in told:
            field.text = owner if kind == "forfatter" else ""
        if told:
            changed[name] = written(root)
    for name in () if _shows_properties(package) else package.named(CUSTOM):
        root = package.root(name)
        for field in list(root):
            root.remove(field)
        changed[name] = written(root)
    return changed


def _told(root: "Element", owner: str) -> "Iterator[tuple[Element, Property]]":
    for field in root.iterchildren(tag="*"):
        kind = _FIELDS.get(str(field.tag))
        if kind is not None and _text(field) and not (kind == "forfatter" and _text(field) == owner):
            yield field, kind


def _text(field: "Element") -> str:
    return " ".join("".join(field.itertext()).split())


def _shows_properties(package: Package) -> bool:
    return any(_SHOWN.search(package.read(name)) for name in package.named(*STORIES))
