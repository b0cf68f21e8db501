"""What is true of a part as a whole, when it is one of several: its layers, and what its colours mean.

Layers (optional content) are shown and hidden as they were: ISO 32000-1, 8.11.4 (configuring them). Without
it a viewer would show what a part hides. ISO 19005-2, 6.9, asks for a name, an order with every group, and no
automatic state (`AS`).

ISO 19005-2, 6.2.3: all output intents of a file have the same profile. The package takes the first part's. A
part made for another device keeps its own: its pages say that their device colours mean that profile
(ISO 32000-1, 8.6.5.6, default colour spaces).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Page, Pdf, PdfError, Stream, String

from dokumentmaskin.bundle.structure import copied, items, listed


class JoinedLayers:
    """The layers of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._groups: list[Object] = []
        self._setup: dict[str, list[Object]] = {"/Order": [], "/OFF": [], "/RBGroups": [], "/Locked": []}

    def add(self, source: Pdf) -> None:
        """Add the layers of a part, whose pages are in the package already."""
        own = source.Root.get("/OCProperties")
        there = copied(self._whole, source, own) if isinstance(own, Dictionary) else None
        if not isinstance(there, Dictionary):  # a page is copied as nothing
            return
        setup = Dictionary(dict(items(there.get("/D"))))
        groups = list(_groups(listed(there, "/OCGs")))
        self._groups += groups
        self._setup["/Order"] += _order(setup, groups)
        self._setup["/OFF"] += _hidden(setup, groups)
        self._setup["/RBGroups"] += listed(setup, "/RBGroups")
        self._setup["/Locked"] += _groups(listed(setup, "/Locked"))

    def finish(self) -> None:
        """Write the layers of all parts; nothing when there are none."""
        if not self._groups:
            return
        setup = {key: Array(things) for key, things in self._setup.items() if things}
        whole = Dictionary({"/Name": String("Lag"), **setup})
        self._whole.Root.OCProperties = Dictionary(OCGs=Array(self._groups), D=whole)


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


_DEFAULTS: Final = {1: "/DefaultGray", 3: "/DefaultRGB", 4: "/DefaultCMYK"}


class JoinedColours:
    """The output intent of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._profile: bytes | None = None

    def add(self, source: Pdf, pages: Sequence[Page]) -> None:
        """Add a part, whose pages are in the package already."""
        intent = _intent(source)
        profile = _profile(intent.DestOutputProfile) if intent is not None else None
        if intent is None or profile is None:
            return
        if self._profile is None:
            self._whole.Root.OutputIntents = Array([copied(self._whole, source, intent)])
            self._profile = profile
        elif profile != self._profile:
            self._set_default(self._whole.copy_foreign(intent.DestOutputProfile), pages)

    def _set_default(self, profile: Object, pages: Sequence[Page]) -> None:
        components: object = profile.get("/N")
        key = _DEFAULTS.get(components) if isinstance(components, int) else None
        if key is None:
            return
        space = self._whole.make_indirect(Array([Name.ICCBased, profile]))
        for scope in self._whole.content_scopes(pages=pages):
            if scope.resources is None:
                continue
            if not isinstance(scope.resources.get("/ColorSpace"), Dictionary):
                scope.resources.ColorSpace = Dictionary()
            if key not in scope.resources.ColorSpace:
                scope.resources.ColorSpace[key] = space


def _intent(source: Pdf) -> Object | None:
    """The part's PDF/A output intent, which has a profile."""
    for intent in listed(source.Root, "/OutputIntents"):
        if isinstance(intent, Dictionary) and intent.get("/S") == "/GTS_PDFA1":
            return intent if isinstance(intent.get("/DestOutputProfile"), Stream) else None
    return None


def _profile(stream: Object) -> bytes | None:
    """The profile itself; None when it is damaged and means nothing."""
    try:
        return stream.read_bytes()
    except PdfError:
        return None
