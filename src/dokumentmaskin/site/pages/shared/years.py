"""A page for each year: the year wheel with its equal table, the meeting plan, calendars and programmes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Annotated, Final, TypedDict

from markupsafe import Markup

from dokumentmaskin.document import Marks, Style, Årshjul, inline, wheel_rows, year_wheel
from dokumentmaskin.plan import Gruppe, Plan, Språk, body_title, initial_capital
from dokumentmaskin.site.addresses import FRONT_PAGE, absolute, link_between, year_page
from dokumentmaskin.site.pages.files import Filfelt, file_field
from dokumentmaskin.site.pages.frame import Sidefelt, frame_fields
from dokumentmaskin.site.pages.shared.common import Møtelinje, Shared, meeting_lines
from dokumentmaskin.site.pages.templates import printed, sources
from dokumentmaskin.site.pages.text import html_of
from dokumentmaskin.site.records import Fil, Utlagt
from dokumentmaskin.site.words import site_words

_TEMPLATE: Final = "ar.html"
_PROGRAMMES: Final = ("samlet handlingsprogram", "handlingsprogram", "medlemsliste")


@dataclass(frozen=True, slots=True)
class Månedsfelt:
    """A month of the year wheel in words."""

    måned: Annotated[str, "måneden"]
    hendelser: Annotated[tuple[Markup, ...], "hendelse", "det som skjer; gjennomstreket når det er avlyst"]


@dataclass(frozen=True, slots=True)
class Kalenderfelt:
    """A calendar to subscribe to."""

    tittel: Annotated[str, "hva den heter"]
    adresse: Annotated[str, "filen"]
    abonnement: Annotated[str, "adressen å abonnere på; tom når nettadressen ikke er kjent"]


class Hjulfelt(TypedDict):
    """The year wheel as a picture and as an equal table."""

    årshjul: Annotated[Markup, "årshjulet som bilde (SVG); tomt når ingenting skjer, eller det ikke er plass"]
    årshjultabell: Annotated[tuple[Månedsfelt, ...], "rad", "årshjulet i ord, måned for måned"]


class Årsside(Sidefelt, Hjulfelt):
    """What the page of a year may print."""

    år: Annotated[str, "året"]
    årshjulfil: Annotated[str, "årshjulet som en fil; tom når den ikke er lagt ut"]
    møteplan: Annotated[tuple[Møtelinje, ...], "møte", "møteplanen for alle gruppene"]
    flere_grupper: Annotated[str, "«ja» når flere grupper har møter i året; ellers tom"]
    kalendere: Annotated[tuple[Kalenderfelt, ...], "kalender", "kalenderne å abonnere på"]
    programmer: Annotated[tuple[Filfelt, ...], "fil", "handlingsprogrammene"]


def year_pages(shared: Shared, style: Style) -> Iterator[Utlagt]:
    """The page of each year that has changed; to draw its wheel takes longer than all else of it.

    Raises:
        TemplateError: A template is missing, broken or uses a name that does not exist.
    """
    before = {fil.adresse: fil.avtrykk for fil in shared.laid_out.filer}
    for år in sorted({year.år for year in shared.plan.år}):
        address, hjul = year_page(år), _wheel(shared.plan, år)
        seen = _without_wheel(shared, år, address)
        made_of = repr((seen, hjul, style)).encode() + b"".join(sources(shared.templates, _TEMPLATE))
        known = sha256(made_of).hexdigest()
        own = Fil(adresse=address, rolle="side", tittel=seen["tittel"], år=år, avtrykk=known)
        if before.get(address) != own.avtrykk:
            yield Utlagt(own, printed(shared.templates, _TEMPLATE, {**seen, **_drawn(hjul, style)}))


def _wheel(plan: Plan, år: int) -> Årshjul:
    return year_wheel(plan, plan.whole_year(år).grupper)


def _drawn(hjul: Årshjul, style: Style) -> Hjulfelt:
    """The wheel, and the table that says the same."""
    drawing = inline(hjul, style)
    rows = wheel_rows(hjul, Marks(), numbered=drawing is not None and drawing.nummerert)
    return {
        "årshjul": Markup(drawing.svg if drawing else ""),  # noqa: S704 - drawn by dok, its words escaped
        "årshjultabell": tuple(
            Månedsfelt(initial_capital(row.måned), tuple(html_of(own.blocks) for own in row.hendelser))
            for row in rows
        ),
    }


def _without_wheel(shared: Shared, år: int, address: str) -> Årsside:
    """All that the page prints but the wheel and its table, which wait until they are needed."""
    plan, språk = shared.plan, shared.plan.språk
    words, year = site_words(språk), plan.whole_year(år)
    title = words.møter_i_år.format(år)
    whose = [None, *(own.gruppe for own in year.grupper)]
    files = [(gruppe, fil) for gruppe in whose for fil in shared.files(år, gruppe)]
    wheels = [fil.adresse for gruppe, fil in files if fil.rolle == "årshjul" and gruppe is None]
    return {
        **frame_fields(plan, address, title, above=[(words.forside, FRONT_PAGE)]),
        "år": str(år),
        "årshjul": Markup(),
        "årshjulfil": link_between(address, wheels[0]) if wheels else "",
        "årshjultabell": (),
        "møteplan": meeting_lines(shared, address, språk, year.møter),
        "flere_grupper": "ja" if len(year.grupper) > 1 else "",
        "kalendere": tuple(calendars(plan, address, files)),
        "programmer": tuple(programmes(språk, address, [fil for _, fil in files])),
    }


def calendars(plan: Plan, page: str, files: Iterable[tuple[Gruppe | None, Fil]]) -> Iterator[Kalenderfelt]:
    """The calendars among files, each with whose it is."""
    public = plan.organisasjon.publisering.adresse
    for gruppe, fil in files:
        if fil.rolle == "kalender":
            name = body_title(gruppe, plan.språk_of(gruppe)) if gruppe else plan.organisasjon.navn
            yield Kalenderfelt(name, link_between(page, fil.adresse), absolute(public, fil.adresse))


def programmes(språk: Språk, page: str, files: Sequence[Fil]) -> Iterator[Filfelt]:
    """The programmes among files, and the list of members."""
    for fil in files:
        if fil.rolle in _PROGRAMMES and fil.adresse.endswith(".pdf"):
            yield file_field(fil, files, partial(link_between, page), språk, site_words(språk))
