"""A paper of plain text or Markdown, set as a document of its own: PDF/A-2a and PDF/UA-1."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.papers.textdocument import text_document
from dokumentmaskin.pdf.papers.textparts import markdown_parts, plain_parts
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf

_BOMS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_NAMES: Final = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}
# What no text file has: control characters other than tab, line ends and form feed, and half characters.
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")  # signs of a font of its own, as Word's bullets
_MOST_CHARACTERS: Final = 1_000_000  # some 400 pages
_NOT_TEXT: Final = Problem(
    "vedlegg-ikke-tekst",
    "Filen heter som en tekstfil, men inneholder noe annet enn tekst.",
    "Gi filen riktig endelse, eller åpne den i programmet den er laget i og eksporter den som PDF.",
)
_NOTHING: Final = Problem(
    "vedlegg-tomt", "Filen har ingen tekst.", "Hent filen en gang til, eller ta vedlegget ut av planen."
)


def text_pdf(attachment: Attachment, engines: Sequence[Engine], *, is_markdown: bool) -> FinishedPdf:
    """Make the PDF of a text file.

    Args:
        attachment: The paper.
        engines: The engines to try, the preferred one first.
        is_markdown: Whether signs in it mean headings, lists and looks.

    Raises:
        AttachmentError: The file is no text, has none, or too much of it.
        EngineError: No engine made a correct PDF of it.
    """
    text, warnings = read_text(attachment.data)
    reader = markdown_parts if is_markdown else plain_parts
    parts, pictures = reader(text, attachment.title)
    docx = text_document(parts, attachment.title, attachment.language)
    made = make_pdf(docx, attachment.path, engines)
    left_out = tuple(_left_out(name) for name in pictures)
    return replace(made, warnings=(*warnings, *left_out, *made.warnings))


def read_text(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with line feeds alone, and warnings about how it was read.

    Args:
        data: The bytes of the file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        AttachmentError: It is no text, has none, or too much of it.
    """
    encoding = next((name for mark, name in _BOMS.items() if data.startswith(mark)), "utf-8")
    try:
        text, encoding = _decoded(data, encoding)
    except UnicodeDecodeError as error:
        raise AttachmentError(_NOT_TEXT) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")  # DOS ended files with one
    if _NO_TEXT.search(text):
        raise AttachmentError(_NOT_TEXT)
    text = text.replace("\f", "\n\n")
    if not text.strip() or len(text) > _MOST_CHARACTERS:
        raise AttachmentError(_too_long(len(text)) if text.strip() else _NOTHING)
    warnings = [_encoding(_NAMES[encoding])] if encoding in _NAMES else []
    if private := _PRIVATE.findall(text):
        warnings.append(_exchanged(len(private)))
    return _PRIVATE.sub("•", text), tuple(warnings)


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """Return the text and the encoding that it turned out to have."""
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise
        return data.decode("cp1252"), "cp1252"


def _too_long(characters: int) -> Problem:
    return Problem(
        "vedlegg-for-stort",
        f"Teksten er på {characters} tegn. Det meste er {_MOST_CHARACTERS}.",
        "Lag en PDF av den i et annet program, og bruk PDF-en som vedlegg i stedet.",
    )


def _encoding(name: str) -> Problem:
    return Problem(
        "tekst-ikke-utf8",
        f"Filen er ikke lagret som UTF-8. Den er lest som {name}.",
        "Se i PDF-en om æ, ø og å er riktige, eller lagre filen på nytt som UTF-8.",
    )


def _exchanged(count: int) -> Problem:
    return Problem(
        "tegn-byttet",
        f"Teksten har {count} tegn som bare finnes i en bestemt skrift. De er byttet ut med «•».",
        "Se i PDF-en om det er riktig, eller bytt ut tegnene i filen.",
    )


def _left_out(name: str) -> Problem:
    return Problem(
        "bilde-ikke-med",
        f"Bildet «{name}» i teksten er ikke med i PDF-en.",
        "Legg bildet ved som et eget vedlegg, eller lag en PDF av teksten med bildet i.",
    )
