"""What a paper says, held against what the plan says: faults of dates, times, places, cases and titles.

Each function takes the paper and the plan's record, and yields what differs: both values, the place in the
file and the way out. A paper that says less than the plan is right; one that says something else is not.
What a person has written in running text is the person's own: of it only a weekday can be wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.control.expected import Ventet
from dokumentmaskin.pipeline.control.facts import Nevnt, Sagt, Utsagn
from dokumentmaskin.plan import MESSAGES, Dagnevning, Møtedato, mentions, title_key
from dokumentmaskin.word import clean

_CLOCK: Final = r"(?<![\d.:])(?:kl\.?\s*)?([01]?\d|2[0-4])(?:[.:]([0-5]\d))?(?!\d)"
_SPAN: Final = re.compile(rf"{_CLOCK}(?:\s*(?:[-–—]|til)\s*{_CLOCK})?", re.IGNORECASE)
# What stands before a date that is not of the meeting: when the paper was sent, changed or printed.
_OTHER_DAY: Final = re.compile(
    r"\b(?:oppdatert|revidert|endr[ea]t?|send[te]?(?: ut)?|datert|skr[ie]v\w*(?: ut)?|versjon|utskrift\w*|"
    r"pe?r\.?|frist\w*|godkjent|vedtatt|vedteke|fra|frå)\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Papir:
    """A paper that lies in the output folder.

    Attributes:
        sti: Its path, as messages write it.
        rolle: What it is: «innkalling».
        kommando: The command that makes it: «dok innkalling 2022-03-11».
        redigert: Whether a person has written in it.
        sagt: What it says.
    """

    sti: str
    rolle: str
    kommando: str
    redigert: bool
    sagt: Sagt

    def fault(self, code: str, message: str, sted: str, advice: str = "") -> Problem:
        """A fault at a place in it, with the usual way out unless there is another."""
        return Problem(code, message, advice or self.way_out, Place(self.sti, field=sted))

    @property
    def way_out(self) -> str:
        """How what differs from the plan is mended."""
        if not self.redigert:
            what = "pakken" if self.rolle == "møtepakke" else "papiret"
            return f"Lag {what} på nytt med «{self.kommando}»."
        return f"Rett det i Word. Er det planen som er feil, retter du den, og kjører «{self.kommando}»."

    @property
    def mend_text(self) -> str:
        """How something that is wrong in itself is mended."""
        if self.redigert:
            return f"Rett det i Word, og kjør «{self.kommando}», så PDF-en blir ny."
        return f"Rett det i planen, og lag papiret på nytt med «{self.kommando}»."


def compared(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """All that differs in a paper of a meeting."""
    for differences in (_dates, _titles, _times, _places, _cases, _status):
        yield from differences(paper, own)


def weekdays(paper: Papir, near: Ventet | None = None) -> Iterator[tuple[Problem, bool]]:
    """Each weekday that does not fit its date, and whether that is certain: a year may not be written."""
    for found in paper.sagt.datoer:
        for day in (d for d in found.dato.dager if d.ukedag is not None):
            real = day.near(near.dato.fra) if near else day.in_year(day.år) if day.år else None
            if real is not None and real.weekday() != day.ukedag:
                yield _weekday(paper, found, day, real), day.år is not None
            elif real is None and (day.år or near):
                message = f"Her står «{found.dato.tekst}», men det er ingen slik dag."
                yield paper.fault("kontroll-ukedag", message, found.sted, paper.mend_text), True


def _weekday(paper: Papir, found: Nevnt, day: Dagnevning, real: date) -> Problem:
    if day.år is None:
        message = f"Her står «{found.dato.tekst}» uten år, og i {real.year} er det en {_named(real)}."
        return paper.fault("kontroll-ukedag-uten-ar", message, found.sted, "Se om det er riktig år og dag.")
    message = f"Her står «{found.dato.tekst}», men {MESSAGES.day(real)} er en {_named(real)}."
    return paper.fault("kontroll-ukedag", message, found.sted, paper.mend_text)


def _named(day: date) -> str:
    """«lørdag»."""
    return MESSAGES.weekday(day).split()[0]


def _dates(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The date under its label, and the one that the meeting was moved from."""
    for fact in paper.sagt.fakta:
        wanted = _wanted(own, fact)
        said = [day for found in mentions(fact.tekst) if (day := found.in_year(own.år)) is not None]
        if said and wanted is not None and wanted.dag_satt and not _is(wanted, said):
            yield _other_date(paper, own, fact, said)


