"""The bookmarks of the package, with the parts' own, read from their files, below theirs.

Source: ISO 32000-1, 12.3.3 (the outline tree: first, last, next, previous, parent and count). A part's own
are read one by one rather than copied: a copy would bring along all that they lead to, and follow a thousand
bookmarks in a row a thousand steps down. Nothing here calls itself, for they may also stand thousands below
each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Page, Pdf, String

from dokumentmaskin.bundle.joining.destinations import Placed, Targets, page_index, view
from dokumentmaskin.bundle.structure import Number, file_path, is_number, name_of, named, reached, text

# Bookmarks that go deeper than this follow on the same level; no viewer shows more of them usefully.
_DEEPEST: Final = 12
_COLOURS: Final = 3  # red, green and blue
_STYLES: Final = 3  # italic and bold


@dataclass(slots=True, eq=False)
class Bookmark:
    """A bookmark with those below it.

    Attributes:
        title: What it is called; empty for one without a title.
        entries: What stands in the file for it, with pages of the package: where it leads, and how it looks.
        inner: Those below it.
        is_open: Whether these show at once.
        shown: How many of them show when it is open.
    """

    title: str
    entries: dict[str, Any]
    inner: "list[Bookmark]" = field(default_factory=list)
    is_open: bool = False
    shown: int = 0


def read_bookmarks(source: Pdf, pages: Sequence[Page]) -> list[Bookmark]:
    """A part's own bookmarks, by its pages in the package; a ring of them is walked once."""
    top: list[Bookmark] = []
    numbers = {page.obj.objgen: index for index, page in enumerate(source.pages)}
    seen, pending = ObjectSet(), [(reached(source.Root, "/Outlines", "/First"), top, 1)]
    while pending:
        item, level, depth = pending.pop()
        if not isinstance(item, Dictionary) or not seen.add(item):
            continue
        entries = dict(item.items())
        pending.append((entries.get("/Next"), level, depth))
        bookmark = _read(entries, partial(_destination, pages=pages, numbers=numbers))
        level.append(bookmark)
        below = (bookmark.inner, depth + 1) if depth < _DEEPEST else (level, depth)
        pending.append((entries.get("/First"), *below))
    return top


def in_order(top: Sequence[Bookmark]) -> Iterator[Bookmark]:
    """Bookmarks and all below them, each before its own."""
    pending = list(reversed(top))
    while pending:
        bookmark = pending.pop()
        yield bookmark
        pending += reversed(bookmark.inner)


def _read(old: Mapping[str, Any], destination: Callable[[Any], Any]) -> Bookmark:
    """A bookmark of the part, with nothing of its file."""
    entries = {"/Dest": destination(old.get("/Dest"))}
    if entries["/Dest"] is None:
        entries = {"/A": _action(old["/A"], destination)} if "/A" in old else {}
    if "/C" in old:
        entries["/C"] = _colour(old["/C"])
    if isinstance(old.get("/F"), int):
        entries["/F"] = int(old["/F"]) & _STYLES or None
    return Bookmark(text(old.get("/Title")).strip(), _known(entries))


def _action(action: Any, destination: Callable[[Any], Any]) -> Dictionary | None:
    """An action that leads somewhere; what else a bookmark may do is left behind."""
    kind = name_of(reached(action, "/S"))
    if kind == "/URI":
        return Dictionary({"/S": Name(kind), **_known({"/URI": _string(action.get("/URI"))})})
    if kind not in {"/GoTo", "/GoToR"}:
        return None
    entries = {key: destination(action.get(key)) for key in ("/D", "/SD")}
    return Dictionary({"/S": Name(kind), **_known(entries), "/F": String(file_path(action.get("/F")))})


def _destination(wanted: Any, pages: Sequence[Page], numbers: Mapping[Number, int]) -> Any:
    """A destination with the page in the package; None for one that is nothing of the kind."""
    if isinstance(wanted, Array):
        first, *rest = list(wanted) if len(wanted) else [None]
        if not isinstance(first, int):  # which is of a page in another file, for all that is known
            index = page_index(first, numbers, len(pages))
            first = None if index is None else pages[index].obj
        return Array([first, *view(rest)])
    if isinstance(wanted, Name):
        return named(name_of(wanted))
    return wanted if isinstance(wanted, int) else _string(wanted)


