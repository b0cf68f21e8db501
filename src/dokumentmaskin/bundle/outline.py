"""The bookmarks of the package, with the parts' own below theirs.

Source: ISO 32000-1, 12.3.3 (the outline tree: first, last, next, previous, parent and count).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pikepdf import Dictionary, Name, Object, Pdf, String

from dokumentmaskin.bundle.bookmarks import Bookmark, in_order, read_bookmarks
from dokumentmaskin.bundle.places import Placed
from dokumentmaskin.bundle.targets import Targets


class JoinedOutline:
    """The bookmarks of a package while its parts are added."""

    def __init__(self, whole: "Pdf") -> None:
        self._whole = whole
        self._top: list[Bookmark] = []
        self._parts: list[Bookmark] = []

    def add(self, source: "Pdf", placed: Placed) -> None:
        """Add a part and its own bookmarks."""
        part = Bookmark(placed.title, Dictionary(Dest=placed.top()), read_bookmarks(source, placed.pages))
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
        root = Bookmark(
            "", self._whole.make_indirect(Dictionary(Type=Name.Outlines)), self._top, is_open=True
        )
        above = [root, *(one for one in in_order(self._top) if one.inner)]
        for bookmark in in_order(self._top):
            bookmark.item.Title = String(bookmark.title)
            bookmark.item = self._whole.make_indirect(bookmark.item)
        for bookmark in above:
            _chain(bookmark)
        for bookmark in reversed(above):  # each after those below it
            bookmark.shown = sum(1 + (one.shown if one.is_open else 0) for one in bookmark.inner)
            bookmark.item.Count = bookmark.shown if bookmark.is_open else -bookmark.shown
        self._whole.Root.Outlines = root.item

    def _level(self, placed: Placed) -> list[Bookmark]:
        """The level that a part's bookmark belongs on, with the headings above it made when they are new."""
        level = self._top
        for title in placed.under:
            if not level or not level[-1].is_open or level[-1].title != title:
                level.append(Bookmark(title, Dictionary(Dest=placed.top()), is_open=True))
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
    item = bookmark.item
    lead = targets.lead(placed, item)
    for key in ("/A", "/Dest"):
        if key in item:
            del item[key]
    if lead.place is not None:
        item.Dest = lead.place
        bookmark.title = bookmark.title or f"Side {targets.page_number(lead.place)}"
    elif lead.lost is None and lead.address:
        item.A = Dictionary(S=Name.URI, URI=String(lead.outside or lead.address))
        bookmark.title = bookmark.title or lead.address


def _kept(bookmark: Bookmark) -> list[Bookmark]:
    """The bookmark itself when it leads or holds anything; what it holds when it has no title."""
    leads = "/Dest" in bookmark.item or "/A" in bookmark.item
    return [bookmark] if leads or (bookmark.title and bookmark.inner) else bookmark.inner


def _chain(above: Bookmark) -> None:
    """Write how the bookmarks below one follow each other."""
    items: list[Object] = [one.item for one in above.inner]
    if items:
        above.item.First, above.item.Last = items[0], items[-1]
    for item in items:
        item.Parent = above.item
    for one, following in pairwise(items):
        one.Next, following.Prev = following, one
