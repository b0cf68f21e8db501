"""What the law asks of a summons and the list of cases (kommuneloven § 11-3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.errors import Place
from dokumentmaskin.plan.cases import numbered_agenda
from dokumentmaskin.plan.law.findings import Funn
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Saksframlegg, Vedlegg
from dokumentmaskin.plan.summons import sent_day
from dokumentmaskin.plan.words import MESSAGES

_OBJECT: Final = f"{MESSAGES.sen_sak}."


@dataclass(frozen=True, slots=True)
class _Own:
    """A case of the meeting's own file.

    Attributes:
        sak: The case.
        nummer: Its number.
        sted: Where it stands.
    """

    sak: Saksframlegg
    nummer: str
    sted: Place


def without_documents(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """The documents go out with the list: each case to be decided has a text or a paper by then."""
    if not møte.fil.saker:
        day = plan.språk.day(møte.dato.fra)
        message = (
            f"Sakslisten til møtet {day} er laget av temaene i årsplanen, så sakene har ingen dokumenter."
        )
        yield Funn(message, "Skriv sakene og papirene i mote.yaml.", møte.sted)
    for own in _own(plan, møte):
        sak = own.sak
        if sak.avgjøres and not sak.har_sakstekst and not sak.vedlegg:
            message = f"Sak {own.nummer} er til {sak.type}, men har verken sakstekst eller vedlegg."
            yield Funn(message, "Skriv «bakgrunn:» eller legg ved et papir.", own.sted)


def papers_to_follow(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """A paper that has not come is no document that goes out with the list."""
    for own, paper, sted in _papers(plan, møte):
        if own.sak.avgjøres and (paper.ettersendes is not None or paper.legges_fram):
            how = "blir lagt fram i møtet" if paper.legges_fram else "kommer etter innkallingen"
            message = f"Et vedlegg i sak {own.nummer} følger ikke med sakslisten: Det {how}."
            yield Funn(message, f"Send det med innkallingen hvis det er mulig. {_OBJECT}", sted)


def late(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """A case that is not on the list, or has late papers, falls when enough of those present object."""
    språk = plan.språk
    for own in _own(plan, møte):
        if own.sak.avgjøres and (day := own.sak.ettersendt or own.sak.lagt_fram):
            message = f"Sak {own.nummer} {_came(plan, day)} {språk.day(day)}, etter innkallingen."
            yield Funn(message, _OBJECT, own.sted)
    for own, paper, sted in _papers(plan, møte):
        if own.sak.avgjøres and (day := paper.ettersendt or paper.lagt_fram):
            came = f"{_came(plan, day)} {språk.day(day)}"
            message = f"Et vedlegg i sak {own.nummer} {came}, etter innkallingen."
            yield Funn(message, _OBJECT, sted)


def _came(plan: Plan, day: date) -> str:
    return "kom" if day <= plan.dag else "kommer"


def sent_too_late(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """A notice is no notice on the day itself; how many days it takes, the law does not say."""
    sent = sent_day(plan, møte)
    if sent is not None and sent >= møte.dato.fra:
        days = plan.språk.day(sent), plan.språk.day(møte.dato.fra)
        message = "Innkallingen ble sendt {}, og møtet var {}.".format(*days)
        yield Funn(message, "Møtet skal kalles inn med rimelig varsel.", møte.place("utsendt"))


def not_announced(_: Plan, møte: Møte) -> Iterator[Funn]:
    """Everyone can know of the cases, and read what is open of them; the plan may say where."""
    if not (møte.fil.nettside or møte.gruppe.nettside):
        message = f"Planen sier ikke hvor sakslisten til «{møte.gruppe.navn}» er gjort kjent for alle."
        advice = "Skriv «nettside:» på gruppen i organisasjon.yaml, eller i mote.yaml."
        yield Funn(message, advice, Place("plan/organisasjon.yaml", field="grupper"))


def _own(plan: Plan, møte: Møte) -> list[_Own]:
    """The meeting's own cases that have not been withdrawn, in the order of its file.

    A fixed case that somebody has written there is none of these: it needs no text to be decided on.
    """
    held = numbered_agenda(plan, møte)
    fixed = {sak.nummer for sak in held.saker if sak.fast}
    numbers = {id(case): number for case, number in held.egne if number not in fixed}
    return [
        _Own(case, numbers[id(case)], møte.place("saker", index))
        for index, case in enumerate(møte.fil.saker)
        if id(case) in numbers and not case.utgår
    ]


def _papers(plan: Plan, møte: Møte) -> Iterator[tuple[_Own, Vedlegg, Place]]:
    by_case = {id(own.sak): own for own in _own(plan, møte)}
    for field, case, paper in møte.papers():
        if id(case) in by_case:
            yield by_case[id(case)], paper, møte.place(*field)
