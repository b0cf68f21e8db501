"""What goes into a meeting's package, each as an open PDF with what is known about it.

A source is prepared once, also when it goes into two editions of the package.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from dokumentmaskin.errors import AttachmentError, DokError, Place, Problem, PublishingError
from dokumentmaskin.memory import reason
from dokumentmaskin.pipeline.package.oddities import named
from dokumentmaskin.pipeline.publishing import Cleared, clear_paper
from dokumentmaskin.pipeline.report import File
from dokumentmaskin.plan import Sak, Språk, Unntatt, Vedlegg

if TYPE_CHECKING:
    from pikepdf import Pdf

    from dokumentmaskin.pdf import Engine, FinishedPdf


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF that goes into the package.

    Attributes:
        pdf: The open file, cleaned.
        path: The file that it was made from, relative to the workspace.
        pdfa: The PDF/A level that it keeps, or None.
        pdfua: Whether it keeps PDF/UA-1.
        tagged: Whether it has a structure that a screen reader can follow.
        has_text: Whether there is text on any page.
        notes: What a person should know about it.
    """

    pdf: "Pdf" = field(repr=False)
    path: str
    pdfa: str | None
    pdfua: bool
    tagged: bool = True
    has_text: bool = True
    notes: tuple[Problem, ...] = ()

    @property
    def pages(self) -> int:
        """Its number of pages."""
        return len(self.pdf.pages)


