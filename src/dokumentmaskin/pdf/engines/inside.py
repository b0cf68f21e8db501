"""The copy of a document in which what leads from one place of it to another is such that rdocx keeps it.

The built-in engine asks for it first, and has what is made of it finished (`places`): links inside the
document, the numbers of the pages that it refers to, and notes at its end (`endnotes`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dokumentmaskin.pdf.engines.endnotes import notes_at_end
from dokumentmaskin.pdf.engines.places import Place, Relations, mark_places
from dokumentmaskin.word import (
    NOTES,
    STYLES,
    Package,
    Styles,
    W,
    number_in,
    packed,
    set_page_numbers,
    without,
    written,
)

_LEADS: Final = re.compile(rb"(?:foot|end)noteReference\b|\banchor=[\"']|PAGEREF")
_PAGES: Final = b"PAGEREF"


@dataclass(frozen=True, slots=True)
class InsideCopy:
    """A copy of a document.

    Attributes:
        docx: The bytes of the copy; the document itself when nothing in it leads anywhere in it.
        places: The number of each place that is led to, by its name.
        refers_to_pages: Whether it has numbers of the pages that places are on.
    """

    docx: bytes
    places: Mapping[str, int] = field(default_factory=dict)
    refers_to_pages: bool = False

    def pages(self, laid: Mapping[int, Place]) -> dict[str, int]:
        """The number of the page that each of its places is on.

        Args:
            laid: Where each place lies when the copy is laid out.
        """
        package = Package(self.docx)
        counted = package.root(package.main).iter(W + "pgNumType")
        first = number_in(next((one.get(W + "start", "") for one in counted), ""), 1)
        return {name: laid[number].page + first for name, number in self.places.items() if number in laid}

    def with_pages(self, pages: Mapping[str, int]) -> bytes:
        """The copy with those numbers where it refers to pages; the engine would work out its own."""
        package = Package(self.docx)
        root = package.root(package.main)
        set_page_numbers(root, pages)
        parts = {name: package.read(name) for name in package.names}
        return packed(parts | {package.main: written(root)})


def inside_copy(docx: bytes) -> InsideCopy:
    """Return the copy.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    main = package.main
    if _LEADS.search(package.read(main)) is None:
        return InsideCopy(docx)
    root, relations = package.root(main), Relations(package, main)
    notes_at_end(root, package, Styles(package.one(STYLES)), relations)
    places = mark_places(root, relations)
    parts = {name: package.read(name) for name in package.names}
    parts |= relations.written() | {main: written(root)}
    docx = packed(without(parts, frozenset(package.named(*NOTES.values()))))  # they stand in the body now
    return InsideCopy(docx, places, refers_to_pages=_PAGES in package.read(main))
