"""The styles of a document by what survives editing: their names, and what they make of a text.

Word translates a style's id («Overskrift1») and LibreOffice writes its own, but both keep the name of a
built-in style, whatever the letters' case (ECMA-376 Part 1, §17.7.4.9).
"""

from functools import cached_property
from typing import Any, Final

from docx.oxml.ns import qn

_TOGGLES: Final = {"b": "w:b", "i": "w:i", "s": "w:strike"}
_OFF: Final = frozenset({"0", "false", "off", "none"})
_BODY_TEXT: Final = 10  # the level after the last heading's, counted from 1


def is_on(element: Any) -> bool:
    """Whether a property is there and not switched off (§17.17.4)."""
    return element is not None and element.get(qn("w:val"), "1") not in _OFF


class Styles:
    """A document's styles.

    Args:
        element: The root of its styles part, or None when it has none.
    """

    def __init__(self, element: Any) -> None:
        found = [] if element is None else element.findall(qn("w:style"))
        self.element = element
        self.by_id: dict[tuple[str, str], Any] = {
            (style.get(qn("w:type"), "paragraph"), style.get(qn("w:styleId"), "")): style for style in found
        }
        self._known: dict[tuple[str, str, str], bool] = {}
        self._properties: dict[tuple[str, str], Any] = {}

    def name(self, kind: str, style_id: str | None) -> str:
        """The name of a style, folded; of none, the name of the default one."""
        style = self._style(kind, style_id)
        return "" if style is None else name_of(style)

    @cached_property
    def by_name(self) -> dict[tuple[str, str], Any]:
        """The styles by kind and folded name."""
        return {(kind, name_of(style)): style for (kind, _), style in self.by_id.items()}

    def heading_level(self, style_id: str | None) -> int:
        """The level of heading that a paragraph style is, from 1; 0 for none (§17.3.1.20)."""
        for style in self._chain("paragraph", style_id):
            word, _, number = name_of(style).partition(" ")
            if word == "heading" and number.isdecimal():
                return int(number)
            level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if level is not None:
                return (int(level.get(qn("w:val"), "9")) + 1) % _BODY_TEXT
        return 0

    def property_of(self, style_id: str | None, tag: str) -> Any:
        """A property of a paragraph style, its own or inherited; None when it has none."""
        key = (style_id or "", tag)
        if key not in self._properties:
            found = (style.find(f"{qn('w:pPr')}/{qn(tag)}") for style in self._chain("paragraph", style_id))
            self._properties[key] = next((own for own in found if own is not None), None)
        return self._properties[key]

    def toggles(self, paragraph_style: str | None, run_style: str | None, look: Any) -> frozenset[str]:
        """Which of bold, italic and struck a run is, by its own look and its styles (§17.7.3)."""
        return frozenset(
            letter for letter, tag in _TOGGLES.items() if self._toggled(tag, paragraph_style, run_style, look)
        )

    def _toggled(self, tag: str, paragraph_style: str | None, run_style: str | None, look: Any) -> bool:
        own = None if look is None else look.find(qn(tag))
        if own is not None:
            return is_on(own)
        in_paragraph = self._sets("paragraph", paragraph_style, tag)
        return in_paragraph != (run_style is not None and self._sets("character", run_style, tag))

    def _sets(self, kind: str, style_id: str | None, tag: str) -> bool:
        key = (kind, style_id or "", tag)
        if key not in self._known:
            found = (style.find(f"{qn('w:rPr')}/{qn(tag)}") for style in self._chain(kind, style_id))
            self._known[key] = is_on(next((own for own in found if own is not None), None))
        return self._known[key]

    def _style(self, kind: str, style_id: str | None) -> Any:
        if style_id is not None and (kind, style_id) in self.by_id:
            return self.by_id[kind, style_id]
        return self._defaults.get(kind)

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        return {
            kind: style
            for (kind, _), style in self.by_id.items()
            if style.get(qn("w:default")) in {"1", "true"}
        }

    def _chain(self, kind: str, style_id: str | None) -> list[Any]:
        """A style and those that it is based on; a style that is based on itself ends the row."""
        chain: list[Any] = []
        style = self._style(kind, style_id)
        while style is not None and style not in chain:
            chain.append(style)
            base = style.find(qn("w:basedOn"))
            style = None if base is None else self.by_id.get((kind, base.get(qn("w:val"), "")))
        return chain


def name_of(style: Any) -> str:
    """The folded name of a style."""
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), "")).casefold()
