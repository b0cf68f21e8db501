"""The head of a table on the page of its first row; rdocx leaves it alone at the foot of the one before.

rdocx 0.16.3 does not keep a row with the next one, as Word and LibreOffice do when the paragraphs of the row
say so (ECMA-376 Part 1, 17.3.1.15 `keepNext`). It does keep a heading with the head. So what stands over such
a table begins a page in the engine's copy.
"""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf

from dokumentmaskin.word import Package, W, packed, written


def lonely_heads(pdf: bytes) -> list[int]:
    """Which tables, from 0 in reading order, have their first row on another page than the second."""
    with Pdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.get("/StructTreeRoot")
        tables = [one for one in _below(root) if one.S == "/Table"] if root is not None else []
        firsts = [[_page(row) for row in _below(table) if row.S == "/TR"][:2] for table in tables]
    return [place for place, pages in enumerate(firsts) if len(pages) > 1 and pages[0] != pages[1]]


def on_a_new_page(docx: bytes, place: int) -> bytes | None:
    """The document with a new page where the heading over a table stands; None when there is none over it."""
    package = Package(docx)
    root = package.root(package.main)
    tables = list(root.iter(f"{W}tbl"))
    over = tables[place].getprevious() if place < len(tables) else None
    look = over.find(f"{W}pPr") if over is not None and over.tag == f"{W}p" else None
    style = look.find(f"{W}pStyle") if look is not None else None
    if look is None or style is None or look.find(f"{W}pageBreakBefore") is not None:
        return None
    if not str(style.get(f"{W}val")).startswith("Heading"):
        return None
    style.addnext(look.makeelement(f"{W}pageBreakBefore"))
    parts = {name: package.read(name) for name in package.names}
    return packed(parts | {package.main: written(root)})


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _below(element: Object) -> Iterator[Object]:
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _page(row: Object) -> tuple[int, int] | None:
    """The page of the first content in a row."""
    for element in (row, *_below(row)):
        for thing in (element, *_kids(element)):
            if isinstance(thing, Dictionary) and "/Pg" in thing:
                return thing.Pg.objgen
    return None
