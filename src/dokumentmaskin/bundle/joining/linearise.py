"""A finished package made ready for the web: its first page shows before the rest has come.

Source: ISO 32000-1, annex F (linearised PDF). Versions of qpdf differ in where they count objects that a page
and something else refer to, and one finds fault with the hint tables of another. So the file is laid out so
that all agree: bookmarks stand outside object streams, and link areas, to which the structure tree refers
too, stand in streams with what the first page needs or with those of other pages.
"""

from io import BytesIO
from operator import itemgetter
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from dokumentmaskin.bundle.joining.places import annotations
from dokumentmaskin.bundle.joining.written import bookmarks, check_written
from dokumentmaskin.bundle.structure import items

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
