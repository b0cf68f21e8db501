"""What the plan refers to in itself: cases of earlier meetings, priorities of the year, days of meetings.

A reference must lead to something that there is, as far as the plan goes: a case of a year that has no plan
here, and one by a number that says no year, cannot be looked up, and stand as they are written. So does what
a person says in more words than a number («34/26 i møtet 6. februar»).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.cases import agenda, counted, title_key
from dokumentmaskin.plan.loading.checks import Fault, unknown
from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan
from dokumentmaskin.plan.records import TidligereSak, suggestion
from dokumentmaskin.plan.words import Møtedato

_NUMBER: Final = r"\b\d{1,4}\s*/\s*(?:20)?\d{2}\b"
# One number that says its year, or several, and nothing more than may stand around them.
_NUMBERS: Final = re.compile(
    rf"\W*{_NUMBER}(?:\W+(?:(?:og|samt|sak|saker|nr)\b\W*)*{_NUMBER})*\W*", re.IGNORECASE
)

_FROM_ELSEWHERE: Final = (
    "Er saken fra et møte som ikke står i planen, skriver du hvilket møte også: «{} i møtet 6. februar»."
)
_FROM_ANOTHER: Final = "Hadde en annen gruppe saken, skriver du hvilken: «{{sak: {}, gruppe: styret}}»."


@dataclass(slots=True)
class References:
    """A plan's references to itself, looked up.

    Attributes:
        plan: The plan, of which every file could be read.
        known: The numbers that run through a year, each with the day and the group of its meeting, for the
            years asked for.
    """

    plan: Plan
    known: dict[int, list[tuple[date, str, str]]] = field(default_factory=dict)

    def of_meeting(self, møte: Møte) -> Iterator[Problem]:
        """A problem for each reference in the meeting's own file that leads nowhere."""
        for index, case in enumerate(møte.fil.saker):
            place = partial(møte.place, "saker", index)
            if _NUMBERS.fullmatch(case.oppfølging_av):
                for number in re.findall(_NUMBER, case.oppfølging_av):
                    last = møte.dato.fra - timedelta(days=1)
                    yield from self._case(møte.gruppe.navn, number, place("oppfølging_av"), last)
            for number, before in enumerate(case.tidligere_behandling):
                if before in case.tidligere_behandling[:number]:
                    message = f"«{before.sak}» står to ganger i listen."
                    twice = place("tidligere_behandling", number)
                    yield Problem("to-ganger", message, "Slett den ene.", twice)
                yield from self._earlier(møte, before, place("tidligere_behandling", number))
            if case.prioritering:
                yield from self._priority(møte, case.prioritering, place("prioritering"))

    def of_year(self, year: Gruppeår) -> Iterator[Fault]:
        """A fault for each day in a year plan on which there was no meeting, in a year that has a plan."""
        elsewhere = (
            " Ble planen vedtatt i et organ som ikke står i møteplanene, skriver du "
            "«status_for_møteplanen: vedtatt» i stedet."
        )
        presented, adopted = year.plan.lagt_fram_i_møte, year.plan.vedtatt
        for name, day, more in (("lagt_fram_i_møte", presented, ""), ("vedtatt", adopted, elsewhere)):
            own = [y for y in self.plan.år if day and (y.gruppe, y.år) == (year.gruppe, day.year)]
            if day and own and not self._any_meeting(day):
                days = [m.dato for y in own for m in y.møter if m.dato.dag_satt]
                message = f"Ingen gruppe hadde møte {self.plan.språk.day(day)}."
                yield (name,), Problem("ukjent-mote", message, _nearest(day, days) + more)

    def _earlier(self, møte: Møte, before: TidligereSak, place: Place) -> Iterator[Problem]:
        """A problem when the group, or the one it names, had no such case or no meeting that day before."""
        group = before.gruppe or møte.gruppe.navn
        last = møte.dato.fra - timedelta(days=group == møte.gruppe.navn)
        known = [g.navn for g in self.plan.organisasjon.grupper]
        if group not in known:
            yield replace(unknown("gruppe", group, known), place=place)
            return
        if (day := before.møte) is None:
            yield from self._case(group, before.sak, place, last, own=True)
            return
        own = [year for year in self.plan.år if (year.gruppe.navn, year.år) == (group, day.year)]
        earlier = [m.dato for year in own for m in year.gruppemøter if m.dato.dag_satt and m.dato.fra <= last]
        if day > last:
            message = f"Datoen {day:%d.%m.%Y} er ikke før dette møtet."
            advice = "Skriv datoen for et tidligere møte."
            yield Problem("ikke-tidligere-mote", message, advice, place)
        elif own and not any(dato.covers(day) for dato in earlier):
            who = f"«{before.gruppe}»" if before.gruppe else "Gruppen"
            message = f"{who} hadde ikke noe møte {self.plan.språk.day(day)}."
            yield Problem("ukjent-mote", message, _nearest(day, earlier), place)

    def _case(
        self, group: str, number: str, place: Place, last: date, *, own: bool = False
    ) -> Iterator[Problem]:
        """A problem when the plan has every number of the year, and not this one up to a day.

        Args:
            group: The group whose case it is, or that refers to it.
            number: The number.
            place: Where it is written.
            last: The last day of a meeting that may have had it.
            own: Whether the case must be that group's own.
        """
        year = last.year // 100 * 100 + int(number[-2:])
        of = [self.plan.group(group)] if own else self.plan.organisasjon.grupper
        numbers = [n for day, n, had in self._numbers(year) if day <= last and had in {g.navn for g in of}]
        plans = [known.plan for known in self.plan.år if known.år == year and known.gruppe in of]
        first = max((plan.first_number for plan in plans), default=1)
        there = counted(number) < first or counted(number) in map(counted, numbers)
        if self._looked_up(group, year, own=own) and not there:
            advice = "Rett nummeret. " + (_FROM_ANOTHER if own else _FROM_ELSEWHERE).format(number)
            message = f"Det er ingen sak {number} i møtene før dette."
            advice = f"{suggestion(number, numbers)} {advice}".strip()
            yield Problem("ukjent-tidligere-sak", message, advice, place)

    def _looked_up(self, group: str, year: int, *, own: bool) -> bool:
        """Whether the plan has every number of a year: of the group, and of all whose numbers run."""
        covered = {known.gruppe.navn for known in self.plan.år if known.år == year}
        running = {g.navn for g in self.plan.organisasjon.grupper if g.saksnummer == "løpende"}
        return bool(self._numbers(year)) and {group, *(() if own else running)} <= covered

    def _numbers(self, year: int) -> list[tuple[date, str, str]]:
        """Every number of a year that says its year, issued or not; none when they cannot be told."""
        if year not in self.known:
            try:
                self.known[year] = list(self._counted_out(year))
            except PlanError:  # told of when the meeting's own documents are made
                self.known[year] = []
        return self.known[year]

    def _counted_out(self, year: int) -> Iterator[tuple[date, str, str]]:
        """The numbers of a year, as if all in the file of numbers were issued, and as if nothing were."""
        meetings = [møte for own in self.plan.år if own.år == year for møte in own.gruppemøter]
        for møte in meetings:
            issued, anew = agenda(self.plan, møte), agenda(self.plan.issued_by(date.min), møte)
            written = [case.nummer for case in møte.referat.saker] if møte.referat else []
            for number in (*(case.nummer for case in (*issued, *anew)), *written):
                if re.fullmatch(_NUMBER, number):
                    yield møte.dato.fra, number, møte.gruppe.navn
        for entry in self.plan.numbers_of(year).møter:
            yield from ((entry.dato, case.nummer, entry.gruppe) for case in entry.saker if "/" in case.nummer)

    def _priority(self, møte: Møte, written: str, place: Place) -> Iterator[Problem]:
        """A problem when a priority is not one of the year's, whole or by how it begins."""
        plans = [y.plan for y in self.plan.år if y.år == møte.år and y.gruppe.navn in møte.grupper]
        known = [text for p in plans for text in (*p.prioriteringer.punkter, *p.andre_viktige_saker)]
        headings = [p.prioriteringer.overskrift for p in plans if p.prioriteringer.overskrift]
        own = f"{_plain(written)} "
        if known and not any(f"{_plain(text)} ".startswith(own) for text in (*known, *headings)):
            message = f"«{written}» er ikke en prioritering i årsplanen."
            advice = suggestion(written, [re.sub("[*_]", "", text).rstrip(".") for text in known])
            advice = advice or "Skriv den slik den står i årsplanen, eller begynnelsen."
            yield Problem("ukjent-prioritering", message, advice, place)

    def _any_meeting(self, day: date) -> bool:
        """Whether any group has something in its meeting plan that day, or in that month on a day not set."""
        rows = (m.dato for m in self.plan.møter if not m.er_avlyst)
        return any(dato.fra <= day <= dato.til for dato in rows)


def _nearest(day: date, known: Iterable[Møtedato]) -> str:
    """An advice: the day nearest to one on which there is no meeting."""
    nearest = min((dato.fra for dato in known), key=lambda other: abs((other - day).days), default=None)
    return f"Mente du {nearest.isoformat()}?" if nearest else "Rett datoen."


def _plain(text: str) -> str:
    """A priority without what only shows how it is set, and without its full stop."""
    return title_key(re.sub(r"[*_]|\[([^]]*)\]\([^)]*\)", r"\1", text)).rstrip(". ")
