"""When a summons went out, as somebody has said it, and what is to be known before it does.

Nothing is said to be sent by a deadline alone: the meeting's own file says it, or the file of numbers, where
`dok innkalling … --sendt` writes it down. All of it is seen as of the plan's day (`Plan.dag`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.bodies import elected_unsaid, keeps_the_law, kind_unlikely
from dokumentmaskin.plan.calendar import absence_day, due_day
from dokumentmaskin.plan.cases import issued_entry
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.oddities import oddities
from dokumentmaskin.plan.people import without_leader
from dokumentmaskin.plan.records import Saksframlegg, Vedlegg
from dokumentmaskin.plan.settled import never_approved
from dokumentmaskin.plan.words import MESSAGES

_OBJECT: Final = (
    "{} møtelederen eller en tredel av dem som møter, motsette seg at det blir gjort vedtak i en sak "
    "med papirer som kom for sent (kommuneloven § 11-3 femte ledd)."
)
_SAY_SENT: Final = " Når den er sendt, skriver du «dok innkalling {} --sendt», så saksnumrene blir låst."


def sent_day(plan: Plan, møte: Møte) -> date | None:
    """The day on which the summons went out, when somebody has said so; what the meeting says comes first."""
    said = møte.fil.utsendt
    if said is not None and said <= plan.dag:
        return said
    return _noted_day(plan, møte)


def planned_day(plan: Plan, møte: Møte) -> date | None:
    """The day on which the meeting says that the summons will go out, when that day has not come."""
    return møte.fil.utsendt if sent_day(plan, møte) is None else None


def updated_day(plan: Plan, møte: Møte) -> date | None:
    """The day on which the summons was last changed, of those that can be so."""
    updated, sent = møte.fil.oppdatert, sent_day(plan, møte) or date.min
    return updated if updated is not None and sent <= updated <= plan.dag else None


def absence_deadline(plan: Plan, møte: Møte) -> date | None:
    """The last day to say that one cannot come; None when it is past before the summons reaches anyone."""
    deadline = absence_day(plan, møte)
    return deadline if deadline >= _reaches(plan, møte) else None


def how_it_comes(plan: Plan, møte: Møte, paper: Vedlegg) -> str:
    """How a paper comes that is not with the summons: later, in the meeting, or late."""
    if paper.legges_fram:
        return plan.språk_of(møte.gruppe).legges_fram
    return _to_follow(plan, møte, paper) or came_late(plan, møte, paper)


def came_late(plan: Plan, møte: Møte, thing: Vedlegg | Saksframlegg) -> str:
    """How a paper or a case came after the summons, or is to come as long as its day is not here."""
    språk = plan.språk_of(møte.gruppe)
    if thing.ettersendt is not None:
        if thing.ettersendt > plan.dag:
            return språk.ettersendes_uten_dag
        return språk.ettersendt.format(språk.day(thing.ettersendt))
    if thing.lagt_fram is not None:
        if thing.lagt_fram > plan.dag:
            return språk.legges_fram
        return språk.lagt_fram.format(språk.day(thing.lagt_fram))
    return ""


def objectionable(plan: Plan, møte: Møte, case: Saksframlegg) -> bool:
    """Whether members may object to a decision, since the case or a paper of it came after the summons.

    Source: kommuneloven § 11-3 femte ledd; it holds for a folkevalgt organ, and for a group that wants it.
    """
    papers = (came_late(plan, møte, paper) for paper in case.vedlegg)
    late = bool(came_late(plan, møte, case)) or any(papers)
    return late and case.avgjøres and keeps_the_law(plan.organisasjon, møte.gruppe)


def _to_follow(plan: Plan, møte: Møte, paper: Vedlegg) -> str:
    """How a paper that comes later is said to come: by no day that is past before anyone reads it."""
    if paper.ettersendes is None:
        return ""
    språk = plan.språk_of(møte.gruppe)
    if paper.ettersendes < _reaches(plan, møte):
        return språk.ettersendes_uten_dag
    return språk.ettersendes.format(språk.day(paper.ettersendes))


def summons_warnings(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """What a person should know of the summons to a meeting that has not been held.

    A late summons has consequences for a body that is elected (kommuneloven § 11-3 femte ledd).
    """
    if møte.dato.til < plan.dag:
        return ()
    return (
        *_joint(plan, møte),
        *_warnings(plan, møte),
        *_days_said(plan, møte),
        *_overdue_papers(plan, møte),
        *kind_unlikely(møte.gruppe),
        *elected_unsaid(plan.organisasjon, møte.gruppe),
        *oddities(plan, møte),
        *_uncertain(plan, møte),
        *without_leader(plan, møte),
        *never_approved(plan, møte),
    )


def _uncertain(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A note of a summons to a meeting that may not be held, which the summons does not say."""
    if møte.rad.usikker and not møte.er_avlyst:
        message = (
            f"Møtet {plan.språk.meeting_date(møte.dato)} er usikkert i møteplanen, men ikke i innkallingen."
        )
        yield Problem("usikkert-mote", message, "Slett «usikker: ja» når møtet er sikkert.", møte.sted)


