"""Where everything stands today, as the rows that `dok status` prints and that `--json` has.

They are plain data, so that what was found can be remembered for as long as nothing has changed.
A meeting is told of until nothing is left to do for it: those to come, and those held whose minutes are not
read in or wait for remarks.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from dokumentmaskin.pipeline.closing import overview
from dokumentmaskin.pipeline.status.papers import Papirer
from dokumentmaskin.pipeline.status.steps import NEAR, Gjøremål, next_step, year_steps
from dokumentmaskin.plan import (
    MESSAGES,
    Møte,
    Plan,
    deadlines,
    find_group,
    initial_capital,
    minutes_status,
    sent_day,
    slug,
)
from dokumentmaskin.workspace import Workspace

# How long ahead a duty that no meeting has is told of, and how long after its day.
_DUTY_AHEAD: Final = timedelta(days=60)

Row = dict[str, Any]


def current(workspace: Workspace, plan: Plan, today: date, group_name: str | None = None) -> Row:
    """Where everything stands today: `møter`, `gjør`, `rapportering` and `oppfølging`.

    Raises:
        WrongUseError: There is no such group.
        RefusedError: A file cannot be read.
        PlanError: It cannot be told which meeting a summons has gone out for.
    """
    seen = plan.issued_by(today)
    own = find_group(seen, group_name).navn if group_name else ""
    found = [
        (møte, Papirer(workspace, møte))
        for møte in sorted(seen.møter, key=lambda m: (m.dato, m.gruppe.navn))
        if (not own or own in møte.grupper) and not møte.rad.felles_i
    ]
    points = _points(seen, group_name)
    duties = [duty for duty in _duties(seen) if not own or duty.gruppe == own]
    steps = [step for m, p in found if (step := next_step(seen, m, p)) is not None]
    steps += [step for step in year_steps(seen) if not own or step.gruppe == own]
    near = [duty for duty in duties if today <= duty.når <= today + NEAR]
    to_do = sorted([*steps, *near, *_overdue(points, today, own)], key=lambda step: _haste(step, today))
    return {
        "dag": today.isoformat(),
        "i_dag": initial_capital(MESSAGES.weekday(today)),
        "møter": [_meeting(seen, m, p) for m, p in found if _is_shown(seen, m)],
        "gjør": [_told(step, today) for step in to_do],
        "rapportering": [_told(duty, today) for duty in duties],
        "oppfølging": points,
    }


def _haste(step: Gjøremål, today: date) -> tuple[bool, int]:
    """What is late first, and of each what is nearest today."""
    return not step.late(today), abs((step.når - today).days)


def _told(step: Gjøremål, today: date) -> Row:
    return {
        "hva": step.hva,
        "gruppe": step.gruppe,
        "frist": step.frist.isoformat() if step.frist else None,
        "sent": step.late(today),
        "kommando": step.kommando,
        "sted": step.sted,
    }


def _duties(plan: Plan) -> Iterator[Gjøremål]:
    """The duties of the years that no meeting has, those near today; dok cannot know which are done."""
    for year in plan.år:
        for duty in sorted(year.plan.rapportering, key=lambda duty: duty.dato):
            if plan.dag - NEAR <= duty.dato <= plan.dag + _DUTY_AHEAD:
                yield Gjøremål(f"{duty.hva.rstrip('.')}.", duty.dato, duty.dato, gruppe=year.gruppe.navn)


def _points(plan: Plan, group_name: str | None) -> Row:
    """How many follow-up points are open, and how many of them should have been done."""
    found = overview(plan, group_name).punkter
    return {"åpne": len(found), "over_fristen": sum(point.overdue(plan.dag) for point in found)}


def _overdue(points: Row, today: date, own: str) -> Iterator[Gjøremål]:
    late = points["over_fristen"]
    if late:
        what = "Ett oppfølgingspunkt er" if late == 1 else f"{late} oppfølgingspunkter er"
        command = f"dok oppfolging --gruppe {slug(own)}" if own else "dok oppfolging"
        yield Gjøremål(f"{what} over fristen.", today, today - timedelta(days=1), command)


def _is_shown(plan: Plan, møte: Møte) -> bool:
    if møte.dato.til >= plan.dag:
        return True
    if not møte.har_papirer or møte.referat is None:
        return møte.har_papirer
    remarks = minutes_status(plan, møte).frist
    return remarks is not None and remarks >= plan.dag


def _meeting(plan: Plan, møte: Møte, papirer: Papirer) -> Row:
    own = deadlines(plan, møte).items()
    due = [{"slag": kind, "dag": day.isoformat(), "ute": day < plan.dag} for kind, day in own]
    return {
        "dato": MESSAGES.table_date(møte.dato),
        "fra": møte.dato.fra.isoformat(),
        "til": møte.dato.til.isoformat(),
        "gruppe": møte.gruppe.navn,
        "type": møte.rad.type,
        "tittel": møte.rad.tittel,
        "usikker": møte.rad.usikker,
        "avlyst": møte.er_avlyst,
        **_far(plan, møte, papirer),
        "frister": due,
        "står": MESSAGES.series(list(_stands(plan, møte, papirer))),
    }


def _far(plan: Plan, møte: Møte, papirer: Papirer) -> Row:
    """How far a meeting has come: of one to come the summons and the package, of one held the minutes."""
    if not møte.har_papirer:
        return {}
    if møte.referat is not None or plan.dag > møte.dato.til:
        return {"referat": papirer.referat if møte.referat is None else "lest inn"}
    sent = sent_day(plan, møte)
    return {
        "innkalling": papirer.innkalling,
        "pakke": "foreldet" if papirer.nyere else "laget" if papirer.pakke else "mangler",
        "sendt": sent.isoformat() if sent else None,
    }


def _stands(plan: Plan, møte: Møte, papirer: Papirer) -> Iterator[str]:
    """How far a meeting has come, in a few words each."""
    own = f"{møte.rad.tittel} ({møte.rad.type})" if møte.rad.tittel else møte.rad.type
    if møte.er_avlyst:
        yield "avlyst" if møte.er_gruppemøte else f"{own}, avlyst"
        if papirer.avlysning != "mangler":
            yield "avlysningen er laget"
    elif not møte.har_papirer:
        yield f"{own}, usikkert" if møte.rad.usikker else own
    elif not møte.dato.dag_satt:
        yield "dagen er ikke satt"
    elif møte.referat is not None or plan.dag > møte.dato.til:
        yield from _minutes(plan, møte, papirer)
    else:
        yield from _summons(plan, møte, papirer)


def _summons(plan: Plan, møte: Møte, papirer: Papirer) -> Iterator[str]:
    sent = sent_day(plan, møte)
    if møte.rad.usikker:
        yield "usikkert"
    if sent is not None and papirer.innkalling != "mangler":
        yield f"sendt {plan.språk.day(sent)}"
    elif sent is not None:
        yield f"sendt {plan.språk.day(sent)} etter planen, men innkallingen mangler"
    elif papirer.innkalling == "mangler":
        due = deadlines(plan, møte)["innkalling"]
        yield "innkallingen mangler" if due < plan.dag else f"innkalling innen {plan.språk.day(due)}"
    else:
        yield "innkallingen er endret i Word" if papirer.innkalling == "endret" else "innkallingen er laget"
    if papirer.pakke:
        yield "pakken er eldre enn papirene" if papirer.nyere else "pakken er laget"


def _minutes(plan: Plan, møte: Møte, papirer: Papirer) -> Iterator[str]:
    if møte.referat is not None:
        yield f"referat {minutes_status(plan, møte).words(MESSAGES)}"
    else:
        words = {"mangler": "referat mangler", "laget": "referatet er ikke skrevet"}
        yield words.get(papirer.referat, "referatet er ikke lest inn")
