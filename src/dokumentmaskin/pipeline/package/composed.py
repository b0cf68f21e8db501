"""A paper that holds others, a letter or a zip file, as one PDF of all of them.

`order` asks for it. Each file in it is taken in as a paper of its own would be, and the whole keeps their
structure and says by bookmarks where each begins. A file in it that cannot be used is an error with its name.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pipeline.package.editions import kept_together
from dokumentmaskin.pipeline.package.sources import Source

if TYPE_CHECKING:
    from dokumentmaskin.pdf import Attachment, Engine, FinishedPdf


def composed(
    paper: "Attachment",
    engines: "Sequence[Engine]",
    made: "Callable[[FinishedPdf], Source]",
    inner: Callable[[str, bytes], Source],
) -> tuple[Source, bytes]:
    """Take in a paper that holds others.

    Args:
        paper: The paper.
        engines: The engines of this machine, the preferred one first.
        made: Takes in a PDF that was made here.
        inner: Takes in a file, by its name in the paper and its bytes.

    Returns:
        It, and a file of the same pages.

    Raises:
        AttachmentError: It, or files in it, cannot be used; has the problems of all of them.
    """
    from dokumentmaskin.pdf import opened_container

    container = opened_container(paper, engines)
    first = [(paper.title, made(container.first))] if container.first else []
    named, problems = list(first), list[Problem]()
    for file in container.files:
        try:
            named.append((file.name, inner(file.name, file.data)))
        except AttachmentError as error:
            problems += error.problems
    if problems:
        raise AttachmentError(problems)
    return _together(paper, named, container.warnings)


def _together(
    paper: "Attachment", named: Sequence[tuple[str, Source]], warnings: Sequence[Problem]
) -> tuple[Source, bytes]:
    import pikepdf

    from dokumentmaskin.bundle import Part, Properties

    sources = [source for _, source in named]
    parts = [Part(source.pdf, name, addresses=(name,)) for name, source in named]
    kept = kept_together(parts, sources, Properties(paper.title, "", "", None, paper.language))
    whole = Source(
        pikepdf.open(BytesIO(kept.joined.data)),
        paper.path,
        kept.claims.pdfa,
        kept.claims.pdfua,
        all(source.tagged for source in sources),
        any(source.has_text for source in sources),
        (*warnings, *(note for source in sources for note in source.notes)),
    )
    return whole, kept.joined.data
