"""A finished package made ready for the web: its first page shows before the rest has come.

Source: ISO 32000-1, annex F (linearised PDF). qpdf 12 writes wrong hint tables for a file that has bookmarks
in object streams with other things. So the bookmarks are laid outside them, and everything else stays where
it was: small and linearised at once, and right.
"""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Object, Pdf

from dokumentmaskin.bundle.written import check_written


def linearise(data: bytes) -> bytes:
    """Return a joined package with the same content, linearised. The same bytes give the same bytes.

    Raises:
        AttachmentError: A link or bookmark of it leads nowhere.
    """
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.Outlines = _renewed(pdf, pdf.Root.Outlines)
        pdf.save(
            target,
            fix_metadata_version=False,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            linearize=True,
        )
    check_written(target.getvalue())
    return target.getvalue()


def _renewed(pdf: "Pdf", old: "Object") -> "Object":
    """A copy of a bookmark and all below it, in new objects, which are in no object stream."""
    new = pdf.make_indirect(Dictionary(dict(old.items())))
    before, item = None, old.get("/First")
    while item is not None:
        copied = _renewed(pdf, item)
        copied.Parent = new
        if before is None:
            new.First = copied
        else:
            before.Next, copied.Prev = copied, before
        before, item = copied, item.get("/Next")
    if before is not None:
        new.Last = before
    return new
