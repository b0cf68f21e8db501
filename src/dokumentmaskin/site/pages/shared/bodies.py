"""A page for each body: who leads it, what it is for, its meetings year by year, programmes and calendars."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from markupsafe import Markup

from dokumentmaskin.document import parse_text
from dokumentmaskin.plan import Gruppe, body_title, body_words, leader_at
from dokumentmaskin.site.addresses import (
    FRONT_PAGE,
    body_page,
    link_between,
    year_page,
)
from dokumentmaskin.site.pages.files import Filfelt
from dokumentmaskin.site.pages.frame import Sidefelt, frame_fields
from dokumentmaskin.site.pages.shared.common import Møtelinje, Shared, meeting_lines
from dokumentmaskin.site.pages.shared.years import Kalenderfelt, calendars, programmes
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.pages.text import html_of
from dokumentmaskin.site.records import Fil, Utlagt
from dokumentmaskin.site.words import site_words


@dataclass(frozen=True, slots=True)
class Lederfelt:
    """Who leads a body, or does so when the leader cannot."""

    tittel: Annotated[str, "«Leder», «Nestleder»"]
    navn: Annotated[str, "navnet"]


@dataclass(frozen=True, slots=True)
class Gruppeårfelt:
    """A body's year."""

    år: Annotated[str, "året"]
    tittel: Annotated[str, "«Møter i 2022»"]
    adresse: Annotated[str, "siden for året"]
    møter: Annotated[tuple[Møtelinje, ...], "møte", "møtene, i rekkefølge"]
    filer: Annotated[tuple[Filfelt, ...], "fil", "handlingsprogrammet"]
    kalendere: Annotated[tuple[Kalenderfelt, ...], "kalender", "kalenderen å abonnere på"]


class Gruppeside(Sidefelt):
    """What the page of a body may print."""

    ledere: Annotated[tuple[Lederfelt, ...], "leder", "lederen og nestlederen"]
    om_gruppen: Annotated[tuple[Markup, ...], "avsnitt", "rollen til gruppen, punkt for punkt"]
    neste_møte: Annotated[tuple[Møtelinje, ...], "møte", "det neste møtet, når det er satt opp"]
    gruppeårene: Annotated[tuple[Gruppeårfelt, ...], "gruppeår", "møtene år for år, det siste først"]


def body_pages(shared: Shared) -> Iterator[Utlagt]:
    """The page of each body.

    Raises:
        TemplateError: A template is missing, broken or uses a name that does not exist.
    """
    for gruppe in shared.plan.organisasjon.grupper:
        seen = _fields(shared, gruppe, body_page(gruppe))
        own = Fil(adresse=body_page(gruppe), rolle="side", tittel=seen["tittel"])
        yield Utlagt(own, printed(shared.templates, "gruppe.html", seen))


def _fields(shared: Shared, gruppe: Gruppe, page: str) -> Gruppeside:
    plan, språk = shared.plan, shared.plan.språk_of(gruppe)
    words, organ = site_words(språk), body_words(gruppe, språk)
    own = [m for m in shared.møter if gruppe.navn in m.grupper]
    coming = [m for m in own if m.dato.til >= plan.dag and m.er_gruppemøte and not m.er_avlyst]
    leaders = (
        (organ.leder, leader_at(plan, gruppe, plan.dag)),
        (organ.nestleder, leader_at(plan, gruppe, plan.dag, "nestleder")),
    )
    years = groupby(reversed(own), key=lambda m: m.dato.fra.year)
    return {
        **frame_fields(
            plan, page, body_title(gruppe, språk), gruppe=gruppe, above=[(words.forside, FRONT_PAGE)]
        ),
        "ledere": tuple(Lederfelt(title, name) for title, name in leaders if name),
        "om_gruppen": tuple(html_of(parse_text(text)) for text in gruppe.roller),
        "neste_møte": meeting_lines(shared, page, språk, coming[:1], gruppe.navn),
        "gruppeårene": tuple(
            _year(
                shared, gruppe, page, år, meeting_lines(shared, page, språk, reversed([*møter]), gruppe.navn)
            )
            for år, møter in years
        ),
    }


def _year(shared: Shared, gruppe: Gruppe, page: str, år: int, møter: tuple[Møtelinje, ...]) -> Gruppeårfelt:
    files, språk = shared.files(år, gruppe), shared.plan.språk_of(gruppe)
    own = tuple(calendars(shared.plan, page, ((gruppe, fil) for fil in files)))
    return Gruppeårfelt(
        år=str(år),
        tittel=site_words(språk).møter_i_år.format(år),
        adresse=link_between(page, year_page(år)),
        møter=møter,
        filer=tuple(programmes(språk, page, files)),
        kalendere=own,
    )
