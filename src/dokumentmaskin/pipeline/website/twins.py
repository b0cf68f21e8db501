"""The documents of a meeting with a page of the same words beside each.

`publish` gives the files that were gathered, and gets them back with the twins after them. A document has
none, and its reader is told so, when dok did not make its PDF, or a picture in it cannot be shown.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan import Plan
from dokumentmaskin.site import Rolle, UnshowableError, Utlagt, twin_page
from dokumentmaskin.word import DamagedError

# What is more than words and pictures, or is of others' making, has no twin.
_WITHOUT: Final[frozenset[Rolle]] = frozenset(("møtepakke", "vedlegg", "årshjul", "kalender", "side", "data"))


def with_twins(
    plan: Plan, files: Iterable[Utlagt], templates: Path
) -> tuple[tuple[Utlagt, ...], tuple[Problem, ...]]:
    """Files with the pages of the same words, and what is to be known of those that cannot be made.

    Args:
        plan: The open plan.
        files: The files that are laid out.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: The template of such pages cannot be used.
    """
    known, twins, told = tuple(files), list[Utlagt](), list[Problem]()
    for own in known:
        if own.fil.rolle in _WITHOUT:
            continue
        if not own.docx:
            told.append(_none(own, "PDF-en er ikke laget av dok"))
            continue
        try:
            twins += twin_page(plan, own, templates)
        except UnshowableError:
            told.append(_none(own, "dokumentet har et bilde eller en figur som nettlesere ikke kan vise"))
        except DamagedError:
            told.append(_none(own, "Word-filen kan ikke leses"))
    return (*known, *twins), tuple(told)


def _none(own: Utlagt, why: str) -> Problem:
    message = f"Dokumentet er lagt ut som PDF, men ikke som nettside, for {why}."
    advice = "Slett PDF-en, så lager dok en ny, eller bytt bildet med et i PNG eller JPEG."
    return Problem("uten-nettside", message, advice, Place(own.fil.kilde))
