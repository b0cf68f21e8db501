"""What a meeting did with each of its cases, as its minutes say it once they have been read back.

`dok saerutskrift` asks for one by its number, as a person writes it: «31/26» and «Sak 31/26» are one.
"""

from collections.abc import Sequence

from dokumentmaskin.errors import Problem, WrongUseError
from dokumentmaskin.plan.cases import Sak, agenda, case_number, likely_same, title_key
from dokumentmaskin.plan.meetings import Behandling, Møte, Plan
from dokumentmaskin.plan.records import Referatsak, Saksframlegg
from dokumentmaskin.plan.settled import minutes_status, read_in


def dealt_with(møte: Møte) -> tuple[Behandling, ...]:
    """The cases that the minutes of a meeting tell of; none before they are read."""
    cases = møte.referat.saker if møte.referat is not None else ()
    return tuple(Behandling(møte, case.nummer) for case in cases)


def find_case(plan: Plan, møte: Møte, text: str) -> Behandling:
    """The case that a person means by a number.

    Raises:
        WrongUseError: The minutes are not read in, or tell of no such case; names those that they tell of.
    """
    day = plan.språk.day(møte.dato.fra)
    found = dealt_with(møte)
    if not found:
        message = f"Referatet fra møtet {day} er ikke lest inn, så dok vet ikke hva som ble bestemt."
        raise WrongUseError(Problem("referat-ikke-lest", message, read_in(plan, møte), møte.sted))
    wanted = case_number(text)
    for case in found:
        if case_number(case.nummer) == wanted:
            return case
    numbers = plan.språk.series([case.nummer for case in found])
    message = f"Referatet fra møtet {day} har ingen sak «{text}»."
    raise WrongUseError(Problem("ingen-sak", message, f"Det har sak {numbers}.", møte.place_in_minutes()))


def said_of(case: Behandling) -> Referatsak:
    """What the minutes say of a case."""
    minutes = case.møte.referat
    return next(own for own in (minutes.saker if minutes else ()) if own.nummer == case.nummer)


def presented_as(plan: Plan, case: Behandling) -> Saksframlegg | None:
    """The case as the agenda presents it; None when it is not there, or it cannot be told which it is.

    A number alone is not enough: the agenda may have been numbered anew since the minutes were read.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    found = _on_agenda(agenda(plan, case.møte), said_of(case))
    return found.framlegg if found else None


def approved_outcomes(plan: Plan, møte: Møte, cases: Sequence[Sak]) -> dict[str, Referatsak]:
    """What approved minutes say of the cases of an agenda, by their numbers in it; nothing before approval.

    A case whose number the minutes give to something else has no outcome, rather than another's.
    """
    minutes = møte.referat
    if minutes is None or minutes_status(plan, møte).tilstand != "godkjent":
        return {}
    pairs = ((_on_agenda(cases, own), own) for own in minutes.saker)
    return {sak.nummer: own for sak, own in pairs if sak is not None}


def _on_agenda(cases: Sequence[Sak], said: Referatsak) -> Sak | None:
    """The case that minutes mean; None when it is not there, or it cannot be told which it is."""
    named = [sak for sak in cases if title_key(sak.framlegg.tittel) == title_key(said.tittel)]
    numbered = [sak for sak in cases if case_number(sak.nummer) == case_number(said.nummer)]
    sure = [sak for sak in numbered if sak in named or likely_same(sak.framlegg.tittel, said.tittel)]
    found = sure or named
    return found[0] if len(found) == 1 else None
