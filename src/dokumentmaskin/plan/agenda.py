"""A meeting's agenda (saker): the fixed items around its own cases, numbered.

When a meeting has no cases of its own, the topics of the year plan stand between the fixed items, so that the
summons can go out on the first day. Numbers run per meeting (1, 2, 3) or through the group's year (05/22), as
the group is set; running numbers follow the order of the meetings, those without a day by their month.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.model import Gruppe, Saksframlegg, Vedlegg


@dataclass(frozen=True, slots=True)
class Sak:
    """A numbered case of a meeting.

    Attributes:
        nummer: «3», or «05/22» in a group whose numbers run through the year.
        framlegg: What the plan says about it; a fixed item has a title and a type alone.
        fast: Whether it is one of the fixed items of every meeting.
    """

    nummer: str
    framlegg: Saksframlegg
    fast: bool


def agenda(plan: Plan, møte: Møte) -> tuple[Sak, ...]:
    """The meeting's cases in order, with their numbers."""
    own = _cases(plan, møte)
    if møte.gruppe.saksnummer == "per møte":
        return tuple(Sak(str(n), case, fast) for n, (case, fast) in enumerate(own, 1))
    first = 1 + sum(len(_cases(plan, m)) for m in plan.year_of(møte).gruppemøter if m.dato < møte.dato)
    return tuple(Sak(f"{n:02d}/{møte.år % 100:02d}", case, fast) for n, (case, fast) in enumerate(own, first))


def is_follow_up(plan: Plan, sak: Sak) -> bool:
    """Whether a case is the fixed one under which open follow-up points are gone through."""
    return sak.fast and sak.framlegg.tittel == plan.språk.oppfølging


def previous_meeting(plan: Plan, møte: Møte) -> Møte | None:
    """The group's meeting before this one, whose minutes this one approves, or None."""
    earlier = (m for m in _meetings_of(plan, møte.gruppe) if m.dato < møte.dato)
    return max(earlier, key=lambda m: m.dato, default=None)


def next_meeting(plan: Plan, møte: Møte) -> Møte | None:
    """The group's meeting after this one, or None when the plan ends here."""
    later = (m for m in _meetings_of(plan, møte.gruppe) if m.dato > møte.dato)
    return min(later, key=lambda m: m.dato, default=None)


def _meetings_of(plan: Plan, group: Gruppe) -> Iterator[Møte]:
    """The group's own meetings of every year."""
    return (møte for year in plan.år if year.gruppe == group for møte in year.gruppemøter)


def _cases(plan: Plan, møte: Møte) -> list[tuple[Saksframlegg, bool]]:
    språk = plan.språk
    own = møte.fil.saker or tuple(Saksframlegg(tittel=tema) for tema in møte.rad.tema)
    opening = (
        Saksframlegg(tittel=språk.godkjenn_innkalling, type="vedtak"),
        Saksframlegg(tittel=_minutes_title(plan, møte), type="vedtak", vedlegg=_minutes_paper(plan, møte)),
        Saksframlegg(tittel=språk.oppfølging, type="orientering"),
    )
    closing = (
        Saksframlegg(tittel=språk.orienteringer, type="orientering"),
        Saksframlegg(tittel=språk.eventuelt),
    )
    return [
        *((case, True) for case in opening),
        *((case, False) for case in own),
        *((case, True) for case in closing),
    ]


def _minutes_title(plan: Plan, møte: Møte) -> str:
    previous = previous_meeting(plan, møte)
    if previous is None or not previous.dato.dag_satt:
        return plan.språk.godkjenn_forrige_referat
    return plan.språk.godkjenn_referat.format(_day(plan, previous))


def _day(plan: Plan, møte: Møte) -> str:
    day = møte.dato
    return plan.språk.day(day.fra) if day.fra == day.til else plan.språk.meeting_date(day)


def minutes_to_approve(plan: Plan, møte: Møte) -> Møte | None:
    """The meeting before this one, when its minutes are finished and can be a paper of their approval."""
    previous = previous_meeting(plan, møte)
    return previous if previous is not None and previous.referat is not None else None


def _minutes_paper(plan: Plan, møte: Møte) -> tuple[Vedlegg, ...]:
    """The finished minutes as a paper; the file lies with that meeting's documents, not in the plan."""
    previous = minutes_to_approve(plan, møte)
    if previous is None:
        return ()
    title = plan.språk.referatord.referat_fra.format(_day(plan, previous))
    return (Vedlegg(tittel=title, fil=f"referat-{previous.dato.fra.isoformat()}.pdf"),)
