"""What every page of the site may print: its frame, and how it links to the rest of the site.

Each kind of page has a record of its own beside (`Møteside`, …), which takes this in. As in
`document.fields`, `Annotated` says in Norwegian what a field is, and `python tools/docs/template_fields.py`
writes docs/maler.md from that. Links are relative, so that the folder can be read where it lies, on a disk
too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from posixpath import dirname
from typing import Annotated, TypedDict

from markupsafe import Markup

from dokumentmaskin.plan import Gruppe, Plan
from dokumentmaskin.site.addresses import (
    ABOUT_PAGE,
    FEED,
    FRONT_PAGE,
    SEARCH_PAGE,
    absolute,
    link_between,
)
from dokumentmaskin.site.words import Nettord, site_words


@dataclass(frozen=True, slots=True)
class Sidelenke:
    """A link to another page."""

    tittel: Annotated[str, "det som står i lenken"]
    adresse: Annotated[str, "dit den fører; tom for siden selv"]


@dataclass(frozen=True, slots=True)
class Avsenderfelt:
    """Who publishes the pages and answers questions."""

    organisasjon: Annotated[str, "navnet på organisasjonen"]
    nettsted: Annotated[tuple[Sidelenke, ...], "lenke", "nettstedet til organisasjonen, når det er kjent"]
    navn: Annotated[str, "navnet på sekretariatet"]
    adresse: Annotated[str, "postadressen"]
    epost: Annotated[str, "e-postadressen"]
    telefon: Annotated[str, "telefonnummeret"]
    kontaktperson: Annotated[str, "hvem som svarer på spørsmål"]


class Sidefelt(TypedDict):
    """What every page may print."""

    tittel: Annotated[str, "tittelen på siden"]
    beskrivelse: Annotated[str, "en setning om siden, til søkemotorer"]
    språk: Annotated[str, "språket på siden: «nb-NO»"]
    ord: Annotated[Nettord, "de faste ordene på målformen, som `ord.dokumenter`"]
    rot: Annotated[str, "veien fra siden til toppen av nettstedet: «../../»; tom på toppen"]
    meny: Annotated[tuple[Sidelenke, ...], "valg", "hovedmenyen"]
    brødsmuler: Annotated[tuple[Sidelenke, ...], "smule", "sidene over denne, den øverste først"]
    avsender: Annotated[Avsenderfelt, "hvem som står bak sidene"]
    feed: Annotated[str, "adressen til strømmen av oppdateringer"]
    fast_adresse: Annotated[str, "hele adressen til siden på nettet; tom når den ikke er kjent"]
    strukturerte_data: Annotated[Markup, "siden slik programmer leser den (JSON-LD); tom for ingen"]


def frame_fields(  # noqa: PLR0913 - each is a thing that one page says otherwise than another
    plan: Plan,
    address: str,
    title: str,
    *,
    gruppe: Gruppe | None = None,
    above: Sequence[tuple[str, str]] = (),
    description: str = "",
    data: Markup = Markup(),  # noqa: B008 - it never changes
) -> Sidefelt:
    """The frame of a page.

    Args:
        plan: The open plan.
        address: The page's own address from the site's root.
        title: What the page is called.
        gruppe: The body whose language it is written in; None for the organisation's.
        above: The pages above it: what each is called, and its address from the site's root.
        description: A sentence about the page.
        data: The page as programs read it.
    """
    språk = plan.språk_of(gruppe)
    words, public = site_words(språk), plan.organisasjon.publisering.adresse
    menu = ((words.forside, FRONT_PAGE), (words.søk, SEARCH_PAGE), (words.om_sidene, ABOUT_PAGE))
    return {
        "tittel": title,
        "beskrivelse": description or f"{title}. {plan.organisasjon.navn}.",
        "språk": språk.kode,
        "ord": words,
        "rot": link_between(address, "") if dirname(address) else "",
        "meny": tuple(Sidelenke(text, _unless_itself(address, to)) for text, to in menu),
        "brødsmuler": tuple(Sidelenke(text, link_between(address, to)) for text, to in above),
        "avsender": _sender(plan, words),
        "feed": link_between(address, FEED),
        "fast_adresse": absolute(public, address),
        "strukturerte_data": data,
    }


def _unless_itself(page: str, target: str) -> str:
    return "" if page == target else link_between(page, target)


def _sender(plan: Plan, words: Nettord) -> Avsenderfelt:
    own, by = plan.organisasjon, plan.organisasjon.sekretariat
    website = Sidelenke(words.nettstedet_til.format(own.navn), own.nettsted)
    links = (website,) if own.nettsted else ()
    return Avsenderfelt(own.navn, links, by.navn, by.adresse, by.epost, by.telefon, by.kontaktperson)
