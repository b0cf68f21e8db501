"""The news as an Atom feed (RFC 4287)."""

from typing import Final
from xml.etree.ElementTree import Element, SubElement

from dokumentmaskin.plan import Plan
from dokumentmaskin.site.addresses import FEED, FRONT_PAGE, absolute, identity, public_link
from dokumentmaskin.site.feeds.news import Nyhet
from dokumentmaskin.site.feeds.xmlfile import with_text, written
from dokumentmaskin.site.records import Fil, Utlagt
from dokumentmaskin.site.words import site_words

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "xml:lang"
# What a reader asks for again and again; older news stand in the pages.
_MOST: Final = 50
# A feed says when it was changed last (RFC 4287 section 4.1.1); one that has told of nothing, never was.
_NEVER: Final = "1970-01-01T00:00:00Z"


def feed(plan: Plan, news: tuple[Nyhet, ...]) -> Utlagt:
    """The feed of what was published last.

    Args:
        plan: The open plan.
        news: What was published, the last first.
    """
    public, words = plan.organisasjon.publisering.adresse, site_words(plan.språk)
    root = Element("feed", {"xmlns": _ATOM, _LANGUAGE: plan.språk.kode})
    with_text(root, "title", f"{plan.organisasjon.navn}: {words.nye_papirer}")
    with_text(root, "id", identity(plan, FEED))
    with_text(root, "updated", news[0].tid if news else _NEVER)
    with_text(SubElement(root, "author"), "name", plan.organisasjon.navn)
    _link(root, "alternate", "text/html", public_link(public, FEED, FRONT_PAGE))
    if public:
        _link(root, "self", "application/atom+xml", absolute(public, FEED))
    for one in news[:_MOST]:
        entry = SubElement(root, "entry", {_LANGUAGE: one.språk.kode})
        with_text(entry, "title", one.tittel)
        with_text(entry, "id", identity(plan, one.navn))
        with_text(entry, "updated", one.tid)
        _link(entry, "alternate", "text/html", public_link(public, FEED, one.adresse))
        with_text(entry, "summary", one.sammendrag or one.tittel)
    return Utlagt(Fil(adresse=FEED, rolle="data", tittel="Atom"), written(root))


def _link(parent: Element, relation: str, kind: str, address: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
