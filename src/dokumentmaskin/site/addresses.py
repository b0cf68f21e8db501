"""The addresses of the site, each known here alone: from the site's root, in ASCII, with forward slashes."""

from typing import Final

from dokumentmaskin.plan import Gruppe, Møte, slug

MANIFEST: Final = "manifest.json"
FRONT_PAGE: Final = "index.html"


def meeting_address(møte: Møte) -> str:
    """`moter/2022-03-11-naeringssamarbeid`: the folder of a meeting."""
    return f"moter/{møte.navn}"


def year_address(år: int) -> str:
    """`ar/2022`: the folder of a year."""
    return f"ar/{år}"


def body_address(gruppe: Gruppe) -> str:
    """`grupper/naeringssamarbeid`: the folder of a body."""
    return f"grupper/{slug(gruppe.navn)}"


def case_anchor(number: str) -> str:
    """`sak-31-22`: where a case stands, in a page, in the twin of a document and in its PDF."""
    return f"sak-{slug(number.replace('/', '-'))}"
