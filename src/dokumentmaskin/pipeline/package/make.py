"""A meeting's package: cover and contents, the meeting's own documents, and the papers of its cases.

When something in it is not for everyone there are two: the open one, and an internal one with everything. The
open one is of the open plan and of the open editions of documents alone, so nothing of the rest can be in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import AttachmentError, DokError, Place, Problem
from dokumentmaskin.memory import Facts, as_parts
from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import MEETING_KINDS
from dokumentmaskin.pipeline.package.approval import minutes_as_paper
from dokumentmaskin.pipeline.package.contents import Agenda, Entry, inner_address, lack, remarks
from dokumentmaskin.pipeline.package.editions import NOT_KEPT, Edition, Made, bound
from dokumentmaskin.pipeline.package.order import Order
from dokumentmaskin.pipeline.package.sources import Choices, Paper, Source, listed, own_source
from dokumentmaskin.pipeline.package.zipped import is_kept_up, put_zips, zip_beside, zipped
from dokumentmaskin.pipeline.pdfs import internal_of, put_pdf, take_away
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import File, Report, Utgave, file_row
from dokumentmaskin.plan import Møte, Plan, Språk, agenda
from dokumentmaskin.workspace import package_name

_NOT_UA: Final = "Filen følger ikke PDF/UA, som hele pakken skal gjøre med «--krev-ua»."
_MAKE_UA: Final = "Be den som laget den, om en tilgjengelig PDF, eller lag pakken uten «--krev-ua»."
_EARLIER: Final = "Dette er møtepakken fra forrige gang. Det ble ikke laget noen ny, på grunn av feilene."
_AGAIN: Final = "Rett dem, og kjør kommandoen en gang til."


def make_package(pipeline: Pipeline, møte: Møte, choices: Choices) -> Report:
    """Make the meeting's own PDFs, take in its papers, and write its package or packages.

    No package is written before all that goes into it, and into the other one, has been made.
    """
    return package_and_papers(pipeline, møte, choices)[0]


def package_and_papers(pipeline: Pipeline, møte: Møte, choices: Choices) -> tuple[Report, tuple[Paper, ...]]:
    """The same, with the papers that are in the open package, as they were taken in for it."""
    own = make_as_they_are(pipeline, meeting_jobs(møte, (kind for kind in MEETING_KINDS if kind.in_package)))
    minutes = minutes_as_paper(pipeline, møte)
    package = _Package(pipeline, møte, choices)
    before = own + minutes
    if before.errors:
        return before + Report(warnings=package.left_behind()), ()
    try:
        editions = list(package.editions(own.files, minutes.files))
        return before + package.report(editions, own.files), editions[0].papers
    except DokError as error:
        return before + Report(warnings=package.left_behind(), errors=(error,)), ()


@dataclass(frozen=True, slots=True)
class _Package(Order):
    """The making of a package as it is ordered."""

    def report(self, editions: Sequence[Edition], own: Sequence[File]) -> Report:
        """Make and write the packages.

        Args:
            editions: What they are to hold.
            own: The meeting's own documents, as they were just made.

        Raises:
            DokError: Something in it cannot be used; then nothing is written.
        """
        if self.choices.require_ua:
            _refuse_inaccessible(editions)
        made = [bound(self.pipeline, self.møte, self._root, edition) for edition in editions]
        if self.choices.require_ua:
            _refuse_unclaimed(made)
        zips = [zipped(self.pipeline, self.møte, edition) for edition in editions if self._is_zipped]
        if len(made) == 1:
            take_away(self._target("intern"))
            take_away(zip_beside(self._target("intern")))
        written = sum((self._written(package, own) for package in made), Report())
        written += put_zips(self.pipeline, zips)
        # What two editions have in common is said once.
        return replace(written, warnings=tuple(dict.fromkeys(written.warnings)))

    def editions(self, own: Sequence[File], minutes: Sequence[File]) -> Iterator[Edition]:
        """The open edition, and the internal one when it holds or says anything else.

        All papers are taken in once, as the whole plan lists them; the open edition has those of the open.

        Args:
            own: The meeting's own documents, as they were just made.
            minutes: The PDFs of the minutes that it approves.

        Raises:
            DokError: Something in it cannot be used.
        """
        whole, opened = self.pipeline.plan, self.pipeline.open_plan
        cases = agenda(whole, self.møte)
        open_papers = [paper for paper in listed(cases) if paper.vedlegg.fil and paper.unntatt is None]
        self.pipeline.fence.refuse_copies({self.file(paper): paper.navn for paper in open_papers})
        papers = self._with_minutes(minutes, "intern").prepare(listed(cases))
        internal = self._edition(whole, own, papers)
        open_papers = list(self._opened(papers, listed(agenda(opened, opened.own(self.møte))), minutes))
        public = self._edition(opened, own, open_papers)
        yield public
        if _told_by(public) != _told_by(internal):
            yield internal

    def _edition(self, plan: Plan, own: Sequence[File], papers: Sequence[Paper]) -> Edition:
        """The package as a plan has it, whole or open."""
        utgave: Utgave = "åpen" if plan.åpen else "intern"
        documents = [self._document(file) for file in edition_of(own, utgave)]
        presented = next((entry.source for entry in documents if entry.presents_cases), None)
        cases = agenda(plan, plan.own(self.møte))
        names = {self._språk.sak.format(case.nummer): case.nummer for case in cases}
        pages = _case_pages(presented, names)
        contents = Agenda(plan, plan.own(self.møte), self._root, cases, papers, pages)
        entries = (*documents, *contents.entries())
        self._lead(entries, contents.papers)
        warning = "" if plan.åpen else _internal_warning(contents)
        told = tuple(remarks(contents))
        return Edition(
            plan,
            utgave,
            warning,
            self._target(utgave),
            entries,
            tuple(papers),
            told,
            self.choices.right_hand,
        )

    def _document(self, file: File) -> Entry:
        """The line of one of the meeting's own documents."""
        kind = next(kind for kind in MEETING_KINDS if kind.rolle == file.rolle)
        source = own_source((self.pipeline.workspace.root / file.sti).read_bytes(), file.sti, file)
        return Entry(
            "dokument",
            kind.bookmark,
            lack(self._språk, source),
            source,
            under=(self._root,),
            presents_cases=kind.cases == "presented",
            lists_papers=kind.cases == "numbered",
        )

    def _lead(self, entries: Sequence[Entry], papers: Sequence[Paper]) -> None:
        """Let the list of papers in the summons lead to those in the package."""
        from dokumentmaskin.pdf import lead

        source = next((entry.source for entry in entries if entry.lists_papers), None)
        if source is None or not source.pdfua:
            return
        addresses = {id(entry.source): inner_address(place) for place, entry in enumerate(entries)}
        titles = [f"{self._språk.sak.format(paper.sak.nummer)}: {paper.vedlegg.tittel}" for paper in papers]
        leads = [addresses[id(paper.source)] if paper.source is not None else "" for paper in papers]
        data = (self.pipeline.workspace.root / source.path).read_bytes()
        lead(source.pdf, data, list(zip(titles, leads, strict=True)), self._språk.kode)

    def _with_minutes(self, minutes: Sequence[File], utgave: Utgave) -> "_Package":
        return replace(self, minutes=next(iter(edition_of(minutes, utgave)), None))

    def _opened(
        self, prepared: Iterable[Paper], papers: Iterable[Paper], minutes: Sequence[File]
    ) -> Iterator[Paper]:
        """The papers of the open plan, each with the file that has been taken in for it."""
        public = self._with_minutes(minutes, "åpen")
        ready = {(paper.sak.nummer, paper.nummer): paper.source for paper in prepared}
        for paper in papers:
            if len(minutes) > 1 and public.is_minutes(paper):
                yield from public.prepare([paper])
            else:
                source = ready[paper.sak.nummer, paper.nummer] if paper.vedlegg.fil else None
                yield replace(paper, source=source)

    @property
    def _is_zipped(self) -> bool:
        """Whether there are to be zip files: when they are asked for, and as long as one lies there."""
        return self.choices.zipped or any(is_kept_up(self._target(utgave)) for utgave in ("åpen", "intern"))

    def _target(self, utgave: Utgave) -> Path:
        target = self.pipeline.workspace.output / package_name(self.møte.navn, self.møte.stempel)
        return target if utgave == "åpen" else internal_of(target)

    def left_behind(self) -> tuple[Problem, ...]:
        """A warning for each earlier package that lies there when no new one has been made."""
        packages = (self._target("åpen"), self._target("intern"))
        targets = (*packages, *map(zip_beside, packages))
        return tuple(
            Problem("gammel-pakke", _EARLIER, _AGAIN, Place(self.pipeline.workspace.name(file)))
            for file in targets
            if file.exists()
        )

    def _written(self, package: Made, own: Sequence[File]) -> Report:
        """Put a finished package in its place; a file that is open is an error of its own package alone."""
        edition = package.edition
        notes = [note for source in edition.sources for note in source.notes]
        told = Report(warnings=(*notes, *package.warnings))
        row = file_row(self.pipeline.workspace, "møtepakke", edition.target, "skrevet", edition.utgave)
        try:
            placed = put_pdf(self.pipeline, row, package.data, self._facts(package, own))
        except DokError as error:
            return told + Report(errors=(error,))
        *kept, new = placed.files
        return told + replace(placed, files=(*kept, _with_facts(new, package)))

    def _facts(self, package: Made, own: Sequence[File]) -> Facts:
        """What to remember of a package: also what it was made of, the Word documents among it."""
        documents = [file.sti for file in own if file.format in {"docx", "pdf"}]
        paths = [*documents, *(source.path for source in package.edition.sources)]
        return {"sider": package.pages, **as_parts(self.pipeline.workspace, paths)}

    @property
    def _root(self) -> str:
        return self._språk.møtepakke.format(self._språk.meeting_date(self.møte.dato))

    @property
    def _språk(self) -> Språk:
        return self.pipeline.plan.språk_of(self.møte.gruppe)


