"""Which appointment of an earlier file a meeting is, and how many times it has been changed since.

A calendar knows an appointment by its UID. One that gets another is a new appointment, and the old one stays
in the calendars of those who were invited. So the UID is that of the first day of the meeting, and follows it
from day to day by the files that were written before; nobody needs to remember anything. A higher SEQUENCE
is what makes a calendar take the new for the old (RFC 5545 section 3.8.7.4, RFC 5546 section 2.1.4).
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Final
from urllib.parse import urlsplit

from dokumentmaskin.errors import Place
from dokumentmaskin.pipeline.calendar.appointments import Avtale, appointment, day_before
from dokumentmaskin.plan import Møte, Plan, slug

# Outlook may not tell two apart of which more octets are the same (MS-STANOICAL section 2.1.10: 202).
_LONGEST_SLUG: Final = 80
_UID: Final = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-(?P<body>[a-z0-9-]*)(?:\.\d+)?@")
_SECOND: Final = timedelta(seconds=1)


def uids(plan: Plan, meetings: Iterable[Møte], earlier: Iterable[Avtale]) -> dict[Place, str]:
    """The UID of each meeting, by where in the plan it stands.

    Args:
        plan: The plan.
        meetings: All meetings of the year that are appointments.
        earlier: The appointments of the files that were written before.
    """
    # Those that have been moved first: what has been put on their old day is newer.
    waiting = sorted(meetings, key=lambda møte: møte.rad.flyttet_fra is None)
    known = sorted(earlier, key=lambda avtale: avtale.uid)
    found: dict[Place, str] = {}
    for is_it in (_moved_before, _moved_now, _same_day):
        for møte in (møte for møte in waiting if møte.sted not in found):
            same = (one.uid for one in known if _is_of(one, møte) and is_it(one, møte))
            if uid := next((uid for uid in same if uid not in found.values()), ""):
                found[møte.sted] = uid
    found |= _alone_alike(plan, (m for m in waiting if m.sted not in found), known, set(found.values()))
    for møte in (møte for møte in waiting if møte.sted not in found):
        taken = {*found.values(), *(one.uid for one in known)}
        found[møte.sted] = next(uid for uid in _names(plan, møte) if uid not in taken)
    return found


def _alone_alike(
    plan: Plan, meetings: Iterable[Møte], known: Iterable[Avtale], taken: Container[str]
) -> dict[Place, str]:
    """Those on another day, which the plan does not say: alone in a body with their title and topics."""
    new = [(møte, appointment(plan, møte, "")) for møte in meetings if møte.rad.tittel or møte.rad.tema]
    left = [one for one in known if one.uid not in taken]
    found = {}
    for møte, avtale in new:
        same = [one for one in left if _is_of(one, møte) and _alike(one, avtale)]
        others = [other for other, like in new if other.gruppe == møte.gruppe and _alike(like, avtale)]
        if len(same) == len(others) == 1:
            found[møte.sted] = same[0].uid
    return found


def _alike(one: Avtale, other: Avtale) -> bool:
    return (one.tittel, one.temaer) == (other.tittel, other.temaer)


def follow_on(new: Avtale, before: Avtale | None, least: int, moment: datetime) -> Avtale:
    """An appointment with the number and the moment of its last change.

    Args:
        new: The appointment as the plan says it now.
        before: The same as it was written before; None when it was not.
        least: The changes that the plan itself tells of, for one that was not written before.
        moment: What time it is.
    """
    if before is None:
        return replace(new, sekvens=least)
    if new.says_as(before):
        return before
    raised = before.sekvens + (new.avgjørende != before.avgjørende)
    return replace(new, sekvens=raised, stempel=max(moment, before.stempel + _SECOND))


def changes_told(møte: Møte) -> int:
    """How many changes of a meeting the plan itself tells of."""
    return (møte.rad.flyttet_fra is not None) + møte.er_avlyst


def came_from(avtale: Avtale, møte: Møte) -> bool:
    """Whether it is the meeting, on the day that the plan says it was moved from."""
    return _is_of(avtale, møte) and _moved_now(avtale, møte)


def _is_of(avtale: Avtale, møte: Møte) -> bool:
    match = _UID.match(avtale.uid)
    return match is not None and match["body"] == _body(møte)


def _moved_before(avtale: Avtale, møte: Møte) -> bool:
    """Whether it was on the meeting's day already, and had come from the same one."""
    before = day_before(møte)
    return before is not None and (avtale.dag, avtale.flyttet_fra) == (møte.dato.fra, before)


def _moved_now(avtale: Avtale, møte: Møte) -> bool:
    return avtale.dag == day_before(møte)


def _same_day(avtale: Avtale, møte: Møte) -> bool:
    return avtale.dag == møte.dato.fra


def _names(plan: Plan, møte: Møte) -> Iterator[str]:
    """`2022-03-11-klima@regionrad.no`, and what a second one on that day is called."""
    first = f"{day_before(møte) or møte.dato.fra:%Y-%m-%d}-{_body(møte)}"
    for number in count(1):
        yield f"{first}{f'.{number}' if number > 1 else ''}@{host(plan)}"


def _body(møte: Møte) -> str:
    return slug(møte.gruppe.navn)[:_LONGEST_SLUG]


def host(plan: Plan) -> str:
    """The organisation's own part of the Internet, or a name that is nobody's (RFC 2606)."""
    own = plan.organisasjon
    site = (urlsplit(own.nettsted).hostname or "").removeprefix("www.")
    name = site or own.sekretariat.epost.partition("@")[2] or f"{slug(own.navn)}.invalid"
    return (name if name.isascii() else f"{slug(own.navn)}.invalid")[:_LONGEST_SLUG]


def by_uid(several: Iterable[Avtale]) -> Mapping[str, Avtale]:
    """The last of each, when several files have it."""
    return {one.uid: one for one in sorted(several, key=lambda one: (one.sekvens, one.stempel))}
