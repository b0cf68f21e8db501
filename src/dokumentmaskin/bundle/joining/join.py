"""Several PDFs as one, with their structure trees, links, bookmarks and layers.

What is taken along, and the clause of ISO 32000-1 that says how it hangs together:

| what | clause | module |
|---|---|---|
| pages, in order | 7.7.3 | here |
| structure tree, parent tree, role and class maps, identifiers | 14.7 | `structure_tree` |
| links and destinations | 12.3.2, 12.5.6.5 | `destinations` |
| bookmarks | 12.3.3 | `outline` |
| page labels and numbers | 12.4.2, 14.8.2.2.2 | `numbering` |
| layers | 8.11.4 | `layers` |
| output intent | 14.11.5; ISO 19005-2, 6.2.3 | `layers` |
| fonts and pictures, each once | 7.3.10 | `shared` |

Left behind is all that belongs to a part as a file: its metadata, its names, what it does when opened. Forms
must be flattened first.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, ObjectStreamMode, Page, Pdf, String

from dokumentmaskin.bundle.joining.destinations import JoinedLinks, Part, Placed, Targets, place
from dokumentmaskin.bundle.joining.layers import JoinedColours, JoinedLayers
from dokumentmaskin.bundle.joining.numbering import NumberedPages
from dokumentmaskin.bundle.joining.outline import JoinedOutline
from dokumentmaskin.bundle.joining.shared import SharedObjects
from dokumentmaskin.bundle.joining.structure_tree import JoinedStructure
from dokumentmaskin.bundle.joining.written import check_written
from dokumentmaskin.bundle.structure import BUILT_WRONGLY, Number, listed
from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf import Claims, Properties, write_metadata

_PRODUCER = "dokumentmaskin"
_EXPORT = "Eksporter den på nytt fra programmet den er laget i."


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link or bookmark that led nowhere a reader of the package could go, and is there no more.

    Attributes:
        part: The index of the part that had it.
        page: The number of its page in that part, from 1; 1 for a bookmark.
        target: What it led to, as far as it said; the title of a bookmark.
    """

    part: int
    page: int
    target: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A package.

    Attributes:
        data: The bytes of the file.
        pages: Its number of pages.
        first_pages: The number in the package of each part's first page, from 1.
        lost_links: The links that had to be given up.
    """

    data: bytes
    pages: int
    first_pages: tuple[int, ...]
    lost_links: tuple[LostLink, ...] = ()


def join(parts: Iterable[Part], about: Properties, claims: Claims | None = None) -> Joined:
    """Join PDFs in order. The same parts give the same bytes.

    Args:
        parts: At least one part; their files are read, not changed. They may be opened one at a time, as
            they are asked for: nothing of a part is held on to, so the memory is that of the package alone.
            The same open file may be a part twice.
        about: Title, language, author and date of the whole.
        claims: What the package is to claim; None claims nothing. Nothing is checked here.

    Raises:
        AttachmentError: A part has no pages, a form in it or is built in a way that cannot be read, or a link
            in the finished file leads nowhere.
    """
    whole = pikepdf.new()
    structure, outline = JoinedStructure(whole), JoinedOutline(whole)
    placed = list(_placed(whole, parts, structure, outline))
    if not placed:
        raise AttachmentError(Problem("pakke-tom", "Pakken har ingen deler.", "Legg ved minst ett dokument."))
    lost = tuple(_lost(placed, structure, outline))
    structure.finish()
    outline.finish()
    whole.Root.PageMode = pikepdf.Name.UseOutlines
    write_metadata(whole, about, _PRODUCER, claims or Claims())
    data = _saved(whole)
    check_written(data)
    return Joined(data, len(whole.pages), tuple(p.first for p in placed), lost)


def _placed(
    whole: Pdf, parts: Iterable[Part], structure: JoinedStructure, outline: JoinedOutline
) -> Iterator[Placed]:
    """Put the parts' pages into the package, with what is true of the file as a whole."""
    layers, colours, shared = JoinedLayers(whole), JoinedColours(whole), SharedObjects()
    package = NumberedPages(whole)
    numbers: set[Number] = set()
    for part in parts:
        with _blamed(part.title):
            source, pages = _taken(whole, part, numbers)
            structure.add(source, pages, part.title, part.language or _language(source))
            layers.add(source)
            colours.add(source, pages)
            for page in pages:
                shared.share(page)
            if part.right_hand:
                package.turn()
            placed = place(whole, source, part, pages, package.following)
            outline.add(source, placed)
        yield placed
        package.add(pages, part.numbers)
        numbers |= {page.obj.objgen for page in pages}
    layers.finish()
    package.finish()


@contextmanager
def _blamed(title: str) -> Iterator[None]:
    """Say of a part that it is built wrongly when the PDF library cannot make sense of it."""
    try:
        yield
    except BUILT_WRONGLY as error:
        raise _unusable(title, "er bygget på en måte som ikke kan leses", _EXPORT) from error


def _taken(whole: Pdf, part: Part, numbers: Container[Number]) -> tuple[Pdf, list[Page]]:
    """The file of a part, opened anew when it is in the package already, and its pages in the package."""
    pages = _append(whole, part)
    if pages[0].obj.objgen not in numbers:
        return part.pdf, pages
    again = BytesIO()  # qpdf copies nothing twice
    part.pdf.save(again, fix_metadata_version=False)
    anew = replace(part, pdf=pikepdf.open(again))
    return anew.pdf, _append(whole, anew)


def _append(whole: Pdf, part: Part) -> list[Page]:
    form = part.pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and listed(form, "/Fields"):
        raise _unusable(part.title, "har et skjema", "Gjør skjemafeltene om til vanlig innhold først.")
    if not len(part.pdf.pages):
        raise _unusable(part.title, "har ingen sider", _EXPORT)
    # Into the page tree they come all at once: one at a time costs more the more there are.
    pages = [Page(whole.copy_foreign(page.obj)) for page in part.pdf.pages]
    for page in pages:
        page.obj.Parent = whole.Root.Pages
    return pages


def _language(source: Pdf) -> str:
    language = source.Root.get("/Lang")
    return str(language) if isinstance(language, String) else ""


def _lost(parts: Sequence[Placed], structure: JoinedStructure, outline: JoinedOutline) -> Iterator[LostLink]:
    """Make all links and bookmarks lead somewhere; yield those that cannot."""
    targets = Targets(parts)
    links = JoinedLinks(targets, structure)
    for index, placed in enumerate(parts):
        with _blamed(placed.title):
            yield from (LostLink(index, page, target) for page, target in links.settle(placed))
    yield from (LostLink(index, 1, title) for index, title in outline.settle(parts, targets))


def _unusable(title: str, cause: str, advice: str) -> AttachmentError:
    return AttachmentError(Problem("vedlegg-ubrukelig", f"«{title}» {cause}.", advice))


def _saved(whole: Pdf) -> bytes:
    target = BytesIO()
    whole.save(
        target,
        min_version="1.7",
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
    )
    return target.getvalue()
