"""The search: every case of the meetings that are published, in one page, which a small program narrows down.

The page is its own index: what is searched is what stands there. So it works from a disk too, and without the
program all cases are there to be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from dokumentmaskin.plan import Møte, body_title, case_anchor
from dokumentmaskin.site.addresses import (
    SEARCH_PAGE,
    SEARCH_PROGRAM,
    link_between,
    meeting_page,
)
from dokumentmaskin.site.pages.frame import Sidefelt, frame_fields
from dokumentmaskin.site.pages.shared.common import Shared
from dokumentmaskin.site.pages.templates import copied, printed
from dokumentmaskin.site.records import Fil, Utlagt
from dokumentmaskin.site.words import site_words


@dataclass(frozen=True, slots=True)
class Søkesak:
    """A case."""

    nummer: Annotated[str, "saken: «Sak 4»"]
    tittel: Annotated[str, "tittelen"]
    type: Annotated[str, "«Vedtak», «Drøfting», «Orientering» eller «Valg»; tom når ingen har sagt det"]
    vedtak: Annotated[str, "vedtaket eller konklusjonen, når referatet er godkjent"]
    adresse: Annotated[str, "stedet på siden for møtet"]


@dataclass(frozen=True, slots=True)
class Søkemøte:
    """A meeting and its cases."""

    tittel: Annotated[str, "gruppen og datoen: «Styret 6. februar 2026»"]
    adresse: Annotated[str, "siden for møtet"]
    saker: Annotated[tuple[Søkesak, ...], "sak", "sakene, i rekkefølge"]


@dataclass(frozen=True, slots=True)
class Søkeår:
    """A year and its meetings."""

    år: Annotated[str, "året"]
    tittel: Annotated[str, "«Saker i 2022»"]
    møter: Annotated[tuple[Søkemøte, ...], "møte", "møtene, det siste først"]


class Søkeside(Sidefelt):
    """What the search page may print."""

    saksårene: Annotated[tuple[Søkeår, ...], "saksår", "sakene år for år, det siste først"]
    søkeprogram: Annotated[str, "adressen til programmet som søker"]


def search_page(shared: Shared) -> Iterator[Utlagt]:
    """The search page and its program.

    Raises:
        TemplateError: A template is missing, broken or uses a name that does not exist.
    """
    words = site_words(shared.plan.språk)
    title = words.søk_etter
    held = [m for m in reversed(shared.møter) if m.navn in shared.published]
    years = groupby(held, key=lambda m: m.dato.fra.year)
    seen: Søkeside = {
        **frame_fields(shared.plan, SEARCH_PAGE, title),
        "saksårene": tuple(
            Søkeår(str(år), words.saker_i_år.format(år), tuple(_meeting(shared, m) for m in own))
            for år, own in years
        ),
        "søkeprogram": SEARCH_PROGRAM,
    }
    own = Fil(adresse=SEARCH_PAGE, rolle="side", tittel=title)
    yield Utlagt(own, printed(shared.templates, "sok.html", seen))
    program = Fil(adresse=SEARCH_PROGRAM, rolle="data", tittel="JavaScript")
    yield Utlagt(program, copied(shared.templates, SEARCH_PROGRAM))


def _meeting(shared: Shared, møte: Møte) -> Søkemøte:
    språk = shared.plan.språk_of(møte.gruppe)
    page = link_between(SEARCH_PAGE, meeting_page(møte))
    cases = (
        Søkesak(
            språk.sak.format(sak.nummer),
            sak.tittel,
            sak.type,
            sak.vedtak,
            f"{page}#{case_anchor(sak.nummer)}",
        )
        for sak in shared.published[møte.navn].saker
    )
    return Søkemøte(f"{body_title(møte.gruppe, språk)} {språk.title_date(møte.dato)}", page, tuple(cases))
