"""How the papers of a package are taken in, each by its kind: made, cleaned, and with its line on each page.

A paper that holds others is taken apart, and each of those taken in the same way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import AttachmentError, DokError, Place, Problem, PublishingError
from dokumentmaskin.memory import reason
from dokumentmaskin.pipeline.package.composed import composed
from dokumentmaskin.pipeline.package.sources import Choices, Paper, Source, named, opened
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.publishing import Cleared, clear_paper
from dokumentmaskin.pipeline.report import File
from dokumentmaskin.plan import Møte, Språk, Vedlegg

if TYPE_CHECKING:
    from dokumentmaskin.pdf import Engine, FinishedPdf

_DEEPEST: Final = 3  # letters in letters
_TOO_DEEP: Final = Problem(
    "vedlegg-for-dypt",
    "Filen ligger i for mange lag: en fil i en fil i en fil.",
    "Lagre den for seg, og legg den ved saken som eget vedlegg.",
)


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
                source, seen = opened(content, path, minutes)
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

        def inner(name: str, data: bytes) -> Source:
            own = paper.model_copy(update={"tittel": Path(name).stem, "alternativ_tekst": ""})
            return self._taken(own, data, f"{path}/{name}", engines, depth + 1)[0]

        def made(first: "FinishedPdf") -> Source:
            return replace(opened(first.data, path, first)[0], notes=first.warnings)

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
        source, data = opened(made.data, path, made, keep_annotations=self.choices.keep_annotations)
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
