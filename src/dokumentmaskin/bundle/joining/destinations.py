"""What a link or bookmark leads to: a place in the package, something outside it, or nothing any more.

A link inside a part keeps leading where it led. One that names another part (its file, or an address made up
for the package) becomes a link to that part. One to a file that is not there can lead nowhere, and is no
link any more.

A destination's name belongs to its own file; in the package every destination is written out, so that no two
parts' names can be confused.

Sources: ISO 32000-1, 12.3.2 (destinations, explicit and named), 12.3.3 (bookmarks), 12.5.6.5 (links), 12.6.4
(actions) and 7.11 (file specifications); ISO 32000-2, 12.3.2.3 (structure destinations); RFC 8118 (what may
follow the # in the address of a PDF).
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final
from urllib.parse import unquote, urljoin

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Page, Pdf, String

from dokumentmaskin.bundle.joining.structure_tree import JoinedStructure
from dokumentmaskin.bundle.pages import Room, sheet_of
from dokumentmaskin.bundle.structure import (
    Number,
    annotations,
    copied,
    elements,
    file_path,
    held,
    is_element,
    is_number,
    items,
    kids,
    name_of,
    names,
    reached,
    text,
)
from dokumentmaskin.pdf import is_public_address

# How far into an element its page is looked for.
_NEAR: Final = 100
# Farther out than any page goes; what is much larger is no number to a reader (ISO 32000-1, annex C).
_FARTHEST: Final = 1_000_000
_VIEWS: Final = {  # ISO 32000-1, table 151
    f"/{name}": Name(f"/{name}") for name in ("XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV")
}


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF that goes into a package.

    Attributes:
        pdf: The open file; joining reads it and changes nothing in it. It must have no form left.
        title: What its bookmark and its place in the structure are called.
        language: Its language (BCP 47); empty takes what the file itself says.
        under: The bookmarks that it stands under, outermost first; parts that follow each other share them.
        addresses: What a link may call it: a file's relative path, or an address made up for the package.
        numbers: Where each page has room for its number in the package; none for pages that are to show none.
        right_hand: Whether it begins on a right-hand page, after a blank one when it must.
    """

    pdf: Pdf
    title: str
    language: str = ""
    under: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[Room, ...] = ()
    right_hand: bool = False


@dataclass(frozen=True)
class Placed:
    """A part that has its pages in the package; it holds on to nothing of the part's own file.

    Attributes:
        title, under, addresses: As those of the part.
        pages: Its pages in the package, in order; never none.
        first: The number of the first one, from 1.
        base: What its relative addresses begin with (ISO 32000-1, table 206); empty for nothing.
        old_names: Its destinations that PDF 1.1 names, copied.
        new_names: The tree of its other named destinations, copied.
    """

    title: str
    under: tuple[str, ...]
    addresses: tuple[str, ...]
    pages: Sequence[Page] = field(repr=False)
    first: int
    base: str = ""
    old_names: Object | None = None
    new_names: Object | None = None

    def destination(self, wanted: Any) -> Object | None:
        """What a link of this part wants, as an explicit destination in the package; None for nowhere."""
        if isinstance(wanted, Array) and len(wanted) > 1:  # as it should be, and almost always is
            page = wanted[0]
            if isinstance(page, Dictionary) and page.objgen in self._numbers and isinstance(wanted[1], Name):
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
        for target, shown in _targets(wanted):
            index = page_index(target, numbers, len(self.pages))
            if index is not None:
                return Array([self.pages[index].obj, *shown]) if shown else self.top(index + 1)
        return None

    def _named(self, name: Object) -> Any:
        """What a name means in the part's own file; names and strings are looked for in either place."""
        key = bytes(name).removeprefix(b"/") if isinstance(name, Name) else bytes(name)
        first, second = self._names, self._old_names
        if isinstance(name, Name):
            first, second = second, first
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
    found = (reached(source.Root, "/Dests"), reached(source.Root, "/Names", "/Dests"))
    old, new = (copied(whole, source, one) if isinstance(one, Dictionary) else None for one in found)
    base: object = reached(source.Root, "/URI", "/Base")
    address = bytes(base).decode("utf-8", "replace") if isinstance(base, String) else ""
    return Placed(part.title, part.under, part.addresses, pages, first, address, old, new)


