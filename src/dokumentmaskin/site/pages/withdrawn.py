"""What stands at the address of a page that is there no more."""

from pathlib import Path
from typing import Annotated

from dokumentmaskin.plan import Møte, Plan
from dokumentmaskin.site.addresses import FRONT_PAGE, link_between, meeting_page
from dokumentmaskin.site.pages.frame import Sidefelt, Sidelenke, frame_fields
from dokumentmaskin.site.pages.meeting import meeting_title
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.records import Fil
from dokumentmaskin.site.words import site_words


class Trukketside(Sidefelt):
    """What such a page may print."""

    møtet: Annotated[Sidelenke, "siden for møtet"]


def withdrawn_page(plan: Plan, møte: Møte, fil: Fil, templates: Path) -> bytes:
    """The page that takes the place of one.

    Args:
        plan: The open plan.
        møte: The meeting that the page belonged to.
        fil: What is to be known of it now.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: The template is missing, broken or uses a name that does not exist.
    """
    språk = plan.språk_of(møte.gruppe)
    name, page = meeting_title(språk, møte), meeting_page(møte)
    above = [(site_words(språk).forside, FRONT_PAGE), (name, page)]
    fields: Trukketside = {
        **frame_fields(plan, fil.adresse, fil.tittel, gruppe=møte.gruppe, above=above),
        "møtet": Sidelenke(name, link_between(fil.adresse, page)),
    }
    return printed(templates, "trukket.html", fields)
