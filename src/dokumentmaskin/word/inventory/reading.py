"""The inventory of a Word file: all that it shows besides running text, in reading order.

Whoever makes pages of the file calls `read_inventory` and holds what the pages draw against it. A part that
has none of the marks is not even parsed, so that an ordinary letter costs a search. What can go wrong: the
file, or a part of it, cannot be read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dokumentmaskin.word.inventory.drawn import DRAWN, drawn_things
from dokumentmaskin.word.inventory.records import Thing
from dokumentmaskin.word.inventory.walking import shown_elements
from dokumentmaskin.word.names import R, W, is_on
from dokumentmaskin.word.package import FOOTER, HEADER, STORIES, STYLES, Package
from dokumentmaskin.word.styles import Styles, find

_RUNNING: Final = (HEADER, FOOTER)
_MARKS: Final = re.compile(rb"<\w+:(?:drawing|pict|object|altChunk)\b")


def read_inventory(package: Package) -> tuple[Thing, ...]:
    """All that a Word file shows besides running text.

    Args:
        package: The file.

    Raises:
        DamagedError: A part cannot be read.
    """
    return tuple(_things(package))


def _things(package: Package) -> Iterator[Thing]:
    styles: Styles | None = None
    pages: dict[str, int] = {}
    for kind in STORIES:
        for name in package.named(kind):
            if not _MARKS.search(package.read(name)):
                continue
            styles = styles or Styles(package.one(STYLES))
            pages = pages or _first_pages(package)
            page = pages.get(name, 0) if kind in _RUNNING else 1
            for element, spot in shown_elements(package.root(name), kind, styles, DRAWN) if page else ():
                yield from drawn_things(element, replace(spot, page=page), package, name)


def _first_pages(package: Package) -> dict[str, int]:
    """The first page that each header and footer may stand on; those that stand on none are left out.

    One for first pages stands there when the section says so, and then the usual one does not (17.10.6); one
    for even pages when the document says so (17.10.1).
    """
    main, settings = package.main, package.one("settings")
    is_even = settings is not None and is_on(find(settings, "evenAndOddHeaders"))
    found: dict[str, int] = {}
    for section in package.root(main).iter(W + "sectPr"):
        is_first = is_on(find(section, "titlePg"))
        pages = {"default": 2 if is_first else 1, "first": 1 if is_first else 0, "even": 2 if is_even else 0}
        for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
            name = package.part_at(main, reference.get(R + "id", ""))
            page = pages.get(reference.get(W + "type", "default"), 0)
            found[name] = min(filter(None, (found.get(name, 0), page)), default=0)
    return found
