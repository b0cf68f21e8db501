"""The fixed cases of a meeting, and the meeting's own that are meant as one of them.

`dok` puts the fixed cases in itself: those that the group has said (`faste_saker:`), or the usual ones. A
person who writes one of them among the meeting's own, with its title, means that one: it gets what the person
says of it, and stands where the person put it. A title that is only like a fixed one is a case of its own,
and told of; so is the second of the same title, and one that is exempt from public access, for its title may
not be seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.cases.matching import Post
from dokumentmaskin.plan.cases.titles import likeness, title_key
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import (
    FasteSakerIMøtet,
    FastPost,
    FastSak,
    Saksframlegg,
    Sakstype,
    Vedlegg,
)

# How alike a title must be to one of the fixed for a person to have meant it, perhaps.
_LIKE: Final = 0.8

# Each fixed case's titles, in every language.
Titles = Mapping[FastSak, Sequence[str]]

# What a group has that says nothing: in an extra meeting what makes it lawful, and no more.
_ORDINARY: Final = FasteSakerIMøtet(
    først=(FastPost(fast="innkalling"), FastPost(fast="referat"), FastPost(fast="oppfølging")),
    sist=(FastPost(fast="orienteringer"), FastPost(fast="eventuelt")),
)
_EXTRAORDINARY: Final = FasteSakerIMøtet(først=(FastPost(fast="innkalling"),))
_TYPES: Final[Mapping[FastSak, Sakstype]] = {
    "innkalling": "vedtak",
    "referat": "vedtak",
    "oppfølging": "orientering",
    "orienteringer": "orientering",
    "meldinger": "orientering",
}


def fixed_cases(møte: Møte) -> FasteSakerIMøtet:
    """The fixed cases that a meeting has: those of its group, and one for messages when there are some."""
    said, extra = møte.gruppe.faste_saker, møte.er_ekstraordinært
    usual = _EXTRAORDINARY if extra else _ORDINARY
    found = (said.ekstraordinært_møte if extra else said.ordinært_møte) or usual
    if møte.fil.meldinger and all(post.fast != "meldinger" for post in found.alle):
        return found.model_copy(update={"først": (*found.først, FastPost(fast="meldinger"))})
    return found


def fixed_post(asked: FastPost, title: str, papers: tuple[Vedlegg, ...], place: Place) -> Post:
    """A fixed case before it has a number.

    Args:
        asked: What the group says of it.
        title: What the plan's language calls it, when the group does not.
        papers: The papers that come with it.
        place: Where in the plan its meeting stands.
    """
    kind = asked.type or (_TYPES.get(asked.fast) if asked.fast else None)
    case = Saksframlegg(tittel=asked.tittel or title, type=kind).model_copy(update={"vedlegg": papers})
    return Post(case, asked.fast, place)


def with_fixed(
    own: Sequence[Post], opening: Sequence[Post], closing: Sequence[Post], titles: Titles
) -> tuple[Post, ...]:
    """All cases of a meeting in order: its own, between those of the fixed that it does not have among them.

    Args:
        own: The meeting's own.
        opening: The fixed cases that come first.
        closing: The fixed cases that come last.
        titles: What the fixed cases may be called.
    """
    led = _led_by(_recognised(own, [*opening, *closing], titles), opening)
    return tuple(reversed(_led_by(led[::-1], closing[::-1])))


def near_fixed(posts: Sequence[Post], titles: Titles) -> Iterator[Problem]:
    """A warning for each of the meeting's own that may be meant as one of the fixed cases."""
    for post in (post for post in posts if post.fast is None and post.egen is not None):
        title = post.framlegg.tittel
        known = [fixed for several in titles.values() for fixed in several] or [""]
        found = max(known, key=lambda fixed: _likeness(title, fixed))
        if _likeness(title, found) >= _LIKE:
            message = f"Saken «{title}» ligner på «{found}», som er en fast sak som dok setter inn selv."
            advice = (
                "Er det den du mener, skriver du tittelen akkurat slik, én gang. Da står den bare ett sted."
            )
            yield Problem("ligner-fast-sak", message, advice, post.sted)


def _led_by(cases: list[Post], fixed: Sequence[Post]) -> list[Post]:
    """The cases, led by those of the fixed that they lack, each in its place among those they begin with."""
    there = {_name(post) for post in cases}
    place = 0
    for post in fixed:
        if _name(post) not in there:
            cases.insert(place, post)
        if place < len(cases) and _name(cases[place]) == _name(post):
            place += 1
    return cases


def _name(post: Post) -> str:
    """What a fixed case is known by: its kind, or the title that the group gave one of its own.

    One that is exempt is no fixed case, whatever its title.
    """
    return post.fast or ("" if post.framlegg.unntatt else title_key(post.framlegg.tittel))


def _recognised(own: Sequence[Post], fixed: Sequence[Post], titles: Titles) -> list[Post]:
    """The meeting's own, with those that are fixed cases known as such, and with what `dok` says of these."""
    kinds = {title_key(title): kind for kind, several in titles.items() for title in several}
    left = {_name(post): post for post in fixed}
    found = []
    for post in own:
        name = _name(post)
        same = left.pop(kinds.get(name, name), None)
        found.append(_joined(post, same) if same else post)
    return found


def _joined(own: Post, fixed: Post) -> Post:
    """A fixed case as a person has written it: the kind and the papers that it always has come with it."""
    said = {
        "type": own.framlegg.type or fixed.framlegg.type,
        "vedlegg": (*own.framlegg.vedlegg, *fixed.framlegg.vedlegg),
    }
    return replace(own, framlegg=own.framlegg.model_copy(update=said), fast=fixed.fast)


def _likeness(title: str, fixed: str) -> float:
    """How alike two titles are, from 0 to 1; one of words of the fixed one alone is as good as the same."""
    one, other = title_key(title), title_key(fixed)
    if set(one.split()) <= set(other.split()):
        return 1
    return likeness(one, other)
