"""The letters of follow-up: to each who has something open, what it is.

Called by `dok oppfolging --epost`, with what is open in and letters out. Who has a point is known by the
name in it, exactly as the lists have it, and nobody is guessed at: a name that no list has, or two people
have, is told of. Of what may be exempt a letter says the reference and where it is from, not the words.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final, TypedDict

from dokumentmaskin.document import Marks, common_fields
from dokumentmaskin.errors import Problem
from dokumentmaskin.memory import fingerprint
from dokumentmaskin.pipeline.closing import Points, overview
from dokumentmaskin.pipeline.mail.ledger import SENT, read_ledger
from dokumentmaskin.pipeline.mail.letters import Brev
from dokumentmaskin.pipeline.mail.recipients import Mottaker, can_be_sent_to
from dokumentmaskin.pipeline.mail.sending import Mailing
from dokumentmaskin.pipeline.mail.texts import plain, written
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import INTERN, Report
from dokumentmaskin.plan import Person, Plan, Punkt, members_at

_TEMPLATE: Final = "oppfolging"


@dataclass(frozen=True, slots=True)
class Brevpunkt:
    """A point that somebody has."""

    referanse: Annotated[str, "det punktet er kjent på i «dok oppfolging»"]
    hva: Annotated[str, "hva som skal gjøres; tom når det er, eller kan være, unntatt offentlighet"]
    frist: Annotated[str, "når det skal være gjort; tom når det ikke er sagt"]
    opphav: Annotated[str, "hvor det kommer fra: «sak 5 · 11. mars 2022»"]
    gruppe: Annotated[str, "gruppen"]
    over_fristen: Annotated[str, "«ja» når fristen er ute"]


class Oppfølgingsbrev(TypedDict):
    """What a letter of follow-up may print, beside `organisasjon` and `sekretariat`."""

    mottaker: Annotated[str, "navnet på den som får brevet"]
    punkter: Annotated[tuple[Brevpunkt, ...], "punkt", "det som står åpent, det mest hastende først"]


def followup_folder(pipeline: Pipeline) -> Path:
    """Where the drafts lie, and the file that says who has got what."""
    return pipeline.workspace.output / "oppfolging" / INTERN / "epost"


def followup_mailing(pipeline: Pipeline, group_name: str | None) -> Mailing:
    """The letters of follow-up, ready to be sent: the same to nobody twice in a week.

    Raises:
        WrongUseError: There is no such group.
        TemplateError: The template cannot be used.
        RefusedError: It cannot be read who has got what.
    """
    found = overview(pipeline.plan, group_name)
    file = followup_folder(pipeline) / SENT
    ledger = read_ledger(file, pipeline.workspace.name(file))
    whose, unknown = _by_address(pipeline, found)
    letters = tuple(_letter(pipeline, found, person, points) for person, points in whose)
    return Mailing(pipeline, letters, ledger, Report(warnings=tuple(_nobody(unknown))))


def _nobody(names: Collection[str]) -> Iterator[Problem]:
    if names:
        listed = ", ".join(name or "(ingen)" for name in names)
        message = f"Disse har åpne punkter, men får ingen e-post, for dok kjenner ikke adressen: {listed}."
        advice = "Skriv navnet i punktet som i medlemmer.yaml, og «epost:» på den som har det."
        yield Problem("uten-epostadresse", message, advice)


def _is_own(plan: Plan, name: str) -> bool:
    """Whether it is the secretariat, which sends the letters."""
    own = plan.organisasjon.sekretariat
    return name.casefold() in {"sekretariatet", own.navn.casefold(), own.kontaktperson.casefold()}


def _by_address(
    pipeline: Pipeline, found: Points
) -> tuple[Collection[tuple[Mottaker, list[Punkt]]], Collection[str]]:
    """What each has, of those whose address is known, and the names of the others."""
    today, whose, unknown = (
        pipeline.clock().date(),
        dict[str, tuple[Mottaker, list[Punkt]]](),
        dict[str, None](),
    )
    for point in found.punkter:
        for name, person in _responsible(pipeline.plan, point, today):
            if _is_own(pipeline.plan, name):
                continue
            if person is None or not can_be_sent_to(person.epost):
                unknown[name] = None
                continue
            own = Mottaker(person.navn, person.epost, "punkter")
            whose.setdefault(own.adresse, (own, []))[1].append(point)
    return whose.values(), unknown


def _responsible(plan: Plan, point: Punkt, day: date) -> list[tuple[str, Person | None]]:
    """Those whom a point names: one, or several with «og» or a comma between, each as the lists know them."""
    own = list(_of_body(plan, point.gruppe, day))
    others = [*plan.personer, *(one for body in plan.medlemmer for one in _of_body(plan, body, day))]
    whole = point.hvem, _named(point.hvem, own, others)
    parts = [part.strip() for part in point.hvem.replace(" og ", ",").split(",")]
    people = [(part, _named(part, own, others)) for part in parts]
    return people if whole[1] is None and any(person for _, person in people) else [whole]


def _of_body(plan: Plan, gruppe: str, day: date) -> Iterator[Person]:
    for member in members_at(plan, gruppe, day):
        yield member
        yield from member.vara


def _named(name: str, own: Collection[Person], others: Collection[Person]) -> Person | None:
    """The one of a name with an address, first among the body's own; None when it may be two people."""
    for people in (own, others):
        same = {
            one.epost.casefold(): one
            for one in people
            if one.epost and one.navn.casefold() == name.casefold()
        }
        if same:
            return next(iter(same.values())) if len(same) == 1 else None
    return None


def _letter(pipeline: Pipeline, found: Points, person: Mottaker, points: list[Punkt]) -> Brev:
    plan, today = pipeline.plan, pipeline.clock().date()
    bodies = {point.gruppe for point in points}
    gruppe = plan.group(bodies.pop()) if len(bodies) == 1 else None
    own: Oppfølgingsbrev = {
        "mottaker": person.navn,
        "punkter": tuple(_point(plan, point, found.referanser[point], today) for point in points),
    }
    fields = plain(common_fields(plan, gruppe, today, "", Marks()))
    subject, text = written(pipeline, gruppe, _TEMPLATE, {**fields, **own})
    year, week, _ = today.isocalendar()
    return Brev((person,), subject, text, fingerprint(f"{year}-{week}\n{subject}\n{text}".encode()))


def _point(plan: Plan, point: Punkt, reference: str, today: date) -> Brevpunkt:
    språk = plan.språk_of(plan.group(point.gruppe))
    day = språk.day(point.møte)
    return Brevpunkt(
        referanse=reference,
        hva="" if point.hjemmel or point.uviss else point.hva,
        frist=språk.day(point.frist) if point.frist else "",
        opphav=språk.origin(point.sak, day),
        gruppe=point.gruppe,
        over_fristen="ja" if point.overdue(today) else "",
    )
