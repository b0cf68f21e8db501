"""What a link or bookmark leads to: a place in the package, something outside it, or nothing any more.

Sources: ISO 32000-1, 12.5.6.5 (links), 12.3.3 (bookmarks), 12.6.4 (actions) and 7.11 (file specifications);
RFC 8118 (what may follow the # in the address of a PDF).
"""

import posixpath
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urljoin

from pikepdf import Dictionary, Name, Object, String

from dokumentmaskin.bundle.joining.places import Placed

# Of two letters or more: C: is a drive.
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
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
            return self._in_file(placed, _file(action.get("/F")), action.get("/D"))
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


def text(value: Any) -> str:
    """A string or name as text; empty for anything else."""
    if not isinstance(value, String | Name):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def _inside(placed: Placed, action: Object) -> Lead:
    """Where a `GoTo` leads; a structure destination (`SD`, PDF 2.0) stands beside an ordinary one."""
    wanted = action.get("/D")
    found = placed.destination(wanted) or placed.destination(action.get("/SD"))
    return Lead(found) if found is not None else Lead(lost=text(wanted).removeprefix("/"))


def _out(placed: Placed, address: str) -> Lead:
    """Where an address leads that no part has: out of the package, when it is one of the web."""
    if _is_outside(address):
        return Lead(address=address)
    whole = urljoin(placed.base, address) if placed.base and address else address
    return Lead(address=address, outside=whole) if _is_outside(whole) else Lead(lost=address)


def _is_outside(address: str) -> bool:
    """Whether an address leads out of the package; viewers take www. for the web."""
    start = address.lower()
    return start.startswith("www.") or (bool(_SCHEME.match(address)) and not start.startswith("file:"))


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


def _file(specification: Any) -> str:
    """The path in a file specification."""
    if not isinstance(specification, Dictionary):
        return text(specification)
    return text(specification.get("/UF")) or text(specification.get("/F"))
