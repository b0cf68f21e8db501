"""The structure tree of a PDF and the other trees of its catalog, however a file has arranged them.

Name and number trees are walked by their kids alone; the limits are left aside, since files from the world
get them wrong.

Source: ISO 32000-1, 7.9.6 (name trees), 7.9.7 (number trees), 14.7.2 (structure elements), 14.7.3 (structure
types and the role map) and 14.8.4 (standard types); ISO 32000-2, 14.7.4 (namespaces).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import Any, Final

from pikepdf import (
    Array,
    DataDecodingError,
    Dictionary,
    Name,
    Object,
    ObjectSet,
    Pdf,
    PdfError,
    Stream,
    String,
)

# The number and generation of an indirect object; (0, 0) for one that is none.
Number = tuple[int, int]
# What pikepdf raises of a file that is not built as it should be, for an object of the wrong type too.
BUILT_WRONGLY: Final = (
    PdfError,
    DataDecodingError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
)
_REFERENCE: Final = re.compile(rb"(?<![0-9])(\d{1,10})\s+(\d{1,5})\s+R\b")
# How many entries a leaf holds, so that a reader need not load a whole package's entries for one.
_LEAF: Final = 256


def numbers(tree: Object | None) -> Iterator[tuple[int, Object]]:
    """The entries of a number tree, in the order that they are written."""
    for key, value in _entries(tree, "/Nums"):
        if isinstance(key, int) and not isinstance(key, bool):
            yield key, value


def names(tree: Object | None) -> Iterator[tuple[bytes, Object]]:
    """The entries of a name tree, in the order that they are written."""
    for key, value in _entries(tree, "/Names"):
        if isinstance(key, String):
            yield bytes(key), value


def references(body: bytes) -> list[Number]:
    """The objects that the text of another refers to, in order."""
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(body)]


def items(thing: Object | None) -> list[tuple[str, Object]]:
    """The entries of a dictionary; none for what is no dictionary."""
    return list(thing.items()) if isinstance(thing, Dictionary) else []


def held(thing: Object, key: str) -> Any:
    """What stands under a key; None for nothing, which `get` takes many times as long to find."""
    return thing[key] if key in thing else None  # noqa: SIM401


def reached(thing: Object | None, *keys: str) -> Any:
    """What stands under keys, each in the dictionary under the one before; None for nothing."""
    for key in keys:
        thing = thing.get(key) if isinstance(thing, Dictionary) else None
    return thing


def listed(thing: Object, key: str) -> list[Object]:
    """What an array in a dictionary holds; nothing when there is no array."""
    value = held(thing, key)
    return list(value) if isinstance(value, Array) else []


def annotations(page: Object) -> list[Object]:
    """The annotations of a page; what stands among them and is none is passed over."""
    return dictionaries(page, "/Annots")


def dictionaries(thing: Object, key: str) -> list[Object]:
    """The dictionaries in an array in a dictionary."""
    return [one for one in listed(thing, key) if isinstance(one, Dictionary)]


def walked(start: Iterable[Object | None], onward: Callable[[Object], Sequence[Object]]) -> Iterator[Object]:
    """Dictionaries and those that each leads to, in order, each once, however wrongly they hang together."""
    seen, pending = ObjectSet(), [*start][::-1]
    while pending:
        thing = pending.pop()
        if isinstance(thing, Dictionary) and seen.add(thing):
            yield thing
            pending += onward(thing)[::-1]


def upwards(node: Object) -> Iterator[Object]:
    """A page or field and the nodes above it; a circle in them is walked once."""
    return walked([node], lambda one: [one["/Parent"]] if "/Parent" in one else [])


def _entries(tree: Object | None, leaf: str) -> Iterator[tuple[Object | int, Object]]:
    for node in walked([tree], lambda node: listed(node, "/Kids")):
        flat = listed(node, leaf)
        yield from zip(flat[::2], flat[1::2], strict=False)


def number_tree(pdf: Pdf, entries: Sequence[tuple[int, Object]]) -> Dictionary:
    """A new number tree with entries that are in order."""
    return _tree(pdf, "/Nums", entries)


def name_tree(pdf: Pdf, entries: Sequence[tuple[bytes, Object]]) -> Dictionary:
    """A new name tree with entries that are in order."""
    return _tree(pdf, "/Names", [(String(name), value) for name, value in entries])


def _tree(pdf: Pdf, leaf: str, entries: Sequence[tuple[object, Object]]) -> Dictionary:
    if len(entries) <= _LEAF:  # as one leaf, which every reader understands
        return Dictionary({leaf: Array([thing for entry in entries for thing in entry])})
    groups = [entries[start : start + _LEAF] for start in range(0, len(entries), _LEAF)]
    leaves = [
        pdf.make_indirect(
            Dictionary(
                {
                    leaf: Array([thing for entry in group for thing in entry]),
                    "/Limits": Array([group[0][0], group[-1][0]]),
                }
            )
        )
        for group in groups
    ]
    return Dictionary({"/Kids": Array(leaves)})


def copied(whole: Pdf, source: Pdf, thing: Object) -> Object:
    """A copy in the package of what stands in a part's catalog, which need not be an object of its own there.

    Copied after the part's pages, a reference to one of them is a reference to the copy.
    """
    return whole.copy_foreign(thing if thing.is_indirect else source.make_indirect(copy(thing)))


def text(value: Any) -> str:
    """A string or name as text; empty for anything else."""
    if not isinstance(value, String | Name):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def is_number(value: object) -> bool:
    """Whether something read from a PDF is a number, whole or not."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def file_path(specification: Any) -> str:
    """The path in a file specification."""
    if not isinstance(specification, Dictionary):
        return text(specification)
    return text(specification.get("/UF")) or text(specification.get("/F"))


