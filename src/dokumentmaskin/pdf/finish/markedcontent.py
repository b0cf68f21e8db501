"""Words of the same element drawn one after the other, as one piece of marked content.

The built-in engine marks every word by itself: hundreds of pieces on a page, each with its number in the
structure tree and its element in the parent tree, where one for a paragraph says the same. Readers become
slow from it and files large. Source: ISO 32000-1, 14.6 (marked content), 14.7.4.2 and 14.7.4.4.
"""

import re
from typing import Final

from pikepdf import Array, Object, Page, Pdf, Stream

from dokumentmaskin.pdf.finish.structure import StructureTree, content_key, is_element, kids_of, number_of

# As the engine writes it: the end of a word's content, and the beginning of the next one's.
_BEGIN: Final = re.compile(rb"(\nEMC\n)?(/\w+ <<\n  /MCID )(\d+)(\n>> BDC\n)")

_OTHER: Final = re.compile(rb" B[MD]C\n")

# Page and number of a piece, and its new number; None for one that has become part of the one before.
_Numbers = dict[tuple[tuple[int, int], int], int | None]


def merge_words(pdf: Pdf) -> None:
    """Make one piece of marked content of those that follow each other on the page and in their element.

    Args:
        pdf: A tagged PDF; changed in place. What another engine has written stays as it is.
    """
    tree = StructureTree(pdf)
    numbers: _Numbers = {}
    for page in pdf.pages:
        numbers.update(_merge_page(page, tree))
    if numbers:
        _renumber(tree.root, numbers)


def _merge_page(page: Page, tree: StructureTree) -> _Numbers:
    """Merge the words of a page; return the new numbers, nothing when the page is not the engine's."""
    content = page.obj.get("/Contents")
    owners = tree.entry(page.obj, "/StructParents")
    if not isinstance(content, Stream) or not isinstance(owners, Array):
        return {}
    data = content.read_bytes()
    found = [int(match[3]) for match in _BEGIN.finditer(data)]
    if found != list(range(len(owners))):
        return {}
    merging = _Merging(page, tree, list(owners))
    content.write(_BEGIN.sub(merging.replacement, data))
    tree.parents[int(page.obj.StructParents)] = Array(merging.kept)
    return merging.numbers


class _Merging:
    """Decides, piece by piece of a page, which become part of the one before."""

    def __init__(self, page: Page, tree: StructureTree, owners: list[Object]) -> None:
        self._page = number_of(page)
        self._tree = tree
        self._owners = owners
        self._end = 0
        self.numbers: _Numbers = {}
        self.kept: list[Object] = []

    def replacement(self, match: re.Match[bytes]) -> bytes:
        """Return what stands between the piece before and this one from now on."""
        number = int(match[3])
        between = match.string[self._end : match.start()]
        self._end = match.end()
        # A line under a link is an artifact between the words, and what ended last.
        if match[1] and not _OTHER.search(between) and self._continues(number):
            self.numbers[self._page, number] = None
            return b"\n"
        self.numbers[self._page, number] = len(self.kept)
        self.kept.append(self._owners[number])
        return b"%b%b%d%b" % (match[1] or b"", match[2], len(self.kept) - 1, match[4])

    def _continues(self, number: int) -> bool:
        """Tell whether a piece follows the one before it in the same element."""
        owner, before = self._owners[number], self._owners[number - 1]
        if owner.objgen != before.objgen:
            return False
        places = self._tree.places(owner)
        last = places.get((self._page, number - 1))
        return last is not None and places.get((self._page, number)) == last + 1


def _renumber(element: Object, numbers: _Numbers) -> None:
    """Write the content of each element by its new numbers."""
    kids: list[Object | int] = []
    for kid in kids_of(element):
        key = content_key(kid)
        if key is None:
            kids.append(kid)
            if is_element(kid):
                _renumber(kid, numbers)
        elif (number := numbers.get(key, key[1])) is not None:
            kids.append(_reference(element, kid, number))
    element.K = kids[0] if len(kids) == 1 else Array(kids)


def _reference(element: Object, kid: Object, number: int) -> Object | int:
    """Return a piece as a plain number if its page is the element's, which the first one decides."""
    if "/Pg" not in element:
        element.Pg = kid.Pg
    if element.Pg.objgen == kid.Pg.objgen:
        return number
    kid.MCID = number
    return kid
