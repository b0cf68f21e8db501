"""The numbers of a meeting's cases: those that have gone out stay, the others get the next that are free.

A case that was added after the summons went out gets the number after the highest in use: in its meeting, or
in its group's year when numbers run through it. A case that was in the summons and is no longer in the plan
stays where it stood, withdrawn. `matching` knows which case is which.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.cases.matching import Match, Post, case_title, match
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import FastSak, Nummersak, Saksframlegg, Unntatt, plain
from dokumentmaskin.plan.words import Språk


@dataclass(frozen=True, slots=True)
class Sak:
    """A numbered case of a meeting.

    Attributes:
        nummer: «3», or «05/22» in a group whose numbers run through the year.
        framlegg: What the plan says about it; of a withdrawn case its title, section and exemption alone.
        fast: Which of the fixed cases of every meeting it is; None for any other.
        utgår: Whether it has been withdrawn, and keeps its number alone.
    """

    nummer: str
    framlegg: Saksframlegg
    fast: FastSak | None
    utgår: bool = False


@dataclass(frozen=True, slots=True)
class Møtesaker:
    """The cases of one meeting before they have their numbers.

    Attributes:
        møte: The meeting.
        posts: The cases as the plan has them, in order.
        recorded: The cases as the summons that has gone out had them; empty when none has.
        sted: Where those stand.
    """

    møte: Møte
    posts: tuple[Post, ...]
    recorded: tuple[Nummersak, ...]
    sted: Place | None

    @property
    def runs(self) -> bool:
        """Whether its numbers run through the year: as in the summons, otherwise as the group is set."""
        if self.recorded:
            return any("/" in case.nummer for case in self.recorded)
        return self.møte.gruppe.saksnummer == "løpende"

    def written(self, number: int) -> str:
        """A number as the meeting writes it."""
        return f"{number:02d}/{self.møte.år % 100:02d}" if self.runs else str(number)


def number_meetings(
    meetings: Sequence[Møtesaker], issued: Sequence[str], first: int, språk: Språk
) -> list[Match]:
    """Number the cases of meetings whose numbers may depend on each other.

    Args:
        meetings: The meetings in the order that they will be held.
        issued: Every number that has gone out in the group's year.
        first: The number of the first case, when they run through the year.
        språk: The plan's language.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    used = {counted(number) for number in issued if "/" in number}
    done: dict[int, Match] = {}
    for place, meeting in enumerate(meetings):
        if meeting.recorded:
            done[place] = _kept(meeting, used, språk)
    reached = first - 1
    for place, meeting in enumerate(meetings):
        if not meeting.recorded:
            done[place] = _fresh(meeting, used, reached if meeting.runs else 0)
        if meeting.runs:
            own = [counted(number) for number in done[place].numbers.values()]
            # New numbers pass over used ones, so their run may have holes and ends with the highest.
            reached = max(reached, _end_of_run(own) if meeting.recorded else max(own, default=0))
    return [done[place] for place in range(len(meetings))]


def in_order(meeting: Møtesaker, found: Match) -> tuple[Sak, ...]:
    """The meeting's cases with their numbers: as the plan has them, and the withdrawn where they stood."""
    cases = [_case(post, found.numbers[index]) for index, post in enumerate(meeting.posts)]
    missing = {case.nummer for case in found.missing}
    for place, case in enumerate(meeting.recorded):
        if case.nummer in missing:
            before = meeting.recorded[place - 1].nummer if place else None
            index = next((i + 1 for i, other in enumerate(cases) if other.nummer == before), 0)
            cases.insert(index, Sak(case.nummer, _remembered(case), case.fast, utgår=True))
    return tuple(cases)


def entry_cases(meeting: Møtesaker, found: Match, språk: Språk) -> tuple[Nummersak, ...]:
    """The cases as the file of numbers has them, in the order of the documents."""
    kinds = {found.numbers[index]: post.fast for index, post in enumerate(meeting.posts)}
    kinds.update({case.nummer: case.fast for case in found.missing})
    return tuple(
        Nummersak.model_construct(
            nummer=case.nummer,
            fast=kinds[case.nummer],
            tittel=plain(case_title(språk, case.framlegg)),
            unntatt=plain(case.framlegg.unntatt.hjemmel) if case.framlegg.unntatt else "",
            utgår=case.utgår,
        )
        for case in in_order(meeting, found)
    )


