"""The styles of a document: what they are called, what text has from them, and whether it is visible.

Word translates a style's id («Overskrift1») and LibreOffice writes its own, but both keep the name of a
built-in style, whatever the letters' case (ISO/IEC 29500-1, 17.7.4.9).
"""

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from dokumentmaskin.word.names import BOX, VAL, W, is_on, is_switched_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_HEADING: Final = re.compile(r"(?:heading|overskrift) ?([1-9])")
_OUTLINE: Final = frozenset(map(str, range(9)))  # the outline level 9 is running text (17.3.1.20)
# The styles that text in a paragraph is set by besides its own, each by its kind and id.
Levels = tuple[tuple[str, str | None], ...]


class Styles:
    """The styles of a document; a name that it lacks stands for the default style of its kind (17.7.4.17).

    Args:
        root: The root of the part with the styles; None for a document without one. New ones are put in it.

    Attributes:
        by_id: The styles by kind and id.
        by_name: The styles by kind and folded name.
    """

    def __init__(self, root: "Element | None") -> None:
        self.root = root
        self.by_id: dict[tuple[str, str], Any] = {}
        self.by_name: dict[tuple[str, str], Any] = {}
        self._chains: dict[tuple[str, str | None], list[Element]] = {}
        self._found: dict[tuple[str, str | None, str], Any] = {}
        self._switched_on: dict[tuple[str, str, Levels], bool] = {}
        for style in root.iterfind(W + "style") if root is not None else ():
            self._enter(style)

    def _enter(self, style: "Element") -> None:
        kind = style.get(W + "type", "paragraph")
        self.by_id[kind, style.get(W + "styleId", "")] = self.by_name[kind, name_of(style)] = style

    def add(self, style: "Element") -> None:
        """Put a style in the document."""
        if self.root is not None:
            self.root.append(style)
        self._enter(style)

    def chain(self, kind: str, identity: str | None) -> "list[Element]":
        """A style and those that it is based on, nearest first; one that is based on itself ends the row.

        Its kind is `paragraph`, `character` or `table`; None stands for the default one.
        """
        if (kind, identity) not in self._chains:
            chain: list[Element] = []
            style = self._style(kind, identity)
            while style is not None and style not in chain:
                chain.append(style)
                style = self.by_id.get((kind, value_of(style, "basedOn")))
            self._chains[kind, identity] = chain
        return self._chains[kind, identity]

    def name(self, kind: str, identity: str | None) -> str:
        """The name of a style, folded; empty when there is none."""
        style = self._style(kind, identity)
        return "" if style is None else name_of(style)

    def property_of(self, kind: str, identity: str | None, path: str) -> "Element | None":
        """What a style says of a property such as `pPr/jc`, itself or by the nearest that it is based on."""
        key = (kind, identity, path)
        if key not in self._found:
            said = (find(style, path) for style in self.chain(kind, identity))
            self._found[key] = next((found for found in said if found is not None), None)
        return self._found[key]

    def heading_level(self, identity: str | None) -> int:
        """The level of heading that a paragraph style is, from 1; 0 for none."""
        for style in self.chain("paragraph", identity):
            if named := heading_named(name_of(style)):
                return named
            if (outline := find(style, "pPr/outlineLvl")) is not None:
                return outline_level(outline)
        return 0

    def levels(self, paragraph: "Element | None") -> Levels:
        """The styles that set the text of a paragraph, besides its own: the paragraph's, and its table's."""
        if paragraph is None:
            return ()
        own = self.own(paragraph)
        table = next(paragraph.iterancestors(W + "tbl", BOX), None)
        if table is None or table.tag == BOX:
            return own
        return *own, ("table", value_of(table, "tblPr/tblStyle") or None)

    def own(self, paragraph: "Element | None") -> Levels:
        """The style of a paragraph; nothing without one."""
        return () if paragraph is None else (("paragraph", value_of(paragraph, "pPr/pStyle") or None),)

    def is_set(self, toggle: str, look: "Element | None", levels: Levels) -> bool:
        """Whether a toggle property as `b` or `vanish` holds for text with this `w:rPr` and these styles.

        What is written at the text decides. Else it holds when the document's defaults say so, or when it is
        switched on by an odd number of the styles of the text, its paragraph and its table (17.7.3).
        """
        if (direct := find(look, toggle)) is not None:
            return is_on(direct)
        return self.is_set_by_styles(toggle, look, levels)

    def is_set_by_styles(self, toggle: str, look: "Element | None", levels: Levels) -> bool:
        """The same for text of which it is known that nothing of the toggle is written at it."""
        if toggle not in self._toggles:
            return False
        key = (toggle, value_of(look, "rStyle"), levels)
        if key not in self._switched_on:
            self._switched_on[key] = self._is_switched_on(*key)
        return self._switched_on[key]

    def _is_switched_on(self, toggle: str, own: str, levels: Levels) -> bool:
        if self.root is not None and is_on(find(self.root, f"docDefaults/rPrDefault/rPr/{toggle}")):
            return True
        styles: Levels = (("character", own or None), *levels)
        return sum(is_on(self.property_of(*style, f"rPr/{toggle}")) for style in styles) % 2 == 1

    def hides(self, run: "Element") -> bool:
        """Whether Word prints nothing of a run because its text is hidden (17.3.2.41).

        `webHidden` hides nothing on paper (17.3.2.44). Pictures and figures can be hidden as such too:
        `is_hidden_object`.
        """
        look = find(run, "rPr")
        if find(look, "vanish") is None and "vanish" not in self._toggles:
            return False
        return self.is_set("vanish", look, self.levels(next(run.iterancestors(W + "p"), None)))

    @cached_property
    def _toggles(self) -> frozenset[str]:
        """What the styles say anything of; most documents hide nothing by them."""
        looks: Iterable[Element] = self.root.iter(W + "rPr") if self.root is not None else ()
        return frozenset(str(said.tag).removeprefix(W) for look in looks for said in look)

    def _style(self, kind: str, identity: str | None) -> Any:
        own = self.by_id.get((kind, identity)) if identity else None
        return self._defaults.get(kind) if own is None else own

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        marked = (item for item in self.by_id.items() if is_switched_on(item[1].get(W + "default", "0")))
        return {kind: style for (kind, _), style in marked}


def find(place: "Element | None", path: str) -> "Element | None":
    """The element at a path of names such as `pPr/pStyle`, in a third of the time of lxml's own way."""
    for tag in _tags(path):
        if place is None:
            return None
        place = next(place.iterchildren(tag), None)
    return place


@cache
def _tags(path: str) -> tuple[str, ...]:
    return tuple(W + name for name in path.split("/"))


def value_of(place: "Element | None", path: str) -> str:
    """The value of the element at a path; empty when it is not there."""
    found = find(place, path)
    return "" if found is None else str(found.get(VAL, ""))


def name_of(style: "Element") -> str:
    """The folded name of a style."""
    return value_of(style, "name").casefold()


def heading_named(name: str) -> int:
    """The level of the built-in heading of a folded name, from 1; 0 for another name."""
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else 0


def outline_level(stated: "Element") -> int:
    """The level of heading that an outline level is, from 1; 0 for running text (17.3.1.20)."""
    value = stated.get(VAL, "")
    return int(value) + 1 if value in _OUTLINE else 0
