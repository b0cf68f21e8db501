"""Marked content that no element of the structure can own, which page-validation 0.11 passes over.

LibreOffice draws text that is transparent in a form of its own, with the number of its marked content in the
form, and lets the element look for that number on the page. A screen reader finds nothing there. Content in
a form is found by the form's own key in the parent tree (ISO 32000-1, 14.7.4.4); without one it is nobody's.
"""

from io import BytesIO
from typing import Final

_MARK: Final = b"/MCID"


def has_loose_marks(data: bytes) -> bool:
    """Whether a form of a PDF has marked content with a number, and no key in the parent tree.

    Args:
        data: The bytes of a PDF that is not encrypted; of streams the dictionaries stand there as they are.
    """
    if b"/Form" not in data:
        return False
    from pikepdf import DataDecodingError, Name, Pdf, PdfError, Stream

    try:
        with Pdf.open(BytesIO(data)) as pdf:
            forms = (
                one
                for one in pdf.objects
                if isinstance(one, Stream)
                and one.get("/Subtype") == Name.Form
                and "/StructParents" not in one
            )
            return any(_MARK in form.read_bytes() for form in forms)
    except (DataDecodingError, PdfError):
        return False  # what cannot be read is told of by others
