"""Links made accessible: each a Link element that holds its words and its clickable areas.

The built-in engine writes one annotation per word and no element; LibreOffice writes elements but says
nothing about where a link leads. Sources: ISO 14289-1, 7.18.1 (tab order, alternate description) and
7.18.5 (links); ISO 32000-1, 14.7.4.3 (object references) and 14.7.4.4 (the parent tree).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from dokumentmaskin.pdf.finish.structure import StructureTree, content_key, kids_of, number_of
from dokumentmaskin.pdf.words import Word, in_one_line, read_words

# Left, lower, right and upper edge in points.
Area = tuple[float, float, float, float]
_LEADER = re.compile(r"\s*(?:[.·_-]\s?){3,}")  # what leads the eye from an entry to its page
_TOLERANCE = 0.5  # points between where an annotation begins and where its word does


@dataclass(frozen=True, slots=True)
class _Piece:
    """One annotation of the engine's, with the words under it."""

    page: Page
    annotation: Object
    area: Area
    target: str
    words: list[Word]
    parent: Object | None  # the structure element that holds the words; None in a header or footer

    @property
    def mcids(self) -> list[int]:
        return list(dict.fromkeys(word.mcid for word in self.words if word.mcid is not None))


def tag_links(pdf: Pdf, data: bytes, language: str) -> None:
    """Give every link its structure element, a description and a place in the tab order.

    Args:
        pdf: An engine's open PDF with a structure tree; changed in place.
        data: The bytes that it was opened from, for the places of its words.
        language: The document's language tag, which decides the word for «link».
    """
    pages = [page for page in pdf.pages if "/Annots" in page]
    if not pages:
        return
    tree = StructureTree(pdf)
    for page in pages:
        _describe_tagged(page, tree, _label(language))
    tag_loose(pdf, data, language)


def _label(language: str) -> str:
    return "Lenkje" if language.lower().startswith("nn") else "Lenke"


def tag_loose(pdf: Pdf, data: bytes, language: str) -> None:
    """The same for the links alone that are in no structure yet, when the file has been finished before."""
    pages = {index: page for index, page in enumerate(pdf.pages) if "/Annots" in page}
    label, tree = _label(language), StructureTree(pdf)
    for page in pages.values():
        page.obj.Tabs = Name.S
    words: defaultdict[int, list[Word]] = defaultdict(list)
    for index, word in read_words(data, lambda index: index in pages and bool(_loose(pages[index]))):
        words[index].append(word)
    pieces = [piece for index, page in pages.items() for piece in _pieces(page, words[index], tree)]
    for said in words.values():
        _take_leaders(pieces, said)
    for link in list(_grouped(pieces, partial(_continues, tree))):
        _tag(link, tree, label)


def _describe_tagged(page: Page, tree: StructureTree, label: str) -> None:
    """Describe the links that the engine has put into the structure itself, by their text."""
    for annotation in page.obj.Annots:
        if annotation.get("/Subtype") == "/Link" and "/StructParent" in annotation:
            text = str(annotation.get("/Contents", ""))
            element = tree.entry(annotation, "/StructParent")
            _describe(annotation, element, _description(label, text, annotation))


def _describe(annotation: Object, element: Object | None, description: str) -> None:
    annotation.Contents = String(description)
    if element is not None:
        element.Alt = String(description)


def _description(label: str, text: str, annotation: Object) -> str:
    """Return what a screen reader says of a link: its text and, outside the document, its address."""
    action = annotation.get("/A")
    address = f" ({action.URI})" if action is not None and "/URI" in action else ""
    return f"{label}: {text}{address}"


def _loose(page: Page) -> list[Object]:
    """Return the page's links that no element holds yet, in drawing order."""
    return [a for a in page.obj.Annots if a.get("/Subtype") == "/Link" and "/StructParent" not in a]


def _pieces(page: Page, words: Sequence[Word], tree: StructureTree) -> Iterator[_Piece]:
    """Yield the page's loose links, each with the words that it covers."""
    for annotation in _loose(page):
        left, low, right, high = map(float, annotation.Rect)
        area = (left, low, right, high)
        under = [word for word in words if _is_under(word, area)]
        tagged = [word for word in under if word.mcid is not None]
        owner = tree.owner(page, tagged[0].mcid) if tagged and tagged[0].mcid is not None else None
        yield _Piece(page, annotation, area, _target(annotation), tagged or under, owner)


