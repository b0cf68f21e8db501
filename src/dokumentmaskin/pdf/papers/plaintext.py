"""A paper of plain text or Markdown, set as a document of its own: PDF/A-2a and PDF/UA-1."""

import re
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import AttachmentError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dokumentmaskin.pdf.finished import Engine, FinishedPdf
    from dokumentmaskin.pdf.papers.attachment import Attachment

_BOMS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_NAMES: Final = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}
# What no text file has: control characters other than tab, line ends and form feed, and half characters.
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")  # signs of a font of its own, as Word's bullets
_MOST_CHARACTERS: Final = 1_000_000  # some 400 pages


def text_pdf(attachment: "Attachment", engines: "Sequence[Engine]") -> "FinishedPdf":
    """Make the PDF of a text file; one named `.md` is read as Markdown.

    Args:
        attachment: The paper.
        engines: The engines to try, the preferred one first.

    Raises:
        AttachmentError: The file is no text, has none, or too much of it.
        EngineError: No engine made a correct PDF of it.
    """
    from dataclasses import replace

    from dokumentmaskin.pdf.make import make_pdf
    from dokumentmaskin.pdf.papers.textdocument import text_document
    from dokumentmaskin.pdf.papers.textparts import markdown_parts, plain_parts

    text, warnings = read_text(attachment.data, attachment.path)
    reader = markdown_parts if attachment.suffix == ".md" else plain_parts
    parts, pictures = reader(text, attachment.title)
    docx = text_document(parts, attachment.title, attachment.language)
    made = make_pdf(docx, attachment.path, engines)
    left_out = tuple(_left_out(attachment.path, name) for name in pictures)
    return replace(made, warnings=(*warnings, *left_out, *made.warnings))


def read_text(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with line feeds alone, and warnings about how it was read.

    Args:
        data: The bytes of the file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.
        path: Its name, for places in problems.

    Raises:
        AttachmentError: It is no text, has none, or too much of it.
    """
    encoding = next((name for mark, name in _BOMS.items() if data.startswith(mark)), "utf-8")
    try:
        text, encoding = _decoded(data, encoding)
    except UnicodeDecodeError as error:
        raise AttachmentError(_no_text(path)) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")  # DOS ended files with one
    if _NO_TEXT.search(text):
        raise AttachmentError(_no_text(path))
    text = text.replace("\f", "\n\n")
    if not text.strip() or len(text) > _MOST_CHARACTERS:
        raise AttachmentError(_too_long(path, len(text)) if text.strip() else _nothing(path))
    warnings = [_encoding(path, _NAMES[encoding])] if encoding in _NAMES else []
    if private := _PRIVATE.findall(text):
        warnings.append(_exchanged(path, len(private)))
    return _PRIVATE.sub("•", text), tuple(warnings)


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """Return the text and the encoding that it turned out to have."""
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise
        return data.decode("cp1252"), "cp1252"


def _no_text(path: str) -> Problem:
    return Problem(
        "vedlegg-ikke-tekst",
        "Filen heter som en tekstfil, men inneholder noe annet enn tekst.",
        "Gi filen riktig endelse, eller åpne den i programmet den er laget i og eksporter den som PDF.",
        Place(path),
    )


def _nothing(path: str) -> Problem:
    return Problem(
        "vedlegg-tomt",
        "Filen har ingen tekst.",
        "Hent filen en gang til, eller ta vedlegget ut av planen.",
        Place(path),
    )


def _too_long(path: str, characters: int) -> Problem:
    return Problem(
        "vedlegg-for-stort",
        f"Teksten er på {characters} tegn. Det meste er {_MOST_CHARACTERS}.",
        "Lag en PDF av den i et annet program, og bruk PDF-en som vedlegg i stedet.",
        Place(path),
    )


def _encoding(path: str, name: str) -> Problem:
    return Problem(
        "tekst-ikke-utf8",
        f"Filen er ikke lagret som UTF-8. Den er lest som {name}.",
        "Se i PDF-en om æ, ø og å er riktige, eller lagre filen på nytt som UTF-8.",
        Place(path),
    )


def _exchanged(path: str, count: int) -> Problem:
    return Problem(
        "tegn-byttet",
        f"Teksten har {count} tegn som bare finnes i en bestemt skrift. De er byttet ut med «•».",
        "Se i PDF-en om det er riktig, eller bytt ut tegnene i filen.",
        Place(path),
    )


def _left_out(path: str, name: str) -> Problem:
    return Problem(
        "bilde-ikke-med",
        f"Bildet «{name}» i teksten er ikke med i PDF-en.",
        "Legg bildet ved som et eget vedlegg, eller lag en PDF av teksten med bildet i.",
        Place(path),
    )
