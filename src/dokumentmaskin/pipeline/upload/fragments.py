"""What a page of the site says, for a page in WordPress: without its frame, and its links as they are there.

WordPress prints the title itself, and has a header, a footer and styles of its own. A link to what WordPress
does not hold loses its address and keeps its words; a picture or a form that leads there goes, and so does
what is about nothing else: how to subscribe to a calendar.
"""

import posixpath
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from lxml import html

_LEADS: Final = ("href", "src", "action")


def fragment(page: bytes, address: str, url_of: Callable[[str], str | None]) -> str:
    """What stands between the header and the footer of a page, but its title.

    Args:
        page: The page.
        address: Its address.
        url_of: Where WordPress has a file or page, by its address on the site; None for what it has not.
    """
    whole = html.document_fromstring(page.decode())
    main = next(whole.iter("main"), whole.body)
    for title in main.findall("h1")[:1]:
        title.drop_tree()
    for element in list(main.iter("script")):
        element.drop_tree()
    for element in list(main.iter(html.etree.Element)):
        for attribute in _LEADS:
            if attribute in element.attrib:
                _lead(element, attribute, address, url_of)
    for section in main.find_class("abonner"):
        if next(section.iter("a"), None) is None:
            section.drop_tree()
    inside = [main.text or "", *(html.tostring(child, encoding="unicode") for child in main)]
    return "".join(inside).strip()


def _lead(
    element: html.HtmlElement, attribute: str, address: str, url_of: Callable[[str], str | None]
) -> None:
    """Let an element lead to what WordPress has."""
    own = urlsplit(element.attrib[attribute])
    if own.scheme or own.netloc or not own.path:
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), own.path))
    url = url_of(f"{target}/index.html" if own.path.endswith("/") else target)
    if url is not None:
        element.attrib[attribute] = url + (f"#{own.fragment}" if own.fragment else "")
    elif element.tag == "a":
        element.drop_tag()
    else:
        element.drop_tree()
