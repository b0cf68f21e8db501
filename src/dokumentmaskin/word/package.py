"""A .docx as a package: its parts by what they are, whatever they are called (ECMA-376-2, 9.3 and 10.1).

Word can also save «Strict Open XML»: the same elements, in namespaces of their own. What does not know them
finds no text, and no tracked change, in such a file. So each part is read as if it had been saved in the
usual form (ISO/IEC 29500-1, annex A, and 29500-4, annex A).
"""

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

_TYPES: Final = "[Content_Types].xml"
_FIRST: Final = (_TYPES, "_rels/.rels")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_STRICT: Final = re.compile(rb"""(?<==["'])http://purl\.oclc\.org/ooxml/(?P<kind>\w+)/(?P<what>[\w/]+)""")
_MARK: Final = re.compile(rb"""\s\w+:conformance=["']strict["']""")
_RENAMED: Final = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}

# The kinds of part: the last piece of a content type, from «…wordprocessingml.header+xml», which is also that
# of the relationship that leads to it; but for the main one, which is called an office document there.
BODY: Final = "main"
HEADER, FOOTER = "header", "footer"
STORIES: Final = (BODY, HEADER, FOOTER, "footnotes", "endnotes")
STYLES, NUMBERING, THEME = "styles", "numbering", "theme"
COMMENTS, PEOPLE = "comments", "people"
# Comments, what newer versions of Word keep beside them, and who wrote them (MS-DOCX, 2.1 and 2.5).
OF_COMMENTS: Final = (
    COMMENTS, "commentsExtended", "commentsIds", "commentsExtensible", PEOPLE, "documenttasks",
)  # fmt: skip
CORE, APP, CUSTOM = "core-properties", "extended-properties", "custom-properties"

# What a zip file, or the XML in it, that is cut off, changed, locked or packed oddly makes its readers raise;
# the last is what lxml's XMLSyntaxError is.
UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError,
    RuntimeError, SyntaxError,
)  # fmt: skip

_LONGEST: Final = 255

Parts = dict[str, bytes]


class DamagedError(Exception):
    """The bytes are no .docx, are locked, or a part of it is missing, cut off or no XML."""


@contextmanager
def _damage() -> Iterator[None]:
    """Say in one way what `zipfile` and `lxml` say in many."""
    try:
        yield
    except UNREADABLE as error:
        raise DamagedError(str(error)) from error


class Package:
    """The parts of a .docx, each read when it is asked for.

    Raises:
        DamagedError: The bytes are no zip file, or a part that an answer takes is missing, cut off or no XML.
    """

    def __init__(self, docx: bytes) -> None:
        with _damage():
            self._zip = zipfile.ZipFile(BytesIO(docx))
        self.names = tuple(self._zip.namelist())
        self._parsed: dict[str, Element] = {}
        self._spellings = {name.lower(): name for name in reversed(self.names)}

    def raw(self, name: str) -> bytes:
        """The content of a part as it is packed."""
        with _damage():
            return self._zip.read(name)

    def read(self, name: str) -> bytes:
        """The content of a part in the usual form."""
        content = self.raw(name)
        if not name.endswith((".xml", ".rels")) or _STRICT.search(content) is None:
            return content
        return _STRICT.sub(_usual_name, _MARK.sub(b"", content))

    def size(self, name: str) -> int:
        """How many bytes a part has."""
        return self._zip.getinfo(name).file_size

    def root(self, name: str) -> "Element":
        """The root of a part."""
        return parsed(self.read(name))

    @property
    def main(self) -> str:
        """The name of the part with the text: Word for the web calls it `word/document2.xml`."""
        name = self._related.get(BODY, "")
        if name not in self.names:
            raise DamagedError(BODY)
        return name

    def named(self, *kinds: str) -> list[str]:
        """The names of all parts of these kinds, in the order of the kinds."""
        return [name for kind in kinds for name in self.names if self.kinds.get(name) == kind]

    def one(self, kind: str) -> "Element | None":
        """The root of the part of a kind that the text itself uses; None when it has none."""
        content = self.one_read(kind)
        return parsed(content) if content is not None else None

    def one_read(self, kind: str) -> bytes | None:
        """The content of that part."""
        name = self._related.get(kind) or next(iter(self.named(kind)), "")
        return self.read(name) if name in self.names else None

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What each part is, by its name, as the list of types has it; the main one by its relationship."""
        types = self.root(_TYPES) if _TYPES in self.names else ()
        stated = {self._spelled(item.get("PartName", "")): item.get("ContentType", "") for item in types}
        usual = {item.get("Extension", "").lower(): item.get("ContentType", "") for item in types}
        endings = {name: name.rpartition(".")[2].lower() for name in self.names}
        found = {name: stated.get(name) or usual.get(ending, "") for name, ending in endings.items()}
        # `header` of «application/…wordprocessingml.header+xml»
        known = {name: said.removesuffix("+xml").rpartition(".")[2] for name, said in found.items() if said}
        return known | {self._related[kind]: kind for kind in (BODY,) if kind in self._related}

    @cached_property
    def _related(self) -> dict[str, str]:
        """The parts that the package and its main part lead to, by their kind; of several the first."""
        outer = dict(self._relations("_rels/.rels"))
        if "officeDocument" not in outer:
            return outer
        folder, name = posixpath.split(outer["officeDocument"])
        inner: list[tuple[str, str]] = []
        with suppress(DamagedError):  # then the list of types has to do, and the engine tells
            inner = list(self._relations(posixpath.join(folder, "_rels", f"{name}.rels")))
        return {**dict(reversed(inner)), **outer, BODY: outer["officeDocument"]}

    def identities(self, name: str) -> frozenset[str]:
        """The names that a part has for what it leads to."""
        folder, own = posixpath.split(name)
        rels = self._spelled(posixpath.join(folder, "_rels", f"{own}.rels"))
        return frozenset(item.get("Id", "") for item in (self.root(rels) if rels in self.names else ()))

    def part_at(self, name: str, identity: str) -> str:
        """The part that a part means by a name of its own, as a picture; empty for none (ECMA-376-2, 9.3)."""
        item, rels = self._relation(name, identity)
        target = "" if item is None else _leads_to(item.attrib, rels)
        return self._spelled(target) if target else ""

    def address_at(self, name: str, identity: str) -> str:
        """The address outside the package that a part means by a name of its own; empty for none."""
        item, _ = self._relation(name, identity)
        is_outside = item is not None and item.get("TargetMode") == "External"
        return item.get("Target", "") if item is not None and is_outside else ""

    def _relation(self, name: str, identity: str) -> "tuple[Element | None, str]":
        folder, own = posixpath.split(name)
        rels = self._spelled(posixpath.join(folder, "_rels", f"{own}.rels"))
        items: Iterable[Element] = self._rels(rels) if rels in self.names else ()
        return next((item for item in items if item.get("Id") == identity), None), rels

    def _rels(self, rels: str) -> "Element":
        if rels not in self._parsed:
            self._parsed[rels] = self.root(rels)
        return self._parsed[rels]

    def _relations(self, name: str) -> Iterator[tuple[str, str]]:
        name = self._spelled(name)
        for item in self.root(name) if name in self.names else ():
            if target := _leads_to(item.attrib, name):
                yield item.get("Type", "").rpartition("/")[2], self._spelled(target)

    def _spelled(self, name: str) -> str:
        """A part's name as the zip file spells it: small and large letters are one (ECMA-376-2, 6.2.2.3)."""
        return self._spellings.get(name.lstrip("/").lower(), name.lstrip("/"))


