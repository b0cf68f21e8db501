"""What the secretariat has to do by a day, as appointments of its own calendar.

The days of a meeting are those of `plan.calendar`; the reports of the year stand in the year plan. They take
nobody's time, so a calendar shows the day as free.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from dokumentmaskin.errors import Place
from dokumentmaskin.pipeline.calendar.appointments import Avtale
from dokumentmaskin.pipeline.calendar.identity import host
from dokumentmaskin.plan import Gruppeår, Møte, Plan, body_words, deadlines, find_years, initial_capital, slug

# As much of what is to be done as tells it from the rest.
_LONGEST = 60


def duties(plan: Plan, år: int, meetings: Mapping[Place, Avtale]) -> Iterator[Avtale]:
    """Yield the deadlines of meetings and the reports of a year, in the order of the plan.

    Args:
        plan: The plan.
        år: The year.
        meetings: The appointment of each meeting, by where in the plan it stands.
    """
    for year in find_years(plan, år):
        for møte in (møte for møte in year.møter if møte.sted in meetings):
            yield from _of_meeting(plan, møte, meetings[møte.sted])
        yield from _reports(plan, year)


def _of_meeting(plan: Plan, møte: Møte, avtale: Avtale) -> Iterator[Avtale]:
    """Its deadlines, each known by the meeting's own name."""
    språk = plan.språk_of(møte.gruppe)
    minutes = body_words(møte.gruppe, språk).protokoll
    for kind, day in deadlines(plan, møte).items():
        what = initial_capital(språk.frister[kind].format(minutes))
        title = f"{what}: {avtale.tittel}, {språk.title_date(møte.dato)}"
        yield _duty(f"{kind}-{avtale.uid}", day, title, møte.grupper, avtale.stempel)


def _reports(plan: Plan, year: Gruppeår) -> Iterator[Avtale]:
    """What is to be reported, known by what it is, for its day may change."""
    stamp, said = datetime.combine(year.plan.datert, time(), UTC), Counter[str]()
    for report in year.plan.rapportering:
        name = f"{year.år}-{slug(year.gruppe.navn)[:_LONGEST]}-{slug(report.hva)[:_LONGEST]}"
        said[name] += 1
        uid = f"{name}.{said[name]}@{host(plan)}"
        yield _duty(uid, report.dato, report.hva, (year.gruppe.navn,), stamp)


def _duty(uid: str, day: date, title: str, bodies: tuple[str, ...], stamp: datetime) -> Avtale:
    return Avtale(uid, day, day + timedelta(days=1), title, bodies, stamp, opptatt=False)