def edition_of(files: Iterable[File], utgave: Utgave) -> list[File]:
    """The PDFs of an edition: of what there is but one of, that one."""
    pdfs = [file for file in files if file.format == "pdf"]
    return [
        file
        for file in pdfs
        if file.utgave == utgave or not any(o.rolle == file.rolle and o.utgave == utgave for o in pdfs)
    ]


def _told_by(edition: Edition) -> object:
    """What a package holds and says."""
    paths = [source.path for source in edition.sources]
    return [replace(entry, source=None) for entry in edition.entries], paths, edition.remarks


def _internal_warning(contents: Agenda) -> str:
    """What the cover of an internal package warns of."""
    exempt = any(case.framlegg.unntatt for case in contents.saker)
    exempt = exempt or any(paper.vedlegg.unntatt for paper in contents.papers)
    return contents.språk.intern if exempt else contents.språk.intern_innkalte


def _with_facts(file: File, package: Made) -> File:
    unreadable = [source for source in package.edition.sources if not source.tagged]
    return replace(
        file,
        sider=package.pages,
        pdfa=package.claims.pdfa,
        pdfua=package.claims.pdfua,
        uten_tagger=tuple(source.path for source in unreadable),
        uten_tekst=tuple(source.path for source in unreadable if not source.has_text),
    )


