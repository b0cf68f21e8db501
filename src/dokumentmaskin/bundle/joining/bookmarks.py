"""The bookmarks that a part has itself, read from its own file.

Source: ISO 32000-1, 12.3.3. They are read one by one rather than copied: a copy would bring along all that
they lead to, and follow a thousand bookmarks in a row a thousand steps down. Nothing here calls itself, for
they may also stand thousands below each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, ObjectSet, Page, Pdf, String

from dokumentmaskin.bundle.joining.places import Number, page_index
from dokumentmaskin.bundle.joining.targets import text
from dokumentmaskin.bundle.structure import name_of, named

# Bookmarks that go deeper than this follow on the same level; no viewer shows more of them usefully.
_DEEPEST: Final = 12
_COLOURS: Final = 3  # red, green and blue
_STYLES: Final = 3  # italic and bold
_VIEWS: Final = {  # ISO 32000-1, table 151
    f"/{name}": Name(f"/{name}") for name in ("XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV")
}


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
    """A part's own bookmarks; a ring of them is walked once.

    Args:
        source: The part's file.
        pages: Its pages, as they are in the package.
    """
    top: list[Bookmark] = []
    outlines = source.Root.get("/Outlines")
    if not isinstance(outlines, Dictionary):
        return top
    reader = _Reader(source, pages)
    seen, pending = ObjectSet(), [(outlines.get("/First"), top, 1)]
    while pending:
        item, level, depth = pending.pop()
        if not isinstance(item, Dictionary) or not seen.add(item):
            continue
        entries = dict(item.items())
        pending.append((entries.get("/Next"), level, depth))
        bookmark = reader.bookmark(entries)
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


class _Reader:
    """Reads the bookmarks of one part."""

    def __init__(self, source: Pdf, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._numbers: Mapping[Number, int] = {
            page.obj.objgen: index for index, page in enumerate(source.pages)
        }

    def bookmark(self, old: Mapping[str, Any]) -> Bookmark:
        """A bookmark of the part, with nothing of its file."""
        entries = {"/Dest": self._destination(old.get("/Dest"))}
        if entries["/Dest"] is None:
            entries = {"/A": self._action(old["/A"])} if "/A" in old else {}
        if "/C" in old:
            entries["/C"] = _colour(old["/C"])
        if isinstance(old.get("/F"), int):
            entries["/F"] = int(old["/F"]) & _STYLES or None
        kept = {key: value for key, value in entries.items() if value is not None}
        return Bookmark(text(old.get("/Title")).strip(), kept)

    def _action(self, action: Any) -> Dictionary | None:
        """An action that leads somewhere; what else a bookmark may do is left behind."""
        kind = name_of(action.get("/S")) if isinstance(action, Dictionary) else ""
        entries: dict[str, Any] = {}
        if kind == "/URI":
            entries["/URI"] = _string(action.get("/URI"))
        elif kind in {"/GoTo", "/GoToR"}:
            entries = {key: self._destination(action.get(key)) for key in ("/D", "/SD")}
            entries["/F"] = _string(_file(action.get("/F")))
        else:
            return None
        kept = {key: value for key, value in entries.items() if value is not None}
        return Dictionary({"/S": Name(kind), **kept})

    def _destination(self, wanted: Any) -> Any:
        """A destination with the page in the package; None for one that is nothing of the kind."""
        if isinstance(wanted, Array):
            first, *view = list(wanted) if len(wanted) else [None]
            if not isinstance(first, int):  # which is of a page in another file, for all that is known
                index = page_index(first, self._numbers, len(self._pages))
                first = None if index is None else self._pages[index].obj
            return Array([first, *_view(view)])
        if isinstance(wanted, Name):
            return named(name_of(wanted))
        return wanted if isinstance(wanted, int) else _string(wanted)


def _view(values: Sequence[Any]) -> list[Any]:
    """How a page is to be shown, when it is said as it should be; else nothing."""
    name = _VIEWS.get(name_of(values[0])) if values else None
    is_plain = all(one is None or _is_number(one) for one in values[1:])
    return [name, *values[1:]] if name is not None and is_plain else []


def _colour(value: Any) -> Array | None:
    values = list(value) if isinstance(value, Array) else []
    return Array(values) if len(values) == _COLOURS and all(map(_is_number, values)) else None


def _file(specification: Any) -> Any:
    if isinstance(specification, Dictionary):
        return specification.get("/UF") or specification.get("/F")
    return specification


def _string(value: Any) -> String | None:
    return String(bytes(value)) if isinstance(value, String) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
