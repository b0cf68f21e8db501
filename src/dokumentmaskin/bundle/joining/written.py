"""The finished file: does every link and bookmark in it lead to a page, and does its first page show at once?

Source of the second: ISO 32000-1, annex F (linearised PDF). Versions of qpdf differ in where they count
objects that a page and something else refer to, and one finds fault with the hint tables of another. So the
file is laid out so that all agree: bookmarks stand outside object streams, and link areas, to which the
structure tree refers too, stand in streams with what the first page needs or with those of other pages.
"""

from collections.abc import Iterator
from io import BytesIO
from operator import itemgetter
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from dokumentmaskin.bundle.structure import Number, annotations, held, items, reached, walked
from dokumentmaskin.errors import AttachmentError, Problem


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
    top = reached(pdf.Root, "/Outlines", "/First")
    return walked([top], lambda item: [item[key] for key in ("/First", "/Next") if key in item])


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


# A key of the catalog that comes before all that mean something.
_FIRST: Final = "/AAAA"
_NEIGHBOURS: Final = ("/Parent", "/Prev", "/Next", "/First", "/Last")


def linearise(data: bytes) -> bytes:
    """Return a joined package with the same content, linearised. The same bytes give the same bytes.

    Raises:
        AttachmentError: A link or bookmark of it leads nowhere.
    """
    target = BytesIO()
    with pikepdf.open(_with_links_first(data)) as pdf:
        del pdf.Root[_FIRST]
        pdf.Root.Outlines = _renewed(pdf, pdf.Root.Outlines)
        # Not to be saved again: after a linearised save qpdf loses objects in the next one.
        pdf.save(
            target,
            fix_metadata_version=False,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            linearize=True,
        )
    check_written(target.getvalue())
    return target.getvalue()


def _with_links_first(data: bytes) -> BytesIO:
    """The same file with its link areas together in the first object streams, those of the pages in turn."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        areas = [area for page in pdf.pages for area in enumerate(annotations(page.obj))]
        areas.sort(key=itemgetter(0))
        resources = dict(items(pdf.pages[0].obj.get("/Resources")))
        fonts = [font for _, font in items(resources.get("/Font"))]
        # qpdf fills object streams in the order of the catalog's keys.
        pdf.Root[_FIRST] = Array([*fonts, *(area for _, area in areas)])
        pdf.save(target, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target


def _renewed(pdf: Pdf, outlines: Object) -> Object:
    """A copy of the bookmarks in new objects, which are in no object stream."""
    old = [outlines, *bookmarks(pdf)]
    new = {item.objgen: pdf.make_indirect(Dictionary(dict(item.items()))) for item in old}
    for item in new.values():
        for key in _NEIGHBOURS:
            neighbour = item.get(key)
            if neighbour is not None:
                item[key] = new[neighbour.objgen]
    return new[outlines.objgen]
