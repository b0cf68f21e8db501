"""What goes into a meeting's package, each as an open PDF with what is known about it.

A source is prepared once, also when it goes into two editions of the package. What is wrong with a paper is
said where it can be told. But PDFs break their standard in more ways than anyone has counted, and then a
library raises what its programmers never meant to: such a paper is named too, instead of ending the program.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.document import Marks
from dokumentmaskin.errors import AttachmentError, DokError, Place, Problem, PublishingError
from dokumentmaskin.memory import reason
from dokumentmaskin.pipeline.making import Template, pdf_at_once
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.publishing import Cleared, clear_paper
from dokumentmaskin.pipeline.report import File
from dokumentmaskin.plan import Melding, Møte, Sak, Språk, Unntatt, Vedlegg

if TYPE_CHECKING:
    from pikepdf import Pdf

    from dokumentmaskin.bundle import Joined, Room
    from dokumentmaskin.pdf import Engine, FinishedPdf


_DEEPEST: Final = 3  # letters in letters
_TOO_DEEP: Final = Problem(
    "vedlegg-for-dypt",
    "Filen ligger i for mange lag: en fil i en fil i en fil.",
    "Lagre den for seg, og legg den ved saken som eget vedlegg.",
)


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
        numbers: Where each page has room for its number in a package.
    """

    pdf: "Pdf" = field(repr=False)
    path: str
    pdfa: str | None
    pdfua: bool
    tagged: bool = True
    has_text: bool = True
    notes: tuple[Problem, ...] = ()
    numbers: "tuple[Room, ...]" = ()

    @property
    def pages(self) -> int:
        """Its number of pages."""
        return len(self.pdf.pages)


def own_source(data: bytes, path: str, kept: "File | FinishedPdf") -> Source:
    """A document that dok has made, or that a person exported from Word in its place."""
    from dokumentmaskin.bundle import add_numbered_line

    source, seen = _opened(data, path, kept)
    return replace(source, numbers=add_numbered_line(source.pdf, seen))


def _opened(
    data: bytes, path: str, kept: "File | FinishedPdf", *, keep_annotations: bool = False
) -> tuple[Source, bytes]:
    """A PDF made here or exported, cleaned as any paper, and a file of the pages as they then are."""
    import pikepdf

    from dokumentmaskin.bundle import as_file, clean, is_tagged
    from dokumentmaskin.pdf import inspect_pdf

    pdf = pikepdf.open(BytesIO(data))
    notes = clean(pdf, path, keep_annotations=keep_annotations)
    if notes:
        data = as_file(pdf)
        kept = inspect_pdf(data, path, metadata=False)
    return Source(pdf, path, kept.pdfa, bool(kept.pdfua), is_tagged(pdf), notes=notes), data


def source_at_once(
    pipeline: Pipeline, template: Template, context: dict[str, object], marks: Marks, dated: date
) -> Source:
    """A document that nobody edits: straight from a template, with no .docx left lying.

    Raises:
        TemplateError: The template cannot be used, or lacks what a PDF must have.
        EngineError: No engine made a correct PDF of it.
    """
    pdf = pdf_at_once(template, context, marks, dated, pipeline.engines)
    return own_source(pdf.data, template.name, pdf)


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

    @property
    def navn(self) -> str:
        """What messages call it, which its path alone does not tell."""
        return f"Sak {self.sak.nummer}, vedlegg {self.nummer}"

    def kalt(self, språk: Språk) -> str:
        """«Vedlegg 1», as the documents call it."""
        words = språk.melding if isinstance(self.vedlegg, Melding) else språk.vedlegg
        return words.format(self.nummer)

    def named(self, problem: Problem) -> Problem:
        """A problem with the case and the paper in front."""
        return replace(problem, message=f"{self.navn}: {problem.message}")


