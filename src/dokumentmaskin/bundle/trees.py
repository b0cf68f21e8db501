"""The entries of name and number trees, however a file has arranged them.

Source: ISO 32000-1, 7.9.6 (name trees) and 7.9.7 (number trees). Both are walked by their kids alone; the
limits are left aside, since files from the world get them wrong.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pikepdf import Dictionary, Object, Pdf

# How many entries a leaf holds, so that a reader need not load a whole package's entries for one.
_LEAF = 256


def numbers(tree: "Object | None") -> "Iterator[tuple[int, Object]]":
    """The entries of a number tree, in the order that they are written."""
    for key, value in _entries(tree, "/Nums"):
        if isinstance(key, int):
            yield key, value


def names(tree: "Object | None") -> "Iterator[tuple[bytes, Object]]":
    """The entries of a name tree, in the order that they are written."""
    from pikepdf import String

    for key, value in _entries(tree, "/Names"):
        if isinstance(key, String):
            yield bytes(key), value


def _entries(tree: "Object | None", leaf: str) -> "Iterator[tuple[Object | int, Object]]":
    from pikepdf import Array, Dictionary, ObjectSet

    seen, pending = ObjectSet(), [tree]
    while pending:
        node = pending.pop()
        if not isinstance(node, Dictionary) or not seen.add(node):
            continue
        pairs = node.get(leaf)
        if isinstance(pairs, Array):
            flat = list(pairs)
            yield from zip(flat[::2], flat[1::2], strict=False)
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            pending += reversed(list(kids))


def number_tree(pdf: "Pdf", entries: "Sequence[tuple[int, Object]]") -> "Dictionary":
    """A new number tree with entries that are in order."""
    return _tree(pdf, "/Nums", entries)


def name_tree(pdf: "Pdf", entries: "Sequence[tuple[bytes, Object]]") -> "Dictionary":
    """A new name tree with entries that are in order."""
    from pikepdf import String

    return _tree(pdf, "/Names", [(String(name), value) for name, value in entries])


def _tree(pdf: "Pdf", leaf: str, entries: "Sequence[tuple[object, Object]]") -> "Dictionary":
    from pikepdf import Array, Dictionary

    leaves = [
        pdf.make_indirect(
            Dictionary(
                {leaf: Array([thing for entry in group for thing in entry]), "/Limits": _limits(group)}
            )
        )
        for group in (entries[start : start + _LEAF] for start in range(0, len(entries), _LEAF))
    ]
    if not leaves:
        return Dictionary({leaf: Array()})
    return Dictionary({"/Kids": Array(leaves)})


def _limits(group: "Sequence[tuple[object, Object]]") -> "Object":
    from pikepdf import Array

    return Array([group[0][0], group[-1][0]])
