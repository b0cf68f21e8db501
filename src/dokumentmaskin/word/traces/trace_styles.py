"""What a document's styles say of its text: whether it is hidden, and whether it is a heading."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import VAL, W, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST: Final = 20  # a chain of styles; one that goes round has no end
_OUTLINE: Final = frozenset(map(str, range(9)))  # the outline level 9 is running text (17.3.1.20)
_NAMED: Final = re.compile(r"title|heading ([1-9])")


@dataclass(frozen=True)
class Styles:
    """The styles of a document.

    Attributes:
        root: The root of the part with the styles; None for a document without one.
    """

    root: "Element | None"
    _levels: dict[str, int | None] = field(default_factory=dict)

    def is_hidden(self, run: "Element", paragraph_style: str, table_style: str) -> bool:
        """Tell whether Word prints nothing of a run's text because it is hidden (17.3.2.41).

        What is written at the run decides. Otherwise the styles of the run, its paragraph and its table are
        put together as toggle properties (17.7.3). `webHidden` hides nothing on paper (17.3.2.44).

        Args:
            run: A `w:r`.
            paragraph_style: The style of its paragraph; empty for the default one.
            table_style: The style of its table; empty outside tables.
        """
        direct = run.find(f"{W}rPr/{W}vanish")
        if direct is not None:
            return is_on(direct)
        if not self.some_hide:
            return False
        if self._default_hides:
            return True
        named = run.find(f"{W}rPr/{W}rStyle")
        own = named.get(VAL, "") if named is not None else ""
        levels = (own, paragraph_style or self._default_paragraph, table_style)
        return sum(self._hides(style) for style in levels) % 2 == 1

    def heading_level(self, paragraph: "Element") -> int | None:
        """Return how deep a heading is, 0 for the outermost, by its own outline level or its style's.

        Args:
            paragraph: A `w:p`; one that is no heading has no level.
        """
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return None
        stated = properties.find(W + "outlineLvl")
        if stated is not None:
            return _level(stated)
        style = properties.find(W + "pStyle")
        return self._style_level(style.get(VAL, "")) if style is not None else None

    def _style_level(self, name: str) -> int | None:
        """The outline level that a style gives; looked up once for each style."""
        if name not in self._levels:
            self._levels[name] = self._found_level(self._chain(name))
        return self._levels[name]

    def _found_level(self, chain: "list[Element]") -> int | None:
        stated = (found.find(f"{W}pPr/{W}outlineLvl") for found in chain)
        nearest = next((level for level in stated if level is not None), None)
        if nearest is not None:
            return _level(nearest)
        named = (_NAMED.fullmatch(self._called(found)) for found in chain)
        match = next((found for found in named if found is not None), None)
        return int(match[1] or 1) - 1 if match is not None else None

    @cached_property
    def some_hide(self) -> bool:
        """Whether any style hides its text."""
        return self.root is not None and next(self.root.iter(W + "vanish"), None) is not None

    @cached_property
    def _default_hides(self) -> bool:
        path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}vanish"
        return self.root is not None and is_on(self.root.find(path))

    @cached_property
    def _by_id(self) -> "dict[str, Element]":
        found = self.root.iter(W + "style") if self.root is not None else ()
        return {style.get(W + "styleId", ""): style for style in found}

    @cached_property
    def _default_paragraph(self) -> str:
        """The style of paragraphs that name none (17.7.4.17)."""
        return next(
            (
                name
                for name, style in self._by_id.items()
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true", "on"}
            ),
            "",
        )

    def _hides(self, name: str) -> bool:
        """Tell whether a style hides, by itself or by the nearest style it is based on that says."""
        said = (style.find(f"{W}rPr/{W}vanish") for style in self._chain(name))
        return is_on(next((toggle for toggle in said if toggle is not None), None))

    def _chain(self, name: str) -> "list[Element]":
        """Return a style and those it is based on, nearest first (17.7.4.3)."""
        chain: list[Element] = []
        while name in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[name])
            based = chain[-1].find(W + "basedOn")
            name = based.get(VAL, "") if based is not None else ""
        return chain

    @staticmethod
    def _called(style: "Element") -> str:
        """Return what Word calls a style, which does not follow the language of its menus (17.7.4.9)."""
        name = style.find(W + "name")
        return str(name.get(VAL, "")).lower() if name is not None else ""


def _level(stated: "Element") -> int | None:
    value = stated.get(VAL, "")
    return int(value) if value in _OUTLINE else None
