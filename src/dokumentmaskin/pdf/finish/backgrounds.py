"""What LibreOffice leaves outside the structure of slides and spreadsheets: backgrounds, and text."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.finish.finish import opened_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Page, Pdf

    Step = ContentStreamInstruction | ContentStreamInlineImage

_OPENING: Final = frozenset(("BMC", "BDC"))
_PATH: Final = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINTING: Final = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_TEXT: Final = frozenset(("Tj", "TJ", "'", '"'))


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
    with opened_pdf(data) as pdf:
        whole = [_mark_backgrounds(pdf, page) for page in pdf.pages]
        target = BytesIO()
        pdf.save(target)
        return target.getvalue(), all(whole) and "/StructTreeRoot" in pdf.Root


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