def _titles(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The dates in titles, and at the top and foot of the pages, that claim to be the meeting's."""
    dated = next((fact.tekst for fact in paper.sagt.fakta if fact.slag in {"dato", "ny_dato"}), "")
    for found in (f for f in paper.sagt.datoer if f.egen and not _OTHER_DAY.search(f.før)):
        said = found.dato.in_year(own.år)
        if said is None or own.dato.overlaps(said):
            continue
        if dated and not _belongs_elsewhere(own, said):
            message = f"Her står «{found.dato.tekst}», men under «Dato» står «{dated}»."
            yield paper.fault("kontroll-tittel", message, found.sted)
        else:
            yield _other_date(paper, own, Utsagn("dato", found.dato.tekst, found.sted), [said])


def _wanted(own: Ventet, fact: Utsagn) -> Møtedato | None:
    """The date that the plan has for a fact; None for a fact that is no date, or that it does not have."""
    return {"dato": own.dato, "ny_dato": own.dato, "flyttet_fra": own.flyttet_fra}.get(fact.slag)


def _is(wanted: Møtedato, said: list[Møtedato]) -> bool:
    """Whether days that are said are the days of the meeting, alone or together."""
    return wanted in said or (min(d.fra for d in said), max(d.til for d in said)) == (wanted.fra, wanted.til)


def _belongs_elsewhere(own: Ventet, said: Møtedato) -> bool:
    return said == own.flyttet_fra or any(other.overlaps(said) for other in own.andre)


def _other_date(paper: Papir, own: Ventet, fact: Utsagn, said: list[Møtedato]) -> Problem:
    """A date that is not the meeting's: whose it is, when that is known."""
    wanted = _wanted(own, fact) or own.dato
    code, more = "kontroll-dato", ""
    if own.flyttet_fra in said:
        code, more = "kontroll-status", " Det er datoen møtet hadde før det ble flyttet."
    elif any(_belongs_elsewhere(own, day) for day in said):
        code, more = "kontroll-annet-mote", " Det er datoen for et annet møte."
    elif (wanted.fra.day, wanted.til.day) in {(day.fra.day, day.til.day) for day in said}:
        more = " Dagen er den samme, men ikke måneden eller året."
    message = f"Her står datoen «{fact.tekst}», men i planen er den {MESSAGES.meeting_date(wanted)}.{more}"
    return paper.fault(code, message, fact.sted)


def _times(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The time under its label; one that only says when it begins is right when it does."""
    for fact in _of(paper, "tid"):
        match = _SPAN.search(fact.tekst)
        if match is None or own.tid is None:
            continue
        first, last = _clock(match[1], match[2]), _clock(match[3], match[4])
        wanted = [(t.hour, t.minute) if t else None for t in (own.tid.fra, own.tid.til)]
        if first != wanted[0] or (last and wanted[1] and last != wanted[1]):
            message = f"Tiden her er «{fact.tekst}», men i planen er den {MESSAGES.clock(own.tid)}."
            yield paper.fault("kontroll-tid", message, fact.sted)


def _clock(hour: str | None, minute: str | None) -> tuple[int, int] | None:
    return (int(hour), int(minute or 0)) if hour else None


def _places(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The place under its label; one that says more, as which room, is right."""
    for fact in _of(paper, "sted"):
        said, wanted = (title_key(clean(text)) for text in (fact.tekst, own.sted))
        if wanted and wanted not in said and said not in wanted:
            message = f"Stedet her er «{fact.tekst}», men i planen er det «{own.sted}»."
            yield paper.fault("kontroll-sted", message, fact.sted)


def _cases(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The numbers and titles of cases; minutes may have cases that came in the meeting."""
    for case in paper.sagt.saker:
        if (planned := own.saker.get(case.nummer)) is not None and title_key(planned) == title_key(
            case.tittel
        ):
            continue
        if (number := own.number_of(case.tittel)) and number != case.nummer:
            message = f"«{case.tittel}» er sak {case.nummer} her, men sak {number} i planen."
            yield paper.fault("kontroll-saksnummer", message, case.sted)
        elif planned is not None:
            message = f"Sak {case.nummer} heter «{case.tittel}» her, men «{planned}» i planen."
            yield paper.fault("kontroll-sakstittel", message, case.sted)
        elif paper.rolle != "referat":
            message = f"Sak {case.nummer} «{case.tittel}» står her, men ikke i planen."
            yield paper.fault("kontroll-saksnummer", message, case.sted)
    there = {case.nummer for case in paper.sagt.saker}
    if there and paper.rolle in {"innkalling", "saksliste"}:
        for number, title in own.saker.items():
            if number not in there:
                message = f"Sak {number} «{title}» står i planen, men ikke her."
                yield paper.fault("kontroll-saksnummer", message, "sakene")


def _status(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """How far minutes have come: a draft, or approved and on which day."""
    for fact in _of(paper, "status"):
        said, wanted = (_state(text) for text in (fact.tekst, own.status))
        if paper.rolle == "referat" and said[0] and said != wanted:
            message = f"Referatet er «{fact.tekst}» her, men «{own.status}» etter planen."
            yield paper.fault("kontroll-status", message, fact.sted)


def _state(text: str) -> tuple[str, frozenset[str]]:
    """How far minutes have come by their own words: the first, the same in both languages, and the days."""
    word = re.match(r"utkast|til godkjenning|godkjent", text.casefold())
    days = (found.tekst.casefold() for found in mentions(text))
    return word[0] if word else "", frozenset(" ".join(day.split()) for day in days)


def _of(paper: Papir, slag: str) -> Iterator[Utsagn]:
    return (fact for fact in paper.sagt.fakta if fact.slag == slag)
