"""What a meeting did with each of its cases, as its minutes say it once they have been read back.

`dok saerutskrift` asks for one by its number, as a person writes it: «31/26» and «Sak 31/26» are one.
"""

from dokumentmaskin.errors import Problem, WrongUseError
from dokumentmaskin.plan.followup import case_number
from dokumentmaskin.plan.meetings import Behandling, Møte, Plan
from dokumentmaskin.plan.records import Referatsak


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
        advice = f"Gjør det ferdig i Word, og les det inn med «dok les-referat {møte.stempel}»."
        raise WrongUseError(Problem("referat-ikke-lest", message, advice, møte.sted))
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
