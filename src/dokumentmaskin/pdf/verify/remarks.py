"""What people have noted on the pages of a PDF, and who it says has written it.

Source: ISO 32000-1, 12.5.6.2 (markup annotations) and 14.3.3 (document information).
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

_MARKUP: Final = frozenset(
    f"/{kind}"
    for kind in ("Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight",
                 "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "FileAttachment", "Sound",
                 "Redact")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """A markup annotation.

    Attributes:
        author: Who made it; empty when it does not say.
        text: What it says; empty for a mark without words.
        page: Its page, from 1.
    """

    author: str
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What of a PDF is not meant for its readers.

    Attributes:
        remarks: The annotations that people have made, by page.
        authors: The authors in its metadata, which are written in two places.
    """

    remarks: tuple[Remark, ...]
    authors: tuple[str, ...]


def read_remarks(data: bytes) -> Noted:
    """Read what people have noted in a PDF, and its authors.

    Args:
        data: The bytes of a PDF that can be read, as `inspect_pdf` has told.
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return Noted(tuple(_remarks(pdf)), _authors(pdf))


def _remarks(pdf: "Pdf") -> "Iterator[Remark]":
    from pikepdf import Array, Dictionary

    for number, page in enumerate(pdf.pages, start=1):
        listed = page.obj.get("/Annots")
        for annotation in listed if isinstance(listed, Array) else ():
            if isinstance(annotation, Dictionary) and str(annotation.get("/Subtype", "")) in _MARKUP:
                yield Remark(_text(annotation.get("/T")), _text(annotation.get("/Contents")), number)


def _authors(pdf: "Pdf") -> tuple[str, ...]:
    """The authors in the metadata stream and in the dictionary, each once."""
    from pikepdf import PdfError

    try:
        stated = pdf.open_metadata().get("dc:creator", "")  # read alone: a `with` would change the dictionary
    except (PdfError, ValueError):  # an XMP packet that is no XML
        stated = ""
    written = [str(name) for name in stated] if isinstance(stated, list) else [str(stated)]
    authors = (" ".join(author.split()) for author in (*written, _text(pdf.docinfo.get("/Author"))))
    return tuple(dict.fromkeys(filter(None, authors)))


def _text(value: "Object | None") -> str:
    from pikepdf import String

    return " ".join(str(value).split()) if isinstance(value, String) else ""