# ISO 32000-1, 14.8.4.2 to 14.8.4.5. A file may not mean something else by them for the files beside it.
_TYPE_NAMES: Final = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
"""
STANDARD_TYPES: Final = frozenset(f"/{name}" for name in _TYPE_NAMES.split())
# The namespace of those types, which an element without one is in.
DEFAULT_NAMESPACE: Final = b"http://iso.org/pdf/ssn"
_PDF2_NAMESPACE: Final = b"http://iso.org/pdf2/ssn"


def kids(element: Object) -> list[Object]:
    """The children of an element or of the root, whichever way they are written."""
    inner = held(element, "/K")
    if inner is None:
        return []
    return list(inner) if isinstance(inner, Array) else [inner]


def is_element(thing: object) -> bool:
    """Whether a child is a structure element, not a piece of content."""
    return isinstance(thing, Dictionary) and "/S" in thing


def is_tagged(pdf: Pdf) -> bool:
    """Whether a file has a structure tree with anything in it (ISO 32000-1, 14.7.2)."""
    root = pdf.Root.get("/StructTreeRoot")
    return isinstance(root, Dictionary) and any(map(is_element, kids(root)))


def elements(root: Object) -> Iterator[Object]:
    """All elements below a root or an element in reading order, each once."""
    return walked(_inner(root), _inner)


def _inner(element: Object) -> list[Object]:
    return [kid for kid in kids(element) if is_element(kid)]


def referred(kid: Object) -> Object | None:
    """The annotation or picture that a child of an element refers to; None for other children."""
    if isinstance(kid, int) or not isinstance(kid, Dictionary) or "/S" in kid:  # most are numbers
        return None
    target = held(kid, "/Obj")
    return target if isinstance(target, Dictionary | Stream) else None


def name_of(thing: object) -> str:
    """A name as text with its slash, whatever bytes it is made of; empty for what is no name."""
    return bytes(thing).decode("utf-8", "surrogateescape") if isinstance(thing, Name) else ""


def named(name: str) -> Object:
    """The name that `name_of` gives as text."""
    if name.isascii():
        return Name(name)
    written = "".join(f"#{byte:02x}" for byte in name[1:].encode("utf-8", "surrogateescape"))
    return Object.parse(f"/{written}".encode())


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
    return space is None or uri(space) in {DEFAULT_NAMESPACE, _PDF2_NAMESPACE}


def uri(namespace: Object | None) -> bytes | None:
    """The URI of a namespace; None when there is no namespace, empty for one without a URI."""
    if not isinstance(namespace, Dictionary):
        return None
    said = namespace.get("/NS")
    return bytes(said) if isinstance(said, String) else b""
