"""The parts of a .docx by what they are, whatever they are called (ECMA-376-2, 10.1)."""

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from dokumentmaskin.word.strict import usual_part

_TYPES: Final = "[Content_Types].xml"
_TYPES_XML: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# The last piece of a content type, from «…wordprocessingml.header+xml».
BODY: Final = "main"
STORIES: Final = (BODY, "header", "footer", "footnotes", "endnotes")
COMMENTS: Final = "comments"
PEOPLE: Final = "people"
# Comments, what newer versions of Word keep beside them, and who wrote them (MS-DOCX, 2.1 and 2.5).
OF_COMMENTS: Final = frozenset(
    (COMMENTS, "commentsExtended", "commentsIds", "commentsExtensible", PEOPLE, "documenttasks")
)
STYLES: Final = "styles"
CORE, APP, CUSTOM = "core-properties", "extended-properties", "custom-properties"

Parts = dict[str, bytes]


def read_parts(docx: bytes) -> Parts:
    """Return the content of each part by its name, in the order that they are packed.

    Those of «Strict Open XML» come in the usual form.

    Raises:
        zipfile.BadZipFile: The bytes are no zip file.
    """
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return {name: usual_part(package.read(name)) for name in package.namelist()}


def kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return what each part is, by its name; a part without a known type is left out.

    Raises:
        lxml.etree.XMLSyntaxError: The list of types is no XML.
    """
    from lxml import etree

    if _TYPES not in parts:
        return {}
    root = etree.fromstring(parts[_TYPES])
    stated = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "")
        for item in root.iter(_TYPES_XML + "Override")
    }
    default = {
        item.get("Extension", "").lower(): item.get("ContentType", "")
        for item in root.iter(_TYPES_XML + "Default")
    }
    found = {name: stated.get(name) or default.get(_extension(name), "") for name in parts}
    return {name: _kind(content_type) for name, content_type in found.items() if content_type}


def named(parts: Mapping[str, bytes], *wanted: str) -> list[str]:
    """Return the names of the parts of these kinds, in the order of the kinds."""
    known = kinds(parts)
    return [name for kind in wanted for name in parts if known.get(name) == kind]


def without(parts: Parts, gone: frozenset[str]) -> Parts:
    """Return the package without some of its parts, their types and the relationships to them."""
    from lxml import etree

    left = {}
    for name, content in parts.items():
        if name in gone or (name.endswith(".rels") and _source(name) in gone):
            continue
        left[name] = content
        if name == _TYPES or name.endswith(".rels"):
            root = etree.fromstring(content)
            dropped = [item for item in root.iterchildren(tag="*") if _leads_to(item.attrib, name) in gone]
            for item in dropped:
                root.remove(item)
            if dropped:
                left[name] = bytes(
                    etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                )
    return left


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _kind(content_type: str) -> str:
    """Return `header` of «application/…wordprocessingml.header+xml»."""
    return content_type.removesuffix("+xml").rpartition(".")[2]


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
