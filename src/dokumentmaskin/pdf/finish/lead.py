"""Texts of a finished PDF made to lead somewhere: what one file of a package says of another.

By itself the file must not have such a link, which would lead nowhere. So `pipeline/package` puts it into its
own copy when it joins, and says then where the text leads.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pikepdf import Dictionary, Pdf
    from pypdfium2 import PdfTextPage

    from dokumentmaskin.pdf.finish.links import Area

_PRINTED: Final = 4  # PDF/A asks for it (ISO 19005-2, 6.3.2)
_COLOUR: Final = (0.106, 0.310, 0.388)  # that of the links in the documents


def lead(pdf: "Pdf", data: bytes, texts: Sequence[tuple[str, str]], language: str) -> None:
    """Let texts lead to addresses, each where it stands first and no longer one of them does.

    Args:
        pdf: An open PDF that keeps PDF/UA; changed in place.
        data: The bytes that it was opened from.
        texts: Each text, and where it leads; nowhere for an empty address, or when it does not stand there.
        language: The document's language tag, which decides the word for «link».
    """
    from pikepdf import Array

    from dokumentmaskin.pdf.finish.links import tag_loose

    # What leads nowhere has its place too, which a shorter one must not take.
    longest_first = sorted(texts, key=lambda one: -len(one[0]))
    for index, area, address in list(_places(data, longest_first)):
        if not address:
            continue
        page = pdf.pages[index]
        page.obj.Annots = Array([*page.obj.get("/Annots", []), pdf.make_indirect(_link(area, address))])
    tag_loose(pdf, data, language)


def _link(area: "Area", address: str) -> "Dictionary":
    from pikepdf import Array, Dictionary, Name, String

    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(edge, 2) for edge in area]),
        BS=Dictionary(Type=Name.Border, W=0.75, S=Name.U),  # under the words (ISO 32000-1, table 166)
        C=Array(_COLOUR),
        F=_PRINTED,
        A=Dictionary(S=Name.URI, URI=String(address)),
    )


def _places(data: bytes, texts: Sequence[tuple[str, str]]) -> "Iterator[tuple[int, Area, str]]":
    """Yield the page and the area of each line of each text, with where it leads."""
    from pypdfium2 import PdfDocument

    left = list(texts)
    with PdfDocument(data) as document:
        for index, page in enumerate(document):
            with closing(page.get_textpage()) as words:
                said = words.get_text_range()
                taken: list[range] = []
                for text, address in list(left):
                    here = _first(text, said, taken)
                    # PDFium counts some signs that it does not say; a place is taken only when the two agree.
                    if here and words.get_text_range(here.start, len(here)) == said[here.start : here.stop]:
                        taken.append(here)
                        left.remove((text, address))
                        yield from ((index, area, address) for area in _areas(words, said, here))


def _first(text: str, said: str, taken: Sequence[range]) -> range | None:
    """Where a text stands first on a page as something whole, and nothing else has been found."""
    words = r"\s+".join(map(re.escape, text.split()))
    found = (range(*match.span()) for match in re.finditer(rf"(?<!\w){words}(?!\w)", said))
    return next((here for here in found if not any(here.start in other for other in taken)), None)


def _areas(words: "PdfTextPage", said: str, here: range) -> "Iterator[Area]":
    """Yield an area for each line of a text, as high as its letters may be."""
    areas = (words.get_charbox(place, loose=True) for place in here if not said[place].isspace())
    lines: list[list[Area]] = []
    for area in areas:
        if lines and area[0] > lines[-1][-1][0]:
            lines[-1].append(area)
        else:
            lines.append([area])
    for line in lines:
        lefts, lows, rights, highs = zip(*line, strict=True)
        yield min(lefts), min(lows), max(rights), max(highs)
