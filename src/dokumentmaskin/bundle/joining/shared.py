"""Fonts and pictures that are the same in several parts, stored once.

Two objects are the same when they are written with the same bytes and everything that they refer to is the
same (ISO 32000-1, 7.3.10: an indirect object may be referred to from anywhere). What leads back to a page or
into the structure tree is left alone: it belongs to its place.
"""

from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Object, Page, Stream

from dokumentmaskin.bundle.structure import Number, held

_KINDS: Final = ("/Font", "/XObject", "/ColorSpace")
_OWN_PLACE: Final = ("/StructParent", "/StructParents", "/Parent", "/P", "/Pg")
_DEEPEST: Final = 12
# Longer arrays are lists of widths; those that refer to anything are short.
_LONGEST: Final = 8


class SharedObjects:
    """The objects of a package that others may turn out to be equal to."""

    def __init__(self) -> None:
        self._by_content: dict[bytes, Object] = {}
        self._streams: dict[bytes, list[Object]] = {}
        self._settled: dict[Number, Object] = {}
        self._walked: set[Number] = set()
        self._pages: dict[bytes, Object] = {}

    def share(self, page: Page) -> None:
        """Let a page use what is stored already, where it is the same as its own."""
        resources = page.obj.get("/Resources")
        if not isinstance(resources, Dictionary):
            return
        written = resources.unparse()
        if written in self._pages:  # most pages of a part write the same
            page.obj.Resources = self._pages[written]
            return
        self._share_resources(resources, 0)
        self._pages[written] = resources

    def _share_resources(self, resources: Object | None, depth: int) -> None:
        if not isinstance(resources, Dictionary) or self._is_done(resources):
            return
        for kind in _KINDS:
            things = held(resources, kind)
            if isinstance(things, Dictionary) and not self._is_done(things):
                self._share_inside(things, depth)

    def _is_done(self, thing: Object) -> bool:
        """Whether an indirect dictionary has been looked through already; from now on it has."""
        number: Number = thing.objgen
        done = number in self._walked
        if number != (0, 0):
            self._walked.add(number)
        return done

    def _share_inside(self, thing: Object, depth: int) -> None:
        """Replace what an array or dictionary refers to by what is stored already."""
        for key, value in list(_entries(thing)):
            same = self._same(value, depth + 1)
            if same is not None:
                thing[key] = same

    def _same(self, thing: Object, depth: int) -> Object | None:
        """The stored object that is the same as one, or None when it is itself the one to keep."""
        if not isinstance(thing, Array | Dictionary | Stream) or depth > _DEEPEST:
            return None
        number: Number = thing.objgen
        if number in self._settled:
            kept = self._settled[number]
            return None if kept.objgen == number else kept
        if number != (0, 0):
            self._settled[number] = thing
        if not isinstance(thing, Array) and any(key in thing for key in _OWN_PLACE):
            return None
        if isinstance(thing, Stream) and "/Resources" in thing:
            self._share_resources(thing.Resources, depth)
        else:
            self._share_inside(thing, depth)
        if number == (0, 0):
            return None
        kept = self._kept(thing)
        self._settled[number] = kept
        return None if kept.objgen == number else kept

    def _kept(self, thing: Object) -> Object:
        """The first of the objects that are the same as this one, which may be itself.

        What a stream holds is read only when another is written with the same words and length.
        """
        if not isinstance(thing, Stream):
            return self._by_content.setdefault(thing.unparse(resolved=True), thing)
        alike = self._streams.setdefault(thing.stream_dict.unparse(), [])
        if alike:
            content = thing.read_raw_bytes()
            for other in alike:
                if other.read_raw_bytes() == content:
                    return other
        alike.append(thing)
        return thing


def _entries(thing: Object) -> Iterator[tuple[str | int, Object]]:
    if isinstance(thing, Array):
        return iter(enumerate(thing)) if len(thing) <= _LONGEST else iter(())
    return iter((thing.stream_dict if isinstance(thing, Stream) else thing).items())
