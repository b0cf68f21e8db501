"""The elements of a structure tree, and what they are called.

Source: ISO 32000-1, 14.7.2 (structure elements), 14.7.3 (structure types and the role map), 14.7.5.2 (class
map), 14.8.4 (standard types) and 14.8.5.7 (table attributes that name other elements).
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pikepdf import Object

# ISO 32000-1, 14.8.4.2 to 14.8.4.5. A file may not mean something else by them for the files beside it.
_TYPE_NAMES: Final = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
"""
STANDARD_TYPES: Final = frozenset(f"/{name}" for name in _TYPE_NAMES.split())


def kids(element: "Object") -> "list[Object]":
    """The children of an element or of the root, whichever way they are written."""
    from pikepdf import Array

    inner = element.get("/K")
    if inner is None:
        return []
    return list(inner) if isinstance(inner, Array) else [inner]


def is_element(thing: object) -> bool:
    """Whether a child is a structure element, not a piece of content."""
    from pikepdf import Dictionary

    return isinstance(thing, Dictionary) and "/S" in thing


def elements(root: "Object") -> "Iterator[Object]":
    """All elements below a root or an element, each once."""
    from pikepdf import ObjectSet

    seen, pending = ObjectSet(), kids(root)
    while pending:
        thing = pending.pop()
        if is_element(thing) and seen.add(thing):
            yield thing
            pending += kids(thing)


def standard_type(name: str, role_map: Mapping[str, str]) -> str:
    """What a type means in the end; itself when the role map does not know it or goes in a ring."""
    seen = set()
    while name in role_map and name not in seen:
        seen.add(name)
        name = role_map[name]
    return name


def rename(element: "Object", types: Mapping[str, str], classes: Mapping[str, str]) -> None:
    """Give an element the new names of its type and its attribute classes."""
    from pikepdf import Array, Name

    kind = str(element.get("/S"))
    if kind in types:
        element.S = Name(types[kind])
    if not classes or "/C" not in element:
        return
    if isinstance(element.C, Array):
        element.C = Array([_renamed(entry, classes) for entry in element.C])
    else:
        element.C = _renamed(element.C, classes)


def _renamed(entry: "Object", classes: Mapping[str, str]) -> "Object":
    from pikepdf import Name

    # A class may be followed by its revision number.
    return Name(classes[str(entry)]) if isinstance(entry, Name) and str(entry) in classes else entry


def rename_identifiers(element: "Object", identifiers: Mapping[bytes, bytes]) -> None:
    """Give an element its new identifier, and the header cells that it names theirs."""
    from pikepdf import String

    own = element.get("/ID")
    if isinstance(own, String) and bytes(own) in identifiers:
        element.ID = String(identifiers[bytes(own)])
    rename_headers(element.get("/A"), identifiers)


def rename_headers(attributes: "Object | None", identifiers: Mapping[bytes, bytes]) -> None:
    """Give the header cells that attributes name (`Headers`) their new identifiers."""
    from pikepdf import Array, Dictionary, Stream, String

    if isinstance(attributes, Array):
        for entry in attributes:
            rename_headers(entry if isinstance(entry, Dictionary | Stream) else None, identifiers)
    elif isinstance(attributes, Dictionary | Stream) and isinstance(attributes.get("/Headers"), Array):
        attributes.Headers = Array(
            [
                String(identifiers.get(bytes(header), bytes(header)))
                if isinstance(header, String)
                else header
                for header in attributes.Headers
            ]
        )