def _take_leaders(pieces: Sequence[_Piece], words: Sequence[Word]) -> None:
    """Let the dots between an entry of a table of contents and its page be part of their link."""
    owners = {id(word): piece for piece in pieces for word in piece.words}
    for before, dots, after in zip(words, words[1:], words[2:], strict=False):
        first, last = owners.get(id(before)), owners.get(id(after))
        same = first and last and id(dots) not in owners and first.target == last.target
        if first and same and dots.mcid is not None and _LEADER.fullmatch(dots.text):
            first.words.append(dots)


def _is_under(word: Word, area: Area) -> bool:
    left, low, right, high = area
    begins = left - _TOLERANCE <= word.x < max(right - _TOLERANCE, left + _TOLERANCE)
    return begins and low <= word.y <= high


def _target(annotation: Object) -> str:
    """Return what tells one target from another: the address, or the place in the document."""
    action = annotation.get("/A")
    if action is not None and "/URI" in action:
        return str(action.URI)
    return repr(annotation.get("/Dest") if action is None else action.get("/D"))


def _grouped(pieces: Iterable[_Piece], together: Callable[[_Piece, _Piece], bool]) -> Iterator[list[_Piece]]:
    """Yield the pieces in groups, each as long as one belongs together with the one before it."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not together(group[-1], piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _continues(tree: StructureTree, before: _Piece, piece: _Piece) -> bool:
    """Tell whether two pieces are the same link: same target, nothing between their words."""
    if before.target != piece.target:
        return False
    if before.parent is None or piece.parent is None:
        same_page = number_of(before.page) == number_of(piece.page)
        return before.parent is None and piece.parent is None and same_page
    if before.parent.objgen != piece.parent.objgen:
        return False
    last, first = (number_of(before.page), before.mcids[-1]), (number_of(piece.page), piece.mcids[0])
    places = tree.places(piece.parent)
    return last in places and places.get(first, -1) - places[last] in {0, 1}


def _tag(link: list[_Piece], tree: StructureTree, label: str) -> None:
    """Put one link into the structure: pieces that follow each other and lead to the same place."""
    first = link[0]
    parent = first.parent if first.parent is not None else tree.document
    words = in_one_line(word for piece in link for word in piece.words)
    text = _LEADER.sub(" ", words) or str(first.annotation.get("/Contents", ""))
    description = _description(label, text, first.annotation)
    element = tree.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=parent, K=Array()))
    _move_words(link, tree, parent, element)
    for line in list(_grouped(link, _same_line)):
        annotation = _merged(line)
        _describe(annotation, element, description)
        tree.enter(annotation, element)
        element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=line[0].page.obj))


def _move_words(link: list[_Piece], tree: StructureTree, parent: Object, element: Object) -> None:
    """Move the link's marked content from its parent into the element, which takes its place."""
    moved = {(number_of(piece.page), mcid) for piece in link for mcid in piece.mcids}
    kids: list[Object] = []
    for kid in kids_of(parent):
        if content_key(kid, parent) not in moved:
            kids.append(kid)
            continue
        if not len(element.K):
            kids.append(element)
        is_number = isinstance(kid, int)
        element.K.append(Dictionary(Type=Name.MCR, Pg=parent.Pg, MCID=kid) if is_number else kid)
    parent.K = Array(kids if len(element.K) else [*kids, element])
    for piece in link:
        for mcid in piece.mcids:
            tree.give(piece.page, mcid, element)


def _same_line(before: _Piece, piece: _Piece) -> bool:
    if number_of(before.page) != number_of(piece.page):
        return False
    _, low, right, high = before.area
    left, other_low, _, other_high = piece.area
    overlap = min(high, other_high) - max(low, other_low)
    return overlap > min(high - low, other_high - other_low) / 2 and left >= right - _TOLERANCE


def _merged(line: list[_Piece]) -> Object:
    """Return the line's first annotation, made as wide and high as all of them."""
    lefts, lows, rights, highs = zip(*(piece.area for piece in line), strict=True)
    kept = line[0].annotation
    kept.Rect = Array([min(lefts), min(lows), max(rights), max(highs)])
    page = line[0].page
    gone = {piece.annotation.objgen for piece in line[1:]}
    if gone:
        page.obj.Annots = Array([a for a in page.obj.Annots if a.objgen not in gone])
    return kept
