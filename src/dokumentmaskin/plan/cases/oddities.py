"""What is odd in a meeting's cases, and may still be meant: told of when its summons or agenda is made.

A number in a title would stand twice on paper. Cases that are said to last longer than there is time for are
told of by the clock: a case begins when the plan says so, otherwise when the one before it is done.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan.cases.matching import Post
from dokumentmaskin.plan.meetings import Møte

_NUMBERED: Final = re.compile(
    r"(?:sak|vedlegg|melding)\s*(?:nr\.?\s*)?\d+(?:/\d+)?\s*[:.–—-]\s*", re.IGNORECASE
)


def oddities(møte: Møte, posts: Sequence[Post]) -> Iterator[Problem]:
    """A warning for each thing that is odd in the cases of a meeting."""
    for field, _, paper in møte.papers():
        yield from _numbered(paper.tittel, møte.place(*field, "tittel"))
    for post in posts:
        if post.egen is not None:
            yield from _numbered(post.framlegg.tittel, post.sted)
    if møte.dato.én_dag:
        yield from _clashes(møte, [post for post in posts if not post.framlegg.utgår])


def _numbered(title: str, place: Place) -> Iterator[Problem]:
    if match := _NUMBERED.match(title):
        message = f"Tittelen «{title}» begynner med et nummer, som dok setter foran selv."
        advice = f"Slett «{match[0].strip()}»."
        yield Problem("nummer-i-tittel", message, advice, place)


def _clashes(møte: Møte, posts: Sequence[Post]) -> Iterator[Problem]:
    """A warning where a case should begin before those ahead of it are done, and where the meeting ends."""
    clock = møte.tid.fra if møte.tid else None
    before = ""
    for post in posts:
        case = post.framlegg
        if case.tid and clock and clock > case.tid and before:
            message = (
                f"«{before}» varer til kl. {clock:%H.%M}, men «{case.tittel}» begynner kl. {case.tid:%H.%M}."
            )
            yield Problem("saker-overlapper", message, "Rett «tid:» eller «varighet:».", post.sted)
        clock = _after(case.tid or clock, case.varighet)
        before = case.tittel if case.varighet else before
    end = møte.tid.til if møte.tid else None
    if clock and end and clock > end and before:
        message = f"Sakene varer til kl. {clock:%H.%M}, men møtet slutter kl. {end:%H.%M}."
        yield Problem(
            "sakene-varer-for-lenge", message, "Rett «varighet:» på sakene, eller møtetiden.", møte.sted
        )


def _after(clock: time | None, minutes: int | None) -> time | None:
    """The clock so many minutes later; midnight is as late as it gets."""
    if clock is None or minutes is None:
        return clock
    later = datetime.combine(date.min, clock) + timedelta(minutes=minutes)
    return later.time() if later.date() == date.min else time.max
