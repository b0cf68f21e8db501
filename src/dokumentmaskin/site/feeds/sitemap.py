"""The sitemap: every page and document of the site by its whole address (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from dokumentmaskin.site.addresses import SITEMAP, absolute
from dokumentmaskin.site.feeds.xmlfile import with_text, written
from dokumentmaskin.site.records import Fil, Utlagt

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_READ: Final = (".html", ".pdf")
# What one sitemap may have.
_MOST: Final = 50_000


def sitemap(public: str, files: Iterable[Fil]) -> Utlagt:
    """The sitemap.

    Args:
        public: Where the site lies on the web.
        files: All that is laid out; of the pages that meetings share it is not told when they changed.
    """
    root = Element("urlset", {"xmlns": _SITEMAP})
    for fil in sorted(files, key=lambda fil: fil.adresse)[:_MOST]:
        if fil.adresse.endswith(_READ):
            place = SubElement(root, "url")
            with_text(place, "loc", absolute(public, fil.adresse))
            if fil.møte and fil.tid:
                with_text(place, "lastmod", fil.tid)
    return Utlagt(Fil(adresse=SITEMAP, rolle="data", tittel="Sitemap"), written(root))
