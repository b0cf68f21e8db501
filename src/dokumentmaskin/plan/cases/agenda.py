"""A meeting's agenda (saker): the fixed items around its own cases, numbered.

When a meeting has no cases of its own, the topics of the year plan stand between the fixed items, so that the
summons can go out on the first day. Numbers run per meeting (1, 2, 3) or through the group's year (05/22), as
the group is set; running numbers follow the order of the meetings, those without a day by their month. What
the numbers are once a summons has gone out, `plan.cases.numbering` knows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.bodies import initial_capital
from dokumentmaskin.plan.calendar import due_day
from dokumentmaskin.plan.cases.fixed import Titles, fixed_cases, fixed_post, near_fixed, with_fixed
from dokumentmaskin.plan.cases.matching import Post, alike, doubles
from dokumentmaskin.plan.cases.numbering import (
    Møtesaker,
    Sak,
    changes,
    entry_cases,
    in_order,
    number_meetings,
)
from dokumentmaskin.plan.cases.oddities import oddities
from dokumentmaskin.plan.cases.titles import title_key
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import FastPost, Nummermøte, Saksframlegg, Vedlegg
from dokumentmaskin.plan.words import LANGUAGES, MINUTES, Språk

# What a summons numbered, and where that stands in the file of numbers.
_Entry = tuple[Nummermøte, Place]


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's cases with their numbers.

    Attributes:
        saker: The cases, in order.
        før: Their entry in the file of numbers as it is; None when no summons has gone out.
        nå: The entry as the file should have it now.
        warnings: What a person should know: cases with new titles, withdrawn cases, a meeting that was moved.
        egne: The meeting's own cases as the plan has them, each with its number.
    """

    saker: tuple[Sak, ...]
    før: Nummermøte | None
    nå: Nummermøte
    warnings: tuple[Problem, ...]
    egne: tuple[tuple[Saksframlegg, str], ...]


def agenda(plan: Plan, møte: Møte) -> tuple[Sak, ...]:
    """The meeting's cases in order, with their numbers.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    return numbered_agenda(plan, møte).saker


def numbered_agenda(plan: Plan, møte: Møte) -> Agenda:
    """The meeting's cases, and what the file of numbers should have of them.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    return plan.once(_numbered, møte)


def _numbered(plan: Plan, møte: Møte) -> Agenda:
    entry, moved = issued_entry(plan, møte)
    språk = plan.språk_of(møte.gruppe)
    own = plan.once(_unnumbered, møte)
    meetings = [own if m.sted == møte.sted else plan.once(_unnumbered, m) for m in _counted(plan, møte)]
    meetings = meetings if own.runs else [own]
    book = plan.numbers_of(møte.år).of_group(møte.gruppe.navn)
    issued = [case.nummer for entry, _ in book for case in entry.saker]
    first = plan.year_of(møte).plan.first_number
    numbers = number_meetings(meetings, issued, first, språk)[meetings.index(own)]
    before = entry[0] if entry else None
    now = Nummermøte.model_construct(
        gruppe=møte.gruppe.navn,
        dato=møte.dato.fra,
        utsendt=before.utsendt if before else _fast_from(plan, møte),
        # The summons to another day is not the one to this.
        sendt=before.sendt and before.dato == møte.dato.fra if before else False,
        avlyst=before.avlyst if before else False,
        saker=entry_cases(own, numbers, språk),
    )
    warnings = (
        *moved,
        *changes(own, numbers),
        *near_fixed(_unknown(plan, møte, own.posts), _fixed_titles(plan, møte)),
        *oddities(møte, own.posts),
        *(() if before else doubles(own.posts, språk)),
    )
    egne = tuple((post.egen, numbers.numbers[n]) for n, post in enumerate(own.posts) if post.egen is not None)
    return Agenda(in_order(own, numbers), before, now, warnings, egne)


def _counted(plan: Plan, møte: Møte) -> list[Møte]:
    """The meetings of the year whose numbers follow on each other, and a cancelled one when asked for."""
    others = [m for m in plan.year_of(møte).gruppemøter if m.sted != møte.sted]
    return sorted([*others, møte], key=lambda m: m.dato)


def _fast_from(plan: Plan, møte: Møte) -> date:
    """The day from which the numbers of a summons made now stand fast, if nobody says that it is sent.

    That is the day the meeting says, otherwise the deadline. A summons that is made later than the deadline
    is a draft until the meeting itself, by when it must have gone out.
    """
    due = due_day(plan, møte)
    return møte.fil.utsendt or (due if due >= plan.dag else møte.dato.fra)


def is_follow_up(sak: Sak) -> bool:
    """Whether a case is the fixed one under which open follow-up points are gone through."""
    return sak.fast == "oppfølging"


def approved_in(plan: Plan, møte: Møte, sak: Sak) -> Møte | None:
    """The meeting whose minutes a case is to approve; None for another case, or when it is not known."""
    if sak.fast != "referat":
        named = "" if sak.framlegg.unntatt else title_key(sak.framlegg.tittel)
        return next((m for m, titles in _approvals(plan, møte) if named in map(title_key, titles)), None)
    previous = previous_meeting(plan, møte)
    return previous if previous is not None and previous.dato.dag_satt else None