def next_turn(plan: Plan) -> date | None:
    """The first day from which something that is said now may be another, though nobody changes the plan."""
    after = timedelta(days=1)
    days = [day for year in plan.år for day in (year.plan.lagt_fram_i_møte, year.plan.vedtatt)]
    for møte in (møte for møte in plan.møter if møte.har_papirer):
        days += [møte.fil.utsendt, møte.fil.oppdatert, møte.dato.fra]
        late: list[Vedlegg | Saksframlegg] = [*møte.fil.saker, *(paper for _, _, paper in møte.papers())]
        days += [day for thing in late for day in (thing.ettersendt, thing.lagt_fram)]
        papers = [paper.ettersendes for _, _, paper in møte.papers() if paper.ettersendes]
        last = (due_day(plan, møte), absence_day(plan, møte), møte.dato.til, *papers)
        days += [day + after for day in last]
    return min((day for day in days if day is not None and day > plan.dag), default=None)


def _noted_day(plan: Plan, møte: Møte) -> date | None:
    """The day that somebody has said with `--sendt`, of the summons to the day that the meeting has.

    The one to an earlier day says nothing of it. A cancelled meeting has no other.
    """
    entry, _ = issued_entry(plan, møte)
    if entry is None or not entry[0].sendt:
        return None
    return entry[0].utsendt if møte.er_avlyst or entry[0].dato == møte.dato.fra else None


def _reaches(plan: Plan, møte: Møte) -> date:
    """The day on which the summons reached people, or may do so at the earliest.

    Of a meeting that is past, and of whose summons nothing is known, it is not asked.
    """
    if (said := sent_day(plan, møte) or planned_day(plan, møte)) is not None:
        return said
    entry, _ = issued_entry(plan, møte)
    if entry is not None:
        return entry[0].utsendt
    return date.min if møte.dato.til < plan.dag else plan.dag


def _warnings(plan: Plan, møte: Møte) -> Iterator[Problem]:
    språk = plan.språk
    due, reaches = due_day(plan, møte), _reaches(plan, møte)
    meeting = språk.day(møte.dato.fra)
    if reaches > due:
        days = plan.organisasjon.frister.innkalling
        moved = "" if due == møte.dato.fra - timedelta(days=days) else ", den siste virkedagen før"
        message = (
            f"Innkallingen til møtet {meeting} er sen. Fristen på {days} dager var {språk.day(due)}{moved}."
        )
        unsaid = "" if sent_day(plan, møte) else _SAY_SENT.format(plan.asked(møte))
        yield Problem("sen-innkalling", message, f"{_objecting(plan, møte)}{unsaid}".strip(), møte.sted)
    said = {("når", "«tid:»"): møte.tid, ("hvor", "«sted:»"): møte.møtested or møte.fil.videolenke}
    if missing := [words for words, value in said.items() if not value]:
        what, keys = (språk.series(list(words)) for words in zip(*missing, strict=True))
        message = f"Innkallingen til møtet {meeting} sier ikke {what} det er."
        advice = f"Skriv {keys} i møteplanen, eller i mote.yaml."
        if "«sted:»" in keys and møte.rad.form == "digitalt":
            advice += " Er møtet på video, holder det med «videolenke:» i mote.yaml."
        yield Problem("uten-tid-eller-sted", message, advice, møte.sted)
    if absence_deadline(plan, møte) is None:
        deadline = språk.day(absence_day(plan, møte))
        message = f"Fristen for forfall til møtet {meeting} er {deadline}, før innkallingen når fram."
        advice = "Den sier «så snart som mulig» i stedet. Skriv en senere frist: «forfall: {frist: …}»."
        yield Problem("frist-for-innkalling", message, advice, møte.sted)


