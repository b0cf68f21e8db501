"""Where links and bookmarks lead: destinations of a part, as places in the package.

Sources: ISO 32000-1, 12.3.2 (destinations, explicit and named). A destination's name belongs to its own
file; in the package every destination is written out, so that no two parts' names can be confused.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dokumentmaskin.bundle.records import Part
from dokumentmaskin.bundle.trees import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object, Page


@dataclass(frozen=True)
class Placed:
    """A part that has its pages in the package.

    Attributes:
        part: The part.
        pages: Its pages there, in order; never none.
        first: The number of the first one in the package, from 1.
    """

    part: Part
    pages: "Sequence[Page]" = field(repr=False)
    first: int

    def destination(self, wanted: "Object | int | None") -> "Object | None":
        """A destination as an explicit one in the package; None for one that leads nowhere.

        Args:
            wanted: A name or an array, as a link of this part has it, copied into the package.
        """
        from pikepdf import Array, Dictionary, Name, String

        if isinstance(wanted, String | Name):
            named = self._named.get(bytes(wanted) if isinstance(wanted, String) else str(wanted).encode())
            return None if named is None else self._from_source(named)
        if isinstance(wanted, Dictionary):
            wanted = wanted.get("/D")
        if not isinstance(wanted, Array) or not len(wanted):
            return None
        page = wanted[0]
        if isinstance(page, int):
            return Array([self.pages[page].obj, *list(wanted)[1:]]) if 0 <= page < len(self.pages) else None
        return wanted if isinstance(page, Dictionary) and page.objgen in self._numbers else None

    def top(self, number: int = 1) -> "Object":
        """The destination that is the top of a page of this part, counted from 1."""
        from pikepdf import Array, Name

        page = self.pages[number - 1]
        if int(page.obj.get("/Rotate", 0) or 0) % 360:
            return Array([page.obj, Name.Fit])
        return Array([page.obj, Name.XYZ, None, max(map(float, page.cropbox[1::2])), None])

    def _from_source(self, named: "Object") -> "Object | None":
        """The destination that a name stands for in the part's own file, moved to the package's pages."""
        from pikepdf import Array, Dictionary

        explicit = named.get("/D") if isinstance(named, Dictionary) else named
        if not isinstance(explicit, Array) or not len(explicit):
            return None
        page, *view = list(explicit)
        index = self._source_numbers.get(page.objgen) if isinstance(page, Dictionary) else None
        if index is None or any(isinstance(value, Dictionary | Array) for value in view):
            return None
        return Array([self.pages[index].obj, *view])

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: index for index, page in enumerate(self.pages)}

    @cached_property
    def _source_numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: index for index, page in enumerate(self.part.pdf.pages)}

    @cached_property
    def _named(self) -> "dict[bytes, Object]":
        """The part's named destinations: those of PDF 1.1 by their name with its slash, and the others."""
        from pikepdf import Dictionary

        root = self.part.pdf.Root
        old = root.get("/Dests")
        named = {key.encode(): value for key, value in old.items()} if isinstance(old, Dictionary) else {}
        tree = root.get("/Names")
        if isinstance(tree, Dictionary):
            named.update(names(tree.get("/Dests")))
        return named
