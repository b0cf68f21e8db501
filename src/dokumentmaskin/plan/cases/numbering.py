"""The numbers of a meeting's cases: those that have gone out stay, the others get the next that are free.

Which case is which of those that the summons numbered: a fixed case is known by its kind, any other by its
title, the open one, and its own when it became exempt afterwards. A person may say it with `nummer:`. A case
whose title was changed a little where it stood is the same case, and a warning says so. What cannot be told
with certainty is asked for, never guessed.

A case that was added after the summons went out gets the number after the highest in use: in its meeting, or
in its group's year when numbers run through it. A case that was in the summons and is no longer in the plan
stays where it stood, withdrawn.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.cases.titles import likely_same, title_key
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import FastSak, Nummersak, Saksframlegg, Unntatt, plain
from dokumentmaskin.plan.words import Språk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Post:
    """A case as the plan has it, before it has a number.

    Attributes:
        framlegg: What the plan says about it.
        fast: Which of the fixed cases it is; None for any other.
        sted: Where in the plan it stands.
        egen: The case as the meeting's own file has it; None for one that is not there.
    """

    framlegg: Saksframlegg
    fast: FastSak | None
    sted: Place
    egen: Saksframlegg | None = None


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


@dataclass(frozen=True, slots=True)
class Match:
    """Which case has which number.

    Attributes:
        numbers: The number of each case by its index in the plan: of those that the summons had, or of all.
        missing: The cases of the summons that the plan does not have.
        renamed: Of those that were known by likeness, the title before, by index.
    """

    numbers: dict[int, str]
    missing: tuple[Nummersak, ...] = ()
    renamed: dict[int, str] = field(default_factory=dict)


def case_title(språk: Språk, case: Saksframlegg) -> str:
    """What everyone may read as the title of a case."""
    return case.tittel if case.unntatt is None else case.unntatt.tittel or språk.unntatt_sak


def doubles(posts: Sequence[Post], språk: Språk) -> Iterator[Problem]:
    """A warning, while there is time, for cases that will not be told apart once the summons has gone out."""
    titles = ((case_title(språk, post.framlegg), post) for post in posts if post.fast is None)
    for group in _by_title(titles).values():
        same = [post for post in group if not post.framlegg.nummer]
        if _are_several(same):
            message = f"{len(same)} saker har tittelen «{case_title(språk, same[0].framlegg)}»."
            advice = (
                "Gi dem ulike titler, eller skriv «nummer:» på hver av dem. Ellers kjenner ikke dok dem fra "
                "hverandre når innkallingen er sendt ut."
            )
            yield Problem("like-titler", message, advice, same[0].sted)


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


def match(recorded: Sequence[Nummersak], posts: Sequence[Post], språk: Språk) -> Match:
    """Find the number of each case that the summons had.

    Raises:
        PlanError: A `nummer:` is not the meeting's or is used twice, cases cannot be told apart, or an exempt
            one may be one that the summons had with an open title, which must then stand no more.
    """
    matcher = _Matcher(recorded, posts, språk)
    matcher.by_kind()
    matcher.by_number()
    matcher.by_title_before_exemption()
    matcher.by_title()
    if matcher.problems:
        raise PlanError(matcher.problems)
    renamed = matcher.by_likeness()
    if unsure := list(matcher.exempt_or_withdrawn()):
        raise PlanError(unsure)
    return Match(matcher.numbers, tuple(matcher.left()), renamed)


def alike(recorded: Iterable[Nummersak], posts: Iterable[Post], språk: Språk) -> bool:
    """Whether the cases are those of the same meeting: most of its own are there by their titles."""
    plain_posts = [post for post in posts if post.fast is None]
    # What the group has in each of its meetings tells none of them from another.
    always = {title_key(post.framlegg.tittel) for post in plain_posts if post.egen is None}
    own = {title_key(case.tittel) for case in recorded if case.fast is None} - always
    there = {
        title_key(title)
        for post in plain_posts
        for title in (post.framlegg.tittel, case_title(språk, post.framlegg))
    }
    return bool(own) and 2 * len(own & there) >= len(own)


@dataclass(slots=True)
class _Matcher:
    """The matching of one meeting, from what is certain to what is likely."""

    recorded: Sequence[Nummersak]
    posts: Sequence[Post]
    språk: Språk
    numbers: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def left(self) -> list[Nummersak]:
        """The cases of the summons that have not been found."""
        found = set(self.numbers.values())
        return [case for case in self.recorded if case.nummer not in found]

    def by_kind(self) -> None:
        kinds = {case.fast: case.nummer for case in self.recorded if case.fast is not None}
        for index, post in enumerate(self.posts):
            if post.fast in kinds:
                self.numbers[index] = kinds[post.fast]

    def by_number(self) -> None:
        for index, post in enumerate(self.posts):
            if post.framlegg.nummer and post.framlegg.nummer != self.numbers.get(index):
                free = [case.nummer for case in self.left() if case.fast is None]
                if post.framlegg.nummer in free:
                    self.numbers[index] = post.framlegg.nummer
                else:
                    self.problems.append(_wrong_number(post, free))

    def by_title_before_exemption(self) -> None:
        """A case that became exempt after the summons stands there with its own title."""
        known = {title_key(case_title(self.språk, post.framlegg)) for post in self.posts}
        exempt = (index for index in self._free() if self.posts[index].framlegg.unntatt is not None)
        there = _by_title((self.posts[index].framlegg.tittel, index) for index in exempt)
        for key, cases in self._left_by_title().items():
            if key not in known and len(cases) == len(there.get(key, ())) == 1:
                self.numbers[there[key][0]] = cases[0].nummer

    def by_title(self) -> None:
        titles = ((case_title(self.språk, self.posts[index].framlegg), index) for index in self._free())
        there = _by_title(titles)
        for key, cases in self._left_by_title().items():
            indices = there.get(key, [])
            posts = [self.posts[index] for index in indices]
            if not _are_several(posts) and len(posts) >= len(cases):
                pairs = zip(indices, cases, strict=False)
                self.numbers.update({index: case.nummer for index, case in pairs})
            else:
                self.problems += [_ambiguous(post, cases) for post in posts]

    def by_likeness(self) -> dict[int, str]:
        """The titles before of those that were found by likeness, by index."""
        pairs = [
            (index, case)
            for index in self._free()
            for case in self.left()
            if case.fast is None and not self.posts[index].framlegg.nummer
            if likely_same(case.tittel, case_title(self.språk, self.posts[index].framlegg))
        ]
        certain = [
            (index, case)
            for index, case in pairs
            if sum(index == i or case is c for i, c in pairs) == 1 and self._at_same_place(index, case)
        ]
        self.numbers.update({index: case.nummer for index, case in certain})
        return {index: case.tittel for index, case in certain}

    def exempt_or_withdrawn(self) -> Iterator[Problem]:
        """A question for each exempt case without a number, when an open case of the summons is gone."""
        gone = [c for c in self.left() if c.fast is None and not c.utgår and not c.unntatt]
        for index in self._free() if gone else ():
            if self.posts[index].framlegg.unntatt is not None:
                yield _perhaps_exempt(self.posts[index], gone)

    def _free(self) -> list[int]:
        posts = enumerate(self.posts)
        return [
            index
            for index, post in posts
            if post.fast is None and index not in self.numbers and not post.framlegg.nummer
        ]

    def _left_by_title(self) -> dict[str, list[Nummersak]]:
        return _by_title((case.tittel, case) for case in self.left() if case.fast is None)

    def _at_same_place(self, index: int, case: Nummersak) -> bool:
        """Whether it has the same case before it, or after it, as it had in the summons."""
        now = [self.numbers.get(i) for i in range(len(self.posts))]
        before = [other.nummer for other in self.recorded]
        place = before.index(case.nummer)
        found = set(self.numbers.values())
        then = (
            [number for number in before[:place] if number in found],
            [number for number in before[place + 1 :] if number in found],
        )
        here = list(filter(None, now[:index])), list(filter(None, now[index + 1 :]))
        return here[0][-1:] == then[0][-1:] or here[1][:1] == then[1][:1]


def _by_title(titled: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Things by what their titles have in common."""
    found: dict[str, list[T]] = defaultdict(list)
    for title, thing in titled:
        found[title_key(title)].append(thing)
    return found