def listed(cases: Iterable[Sak]) -> list[Paper]:
    """The papers of cases as the plan lists them, with no file taken in yet."""
    return [Paper(case, number, own) for case in cases for number, own in enumerate(case.framlegg.vedlegg, 1)]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person asks of a package.

    Attributes:
        keep_annotations: Whether what people have noted in the papers stays.
        require_ua: Whether a package that cannot be PDF/UA is an error.
        passwords: Passwords to try on locked papers.
        right_hand: Whether each part of it begins on a right-hand page.
        zipped: Whether the papers are wanted as files in a zip file too.
    """

    keep_annotations: bool = False
    require_ua: bool = False
    passwords: tuple[str, ...] = ()
    right_hand: bool = False
    zipped: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What a package is to be made of, and how its papers are taken in.

    Attributes:
        pipeline: The run that it belongs to.
        møte: The meeting, from whose file's folder paths start.
        choices: What the person asks of the package.
        minutes: The PDF of the minutes that the meeting approves; or None.
    """

    pipeline: Pipeline
    møte: Møte
    choices: Choices
    minutes: File | None = None

    def prepare(self, papers: Iterable[Paper]) -> list[Paper]:
        """Prepare every paper that has a file.

        Raises:
            EngineError: The PDF engine that was asked for is not there.
            AttachmentError: Some cannot be used; has the problems of all of them.
            PublishingError: All can be used, but some have tracked changes that nobody has settled.
        """
        engines = self.pipeline.engines
        prepared, problems, unsettled = [], [], True
        for paper in papers:
            try:
                prepared.append(self._prepared(paper, engines) if paper.vedlegg.fil else paper)
            except DokError as error:
                problems += [paper.named(problem) for problem in error.problems]
                unsettled = unsettled and isinstance(error, PublishingError)
        if problems:
            raise PublishingError(problems) if unsettled else AttachmentError(problems)
        return prepared

    def file(self, paper: Paper) -> Path:
        """The file of a paper that has one."""
        if (minutes := self._minutes(paper)) is not None:
            return self.pipeline.workspace.root / minutes.sti
        return self.pipeline.workspace.paper(self.møte.mappe, paper.vedlegg.fil)

    def is_minutes(self, paper: Paper) -> bool:
        """Whether a paper is the minutes that the meeting approves."""
        return self._minutes(paper) is not None

    def _minutes(self, paper: Paper) -> File | None:
        """The PDF of the minutes, when they are the paper."""
        own = self.minutes if paper.sak.fast == "referat" else None
        return own if own is not None and paper.vedlegg.fil == Path(own.sti).name else None

    def _prepared(self, paper: Paper, engines: "Sequence[Engine]") -> Paper:
        from dokumentmaskin.bundle import add_numbered_line

        file = self.file(paper)
        path = self.pipeline.workspace.name(file)
        content = _read(file, path)
        with named(path):
            if (minutes := self._minutes(paper)) is not None:
                source, seen = _opened(content, path, minutes)
            else:
                source, seen = self._taken(paper.vedlegg, content, path, engines)
            numbers = add_numbered_line(source.pdf, seen, lambda page, pages: self._line(paper, page, pages))
        notes = tuple(map(paper.named, source.notes))
        return replace(paper, source=replace(source, notes=notes, numbers=numbers))

    def _taken(
        self, paper: Vedlegg, content: bytes, path: str, engines: "Sequence[Engine]", depth: int = 0
    ) -> tuple[Source, bytes]:
        """A paper by its kind, and a file of its pages; `depth` says how many others it lies in."""
        from dokumentmaskin.pdf import Attachment, Way, kind_of

        kind = kind_of(path)
        if kind is None or kind.way not in {Way.AS_IT_IS, Way.LETTER, Way.FILES}:
            return self._made(paper, content, path, engines)
        if kind.way is Way.AS_IT_IS:
            return self._received(content, path)
        if depth > _DEEPEST:
            raise AttachmentError(replace(_TOO_DEEP, place=Place(path)))
        from dokumentmaskin.pipeline.package.composed import composed

        def inner(name: str, data: bytes) -> Source:
            own = paper.model_copy(update={"tittel": Path(name).stem, "alternativ_tekst": ""})
            return self._taken(own, data, f"{path}/{name}", engines, depth + 1)[0]

        def made(first: "FinishedPdf") -> Source:
            return replace(_opened(first.data, path, first)[0], notes=first.warnings)

        given = Attachment(content, path, paper.tittel, self._språk.kode)
        return composed(given, engines, made, inner)

    def _received(self, content: bytes, path: str) -> tuple[Source, bytes]:
        """A PDF from elsewhere: opened with care, cleaned, and looked at."""
        from dokumentmaskin.bundle import (
            as_file,
            clean,
            is_tagged,
            open_rebuilt,
            open_source,
            pages_without_text,
        )
        from dokumentmaskin.pdf import inspect_pdf

        opened, keep = open_source(content, path, self.choices.passwords), self.choices.keep_annotations
        try:
            cleaned = clean(opened.pdf, path, keep_annotations=keep)
        except AttachmentError:
            opened = open_rebuilt(opened.data, path)
            cleaned = clean(opened.pdf, path, keep_annotations=keep)
        data = as_file(opened.pdf) if cleaned else opened.data
        kept = inspect_pdf(data, path, metadata=False)
        notes = [*opened.notes, *cleaned]
        tagged = is_tagged(opened.pdf)
        bare = () if tagged else pages_without_text(data)
        has_text = tagged or len(bare) < kept.pages
        if not kept.pdfua:
            notes.append(_not_accessible(path, tagged=tagged, bare=bare, has_text=has_text))
        return Source(opened.pdf, path, kept.pdfa, kept.pdfua, tagged, has_text, tuple(notes)), data

    def _made(
        self, paper: Vedlegg, content: bytes, path: str, engines: "Sequence[Engine]"
    ) -> tuple[Source, bytes]:
        """A paper of another kind, made into a PDF here."""
        from dokumentmaskin.bundle import pages_without_text, without_form
        from dokumentmaskin.pdf import Attachment, Way, attachment_pdf, kind_of

        cleared = Cleared(content)
        if (kind := kind_of(path)) and kind.way is Way.WORD:
            cleared = clear_paper(
                content, path, accept=self.pipeline.accept_changes, keep=self.choices.keep_annotations
            )
        given = Attachment(cleared.docx, path, paper.tittel, self._språk.kode, paper.alternativ_tekst)
        made: FinishedPdf = attachment_pdf(given, engines, flatten=without_form)
        source, data = _opened(made.data, path, made, keep_annotations=self.choices.keep_annotations)
        has_text = source.tagged or len(pages_without_text(data)) < made.pages
        notes = (*cleared.warnings, *made.warnings, *source.notes)
        return replace(source, has_text=has_text, notes=notes), data

    @property
    def _språk(self) -> Språk:
        return self.pipeline.plan.språk_of(self.møte.gruppe)

    def _line(self, paper: Paper, page: int, pages: int) -> str:
        """The running line; on an exempt paper it says so on every page."""
        språk, exempt = self._språk, paper.unntatt
        line = språk.løpelinje.format(paper.sak.nummer, paper.kalt(språk), page, pages)
        return line if exempt is None else språk.unntatt_løpelinje.format(line, exempt.hjemmel)


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


