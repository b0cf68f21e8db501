"""What goes into a meeting's package, each as an open PDF with what is known about it.

A source is prepared once, also when it goes into two editions of the package. What is wrong with a paper is
said where it can be told. But PDFs break their standard in more ways than anyone has counted, and then a
library raises what its programmers never meant to: such a paper is named too, instead of ending the program.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.document import Marks
from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pipeline.making import Template, pdf_at_once
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.plan import Melding, Sak, Språk, Unntatt, Vedlegg

if TYPE_CHECKING:
    from pikepdf import Pdf

    from dokumentmaskin.bundle import Joined, Room
    from dokumentmaskin.pdf import FinishedPdf
    from dokumentmaskin.pipeline.report import File


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

    source, seen = opened(data, path, kept)
    return replace(source, numbers=add_numbered_line(source.pdf, seen))


def opened(
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