def _joint(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A warning for a group of a joint meeting that summons to it too, or whose own plan does not have it."""
    day = MESSAGES.meeting_date(møte.dato)
    write = f"Skriv «felles_i: {møte.gruppe.navn}» på det"
    for year in plan.år:
        if year.gruppe.navn not in møte.rad.felles_med or year.år != møte.år:
            continue
        same = [m for m in year.møter if m.er_gruppemøte and m.dato.overlaps(møte.dato)]
        twice = next((m for m in same if møte.gruppe.navn in m.rad.felles_med), None)
        if twice is not None:
            message = f"Både «{møte.gruppe.navn}» og «{year.gruppe.navn}» kaller inn til fellesmøtet {day}."
            advice = f"{write} i stedet for «felles_med:» her, så er det ett møte."
            yield Problem("felles-to-innkallinger", message, advice, twice.sted)
        elif not any(m.rad.felles_i for m in same):
            message = f"Fellesmøtet {day} står ikke i møteplanen til «{year.gruppe.navn}»."
            yield Problem("felles-mangler-rad", message, f"Før det opp der. {write}.", møte.sted)


def _objecting(plan: Plan, møte: Møte) -> str:
    """What a late summons may lead to, in a body that keeps the law or may have to."""
    own = plan.organisasjon, møte.gruppe
    if keeps_the_law(*own):
        return _OBJECT.format("Da kan")
    return _OBJECT.format("Er gruppen et folkevalgt organ, kan") if elected_unsaid(*own) else ""


def _days_said(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A warning for a day that the meeting says and the summons does not, and for two days of sending."""
    språk, said, updated = plan.språk, møte.fil.utsendt, møte.fil.oppdatert
    noted = _noted_day(plan, møte)
    if said is not None and noted is not None and said != noted:
        message = f"«utsendt:» er {språk.day(said)}, men «--sendt» sa at dagen var {språk.day(noted)}."
        yield Problem("to-sendt-dager", message, "Rett eller slett «utsendt:».", møte.place("utsendt"))
    if updated is not None and updated_day(plan, møte) is None:
        why = "er ikke kommet" if updated > plan.dag else "er før innkallingen ble sendt ut"
        message = f"Dagen i «oppdatert:», {språk.day(updated)}, {why}, så den står ikke i innkallingen."
        advice = "Skriv dagen da innkallingen ble endret."
        yield Problem("dag-ikke-kommet", message, advice, møte.place("oppdatert"))


def _overdue_papers(plan: Plan, møte: Møte) -> Iterator[Problem]:
    """A warning for each paper that should have come by now, or before the summons reaches anyone."""
    reaches = _reaches(plan, møte)
    for field, _, paper in møte.papers():
        if paper.ettersendes is not None and paper.ettersendes < max(reaches, plan.dag):
            when = " før innkallingen når fram" if paper.ettersendes < reaches else ""
            message = (
                f"Fristen for å ettersende vedlegget, {plan.språk.day(paper.ettersendes)}, er ute{when}."
            )
            place = møte.place(*field, "ettersendes")
            yield Problem(
                "vedlegg-ikke-kommet", message, "Skriv «fil:» når det er kommet, eller en ny dag.", place
            )
