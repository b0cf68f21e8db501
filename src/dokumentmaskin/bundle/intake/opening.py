"""Opening a PDF from anyone: what cannot be used is an error with a way out, what was mended is a note.

Of one that is open: what a reader gets from it, when it is only text, or not even that.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, OutlineItem, PageCopyWarning, Pdf, StreamDecodeLevel

from dokumentmaskin.bundle.intake.bounds import limit_memory, too_large
from dokumentmaskin.bundle.intake.losses import hurt_contents, hurt_note, hurt_pages, is_cut, losses
from dokumentmaskin.bundle.intake.rebuilding import looks_alike, rebuilt
from dokumentmaskin.bundle.structure import BUILT_WRONGLY
from dokumentmaskin.errors import AttachmentError, Place, Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF that can be used.

    Attributes:
        pdf: The open document, without encryption.
        data: A file with the same pages that needs no password; the bytes that came in, unless they were
            encrypted or damaged.
        notes: What was done to be able to use it.
    """

    pdf: Pdf
    data: bytes
    notes: tuple[Problem, ...]


# qpdf mends these without any loss, and says so as it does with real damage.
_HARMLESS: Final = ("Resources is missing or invalid", "/Type key should be", "MediaBox is undefined")
_FRESH: Final = "Hent filen på nytt fra den som laget den."
_EXPORT: Final = (
    "Lag en PDF av dokumentet («Lagre som PDF» eller «Skriv ut til PDF»), og legg ved den i stedet."
)
_UNLOCK: Final = (
    "Be den som laget filen om en PDF uten passord, eller skriv passordet i en fil og bruk --passord-fil."
)
_LOCKED: Final = "PDF-en er låst på en måte som dok ikke kan låse opp, for eksempel med et sertifikat."
# What qpdf says when it cannot open a file, and what is then said of it.
_REASONS: Final = {
    "loop detected": Problem(
        "vedlegg-sidetre", "PDF-en er bygd feil: Sidene viser i ring til hverandre.", _FRESH
    ),
    "too deeply nested": Problem(
        "vedlegg-for-dypt", "PDF-en er bygd feil: Sidene ligger i for mange lag.", _FRESH
    ),
    "no pages found": Problem("vedlegg-uten-sider", "PDF-en har ingen sider.", _FRESH),
    "encryption": Problem("vedlegg-last", _LOCKED, "Be den som laget filen om en PDF uten lås."),
}


class _NotForQpdfError(AttachmentError):
    """A file that qpdf cannot use, and that another reader may show."""


# What is odd but not hostile of what `_REASONS` and `_unreadable` tell.
_ODD: Final = frozenset({"vedlegg-skadet", "vedlegg-sidetre"})


def open_source(data: bytes, name: str, passwords: Sequence[str] = ()) -> Opened:
    """Open a PDF that someone else made.

    Args:
        data: The bytes of the file.
        name: What messages call it, usually its path.
        passwords: Passwords to try when it is locked.

    Returns:
        The open document and the notes about it. The same bytes give the same `data`.

    Raises:
        AttachmentError: It is no PDF, is locked, has lost pages or what they show, or is larger in pages,
            pictures or unpacked data than `bounds` allows; with every problem that could be found.
    """
    limit_memory()
    _refuse_what_is_no_pdf(data, name)
    try:
        return _opened(data, name, passwords)
    except _NotForQpdfError as error:
        if is_cut(data):
            raise
        try:
            return open_rebuilt(data, name)
        except AttachmentError:
            raise error from None


def open_rebuilt(data: bytes, name: str) -> Opened:
    """Open a PDF that others show and qpdf cannot use, by the pages that PDFium shows of it.

    Raises:
        AttachmentError: PDFium does not show all pages either, or they are larger than `bounds` allows.
    """
    limit_memory()
    anew = rebuilt(data)
    if anew is None:
        raise AttachmentError(_unreadable(data, name))
    opened = _opened(anew, name, ())
    return replace(opened, notes=(*opened.notes, _rebuilt_note(name)))


def _opened(data: bytes, name: str, passwords: Sequence[str]) -> Opened:
    pdf, notes = _open(data, name, passwords)
    try:
        return _checked(pdf, data, name, notes)
    except BUILT_WRONGLY as error:
        raise _NotForQpdfError(_unreadable(data, name)) from error