def approves_minutes(møte: Møte) -> bool:
    """Whether a meeting has the fixed case that approves the minutes of the one before it."""
    return any(post.fast == "referat" for post in fixed_cases(møte).alle)


def _approvals(plan: Plan, møte: Møte) -> Iterator[tuple[Møte, list[str]]]:
    """Each earlier meeting, and what a case that approves its minutes may be called, the usual first."""
    for earlier in plan.meetings_of(møte.gruppe.navn):
        if earlier.har_papirer and earlier.dato.dag_satt and earlier.dato < møte.dato:
            yield earlier, plan.once(_approval_titles, earlier)


def _approval_titles(plan: Plan, earlier: Møte) -> list[str]:
    words = (earlier.gruppe.protokoll, *MINUTES)
    languages = (plan.språk_of(earlier.gruppe), *LANGUAGES.values())
    days = [(språk, språk.title_date(earlier.dato)) for språk in languages]
    return [s.godkjenn_referat.format(word, day) for s, day in days for word in words]


def _approval_keys(plan: Plan, earlier: Møte) -> frozenset[str]:
    return frozenset(map(title_key, plan.once(_approval_titles, earlier)))


def passed_over(plan: Plan, møte: Møte) -> Iterator[tuple[Møte, Møte, str]]:
    """Earlier meetings whose minutes no case approves, for the meeting after them had none for that.

    Yields:
        The meeting, the one after it, and what a case of this meeting that approves its minutes is called.
    """
    titles = {earlier.sted: names for earlier, names in _approvals(plan, møte)}
    said = {title_key(case.tittel) for case in møte.fil.saker}
    later: Møte | None = møte
    while (after := later) is not None and (later := previous_meeting(plan, after)) is not None:
        if approves_minutes(after):
            continue
        if after is møte:
            return
        known = titles.get(later.sted, [])
        if known and said.isdisjoint(map(title_key, known)):
            yield later, after, known[0]


def previous_meeting(plan: Plan, møte: Møte) -> Møte | None:
    """The group's meeting before this one, whose minutes this one approves, or None.

    A meeting that has only a month has no minutes: when those of the one before it wait, they are next.
    """
    return plan.once(_previous, møte)


def _previous(plan: Plan, møte: Møte) -> Møte | None:
    own = plan.meetings_of(møte.gruppe.navn)
    earlier = sorted((m for m in own if m.har_papirer and m.dato < møte.dato), key=lambda m: m.dato)
    dated = [m for m in earlier if m.dato.dag_satt]
    found = dated if dated and dated[-1].referat is not None else earlier
    return found[-1] if found else None


def next_meeting(plan: Plan, møte: Møte) -> Møte | None:
    """The group's meeting after this one, or None when the plan ends here."""
    later = (m for m in plan.meetings_of(møte.gruppe.navn) if m.har_papirer and m.dato > møte.dato)
    return min(later, key=lambda m: m.dato, default=None)


def _unnumbered(plan: Plan, møte: Møte) -> Møtesaker:
    entry, _ = issued_entry(plan, møte)
    return Møtesaker(
        møte=møte,
        posts=_cases(plan, møte),
        recorded=entry[0].saker if entry else (),
        sted=entry[1] if entry else None,
    )


def _cases(plan: Plan, møte: Møte) -> tuple[Post, ...]:
    språk = plan.språk_of(møte.gruppe)
    own = møte.fil.saker or tuple(Saksframlegg(tittel=tema) for tema in møte.rad.tema)
    places = møte.saksteder or (møte.sted,) * len(own)
    previous, asked = previous_meeting(plan, møte), fixed_cases(møte)
    papers = {"referat": _minutes_paper(plan, møte), "meldinger": møte.fil.meldinger}

    def fixed(said: FastPost) -> Post:
        title = _usual_titles(språk, said, previous, [møte.gruppe.protokoll])[-1]
        return fixed_post(said, title, papers.get(said.fast or "", ()), møte.sted)

    opening, closing = map(fixed, asked.først), map(fixed, asked.sist)
    posts = [Post(case, None, place, egen=case) for case, place in zip(own, places, strict=True)]
    return with_fixed(posts, list(opening), list(closing), _fixed_titles(plan, møte))


def _unknown(plan: Plan, møte: Møte, posts: Sequence[Post]) -> list[Post]:
    """The cases but those that approve the minutes of an earlier meeting by their title."""
    known = [plan.once(_approval_keys, earlier) for earlier, _ in _approvals(plan, møte)]
    return [post for post in posts if not any(title_key(post.framlegg.tittel) in keys for keys in known)]


def _fixed_titles(plan: Plan, møte: Møte) -> Titles:
    """What each of the meeting's fixed cases may be called: the group's own title, and in every language."""
    previous = previous_meeting(plan, møte)
    return {
        post.fast: [
            *filter(None, [post.tittel]),
            *(
                title
                for språk in LANGUAGES.values()
                for title in _usual_titles(språk, post, previous, MINUTES)
            ),
        ]
        for post in fixed_cases(møte).alle
        if post.fast is not None
    }


