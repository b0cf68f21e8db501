"""What a reader sees of how a text is set, as far as every program that saves a file leaves it alone.

Left out is what Word and LibreOffice write of their own accord: fonts, sizes, languages, spacing, and
alignment to the left (ECMA-376 Part 1, §17.3.1 and §17.3.2).
"""

from typing import Any, Final

from docx.oxml.ns import qn

from dokumentmaskin.word.merge.styles_by_name import Styles, is_on

PAGE_BREAKS: Final = frozenset({"page", "column"})
_RAISED: Final = frozenset({"superscript", "subscript"})
_NO_COLOR: Final = frozenset({"", "auto", "none"})
_ALIGNED: Final = {"center": "midt", "right": "høyre", "end": "høyre", "both": "begge", "distribute": "begge"}


def run_marks(run: Any, paragraph_style: str | None, styles: Styles, *, is_link: bool) -> frozenset[str]:
    """The marks on the text of a run, as bold, underlined and yellow.

    Args:
        run: The run's XML.
        paragraph_style: The id of the style of its paragraph, or None.
        styles: The document's styles.
        is_link: Whether it is part of a link, whose line and colour say nothing more.
    """
    look = run.find(qn("w:rPr"))
    own = None if look is None else look.find(qn("w:rStyle"))
    found = set(styles.toggles(paragraph_style, None if own is None else own.get(qn("w:val")), look))
    if look is None:
        return frozenset(found)
    if is_on(look.find(qn("w:u"))) and not is_link:
        found.add("u")
    if (raised := _value(look, "w:vertAlign")) in _RAISED:
        found.add(raised)
    if is_on(look.find(qn("w:vanish"))):
        found.add("skjult")
    if (marked := _value(look, "w:highlight")) not in _NO_COLOR:
        found.add(f"merket {marked}")
    if (filled := _value(look, "w:shd", "w:fill")) not in _NO_COLOR:
        found.add(f"fylt {filled}")
    if (color := _value(look, "w:color")) not in _NO_COLOR and own is None and not is_link:
        found.add(f"farge {color}")
    if look.find(qn("w:rPrChange")) is not None:
        found.add("format")
    return frozenset(found)


def paragraph_marks(element: Any, style: str | None, styles: Styles) -> frozenset[str]:
    """How a paragraph is set: a list item, centred, first on its page, last before pages of another kind.

    Args:
        element: The paragraph's XML.
        style: The id of its style, or None.
        styles: The document's styles.
    """
    look = element.find(qn("w:pPr"))
    found: set[str] = set()
    aligned = _ALIGNED.get(_value(look, "w:jc") or _value(styles.property_of(style, "w:jc")))
    if aligned:
        found.add(aligned)
    number = None if look is None else look.find(f"{qn('w:numPr')}/{qn('w:numId')}")
    if number is not None and number.get(qn("w:val")) != "0" and styles.property_of(style, "w:numPr") is None:
        found.add("liste")
    own = None if look is None else look.find(qn("w:pageBreakBefore"))
    breaks = (line.get(qn("w:type")) in PAGE_BREAKS for line in element.iter(qn("w:br")))
    if is_on(styles.property_of(style, "w:pageBreakBefore") if own is None else own) or any(breaks):
        found.add("ny side")
    if look is not None and look.find(qn("w:sectPr")) is not None:
        found.add("ny del")
    return frozenset(found)


def _value(node: Any, *names: str) -> str:
    """The value of an element, or of its child and attribute of these names; empty when it is not there."""
    if node is None:
        return ""
    child = node.find(qn(names[0])) if names else node
    return "" if child is None else str(child.get(qn(names[1] if len(names) > 1 else "w:val"), ""))
