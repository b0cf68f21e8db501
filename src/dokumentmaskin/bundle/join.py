"""Several PDFs as one, with a bookmark for each.

The pages are joined as they are. The parts' structure trees do not come along, so the result claims neither
PDF/UA nor PDF/A, whatever its parts do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF that goes into a package.

    Attributes:
        title: What its bookmark says.
        data: The bytes of the file.
    """

    title: str
    data: bytes


def join(parts: Sequence[Part], title: str, language: str) -> tuple[int, bytes]:
    """Join PDFs in order.

    Args:
        parts: At least one part.
        title: The title of the whole.
        language: Its language (BCP 47).

    Returns:
        The number of pages, and the bytes of the PDF; the same parts give the same bytes.
    """
    import pikepdf

    whole = pikepdf.new()
    with whole.open_outline() as outline:
        for part in parts:
            outline.root.append(pikepdf.OutlineItem(part.title, len(whole.pages)))
            with pikepdf.open(BytesIO(part.data)) as source:
                whole.pages.extend(source.pages)
    for page in whole.pages:
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]
    whole.Root.Lang = pikepdf.String(language)
    whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    whole.docinfo["/Title"] = pikepdf.String(title)
    target = BytesIO()
    whole.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return len(whole.pages), target.getvalue()
