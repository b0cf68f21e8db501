"""What a text of the plan holds that Markdown knows and a document cannot show.

It is looked for when the plan is read, long before its Markdown is parsed, and is an error: printed, it would
stand on the page as it was typed. A sign after a backslash means nothing (CommonMark 0.31, 2.4; GitHub
Flavored Markdown 0.29, 4.10, 5.3 and 6.5).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

_ELEMENTS: Final = (
    "a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|"
    "li|mark|ol|p|pre|s|script|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul"
)
_PLAIN: Final = "Skriv det som vanlig tekst."
_ADDRESS: Final = "Skriv adressen rett etter ordene: [tekst](https://…)."
_RULE: Final = "Ta den bort. En overskrift skriver du med «###» foran."
# What is looked for line by line: what it is called, how it looks, and what to do.
_SIGNS: Final = tuple(
    (name, re.compile(pattern, flags), advice)
    for name, pattern, flags, advice in (
        ("kode", r"^\s*(?:```|~~~).*", 0, _PLAIN),
        ("kode", r"(?<![\\`])(`+)[^`]+\1(?!`)", 0, _PLAIN),
        (
            "HTML-kode",
            rf"(?<!\\)<(?:/?(?:{_ELEMENTS})(?:\s[^<>]*)?/?>|!--.*)",
            re.IGNORECASE,
            "Skriv **fet**, *kursiv*, en liste eller en tabell, eller «\\<» når tegnet er en del av teksten.",
        ),
        ("en oppgaveliste", r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s.*", 0, "Skriv punktet uten «[ ]»."),
        ("en fotnote", r"(?<!\\)\[\^[^\]\s]+\]", 0, "Skriv merknaden i teksten."),
        ("en gjennomstreking", r"(?<![\\~])~~[^~\s][^~]*~~", 0, "Ta bort ordene, eller «~~» rundt dem."),
        ("en skillelinje", r"^\s*(?:-(?:\s*-){2,}|\*(?:\s*\*){2,}|_(?:\s*_){2,}|={3,})\s*$", 0, _RULE),
        ("en lenke", r"^\s*\[[^\]^]+\]:\s*\S+\s*$", 0, _ADDRESS),
    )
)
_DIVIDER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL_ENDS: Final = re.compile(r"(?<!\\)\|")
# A line that can only be meant as the row of a table: two cells at least, between strokes.
_ROW: Final = re.compile(r"\s{0,3}\|.*[^\\|\s].*(?<!\\)\|.*(?<!\\)\|\s*")
_LONGER: Final = "Gi overskriftsraden like mange felt. En loddrett strek i en tekst skriver du «\\|»."
_HEADLESS: Final = "Under overskriftsraden skriver du en linje med en strek for hvert felt: «|---|---|»."
_LONGEST: Final = 40
_FENCE: Final = re.compile(r"\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a text that cannot be shown.

    Attributes:
        name: What it is.
        written: How it stands there.
        line: On which line of the text, from 1.
        advice: What to do.
    """

    name: str
    written: str
    line: int
    advice: str


def unsupported(text: str) -> Iterator[Sign]:
    """What in a text cannot be shown, in order; what stands in code is a part of that."""
    lines = text.split("\n")
    yield from sorted([*_signs(lines), *_in_tables(lines)], key=attrgetter("line"))


def _signs(lines: list[str]) -> Iterator[Sign]:
    fenced = False
    for number, line in enumerate(lines, 1):
        if not fenced:
            for name, pattern, advice in _SIGNS:
                if match := pattern.search(line):
                    yield Sign(name, _shortened(match[0]), number, advice)
                    break
        fenced ^= _FENCE.match(line) is not None


def _in_tables(lines: list[str]) -> Iterator[Sign]:
    """Rows that no table shows: longer than the head, or with no head above a rule of as many cells."""
    columns, told = 0, -1
    for number, (before, line, after) in enumerate(
        zip(["", *lines], lines, [*lines[1:], ""], strict=False), 1
    ):
        if "|" not in line and not columns:
            continue
        if begun := _columns(before, line):
            columns = begun
        elif columns and line.strip():
            if _cells(line) > columns:
                yield Sign("en rad som er lengre enn tabellen", _shortened(line), number, _LONGER)
        else:
            columns = 0
            if _ROW.fullmatch(line) and not _columns(line, after):
                if told != number - 1:
                    yield Sign("en tabell uten strek under overskriften", _shortened(line), number, _HEADLESS)
                told = number


def _columns(head: str, rule: str) -> int:
    """How many columns two lines begin a table of; none when they do not."""
    columns = _cells(rule) if "|" in head and "|" in rule and _DIVIDER.fullmatch(rule) else 0
    return columns if columns and columns == _cells(head) else 0


def _cells(line: str) -> int:
    return len(_CELL_ENDS.split(line.strip().removeprefix("|"))) - bool(re.search(r"(?<!\\)\|\s*$", line))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
