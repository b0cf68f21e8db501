"""One package: its cover with contents, joined with all that it holds, claiming what it keeps."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.document import Marks, package_context
from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.kinds import sent_or_updated
from dokumentmaskin.pipeline.package.contents import Entry, inner_address, lines
from dokumentmaskin.pipeline.package.sources import Paper, Source, find_culprits, source_at_once
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Utgave
from dokumentmaskin.plan import Møte, Plan

if TYPE_CHECKING:
    from dokumentmaskin.bundle import Claims, Joined, LostLink, Part, Properties

# The PDF/A levels from the weakest, by the letters that say them in any part of the standard; first none.
_LEVELS: Final = ("", "b", "u", "a")
NOT_KEPT: Final = "pakke-holder-ikke"
_TEMPLATE: Final = "motepakke"
_FEWEST_PAGES: Final = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the packages of a meeting.

    Attributes:
        plan: The plan that it is of, whole or open.
        utgave: Who it is for.
        intern: What warns of the internal one; empty for the open.
        target: Its file.
        entries: The lines of its contents.
        papers: The papers of its cases, with and without a file.
        remarks: The sentences under them.
        right_hand: Whether each of its PDFs begins on a right-hand page.
    """

    plan: Plan
    utgave: Utgave
    intern: str
    target: Path
    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    remarks: tuple[str, ...]
    right_hand: bool = False

    @property
    def sources(self) -> list[Source]:
        """The PDFs in it, after the cover."""
        return [entry.source for entry in self.entries if entry.source is not None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished package that is not written yet.

    Attributes:
        edition: Which one.
        data: The bytes of the file.
        pages: Its number of pages.
        claims: What it claims and keeps.
        warnings: What a person should know about it.
    """

    edition: Edition
    data: bytes
    pages: int
    claims: "Claims"
    warnings: tuple[Problem, ...]


def bound(pipeline: Pipeline, møte: Møte, root: str, edition: Edition) -> Made:
    """Make a package of a meeting, with `root` as the bookmark above all others.

    Raises:
        TemplateError: The cover's template cannot be used.
        EngineError: The cover cannot be made into a PDF.
        AttachmentError: What was joined cannot be read.
    """
    cover, about = _cover(pipeline, møte, edition)
    sources = [cover, *edition.sources]
    parts = list(_parts(edition, cover, pipeline.plan.språk_of(møte.gruppe).omslag, root))
    kept = kept_together(parts, sources, about)
    lost = tuple(_lost(sources[link.part], link) for link in kept.joined.lost_links)
    place = Place(pipeline.workspace.name(edition.target))
    failed = tuple(_failed(problem, place) for problem in kept.broken)
    return Made(edition, kept.joined.data, kept.joined.pages, kept.claims, (*lost, *failed))


@dataclass(frozen=True, slots=True)
class Kept:
    """PDFs as one file that claims what it keeps.

    Attributes:
        joined: The file.
        claims: What it claims.
        broken: What it broke of all that its parts keep, so that it claims less.
    """

    joined: "Joined"
    claims: "Claims"
    broken: tuple[Problem, ...]


def kept_together(parts: "Sequence[Part]", sources: Sequence[Source], about: "Properties") -> Kept:
    """Join PDFs, and claim as much as the file then keeps.

    Args:
        parts: What is joined.
        sources: What is known of each part.
        about: Title, language, author and date of the whole.

    Raises:
        AttachmentError: What was joined cannot be read.
    """
    problems: tuple[Problem, ...] = ()
    for claims in _wishes(sources):
        joined = _joined(parts, sources, about, claims)
        broken = _broken(joined.data, claims)
        problems = problems or broken
        if not broken:
            break
    return Kept(joined, claims, problems)


def _cover(pipeline: Pipeline, møte: Møte, edition: Edition) -> "tuple[Source, Properties]":
    """The cover with the contents, made again until it takes as many pages as its numbers build on.

    That ends: more pages mean higher numbers, and those never take less room.
    """
    from dokumentmaskin.bundle import Properties

    marks = Marks()
    pages = _FEWEST_PAGES
    template = pipeline.template(_TEMPLATE, møte.gruppe)
    plan, intern, notes = edition.plan, edition.intern, edition.remarks
    dated = sent_or_updated(plan, møte)
    while True:
        rows = lines(edition.entries, _first_pages(edition, pages))
        context = package_context(plan, plan.own(møte), rows, marks, intern=intern, merknader=notes)
        cover = source_at_once(pipeline, template, context, marks, dated)
        if cover.pages == pages:
            break
        pages = cover.pages
    moment = datetime.combine(dated, time(), UTC)
    author = plan.organisasjon.sekretariat.navn
    about = Properties(
        str(context["tittel"]), str(context["emne"]), author, moment, plan.språk_of(møte.gruppe).kode
    )
    return cover, about


def _parts(edition: Edition, cover: Source, cover_title: str, root: str) -> "Iterator[Part]":
    from dokumentmaskin.bundle import Part

    yield Part(cover.pdf, cover_title, under=(root,), numbers=cover.numbers)
    for place, entry in enumerate(edition.entries):
        if entry.source is not None:
            yield Part(
                entry.source.pdf,
                entry.tittel,
                under=entry.under,
                addresses=(inner_address(place), *entry.files),
                numbers=entry.source.numbers,
                right_hand=edition.right_hand,
            )


def _joined(
    parts: "Sequence[Part]", sources: Sequence[Source], about: "Properties", claims: "Claims"
) -> "Joined":
    """The parts as one file, linearised.

    Raises:
        AttachmentError: Names the papers that cannot be joined with anything.
    """
    from dokumentmaskin.bundle import join, linearise

    def whole(some: "Sequence[Part]") -> "Joined":
        joined = join(some, about, claims)
        return replace(joined, data=linearise(joined.data))

    alone = [(source.path, partial(whole, [part])) for source, part in zip(sources, parts, strict=True)]
    return find_culprits(partial(whole, parts), alone)


def _first_pages(edition: Edition, before: int) -> dict[int, int]:
    """The first page of each entry's PDF, by the entry's place, with so many pages before the first."""
    first_pages, page = {}, before + 1
    for place, entry in enumerate(edition.entries):
        if entry.source is not None:
            page += edition.right_hand and page % 2 == 0  # a blank page
            first_pages[place] = page
            page += entry.source.pages
    return first_pages


def _wishes(sources: Sequence[Source]) -> "Iterator[Claims]":
    """What a package of these may claim, the most first: the weakest level of them, PDF/UA if all keep it."""
    from dokumentmaskin.bundle import Claims

    letters = [source.pdfa[-1] if source.pdfa else "" for source in sources]
    weakest = min(letters, key=_LEVELS.index)
    level = f"2{weakest}" if weakest else None
    pdfua = all(source.pdfua for source in sources)
    yield Claims(level, pdfua)
    if level:
        yield Claims(None, pdfua)
    if pdfua:
        yield Claims(level)
    yield Claims()


def _broken(data: bytes, claims: "Claims") -> tuple[Problem, ...]:
    """What a package breaks of that which it claims; the two checks hold no Python lock."""
    from dokumentmaskin.pdf import broken_rules

    profiles = [*([claims.pdfa] if claims.pdfa else []), *(["ua1"] if claims.pdfua else [])]
    with ThreadPoolExecutor() as threads:
        found = threads.map(lambda profile: broken_rules(data, [profile]), profiles)
        return tuple(problem for problems in found for problem in problems)


def _failed(problem: Problem, place: Place) -> Problem:
    message = f"Hver del følger kravene, men pakken gjør det ikke: {problem.message}"
    advice = "Pakken sier derfor ikke at den følger standarden. Meld gjerne fra om dette."
    return Problem(NOT_KEPT, message, advice, place)


def _lost(source: Source, link: "LostLink") -> Problem:
    target = f"«{link.target}»" if link.target else "et sted som ikke finnes"
    message = (
        f"En lenke på side {link.page} går til {target}, som ikke er med i pakken. Den er ikke lenke lenger."
    )
    advice = "Bruk en nettadresse, eller legg ved det som lenken går til."
    return Problem("lenke-fjernet", message, advice, Place(source.path))
