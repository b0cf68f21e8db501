"""The addresses of the site, each known here alone: from the site's root, in ASCII, with forward slashes."""

from datetime import date
from typing import Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from dokumentmaskin.plan import Gruppe, Møte, Plan, slug

MANIFEST: Final = "manifest.json"
FRONT_PAGE: Final = "index.html"
SEARCH_PAGE: Final = "sok.html"
ABOUT_PAGE: Final = "om.html"
FRAGMENT: Final = "utklipp.html"
STYLES: Final = "nettsted.css"
# A path of more than 260 letters cannot be opened on many a Windows machine.
_LONGEST: Final = 80
MEETING_DATA: Final = "mote.json"
MEETING_SCHEMA: Final = "skjema/mote.schema.json"
FEED: Final = "feed.xml"
SITEMAP: Final = "sitemap.xml"
SEARCH_PROGRAM: Final = "sok.js"
# A tag names a time when its domain was the organisation's: the year in which dok began to make them.
_SINCE: Final = "2026"


def meeting_address(møte: Møte | str) -> str:
    """`moter/2022-03-11-naeringssamarbeid`: the folder of a meeting, or of the one that has this name."""
    return f"moter/{møte if isinstance(møte, str) else møte.navn}"


def meeting_page(møte: Møte) -> str:
    """`moter/2022-03-11-naeringssamarbeid/index.html`: the page of a meeting."""
    return f"{meeting_address(møte)}/{FRONT_PAGE}"


def fragment_address(møte: Møte) -> str:
    """`moter/2022-03-11-naeringssamarbeid/utklipp.html`: the page without its frame, for another's page."""
    return f"{meeting_address(møte)}/{FRAGMENT}"


def appointment_address(møte: Møte) -> str:
    """`moter/2022-03-11-naeringssamarbeid/mote.ics`: a meeting as it is put into a calendar."""
    return f"{meeting_address(møte)}/mote.ics"


def year_address(år: int, gruppe: Gruppe | None = None) -> str:
    """`ar/2022`, or `grupper/naeringssamarbeid/2022`: the folder of a year, or of a body's year."""
    return f"{body_address(gruppe)}/{år}" if gruppe else f"ar/{år}"


def body_address(gruppe: Gruppe) -> str:
    """`grupper/naeringssamarbeid`: the folder of a body."""
    return f"grupper/{slug(gruppe.navn)}"


def year_page(år: int) -> str:
    """`ar/2022/index.html`: the page of a year."""
    return f"{year_address(år)}/{FRONT_PAGE}"


def body_page(gruppe: Gruppe) -> str:
    """`grupper/naeringssamarbeid/index.html`: the page of a body."""
    return f"{body_address(gruppe)}/{FRONT_PAGE}"


def paper_address(møte: Møte, sak: str, called: str, title: str) -> str:
    """`moter/2022-03-11-klima/sak-04-vedlegg-1-saksframlegg.pdf`: a paper of a case, by `paper_name`."""
    return f"{meeting_address(møte)}/{paper_name(sak, called, title)}"


def paper_name(sak: str, called: str, title: str) -> str:
    """`sak-04-vedlegg-1-saksframlegg.pdf`: what the file of a paper is called, on any system.

    Args:
        sak: The number of the case; one of a single row is written so that the files stand in order.
        called: What the paper is called, as «Vedlegg 1».
        title: Its title, of which the name has as many words as leave room for the folder it is put in.
    """
    number = f"{int(sak):02}" if sak.isdecimal() else slug(sak.replace("/", "-"))
    name = "-".join(filter(None, ("sak", number, slug(called), slug(title))))
    return f"{_short(name)}.pdf"


def earlier_address(address: str, day: date) -> str:
    """`moter/x/tidligere/2022-01-24/innkalling-2022-03-11.pdf`: what lay at an address since a day."""
    folder, _, name = address.rpartition("/")
    return f"{folder}/tidligere/{day}/{name}"


def _short(name: str) -> str:
    """The whole words of a name that there is room for."""
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("-")[0]


def link_between(page: str, target: str) -> str:
    """The link from a page to a file, both by their addresses from the site's root.

    `link_between("moter/x/index.html", "ar/2022/index.html")` is `../../ar/2022/index.html`; the root, "",
    is `../../`.
    """
    here, there = page.split("/")[:-1], target.split("/") if target else []
    while here and there and here[0] == there[0]:
        del here[0], there[0]
    way = "/".join((*(".." for _ in here), *there)) or "."
    return way if target else f"{way}/"


def absolute(public: str, address: str) -> str:
    """A file's whole address on the web; empty when the site's is not known."""
    return f"{public.rstrip('/')}/{address.removesuffix(FRONT_PAGE)}" if public else ""


def public_link(public: str, page: str, target: str) -> str:
    """A link that leads right from another site too when the address of this one is known."""
    return absolute(public, target) or link_between(page, target)


def identity(plan: Plan, address: str) -> str:
    """What something of the site is known by for ever, wherever the site is moved: a tag URI (RFC 4151).

    An organisation without a domain of its own has a name-based UUID (RFC 9562) instead.
    """
    own = plan.organisasjon
    host = urlsplit(own.nettsted or own.publisering.adresse).hostname or ""
    domain = host.removeprefix("www.") or own.sekretariat.epost.partition("@")[2]
    return f"tag:{domain},{_SINCE}:{address}" if domain else uuid5(NAMESPACE_URL, own.navn + address).urn