def own_source(data: bytes, path: str, pdfa: str | None, *, pdfua: bool) -> Source:
    """A document that dok has made, or that a person exported from Word in its place."""
    import pikepdf

    from dokumentmaskin.bundle import is_tagged

    pdf = pikepdf.open(BytesIO(data))
    return Source(pdf, path, pdfa, pdfua, is_tagged(pdf))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a case, in its place on the agenda.

    Attributes:
        sak: The case.
        nummer: Its number in the case, from 1.
        vedlegg: What the plan says about it.
        source: Its PDF; None when there is no file to put in.
    """

    sak: Sak
    nummer: int
    vedlegg: Vedlegg
    source: Source | None = None

    @property
    def unntatt(self) -> Unntatt | None:
        """Why it is exempt from public access, by itself or with its case."""
        return self.vedlegg.unntatt or self.sak.framlegg.unntatt

    def named(self, problem: Problem) -> Problem:
        """A problem with the case and the paper in front, which the path alone does not tell."""
        name = f"Sak {self.sak.nummer}, vedlegg {self.nummer}"
        return replace(problem, message=f"{name}: {problem.message}")


@dataclass(frozen=True, slots=True)
class Intake:
    """How papers are taken in.

    Attributes:
        folder: Where the meeting's file lies, which paths in it start from.
        root: The workspace's folder.
        språk: The plan's language.
        engines: The PDF engines for papers that are no PDF.
        keep_annotations: Whether what people have noted in a paper stays.
        accept_changes: Whether tracked changes in a Word paper count as accepted.
        passwords: Passwords to try on locked papers.
        minutes: The PDF of the minutes that the meeting approves, the only paper of a fixed case; or None.
    """

    folder: Path
    root: Path
    språk: Språk
    engines: "Sequence[Engine]"
    keep_annotations: bool
    accept_changes: bool
    passwords: tuple[str, ...]
    minutes: File | None = None

    def prepare(self, papers: Iterable[Paper]) -> list[Paper]:
        """Prepare every paper that has a file.

        Raises:
            AttachmentError: Some cannot be used; has the problems of all of them.
            PublishingError: All can be used, but some have tracked changes that nobody has settled.
        """
        prepared, problems, unsettled = [], [], True
        for paper in papers:
            try:
                prepared.append(self._prepared(paper) if paper.vedlegg.fil else paper)
            except DokError as error:
                problems += [paper.named(problem) for problem in error.problems]
                unsettled = unsettled and isinstance(error, PublishingError)
        if problems:
            raise PublishingError(problems) if unsettled else AttachmentError(problems)
        return prepared

    def file(self, paper: Paper) -> Path:
        """The file of a paper that has one."""
        if paper.sak.fast and self.minutes is not None:
            return self.root / self.minutes.sti
        return (self.folder / paper.vedlegg.fil).resolve()

    def name(self, file: Path) -> str:
        """What messages call a file."""
        return file.relative_to(self.root).as_posix()

    def _prepared(self, paper: Paper) -> Paper:
        from dokumentmaskin.bundle import add_running_line
        from dokumentmaskin.pdf import Way, kind_of

        file = self.file(paper)
        path = self.name(file)
        content = _read(file, path)
        with named(path):
            if paper.sak.fast and self.minutes is not None:
                kept, seen = self.minutes, content
                source = own_source(content, path, kept.pdfa, pdfua=bool(kept.pdfua))
            elif (kind := kind_of(path)) and kind.way is Way.AS_IT_IS:
                source, seen = self._received(content, path)
            else:
                source, seen = self._made(paper.vedlegg, content, path)
            add_running_line(source.pdf, seen, lambda page, pages: self._line(paper, page, pages))
        return replace(paper, source=replace(source, notes=tuple(map(paper.named, source.notes))))

    def _received(self, content: bytes, path: str) -> tuple[Source, bytes]:
        """A PDF from elsewhere: opened with care, cleaned, and looked at."""
        from dokumentmaskin.bundle import clean, is_tagged, open_source, pages_without_text
        from dokumentmaskin.pdf import inspect_pdf

        opened = open_source(content, path, self.passwords)
        kept = inspect_pdf(opened.data, path, metadata=False)
        notes = [*opened.notes, *clean(opened.pdf, path, keep_annotations=self.keep_annotations)]
        tagged = is_tagged(opened.pdf)
        bare = () if tagged else pages_without_text(opened.data)
        has_text = tagged or len(bare) < kept.pages
        if not kept.pdfua:
            notes.append(_not_accessible(path, tagged=tagged, bare=bare, has_text=has_text))
        source = Source(opened.pdf, path, kept.pdfa, kept.pdfua, tagged, has_text, tuple(notes))
        return source, opened.data

    def _made(self, paper: Vedlegg, content: bytes, path: str) -> tuple[Source, bytes]:
        """A paper of another kind, made into a PDF here."""
        from dokumentmaskin.bundle import pages_without_text
        from dokumentmaskin.pdf import Attachment, Way, attachment_pdf, kind_of

        cleared = Cleared(content)
        if (kind := kind_of(path)) and kind.way is Way.WORD:
            cleared = clear_paper(content, path, accept=self.accept_changes, keep=self.keep_annotations)
        given = Attachment(cleared.docx, path, paper.tittel, self.språk.kode, paper.alternativ_tekst)
        made: FinishedPdf = attachment_pdf(given, self.engines)
        source = own_source(made.data, path, made.pdfa, pdfua=made.pdfua)
        has_text = source.tagged or len(pages_without_text(made.data)) < made.pages
        return replace(source, has_text=has_text, notes=(*cleared.warnings, *made.warnings)), made.data

    def _line(self, paper: Paper, page: int, pages: int) -> str:
        """The running line; on an exempt paper it says so on every page."""
        line = self.språk.løpelinje.format(paper.sak.nummer, paper.nummer, page, pages)
        exempt = paper.unntatt
        return line if exempt is None else f"{line} · {self.språk.unntatt.format(exempt.hjemmel)}"


def _read(file: Path, path: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"Kan ikke lese filen: {reason(error)}."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
        raise AttachmentError(Problem("kan-ikke-lese", message, advice, Place(path))) from None


def _not_accessible(path: str, *, tagged: bool, bare: tuple[int, ...], has_text: bool) -> Problem:
    """What a paper lacks for those who use a screen reader."""
    again = "Be den som laget vedlegget, om en tilgjengelig PDF, eller legg ved originalen."
    if tagged:
        message = "PDF-en har tagger, men følger ikke PDF/UA. Pakken sier derfor ikke at den følger PDF/UA."
        return Problem("vedlegg-ikke-pdfua", message, again, Place(path))
    if not has_text:
        message = "PDF-en er skannet og har ingen tekst. Den kan verken søkes i eller leses av skjermleser."
        return Problem("vedlegg-uten-tekst", message, again, Place(path))
    message = "PDF-en har ingen tagger, så skjermlesere kan ikke lese den riktig."
    if bare:
        message += f" Uten tekst: side {', '.join(map(str, bare))}."
    return Problem("vedlegg-uten-tagger", message, again, Place(path))
