"""The programmes of a year held against the plan: the meeting plan, and the year wheel's table by month.

A row is known by its date as it is written. One that the plan does not have, one of the plan that is not
there, and topics that are others, are faults.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dokumentmaskin.document import Årshjul
from dokumentmaskin.errors import Problem
from dokumentmaskin.minutes import MEETING
from dokumentmaskin.pipeline.control.comparing import Papir
from dokumentmaskin.pipeline.control.reading import Lest, Rad
from dokumentmaskin.plan import MESSAGES, Møte, Møtedato, mentions, title_key

_PROGRAMME: Final = "kontroll-program"
_YEAR: Final = re.compile(r"(?:program|hjul|plan)\w*\s+(?:for\s+)?(20\d\d)\b", re.IGNORECASE)


def programme(paper: Papir, read: Lest, wheel: Årshjul, meetings: Sequence[Møte]) -> Iterator[Problem]:
    """What differs between a programme and the meetings that it is of.

    Args:
        paper: The programme.
        read: The same as it was read, with its tables.
        wheel: The year wheel of the plan, in the language of the programme.
        meetings: The rows of the plan that it should have.
    """
    språk = wheel.språk
    yield from _other_year(paper, wheel.år)
    planned: dict[str, list[Møte]] = {}
    for møte in meetings:
        planned.setdefault(title_key(språk.table_date(møte.dato)), []).append(møte)
    rows = [(found, row) for row in read.rader if (found := _row(row)) is not None]
    for (dato, tema), row in rows:
        wanted = [tuple(map(title_key, møte.rad.tema)) for møte in planned.get(dato, ())]
        if not wanted:
            message = f"Møteplanen har et møte «{dato}» her, men det har ikke planen."
            yield paper.fault(_PROGRAMME, message, row.sted)
        elif tema not in wanted:
            message = f"Møtet {dato} har temaene «{_listed(tema)}» her, men «{_listed(wanted[0])}» i planen."
            yield paper.fault(_PROGRAMME, message, row.sted)
    there = {dato for (dato, _), _ in rows}
    for dato, (møte, *_) in planned.items():
        if rows and dato not in there:
            message = f"Møtet {dato}{_topics(møte)} står i planen, men ikke i møteplanen her."
            yield paper.fault(_PROGRAMME, message, "møteplanen")
    yield from _months(paper, read, wheel)


def _other_year(paper: Papir, year: int) -> Iterator[Problem]:
    """A title that calls it the programme, or the wheel, of another year."""
    for title in paper.sagt.titler:
        said = _YEAR.findall(title.tekst)
        if said and str(year) not in said:
            message = f"Her står «{title.tekst}», men programmet er for {year}."
            yield paper.fault("kontroll-tittel", message, title.sted)


def _row(row: Rad) -> tuple[str, tuple[str, ...]] | None:
    """The date and the topics of a row of a meeting plan; None for a row of another table."""
    date, topics = row.cell(MEETING["dato"]), row.cell(MEETING["tema"])
    if not topics or not any(date[:1]):
        return None
    return title_key(date[0].partition("(")[0]), tuple(title_key(topic) for topic in topics if topic)


def _months(paper: Papir, read: Lest, wheel: Årshjul) -> Iterator[Problem]:
    """The days with which the lines of the months begin, held against the wheel of the plan."""
    planned = {Møtedato(due.dag, due.dag): due.hva for due in wheel.forfall}
    planned |= {event.dato: event.hva for event in wheel.hendelser if event.dato.dag_satt}
    there: dict[Møtedato, str] = {}
    for row in read.rader:
        if not row.cell(MEETING["måned"]):
            continue
        for line in (line for lines in list(row.celler.values())[1:] for line in lines):
            day = _first_day(line, wheel.år)
            there |= {day: f"{there.get(day, '')} {title_key(line)}"} if day else {}
            if day is not None and day not in planned:
                message = f"Årshjulet har «{line}» her, men planen har ikke noe den dagen."
                yield paper.fault(_PROGRAMME, message, row.sted)
    for dato, what in planned.items():
        if there and dato not in there:
            message = f"«{what}» {MESSAGES.day(dato.fra)} står i planen, men ikke i årshjulet her."
            yield paper.fault(_PROGRAMME, message, "årshjulet")
    for event in wheel.hendelser:
        said = there.get(event.dato, "")
        if said and (missing := [text for text in (event.navn, *event.tema) if title_key(text) not in said]):
            message = f"Årshjulet har ikke «{missing[0]}» {event.når} her, men planen har det."
            yield paper.fault(_PROGRAMME, message, "årshjulet")


def _first_day(line: str, year: int) -> Møtedato | None:
    found = next(mentions(line.partition(":")[0]), None)
    return found.in_year(year) if found is not None else None


def _topics(møte: Møte) -> str:
    said = møte.rad.tittel or ", ".join(møte.rad.tema)
    return f" («{said}»)" if said else ""


def _listed(topics: Sequence[str]) -> str:
    return ", ".join(topics)
