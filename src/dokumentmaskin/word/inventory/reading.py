"""The inventory of a Word file: all that it shows besides running text, in reading order.

Whoever makes pages of the file calls `read_inventory` and holds what the pages draw against it. A part that
has none of the marks is not even parsed, so that an ordinary letter costs a search. What can go wrong: the
file, or a part of it, cannot be read.
"""

import re
from collections.abc import Iterator
from typing import Final

from dokumentmaskin.word.inventory.drawn import DRAWN, drawn_things
from dokumentmaskin.word.inventory.records import Thing
from dokumentmaskin.word.inventory.walking import shown_elements
from dokumentmaskin.word.package import STORIES, STYLES, Package
from dokumentmaskin.word.styles import Styles

_MARKS: Final = re.compile(rb"<\w+:(?:drawing|pict|object)\b")


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
    for kind in STORIES:
        for name in package.named(kind):
            if not _MARKS.search(package.read(name)):
                continue
            styles = styles or Styles(package.one(STYLES))
            for element, spot in shown_elements(package.root(name), kind, styles, DRAWN):
                yield from drawn_things(element, spot, package, name)
