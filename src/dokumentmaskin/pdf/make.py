"""From a .docx to a PDF that says it is accessible and is."""

import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from threading import Thread
from zipfile import BadZipFile

from dokumentmaskin.document.text import DocumentText, document_text
from dokumentmaskin.errors import EngineError, Place, Problem
from dokumentmaskin.pdf.pictures import undescribed_pictures
from dokumentmaskin.pdf.properties import Properties, read_properties, unreadable
from dokumentmaskin.pdf.records import Engine, FinishedPdf


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
    source = _Source(docx, path, read_properties(docx, path), _read_text(docx, path))
    undescribed = undescribed_pictures(docx, path)
    if undescribed:
        raise EngineError(undescribed)
    problems: list[Problem] = []
    for engine in engines:
        try:
            made = _made_by(engine, source)
        except EngineError as error:
            problems += _told_by(engine, error, path, first=not problems)
        else:
            failed = (_other_engine(engine, problems, path),) if problems else ()
            return replace(made, warnings=failed + made.warnings)
    raise EngineError(problems)


@dataclass(frozen=True, slots=True)
class _Source:
    """A document, read once for all engines."""

    docx: bytes
    path: str
    properties: Properties
    text: DocumentText


def _read_text(docx: bytes, path: str) -> DocumentText:
    from lxml.etree import XMLSyntaxError

    try:
        return document_text(docx)
    except (BadZipFile, XMLSyntaxError, zlib.error) as error:
        raise EngineError(unreadable(path)) from error


def _made_by(engine: Engine, source: _Source) -> FinishedPdf:
    from dokumentmaskin.pdf.check import broken_rules, can_check, not_checked
    from dokumentmaskin.pdf.compare import lost_words
    from dokumentmaskin.pdf.finish import finish_pdf

    with _imported_meanwhile():
        raw = engine.convert(source.docx)
    checked = can_check()
    data, pages = finish_pdf(raw, source.properties, claims=checked)
    with ThreadPoolExecutor(max_workers=1) as other:  # the check holds no Python lock either
        broken = other.submit(broken_rules, data) if checked else None
        problems = lost_words(source.text, data) + (broken.result() if broken else ())
    if problems:
        raise EngineError(problems)
    return FinishedPdf(
        data=data,
        pages=pages,
        pdfa="2a" if checked else None,
        pdfua=checked,
        checked=checked,
        engine=engine.name,
        warnings=() if checked else (not_checked(source.path),),
    )


@contextmanager
def _imported_meanwhile() -> Iterator[None]:
    """Load the libraries of the later steps while the engine works, which holds no Python lock.

    It saves some 60 ms of the first PDF that a command makes.
    """
    thread = Thread(target=_import_libraries, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _import_libraries() -> None:
    for name in ("pikepdf", "pypdfium2", "page"):
        # What cannot be loaded is said by the step that needs it.
        with suppress(ImportError):
            import_module(name)


def _other_engine(engine: Engine, problems: Sequence[Problem], path: str) -> Problem:
    """Return the warning that it was not the preferred engine that made the PDF."""
    return Problem(
        "annen-pdf-motor",
        f"PDF-en er laget med motoren «{engine.name}», fordi den første ga en feil: {problems[0].message}",
        "Se gjennom PDF-en: Linjer og sider kan være delt på andre steder.",
        Place(path),
    )


def _told_by(engine: Engine, error: EngineError, path: str, *, first: bool) -> list[Problem]:
    """Return an engine's problems with their place; those of a later engine say whose they are."""
    prefix = "" if first else f"Motoren «{engine.name}» klarte det heller ikke: "
    return [Problem(p.code, f"{prefix}{p.message}", p.advice, p.place or Place(path)) for p in error.problems]
