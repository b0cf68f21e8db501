"""Papers that only LibreOffice can read: OpenDocument text, presentations, spreadsheets, old formats."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dokumentmaskin.errors import AttachmentError, EngineError, Problem
from dokumentmaskin.pdf.engines import LibreOfficeEngine
from dokumentmaskin.pdf.finish import (
    finish_pdf,
    finish_untagged,
    read_office_properties,
    with_backgrounds_marked,
)
from dokumentmaskin.pdf.papers.kinds import Kind
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf
from dokumentmaskin.pdf.verify import keep_claims

_RESAVE: Final = (
    "Åpne filen i programmet den er laget i. Lagre den på nytt, eller eksporter den som PDF og bruk PDF-en."
)
_NO_OFFICE: Final = Problem(
    "libreoffice-mangler",
    "Bare LibreOffice kan lage PDF av denne filen, og LibreOffice er ikke installert på maskinen.",
    "Åpne filen i programmet den er laget i, eksporter den som PDF, og bruk PDF-en som vedlegg i stedet. "
    "Eller installer LibreOffice fra libreoffice.org.",
)
_NO_STRUCTURE: Final = Problem(
    "vedlegg-uten-tagger",
    "LibreOffice lager ikke tagger for innholdet i denne filen. PDF-en kan derfor være vanskelig å lese "
    "med skjermleser.",
    "Eksporter filen som PDF fra programmet den er laget i, med «Dokumentstrukturkoder for "
    "tilgjengelighet», og bruk PDF-en som vedlegg i stedet.",
)


def office_pdf(attachment: Attachment, kind: Kind, engines: Sequence[Engine]) -> FinishedPdf:
    """Make the PDF of an office file with LibreOffice.

    It claims the standards that it keeps; what keeps it from being accessible is a warning.

    Args:
        attachment: The paper.
        kind: What it is.
        engines: The engines of this machine.

    Raises:
        AttachmentError: LibreOffice is not installed, or could not make a PDF of it.
    """
    office = next((engine for engine in engines if isinstance(engine, LibreOfficeEngine)), None)
    if office is None:
        raise AttachmentError(_NO_OFFICE)
    try:
        raw, whole = with_backgrounds_marked(
            office.convert_file(attachment.data, attachment.suffix, kind.export)
        )
    except EngineError as error:
        raise AttachmentError(replace(p, advice=_RESAVE) for p in error.problems) from error
    properties = read_office_properties(attachment.data, title=attachment.title, language=attachment.language)
    if whole:
        return keep_claims(finish_pdf(raw, properties, office.name, claims=False), properties)
    finished = finish_untagged(raw, properties, office.name)
    return keep_claims(finished, properties, _NO_STRUCTURE, tagged=False)
