"""Finishing a PDF that has no structure, and taking away one that cannot be trusted."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import EngineError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Page, Pdf

    from dokumentmaskin.pdf.finish.properties import Properties

    Step = ContentStreamInstruction | ContentStreamInlineImage

_OPENING: Final = frozenset(("BMC", "BDC"))
_PATH: Final = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINTING: Final = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_TEXT: Final = frozenset(("Tj", "TJ", "'", '"'))


def finish_untagged(data: bytes, properties: "Properties") -> tuple[bytes, int]:
    """Return a finished PDF without structure, and its number of pages.

    Args:
        data: What an engine made.
        properties: What the document says about itself.

    Raises:
        EngineError: The bytes are no PDF.
    """
    import pikepdf

    from dokumentmaskin.pdf.finish.finish import saved, undate_profiles
    from dokumentmaskin.pdf.finish.metadata import Claims, write_metadata

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            producer = str(pdf.docinfo.get("/Producer", ""))
            untag(pdf)
            write_metadata(pdf, properties, producer, Claims())
            undate_profiles(pdf)
            for key in ("/DocChecksum", "/ID"):
                if key in pdf.trailer:
                    del pdf.trailer[key]
            return saved(pdf), len(pdf.pages)
    except pikepdf.PdfError as error:
        raise EngineError(_no_pdf(error)) from error


def untag(pdf: "Pdf") -> None:
    """Take the structure out of a PDF, and all that refers to it (ISO 32000-1, 14.7 and 14.8.1)."""
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]
        for annotation in page.obj.get("/Annots", []):
            if "/StructParent" in annotation:
                del annotation["/StructParent"]


def with_backgrounds_marked(data: bytes) -> tuple[bytes, bool]:
    """Make artifacts of loose paths, and tell whether the structure holds all of the text.

    LibreOffice 7.4 leaves the background of a slide outside the structure; it is decoration, and ISO 14289-1,
    7.1 wants it marked as such. Of a spreadsheet it tags the headers and footers at most: text that stands
    outside is passed over by a screen reader that trusts the structure.

    Args:
        data: An engine's PDF.

    Raises:
        EngineError: The bytes are no PDF.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            whole = [_mark_backgrounds(pdf, page) for page in pdf.pages]
            target = BytesIO()
            pdf.save(target)
            return target.getvalue(), all(whole) and "/StructTreeRoot" in pdf.Root
    except pikepdf.PdfError as error:
        raise EngineError(_no_pdf(error)) from error


def _mark_backgrounds(pdf: "Pdf", page: "Page") -> bool:
    import pikepdf

    marked, loose_text = _marked(pikepdf.parse_content_stream(page))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(marked))
    return not loose_text


def _marked(steps: "Sequence[Step]") -> "tuple[list[Step], bool]":
    """Return the page's content with its loose paths as artifacts, and whether it has loose text."""
    from pikepdf import ContentStreamInstruction, Name, Operator

    opening = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    closing = ContentStreamInstruction([], Operator("EMC"))
    marked: list[Step] = []
    depth, path, loose_text = 0, -1, False
    for step in steps:
        name = str(step.operator)
        depth += (name in _OPENING) - (name == "EMC")
        if name in _PATH and path < 0:
            path = len(marked)
        marked.append(step)
        if name in _PAINTING and depth == 0 and path >= 0:
            marked[path:] = [opening, *marked[path:], closing]
        if name in _PAINTING or name == "n":
            path = -1
        loose_text |= name in _TEXT and depth == 0
    return marked, loose_text


def _no_pdf(error: Exception) -> Problem:
    return Problem(
        "pdf-uleselig",
        f"Motoren laget ingen PDF ({error}).",
        "Åpne filen i programmet den er laget i, og eksporter den som PDF.",
    )
