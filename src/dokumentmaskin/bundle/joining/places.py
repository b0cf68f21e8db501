"""Where links and bookmarks lead: destinations of a part, as places in the package.

Sources: ISO 32000-1, 12.3.2 (destinations, explicit and named); ISO 32000-2, 12.3.2.3 (structure
destinations). A destination's name belongs to its own file; in the package every destination is written out,
so that no two parts' names can be confused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from dokumentmaskin.bundle.pages import sheet_of
from dokumentmaskin.bundle.part import Part
from dokumentmaskin.bundle.structure import copied, elements, held, is_element, items, kids, listed, names

Number = tuple[int, int]
# How far into an element its page is looked for.
_NEAR: Final = 100
# Farther out than any page goes; what is much larger is no number to a reader (ISO 32000-1, annex C).
_FARTHEST: Final = 1_000_000


@dataclass(frozen=True)
class Placed:
    """A part that has its pages in the package; it holds on to nothing of the part's own file.

    Attributes:
        title: Its title.
        under: The bookmarks that it stands under.
        label: What its page labels begin with.
        addresses: What a link may call it.
        pages: Its pages in the package, in order; never none.
        first: The number of the first one, from 1.
        base: What its relative addresses begin with (ISO 32000-1, table 206); empty for nothing.
        old_names: Its destinations that PDF 1.1 names, copied.
        new_names: The tree of its other named destinations, copied.
    """

    title: str
    under: tuple[str, ...]
    label: str
    addresses: tuple[str, ...]
    pages: Sequence[Page] = field(repr=False)
    first: int
    base: str = ""
    old_names: Object | None = None
    new_names: Object | None = None

    def destination(self, wanted: Any) -> Object | None:
        """A destination as an explicit one in the package; None for one that leads nowhere.

        Args:
            wanted: As a link of this part has it, which was copied into the package with its page.
        """
        if isinstance(wanted, Array) and len(wanted) > 1:  # as it should be, and almost always is
            page = wanted[0]
            if isinstance(page, Dictionary) and page.objgen in self._numbers and _is_name(wanted[1]):
                return wanted
        return self._explicit(wanted, self._numbers)

    def from_afar(self, wanted: Any) -> Object | None:
        """The same for what another file says: a name, or an array that begins with the page's number."""
        return self._explicit(wanted, {})

    def top(self, number: int = 1) -> Object:
        """The destination that is the top of a page of this part, counted from 1."""
        page = self.pages[number - 1].obj
        sheet = sheet_of(page)
        if sheet.turns or abs(sheet.box.top) > _FARTHEST:
            return Array([page, Name.Fit])
        return Array([page, Name.XYZ, None, sheet.box.top, None])

    def _explicit(self, wanted: Any, numbers: Mapping[Number, int]) -> Object | None:
        if isinstance(wanted, String | Name):
            wanted, numbers = self._named(wanted), self._numbers
        for target, view in _targets(wanted):
            index = page_index(target, numbers, len(self.pages))
            if index is not None:
                return Array([self.pages[index].obj, *view]) if view else self.top(index + 1)
        return None

    def _named(self, name: Object) -> Any:
        """What a name means in the part's own file; names and strings are looked for in either place."""
        key = bytes(name).removeprefix(b"/") if _is_name(name) else bytes(name)
        first, second = (self._old_names, self._names) if _is_name(name) else (self._names, self._old_names)
        return first.get(key, second.get(key))

    @cached_property
    def _numbers(self) -> dict[Number, int]:
        return {page.obj.objgen: index for index, page in enumerate(self.pages)}

    @cached_property
    def _old_names(self) -> dict[bytes, Any]:
        """The destinations that PDF 1.1 names, without the slash."""
        entries = items(self.old_names)
        return {key[1:].encode("utf-8", "surrogateescape"): value for key, value in entries}

    @cached_property
    def _names(self) -> dict[bytes, Any]:
        return dict(names(self.new_names))


def place(whole: Pdf, source: Pdf, part: Part, pages: Sequence[Page], first: int) -> Placed:
    """Note where a part has its pages, and copy what in its file leads to them by name."""
    root = source.Root
    tree, about = root.get("/Names"), root.get("/URI")
    found = (root.get("/Dests"), tree.get("/Dests") if isinstance(tree, Dictionary) else None)
    old, new = (copied(whole, source, one) if isinstance(one, Dictionary) else None for one in found)
    base = about.get("/Base") if isinstance(about, Dictionary) else None
    address = bytes(base).decode("utf-8", "replace") if isinstance(base, String) else ""
    return Placed(part.title, part.under, part.label, part.addresses, pages, first, address, old, new)


def page_index(target: Any, numbers: Mapping[Number, int], count: int) -> int | None:
    """Which page is meant by a page, a page's index, or an element, which stands on one.

    Args:
        target: What a destination begins with.
        numbers: The indices of the pages, by the numbers of their objects.
        count: How many pages there are.
    """
    if isinstance(target, int) and not isinstance(target, bool):
        return target if 0 <= target < count else None
    if not isinstance(target, Dictionary):
        return None
    if not is_element(target):
        return numbers.get(target.objgen)
    inside = islice(chain((target,), elements(target)), _NEAR)
    stands = (page.objgen for element in inside if (page := _page_of(element)) is not None)
    return next((numbers[number] for number in stands if number in numbers), None)


def annotations(page: Object) -> list[Object]:
    """The annotations of a page; what stands among them and is none is passed over."""
    return [one for one in listed(page, "/Annots") if isinstance(one, pikepdf.Dictionary)]


def _targets(wanted: Any) -> list[tuple[Any, list[Any]]]:
    """The pages or elements that a destination may mean, the preferred first, each with its view."""
    if isinstance(wanted, Dictionary):
        return [*_targets(_list_or_number(wanted.get("/D"))), *_targets(_list_or_number(wanted.get("/SD")))]
    if isinstance(wanted, Array):
        target, *view = list(wanted) if len(wanted) else [None]
        return [(target, _view(view))]
    return [(wanted, [])]


def _list_or_number(value: Any) -> Any:
    return value if isinstance(value, Array | int) else None


def _view(values: Sequence[Any]) -> list[Any]:
    """How the page is to be shown, as far as it says so with a name and numbers; else nothing."""
    is_plain = all(value is None or isinstance(value, int | Decimal) for value in values[1:])
    return list(values) if values and _is_name(values[0]) and is_plain else []


def _page_of(element: Object) -> Object | None:
    """The page that an element, or its first piece of content, says that it stands on."""
    for thing in (element, *kids(element)[:_NEAR]):
        page = held(thing, "/Pg") if isinstance(thing, Dictionary) else None
        if isinstance(page, Dictionary):
            return page
    return None


def _is_name(thing: Any) -> bool:
    return isinstance(thing, Name)
