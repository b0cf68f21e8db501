"""Which of a meeting's cases is which of those that its summons numbered.

A fixed case is known by its kind, any other by its title: the open one, and its own when it became exempt
afterwards. A person may say it with `nummer:`. A case whose title was changed a little where it stood is the
same case, and a warning says so. What cannot be told with certainty is asked for, never guessed.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.records import FastSak, Nummersak, Saksframlegg
from dokumentmaskin.plan.words import LANGUAGES, Språk

# How alike two titles of the same case are as a whole, and two words of which one replaced the other.
_SAME_TITLE: Final = 0.8
_SAME_WORD: Final = 0.7
_NEUTRAL: Final = [language.unntatt_sak for language in LANGUAGES.values()]


@dataclass(frozen=True, slots=True)
class Post:
    """A case as the plan has it, before it has a number.

    Attributes:
        framlegg: What the plan says about it.
        fast: Which of the fixed cases it is; None for the meeting's own.
        sted: Where in the plan it stands.
    """

    framlegg: Saksframlegg
    fast: FastSak | None
    sted: Place


@dataclass(frozen=True, slots=True)
class Match:
    """Which case has which number.

    Attributes:
        numbers: The number of each case that the summons had, by its index in the plan.
        missing: The cases of the summons that the plan does not have.
        renamed: Of those that were known by likeness, the title before, by index.
    """

    numbers: dict[int, str]
    missing: tuple[Nummersak, ...]
    renamed: dict[int, str] = field(default_factory=dict)


def case_title(språk: Språk, case: Saksframlegg) -> str:
    """What everyone may read as the title of a case."""
    return case.tittel if case.unntatt is None else case.unntatt.tittel or språk.unntatt_sak


def title_key(title: str) -> str:
    """What two ways of writing the same title have in common."""
    if title in _NEUTRAL:
        title = _NEUTRAL[0]
    return " ".join(re.sub("[‐-―−]", "-", title).casefold().split())


def doubles(posts: Sequence[Post], språk: Språk) -> list[list[Post]]:
    """Cases with the same open title, which the file of numbers cannot tell apart."""
    groups = _by_key(range(len(posts)), posts, lambda post: case_title(språk, post.framlegg))
    found = [[p for p in map(posts.__getitem__, i) if not p.framlegg.nummer] for i in groups.values()]
    return [group for group in found if _are_several(group)]


def match(recorded: Sequence[Nummersak], posts: Sequence[Post], språk: Språk) -> Match:
    """Find the number of each case that the summons had.

    Raises:
        PlanError: A `nummer:` is not the meeting's or is used twice, or cases cannot be told apart.
    """
    matcher = _Matcher(recorded, posts, språk)
    matcher.by_kind()
    matcher.by_number()
    matcher.by_title_before_exemption()
    matcher.by_title()
    if matcher.problems:
        raise PlanError(matcher.problems)
    renamed = matcher.by_likeness()
    return Match(matcher.numbers, tuple(matcher.left()), renamed)


def alike(recorded: Iterable[Nummersak], posts: Iterable[Post], språk: Språk) -> bool:
    """Whether the cases are those of the same meeting: most of its own are there by their titles."""
    own = {title_key(case.tittel) for case in recorded if case.fast is None}
    there = {
        title_key(title)
        for post in posts
        if post.fast is None
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
            if post.framlegg.nummer:
                free = [case.nummer for case in self.left() if case.fast is None]
                if post.framlegg.nummer in free:
                    self.numbers[index] = post.framlegg.nummer
                else:
                    self.problems.append(_wrong_number(post, free))

    def by_title_before_exemption(self) -> None:
        """A case that became exempt after the summons stands there with its own title."""
        known = {title_key(case_title(self.språk, post.framlegg)) for post in self.posts}
        exempt = [index for index in self._free() if self.posts[index].framlegg.unntatt is not None]
        there = _by_key(exempt, self.posts, lambda post: post.framlegg.tittel)
        for key, cases in self._left_by_key().items():
            if key not in known and len(cases) == len(there.get(key, ())) == 1:
                self.numbers[there[key][0]] = cases[0].nummer

    def by_title(self) -> None:
        there = _by_key(self._free(), self.posts, lambda post: case_title(self.språk, post.framlegg))
        for key, cases in self._left_by_key().items():
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
            if _likely_same(case.tittel, case_title(self.språk, self.posts[index].framlegg))
        ]
        certain = [
            (index, case)
            for index, case in pairs
            if sum(index == i or case is c for i, c in pairs) == 1 and self._at_same_place(index, case)
        ]
        self.numbers.update({index: case.nummer for index, case in certain})
        return {index: case.tittel for index, case in certain}

    def _free(self) -> list[int]:
        posts = enumerate(self.posts)
        return [
            index
            for index, post in posts
            if post.fast is None and index not in self.numbers and not post.framlegg.nummer
        ]

    def _left_by_key(self) -> dict[str, list[Nummersak]]:
        found: dict[str, list[Nummersak]] = defaultdict(list)
        for case in self.left():
            if case.fast is None:
                found[title_key(case.tittel)].append(case)
        return found

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


def _by_key(
    indices: Iterable[int], posts: Sequence[Post], title: Callable[[Post], str]
) -> dict[str, list[int]]:
    """The meeting's own cases by their titles."""
    found: dict[str, list[int]] = defaultdict(list)
    for index in indices:
        if posts[index].fast is None:
            found[title_key(title(posts[index]))].append(index)
    return found


def _are_several(posts: Sequence[Post]) -> bool:
    """Whether it matters which is which: there are several, and they are not the same word for word."""
    return any(post.framlegg != posts[0].framlegg for post in posts)


def _likely_same(before: str, now: str) -> bool:
    """Whether one title looks like the other with a word more or less, or spelt in another way."""
    one, other = title_key(before), title_key(now)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other) or _ratio(one, other) < _SAME_TITLE:
        return False
    words, others = one.split(), other.split()
    changes = difflib.SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return all(
        _ratio(" ".join(words[a:b]), " ".join(others[c:d])) >= _SAME_WORD
        for kind, a, b, c, d in changes
        if kind == "replace"
    )


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


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
