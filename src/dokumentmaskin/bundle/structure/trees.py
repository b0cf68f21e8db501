"""The entries of name and number trees, however a file has arranged them.

Source: ISO 32000-1, 7.9.6 (name trees) and 7.9.7 (number trees). Both are walked by their kids alone; the
limits are left aside, since files from the world get them wrong.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf, String

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


def items(thing: Object | None) -> list[tuple[str, Object]]:
    """The entries of a dictionary; none for what is no dictionary."""
    return list(thing.items()) if isinstance(thing, Dictionary) else []


def held(thing: Object, key: str) -> Any:
    """What stands under a key; None for nothing, which `get` takes many times as long to find."""
    return thing[key] if key in thing else None  # noqa: SIM401


def listed(thing: Object, key: str) -> list[Object]:
    """What an array in a dictionary holds; nothing when there is no array."""
    value = held(thing, key)
    return list(value) if isinstance(value, pikepdf.Array) else []


def _entries(tree: Object | None, leaf: str) -> Iterator[tuple[Object | int, Object]]:
    seen, pending = ObjectSet(), [tree]
    while pending:
        node = pending.pop()
        if not isinstance(node, Dictionary) or not seen.add(node):
            continue
        flat = listed(node, leaf)
        yield from zip(flat[::2], flat[1::2], strict=False)
        pending += listed(node, "/Kids")[::-1]


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
