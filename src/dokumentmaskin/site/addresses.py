"""The addresses of the site, each known here alone: from the site's root, in ASCII, with forward slashes."""

from typing import Final

from dokumentmaskin.plan import Gruppe, Møte, slug

MANIFEST: Final = "manifest.json"
FRONT_PAGE: Final = "index.html"
SEARCH_PAGE: Final = "sok.html"
ABOUT_PAGE: Final = "om.html"
STYLES: Final = "nettsted.css"
FEED: Final = "feed.xml"
# A path of more than 260 letters cannot be opened on many a Windows machine.
_LONGEST: Final = 80


def meeting_address(møte: Møte) -> str:
    """`moter/2022-03-11-naeringssamarbeid`: the folder of a meeting."""
    return f"moter/{møte.navn}"


def year_address(år: int) -> str:
    """`ar/2022`: the folder of a year."""
    return f"ar/{år}"


def body_address(gruppe: Gruppe) -> str:
    """`grupper/naeringssamarbeid`: the folder of a body."""
    return f"grupper/{slug(gruppe.navn)}"


def paper_address(møte: Møte, sak: str, called: str, title: str) -> str:
    """`moter/2022-03-11-klima/sak-04-vedlegg-1-saksframlegg.pdf`: a paper of a case.

    Args:
        møte: The meeting.
        sak: The number of the case; one of a single row is written so that the files stand in order.
        called: What the paper is called, as «Vedlegg 1».
        title: Its title, of which the name has as many words as leave room for the folder it is put in.
    """
    number = f"{int(sak):02}" if sak.isdecimal() else slug(sak.replace("/", "-"))
    return f"{meeting_address(møte)}/{_short(f'sak-{number}-{slug(called)}-{slug(title)}')}.pdf"


def _short(name: str) -> str:
    """The whole words of a name that there is room for."""
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("-")[0]
