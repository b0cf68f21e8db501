"""The bookmarks of the package, with the parts' own below theirs.

Source: ISO 32000-1, 12.3.3 (the outline tree: first, last, next, previous, parent and count).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pikepdf import Dictionary, Name, Object, Pdf, String

from dokumentmaskin.bundle.joining.bookmarks import Bookmark, in_order, read_bookmarks
from dokumentmaskin.bundle.joining.places import Placed
from dokumentmaskin.bundle.joining.targets import Targets


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
        """Make every bookmark lead somewhere, when all parts are there.

        Yields:
            For each that leads nowhere and has none below, the index of its part and its title.
        """
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
