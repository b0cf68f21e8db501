"""Minutes before their PDF is made: finished, or a draft that says where it is not filled in.

`documents` calls it with what may be published and gets the same back, of another text when the minutes are
no draft any more. Nothing can go wrong here: of a file that cannot be read, the making of the PDF tells.
"""

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import look
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import edited
from dokumentmaskin.pipeline.publishing import Cleared
from dokumentmaskin.pipeline.quoting import Quote, listed, shortened
from dokumentmaskin.word import DamagedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dokumentmaskin.word import Help, Unfilled

_SHORT: Final = 30  # letters of a heading that only tells which part of the document it is
_FILL_IN: Final = (
    "Fyll ut det som mangler. Når referatet er lest inn med «dok les-referat», er resten ikke med."
)


def finish(pipeline: Pipeline, job: AnyJob, cleared: Cleared) -> Cleared:
    """What the PDF is made of: without what nobody has filled in, unless it is of a draft."""
    is_finished = job.finished(pipeline.plan)
    # Of a draft that nobody has begun, nothing needs to be said.
    if job.kind.finished is None or not (is_finished or edited(pipeline, job)):
        return cleared
    from dokumentmaskin.minutes import COUNTS, VOTE_LINES
    from dokumentmaskin.word import finished, in_words, unfilled

    try:
        known = _known_help(pipeline, job)
        docx = cleared.docx
        if is_finished:
            docx = in_words(finished(docx, known), VOTE_LINES, COUNTS)
        left = unfilled(docx, known)
    except DamagedError:  # the making of the PDF tells
        return cleared
    told = (
        (_told(left, pipeline.workspace.name(pipeline.target(job)), draft=not is_finished),) if left else ()
    )
    return replace(cleared, docx=docx, warnings=(*cleared.warnings, *told))


def warn_of_exported_help(pipeline: Pipeline, job: AnyJob, docx: bytes) -> tuple[Problem, ...]:
    """A warning when a person has exported finished minutes from Word, where all help texts are shown."""
    if not job.finished(pipeline.plan):
        return ()
    from dokumentmaskin.word import unfilled

    try:
        left = unfilled(docx, _known_help(pipeline, job))
    except DamagedError:  # the PDF is used as it is, whatever became of the document
        return ()
    if not left:
        return ()
    message = f"PDF-en er eksportert fra Word, der det er hjelpetekster på {_places(left)}."
    path = pipeline.workspace.name(pipeline.target(job).with_suffix(".pdf"))
    return (Problem("hjelpetekst-i-pdf", message, "Slett den, så lager dok en ny uten dem.", Place(path)),)


def _known_help(pipeline: Pipeline, job: AnyJob) -> "Help":
    """What the templates say by themselves, in every language, and what the document was made with."""
    from dokumentmaskin.word import Help, help_of

    lying = look(pipeline.target(job))
    templates = pipeline.workspace.templates.glob(f"*/{job.kind.navn}.docx")
    forms = [file.read_bytes() for file in sorted(templates)]
    forms.append(lying.base if lying is not None and lying.base is not None else pipeline.rendered(job))
    return reduce(or_, map(help_of, forms), Help())


def _told(left: "Sequence[Unfilled]", path: str, *, draft: bool) -> Problem:
    if draft:
        message = f"Utkastet har hjelpetekster på {_places(left)}."
        return Problem("hjelpetekst-i-utkast", message, _FILL_IN, Place(path))
    message = f"Hjelpetekster står sammen med det du har skrevet, på {_places(left)}."
    return Problem("hjelpetekst-i-pdf", message, "Slett dem i Word.", Place(path))


def _places(left: "Sequence[Unfilled]") -> str:
    places = [Quote("", *_named(place)) for place in dict.fromkeys(left)]
    count = "ett sted" if len(places) == 1 else f"{len(places)} steder"
    return f"{count}: {listed(places)}"


def _named(place: "Unfilled") -> tuple[str, str]:
    """What a place is called, and where it is: its label, or the heading that it stands under."""
    *above, own = [*place.headings, *([place.label] if place.label else [])] or [""]
    return own, f"i «{shortened(above[0], _SHORT)}»" if above else ""