def page_index(target: Any, numbers: Mapping[Number, int], count: int) -> int | None:
    """Which of so many pages a destination begins with: a page, its index, or an element standing on it."""
    if isinstance(target, int) and not isinstance(target, bool):
        return target if 0 <= target < count else None
    if not isinstance(target, Dictionary):
        return None
    if not is_element(target):
        return numbers.get(target.objgen)
    inside = islice(chain((target,), elements(target)), _NEAR)
    stands = (page.objgen for element in inside if (page := _page_of(element)) is not None)
    return next((numbers[number] for number in stands if number in numbers), None)


def _targets(wanted: Any) -> list[tuple[Any, list[Any]]]:
    """The pages or elements that a destination may mean, the preferred first, each with its view."""
    if isinstance(wanted, Dictionary):
        return [*_targets(_list_or_number(wanted.get("/D"))), *_targets(_list_or_number(wanted.get("/SD")))]
    if isinstance(wanted, Array):
        target, *rest = list(wanted) if len(wanted) else [None]
        return [(target, view(rest))]
    return [(wanted, [])]


def _list_or_number(value: Any) -> Any:
    return value if isinstance(value, Array | int) else None


def view(values: Sequence[Any]) -> list[Any]:
    """How a page is to be shown, when it is said as it should be; else nothing."""
    name = _VIEWS.get(name_of(values[0])) if values else None
    is_plain = all(one is None or is_number(one) for one in values[1:])
    return [name, *values[1:]] if name is not None and is_plain else []


def _page_of(element: Object) -> Object | None:
    """The page that an element, or its first piece of content, says that it stands on."""
    for thing in (element, *kids(element)[:_NEAR]):
        page = held(thing, "/Pg") if isinstance(thing, Dictionary) else None
        if isinstance(page, Dictionary):
            return page
    return None


_PAGE: Final = re.compile(r"(?:^|[&#])page=(\d{1,9})(?![^&#])")
_NAME: Final = re.compile(r"(?:^|[&#])nameddest=([^&#]+)")


@dataclass(frozen=True, slots=True)
class Lead:
    """Where something leads; out of the package when neither of the first two is known.

    Attributes:
        place: The destination in the package.
        lost: What it led to, as far as it says, when it leads nowhere now.
        address: The address that it gave, when it gave one.
        outside: The whole address of what is outside, when it must be written out.
    """

    place: Object | None = None
    lost: str | None = None
    address: str = ""
    outside: str = ""


class Targets:
    """All places of a package that something may lead to."""

    def __init__(self, parts: Sequence[Placed]) -> None:
        pages = (page for placed in parts for page in placed.pages)
        self._page_numbers = {page.obj.objgen: number for number, page in enumerate(pages, 1)}
        # Of two parts with the same address the first has it.
        self._parts = {_plain(address): placed for placed in reversed(parts) for address in placed.addresses}

    def page_number(self, place: Object) -> int:
        """The number in the package of the page that a destination leads to."""
        return self._page_numbers[place[0].objgen]

    def lead(self, placed: Placed, wanted: Any, action: Any) -> Lead:
        """Where a link or bookmark of a part leads, by its destination or else its action."""
        if wanted is not None and (found := placed.destination(wanted)) is not None:
            return Lead(found)
        if not isinstance(action, Dictionary):
            return Lead(lost=text(wanted).removeprefix("/"))
        kind = action.get("/S")
        if kind == "/GoTo":
            return _inside(placed, action)
        if kind == "/URI":
            return self._at(placed, _address(action.get("/URI")))
        if kind == "/GoToR":
            return self._in_file(placed, file_path(action.get("/F")), action.get("/D"))
        return Lead()

    def _at(self, placed: Placed, address: str) -> Lead:
        """Where an address leads; one that is only a place in a file means the part itself."""
        path, _, fragment = address.partition("#")
        part = self._part(address, path) if path else placed if fragment else None
        if part is not None:
            return Lead(_by_fragment(part, fragment), address=address)
        return _out(placed, address)

    def _in_file(self, placed: Placed, path: str, wanted: Any) -> Lead:
        part = self._part(path)
        if part is None:
            return _out(placed, path)
        return Lead(part.from_afar(wanted) or part.top(), address=path)

    def _part(self, *addresses: str) -> Placed | None:
        plain = (_plain(address) for address in addresses)
        return next((self._parts[address] for address in plain if address in self._parts), None)


