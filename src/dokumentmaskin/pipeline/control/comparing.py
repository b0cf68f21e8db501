"""What a paper says, held against what the plan says: faults of dates, times, places, cases and titles.

Each function takes the paper and the plan's record, and yields what differs: both values, the place in the
file and the way out. A paper that says less than the plan is right; one that says something else is not.
What a person has written in running text is the person's own: of it only a weekday can be wrong.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.control.expected import Ventet
from dokumentmaskin.pipeline.control.facts import Nevnt, Sagt, Slag, Utsagn
from dokumentmaskin.plan import MESSAGES, Dagnevning, Møtedato, Tidsrom, mentions, title_key
from dokumentmaskin.word import clean

# A time of day, «0930» too; neither a year nor how long something lasts.
_CLOCK: Final = (
    r"(?<![\d.:])(?:kl\.?\s*|klokk(?:en|a)\s*)?(?!20[1-4]\d\b)([01]?\d|2[0-4])(?:[.:]?([0-5]\d))?"
    r"(?!\d|\s*(?:tim|min))"
)
_BETWEEN: Final = r"\s*(?:[-–—−]|til)\s*(?:(?:ca\.?|cirka|om\s?lag)\s*)?"
_SPAN: Final = re.compile(rf"{_CLOCK}(?:{_BETWEEN}{_CLOCK})?", re.IGNORECASE)
# What stands before a date that is not of the meeting: when the paper was sent, changed or printed. It may be
# the one thing in parentheses: «Oppdatert innkalling (8. mars)».
_WRITTEN: Final = (
    r"\b(?:oppdatert|revidert|endr[ea]t?|rett[ea]t?|send[te]?(?: ut)?|datert|skr[ie]v\w*(?: ut)?|lag[aer]\w*|"
    r"publisert|versjon|utg[aå]ve|utskrift\w*|sist|\w*frist\w*)"
)
_OTHER_DAY: Final = re.compile(
    rf"(?:{_WRITTEN}(?:\W*|[^()]*\(\W*)"
    r"|\b(?:pe?r\.?|godkjent|vedtatt|vedteke|(?:flytt\w*|utsatt|utsett) fr[aå])\W*)\Z",
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
            if real is not None and day.ukedag not in _possible(day, real, near):
                yield _weekday(paper, found, day, real), day.år is not None
            elif real is None and (day.år or near):
                message = f"Her står «{found.dato.tekst}», men det er ingen slik dag."
                yield paper.fault("kontroll-ukedag", message, found.sted, paper.mend_text), True


def _possible(day: Dagnevning, real: date, near: Ventet | None) -> set[int]:
    """The weekdays that a day may be; without a year it may be of the meeting's year, or the nearest."""
    other = day.in_year(near.år) if near and day.år is None else None
    return {one.weekday() for one in (real, other) if one is not None}


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
        if said and wanted is not None and wanted.dag_satt and not _is(wanted, said, fact):
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
    """The date that the plan has for a fact; None for a fact that has no date, or that it does not have."""
    dates = {"dato": own.dato, "ny_dato": own.dato, "flyttet_fra": own.flyttet_fra, "tid": own.dato}
    return dates.get(fact.slag)


def _is(wanted: Møtedato, said: list[Møtedato], fact: Utsagn) -> bool:
    """Whether days that are said are the days of the meeting, alone or together; a time is of one of them."""
    if fact.slag == "tid":
        return any(wanted.overlaps(day) for day in said)
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
        if own.tid is not None and not same_time(fact.tekst, MESSAGES.clock(own.tid)):
            message = f"Tiden her er «{fact.tekst}», men i planen er den {MESSAGES.clock(own.tid)}."
            yield paper.fault("kontroll-tid", message, fact.sted)


def same_time(one: str, other: str) -> bool:
    """Whether two times are the same as far as both are said, or one is none that is known."""
    known, wanted = _spans(one), _spans(other)
    if not known or not wanted:
        return True
    return any(all(a == b for a, b in zip(k, w, strict=True) if a and b) for k in known for w in wanted)


