"""A paper of a case as PDF, whatever kind of file it came as.

A paper is someone else's work. It is not mended and not refused because it lacks what dok's own documents
must have: it becomes a whole PDF that claims what it keeps, with warnings about the rest. What cannot be
made whole is an error.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from dokumentmaskin.errors import AttachmentError, EngineError, Problem
from dokumentmaskin.pdf.make import make_foreign_pdf
from dokumentmaskin.pdf.papers.kinds import TAKEN, Kind, Sign, Way, damaged, found_kind, kind_of
from dokumentmaskin.pdf.papers.officefile import linked_content, office_pdf
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf, Inner, placed
from dokumentmaskin.pdf.verify import text_outside


def attachment_pdf(
    attachment: Attachment, engines: Sequence[Engine], *, flatten: Callable[[bytes], bytes] = bytes
) -> FinishedPdf:
    """Make the PDF of a paper that is not one.

    Args:
        attachment: The paper.
        engines: The engines of this machine, the preferred one first.
        flatten: What makes the fields of a form that an engine has made plain content, before it is seen
            what the PDF may claim; by itself nothing does.

    Raises:
        AttachmentError: The file is of no known kind, is damaged or not what its name says, cannot be made
            into a PDF that holds all of it, or needs a LibreOffice that is not installed.
    """
    try:
        kind = _kind(attachment)
        made = _made(attachment, kind, engines, flatten)
    except (EngineError, AttachmentError) as error:
        raise AttachmentError(placed(error.problems, attachment.path)) from error
    told = made.warnings
    if kind.way in {Way.WORD, Way.OFFICE}:
        told = (*linked_content(attachment.data), *told, *text_outside(made.data))
    return replace(made, warnings=placed(told, attachment.path))


@dataclass(frozen=True, slots=True)
class Container:
    """A paper that holds others.

    Attributes:
        first: The pages of its own, a letter's head and text; None for a zip file.
        files: What it holds and becomes pages, in order.
        warnings: What a person should know of the rest.
    """

    first: FinishedPdf | None
    files: tuple[Inner, ...]
    warnings: tuple[Problem, ...] = ()


def opened_container(attachment: Attachment, engines: Sequence[Engine]) -> Container:
    """Take a letter or a zip file apart.

    Args:
        attachment: The paper.
        engines: The engines of this machine, the preferred one first.

    Raises:
        AttachmentError: It cannot be read, is locked, holds too much, or nothing that can become pages.
    """
    try:
        kind = _kind(attachment)
        opened = _letter(attachment, engines) if kind.way is Way.LETTER else _files(attachment)
    except (EngineError, AttachmentError) as error:
        raise AttachmentError(placed(error.problems, attachment.path)) from error
    first = opened.first
    if first is not None:
        first = replace(first, warnings=placed(first.warnings, attachment.path))
    return replace(opened, first=first, warnings=placed(opened.warnings, attachment.path))


def _letter(attachment: Attachment, engines: Sequence[Engine]) -> Container:
    from dokumentmaskin.pdf.papers.containers import letter_parts, read_letter
    from dokumentmaskin.pdf.papers.textdocument import parts_pdf

    letter = read_letter(attachment.data, attachment.suffix)
    taken, left = _sorted(letter.files)
    parts, pictures = letter_parts(letter, attachment, {one.name for one in left})
    first = parts_pdf(parts, pictures, attachment, engines)
    return Container(first, taken, tuple(map(_not_taken, left)))


def _files(attachment: Attachment) -> Container:
    from dokumentmaskin.pdf.papers.containers import read_zip

    taken, left = _sorted(read_zip(attachment.data))
    if not taken:
        advice = "Pakk den ut, og legg ved filene i den som PDF."
        raise AttachmentError(Problem("vedlegg-tomt", "Filen har ingen filer som kan brukes.", advice))
    return Container(None, taken, tuple(map(_not_taken, left)))


def _sorted(files: Sequence[Inner]) -> tuple[tuple[Inner, ...], tuple[Inner, ...]]:
    """Those files that become pages, and those that do not."""
    is_taken = [one.data != b"" and kind_of(one.name) is not None for one in files]
    pairs = list(zip(files, is_taken, strict=True))
    return tuple(one for one, taken in pairs if taken), tuple(one for one, taken in pairs if not taken)


def _not_taken(one: Inner) -> Problem:
    return Problem(
        "indre-fil-ikke-med",
        f"«{one.name}», som ligger i filen, kan ikke bli sider og er ikke med.",
        "Skal den være med, lag en PDF av den, og legg den ved saken som eget vedlegg.",
    )


@dataclass(frozen=True, slots=True)
class _Flat:
    """An engine whose PDFs have no form."""

    engine: Engine
    flatten: Callable[[bytes], bytes]

    @property
    def name(self) -> str:
        return self.engine.name

    def convert(self, docx: bytes) -> bytes:
        return self.flatten(self.engine.convert(docx))


def _made(
    attachment: Attachment, kind: Kind, engines: Sequence[Engine], flatten: Callable[[bytes], bytes]
) -> FinishedPdf:
    match kind.way:
        case Way.TEXT | Way.MARKDOWN | Way.HTML | Way.VALUES:
            # What sets a text loads all that makes documents, which the other ways and the join do without.
            from dokumentmaskin.pdf.papers.textdocument import text_pdf

            return text_pdf(attachment, engines, kind.way)
        case Way.PICTURE:
            from dokumentmaskin.pdf.papers.picture import picture_pdf

            return picture_pdf(attachment, kind)
        case Way.WORD:
            return make_foreign_pdf(attachment, [_Flat(engine, flatten) for engine in engines])
        case Way.OFFICE:
            return office_pdf(attachment, kind, engines, flatten)
        case Way.AS_IT_IS | Way.LETTER | Way.FILES:
            raise AttachmentError(_unknown(attachment.suffix))
        case _:
            assert_never(kind.way)


def _kind(attachment: Attachment) -> Kind:
    """Return what the file holds.

    A picture may be of another kind than its name says, which no viewer minds; anything else must be what it
    is called.

    Raises:
        AttachmentError: It is empty, of an unknown kind, or not what its name says.
    """
    kind, suffix = kind_of(attachment.path), attachment.suffix
    if kind is None:
        raise AttachmentError(_unknown(suffix))
    if not attachment.data.strip():
        raise AttachmentError(_EMPTY)
    found = found_kind(attachment.data, suffix)
    if found is kind or (found is None and kind.sign is Sign.NONE):
        return kind
    if found is None:
        raise AttachmentError(damaged(suffix))
    if kind.way is found.way is Way.PICTURE:
        return found
    raise AttachmentError(_something_else(suffix, found))


_EMPTY = Problem("vedlegg-tomt", "Filen er tom.", "Hent filen en gang til, eller ta vedlegget ut av planen.")


def _unknown(suffix: str) -> Problem:
    known = ", ".join(f"«{name}»" for name in sorted(TAKEN))
    cause = f"Vedlegg av typen «{suffix}» kan ikke brukes." if suffix else "Filnavnet har ingen endelse."
    return Problem("vedlegg-ukjent-type", cause, f"Eksporter filen som PDF. Dette kan brukes: {known}.")


def _something_else(suffix: str, found: Kind) -> Problem:
    return Problem(
        "vedlegg-feil-type",
        f"Filen heter «{suffix}», men inneholder {found.name}.",
        f"Gi filen endelsen «{found.suffix}» her og i planen, eller bytt den ut med den riktige filen.",
    )
