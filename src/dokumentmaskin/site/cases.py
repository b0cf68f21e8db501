"""The cases of a meeting as its page has them, in a line each: what the search and other pages show of them.

`publish` asks for them when it lays out a meeting, and the manifest remembers them. So the search says what
the pages say, also of a meeting whose plan has changed since.
"""

from collections.abc import Iterator

from dokumentmaskin.plan import Møte, Plan, agenda, approved_outcomes
from dokumentmaskin.site.records import Sakslinje
from dokumentmaskin.site.words import site_words


def case_lines(plan: Plan, møte: Møte) -> Iterator[Sakslinje]:
    """The cases of a meeting in the open plan; none of one that is cancelled.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    cases = agenda(plan, møte) if møte.har_papirer else ()
    said, språk = approved_outcomes(plan, møte, cases), plan.språk_of(møte.gruppe)
    for sak in cases:
        own, outcome = sak.framlegg, said.get(sak.nummer)
        kind = site_words(språk).sakstyper[own.type] if own.type else ""
        decided = (outcome.vedtak or outcome.konklusjon) if outcome else ""
        yield Sakslinje(sak.nummer, own.tittel, kind, decided)
