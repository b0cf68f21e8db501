"""The structure tree of a PDF: its elements, and the trees that its catalog holds."""

from dokumentmaskin.bundle.structure.elements import (
    STANDARD_TYPES,
    elements,
    has_standard_namespace,
    is_element,
    kids,
    name_of,
    named,
    rename,
    rename_headers,
    rename_identifiers,
    standard_type,
)
from dokumentmaskin.bundle.structure.tagging import Tags
from dokumentmaskin.bundle.structure.trees import (
    copied,
    held,
    items,
    listed,
    name_tree,
    names,
    number_tree,
    numbers,
)

__all__ = [
    "STANDARD_TYPES",
    "Tags",
    "copied",
    "elements",
    "has_standard_namespace",
    "held",
    "is_element",
    "items",
    "kids",
    "listed",
    "name_of",
    "name_tree",
    "named",
    "names",
    "number_tree",
    "numbers",
    "rename",
    "rename_headers",
    "rename_identifiers",
    "standard_type",
]
