"""Names for the places of a meeting's cases, so that `saksliste.pdf#sak-4` opens it at the case.

The names are those that the twin of the document and the pages of the website have for the same cases. A case
is found by the bookmark of its heading; in a document without such headings, as a summons, by the row of a
table. Of several places the first is named. `finish_pdf` asks for the rows while the words still have the
numbers that the engine gave them, and names all when each bookmark leads where it should.
Source: ISO 32000-1, 12.3.2.3 (named destinations) and 7.9.6 (name trees).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf

from dokumentmaskin.minutes import heading_anchor, row_anchor
from dokumentmaskin.pdf.finish.structure import (
    ContentKey,
    below,
    content_key,
    is_element,
    kids_of,
    number_of,
    outline,
)
from dokumentmaskin.pdf.words import Word, in_one_line, read_words

Places = dict[str, Array]
_Words = Mapping[ContentKey, list[Word]]
_ABOVE = 12  # points from the baseline of a row up past its letters


def places_of_rows(pdf: Pdf, data: bytes) -> Places:
    """Where the rows of tables are that are cases, when no heading is.

    Args:
        pdf: An engine's open PDF with a structure tree.
        data: The bytes that it was opened from, for the places of its words.
    """
    tables = [element for element in below(pdf.Root.StructTreeRoot) if element.S == "/Table"]
    if not tables or any(heading_anchor(_title(item)) for item in outline(pdf.Root.get("/Outlines"))):
        return {}
    words = _words(pdf, data)
    found: Places = {}
    for table in tables:
        for anchor, (number, _), word in _cases(table, words):
            page = next(page for page in pdf.pages if number_of(page) == number)
            found.setdefault(anchor, Array([page.obj, Name.XYZ, 0, word.y + _ABOVE, 0]))
    return found


def name_cases(pdf: Pdf, rows: Places) -> None:
    """Name where each case stands: its heading, or its row.

    Args:
        pdf: The PDF, with its bookmarks in place; changed in place.
        rows: The places of the rows that are cases.
    """
    found = dict(rows)
    for item in outline(pdf.Root.get("/Outlines")):
        anchor, place = heading_anchor(_title(item)), item.get("/Dest")
        if anchor and isinstance(place, Array):
            found.setdefault(anchor, place)
    if not found:
        return
    tree = NameTree.new(pdf)
    for anchor, place in found.items():
        tree[anchor] = pdf.make_indirect(Dictionary(D=place))
    pdf.Root.Names = Dictionary({**dict(pdf.Root.get("/Names", Dictionary())), "/Dests": tree.obj})


def _title(item: Object) -> str:
    return str(item.get("/Title", ""))


def _words(pdf: Pdf, data: bytes) -> _Words:
    """The words of the file by the marked content that they are in."""
    found = defaultdict(list)
    for index, word in read_words(data):
        if word.mcid is not None:
            found[number_of(pdf.pages[index]), word.mcid].append(word)
    return found


def _cases(table: Object, words: _Words) -> Iterator[tuple[str, ContentKey, Word]]:
    """The name of each row that is a case, and where it begins."""
    rows = [[list(_content(cell)) for cell in kids_of(row)] for row in below(table) if row.S == "/TR"]
    titles: list[str] = []
    for row in rows:
        texts = [in_one_line(word for key in cell for word in words.get(key, ())) for cell in row]
        anchor = row_anchor(dict(zip(titles, texts, strict=False)))
        first = next(((key, word) for cell in row for key in cell for word in words.get(key, ())), None)
        if anchor and first is not None:
            yield anchor, *first
        titles = titles or texts


def _content(element: Object) -> Iterator[ContentKey]:
    """The marked content of an element and of all below it, in order."""
    for kid in kids_of(element):
        key = content_key(kid, element)
        if key is not None:
            yield key
        elif is_element(kid):
            yield from _content(kid)
