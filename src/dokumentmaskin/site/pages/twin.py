"""The page with the twin of a document, and its pictures beside it.

Who lays out a document calls `twin_page` with it and its open Word file. The page has the address of the PDF
with `.html` for `.pdf`, by which the page of the meeting finds it, and the same names for where cases stand.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Annotated

from markupsafe import Markup

from dokumentmaskin.plan import Gruppe, Plan, body_title, slug
from dokumentmaskin.site.addresses import (
    FRONT_PAGE,
    body_page,
    meeting_page,
    year_page,
)
from dokumentmaskin.site.pages.frame import Sidefelt, Sidelenke, frame_fields
from dokumentmaskin.site.pages.meeting import meeting_title
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.records import Fil, Rolle, Utlagt
from dokumentmaskin.site.twin import twin_of
from dokumentmaskin.site.words import site_words


class Tvillingside(Sidefelt):
    """What the page of a document may print."""

    pdf: Annotated[Sidelenke, "PDF-en med det samme innholdet"]
    utkast: Annotated[bool, "om dokumentet er et utkast"]
    innhold: Annotated[Markup, "innholdet i dokumentet"]


def twin_page(plan: Plan, own: Utlagt, templates: Path) -> Iterator[Utlagt]:
    """The page of a document, and the files of its pictures.

    Args:
        plan: The open plan.
        own: The PDF of the document, with the open Word file that it was made from.
        templates: The folder of the site's templates.

    Raises:
        DamagedError: The Word file cannot be read.
        UnshowableError: It has a picture that browsers do not show.
        TemplateError: The template is missing, broken or uses a name that does not exist.
    """
    address = PurePosixPath(own.fil.adresse).with_suffix(".html")
    gruppe, above = _belongs(plan, own.fil)
    words = site_words(plan.språk_of(gruppe))
    html, pictures = twin_of(own.docx, address.stem, words)
    title = f"{own.fil.tittel} – {above[-1][0]}"
    above = [(words.forside, FRONT_PAGE), *above]
    fields: Tvillingside = {
        **frame_fields(plan, str(address), title, gruppe=gruppe, above=above),
        "pdf": Sidelenke(words.åpne_pdf, PurePosixPath(own.fil.adresse).name),
        "utkast": own.fil.utkast,
        "innhold": html,
    }
    yield _beside(own.fil, str(address), "tvilling", title, printed(templates, "tvilling.html", fields))
    for file, data in pictures.items():
        yield _beside(own.fil, str(address.with_name(file)), "bilde", title, data)


def _belongs(plan: Plan, fil: Fil) -> tuple[Gruppe | None, list[tuple[str, str]]]:
    """The body of a document, and the pages that it is under, below the front page."""
    møte = plan.named(fil.møte)
    gruppe = (
        møte.gruppe
        if møte
        else next((g for g in plan.organisasjon.grupper if slug(g.navn) == fil.gruppe), None)
    )
    if gruppe is None:
        return None, [(str(fil.år), year_page(fil.år))]
    språk = plan.språk_of(gruppe)
    body = (body_title(gruppe, språk), body_page(gruppe))
    return gruppe, [body, (meeting_title(språk, møte), meeting_page(møte))] if møte else [body]


def _beside(fil: Fil, address: str, rolle: Rolle, title: str, data: bytes) -> Utlagt:
    """A file that belongs where the document does."""
    own = Fil(adresse=address, rolle=rolle, tittel=title, kilde=fil.kilde, møte=fil.møte, sak=fil.sak)
    return Utlagt(replace(own, år=fil.år, gruppe=fil.gruppe, utkast=fil.utkast), data)
