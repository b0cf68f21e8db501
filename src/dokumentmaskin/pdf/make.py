"""From a .docx to a PDF that says it is accessible and is."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.addresses import forbidden_links
from dokumentmaskin.pdf.finish import Properties, finish_pdf, read_properties
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf, placed
from dokumentmaskin.pdf.verify import (
    NOT_CHECKED,
    broken_pictures,
    broken_rules,
    can_check,
    examined,
    fetched_pictures,
    keep_claims,
    lost_words,
    rare_signs,
    undescribed_pictures,
    undrawn_things,
    unsaid_texts,
    words_to_tell,
)
from dokumentmaskin.word import DamagedError, DocumentText, Package, document_text, with_contents
from dokumentmaskin.word.inventory import Kind, Thing, read_inventory

_UNREADABLE = Problem(
    "docx-uleselig",
    "Filen kan ikke leses som et Word-dokument. Den er skadet, eller noe annet.",
    "Åpne den i Word og lagre den på nytt som .docx.",
)
_LOST_SIGN = "tegn-uten-skrift"  # the check's code for a sign that is shown as nothing


def make_pdf(docx: bytes, path: str, engines: Sequence[Engine]) -> FinishedPdf:
    """Make the PDF with the first engine whose PDF is whole and passes the check.

    Args:
        docx: The bytes of a .docx.
        path: Its name relative to the workspace, for places in problems.
        engines: The engines to try, the preferred one first.

    Raises:
        EngineError: The document lacks what a PDF must have, or no engine made a correct PDF of it;
            carries the problems of the first engine, then what the others said.
    """
    source = _read(docx, path, all_contents=True)
    wrong = (
        source.broken + fetched_pictures(source.things) + source.undescribed + forbidden_links(source.package)
    )
    if wrong:
        raise EngineError(placed(wrong, path))
    return _first_made(engines, source, _accessible)


def make_foreign_pdf(paper: Attachment, engines: Sequence[Engine]) -> FinishedPdf:
    """Make the PDF of a document that someone else wrote: whole, but accessible only if the document is.

    What keeps it from being accessible are warnings; the PDF claims the standards that it keeps, and stays
    tagged.

    Args:
        paper: A .docx; its title and language are for a document that says none itself.
        engines: The engines to try, the preferred one first.

    Raises:
        EngineError: The document cannot be read, or no engine made a PDF with all of its words and signs.
    """
    source = _read(paper.data, paper.path, paper.title, paper.language)
    once = [_Once(engine) for engine in engines]
    try:
        return _first_made(once, source, _as_it_is)
    except EngineError as first:
        with suppress(EngineError):
            return _first_made(once, source, _told)
        raise first from None


@dataclass(frozen=True, slots=True)
class _Source:
    """A document, read once for all engines."""

    docx: bytes
    package: Package
    path: str
    properties: Properties
    text: DocumentText
    things: tuple[Thing, ...]
    broken: tuple[Problem, ...]
    undescribed: tuple[Problem, ...]


def _read(
    docx: bytes, path: str, title: str = "", language: str = "", *, all_contents: bool = False
) -> _Source:
    try:
        docx = with_contents(docx, all_of_them=all_contents)
        properties = read_properties(docx, title=title, language=language)
        package = Package(docx)
        things = tuple(examined(read_inventory(package), package))
        text = _with_charts(document_text(docx), things)
        return _Source(
            docx,
            package,
            path,
            properties,
            text,
            things,
            broken_pictures(things),
            undescribed_pictures(things),
        )
    except DamagedError as error:
        raise EngineError(placed([_UNREADABLE], path)) from error
    except EngineError as error:
        raise EngineError(placed(error.problems, path)) from error


def _with_charts(text: DocumentText, things: Sequence[Thing]) -> DocumentText:
    """What a document says, with what is written in its charts, which stand in parts of their own."""
    charts = [one for one in things if one.kind is Kind.CHART and not one.spot.is_running]
    return replace(text, body=text.body + tuple(word for chart in charts for word in chart.words.split()))


def _first_made(
    engines: Sequence[Engine], source: _Source, make: Callable[[bytes, str, _Source], FinishedPdf]
) -> FinishedPdf:
    """Return the PDF of the first engine that does not fail.

    Raises:
        EngineError: All failed.
    """
    problems: list[Problem] = []
    for engine in engines:
        try:
            with ThreadPoolExecutor(max_workers=1) as other:  # the engine holds no Python lock
                other.submit(_import_libraries)
                raw = engine.convert(source.docx)
            made = make(raw, engine.name, source)
        except EngineError as error:
            problems += _told_by(engine, error, first=not problems)
        else:
            failed = (_other_engine(engine, problems),) if problems else ()
            return replace(made, warnings=placed(failed + made.warnings, source.path))
    raise EngineError(placed(problems, source.path))


def _accessible(raw: bytes, engine: str, source: _Source) -> FinishedPdf:
    checked = can_check()
    made = finish_pdf(raw, source.properties, engine, source.things, claims=checked)
    with ThreadPoolExecutor(max_workers=1) as other:  # the check holds no Python lock either
        broken = other.submit(broken_rules, made.data) if checked else None
        problems = _lost(source, made) + unsaid_texts(source.things, made.data)
        problems += broken.result() if broken else ()
    if problems:
        raise EngineError(_with_signs_named(problems, source))
    return made if checked else replace(made, warnings=(NOT_CHECKED,))


class _Once:
    """An engine that makes its PDF of one document once, however often it is asked."""

    def __init__(self, engine: Engine) -> None:
        self.name = engine.name
        self._engine = engine
        self._made: bytes | EngineError | None = None

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF; see `Engine`."""
        if self._made is None:
            try:
                self._made = self._engine.convert(docx)
            except EngineError as error:
                self._made = error
        if isinstance(self._made, EngineError):
            raise self._made
        return self._made