def _refuse_inaccessible(editions: Sequence[Edition]) -> None:
    """Stop when a package would not be PDF/UA.

    Raises:
        AttachmentError: Names all that keep it from that.
    """
    sources = {source.path: source for edition in editions for source in edition.sources}
    problems = [
        Problem("ikke-pdfua", _NOT_UA, _MAKE_UA, Place(source.path))
        for source in sources.values()
        if not source.pdfua
    ]
    if problems:
        raise AttachmentError(problems)


def _refuse_unclaimed(made: Sequence[Made]) -> None:
    """Stop when a package is not PDF/UA although all that is in it is.

    Raises:
        AttachmentError: Says what the check found.
    """
    broken = [problem for package in made if not package.claims.pdfua for problem in package.warnings]
    if problems := [problem for problem in broken if problem.code == NOT_KEPT]:
        raise AttachmentError(problems)


def _case_pages(agenda_source: Source | None, names: Mapping[str, str]) -> dict[str, int]:
    """The page of the agenda where each case is presented, by its number, as the agenda's bookmarks tell.

    `names` has the number of each case, by what its heading begins with: «Sak 3».
    """
    from dokumentmaskin.bundle import bookmarks

    if agenda_source is None:
        return {}
    heads = [(t[-1].partition(":")[0].strip(), page) for t, page in bookmarks(agenda_source.pdf)]
    return {names[head]: page for head, page in reversed(heads) if head in names}
