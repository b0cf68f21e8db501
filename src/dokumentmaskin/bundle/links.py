"""The links of the parts, once all parts are in their places.

A link inside a part keeps leading where it led. One that names another part (its file, or an address made up
for the package) becomes a link to that part. One to a file that is not there can lead nowhere, and is no
link any more. Sources: ISO 32000-1, 12.5.6.5 (link annotations) and 12.6.4 (actions).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Page, String

from dokumentmaskin.bundle.elements import kids
from dokumentmaskin.bundle.places import Placed
from dokumentmaskin.bundle.records import LostLink
from dokumentmaskin.bundle.structure import JoinedStructure

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_PAGE: Final = re.compile(r"page=(\d+)")


def settle_links(parts: Sequence[Placed], structure: JoinedStructure) -> Iterator[LostLink]:
    """Make every link of the package lead somewhere; yield those that cannot."""
    addresses = {
        _plain(address): (index, placed)
        for index, placed in reversed(list(enumerate(parts)))
        for address in placed.addresses
    }
    for index, placed in enumerate(parts):
        settler = _Settler(placed, addresses, structure)
        for number, page in enumerate(placed.pages, 1):
            yield from (LostLink(index, number, target) for target in settler.page(page))


class _Settler:
    """Settles the links of one part."""

    def __init__(
        self, placed: Placed, addresses: "Mapping[str, tuple[int, Placed]]", structure: JoinedStructure
    ) -> None:
        self._placed = placed
        self._addresses = addresses
        self._structure = structure

    def page(self, page: "Page") -> Iterator[str]:
        """Settle the links of a page; yield the targets of those that are given up."""
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, Array):
            return
        lost = []
        for annotation in annotations:
            if isinstance(annotation, Dictionary) and annotation.get("/Subtype") == "/Link":
                target = self._settle(annotation)
                if target is not None:
                    lost.append(annotation)
                    yield target
        if lost:
            page.obj.Annots = Array([a for a in annotations if not _among(a, lost)])
            for annotation in lost:
                self._untag(annotation)

    def _settle(self, link: "Object") -> str | None:
        """Settle one link; return its target when it cannot be."""
        action = link.get("/A")
        if isinstance(action, Dictionary) and "/Dest" not in link:
            return self._settle_action(link, action)
        wanted = link.get("/Dest")
        found = self._placed.destination(wanted)
        if found is None:
            return _shown(wanted)
        link.Dest = found
        if "/A" in link:
            del link.A
        return None

    def _settle_action(self, link: "Object", action: "Object") -> str | None:
        kind = action.get("/S")
        if kind == "/GoTo":
            found = self._placed.destination(action.get("/D"))
            if found is None:
                return _shown(action.get("/D"))
            _lead(link, found)
            return None
        if kind == "/URI":
            return self._settle_address(link, str(action.get("/URI")))
        if kind == "/GoToR":
            return self._settle_address(link, _file(action.get("/F")), action.get("/D"))
        return None

    def _settle_address(
        self, link: "Object", address: str, inner: "Object | int | None" = None
    ) -> str | None:
        """Settle a link by address; one with a scheme of the web leads out of the package, and stays."""
        path, _, fragment = address.partition("#")
        found = self._addresses.get(_plain(address)) or self._addresses.get(_plain(path))
        if found is None:
            outside = _SCHEME.match(address) and not address.lower().startswith("file:")
            return None if outside else address
        part = found[1]
        _lead(link, (part.destination(inner) if inner is not None else None) or _at(part, fragment))
        self._describe(link, address)
        return None

    def _describe(self, link: "Object", address: str) -> None:
        """Take the address, which is of no use to a listener now, out of what a screen reader says."""
        owner = self._owner(link)
        for thing, key in ((link, "/Contents"), (owner, "/Alt")):
            if isinstance(thing, Dictionary) and isinstance(thing.get(key), String):
                thing[key] = String(str(thing[key]).replace(f" ({address})", ""))

    def _untag(self, link: "Object") -> None:
        """Leave the words of a link in the structure when the link itself is gone (14.7.4.3)."""
        owner = self._owner(link)
        if not isinstance(owner, Dictionary):
            return
        self._structure.forget(int(link.StructParent))
        left = [kid for kid in kids(owner) if not _refers_to(kid, link)]
        owner.K = Array(left)
        if owner.get("/S") == "/Link" and not any(_is_reference(kid) for kid in left):
            owner.S = Name.Span
            if "/Alt" in owner:
                del owner.Alt

    def _owner(self, link: "Object") -> "Object | None":
        key = link.get("/StructParent")
        return self._structure.owner(key) if isinstance(key, int) else None


def _lead(link: "Object", destination: "Object") -> None:
    """Make a link lead to a place in the package."""
    if "/A" in link:
        del link.A
    link.Dest = destination


def _at(part: Placed, fragment: str) -> "Object":
    """The page of a part that an address asks for (`#page=3`, RFC 8118), or its first."""
    asked = _PAGE.search(fragment)
    number = int(asked[1]) if asked else 1
    return part.top(number if 1 <= number <= len(part.pages) else 1)


def _plain(address: str) -> str:
    """What two ways of writing the same address have in common."""
    return unquote(address).replace("\\", "/").removeprefix("./").casefold()


def _file(specification: "Object | None") -> str:
    """The path in a file specification (ISO 32000-1, 7.11)."""
    if isinstance(specification, Dictionary):
        specification = specification.get("/UF") or specification.get("/F")
    return str(specification) if specification is not None else ""


def _shown(wanted: "Object | int | None") -> str:
    return str(wanted).lstrip("/") if isinstance(wanted, String | Name) else ""


def _among(thing: "Object", others: "Iterable[Object]") -> bool:
    return any(thing.is_same_object_as(other) for other in others)


def _is_reference(kid: "Object | int") -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def _refers_to(kid: "Object | int", annotation: "Object") -> bool:
    return _is_reference(kid) and annotation.is_same_object_as(kid.get("/Obj"))  # type: ignore[union-attr]
