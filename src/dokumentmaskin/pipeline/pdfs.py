"""The PDFs of a document as it lies there: one, or an open edition and an internal one.

The Word file is one, and internal: it is made of the whole plan. When the open plan makes another document
there are two PDFs, the open one where a PDF always lies, and the internal one in `intern/` beside it, with
the same name. Of a document that nobody has edited, the open edition is what the open plan makes; of one that
a person has edited it is a merge, and what belongs to something exempt is not taken along.

A PDF that a person has exported from Word is used as it is, but it is of the Word file: where there are two
editions it can never be the open one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import DokError, EngineError, Place, Problem, PublishingError
from dokumentmaskin.memory import (
    Facts,
    file_fingerprint,
    fingerprint,
    look,
    program_fingerprint,
    recall,
    remembered_renders,
)
from dokumentmaskin.pdf import FinishedPdf, inspect_pdf
from dokumentmaskin.pipeline.fence import Closed, Secret, let_through
from dokumentmaskin.pipeline.finishing import finish, warn_of_exported_help
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import pdf_of
from dokumentmaskin.pipeline.opening import open_edition_of
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import is_edited
from dokumentmaskin.pipeline.publishing import Cleared, clear, left_behind, refuse_noted_pdf, warn_of_export
from dokumentmaskin.pipeline.quoting import Quote, listed, shortened
from dokumentmaskin.pipeline.report import INTERN, File, Report, Utgave, file_row, report_of
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import is_ours, put

if TYPE_CHECKING:
    from dokumentmaskin.word.merge import LeftOut

_UNKNOWN: Final = (
    "dok husker ikke hvordan dokumentet var da det ble laget, og kan derfor ikke lage en åpen utgave av det."
)
_RENEW: Final = "Flytt det til en annen mappe, lag et nytt, og kopier over det du har skrevet."
# As much of a row as is needed to find it.
_LONGEST: Final = 60
_NOTHING: Final = Closed()


def internal_of(open_pdf: Path) -> Path:
    """Where the internal edition of a PDF lies."""
    return open_pdf.parent / INTERN / open_pdf.name


def make_pdfs(pipeline: Pipeline, job: AnyJob) -> Report:
    """Make the PDFs of a job's document, or use those that a person has exported.

    Raises:
        EngineError: No engine made a correct PDF of it.
        PublishingError: A PDF that a person has exported shows what is not meant for its readers.
        RefusedError: A file cannot be written.
    """
    document = _Document(pipeline, job, pipeline.target(job).read_bytes())
    target = pipeline.target(job).with_suffix(".pdf")
    try:
        opened = pipeline.opened(job)
    except PublishingError as error:
        return document.of_the_file(internal_of(target), "intern") + Report(errors=(error,))
    if opened is None:
        take_away(internal_of(target))
        return document.of_the_file(target, "åpen")
    made = document.of_the_file(internal_of(target), "intern")
    try:
        return made if made.errors else document.open(target, opened) + made
    except DokError as error:
        return made + Report(errors=(error,))


def open_word_file(pipeline: Pipeline, job: AnyJob) -> bytes:
    """The Word file that a job's open PDF was made from, as it lies there; nothing when dok did not make it.

    Raises:
        PublishingError: There is none that anyone may read.
        TemplateError: The template cannot be used.
    """
    target = pipeline.target(job)
    document = _Document(pipeline, job, target.read_bytes())
    if not is_ours(target.with_suffix(".pdf")):
        return b""
    opened = pipeline.opened(job)
    cleared = document.cleared() if opened is None else document.opened(opened)[0]
    return cleared.docx


def outgoing(pipeline: Pipeline, file: File) -> tuple[File, bytes]:
    """A PDF as it leaves the house, and its row with what it then holds.

    What dok made goes out as it is. What a person exported in its place is theirs and stays where it is; a
    copy goes out, of what is shown alone.
    """
    data = (pipeline.workspace.root / file.sti).read_bytes()
    if file.status != "bevart":
        return file, data
    bare, notes = _shown_alone(data, file.sti)
    return (_with_facts(file, _pdf_facts(inspect_pdf(bare, file.sti))) if notes else file), bare


def _shown_alone(data: bytes, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    from dokumentmaskin.bundle import cleaned_copy

    return cleaned_copy(data, name)


def put_pdf(pipeline: Pipeline, row: File, data: bytes, facts: Facts, closed: Closed = _NOTHING) -> Report:
    """Put a PDF in its place; its own row stands last, after that of one which a person has changed.

    Every PDF that dok makes is written here, and nowhere else. As for `put_file`.
    """
    report = put_file(pipeline, row, data, facts, closed)
    *kept, new = report.files
    return replace(report, files=(*(_as_it_is(pipeline.workspace, file) for file in kept), new))


def put_file(pipeline: Pipeline, row: File, data: bytes, facts: Facts, closed: Closed = _NOTHING) -> Report:
    """Put a finished file in its place, an open one when it has been held against what is withheld.

    Args:
        pipeline: The run.
        row: The file, and who may see it.
        data: Its bytes.
        facts: What to remember of it.
        closed: What is not for everyone in the document that it is made of, beside what the plan withholds.

    Raises:
        PublishingError: It is open, and something stands in it that is not for everyone.
        RefusedError: It cannot be written.
    """
    if row.utgave == "åpen":
        pipeline.fence.refuse(data, row.sti, closed)
    workspace = pipeline.workspace
    target = workspace.root / row.sti
    placed = put(target, data, facts, row.sti)
    if row.utgave == "åpen" and is_ours(target):
        let_through(workspace, pipeline.fence, target)
    return report_of(workspace, row.rolle, target, placed, utgave=row.utgave)


@dataclass(frozen=True, slots=True)
class _Document:
    """A document whose PDFs are made.

    Attributes:
        pipeline: The run.
        job: The job.
        source: Its bytes.
    """

    pipeline: Pipeline
    job: AnyJob
    source: bytes

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.pipeline.workspace.name(self.pipeline.target(self.job))

    @property
    def _line(self) -> str:
        """What each page of the internal edition says."""
        return self.pipeline.plan.språk_of(self.job.subject.gruppe).intern_linje

    def open(self, target: Path, opened: bytes) -> Report:
        """The PDF for everyone, when the document itself is not.

        Args:
            target: Where it lies.
            opened: The document as the open plan makes it.

        Raises:
            PublishingError: What lies there is no open edition, or none can be made of the document.
        """
        if not is_ours(target):
            raise PublishingError(_exported_in_place(target, self.pipeline.workspace.name(target)))
        cleared, closed = self.opened(opened)
        return self._new(target, "åpen", cleared, closed)

    def opened(self, opened: bytes) -> tuple[Cleared, Closed]:
        """What the PDF for everyone is made of, and what is not for everyone in the document.

        Args:
            opened: The document as the open plan makes it.

        Raises:
            PublishingError: None can be made of the document.
        """
        lying = look(self.pipeline.target(self.job))
        if lying is None or not is_edited(lying):
            return self._finished(self._cleared(opened)), _NOTHING
        if lying.base is None:
            raise PublishingError(Problem("apen-utgave-mangler", _UNKNOWN, _RENEW, Place(self.name)))
        return self._merged(lying.base)

    def cleared(self) -> Cleared:
        """What the PDF of the whole document is made of.

        Raises:
            PublishingError: Something is not settled in it.
        """
        return self._finished(self._cleared(self.source))

    def _merged(self, base: bytes) -> tuple[Cleared, Closed]:
        """The open edition of a document that a person has edited.

        Raises:
            PublishingError: It cannot be told of a row whether everyone may read it.
        """
        pipeline, job = self.pipeline, self.job
        edition = open_edition_of(
            job,
            pipeline.plan,
            pipeline.open_plan,
            pipeline.template(job.kind.navn, job.subject.gruppe),
            base=base,
            mine=self._cleared(self.source).docx,
            earlier=remembered_renders(pipeline.target(job)),
        )
        if edition.unsure:
            raise PublishingError(_asked(row, self.name) for row in edition.unsure)
        # What is to be known of the Word file has been said with the internal edition.
        cleared = self._finished(self._cleared(edition.data))
        told = tuple(_left_out(edition.left_out, self.name))
        closed = tuple(Secret(text, self.name) for text in edition.closed_texts)
        return replace(cleared, warnings=told), Closed(closed, edition.open_texts)

    def of_the_file(self, target: Path, utgave: Utgave) -> Report:
        """The PDF of the whole document: for everyone when all of it is, else for those summoned."""
        docx = self.pipeline.target(self.job)
        if not is_ours(target) and target.stat().st_mtime_ns > docx.stat().st_mtime_ns:
            return self._exported(target, utgave)
        try:
            return self._new(target, utgave, self.cleared())
        except PublishingError as error:
            name = self.pipeline.workspace.name(target)
            return Report(warnings=left_behind(target, self.source, name), errors=(error,))

    def _cleared(self, docx: bytes) -> Cleared:
        owner = self.pipeline.owner(self.job)
        return clear(docx, self.name, owner, accept=self.pipeline.accept_changes)

    def _finished(self, cleared: Cleared) -> Cleared:
        return finish(self.pipeline, self.job, cleared)

    def _new(self, target: Path, utgave: Utgave, cleared: Cleared, closed: Closed = _NOTHING) -> Report:
        """The PDF of what may be published, unless it lies there already."""
        workspace, mark = self.pipeline.workspace, self.job.mark(self.pipeline.plan)
        row = file_row(workspace, self.job.kind.rolle, target, "uendret", utgave)
        made_from: Facts = {
            "kilde": fingerprint(self.source),
            "laget_av": fingerprint(cleared.docx),
            "godtatt": cleared.accepted,
            "motor": self.pipeline.engine_name,
            "program": program_fingerprint(),
            "merke": mark,
        }
        known = recall(target)
        if made_from.items() <= known.items() and file_fingerprint(target) == known["sha256"]:
            return Report((_with_facts(row, known),), cleared.warnings)
        line = self._line if utgave == "intern" else ""
        pdf = pdf_of(cleared.docx, self.name, self.pipeline.engines, mark, line)
        words: Facts = {"ord": words_of(self.source)}
        # One with warnings is made again each time, so that they are said again.
        facts: Facts = words if pdf.warnings else {**made_from, **words, **_pdf_facts(pdf)}
        placed = put_pdf(self.pipeline, row, pdf.data, facts, closed)
        *kept, new = placed.files
        files = (*kept, _with_facts(new, _pdf_facts(pdf)))
        return Report(files, (*cleared.warnings, *pdf.warnings), placed.errors)

    def _exported(self, target: Path, utgave: Utgave) -> Report:
        """A PDF that a person has exported from Word: used as it is."""
        workspace, owner = self.pipeline.workspace, self.pipeline.owner(self.job)
        name = workspace.name(target)
        pdf = inspect_pdf(target.read_bytes(), name)
        refuse_noted_pdf(pdf.data, name, owner)
        warnings = warn_of_export(self.source, self.name, name, owner)
        row = file_row(workspace, self.job.kind.rolle, target, "bevart", utgave)
        helps = warn_of_exported_help(self.pipeline, self.job, self.source)
        _, notes = _shown_alone(pdf.data, name)
        told = (*pdf.warnings, *warnings, *helps, *notes, *_unmarked(self.job.mark(self.pipeline.plan), name))
        return Report((_with_facts(row, _pdf_facts(pdf)),), told)


def _exported_in_place(target: Path, name: str) -> Problem:
    message = (
        "Denne PDF-en har ikke dok laget. Den er trolig eksportert fra Word, og Word-filen har noe som "
        "ikke er for alle. Derfor kan den ikke være den åpne utgaven."
    )
    advice = f"Slett den, eller flytt den til «{INTERN}/{target.name}», så lager dok den åpne utgaven."
    return Problem("eksportert-intern", message, advice, Place(name))


def _asked(row: Mapping[str, str], path: str) -> Problem:
    words = shortened(" ".join(text for text in row.values() if text), _LONGEST)
    message = (
        f"Møtet har saker som er unntatt offentlighet, og raden «{words}» sier ikke hvilken sak den er fra."
    )
    return Problem("punkt-uten-sak", message, "Skriv nummeret på saken i raden.", Place(path))


def _left_out(texts: "Sequence[LeftOut]", path: str) -> Iterator[Problem]:
    """What a person should know of an open edition in which not all is that the person has written."""
    if texts:
        quotes = [Quote("", text.tekst, f"under «{shortened(text.overskrift)}»") for text in texts]
        message = f"Dette som du har skrevet, er ikke med i den åpne utgaven: {listed(quotes)}."
        yield Problem("ikke-i-apen-utgave", message, "Det er med i den interne.", Place(path))


def words_of(docx: bytes) -> str:
    """What the visible words of a document are known by, whatever program has saved it since."""
    text = document_text(docx)
    return fingerprint("\n".join([" ".join(text.body), *map(" ".join, text.running)]).encode())


def take_away(internal: Path) -> None:
    """Delete an internal edition that dok has made, from the time when there were two; a person's stays."""
    if internal.exists() and is_ours(internal):
        internal.unlink()


def _unmarked(mark: str, name: str) -> Iterator[Problem]:
    """A warning for a draft that a person has exported from Word, which says on no page that it is one."""
    if mark:
        message = f"PDF-en er ikke laget av dok, og har ikke «{mark}» på sidene."
        yield Problem("utkast-uten-merke", message, "Slett den, så lager dok en ny.", Place(name))


def _as_it_is(workspace: Workspace, file: File) -> File:
    """The row of a PDF that a person has changed, with what it holds as far as it can be read."""
    try:
        return _with_facts(file, _pdf_facts(inspect_pdf((workspace.root / file.sti).read_bytes(), file.sti)))
    except EngineError:
        return replace(file, pdfua=False)


def _pdf_facts(pdf: FinishedPdf) -> Facts:
    return {"sider": pdf.pages, "pdfa": pdf.pdfa, "pdfua": pdf.pdfua}


def _with_facts(file: File, known: Facts) -> File:
    """The row of a PDF with what is known, or remembered, of it."""
    pages, level = known.get("sider"), known.get("pdfa")
    return replace(
        file,
        sider=pages if isinstance(pages, int) else None,
        pdfa=level if isinstance(level, str) else None,
        pdfua=bool(known.get("pdfua")),
    )
