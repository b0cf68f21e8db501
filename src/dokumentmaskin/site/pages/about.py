"""The page about the site: what is published and what is not, and how everyone can read it.

Source: offentlegforskrifta § 7 (what may not be on the web, and that the criteria are told), and forskrift om
universell utforming av IKT (WCAG 2.1 A and AA, and an accessibility statement).
"""

from pathlib import Path
from typing import Annotated

from dokumentmaskin.plan import Plan
from dokumentmaskin.site.addresses import ABOUT_PAGE, FRONT_PAGE
from dokumentmaskin.site.pages.frame import Sidefelt, frame_fields
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.records import Fil, Utlagt
from dokumentmaskin.site.words import site_words


class Omside(Sidefelt):
    """What the page about the site may print."""

    innledning: Annotated[str, "hva sidene er, og hvem som står bak"]
    publiserer: Annotated[tuple[str, ...], "det som blir publisert"]
    publiserer_ikke: Annotated[tuple[str, ...], "det som ikke blir publisert"]
    tilgjengelighet: Annotated[tuple[str, ...], "hvordan alle skal kunne lese sidene"]
    tilgjengelighetserklæring: Annotated[str, "adressen til erklæringen; tom når den ikke er kjent"]


def about_page(plan: Plan, templates: Path) -> Utlagt:
    """The page about the site.

    Args:
        plan: The open plan.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: Its template is missing, broken or uses a name that does not exist.
    """
    words, own = site_words(plan.språk), plan.organisasjon
    about = words.om
    minutes = about.referat_utkast if own.publisering.utkast_til_referat else about.referat
    fields: Omside = {
        **frame_fields(plan, ABOUT_PAGE, words.om_sidene, above=[(words.forside, FRONT_PAGE)]),
        "innledning": about.innledning.format(own.navn),
        "publiserer": (*about.publiserer, minutes),
        "publiserer_ikke": about.publiserer_ikke,
        "tilgjengelighet": about.tilgjengelighet,
        "tilgjengelighetserklæring": own.publisering.tilgjengelighetserklæring,
    }
    page = Fil(adresse=ABOUT_PAGE, rolle="side", tittel=words.om_sidene)
    return Utlagt(page, printed(templates, "om.html", fields))