def _are_several(posts: Sequence[Post]) -> bool:
    """Whether it matters which is which: there are several, and they are not the same word for word."""
    return any(post.framlegg != posts[0].framlegg for post in posts)


def _wrong_number(post: Post, free: Sequence[str]) -> Problem:
    message = f"Innkallingen har ingen sak med nummer {post.framlegg.nummer} som mangler i planen."
    advice = "Slett linjen «nummer:», eller skriv et av disse: {}." if free else "Slett linjen «nummer:»."
    return Problem("ukjent-saksnummer", message, advice.format(", ".join(free)), post.sted)


def _ambiguous(post: Post, cases: Sequence[Nummersak]) -> Problem:
    numbers = " eller ".join(case.nummer for case in cases)
    message = f"Innkallingen er sendt ut, og flere saker har tittelen «{cases[0].tittel}»."
    advice = f"Skriv «nummer: {cases[0].nummer}» på saken som hadde nummer {numbers} i innkallingen."
    if len(cases) > 1:
        advice = f"Skriv hvilket nummer hver av dem hadde i innkallingen: «nummer:» og {numbers}."
    return Problem("usikkert-saksnummer", message, advice, post.sted)


def _perhaps_exempt(post: Post, gone: Sequence[Nummersak]) -> Problem:
    names = " eller ".join(f"sak {case.nummer} «{case.tittel}»" for case in gone)
    message = f"Saken er unntatt offentlighet. Er den {names}, som sto i innkallingen?"
    advice = (
        f"Skriv i så fall «nummer: {gone[0].nummer}» her. Er det en ny sak, setter du inn den gamle igjen, "
        "med linjen «utgår: ja»."
    )
    return Problem("unntatt-eller-utgatt", message, advice, post.sted)


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


def counted(number: str) -> int:
    """4 of «4» and of «04/22»."""
    return int(number.partition("/")[0])


def _end_of_run(numbers: Sequence[int]) -> int:
    """The last number that a meeting had from the start: those added later stand apart from the rest."""
    end = min(numbers)
    while end + 1 in numbers:
        end += 1
    return end
