"""The front page: the search, the next meetings, what was published last, the bodies and the years."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from dokumentmaskin.plan import body_title
from dokumentmaskin.site.addresses import (
    FRONT_PAGE,
    SEARCH_PAGE,
    body_page,
    year_page,
)
from dokumentmaskin.site.comparing import day_of
from dokumentmaskin.site.feeds import Nyhet
from dokumentmaskin.site.pages.frame import Sidefelt, Sidelenke, frame_fields
from dokumentmaskin.site.pages.shared.common import Møtelinje, Shared, meeting_lines
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.records import Fil, Utlagt
from dokumentmaskin.site.words import site_words

# How many of each list stand there; the others are in the pages of the bodies and the years.
_NEXT: Final = 6
_LAST: Final = 8


@dataclass(frozen=True, slots=True)
class NyhetFelt:
    """Something that was published."""

    tittel: Annotated[str, "hva det er: «Papirene til …»"]
    adresse: Annotated[str, "siden det står på"]
    dato: Annotated[str, "dagen det ble lagt ut eller sist endret: «8. mars 2022»"]


class Forside(Sidefelt):
    """What the front page may print."""

    søkeside: Annotated[str, "adressen til søket"]
    kommende: Annotated[tuple[Møtelinje, ...], "møte", "de neste møtene i alle gruppene"]
    nyheter: Annotated[tuple[NyhetFelt, ...], "nyhet", "det som sist ble lagt ut, det siste først"]
    grupper: Annotated[tuple[Sidelenke, ...], "gruppe", "gruppene"]
    årene: Annotated[tuple[Sidelenke, ...], "lenke", "årene, det siste først"]
    oppdatert: Annotated[str, "setningen om når noe sist ble lagt ut; tom før det har skjedd"]


def front_page(shared: Shared, news: tuple[Nyhet, ...]) -> Iterator[Utlagt]:
    """The front page.

    Raises:
        TemplateError: A template is missing, broken or uses a name that does not exist.
    """
    plan, språk = shared.plan, shared.plan.språk
    words, title = site_words(språk), site_words(språk).forside
    coming = [m for m in shared.møter if m.dato.til >= plan.dag]
    years = sorted({year.år for year in plan.år}, reverse=True)
    told = tuple(NyhetFelt(one.tittel, one.adresse, språk.day(day_of(one.tid))) for one in news[:_LAST])
    seen: Forside = {
        **frame_fields(plan, FRONT_PAGE, title),
        "søkeside": SEARCH_PAGE,
        "kommende": meeting_lines(shared, FRONT_PAGE, språk, coming[:_NEXT]),
        "nyheter": told,
        "grupper": tuple(
            Sidelenke(body_title(own, plan.språk_of(own)), body_page(own))
            for own in plan.organisasjon.grupper
        ),
        "årene": tuple(Sidelenke(str(år), year_page(år)) for år in years),
        "oppdatert": words.sist_oppdatert.format(told[0].dato) if told else "",
    }
    own = Fil(adresse=FRONT_PAGE, rolle="side", tittel=title)
    yield Utlagt(own, printed(shared.templates, "forside.html", seen))
