"""Reading the structure tree of a PDF in tests."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from dokumentmaskin.pdf.finish.structure import kids_of


def elements(node: Any, kind: str) -> Iterator[Any]:
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            if kind == kid.S:
                yield kid
            yield from elements(kid, kind)


def content(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """Page and number of each piece of marked content that an element holds itself."""
    for kid in kids_of(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)