@contextmanager
def named(path: str) -> Iterator[None]:
    """Say of whatever goes wrong inside that it is this file's fault.

    Raises:
        AttachmentError: A library has raised something that is no message to a person.
    """
    try:
        yield
    except _unforeseen() as error:
        raise AttachmentError(_odd(path)) from error


def find_culprits(
    make: "Callable[[], Joined]", alone: "Iterable[tuple[str, Callable[[], Joined]]]"
) -> "Joined":
    """Join many files, and name those that cannot even be alone when it fails.

    Args:
        make: Joins all.
        alone: The path of each file, and what does the same with that one.

    Raises:
        AttachmentError: Names the files at fault. When none is by itself, the failure is raised as it was.
    """
    try:
        return make()
    except _unforeseen() as error:
        problems = [_odd(path) for path, attempt in alone if not _works(attempt)]
        if not problems:
            raise
        raise AttachmentError(problems) from error


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except _unforeseen():
        return False
    return True


def _unforeseen() -> tuple[type[Exception], ...]:
    """What pikepdf, PDFium and our own readers raise of values that they did not expect.

    Not OSError, nor our own errors, which say what they mean.
    """
    from pikepdf import PdfError

    return (
        PdfError,
        RuntimeError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    )


def _odd(path: str) -> Problem:
    return Problem(
        "vedlegg-uventet",
        "Filen er bygd på en måte som dok ikke kan bruke. Den er trolig skadet.",
        "Åpne den i et annet program, skriv den ut til en ny PDF, og legg ved den i stedet.",
        Place(path),
    )
