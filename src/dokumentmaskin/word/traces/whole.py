"""What a whole document holds that is not meant for its readers, and the document with it settled.

The properties: ECMA-376-2, 11 (core), ISO/IEC 29500-1, 22.2 (extended) and 22.3 (custom).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from dokumentmaskin.word.names import W15, W, may_have_traces
from dokumentmaskin.word.package import (
    APP,
    BODY,
    COMMENTS,
    CORE,
    CUSTOM,
    OF_COMMENTS,
    PEOPLE,
    STORIES,
    STYLES,
    Package,
    Parts,
    packed,
    without,
    written,
)
from dokumentmaskin.word.styles import Styles
from dokumentmaskin.word.traces.accepting import accept, references
from dokumentmaskin.word.traces.walk import Trace, Walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTE_PARTS: Final = ("footnotes", "endnotes")
Property = Literal[
    "forfatter", "sist lagret av", "stikkord", "kommentarer", "kategori", "status", "firma", "leder",
    "egendefinert", "deltaker",
]  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Named:
    """A name or remark in the document's properties: which one, as Word calls it, and what it says."""

    property: Property
    value: str


@dataclass(frozen=True, slots=True)
class Traces:
    """All of it. Empty is false.

    Attributes:
        text: What is in the text, in its order; then the comments that nothing in the text refers to.
        properties: What is said beside the text.
    """

    text: tuple[Trace, ...] = ()
    properties: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.properties)

    @property
    def author(self) -> str:
        """The author that a PDF would be given; empty when that is the owner or nobody."""
        return next((named.value for named in self.properties if named.property == "forfatter"), "")


def find_traces(docx: bytes, owner: str = "") -> Traces:
    """Return what of a .docx is not meant for its readers.

    That is tracked changes that nobody has accepted or rejected, comments, text that Word does not print
    because it is hidden, and names and remarks in the properties. The numbers by which Word tells sessions
    of editing apart (rsid) name nobody, and do not count.

    Args:
        docx: The bytes of a .docx.
        owner: The author that the document should have in its properties; that name is none.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    return Traces(tuple(_settled(_in_text(package))), tuple(_properties(package, owner)))


def has_traces_in_text(package: Package) -> bool:
    """Tell whether any part has to be looked into, which takes no parsing of them."""
    return any(may_have_traces(package.read(name)) for name in package.named(*STORIES, STYLES, COMMENTS))


def _in_text(package: Package) -> list[Trace]:
    if not has_traces_in_text(package):
        return []
    known = package.kinds
    stories = {name: package.root(name) for name in package.named(*STORIES)}
    comments = {
        comment.get(W + "id", ""): comment
        for name in package.named(COMMENTS)
        for comment in package.root(name).iter(W + "comment")
    }
    notes = {
        (known[name], note.get(W + "id", "")): note
        for name in package.named(*_NOTE_PARTS)
        for note in stories[name].iterchildren(tag="*")
    }
    walk = Walk(Styles(package.one(STYLES)), comments, notes)
    for name, root in stories.items():
        if known[name] not in _NOTE_PARTS:
            walk.story(root, headings=known[name] == BODY)
    walk.rest()
    return walk.found


def _settled(found: Iterable[Trace]) -> Iterable[Trace]:
    """Return the traces with their text in one line, and what was moved once, where it now stands."""
    traces = [replace(trace, text=" ".join(trace.text.split())) for trace in found]
    arrived = Counter((trace.author, trace.text) for trace in traces if trace.kind == "flyttet")
    for trace in traces:
        if trace.kind == "flyttet bort" and arrived[trace.author, trace.text]:
            arrived[trace.author, trace.text] -= 1
        else:
            yield trace


def accepted(docx: bytes, owner: str = "") -> bytes:
    """Return a document with all changes accepted, without comments, hidden text and names.

    Args:
        docx: The bytes of a .docx; they come back as they are when there is nothing to settle.
        owner: The author that its properties get where they have another one.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    if not find_traces(docx, owner):
        return docx
    package = Package(docx)
    parts = {name: package.read(name) for name in package.names} | _without_properties(package, owner)
    if has_traces_in_text(package):
        parts |= _accepted_stories(package)
    return packed(without(parts, frozenset(package.named(*OF_COMMENTS))))


def _accepted_stories(package: Package) -> Parts:
    """Return the parts with text, accepted, without the notes that were referred to from what is gone."""
    styles, known = Styles(package.one(STYLES)), package.kinds
    roots = {name: package.root(name) for name in package.named(*STORIES)}
    before = {reference for root in roots.values() for reference in references(root)}
    for root in roots.values():
        accept(root, styles)
    after = {reference for root in roots.values() for reference in references(root)}
    for name, root in roots.items():
        for note in list(root.iterchildren(tag="*")):
            if (known[name], note.get(W + "id", "")) in before - after:
                root.remove(note)
    return {name: written(root) for name, root in roots.items()}


# Properties


def _properties(package: Package, owner: str) -> Iterator[Named]:
    """Yield what the properties say, in the order of the parts; the owner is not named."""
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


def _without_properties(package: Package, owner: str) -> Parts:
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
