"""The copy of a document in which what leads from one place of it to another is such that rdocx keeps it.

The built-in engine asks for it first, and has what is made of it finished (`places`): links inside the
document and notes at its end (`endnotes`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dokumentmaskin.pdf.engines.endnotes import notes_at_end
from dokumentmaskin.pdf.engines.places import Relations, mark_places
from dokumentmaskin.word import STYLES, Package, Styles, packed, written

_LEADS: Final = re.compile(rb"(?:foot|end)noteReference\b|\banchor=[\"']")


@dataclass(frozen=True, slots=True)
class InsideCopy:
    """A copy of a document.

    Attributes:
        docx: The bytes of the copy; the document itself when nothing in it leads anywhere in it.
        places: The number of each place that is led to, by its name.
    """

    docx: bytes
    places: Mapping[str, int] = field(default_factory=dict)


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
    return InsideCopy(packed(parts | relations.written() | {main: written(root)}), places)
