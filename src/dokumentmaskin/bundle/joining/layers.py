"""Layers (optional content) of several parts in one package, shown and hidden as they were.

Source: ISO 32000-1, 8.11.4 (configuring optional content). Without it a viewer would show what a part
hides. ISO 19005-2, 6.9, asks for a name, an order with every group, and no automatic state (`AS`).
"""

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf, String

from dokumentmaskin.bundle.structure import copied, listed


class JoinedLayers:
    """The layers of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._groups: list[Object] = []
        self._hidden: list[Object] = []
        self._order: list[Object] = []
        self._radio: list[Object] = []
        self._locked: list[Object] = []

    def add(self, source: Pdf) -> None:
        """Add the layers of a part, whose pages are in the package already."""
        own = source.Root.get("/OCProperties")
        there = copied(self._whole, source, own) if isinstance(own, Dictionary) else None
        if not isinstance(there, Dictionary):  # a page is copied as nothing
            return
        setup = there.get("/D")
        setup = setup if isinstance(setup, Dictionary) else Dictionary()
        groups = list(_groups(listed(there, "/OCGs")))
        self._groups += groups
        self._hidden += _hidden(setup, groups)
        self._order += _order(setup, groups)
        self._radio += listed(setup, "/RBGroups")
        self._locked += _groups(listed(setup, "/Locked"))

    def finish(self) -> None:
        """Write the layers of all parts; nothing when there are none."""
        if not self._groups:
            return
        setup = Dictionary(Name=String("Lag"), Order=Array(self._order))
        lists = {"/OFF": self._hidden, "/RBGroups": self._radio, "/Locked": self._locked}
        for key, things in lists.items():
            if things:
                setup[key] = Array(things)
        self._whole.Root.OCProperties = Dictionary(OCGs=Array(self._groups), D=setup)


def _hidden(setup: Object, groups: Sequence[Object]) -> list[Object]:
    """The groups that do not show: by name, or all but those named when that is where the part begins."""
    shown = {group.objgen for group in _groups(listed(setup, "/ON"))}
    hidden = {group.objgen for group in _groups(listed(setup, "/OFF"))}
    if setup.get("/BaseState") == "/OFF":
        hidden |= {group.objgen for group in groups if group.objgen not in shown}
    return [group for group in groups if group.objgen in hidden]


def _order(setup: Object, groups: Sequence[Object]) -> list[Object]:
    """The order that a part lists its groups in, nested as it was, with those at the end that it left out."""
    own = listed(setup, "/Order")
    named = {group.objgen for group in _groups(own)}
    left = [group for group in groups if group.objgen not in named]
    if own and isinstance(own[0], String):  # a heading, which must begin an array
        return [Array(own), *left]
    return own + left


def _groups(things: Sequence[Object]) -> Iterator[Object]:
    """The groups in an array and in the arrays inside it, each once."""
    seen, pending = ObjectSet(), list(things)[::-1]
    while pending:
        thing = pending.pop()
        if not isinstance(thing, Array | Dictionary) or not seen.add(thing):
            continue
        if isinstance(thing, Array):
            pending += list(thing)[::-1]
        elif thing.is_indirect:
            yield thing
