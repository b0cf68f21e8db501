"""What has become of a group's year since it was adopted.

The first copy of an adopted year plan is what was adopted; each after it is a revision. What the plan says
now and no copy has is a revision too, of the day on which it is asked for: it is written down when the
programme is made, and a revision of the same day gives way to it. Who adopts the plan anew begins anew.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.meetings import Gruppeår, Plan, Vedtatt
from dokumentmaskin.plan.records import Årsplan
from dokumentmaskin.plan.revisions.changes import Endring, changes


@dataclass(frozen=True, slots=True)
class Revisjon:
    """A revision of an adopted year.

    Attributes:
        nummer: Its number, from one.
        dag: The day that it is of.
        endringer: What has changed since the one before.
    """

    nummer: int
    dag: date
    endringer: tuple[Endring, ...]


@dataclass(frozen=True, slots=True)
class Vedtak:
    """An adopted year.

    Attributes:
        dag: The day on which it was adopted; None when nobody has said.
        revisjoner: What has changed since, revision by revision; the last may not be written down yet.
        skrives: The day of the copy that is to be written; None when all is written down.
        utgår: The day of a copy that is to go, because the plan is again as it was before it.
    """

    dag: date | None
    revisjoner: tuple[Revisjon, ...]
    skrives: date | None = None
    utgår: date | None = None


def adoption(plan: Plan, year: Gruppeår) -> Vedtak | None:
    """The adopted year with its revisions; None when it is not adopted, or on a day that has not come."""
    adopted = year.plan.vedtatt
    if (adopted or plan.dag) > plan.dag or not _is_adopted(year.plan):
        return None
    copies = [copy for copy in year.vedtatt if copy.plan.vedtatt == adopted and _is_adopted(copy.plan)]
    if not copies:
        return Vedtak(adopted, (), skrives=adopted or plan.dag)
    if not changes(copies[-1].plan, year.plan):
        return Vedtak(adopted, _revisions(copies))
    today = max(plan.dag, copies[-1].dag)
    earlier = [copy for copy in copies if copy.dag < today]
    if earlier and not changes(earlier[-1].plan, year.plan):
        return Vedtak(adopted, _revisions(earlier), utgår=today)
    now = Vedtatt(today, year.plan, copies[-1].sted)
    return Vedtak(adopted, _revisions([*earlier, now]), skrives=today)


def no_longer_adopted(year: Gruppeår) -> tuple[Problem, ...]:
    """A note of a year that was adopted, and whose plan does not say so any more."""
    if not year.vedtatt or _is_adopted(year.plan):
        return ()
    message = f"Årsplanen for {year.gruppe.navn} i {year.år} var vedtatt, men sier det ikke lenger."
    advice = "Skriv «vedtatt:» igjen, eller flytt kopiene ut av mappen hvis planen ikke er vedtatt."
    return (Problem("ikke-vedtatt-lenger", message, advice, year.vedtatt[-1].sted),)


def _is_adopted(plan: Årsplan) -> bool:
    """Whether it says so, with a day or without: it may have been adopted where no meeting plan is."""
    return plan.vedtatt is not None or plan.status_for_møteplanen == "vedtatt"


def _revisions(copies: list[Vedtatt]) -> tuple[Revisjon, ...]:
    return tuple(
        Revisjon(number, after.dag, changes(before.plan, after.plan))
        for number, (before, after) in enumerate(pairwise(copies), 1)
    )
