"""The parts of a Word file and what leads from one to another (ECMA-376 Part 2)."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT: Final = "word/document.xml"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "[Content_Types].xml"
_TYPES_NAMESPACE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml writes it; `w("pPr")`."""
    return f"{{{W}}}{name}"


def new(name: str, /, *children: Any, **attributes: str) -> Any:
    """Return an element of WordprocessingML, its attributes in that namespace too."""
    made = etree.Element(w(name), {w(key): content for key, content in attributes.items()}, nsmap={"w": W})
    made.extend(children)
    return made


def text_run(text: str, look: Any = None) -> Any:
    """Return a run of text; the look (`w:rPr`) is copied."""
    run = new("r")
    if look is not None:
        run.append(etree.fromstring(etree.tostring(look)))
    piece = new("t")
    piece.text = text
    if text != text.strip():
        piece.set(XML_SPACE, "preserve")
    run.append(piece)
    return run


class Package:
    """A Word file taken apart: bytes by the name of each part, and the XML of those asked for."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, Any] = {}

    def tree(self, name: str) -> Any:
        """The root of a part; what is done to it is saved."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def put(self, name: str, root: Any) -> None:
        """Give a part another root."""
        self._trees[name] = root
        self.parts.setdefault(name, b"")

    def saved(self) -> bytes:
        """The file, with the types first as Word has them."""
        for name, root in self._trees.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda name: (name != _TYPES, name)):
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                archive.writestr(info, self.parts[name], zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def stories(self) -> Iterator[str]:
        """The parts that hold text: the body, headers, footers, notes and comments."""
        kinds = r"word/(document|comments|footnotes|endnotes|header\d*|footer\d*)\.xml"
        yield from (name for name in sorted(self.parts) if re.fullmatch(kinds, name))

    def relations(self, part: str) -> Any:
        """The relationships of a part, made if there are none."""
        name = relations_name(part)
        if name not in self.parts:
            self.put(name, etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS}))
        return self.tree(name)

    def related(self, kind: str) -> str | None:
        """The part that the body leads to by a relationship of this kind, as `styles`."""
        for relation in self.relations(DOCUMENT):
            if relation.get("Type") == f"{R}/{kind}":
                return posixpath.normpath(posixpath.join("word", relation.get("Target")))
        return None

    def relate(self, kind: str, target: str, part: str = DOCUMENT) -> str:
        """Add a relationship to a part in the same folder, and return its id."""
        relations = self.relations(part)
        taken = {relation.get("Id") for relation in relations}
        name = next(f"rId{n}" for n in range(1, 999) if f"rId{n}" not in taken)
        kind = kind if ":" in kind else f"{R}/{kind}"
        etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship", Id=name, Type=kind, Target=target)
        return name

    def add(self, kind: str, root: Any, content_type: str = "", relation: str = "") -> None:
        """Add `word/{kind}.xml` with its type and a relationship from the body."""
        self.put(f"word/{kind}.xml", root)
        self.declare(f"/word/{kind}.xml", content_type or _WORD_TYPE.format(kind))
        self.relate(relation or kind, f"{kind}.xml")

    def declare(self, part: str, content_type: str) -> None:
        """Say what a part is."""
        etree.SubElement(
            self.tree(_TYPES), f"{_TYPES_NAMESPACE}Override", PartName=part, ContentType=content_type
        )

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what parts with this ending are, if nobody has."""
        types = self.tree(_TYPES)
        if all(t.get("Extension") != ending for t in types):
            default = etree.Element(f"{_TYPES_NAMESPACE}Default", Extension=ending, ContentType=content_type)
            types.insert(0, default)

    def rename(self, old: str, new_name: str) -> None:
        """Give a part of the folder word/ another name, wherever it is named."""
        for name in (relations_name(old), old):
            if name in self.parts:
                renamed = new_name if name == old else relations_name(new_name)
                self.put(renamed, self.tree(name))
                del self.parts[name], self._trees[name]
        for entry in self.tree(_TYPES):
            if entry.get("PartName") == f"/{old}":
                entry.set("PartName", f"/{new_name}")
        for relation in self.relations(DOCUMENT):
            if relation.get("Target") == posixpath.relpath(old, "word"):
                relation.set("Target", posixpath.relpath(new_name, "word"))


def relations_name(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"