def _usual_titles(språk: Språk, post: FastPost, previous: Møte | None, minutes: Sequence[str]) -> list[str]:
    """What a fixed case may be called in a language, by what minutes may be called; the last is dok's own."""
    match post.fast:
        case "innkalling":
            return [språk.godkjenn_innkalling]
        case "referat":
            titles = [språk.godkjenn_forrige_referat.format(word) for word in minutes]
            if previous is not None and previous.dato.dag_satt:
                day = språk.title_date(previous.dato)
                titles += [språk.godkjenn_referat.format(word, day) for word in minutes]
            return titles
        case "oppfølging" | "orienteringer" | "meldinger" | "eventuelt":
            return [str(getattr(språk, post.fast))]
        case None:
            return [post.tittel]


def minutes_to_approve(plan: Plan, møte: Møte) -> Møte | None:
    """The meeting before this one, when this approves its minutes and they are finished, so a paper."""
    previous = previous_meeting(plan, møte) if approves_minutes(møte) else None
    return previous if previous is not None and previous.referat is not None else None


def _minutes_paper(plan: Plan, møte: Møte) -> tuple[Vedlegg, ...]:
    """The finished minutes as a paper; the file lies with that meeting's documents, not in the plan."""
    previous = minutes_to_approve(plan, møte)
    if previous is None:
        return ()
    språk = plan.språk_of(møte.gruppe)
    title = språk.referat_fra.format(initial_capital(møte.gruppe.protokoll), språk.title_date(previous.dato))
    return (Vedlegg(tittel=title, fil=f"referat-{previous.dato.fra.isoformat()}.pdf"),)


def issued_entry(plan: Plan, møte: Møte) -> tuple[_Entry | None, tuple[Problem, ...]]:
    """The entry of a meeting whose summons has gone out, and a warning when it was found by its cases alone.

    Raises:
        PlanError: A summons has gone out for a meeting that is not in the plan, and this may be it.
    """
    entries = plan.numbers_of(møte.år).of_group(møte.gruppe.navn)
    if (own := _own_entry(entries, møte)) is not None:
        return own, tuple(_cancelled_here_alone(own, møte))
    meetings = [m for m in plan.year_of(møte).møter if m.er_gruppemøte]
    orphans = [e for e in entries if not e[0].avlyst and not any(_is_on(e, m) for m in meetings)]
    if not orphans:
        return None, ()
    unissued = [m for m in meetings if m.har_papirer and not any(_is_on(e, m) for e in entries)]
    språk = plan.språk_of(møte.gruppe)
    homes = [[m for m in unissued if alike(entry.saker, _cases(plan, m), språk)] for entry, _ in orphans]
    if any(len(found) != 1 or homes.count(found) > 1 for found in homes):
        raise PlanError(_homeless(entry) for entry in orphans)
    for entry, found in zip(orphans, homes, strict=True):
        if found == [møte]:
            return entry, (_moved(entry, møte),)
    return None, ()


def _own_entry(entries: Iterable[_Entry], møte: Møte) -> _Entry | None:
    """The entry of a meeting's own day, or of the one that it says it was moved from."""
    own = [entry for entry in entries if _is_on(entry, møte)]
    return max(own, key=lambda entry: entry[0].dato == møte.dato.fra, default=None)


def _is_on(entry: _Entry, møte: Møte) -> bool:
    days = (day for day in (møte.dato, møte.rad.flyttet_fra) if day is not None and day.dag_satt)
    return entry[0].dato in {day.fra for day in days}


def _homeless(entry: _Entry) -> Problem:
    day = entry[0].dato.isoformat()
    message = f"Innkallingen til møtet {day} er sendt ut, men møteplanen har ikke noe møte den dagen."
    advice = (
        f"Er møtet flyttet, skriver du «flyttet_fra: {day}» på det i møteplanen. "
        "Er det avlyst, fører du det opp der igjen med «avlyst: ja»."
    )
    return Problem("mote-uten-dato", message, advice, entry[1])


def _moved(entry: _Entry, møte: Møte) -> Problem:
    before = entry[0].dato.isoformat()
    now = møte.dato.fra.isoformat() if møte.dato.dag_satt else "en dag som ikke er satt"
    message = f"Møtet {before} er flyttet til {now}. Sakene beholder numrene fra innkallingen."
    advice = (
        f"Skriv «flyttet_fra: {before}» på det i møteplanen, så er det sagt. "
        f"Er det et annet møte, skriver du «avlyst: ja» på møtet {before} her."
    )
    return Problem("mote-flyttet", message, advice, entry[1])


def _cancelled_here_alone(entry: _Entry, møte: Møte) -> Iterator[Problem]:
    """A warning when the numbers say that a meeting is cancelled, and the meeting plan that it is not."""
    if entry[0].avlyst and not møte.er_avlyst:
        message = f"Her står det at møtet {entry[0].dato.isoformat()} er avlyst, men ikke i møteplanen."
        advice = "Skriv «avlyst: ja», eller hvorfor, på møtet i møteplanen, eller slett «avlyst:» her."
        yield Problem("avlyst-et-sted", message, advice, entry[1])