def _spans(text: str) -> list[tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    """From when to when a text says, each by hour and minute; those with an end when there are any.

    «Kaffe fra kl. 08.30, møtet kl. 09.00–11.30». The dates in it are no times.
    """
    for found in mentions(text):
        text = " ".join(text.split()).replace(found.tekst, " ")
    spans = [(_clock(m[1], m[2]), _clock(m[3], m[4])) for m in _SPAN.finditer(text)]
    return [span for span in spans if span[1]] or spans


def _clock(hour: str | None, minute: str | None) -> tuple[int, int] | None:
    return (int(hour), int(minute or 0)) if hour else None


def unclear(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """What is set as a date or a time, and is none that is known: a note, for it cannot be compared."""
    for fact in paper.sagt.fakta:
        days = [found for found in mentions(fact.tekst) if found.in_year(own.år)]
        read = _spans(fact.tekst) if fact.slag == "tid" else days
        wanted = own.tid if fact.slag == "tid" else _wanted(own, fact)
        if wanted is not None and not read:
            kind = "et klokkeslett" if fact.slag == "tid" else "en dato"
            message = f"Her står «{fact.tekst}», og det er ikke {kind} som dok kjenner."
            planned = MESSAGES.clock(wanted) if isinstance(wanted, Tidsrom) else MESSAGES.meeting_date(wanted)
            advice = f"Se om det stemmer med planen: {planned}."
            yield paper.fault("kontroll-uklart", message, fact.sted, advice)


def _places(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The place under its label; one that says more, as which room, is right."""
    for fact in _of(paper, "sted"):
        if own.sted and not same_place(fact.tekst, own.sted):
            message = f"Stedet her er «{fact.tekst}», men i planen er det «{own.sted}»."
            yield paper.fault("kontroll-sted", message, fact.sted)


def same_place(one: str, other: str) -> bool:
    """Whether two places are the same, or one says more of it: its words are there, one after the other."""
    said, wanted = (" ".join(re.findall(r"\w+", title_key(clean(text)))) for text in (one, other))
    return f" {said} " in f" {wanted} " or f" {wanted} " in f" {said} "


def elsewhere(paper: Papir, own: Ventet, before: dict[Slag, tuple[Utsagn, str]]) -> Iterator[Problem]:
    """A time or place that the plan does not say, and another paper of the meeting has otherwise.

    Args:
        paper: The paper.
        own: What the plan says.
        before: What the papers before it say, each with its path; what this one says first is put there.
    """
    for fact in paper.sagt.fakta:
        if fact.slag not in _TOGETHER or {"tid": own.tid, "sted": own.sted}[fact.slag]:
            continue
        other, path = before.setdefault(fact.slag, (fact, paper.sti))
        code, name, same = _TOGETHER[fact.slag]
        if not same(fact.tekst, other.tekst):
            message = f"{name} her er «{fact.tekst}», men «{other.tekst}» i {path}. Planen sier det ikke."
            advice = f"Skriv det i planen, rett den som er feil, og kjør «{paper.kommando}»."
            yield paper.fault(code, message, fact.sted, advice)


# What two papers must agree on where the plan does not say it.
_TOGETHER: Final[dict[Slag, tuple[str, str, Callable[[str, str], bool]]]] = {
    "tid": ("kontroll-tid", "Tiden", same_time),
    "sted": ("kontroll-sted", "Stedet", same_place),
}


def _cases(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """The numbers and titles of cases; minutes may have cases that came in the meeting."""
    for case in paper.sagt.saker:
        planned = own.saker.get(case.nummer)
        if planned is not None and _same_title(case.tittel, planned):
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


def _same_title(said: str, planned: str) -> bool:
    """Whether a title is that of the plan, as it is or with something more in parentheses behind it."""
    one, other = (title_key(title).rstrip(" .:") for title in (said, planned))
    return one == other or (one.startswith(f"{other} (") and one.endswith(")"))


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
    if word is None or word[0] == "utkast":  # the day of a draft is when it was written
        return word[0] if word else "", frozenset()
    return word[0], frozenset(" ".join(found.tekst.casefold().split()) for found in mentions(text))


def _of(paper: Papir, slag: str) -> Iterator[Utsagn]:
    return (fact for fact in paper.sagt.fakta if fact.slag == slag)
