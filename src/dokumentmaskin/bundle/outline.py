"""The bookmarks of the package, with the parts' own below theirs.

Source: ISO 32000-1, 12.3.3 (the outline tree: first, last, next, previous, parent and count).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, ObjectSet, Pdf, String

from dokumentmaskin.bundle.places import Placed
from dokumentmaskin.bundle.records import LostLink

# The bookmarks of a paper that go deeper than this are cut; no viewer shows them usefully.
_DEEPEST = 12


@dataclass(slots=True)
class _Bookmark:
    """A bookmark with those below it."""

    item: "Object"
    inner: "list[_Bookmark]" = field(default_factory=list)
    is_open: bool = False


def write_outline(whole: "Pdf", parts: Sequence[Placed]) -> list[LostLink]:
    """Give the package its bookmarks; return those of the parts that led nowhere and had none below."""
    top: list[_Bookmark] = []
    lost: list[LostLink] = []
    for index, placed in enumerate(parts):
        level = _heading(whole, top, placed)
        own = _Own(placed)
        level.append(_Bookmark(_item(whole, placed.title, placed.top()), own.bookmarks()))
        lost += [LostLink(index, 1, title) for title in own.lost]
    whole.Root.Outlines = whole.make_indirect(Dictionary(Type=Name.Outlines))
    _link(whole.Root.Outlines, top)
    return lost


def _heading(whole: "Pdf", top: list[_Bookmark], placed: Placed) -> list[_Bookmark]:
    """The level that a part's bookmark belongs on, with the headings above it made when they are new."""
    level = top
    for title in placed.under:
        if not level or not level[-1].is_open or str(level[-1].item.Title) != title:
            level.append(_Bookmark(_item(whole, title, placed.top()), is_open=True))
        level = level[-1].inner
    return level


def _item(whole: "Pdf", title: str, destination: "Object") -> "Object":
    return whole.make_indirect(Dictionary(Title=String(title), Dest=destination))


class _Own:
    """The bookmarks that a part has itself."""

    def __init__(self, placed: Placed) -> None:
        self._placed = placed
        self._seen = ObjectSet()
        self.lost: list[str] = []

    def bookmarks(self) -> list[_Bookmark]:
        """The bookmarks, which were copied into the package."""
        copied = self._placed.outlines
        if copied is None or "/First" not in copied:
            return []
        return list(self._level(copied, 1))

    def _level(self, above: "Object", depth: int) -> Iterator[_Bookmark]:
        item = above.get("/First")
        while isinstance(item, Dictionary) and self._seen.add(item):
            following = item.get("/Next")
            inner = list(self._level(item, depth + 1)) if "/First" in item and depth < _DEEPEST else []
            if self._settle(item) or inner:
                yield _Bookmark(item, inner)
            else:
                self.lost.append(str(item.get("/Title", "")))
            item = following

    def _settle(self, item: "Object") -> bool:
        """Make a bookmark lead to a place in the package; tell whether it leads anywhere."""
        if "/A" not in item and self._placed.is_place(item.get("/Dest")):
            return True  # as almost all are
        action = item.get("/A")
        if isinstance(action, Dictionary) and action.get("/S") == "/URI":
            return True
        wanted = action.get("/D") if isinstance(action, Dictionary) else item.get("/Dest")
        found = self._placed.destination(wanted)
        for key in ("/A", "/Dest", "/SE"):
            if key in item:
                del item[key]
        if found is None:
            return False
        item.Dest = found
        return True


def _link(above: "Object", level: Sequence[_Bookmark]) -> int:
    """Write how the bookmarks of a level hang together; return how many show when it is open.

    What is right already is left as it is: a paper's own bookmarks are many, and seldom change.
    """
    shown = 0
    before: Object | None = None
    for bookmark in level:
        item = bookmark.item
        _set(item, "/Parent", above)
        _set(item, "/Prev", before)
        if before is not None:
            _set(before, "/Next", item)
        below = _link(item, bookmark.inner) if bookmark.inner or "/First" in item else 0
        _set(item, "/Count", (below if bookmark.is_open else -below) or None)
        shown += 1 + (below if bookmark.is_open else 0)
        before = item
    if before is not None:
        _set(before, "/Next", None)
    _set(above, "/First", level[0].item if level else None)
    _set(above, "/Last", before)
    _set(above, "/Count", shown or None)
    return shown


def _set(thing: "Object", key: str, value: "Object | int | None") -> None:
    old = thing.get(key)
    if value is None:
        if old is not None:
            del thing[key]
    elif isinstance(value, int) or not isinstance(old, Dictionary) or old.objgen != value.objgen:
        thing[key] = value
