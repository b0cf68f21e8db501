"""What stands in a paragraph, as HTML: spans with their looks, links, pictures and references to notes."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from dokumentmaskin.site.twin.element import element
from dokumentmaskin.site.twin.pictures import Pictures
from dokumentmaskin.word.flow import Anchor, Inline, NoteMark, Picture, Span

# Where a link on a page for everyone may lead.
_SAFE: Final = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_LOOKS: Final = (("struck", "s"), ("italic", "em"), ("bold", "strong"))
_HEIGHTS: Final = {"above": "sup", "below": "sub"}


@dataclass(frozen=True, slots=True)
class Places:
    """What a twin can be led to in itself.

    Attributes:
        named: The id of each place in the document that a link in it leads to, by its name.
        seen: The ids that have been written, each once.
    """

    named: Mapping[str, str]
    seen: set[str] = field(default_factory=set)

    def own(self, identity: str) -> str:
        """The id for an element that is a place; empty when another has it already."""
        if identity in self.seen:
            return ""
        self.seen.add(identity)
        return identity


@dataclass(frozen=True, slots=True)
class Inlines:
    """Writes what stands in paragraphs.

    Attributes:
        pictures: The pictures of the document.
        places: The places in it.
    """

    pictures: Pictures
    places: Places

    def html(self, inlines: Iterable[Inline], *, plain: bool = False) -> Markup:
        """The HTML of some of a paragraph.

        Args:
            inlines: What stands there.
            plain: Whether it stands where all is bold, as in a heading.

        Raises:
            UnshowableError: A picture is of a kind that browsers do not show.
        """
        parts = []
        for link, group in groupby(inlines, _link):
            inside = Markup().join(self._one(inline, plain=plain) for inline in group)
            address = self._address(link)
            parts.append(element("a", inside, {"href": address}) if address else inside)
        return Markup().join(parts)

    def _address(self, link: str) -> str:
        """Where a link leads; empty for one that can lead nobody who reads the page anywhere."""
        if link.startswith("#"):
            place = self.places.named.get(link.removeprefix("#"), "")
            return f"#{place}" if place else ""
        return link if _SAFE.match(link) else ""

    def _one(self, inline: Inline, *, plain: bool) -> Markup:
        match inline:
            case Span():
                return _text(inline, without={"bold"} if plain else ())
            case Picture():
                name = self.pictures.name(inline.data)
                width = Markup(' width="{}"').format(inline.width) if inline.width else ""
                return Markup('<img src="{}" alt="{}"{}>').format(name, inline.text, width)
            case NoteMark(number, mark):
                back = {"id": self.places.own(f"til-note-{number}"), "role": "doc-noteref"}
                return element("sup", element("a", mark, {"href": f"#note-{number}", **back}))
            case Anchor(name):
                identity = self.places.own(self.places.named.get(name, ""))
                return element("span", "", {"id": identity}) if identity else Markup()


def _link(inline: Inline) -> str:
    return inline.link if isinstance(inline, Span | Picture) else ""


def _text(span: Span, without: Collection[str]) -> Markup:
    """A span with its looks; a line that is broken by hand is broken, and a tab is a space."""
    if not span.text:
        return Markup()
    html = Markup("<br>").join(escape(line.replace("\t", " ")) for line in span.text.split("\n"))
    if not span.text.strip():
        return html
    for look, tag in _LOOKS:
        if getattr(span, look) and look not in without:
            html = element(tag, html)
    if span.height:
        html = element(_HEIGHTS[span.height], html)
    return element("span", html, {"lang": span.language}) if span.language else html
