"""The two lists, with two levels each: bullets, and numbers."""

from layout.measures import FONT
from layout.xml import Node, part, w

STEP = 340  # how far a level goes in, in twips

BULLETS = (("bullet", "•", "ListBullet"), ("bullet", "–", "ListBullet2"))
NUMBERS = (("decimal", "%1.", "ListNumber"), ("lowerLetter", "%2)", "ListNumber2"))


def _level(depth: int, form: str, text: str, style: str) -> Node:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("pStyle", val=style),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=STEP * (depth + 1), hanging=STEP)),
        w("rPr", w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT)),
        ilvl=depth,
    )


def _list(number: int, levels: tuple[tuple[str, str, str], ...]) -> Node:
    inside = (_level(depth, *level) for depth, level in enumerate(levels))
    return w("abstractNum", w("multiLevelType", val="multilevel"), *inside, abstractNumId=number)


def numbering_part() -> str:
    """Return numbering.xml."""
    lists = (_list(1, BULLETS), _list(2, NUMBERS))
    numbers = (w("num", w("abstractNumId", val=number), numId=number) for number in (1, 2))
    return part("numbering", (*lists, *numbers))
