"""The two lists, bullets and numbers, with all nine levels that Word can have (ECMA-376 Part 1, §17.9.3).

A text of the plan may nest lists as deep as it likes; a level that is not defined would lose its marker
and its indent.
"""

from collections.abc import Callable

from layout.measures import FONT
from layout.xml import Node, part, w

STEP = 340  # how far a level goes in, in twips
DEPTHS = range(9)

# What the levels take turns at. The signs are in the fonts of Word and of the built-in PDF engine.
SIGNS = ("•", "–", "▪")
FORMS = ("decimal", "lowerLetter", "lowerRoman")


def _bullet(depth: int) -> Node:
    return _level(depth, "bullet", SIGNS[depth % len(SIGNS)], "ListBullet")


def _number(depth: int) -> Node:
    return _level(depth, FORMS[depth % len(FORMS)], f"%{depth + 1}.", "ListNumber")


def _level(depth: int, form: str, text: str, style: str) -> Node:
    """Return a level; the first two are those of a style too."""
    styles = {0: (w("pStyle", val=style),), 1: (w("pStyle", val=f"{style}2"),)}
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        *styles.get(depth, ()),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=STEP * (depth + 1), hanging=STEP)),
        w("rPr", w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT)),
        ilvl=depth,
    )


def _list(number: int, level: Callable[[int], Node]) -> Node:
    return w("abstractNum", w("multiLevelType", val="multilevel"), *map(level, DEPTHS), abstractNumId=number)


def numbering_part() -> str:
    """Return numbering.xml."""
    lists = (_list(1, _bullet), _list(2, _number))
    numbers = (w("num", w("abstractNumId", val=number), numId=number) for number in (1, 2))
    return part("numbering", (*lists, *numbers))
