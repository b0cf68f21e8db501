"""What the law asks of minutes that have been read (kommuneloven §§ 11-4, 11-5, 11-7 and 11-9).

What is not said in them is missing; what cannot be told from them is not asked about.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from dokumentmaskin.errors import Place
from dokumentmaskin.plan.cases import agenda, case_number
from dokumentmaskin.plan.law.findings import Funn
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.people import voting_members
from dokumentmaskin.plan.records import Referatfil, Referatsak

_READ: Final = "Rett det i Word, og les referatet inn igjen, eller rett referat.yaml."
_REMOTE: Final = frozenset({"digitalt", "hybrid"})
# The second ledd, of an employee's own affairs, has no letters; the third has (kommuneloven § 11-5).
_EMPLOYEE: Final = re.compile(r"§\s*11-5\s*,?\s*(?:andre|annet|anna|2\.)\s+ledd", re.IGNORECASE)
_PARTS: Final = {
    "paragraf": r"§\s*\d",
    "ledd": r"\bledd\b",
    "bokstav": r"\b(?:bokstav|bokst\.?|litra)\s*[a-zæøå]\b",
}


def without_time_and_place(_: Plan, møte: Møte) -> Iterator[Funn]:
    """When and where the meeting was (first ledd, letter a)."""
    minutes = _minutes(møte)
    said = {"når møtet startet": minutes.startet, "hvor møtet var": _place(møte)}
    for what in (words for words, value in said.items() if not value):
        advice = "Skriv «sted:» i mote.yaml." if what.startswith("hvor") else _READ
        yield Funn(f"Referatet sier ikke {what}.", advice, møte.place_in_minutes())


def _place(møte: Møte) -> str:
    return møte.møtested or ("digitalt" if møte.rad.form == "digitalt" else "")


def without_attendance(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """Who was present and who was absent (first ledd, letter b)."""
    rows = _minutes(møte).deltakere
    place = møte.place_in_minutes("deltakere") if rows else møte.place_in_minutes()
    if not rows:
        message = "Referatet sier ikke hvem som møtte, og hvem som var fraværende."
        yield Funn(message, f"Kryss av i tabellen over deltakere. {_READ}", place)
        return
    named = {row.medlem for row in rows}
    regions = {row.delregion for row in rows if not row.medlem}
    unsaid = (m for m in voting_members(plan, møte) if m.navn not in named)
    missing = [member.navn for member in unsaid if member.delregion not in regions]
    if missing:
        message = f"Referatet sier ikke om {plan.språk.series(missing)} møtte eller var fraværende."
        yield Funn(message, _READ, place)


def without_decision(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """Which decisions were made (first ledd, letter d)."""
    to_decide = {
        case_number(sak.nummer)
        for sak in agenda(plan, møte)
        if not sak.utgår and not sak.fast and sak.framlegg.avgjøres
    }
    for case, place in _cases(møte):
        if case_number(case.nummer) in to_decide and not (case.vedtak or case.konklusjon):
            message = f"Referatet sier ikke hva som ble bestemt i sak {case.nummer}."
            yield Funn(message, _READ, place())


def without_vote(_: Plan, møte: Møte) -> Iterator[Funn]:
    """How the votes fell (first ledd, letter e)."""
    for case, place in _cases(møte):
        if case.vedtak and not case.voteringer:
            message = f"Referatet har et vedtak i sak {case.nummer}, men ikke hvordan stemmene falt."
            advice = f"Velg «Enstemmig», eller skriv stemmetallene. {_READ}"
            yield Funn(message, advice, place())


def without_parties(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """Which parties voted for what, where it was not unanimous and the members have parties."""
    if not any(member.parti for member in voting_members(plan, møte)):
        return
    for case, place in _cases(møte):
        if any(vote.mot and not (vote.partier_for and vote.partier_mot) for vote in case.voteringer):
            message = f"Referatet sier ikke hvilke partier som stemte for og mot i sak {case.nummer}."
            advice = "Skriv partiene bak tallene: «7 (4 Ap, 3 Sp)». Departementet leser loven slik."
            yield Funn(message, advice, place())


def closed_without_ground(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """The ground for closing the doors, with paragraph, ledd and letter (second ledd)."""
    for case, place in _cases(møte):
        if case.lukket_møte and (said := plan.språk.series(list(_lacks(case.lukket_møte)))):
            message = f"Møtet ble lukket i sak {case.nummer}, men grunnlaget mangler {said}."
            advice = f"Skriv det slik: «kommuneloven § 11-5 tredje ledd bokstav a». {_READ}"
            yield Funn(message, advice, place())


def _lacks(ground: str) -> Iterator[str]:
    for name, pattern in _PARTS.items():
        no_letters = name == "bokstav" and _EMPLOYEE.search(ground)
        if not no_letters and not re.search(pattern, ground, re.IGNORECASE):
            yield name


def closed_at_a_distance(_: Plan, møte: Møte) -> Iterator[Funn]:
    """A meeting that is closed by § 11-5 second ledd is not held remotely."""
    if møte.rad.form not in _REMOTE:
        return
    for case, place in _cases(møte):
        if _EMPLOYEE.search(case.lukket_møte):
            how = "digitalt" if møte.rad.form == "digitalt" else "et hybridmøte"
            message = f"Møtet ble lukket etter § 11-5 andre ledd i sak {case.nummer}, men var {how}."
            advice = "En slik sak kan ikke behandles i et fjernmøte. Se om formen eller grunnlaget er riktig."
            yield Funn(message, advice, place())


def unfit_without_ground(_: Plan, møte: Møte) -> Iterator[Funn]:
    """The ground for that somebody left the table (second ledd)."""
    for case, place in _cases(møte):
        for who in (left for left in case.habilitet if not left.grunnlag):
            message = f"Referatet sier ikke hvorfor {who.hvem} var inhabil i sak {case.nummer}."
            advice = f"Skriv grunnlaget, for eksempel «forvaltningsloven § 6 første ledd bokstav a». {_READ}"
            yield Funn(message, advice, place("habilitet"))


def no_quorum(plan: Plan, møte: Møte) -> Iterator[Funn]:
    """At least half of the members were present when something was decided."""
    if message := without_quorum(plan, møte, _minutes(møte)):
        yield Funn(message, "Se om kryssene stemmer.", møte.place_in_minutes("deltakere"))


def without_quorum(plan: Plan, møte: Møte, record: Referatfil) -> str:
    """That something was decided by fewer than half; empty otherwise.

    As long as it is not known of every member, there may have been enough.
    """
    members = len(voting_members(plan, møte))
    there = sum(row.møtte != "ingen" for row in record.deltakere)
    decided = any(map(_decides, record.saker))
    known = bool(members) and len(record.deltakere) >= members
    if not decided or not known or 2 * there >= len(record.deltakere):
        return ""
    return f"Bare {there} av {len(record.deltakere)} møtte, og møtet har gjort vedtak."


def _decides(case: Referatsak) -> bool:
    return bool(case.vedtak or case.votering)


def _cases(møte: Møte) -> Iterator[tuple[Referatsak, Callable[..., Place]]]:
    """The cases of the minutes, each with what says where it stands, or a field of it."""
    for index, case in enumerate(_minutes(møte).saker):
        yield case, partial(møte.place_in_minutes, "saker", index)


def _minutes(møte: Møte) -> Referatfil:
    return møte.referat or Referatfil()