def _inside(placed: Placed, action: Object) -> Lead:
    """Where a `GoTo` leads; a structure destination (`SD`, PDF 2.0) stands beside an ordinary one."""
    wanted = action.get("/D")
    found = placed.destination(wanted) or placed.destination(action.get("/SD"))
    return Lead(found) if found is not None else Lead(lost=text(wanted).removeprefix("/"))


def _out(placed: Placed, address: str) -> Lead:
    """Where an address leads that no part has: out of the package, when it is one of the web."""
    if is_public_address(address):
        return Lead(address=address)
    whole = urljoin(placed.base, address) if placed.base and address else address
    return Lead(address=address, outside=whole) if is_public_address(whole) else Lead(lost=address)


def _by_fragment(part: Placed, fragment: str) -> Object:
    """The place in a part that an address asks for, or its beginning."""
    page, name = _PAGE.search(fragment), _NAME.search(fragment)
    if page:
        number = int(page[1])
        return part.top(number if 1 <= number <= len(part.pages) else 1)
    return part.from_afar(String(unquote(name[1] if name else fragment))) or part.top()


def _plain(address: str) -> str:
    """What two ways of writing the same address have in common."""
    path = unicodedata.normalize("NFC", unquote(address).replace("\\", "/"))
    return posixpath.normpath(path).casefold() if path else ""


def _address(value: Any) -> str:
    """An address, which is ASCII by the standard and UTF-8 when it is not."""
    if not isinstance(value, String):
        return ""
    try:
        return bytes(value).decode()
    except UnicodeDecodeError:
        return text(value)


class JoinedLinks:
    """Makes every link of a package lead somewhere."""

    def __init__(self, targets: Targets, structure: JoinedStructure) -> None:
        self._targets = targets
        self._structure = structure

    def settle(self, placed: Placed) -> Iterator[tuple[int, str]]:
        """Settle the links of a part; yield the page, from 1, and the target of those that are given up."""
        # An annotation may be on several pages, by itself or in a list that they share.
        settled, lost = ObjectSet(), ObjectSet()
        given_up: list[Object] = []
        for number, page in enumerate(placed.pages, 1):
            for link in annotations(page.obj):
                if link.get("/Subtype") != "/Link" or not settled.add(link):
                    continue
                wanted, action = (held(link, key) for key in ("/Dest", "/A"))
                lead = self._targets.lead(placed, wanted, action)
                if lead.lost is None:
                    self._lead(link, lead)
                elif lost.add(link):
                    given_up.append(link)
                    yield number, lead.lost
        if given_up:
            self._give_up(placed, given_up)

    def _give_up(self, placed: Placed, given_up: list[Object]) -> None:
        lost = ObjectSet(given_up)
        for page in placed.pages:
            before = annotations(page.obj)
            after = [one for one in before if one not in lost]
            if len(after) < len(before):
                page.obj.Annots = Array(after)
        self._structure.release(given_up)

    def _lead(self, link: Object, lead: Lead) -> None:
        if lead.outside:
            link.A.URI = String(lead.outside)
        if lead.place is None:
            return
        if "/A" in link:
            del link.A
        link.Dest = lead.place
        if lead.address:
            self._describe(link, lead.address)

    def _describe(self, link: Object, address: str) -> None:
        """Take the address, which is of no use to a listener now, out of what a screen reader says."""
        owner = self._structure.owner(link)
        for thing, key in ((link, "/Contents"), (owner, "/Alt")):
            said = text(thing.get(key)) if thing is not None else ""
            if thing is not None and f" ({address})" in said:
                thing[key] = String(said.replace(f" ({address})", ""))
