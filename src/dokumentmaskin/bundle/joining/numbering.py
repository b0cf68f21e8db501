"""The pages of a package in order, each with its number: the printed one is the one that a viewer shows.

A page that has been given room for it says «8/227», a pagination artifact (ISO 32000-1, 14.8.2.2.2). The page
labels (12.4.2) count the same way from 1, so that contents, page and viewer agree.
"""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from dokumentmaskin.bundle.pages import Room, content_streams, encoded

# How a page is shown (ISO 32000-1, table 30), and the font of its number.
_TAKEN_BY_BLANK: Final = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources")


class NumberedPages:
    """The pages of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._pages: list[Page] = []
        self._rooms: list[Room | None] = []

    @property
    def following(self) -> int:
        """The number of the page that is added next."""
        return len(self._pages) + 1

    def turn(self) -> None:
        """Let the next page be a right-hand one, after a blank page like the last when it must."""
        if self.following % 2 == 0:
            last = self._pages[-1].obj
            looks = {key: last[key] for key in _TAKEN_BY_BLANK if key in last}
            blank = Dictionary({"/Type": Name.Page, "/Parent": self._whole.Root.Pages, **looks})
            self.add([Page(self._whole.make_indirect(blank))], (room,) if (room := self._rooms[-1]) else ())

    def add(self, pages: Sequence[Page], rooms: Sequence[Room]) -> None:
        """Add the pages of a part, with the room for the number on each, or none at all."""
        self._pages += pages
        self._rooms += [room for room, _ in zip(chain(rooms, repeat(None)), pages, strict=False)]

    def finish(self) -> None:
        """Write the page tree, the labels and the numbers."""
        count = len(self._pages)
        for number, (page, room) in enumerate(zip(self._pages, self._rooms, strict=True), 1):
            if room is not None:
                shown = self._whole.make_stream(room.shown(encoded(f"{number}/{count}")))
                page.obj.Contents = Array([*content_streams(page), shown])
        root = self._whole.Root
        kids: list[Object] = [page.obj for page in self._pages]
        root.Pages.Kids, root.Pages.Count = Array(kids), count
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
