"""The papers of the open package, each as a file of its own that claims what it keeps.

Who lays out the website asks for them, with the papers as they were taken in for the package: cleaned, and
with the line on each page that says whose they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.package.editions import kept_together
from dokumentmaskin.pipeline.package.sources import Paper, Source
from dokumentmaskin.plan import Språk

_LOST: Final = (
    "En lenke på side {} går til {}. Den fører ingen steder når vedlegget er en egen fil, og er ikke lenke "
    "lenger der."
)


@dataclass(frozen=True, slots=True)
class Single:
    """A paper as a file of its own.

    Attributes:
        paper: Which one.
        source: What it was made of, and what is known of that.
        data: Its bytes.
        pages: Its number of pages.
        pdfa: The PDF/A level that it keeps, or None.
        pdfua: Whether it keeps PDF/UA-1.
        warnings: What a person should know of it.
    """

    paper: Paper
    source: Source
    data: bytes
    pages: int
    pdfa: str | None
    pdfua: bool
    warnings: tuple[Problem, ...] = ()


def as_files(papers: Iterable[Paper], språk: Språk) -> Iterator[Single]:
    """Each paper that has a file, as a PDF of its own.

    Args:
        papers: The papers, as they were taken in.
        språk: The language of the meeting.

    Raises:
        AttachmentError: One cannot be made into a file of its own.
    """
    for paper in papers:
        if paper.source is not None:
            yield _single(paper, paper.source, språk)


def _single(paper: Paper, source: Source, språk: Språk) -> Single:
    from dokumentmaskin.bundle import Part, Properties

    title = paper.vedlegg.tittel
    # Who wrote it, and when, is not known: what the file says of that is taken out with the rest.
    about = Properties(title, "", "", None, språk.kode)
    kept = kept_together([Part(source.pdf, title, addresses=(paper.vedlegg.fil,))], [source], about)
    place = Place(source.path)
    told = (
        paper.named(Problem("lenke-fjernet", _LOST.format(link.page, f"«{link.target}»"), place=place))
        for link in kept.joined.lost_links
    )
    broken = (replace(paper.named(problem), place=place) for problem in kept.broken)
    claims, joined = kept.claims, kept.joined
    return Single(paper, source, joined.data, joined.pages, claims.pdfa, claims.pdfua, (*told, *broken))