def _checked(pdf: Pdf, data: bytes, name: str, notes: tuple[Problem, ...]) -> Opened:
    _refuse_what_has_no_pages(pdf, name)
    problems = tuple(too_large(pdf, name))
    if problems:
        raise AttachmentError(problems)
    repaired = _is_damaged(pdf)
    if lost := losses(pdf, data, name) if repaired else ():
        raise AttachmentError(lost)
    hurt = hurt_pages(pdf, data) if repaired else hurt_contents(pdf)
    if hurt:
        notes = (*notes, hurt_note(hurt, len(pdf.pages), name))
    elif repaired:
        message = "PDF-en var skadet og er reparert. Alle sidene er med."
        mended = Problem("vedlegg-reparert", message, "Se gjennom sidene i møtepakken.", Place(name))
        notes = (*notes, mended)
    if not notes:
        return Opened(pdf, data, notes)
    anew = as_file(pdf)
    if repaired and not looks_alike(data, anew) and (other := rebuilt(data)) is not None:
        anew, notes = other, (*notes, _rebuilt_note(name))
    return Opened(_open(anew, name, ())[0], anew, notes)


def _rebuilt_note(name: str) -> Problem:
    message = (
        "PDF-en er bygd feil, og er satt sammen på nytt av sidene slik andre PDF-lesere viser dem. "
        "Bokmerker og tagger er ikke med."
    )
    advice = "Se gjennom sidene i møtepakken, eller be den som laget filen om en ny PDF."
    return Problem("vedlegg-bygd-pa-nytt", message, advice, Place(name))


def _open(data: bytes, name: str, passwords: Sequence[str]) -> tuple[Pdf, tuple[Problem, ...]]:
    for number, password in enumerate(("", *passwords)):
        try:
            pdf = pikepdf.open(BytesIO(data), password=password, suppress_warnings=True)
        except pikepdf.PasswordError:
            continue
        except BUILT_WRONGLY as error:
            problem = _refused(data, name, str(error))
            kind = _NotForQpdfError if problem.code in _ODD else AttachmentError
            raise kind(problem) from error
        return pdf, (_unlocked(name, with_password=number > 0),) if pdf.is_encrypted else ()
    if not passwords:
        # It may be for what is attached alone.
        locked = Problem("vedlegg-passord", "PDF-en er låst med passord.", _UNLOCK, Place(name))
        raise _NotForQpdfError(locked)
    message = "PDF-en er låst med et passord som ikke er blant dem i --passord-fil."
    advice = "Skriv det riktige passordet i filen, ett på hver linje."
    raise AttachmentError(Problem("vedlegg-feil-passord", message, advice, Place(name)))


def as_file(pdf: Pdf) -> bytes:
    """Return a PDF as bytes without encryption; streams stay packed as they are."""
    target = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)  # said of forms that have lost their fields
        pdf.save(
            target,
            deterministic_id=True,
            encryption=False,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
        )
    return target.getvalue()


def _is_damaged(pdf: Pdf) -> bool:
    said = (str(warning) for warning in pdf.get_warnings())
    return any(not any(harmless in warning for harmless in _HARMLESS) for warning in said)


def _refuse_what_is_no_pdf(data: bytes, name: str) -> None:
    place = Place(name)
    if not data.strip(b"\x00\t\n\f\r "):
        raise AttachmentError(Problem("vedlegg-tomt", "Filen er tom.", _FRESH, place))
    if _HEADER in data[:_HEADER_AREA]:
        return
    if kind := resembles(data):
        message = f"Filen er ikke en PDF. Den ser ut som {kind}."
        raise AttachmentError(Problem("vedlegg-ikke-pdf", message, _EXPORT, place))
    if b" obj" not in data:
        raise AttachmentError(Problem("vedlegg-ikke-pdf", "Filen er ikke en PDF.", _EXPORT, place))


def _refuse_what_has_no_pages(pdf: Pdf, name: str) -> None:
    if not len(pdf.pages):
        raise AttachmentError(Problem("vedlegg-uten-sider", "PDF-en har ingen sider.", _FRESH, Place(name)))
    needs_rendering: object = pdf.Root.get("/NeedsRendering")
    if "/AcroForm" in pdf.Root and needs_rendering is True:
        problem = Problem(
            "vedlegg-xfa",
            "PDF-en er et XFA-skjema. Sidene lages først når den åpnes i Adobe Reader, og er ikke i filen.",
            "Åpne den i Adobe Reader, skriv den ut til en ny PDF, og legg ved den i stedet.",
            Place(name),
        )
        raise AttachmentError(problem)