def changes(meeting: Møtesaker, found: Match) -> Iterator[Problem]:
    """A warning for each case of the summons that has a new title, or that the plan no longer has."""
    for index, before in found.renamed.items():
        post = meeting.posts[index]
        message = (
            f"Sak {found.numbers[index]} «{before}» heter nå «{post.framlegg.tittel}» og beholder nummeret."
        )
        advice = "Er det en ny sak, setter du inn den gamle igjen, med linjen «utgår: ja»."
        yield Problem("sak-ny-tittel", message, advice, post.sted)
    for case in found.missing:
        if not case.utgår:
            message = f"Sak {case.nummer} «{case.tittel}» er ikke lenger i planen og er ført opp som «utgår»."
            advice = (
                f"Har saken fått en ny tittel, skriver du «nummer: {case.nummer}» på den i mote.yaml. Er "
                "innkallingen ikke sendt ut ennå, sletter du møtet her."
            )
            yield Problem("sak-utgar", message, advice, meeting.sted)


def _kept(meeting: Møtesaker, used: set[int], språk: Språk) -> Match:
    """The numbers of a meeting whose summons has gone out; `used` gets those of the cases added since."""
    found = match(meeting.recorded, meeting.posts, språk)
    own = used if meeting.runs else {counted(case.nummer) for case in meeting.recorded}
    numbers = dict(found.numbers)
    for index in range(len(meeting.posts)):
        if index not in numbers:
            number = max(own) + 1
            own.add(number)
            numbers[index] = meeting.written(number)
    return replace(found, numbers=numbers)


def _fresh(meeting: Møtesaker, used: set[int], reached: int) -> Match:
    """The numbers of a meeting whose summons has not gone out: the next ones, those asked for first.

    Raises:
        PlanError: A case asks for a number that is not among them, or that another has asked for.
    """
    free = (number for number in count(reached + 1) if not meeting.runs or number not in used)
    own = [meeting.written(next(free)) for _ in meeting.posts]
    asked = {i: post.framlegg.nummer for i, post in enumerate(meeting.posts) if post.framlegg.nummer}
    wrong = [i for i, number in asked.items() if number not in own or list(asked.values()).count(number) > 1]
    if wrong:
        raise PlanError(_not_here(meeting.posts[i], own) for i in wrong)
    rest = iter(number for number in own if number not in asked.values())
    numbers = {i: asked[i] if i in asked else next(rest) for i in range(len(own))}
    return Match(numbers)


def _not_here(post: Post, own: Sequence[str]) -> Problem:
    message = f"Nummer {post.framlegg.nummer} kan ikke brukes på denne saken."
    advice = f"Slett linjen «nummer:», eller skriv et ledig nummer fra {own[0]} til {own[-1]}."
    return Problem("ukjent-saksnummer", message, advice, post.sted)


def _case(post: Post, number: str) -> Sak:
    own = post.framlegg
    if own.utgår:
        # Its section stays: it heads the cases after it too.
        kept = {"unntatt": own.unntatt, "seksjon": own.seksjon}
        own = Saksframlegg(tittel=own.tittel).model_copy(update=kept)
    return Sak(number, own, post.fast, utgår=post.framlegg.utgår)


def _remembered(case: Nummersak) -> Saksframlegg:
    """What is still known of a case that the plan no longer has: one that was exempt stays so."""
    exempt = Unntatt(hjemmel=case.unntatt, tittel=case.tittel) if case.unntatt else None
    return Saksframlegg(tittel=case.tittel).model_copy(update={"unntatt": exempt})


def case_number(text: str) -> tuple[int, ...]:
    """The numbers of a case number: «5», «Sak 5» and «05» are one, «05/22» and «5/22» another."""
    return tuple(map(int, re.findall(r"[0-9]+", text)))


def case_anchor(number: str) -> str:
    """`sak-31-22` of «31/22»: where a case stands, in a page, in the twin of a document and in its PDF."""
    return "-".join(("sak", *map(str, case_number(number))))


def counted(number: str) -> int:
    """4 of «4» and of «04/22»."""
    return int(number.partition("/")[0])


def _end_of_run(numbers: Sequence[int]) -> int:
    """The last number that a meeting had from the start: those added later stand apart from the rest."""
    end = min(numbers)
    while end + 1 in numbers:
        end += 1
    return end
