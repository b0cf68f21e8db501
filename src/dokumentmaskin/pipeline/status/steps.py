"""What comes next for a meeting, and by when.

Before a meeting: its topics, the summons, the package, and word that the summons is sent. From its last day:
its minutes, until they are read in. A step is told of when its day is near, and is late when that is past;
one without a day is never late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Final

from dokumentmaskin.pipeline.status.papers import Papirer
from dokumentmaskin.plan import Møte, Plan, adoption, deadlines, planned_day, sent_day

# How many days ahead a step is told of, and how many before its month a meeting's day is asked for.
NEAR: Final = timedelta(days=14)
_MONTH_NEAR: Final = timedelta(days=60)
# The month from which the next year's plan is asked for.
_NEXT_YEAR_FROM: Final = 10


@dataclass(frozen=True, slots=True)
class Gjøremål:
    """A thing to do now.

    Attributes:
        hva: What, in a sentence.
        når: The day by which it is sorted among the others: when it is due, otherwise the meeting's.
        frist: The last day; None when there is none.
        kommando: The command that does it, or says that it is done; empty when a person does it.
        sted: Where it is done, when that is a file.
        gruppe: The body; empty when it is nobody's alone.
    """

    hva: str
    når: date
    frist: date | None = None
    kommando: str = ""
    sted: str = ""
    gruppe: str = ""

    def late(self, today: date) -> bool:
        """Whether its day is past."""
        return self.frist is not None and self.frist < today


def next_step(plan: Plan, møte: Møte, papirer: Papirer) -> Gjøremål | None:
    """What is to be done for a meeting now; None for nothing. The plan is as of today."""
    if møte.er_avlyst:
        steps = _cancelled(plan, møte, papirer)
    elif not møte.dato.dag_satt:
        steps = _without_day(plan, møte)
    elif not møte.har_papirer or møte.referat is not None:
        return None
    else:
        steps = (_before if plan.dag < møte.dato.fra else _after)(plan, møte, papirer)
    return next(steps, None)


def year_steps(plan: Plan) -> Iterator[Gjøremål]:
    """What is to be done for whole years: a programme that is adopted or changed since, and the next plan."""
    this = plan.dag.year
    for year in (year for year in plan.år if year.år >= this):
        adopted = adoption(plan, year)
        if adopted is not None and adopted.skrives is not None:
            why = "Planen er endret etter at den ble vedtatt" if adopted.revisjoner else "Planen er vedtatt"
            what = f"Lag handlingsprogrammet for {year.år}: {why}."
            command = f"dok handlingsprogram {year.år}"
            yield Gjøremål(what, plan.dag, kommando=command, gruppe=year.gruppe.navn)
    years = {year.år for year in plan.år}
    needed = this + 1 if plan.dag.month >= _NEXT_YEAR_FROM else this
    if needed not in years and needed - 1 in years:
        yield Gjøremål(f"Lag planen for {needed}.", plan.dag, kommando=f"dok nytt-ar {needed}")


def _cancelled(plan: Plan, møte: Møte, papirer: Papirer) -> Iterator[Gjøremål]:
    summoned = papirer.innkalling != "mangler" or sent_day(plan, møte) is not None
    if summoned and papirer.avlysning == "mangler" and møte.dato.til >= plan.dag:
        yield _step(plan, møte, "Lag avlysningen av {}.", None, "dok avlysning {}")


def _without_day(plan: Plan, møte: Møte) -> Iterator[Gjøremål]:
    if møte.dato.fra - plan.dag <= _MONTH_NEAR and (møte.har_papirer or plan.dag <= møte.dato.til):
        yield _step(plan, møte, "Skriv i planen hvilken dag {} er.", None)


def _before(plan: Plan, møte: Møte, papirer: Papirer) -> Iterator[Gjøremål]:
    days = deadlines(plan, møte)
    due, topics = days["innkalling"], days.get("temaer")
    is_made, has_topics = papirer.innkalling != "mangler", bool(møte.rad.tema or møte.fil.saker)
    if topics is not None and _is_near(plan, topics) and not (is_made or has_topics):
        yield _step(plan, møte, "Skriv temaene til {} i planen.", topics)
    if papirer.nyere:
        # A document and its PDF are one: the document.
        names = {path.stem: path.name for path in map(PurePosixPath, reversed(papirer.nyere))}
        changed = plan.språk.series(sorted(names.values()))
        what = f"Lag møtepakken til {{}} på nytt: {changed} er endret etter at den ble laget."
        # What has been sent is not late for having been marked so.
        yield _step(plan, møte, what, None if sent_day(plan, møte) else due, "dok pakke {}")
    if not _is_near(plan, due):
        return
    # Also when the plan says that it is sent: that day may have been written ahead.
    if not is_made:
        yield _step(plan, møte, "Lag innkallingen til {}.", due, "dok innkalling {}")
    if not papirer.pakke:
        yield _step(plan, møte, "Lag møtepakken til {}.", due, "dok pakke {}")
    if sent_day(plan, møte) is None:
        sending = planned_day(plan, møte) or due
        if plan.organisasjon.epost.server is not None:
            what, command = "Send innkallingen til {}.", "dok epost {} --send"
        else:
            what, command = "Send innkallingen til {}, og si at den er sendt.", "dok innkalling {} --sendt"
        yield _step(plan, møte, what, sending, command)


def _after(plan: Plan, møte: Møte, papirer: Papirer) -> Iterator[Gjøremål]:
    if plan.dag < møte.dato.til:
        return
    due = deadlines(plan, møte).get("referat")
    if papirer.referat == "mangler":
        yield _step(plan, møte, "Lag referatet fra {}.", due, "dok referat {}")
    begun = "Gjør ferdig referatet fra {} i Word, og les det inn."
    what = begun if papirer.referat == "endret" else "Skriv referatet fra {} i Word, og les det inn."
    step = _step(plan, møte, what, due, "dok les-referat {}")
    yield replace(step, sted=papirer.path("referat"))


def _step(plan: Plan, møte: Møte, hva: str, frist: date | None, kommando: str = "") -> Gjøremål:
    """A step whose words and command name the meeting; one without a command is done in the plan."""
    day, own = plan.språk.title_date(møte.dato), "møtet"
    if not møte.er_gruppemøte and møte.rad.tittel:
        own = f"«{møte.rad.tittel}»"
    return Gjøremål(
        hva=hva.format(f"{own} {day}" if møte.dato.dag_satt else f"{own} i {day}"),
        når=frist or møte.dato.fra,
        frist=frist,
        kommando=kommando.format(plan.asked(møte)),
        sted="" if kommando else str(møte.sted),
        gruppe=møte.gruppe.navn,
    )


def _is_near(plan: Plan, day: date) -> bool:
    return day - plan.dag <= NEAR
