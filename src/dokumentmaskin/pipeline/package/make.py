"""A meeting's package: cover and contents, the meeting's own documents, and the papers of its cases.

When something is exempt from public access there are two: the open one for everyone, and an internal one
with everything. The open one is joined from the open parts alone, so nothing of the rest can be in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dokumentmaskin.document import Marks, exempt_case_context
from dokumentmaskin.errors import AttachmentError, DokError, Place, Problem
from dokumentmaskin.pipeline.documents import make_as_they_are, put_pdf
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import MEETING_KINDS, sent_or_updated
from dokumentmaskin.pipeline.package.approval import minutes_as_paper, refuse_exempt_minutes
from dokumentmaskin.pipeline.package.contents import Agenda, Entry, lack, remarks
from dokumentmaskin.pipeline.package.editions import NOT_KEPT, Edition, Made, bound
from dokumentmaskin.pipeline.package.secrecy import refuse_exempt_titles, refuse_open_and_exempt
from dokumentmaskin.pipeline.package.sources import Choices, Order, Source, listed, own_source, source_at_once
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import File, Report
from dokumentmaskin.plan import Møte, Sak, agenda

_NOT_UA: Final = "Filen følger ikke PDF/UA, som hele pakken skal gjøre med «--krev-ua»."
_MAKE_UA: Final = "Be den som laget den, om en tilgjengelig PDF, eller lag pakken uten «--krev-ua»."
_EARLIER: Final = "Dette er møtepakken fra forrige gang. Det ble ikke laget noen ny, på grunn av feilene."
_AGAIN: Final = "Rett dem, og kjør kommandoen en gang til."
_CASE_TEMPLATE: Final = "saksframlegg"


def make_package(pipeline: Pipeline, møte: Møte, choices: Choices) -> Report:
    """Make the meeting's own PDFs, take in its papers, and write its package or packages.

    No package is written before all that goes into it, and into the other one, has been made.
    """
    own = make_as_they_are(pipeline, meeting_jobs(møte, (kind for kind in MEETING_KINDS if kind.in_package)))
    minutes = minutes_as_paper(pipeline, møte)
    package = _Package(pipeline, møte, choices, next(iter(minutes.files), None))
    before = own + minutes
    if before.errors:
        return before + Report(warnings=package.left_behind())
    try:
        return before + package.report(own.files)
    except DokError as error:
        return before + Report(warnings=package.left_behind(), errors=(error,))


@dataclass(frozen=True, slots=True)
class _Package(Order):
    """The making of a package as it is ordered."""

    def report(self, own: Sequence[File]) -> Report:
        """Make and write the packages.

        Args:
            own: The meeting's own documents, as they were just made.

        Raises:
            DokError: Something in it cannot be used; then nothing is written.
        """
        documents = [self._document(file) for file in own if file.format == "pdf"]
        cases = self._cases(next((entry.source for entry in documents if entry.presents_cases), None))
        refuse_exempt_titles(self._edited(own), cases)
        if self.minutes is not None:
            data = (self.pipeline.workspace.root / self.minutes.sti).read_bytes()
            refuse_exempt_minutes(self.pipeline, self.møte, self.minutes.sti, data)
        editions = list(self._editions(documents, cases))
        if self.choices.require_ua:
            _refuse_inaccessible(editions)
        made = [bound(self.pipeline, self.møte, cases.root, edition) for edition in editions]
        if self.choices.require_ua:
            _refuse_unclaimed(made)
        written = sum((self._written(package) for package in made), Report())
        # What two editions have in common is said once.
        return replace(written, warnings=tuple(dict.fromkeys(written.warnings)))

    def _document(self, file: File) -> Entry:
        """The line of one of the meeting's own documents."""
        kind = next(kind for kind in MEETING_KINDS if kind.rolle == file.rolle)
        source = own_source((self.pipeline.workspace.root / file.sti).read_bytes(), file.sti, file)
        note, presents = lack(self.pipeline.plan.språk, source), kind.cases == "presented"
        return Entry("dokument", kind.bookmark, note, source, under=(self._root,), presents_cases=presents)

    def _edited(self, own: Sequence[File]) -> Iterator[tuple[str, bytes]]:
        """The path and the PDF of each of the meeting's documents that a person has edited."""
        root = self.pipeline.workspace.root
        kept = {file.rolle: file.sti for file in own if file.status == "bevart"}
        for file in own:
            if file.format == "pdf" and file.rolle in kept:
                yield kept[file.rolle], (root / file.sti).read_bytes()

    def _cases(self, presented_in: Source | None) -> Agenda:
        """The cases of the meeting with their papers taken in.

        Raises:
            AttachmentError: Some papers cannot be used.
        """
        plan = self.pipeline.plan
        cases = agenda(plan, self.møte)
        refuse_open_and_exempt(listed(cases), self)
        names = {plan.språk.sak.format(case.nummer): case.nummer for case in cases}
        return Agenda(
            språk=plan.språk,
            root=self._root,
            saker=cases,
            papers=self.prepare(listed(cases)),
            presented={c.nummer: self._presented(c) for c in cases if c.framlegg.unntatt and not c.utgår},
            pages=_case_pages(presented_in, names),
            has_file=bool(self.møte.fil.saker),
        )

    def _presented(self, case: Sak) -> Source:
        """An exempt case printed in full, which no document that lies in the output folder is."""
        marks = Marks()
        context = exempt_case_context(self.pipeline.plan, self.møte, case, marks)
        dated = sent_or_updated(self.pipeline.plan, self.møte)
        return source_at_once(self.pipeline, _CASE_TEMPLATE, context, marks, dated)

    def _editions(self, documents: Sequence[Entry], cases: Agenda) -> Iterator[Edition]:
        """The open edition, and the internal one when something is exempt."""
        exempt = any(paper.unntatt for paper in cases.papers)
        for intern in (False, True) if exempt or cases.presented else (False,):
            entries = (*documents, *cases.entries(intern=intern))
            notes = tuple(remarks(cases, intern=intern))
            yield Edition(intern, self._target(intern=intern), entries, notes)

    def _target(self, *, intern: bool) -> Path:
        name = "motepakke-intern" if intern else "motepakke"
        folder = self.pipeline.workspace.output / self.møte.navn
        return folder / f"{name}-{self.møte.dato.fra.isoformat()}.pdf"

    def left_behind(self) -> tuple[Problem, ...]:
        """A warning for each earlier package that lies there when no new one has been made."""
        earlier = (target for intern in (False, True) if (target := self._target(intern=intern)).exists())
        return tuple(
            Problem("gammel-pakke", _EARLIER, _AGAIN, Place(self.pipeline.workspace.name(file)))
            for file in earlier
        )

    def _written(self, package: Made) -> Report:
        """Put a finished package in its place; a file that is open is an error of its own package alone."""
        edition = package.edition
        notes = [note for source in edition.sources for note in source.notes]
        told = Report(warnings=(*notes, *package.warnings))
        role = "møtepakke-intern" if edition.intern else "møtepakke"
        where = self.pipeline.workspace
        try:
            placed = put_pdf(where, role, edition.target, package.data, {"sider": package.pages})
        except DokError as error:
            return told + Report(errors=(error,))
        *kept, new = placed.files
        return told + replace(placed, files=(*kept, _with_facts(new, package)))

    @property
    def _root(self) -> str:
        plan = self.pipeline.plan
        return plan.språk.møtepakke.format(plan.språk.meeting_date(self.møte.dato))


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
    heads = [(title.partition(":")[0].strip(), page) for title, page in bookmarks(agenda_source.pdf)]
    return {names[head]: page for head, page in reversed(heads) if head in names}