def _as_it_is(raw: bytes, engine: str, source: _Source) -> FinishedPdf:
    kept = _kept(raw, engine, source)
    problems = _lost(source, kept) + tuple(p for p in kept.warnings if p.code == _LOST_SIGN)
    if problems:
        raise EngineError(problems)
    return kept


def _told(raw: bytes, engine: str, source: _Source) -> FinishedPdf:
    """The PDF of a paper that is whole to the eye, without the claim to be so to every reader."""
    kept = _kept(raw, engine, source)
    lost = lost_words(source.text, kept.data)
    told = words_to_tell(source.text, kept.data) if lost else ()
    problems = undrawn_things(source.things, kept.data) + (() if told else lost)
    if problems:
        raise EngineError(problems)
    if any(one.code == _LOST_SIGN for one in (*kept.warnings, *told)):
        lost_signs = tuple(one for one in kept.warnings if one.code == _LOST_SIGN)
        told = _with_signs_named((*(one for one in told if one.code != _LOST_SIGN), *lost_signs), source)
    return _kept(raw, engine, source, *told) if told else kept


def _kept(raw: bytes, engine: str, source: _Source, *told: Problem) -> FinishedPdf:
    """The PDF with the claims that it keeps; what is told keeps it from some."""
    barriers = (*source.broken, *fetched_pictures(source.things), *source.undescribed, *told)
    kept = keep_claims(raw, source.properties, engine, *barriers, things=source.things)
    if kept.pdfua and (unsaid := unsaid_texts(source.things, kept.data)):
        kept = keep_claims(raw, source.properties, engine, *barriers, *unsaid, things=source.things)
    return kept


def _with_signs_named(problems: Sequence[Problem], source: _Source) -> tuple[Problem, ...]:
    """The problems, with the signs that have no look, which the check only counts, by name where known."""
    named = rare_signs(source.text)
    others = tuple(one for one in problems if not named or one.code != _LOST_SIGN)
    return (*others, *named) if len(others) < len(problems) else others


def _lost(source: _Source, made: FinishedPdf) -> tuple[Problem, ...]:
    """What a reader of the document sees and a reader of the PDF does not."""
    return lost_words(source.text, made.data) + undrawn_things(source.things, made.data)


def _import_libraries() -> None:
    """Load the libraries of the later steps, while the engine works: 60 ms of the first PDF of a command."""
    for name in ("pikepdf", "pypdfium2", "page"):
        # What cannot be loaded is said by the step that needs it.
        with suppress(ImportError):
            import_module(name)


def _other_engine(engine: Engine, problems: Sequence[Problem]) -> Problem:
    """Return the warning that it was not the preferred engine that made the PDF."""
    return Problem(
        "annen-pdf-motor",
        f"PDF-en er laget med motoren «{engine.name}», fordi den første ga en feil: {problems[0].message}",
        "Se gjennom PDF-en: Linjer og sider kan være delt på andre steder.",
    )


def _told_by(engine: Engine, error: EngineError, *, first: bool) -> list[Problem]:
    """Return an engine's problems; those of a later engine say whose they are."""
    prefix = "" if first else f"Motoren «{engine.name}» klarte det heller ikke: "
    return [replace(problem, message=f"{prefix}{problem.message}") for problem in error.problems]
