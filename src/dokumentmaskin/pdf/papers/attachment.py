"""A paper of a case as PDF, whatever kind of file it came as.

A paper is someone else's work. It is not mended and not refused because it lacks what dok's own documents
must have: it becomes a whole PDF that claims what it keeps, with warnings about the rest. What cannot be
made whole is an error.
"""

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import AttachmentError, EngineError, Place, Problem
from dokumentmaskin.pdf.engines import OFFICE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dokumentmaskin.pdf.finished import Engine, FinishedPdf

_TEXTS: Final = frozenset((".md", ".txt"))
_PICTURES: Final = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".tif": ".tif", ".tiff": ".tif"}
SUFFIXES: Final = frozenset((*OFFICE_SUFFIXES, *_TEXTS, *_PICTURES))
"""The kinds of file that `attachment_pdf` understands, beside PDF, which needs no making."""

_KINDS: Final = {
    ".pdf": "en PDF", ".rtf": "et RTF-dokument", ".png": "et PNG-bilde", ".jpg": "et JPEG-bilde",
    ".tif": "et TIFF-bilde", ".gif": "et GIF-bilde", ".docx": "et Word-dokument", ".doc": "et Word-dokument",
    ".xlsx": "et Excel-regneark", ".xls": "et Excel-regneark", ".pptx": "en PowerPoint-presentasjon",
    ".ppt": "en PowerPoint-presentasjon", ".odt": "et OpenDocument-dokument",
    ".ods": "et OpenDocument-regneark", ".odp": "en OpenDocument-presentasjon", ".zip": "en zip-fil",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper as it was handed in.

    Attributes:
        data: The bytes of the file.
        path: Its name relative to the workspace, for places in problems; its suffix tells its kind.
        title: The paper's title in the plan.
        language: The plan's language tag (BCP 47), for a paper that says none itself.
        alternative_text: What a picture shows, as a person wrote it; only pictures use it.
    """

    data: bytes
    path: str
    title: str
    language: str
    alternative_text: str = ""

    @property
    def suffix(self) -> str:
        """The file's suffix in small letters, with its dot."""
        return PurePosixPath(self.path).suffix.lower()


def attachment_pdf(attachment: Attachment, engines: "Sequence[Engine]") -> "FinishedPdf":
    """Make the PDF of a paper that is not one.

    Args:
        attachment: The paper.
        engines: The engines of this machine, the preferred one first.

    Raises:
        AttachmentError: The file is of no known kind, is damaged or not what its name says, cannot be made
            into a PDF that holds all of it, or needs a LibreOffice that is not installed.
    """
    kind = _kind(attachment)
    try:
        if kind in _TEXTS:
            from dokumentmaskin.pdf.papers.plaintext import text_pdf

            return text_pdf(attachment, engines)
        if attachment.suffix in _PICTURES:
            from dokumentmaskin.pdf.papers.picture import picture_pdf

            return picture_pdf(attachment, kind)
        return _office_pdf(attachment, engines)
    except EngineError as error:
        raise AttachmentError(_placed(error.problems, attachment.path)) from error


def _office_pdf(attachment: Attachment, engines: "Sequence[Engine]") -> "FinishedPdf":
    from dokumentmaskin.pdf.papers.linked import linked_content
    from dokumentmaskin.pdf.papers.officefile import office_pdf

    make = _word_pdf if attachment.suffix == ".docx" else office_pdf
    made = make(attachment, engines)
    return replace(made, warnings=(*linked_content(attachment.data, attachment.path), *made.warnings))


def _word_pdf(attachment: Attachment, engines: "Sequence[Engine]") -> "FinishedPdf":
    from dokumentmaskin.pdf.make import make_foreign_pdf

    return make_foreign_pdf(
        attachment.data,
        attachment.path,
        engines,
        title=attachment.title,
        language=attachment.language,
    )


def _kind(attachment: Attachment) -> str:
    """Return what the file holds, as a suffix.

    A picture may be of another kind than its name says, which no viewer minds; anything else must be what it
    is called.

    Raises:
        AttachmentError: It is empty, of an unknown kind, or not what its name says.
    """
    from dokumentmaskin.pdf.papers.content import found_kind

    suffix, path = attachment.suffix, attachment.path
    if suffix not in SUFFIXES:
        raise AttachmentError(_unknown(path, suffix))
    if not attachment.data.strip():
        raise AttachmentError(_empty(path))
    found = found_kind(attachment.data, suffix)
    expected = "" if suffix in _TEXTS else _PICTURES.get(suffix, suffix)
    if found == expected:
        return expected or suffix
    if suffix in _PICTURES and found in _PICTURES:
        return found
    raise AttachmentError(_something_else(path, suffix, found))


def _placed(problems: "Sequence[Problem]", path: str) -> list[Problem]:
    return [replace(problem, place=problem.place or Place(path)) for problem in problems]


def _unknown(path: str, suffix: str) -> Problem:
    known = ", ".join(f"«{name}»" for name in sorted((*SUFFIXES, ".pdf")))
    cause = f"Vedlegg av typen «{suffix}» kan ikke brukes." if suffix else "Filnavnet har ingen endelse."
    return Problem(
        "vedlegg-ukjent-type",
        cause,
        f"Eksporter filen som PDF. Dette kan brukes: {known}.",
        Place(path),
    )


def _empty(path: str) -> Problem:
    return Problem(
        "vedlegg-tomt",
        "Filen er tom.",
        "Hent filen en gang til, eller ta vedlegget ut av planen.",
        Place(path),
    )


def _something_else(path: str, suffix: str, found: str) -> Problem:
    from dokumentmaskin.pdf.papers.content import DAMAGED, LOCKED, TOO_LARGE

    if found == LOCKED:
        return Problem(
            "vedlegg-passord",
            "Filen er låst med passord.",
            "Åpne den, ta bort passordet og lagre den på nytt, eller eksporter den som PDF uten passord.",
            Place(path),
        )
    if found == TOO_LARGE:
        return Problem(
            "vedlegg-for-stort",
            "Filen er pakket, og blir på mer enn en gigabyte når den pakkes ut.",
            "Eksporter den som PDF, og bruk PDF-en som vedlegg i stedet.",
            Place(path),
        )
    if found in {DAMAGED, ""}:
        return Problem(
            "vedlegg-skadet",
            f"Filen heter «{suffix}», men kan ikke leses som det. Den er skadet, eller noe annet.",
            "Åpne den i programmet den er laget i, og lagre den på nytt. Hvis den ikke kan åpnes der heller, "
            "må du hente den en gang til.",
            Place(path),
        )
    return Problem(
        "vedlegg-feil-type",
        f"Filen heter «{suffix}», men inneholder {_KINDS[found]}.",
        f"Gi filen endelsen «{found}» her og i planen, eller bytt den ut med den riktige filen."
        if found in {*SUFFIXES, ".pdf"}
        else "Bytt den ut med den riktige filen, eller eksporter den som PDF.",
        Place(path),
    )
