"""The finished file read again: does every link and bookmark in it lead to a page?"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf

from dokumentmaskin.bundle.joining.places import annotations
from dokumentmaskin.bundle.structure import held
from dokumentmaskin.errors import AttachmentError, Problem

Number = tuple[int, int]


def check_written(data: bytes) -> None:
    """Resolve every link and bookmark of a package.

    Raises:
        AttachmentError: One leads nowhere; says which page it is on, or what the bookmark is called.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        dead = [*_dead_links(pdf, pages), *_dead_bookmarks(pdf, pages)]
    if dead:
        raise AttachmentError(
            Problem("dod-lenke", f"{where} leder ingen steder.", "Meld fra.") for where in dead
        )


def bookmarks(pdf: Pdf) -> Iterator[Object]:
    """All bookmarks of a file, whatever is wrong with how they hang together."""
    outlines = pdf.Root.get("/Outlines")
    seen, pending = ObjectSet(), [outlines.get("/First") if isinstance(outlines, Dictionary) else None]
    while pending:
        item = pending.pop()
        if isinstance(item, Dictionary) and seen.add(item):
            yield item
            pending += [item[key] for key in ("/Next", "/First") if key in item]


def _dead_links(pdf: Pdf, pages: set[Number]) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for annotation in annotations(page.obj):
            if annotation.get("/Subtype") == "/Link" and not _leads_somewhere(annotation, pages):
                yield f"En lenke på side {number} i pakken"


def _dead_bookmarks(pdf: Pdf, pages: set[Number]) -> Iterator[str]:
    for item in bookmarks(pdf):
        if not _leads_somewhere(item, pages) and "/First" not in item:
            yield f"Bokmerket «{item.get('/Title', '')}» i pakken"


def _leads_somewhere(thing: Object, pages: set[Number]) -> bool:
    """Whether a link or bookmark leads to a page of this file, or out of it."""
    wanted = held(thing, "/Dest")
    action = held(thing, "/A") if wanted is None else None
    if isinstance(action, Dictionary):
        if action.get("/S") != "/GoTo":
            return True
        wanted = action.get("/D")
    if not isinstance(wanted, Array) or not len(wanted):
        return False
    page = wanted[0]
    return isinstance(page, Dictionary) and page.objgen in pages