def _refused(data: bytes, name: str, reason: str) -> Problem:
    """Say why qpdf could not open a file, by what its message says."""
    said = reason.lower()
    known = next((problem for sign, problem in _REASONS.items() if sign in said), None)
    return replace(known, place=Place(name)) if known else _unreadable(data, name)


def _unreadable(data: bytes, name: str) -> Problem:
    cut = "Slutten av filen mangler, og sidene finnes ikke i det som er igjen."
    cause = cut if is_cut(data) else "Filen er skadet."
    return Problem("vedlegg-skadet", f"PDF-en kan ikke leses. {cause}", _FRESH, Place(name))


def _unlocked(name: str, *, with_password: bool) -> Problem:
    message = (
        "PDF-en var låst med passord. I møtepakken er den åpen for alle."
        if with_password
        else "PDF-en var låst mot endring eller kopiering. I møtepakken er den ikke det."
    )
    return Problem(
        "vedlegg-last-opp", message, "Legg den bare ved hvis den som laget den, er enig.", Place(name)
    )


_HEADER: Final = b"%PDF-"
# Readers look for the header in the first 1024 bytes (ISO 32000-1, annex H, note 13 to 7.5.2).
_HEADER_AREA: Final = 1024
_SIGNATURES: Final = (
    (b"PK\x03\x04", "et Office-dokument eller en zip-fil"),
    (b"\xd0\xcf\x11\xe0", "et gammelt Office-dokument (.doc, .xls eller .ppt)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"\x89PNG", "et bilde (PNG)"),
    (b"\xff\xd8\xff", "et bilde (JPEG)"),
    (b"GIF8", "et bilde (GIF)"),
    (b"II*\x00", "et bilde (TIFF)"),
    (b"MM\x00*", "et bilde (TIFF)"),
    (b"BM", "et bilde (BMP)"),
    (b"%!PS", "et PostScript-dokument"),
    (b"<?xml", "et XML-dokument"),
    (b"From: ", "en e-post"),
    (b"Received: ", "en e-post"),
    (b"Return-Path: ", "en e-post"),
    (b"Rar!", "en pakket fil (RAR)"),
    (b"7z\xbc\xaf", "en pakket fil (7-Zip)"),
    (b"\x1f\x8b", "en pakket fil (gzip)"),
    (b"MZ", "et program"),
)
_ZIPPED: Final = (
    (b"word/", "et Word-dokument"),
    (b"xl/", "et Excel-regneark"),
    (b"ppt/", "en PowerPoint-presentasjon"),
    (b"application/vnd.oasis.opendocument.text", "et OpenDocument-dokument"),
    (b"application/vnd.oasis.opendocument.", "et OpenDocument-dokument"),
)
_PICTURES: Final = ((b"heic", "et bilde (HEIC)"), (b"avif", "et bilde (AVIF)"), (b"mif1", "et bilde (HEIC)"))


def resembles(data: bytes) -> str:
    """Say in Norwegian what a file looks like, with its article; empty when nothing is recognised."""
    start = data[:_HEADER_AREA].lstrip(b"\xef\xbb\xbf \t\r\n")
    lowered = start[:200].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return "en nettside (HTML)"
    if start.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _ZIPPED if sign in data), _SIGNATURES[0][1])
    if start[4:8] == b"ftyp":
        return next((kind for sign, kind in _PICTURES if sign in start[8:32]), "en video")
    if start.startswith(b"RIFF"):
        return "et bilde (WebP)" if start[8:12] == b"WEBP" else "lyd eller video"
    return next((kind for sign, kind in _SIGNATURES if start.startswith(sign)), "")


def pages_without_text(data: bytes) -> tuple[int, ...]:
    """The numbers, from 1, of the pages of a PDF without password that hold something to see and no text."""
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        return tuple(
            index + 1
            for index in range(len(document))
            if not document[index].get_textpage().count_chars()
            and any(document[index].get_objects(max_depth=1))
        )


def bookmarks(pdf: Pdf) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each bookmark that holds a place in the file: its title after those above it, and its page, from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    pending: list[tuple[tuple[str, ...], OutlineItem]] = [((), i) for i in reversed(pdf.open_outline().root)]
    while pending:
        above, item = pending.pop()
        titles = (*above, item.title)
        pending += ((titles, child) for child in reversed(item.children))
        place = item.destination
        number = numbers.get(place[0].objgen) if isinstance(place, Array) and len(place) else None
        if number is not None:
            yield titles, number
