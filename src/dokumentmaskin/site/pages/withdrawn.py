"""What stands at the address of a page that is there no more."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from dokumentmaskin.plan import Gruppe, Møte, Plan
from dokumentmaskin.site.addresses import FRONT_PAGE, link_between, meeting_page
from dokumentmaskin.site.pages.frame import Sidefelt, Sidelenke, frame_fields
from dokumentmaskin.site.pages.meeting import meeting_title
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.records import Fil
from dokumentmaskin.site.words import site_words


class Trukketside(Sidefelt):
    """What such a page may print."""

    hva: Annotated[str, "hva som er blitt av det som lå her"]
    møtet: Annotated[tuple[Sidelenke, ...], "lenke", "siden for møtet, når det er lagt ut"]


@dataclass(frozen=True, slots=True)
class Videre:
    """Where a reader of such a page is sent.

    Attributes:
        gruppe: The body whose meeting the page belonged to.
        møte: The meeting whose page the reader is sent to; None when none is laid out.
        hva: What has become of it; empty to say that it is withdrawn or elsewhere.
    """

    gruppe: Gruppe
    møte: Møte | None
    hva: str = ""


def withdrawn_page(plan: Plan, fil: Fil, on: Videre, templates: Path) -> bytes:
    """The page that takes the place of one.

    Args:
        plan: The open plan.
        fil: What is to be known of it now.
        on: Where its reader is sent.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: The template is missing, broken or uses a name that does not exist.
    """
    språk = plan.språk_of(on.gruppe)
    words = site_words(språk)
    to = [(meeting_title(språk, on.møte), meeting_page(on.møte))] if on.møte else []
    above = [(words.forside, FRONT_PAGE), *to]
    fields: Trukketside = {
        **frame_fields(plan, fil.adresse, fil.tittel, gruppe=on.gruppe, above=above),
        "hva": on.hva or words.trukket_tekst,
        "møtet": tuple(Sidelenke(name, link_between(fil.adresse, page)) for name, page in to),
    }
    return printed(templates, "trukket.html", fields)
