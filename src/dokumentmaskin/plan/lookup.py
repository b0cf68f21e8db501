"""The meeting, the group or the year that a person means.

A date typed on the command line means a group's meeting on that day; a month or a week means the only one in
it, and «neste fra 2022-03-01» the first from that day on. When it means none, or one whose day is not set,
the answer says what there is instead, and where in the plan the date is written.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from dokumentmaskin.errors import PlanError, Problem, WrongUseError
from dokumentmaskin.plan.bodies import body_words
from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan, slug
from dokumentmaskin.plan.records import Gruppe, suggestion
from dokumentmaskin.plan.words import MESSAGES, Møtedato, parse_asked, parse_next

# From a Monday to the Sunday after it, in days.
_WEEK: Final = 6
_ADVICE: Final = (
    "Skriv datoen som 2022-03-11, 11.03.2022 eller 11. mars 2022, eller skriv «uke 10» eller «neste»."
)


def find_meeting(plan: Plan, text: str, group_name: str | None = None) -> Møte:
    """The group meeting, to be held or held, that a person means by a date and, if needed, a group.

    Raises:
        WrongUseError: The text is no date, no group meets then (names the nearest meetings), or the meeting
            is cancelled.
        PlanError: The meeting is in the plan, but its day is not set; says where to set it.
    """
    møte = meeting_on(plan, text, group_name)
    if møte.er_avlyst:
        message = f"Møtet {MESSAGES.meeting_date(møte.dato)} er avlyst, så det har ingen møtepapirer."
        advice = f"Lag en avlysning med «dok avlysning {plan.asked(møte)}»."
        raise WrongUseError(Problem("avlyst-mote", message, advice, møte.sted))
    return møte


def find_cancelled(plan: Plan, text: str, group_name: str | None = None) -> Møte:
    """The cancelled meeting that a person means.

    Raises:
        WrongUseError: As for `meeting_on`, or the meeting is not cancelled.
        PlanError: As for `meeting_on`.
    """
    møte = meeting_on(plan, text, group_name)
    if not møte.er_avlyst:
        message = f"Møtet {MESSAGES.meeting_date(møte.dato)} er ikke avlyst."
        advice = "Skriv «avlyst: ja», eller hvorfor, på møtet i møteplanen."
        raise WrongUseError(Problem("ikke-avlyst", message, advice, møte.sted))
    return møte


def meeting_on(plan: Plan, text: str, group_name: str | None = None) -> Møte:
    """The group meeting on a date, cancelled or not; of a joint meeting it is that of the group that summons.

    Raises:
        WrongUseError: The text is no date, or no group meets then; names the nearest meetings.
        PlanError: The meeting is in the plan, but its day is not set; says where to set it.
    """
    meetings = _meetings(plan, group_name)
    wanted = _wanted(plan, text, meetings)
    hits = [møte for møte in meetings if møte.dato.covers(wanted.fra)]
    summoning = [møte for møte in hits if møte.kaller_inn]
    own = [m for m in summoning if group_name is not None and slug(m.gruppe.navn) == slug(group_name)]
    found = own or summoning
    if len(found) == 1:
        return found[0]
    if found:
        raise _several_groups(wanted, found)
    raise _no_meeting(plan, wanted, hits, meetings)


def find_group(plan: Plan, group_name: str) -> Gruppe:
    """The group that a person means by a name, however it is written.

    Raises:
        WrongUseError: No group is called so; names those there are.
    """
    groups = {slug(group.navn): group for group in plan.organisasjon.grupper}
    if (found := groups.get(slug(group_name))) is not None:
        return found
    names = [group.navn for group in groups.values()]
    advice = suggestion(group_name, names) or f"Gruppene er {MESSAGES.series(names)}."
    message = f"Det finnes ingen gruppe som heter «{group_name}»."
    raise WrongUseError(Problem("ukjent-gruppe", message, advice))


def find_years(plan: Plan, år: int, group_name: str | None = None) -> tuple[Gruppeår, ...]:
    """Every group's plan for a year, or that of the group that a person means.

    Raises:
        WrongUseError: There is no plan for that year, or no such group.
    """
    found = tuple(year for year in plan.år if year.år == år)
    if not found:
        years = ", ".join(map(str, sorted({year.år for year in plan.år})))
        advice = f"Det finnes årsplan for {years}." if years else f"Lag en fil i plan/{år}/."
        raise WrongUseError(Problem("ingen-arsplan", f"Det finnes ingen årsplan for {år}.", advice))
    if group_name is None:
        return found
    group = find_group(plan, group_name)
    own = tuple(year for year in found if year.gruppe == group)
    if not own:
        message = f"Gruppen «{group.navn}» har ingen årsplan for {år}."
        raise WrongUseError(Problem("ingen-arsplan", message, f"Lag en fil i plan/{år}/."))
    return own


def _wanted(plan: Plan, text: str, meetings: tuple[Møte, ...]) -> Møtedato:
    """The date that is meant: as written, of the first meeting from a day on, or of the only one."""
    try:
        day = parse_next(text)
    except ValueError as error:
        raise WrongUseError(Problem("ugyldig-dato", str(error), _ADVICE)) from None
    if day is not None:
        return _next(day, meetings)
    wanted = _read_date(plan, text)
    return wanted if wanted.dag_satt else _only_in(wanted, meetings)


def _next(day: date, meetings: Iterable[Møte]) -> Møtedato:
    later = [m.dato for m in meetings if m.har_papirer and m.dato.dag_satt and m.dato.til >= day]
    if not later:
        message = f"Planen har ingen møter med dato fra og med {MESSAGES.day(day)}."
        raise WrongUseError(Problem("ingen-mote", message, _nearest(day, meetings)))
    return min(later)


def _read_date(plan: Plan, text: str) -> Møtedato:
    """A date; without its year it is in the last that has something then, for the next may be begun."""
    years: list[int | None] = [*sorted({year.år for year in plan.år}, reverse=True)]
    found: list[Møtedato] = []
    refused: list[ValueError] = []
    for year in years or [None]:
        try:
            found.append(parse_asked(text, year))
        except ValueError as error:
            refused.append(error)
    if not found:
        raise WrongUseError(Problem("ugyldig-dato", str(refused[0]), _ADVICE))
    planned = (dato for dato in found if any(møte.dato.overlaps(dato) for møte in plan.møter))
    return next(planned, found[0])


def _meetings(plan: Plan, group_name: str | None) -> tuple[Møte, ...]:
    """All meetings, or a group's: those in its own plan and those that it holds with another group."""
    if group_name is None:
        return plan.møter
    wanted = find_group(plan, group_name).navn
    return tuple(møte for møte in plan.møter if wanted in møte.grupper)


