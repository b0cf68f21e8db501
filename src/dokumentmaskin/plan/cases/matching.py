"""Which case of the plan is which of those that the summons numbered.

A fixed case is known by its kind, any other by its title, the open one, and its own when it became exempt
afterwards. A person may say it with `nummer:`. A case whose title was changed a little where it stood is the
same case, and a warning says so. What cannot be told with certainty is asked for, never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.cases.titles import likely_same, title_key
from dokumentmaskin.plan.records import FastSak, Nummersak, Saksframlegg
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
