"""The elements of a structure tree, and what they are called.

Source: ISO 32000-1, 14.7.2 (structure elements), 14.7.3 (structure types and the role map), 14.7.5.2 (class
map), 14.8.4 (standard types) and 14.8.5.7 (table attributes that name other elements); ISO 32000-2, 14.7.4
(namespaces).
"""

from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream, String

from dokumentmaskin.bundle.structure.trees import held

# ISO 32000-1, 14.8.4.2 to 14.8.4.5. A file may not mean something else by them for the files beside it.
_TYPE_NAMES: Final = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
"""
STANDARD_TYPES: Final = frozenset(f"/{name}" for name in _TYPE_NAMES.split())
# The namespace of those types, which an element without one is in.
_DEFAULT_NAMESPACE: Final = b"http://iso.org/pdf/ssn"
_PDF2_NAMESPACE: Final = b"http://iso.org/pdf2/ssn"


def kids(element: Object) -> list[Object]:
    """The children of an element or of the root, whichever way they are written."""
    inner = held(element, "/K")
    if inner is None:
        return []
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def is_element(thing: object) -> bool:
    """Whether a child is a structure element, not a piece of content."""
    return isinstance(thing, pikepdf.Dictionary) and "/S" in thing


def elements(root: Object) -> Iterator[Object]:
    """All elements below a root or an element in reading order, each once."""
    seen, pending = pikepdf.ObjectSet(), kids(root)[::-1]
    while pending:
        thing = pending.pop()
        if is_element(thing) and seen.add(thing):
            yield thing
            pending += kids(thing)[::-1]


def name_of(thing: object) -> str:
    """A name as text with its slash, whatever bytes it is made of; empty for what is no name."""
    return bytes(thing).decode("utf-8", "surrogateescape") if isinstance(thing, pikepdf.Name) else ""


def named(name: str) -> Object:
    """The name that `name_of` gives as text."""
    if name.isascii():
        return pikepdf.Name(name)
    written = "".join(f"#{byte:02x}" for byte in name[1:].encode("utf-8", "surrogateescape"))
    return pikepdf.Object.parse(f"/{written}".encode())


def standard_type(name: str, role_map: Mapping[str, str]) -> str:
    """What a type means in the end; itself when the role map does not know it or goes in a ring."""
    seen = set()
    while name in role_map and name not in seen:
        seen.add(name)
        name = role_map[name]
    return name


def has_standard_namespace(element: Object) -> bool:
    """Whether an element's type is one of PDF's own, in either version."""
    space = held(element, "/NS")
    return space is None or _uri(space) in {_DEFAULT_NAMESPACE, _PDF2_NAMESPACE}


def rename(element: Object, types: Mapping[str, str], classes: Mapping[str, str]) -> None:
    """Give an element the new names of its type and its attribute classes.

    The role map is for types of the default namespace alone (ISO 32000-2, 14.7.3), so others stay.
    """
    kind = types.get(name_of(element.get("/S"))) if types else None
    if kind is not None and _uri(held(element, "/NS")) in {None, _DEFAULT_NAMESPACE}:
        element.S = named(kind)
    if not classes or "/C" not in element:
        return
    if isinstance(element.C, pikepdf.Array):
        element.C = pikepdf.Array([_renamed(entry, classes) for entry in element.C])
    else:
        element.C = _renamed(element.C, classes)


def rename_identifiers(element: Object, identifiers: Mapping[bytes, bytes]) -> None:
    """Give an element its new identifier, and the header cells that it names theirs."""
    own = held(element, "/ID")
    if isinstance(own, pikepdf.String) and bytes(own) in identifiers:
        element.ID = pikepdf.String(identifiers[bytes(own)])
    rename_headers(held(element, "/A"), identifiers)


def rename_headers(attributes: Object | None, identifiers: Mapping[bytes, bytes]) -> None:
    """Give the header cells that attributes name (`Headers`) their new identifiers."""
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


def _renamed(entry: Object, classes: Mapping[str, str]) -> Object:
    # A class may be followed by its revision number.
    new = classes.get(name_of(entry))
    return entry if new is None else named(new)


def _uri(namespace: Object | None) -> bytes | None:
    """The URI of a namespace; None when there is no namespace, empty for one without a URI."""
    if not isinstance(namespace, pikepdf.Dictionary):
        return None
    uri = namespace.get("/NS")
    return bytes(uri) if isinstance(uri, pikepdf.String) else b""