def _known(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value is not None}


def _colour(value: Any) -> Array | None:
    values = list(value) if isinstance(value, Array) else []
    return Array(values) if len(values) == _COLOURS and all(map(is_number, values)) else None


def _string(value: Any) -> String | None:
    return String(bytes(value)) if isinstance(value, String) else None


class JoinedOutline:
    """The bookmarks of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._top: list[Bookmark] = []
        self._parts: list[Bookmark] = []

    def add(self, source: Pdf, placed: Placed) -> None:
        """Add a part and its own bookmarks."""
        part = Bookmark(placed.title, {"/Dest": placed.top()}, read_bookmarks(source, placed.pages))
        self._level(placed).append(part)
        self._parts.append(part)

    def settle(self, parts: Sequence[Placed], targets: Targets) -> Iterator[tuple[int, str]]:
        """Make every bookmark lead somewhere; yield the part's index and the title of each that cannot."""
        for index, (part, placed) in enumerate(zip(self._parts, parts, strict=True)):
            yield from ((index, title) for title in _settled(part, placed, targets))

    def finish(self) -> None:
        """Write the bookmarks."""
        root: Object = self._whole.make_indirect(Dictionary(Type=Name.Outlines))
        levels = [(root, Bookmark("", {}, self._top, is_open=True))]
        for above, bookmark in levels:  # which grows on the way
            made = [self._item(above, one) for one in bookmark.inner]
            _chain(above, made)
            levels += [pair for pair in zip(made, bookmark.inner, strict=True) if pair[1].inner]
        for above, bookmark in reversed(levels):  # each after those below it
            bookmark.shown = sum(1 + (one.shown if one.is_open else 0) for one in bookmark.inner)
            above.Count = bookmark.shown if bookmark.is_open else -bookmark.shown
        self._whole.Root.Outlines = root

    def _item(self, above: Object, bookmark: Bookmark) -> Object:
        entries = {"/Title": String(bookmark.title), "/Parent": above, **bookmark.entries}
        return self._whole.make_indirect(Dictionary(entries))

    def _level(self, placed: Placed) -> list[Bookmark]:
        """The level that a part's bookmark belongs on, with the headings above it made when they are new."""
        level = self._top
        for title in placed.under:
            if not level or not level[-1].is_open or level[-1].title != title:
                level.append(Bookmark(title, {"/Dest": placed.top()}, is_open=True))
            level = level[-1].inner
        return level


def _settled(part: Bookmark, placed: Placed, targets: Targets) -> list[str]:
    """Settle what stands below a part; return the titles of what leads nowhere and holds nothing."""
    own = list(in_order(part.inner))
    for bookmark in own:
        _settle(bookmark, placed, targets)
    for bookmark in (*reversed(own), part):  # each after those below it
        bookmark.inner = [kept for one in bookmark.inner for kept in _kept(one)]
    return [one.title for one in own if one.title and _kept(one) != [one]]


def _settle(bookmark: Bookmark, placed: Placed, targets: Targets) -> None:
    """Make a bookmark lead to a place or to the web, or nowhere; one without a title is called by that."""
    entries = bookmark.entries
    lead = targets.lead(placed, entries.pop("/Dest", None), entries.pop("/A", None))
    if lead.place is not None:
        entries["/Dest"] = lead.place
        bookmark.title = bookmark.title or f"Side {targets.page_number(lead.place)}"
    elif lead.lost is None and lead.address:
        entries["/A"] = Dictionary(S=Name.URI, URI=String(lead.outside or lead.address))
        bookmark.title = bookmark.title or lead.address


def _kept(bookmark: Bookmark) -> list[Bookmark]:
    """The bookmark itself when it leads or holds anything; what it holds when it has no title."""
    leads = "/Dest" in bookmark.entries or "/A" in bookmark.entries
    return [bookmark] if leads or (bookmark.title and bookmark.inner) else bookmark.inner


def _chain(above: Object, items: Sequence[Object]) -> None:
    """Write how the bookmarks of a level follow each other."""
    if items:
        above.First, above.Last = items[0], items[-1]
    for one, following in pairwise(items):
        one.Next, following.Prev = following, one
