"""What a paper says: each fact with its place in the file, as it is written.

The record is made of a paper alone and knows nothing of the plan; `comparing` holds it against what the plan
says. A fact comes from a place that is made for it: a label, a column, a heading of a case, a title. Of
running text only the weekdays before dates are taken, for those can be worked out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dokumentmaskin.minutes import MEETING, POINTS, case_heading, known, number_alone, plain
from dokumentmaskin.pipeline.control.reading import Lest, Stykke
from dokumentmaskin.plan import Datonevning, mentions
from dokumentmaskin.word import Line

Slag = Literal["dato", "ny_dato", "flyttet_fra", "tid", "sted", "status"]

_FACTS: Final = {
    "dato": MEETING["dato"],
    "ny_dato": MEETING["ny_dato"],
    "flyttet_fra": MEETING["flyttet_fra"],
    "tid": MEETING["tid"],
    "sted": MEETING["sted"],
    "status": POINTS["status"],
}
_KNOWN: Final[dict[str, Slag]] = known(_FACTS)  # type: ignore[arg-type]
_IN_SUMMONS: Final = MEETING["sakspapirer"].words
_IN_CASE: Final = MEETING["vedlegg"].words


def _numbered(words: Iterable[str], number: str = r"\d+", rest: str = ": (.+)") -> re.Pattern[str]:
    """A line that begins with one of the words and a number."""
    return re.compile(rf"(?:{'|'.join(words)}) ({number}){rest}", re.IGNORECASE | re.DOTALL)


_LISTED: Final = _numbered(POINTS["sak"].words, r"\d+(?:/\d+)?")
_PAPER: Final = _numbered(_IN_CASE)
_MESSAGE: Final = _numbered(MEETING["melding"].words)
_IN_PACKAGE: Final = _numbered(_IN_CASE | MEETING["melding"].words, rest=" ?(.*)")


@dataclass(frozen=True, slots=True)
class Utsagn:
    """Something that a paper says of its meeting.

    Attributes:
        slag: What it is about.
        tekst: What it says.
        sted: Where it stands.
    """

    slag: Slag
    tekst: str
    sted: str


@dataclass(frozen=True, slots=True)
class Nevnt:
    """A date that a paper has somewhere.

    Attributes:
        dato: The date.
        sted: Where it stands.
        egen: Whether it is in a title, and so claims to be of the paper's own meeting.
        før: What stands before it in the same paragraph.
    """

    dato: Datonevning
    sted: str
    egen: bool
    før: str = ""


@dataclass(frozen=True, slots=True)
class Saksnavn:
    """A case as a paper names it: its number, its title and where it stands."""

    nummer: str
    tittel: str
    sted: str


@dataclass(frozen=True, slots=True)
class Papirnavn:
    """A paper that is listed.

    Attributes:
        sak: The number of its case; empty when the list does not say it.
        nummer: Its own number in the case; empty when the list has none.
        tittel: What it is called, with what is said of it after its title.
        sted: Where it stands.
    """

    sak: str
    nummer: str
    tittel: str
    sted: str


@dataclass(frozen=True, slots=True)
class Sagt:
    """What a paper says.

    Attributes:
        fakta: The facts of its meeting.
        datoer: Every date in it.
        saker: The cases that it has.
        papirer: The papers that it lists.
        har_liste: Whether there is a place in it for such a list.
        titler: What claims to tell what it is: its titles, and what stands at the top and foot of each page.
        deler: Of a package the bookmarks right under the first: the documents and cases in it.
    """

    fakta: tuple[Utsagn, ...]
    datoer: tuple[Nevnt, ...]
    saker: tuple[Saksnavn, ...]
    papirer: tuple[Papirnavn, ...]
    har_liste: bool
    titler: tuple[Stykke, ...]
    deler: frozenset[str]


def said_by(read: Lest) -> Sagt:
    """What a paper says, as it was read."""
    return Sagt(
        tuple(_facts(read.stykker)),
        tuple(mention for piece in read.stykker for mention in _mentions(piece)),
        (*_rows(read), *_marked(read), *(case for case, _ in _with_cases(read.stykker) if case is not None)),
        (*_papers(read.stykker), *_bound(read)),
        any(piece.nivå and plain(piece.tekst) in _IN_SUMMONS | _IN_CASE for piece in read.stykker),
        tuple(piece for piece in read.stykker if piece.eget),
        frozenset(titles[1] for titles, _ in read.bokmerker if len(titles) > 1),
    )


def _mentions(piece: Stykke) -> Iterator[Nevnt]:
    text = " ".join(piece.tekst.split())
    for found in mentions(text):
        yield Nevnt(found, piece.sted, piece.eget, text[: found.start])


def fact_of(text: str, place: str) -> Utsagn | None:
    """The fact that a line says after a label; None for any other line."""
    label, colon, value = text.partition(":")
    slag = _KNOWN.get(plain(label)) if colon else None
    return Utsagn(slag, " ".join(value.split()), place) if slag and value.strip() else None


def _facts(pieces: Iterable[Stykke]) -> Iterator[Utsagn]:
    """Those above the first heading but the title; where some have the style of facts, those alone."""
    above = [piece for piece in pieces if not piece.over]
    set_so = [piece for piece in above if piece.faktum]
    for piece in set_so or above:
        if (fact := fact_of(piece.tekst, piece.sted)) is not None:
            yield fact


def _rows(read: Lest) -> Iterator[Saksnavn]:
    """The cases of a table with a column of numbers and one of cases, which is not itself within a case."""
    for row in read.rader:
        if case_heading(Line(row.over, 1)) is not None:
            continue
        number, title = (row.cell(label)[:1] for label in (MEETING["nr"], POINTS["sak"]))
        if any(number) and any(title):
            yield Saksnavn(number_alone(number[0]) or number[0], title[0], row.sted)


def _marked(read: Lest) -> Iterator[Saksnavn]:
    """The cases that a PDF has bookmarks of, each once."""
    seen = set()
    for titles, page in read.bokmerker:
        for title in titles:
            found = case_heading(Line(title, 1))
            if found is not None and found not in seen:
                seen.add(found)
                yield Saksnavn(*found, f"bokmerket på side {page}")


def _bound(read: Lest) -> Iterator[Papirnavn]:
    """The papers that a package holds, as its bookmarks tell: each right under its case."""
    for titles, page in read.bokmerker:
        case = case_heading(Line(titles[-2], 1)) if len(titles) > 1 else None
        if case is not None and (match := _IN_PACKAGE.fullmatch(titles[-1])):
            yield Papirnavn(case[0], match[1], match[2], f"bokmerket på side {page}")


def _with_cases(pieces: Iterable[Stykke]) -> Iterator[tuple[Saksnavn | None, Stykke]]:
    """Each piece, with the case when it is the heading of one; a heading within a case is none."""
    read = [(case_heading(Line(piece.tekst, piece.nivå)) if piece.nivå else None, piece) for piece in pieces]
    level = min((piece.nivå for found, piece in read if found), default=0)
    for number, piece in read:
        found = number if piece.nivå == level else None
        yield (Saksnavn(*found, piece.sted) if found else None), piece


def _papers(pieces: Iterable[Stykke]) -> Iterator[Papirnavn]:
    """The papers of the list under «Sakspapirer», and those under each case."""
    number = ""
    for case, piece in _with_cases(pieces):
        number = case.nummer if case else number
        if plain(piece.over) in _IN_SUMMONS:
            match = _LISTED.fullmatch(piece.tekst)
            yield Papirnavn(match[1] if match else "", "", match[2] if match else piece.tekst, piece.sted)
            continue
        listed = _PAPER if plain(piece.over) in _IN_CASE else _MESSAGE
        if number and (match := listed.fullmatch(piece.tekst)):
            yield Papirnavn(number, match[1], match[2], piece.sted)