def _only_in(wanted: Møtedato, meetings: Iterable[Møte]) -> Møtedato:
    """The date of the only meeting in a month or a week.

    Raises:
        PlanError: The day of a meeting then is not set.
        WrongUseError: There are several, or none.
    """
    own = [m for m in meetings if m.kaller_inn and m.dato.overlaps(wanted)]
    unset = [m for m in own if m.har_papirer and not m.dato.dag_satt]
    if unset:
        raise PlanError(_day_not_set(møte) for møte in unset)
    dates = sorted({m.dato for m in own})
    if len(dates) == 1:
        return dates[0]
    week = wanted.fra.isocalendar()
    is_week = (wanted.til - wanted.fra).days == _WEEK
    time = f"uke {week.week} {week.year}" if is_week else MESSAGES.meeting_date(wanted)
    if dates:
        choice = " eller ".join(dato.fra.isoformat() for dato in dates)
        raise WrongUseError(Problem("trenger-dag", f"Det er flere møter i {time}.", f"Skriv {choice}."))
    raise WrongUseError(
        Problem("ingen-mote", f"Ingen gruppe møtes i {time}.", _nearest(wanted.fra, meetings))
    )


def _day_not_set(møte: Møte) -> Problem:
    """The problem of a meeting that has only a month: what is missing, and where to write it."""
    month = MESSAGES.meeting_date(møte.dato)
    message = f"Dagen for møtet i {month} er ikke satt."
    example = møte.dato.fra.replace(day=15).isoformat()
    advice = f"Skriv datoen her når den er klar, for eksempel «dato: {example}»."
    return Problem("dag-ikke-satt", message, advice, møte.sted)


def unset_days(year: Gruppeår) -> tuple[Problem, ...]:
    """A problem for each of the group's meetings whose day is not set."""
    return tuple(_day_not_set(m) for m in year.gruppemøter if not m.dato.dag_satt)


def _several_groups(wanted: Møtedato, found: list[Møte]) -> WrongUseError:
    names = [f"«{møte.gruppe.navn}»" for møte in found]
    message = f"{len(found)} grupper møtes {MESSAGES.meeting_date(wanted)}: {', '.join(names)}."
    advice = f"Legg til gruppen i kommandoen, for eksempel «--gruppe {slug(found[0].gruppe.navn)}»."
    return WrongUseError(Problem("flere-grupper", message, advice))


def _no_meeting(plan: Plan, wanted: Møtedato, hits: list[Møte], meetings: Iterable[Møte]) -> WrongUseError:
    day = MESSAGES.meeting_date(wanted)
    nearest = _nearest(wanted.fra, meetings)
    if hits:
        own = body_words(hits[0].gruppe, plan.språk_of(hits[0].gruppe)).møte
        message = f"{day} er det {hits[0].rad.type}, ikke {own}, så det lages ingen møtepapirer."
        return WrongUseError(Problem("ikke-gruppemote", message[0].upper() + message[1:], nearest))
    for moved in (m for m in meetings if m.rad.has_day(wanted.fra)):
        message = f"Møtet {day} er flyttet til {MESSAGES.meeting_date(moved.dato)}."
        return WrongUseError(Problem("ingen-mote", message, f"Skriv {moved.dato.fra.isoformat()}."))
    return WrongUseError(Problem("ingen-mote", f"Ingen gruppe møtes {day}.", nearest))


def _nearest(day: date, meetings: Iterable[Møte]) -> str:
    """Up to three meetings around a day, in the order they are held, as words."""
    dated = [m for m in meetings if m.har_papirer and m.dato.dag_satt]
    if not dated:
        return "Planen har ingen møter med dato. Skriv møtet under «møteplan:» i gruppens år."
    closest = sorted({m.dato for m in dated}, key=lambda dato: abs((dato.fra - day).days))[:3]
    words = [f"{dato.fra.isoformat()} ({MESSAGES.meeting_date(dato)})" for dato in sorted(closest)]
    return f"Nærmeste møter: {', '.join(words)}."
