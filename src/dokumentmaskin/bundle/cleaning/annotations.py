"""What lies on top of the pages: comments, media and attached files, and what to do with each.

Source: ISO 32000-1, 12.5.6 (the kinds of annotation).
"""

from collections import Counter
from typing import Final

from pikepdf import Array, Name, Object, Page, Pdf

from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.structure import annotations

# What is part of the paper, or settled elsewhere; all else is what a person or a program has laid on top.
_OF_THE_PAPER: Final = frozenset({"/Link", "/Widget", "/Watermark", "/PrinterMark"})
MEDIA: Final = frozenset({"/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
FILE: Final = "/FileAttachment"
# The window of a comment, which is no comment of its own.
POPUP: Final = "/Popup"


def remove_annotations(pdf: Pdf, tags: Tags, *, keep_comments: bool) -> Counter[str]:
    """Take media and attached files off the pages, and comments unless they are to be kept.

    Returns:
        How many were taken away of each kind, as `/Highlight`. What is no annotation goes uncounted.
    """
    gone: Counter[str] = Counter()
    for page in pdf.pages:
        listed = annotations(page.obj)
        stays = [one for one in listed if _stays(one, keep_comments=keep_comments)]
        for one in listed:
            if not _stays(one, keep_comments=keep_comments):
                gone[_kind(one)] += 1
                tags.forget(one)
        _write(page, stays)
    return gone


def pages_to_redact(pdf: Pdf) -> list[int]:
    """Return the pages, from 1, where something is marked to be redacted and still is there."""
    return [
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(_kind(one) == "/Redact" for one in annotations(page.obj))
    ]


def _stays(annotation: Object, *, keep_comments: bool) -> bool:
    kind = _kind(annotation)
    if kind in _OF_THE_PAPER:
        return True
    return keep_comments and kind not in MEDIA and kind != FILE


def _write(page: Page, stays: list[Object]) -> None:
    if stays:
        page.obj.Annots = Array(stays)
    elif "/Annots" in page.obj:
        del page.obj["/Annots"]


def _kind(annotation: Object) -> str:
    kind = annotation.get("/Subtype")
    return str(kind) if isinstance(kind, Name) else ""
