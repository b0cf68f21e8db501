"""A wheel that stands in a web page: the drawing, with a style that holds for it alone.

The words are in the font of the page's reader. Each rule of the style file holds for what is in the wheel
alone, and the wheel's ids are told from those of the page.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dokumentmaskin.document.wheel.drawing import ALONE, Style, filled
from dokumentmaskin.document.wheel.events import Årshjul
from dokumentmaskin.document.wheel.layout import lay_out

_CLASS: Final = "arshjul"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Innfelt:
    """A wheel in a page.

    Attributes:
        svg: The element.
        nummerert: Whether its marks have numbers, which the equal table has too.
    """

    svg: str
    nummerert: bool


def inline(hjul: Årshjul, style: Style) -> Innfelt | None:
    """The wheel for a web page, or None when nothing happens or it has more marks than there is room for.

    Raises:
        TemplateError: The template cannot be used.
    """
    drawing = lay_out(hjul, ALONE) if hjul.hendelser else None
    if drawing is None:
        return None
    root = etree.fromstring(filled(hjul, drawing, style, alone=True, fonts=False))
    root.set("class", _CLASS)
    root.set(
        "aria-labelledby", " ".join(f"{_CLASS}-{name}" for name in root.get("aria-labelledby", "").split())
    )
    for element in root.iter(etree.Element):
        if name := element.get("id"):
            element.set("id", f"{_CLASS}-{name}")
        if element.tag == f"{_SVG}style":
            element.text = _scoped(element.text or "")
    return Innfelt(etree.tostring(root, encoding="unicode"), drawing.nummerert)


def _scoped(css: str) -> str:
    """The rules of a style, each for what is in the wheel alone; those within @media too."""

    def of_the_wheel(rule: re.Match[str]) -> str:
        selectors = (f".{_CLASS} {one.strip()}" for one in rule[1].split(","))
        return f"\n{', '.join(selectors)} {{{rule[2]}}}"

    return _RULE.sub(of_the_wheel, _COMMENT.sub("", css))
