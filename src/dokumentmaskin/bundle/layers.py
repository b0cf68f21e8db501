"""Layers (optional content) of several parts in one package, shown and hidden as they were.

Source: ISO 32000-1, 8.11.4 (configuring optional content). Without it a viewer would show what a part
hides. ISO 19005-2, 6.9, asks for a name, an order with every group, and no automatic state (`AS`).
"""

from pikepdf import Array, Dictionary, Object, Pdf, String

from dokumentmaskin.bundle.trees import copied


class JoinedLayers:
    """The layers of a package while its parts are added."""

    def __init__(self, whole: "Pdf") -> None:
        self._whole = whole
        self._groups: list[Object] = []
        self._hidden: list[Object] = []
        self._order: list[Object] = []
        self._radio: list[Object] = []
        self._locked: list[Object] = []

    def add(self, source: "Pdf") -> None:
        """Add the layers of a part, whose pages are in the package already."""
        own = source.Root.get("/OCProperties")
        if not isinstance(own, Dictionary):
            return
        layers = copied(self._whole, source, own)
        setup = layers.get("/D")
        setup = setup if isinstance(setup, Dictionary) else Dictionary()
        groups = _array(layers, "/OCGs")
        shown = {group.objgen for group in _array(setup, "/ON")}
        off = setup.get("/BaseState") == "/OFF"
        self._groups += groups
        self._hidden += [g for g in groups if off and g.objgen not in shown] + _array(setup, "/OFF")
        self._order += _array(setup, "/Order") or groups
        self._radio += _array(setup, "/RBGroups")
        self._locked += _array(setup, "/Locked")

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


def _array(thing: "Object", key: str) -> "list[Object]":
    value = thing.get(key)
    return list(value) if isinstance(value, Array) else []