def parsed(xml: bytes) -> "Element":
    """The root of some XML, read without fetching anything.

    Raises:
        DamagedError: It is no XML.
    """
    from lxml import etree

    with _damage():
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: "Element") -> bytes:
    """A part as it stands in a package."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def usual_form(docx: bytes) -> bytes:
    """A .docx in the usual form; one that is in it already, byte for byte.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    if _STRICT.search(package.raw("_rels/.rels")) is None:
        return docx
    return packed({name: package.read(name) for name in package.names})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A .docx of these parts, without a clock, in a fixed order, the types first (ECMA-376-2, 8.3)."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, parts[name])
    return target.getvalue()


def property_text(text: str) -> str:
    """A text as a property of a Word file can have it, cut after a word (python-docx: 255 characters)."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rsplit(' ', 1)[0]} …"


def as_docx(document: "Document") -> bytes:
    """What python-docx holds, as `packed` writes it: its own asks the clock, which fails before 1980."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.oxml import CT_Types, serialize_part_xml
    from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
    from docx.opc.spec import default_content_types

    package = document.part.package
    usual, own = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}, {}
    parts = {PACKAGE_URI.rels_uri: package.rels.xml}
    for part in package.parts:
        part.before_marshal()
        name, kind = part.partname, part.content_type
        parts[name] = part.blob
        if part.rels:
            parts[name.rels_uri] = part.rels.xml
        if (name.ext.lower(), kind) in default_content_types:
            usual[name.ext] = kind
        else:
            own[name] = kind
    types: Any = CT_Types.new()  # type: ignore[no-untyped-call]
    for extension, kind in sorted(usual.items()):
        types.add_default(extension, kind)
    for name, kind in sorted(own.items()):
        types.add_override(name, kind)
    parts[CONTENT_TYPES_URI] = serialize_part_xml(types)
    return packed({name.membername: data for name, data in parts.items()})


def without(parts: Parts, gone: frozenset[str]) -> Parts:
    """The package without some of its parts, their types and the relationships to them."""
    left = {}
    for name, content in parts.items():
        if name in gone or (name.endswith(".rels") and _source(name) in gone):
            continue
        left[name] = content
        if name == _TYPES or name.endswith(".rels"):
            root = parsed(content)
            dropped = [item for item in root.iterchildren(tag="*") if _leads_to(item.attrib, name) in gone]
            for item in dropped:
                root.remove(item)
            if dropped:
                left[name] = written(root)
    return left


def _usual_name(name: re.Match[bytes]) -> bytes:
    what = name["what"]
    for strict, usual in _RENAMED.items():
        what = what.replace(strict, usual)
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (name["kind"], what)


def _source(relationships: str) -> str:
    """Return the part that a part of relationships belongs to: word/_rels/document.xml.rels."""
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _leads_to(attributes: Mapping[str, str], name: str) -> str:
    """Return the part that an override or a relationship is about; empty when it is none of the package."""
    if "PartName" in attributes:
        return attributes["PartName"].lstrip("/")
    if attributes.get("TargetMode") == "External":
        return ""
    base = posixpath.dirname(_source(name))
    return posixpath.normpath(posixpath.join("/", base, attributes.get("Target", ""))).lstrip("/")
