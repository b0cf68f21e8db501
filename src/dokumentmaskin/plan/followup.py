"""Follow-up points across meetings and groups: what someone was asked to do, and whether it is done.

A point is known by where it arose: group, meeting, case and the words that it was first written with. Minutes
of later meetings may hold it again, as a row that names its origin; the latest word on it counts. It may also
be closed between meetings (`plan.records.outcome`), until later minutes say that it is open after all.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypedDict

from dokumentmaskin.errors import Place
from dokumentmaskin.plan.cases import agenda, case_number
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.plan.records import Lukket, Lukking, Oppfølgingspunkt

# No vowels, so that no reference is a word, and none of the signs that look like each other (0 o, 1 l).
_SIGNS: Final = "23456789bcdfghjkmnpqrstvwxz"
_LENGTH: Final = 12
# There are 14 million references of five signs; should two points share one, both get a longer.
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True)
class Punkt:
    """A follow-up point as the latest minutes have it.

    Attributes:
        gruppe: The name of the group.
        møte: The first day of the meeting where it arose.
        sak: The number of its case there; empty when the minutes do not say.
        først: What it was first written as, which it is known by.
        nummer: Which of several points with the same words in the same case, from 1.
        hva: What is to be done.
        hvem: Who does it.
        frist: By when.
        i_arbeid: Whether the latest word on it is that somebody is at it.
        lukket: When it was closed; None for an open one.
        sagt: The day of the meeting whose minutes have the latest word on it.
        sted: Where it stands in the minutes where it arose.
        hjemmel: Why its case is exempt from public access; empty for an open case.
        uviss: Whether it cannot be told if its case is exempt.
    """

    gruppe: str
    møte: date
    sak: str
    først: str
    nummer: int
    hva: str
    hvem: str
    frist: date | None
    i_arbeid: bool
    lukket: date | None
    sagt: date
    sted: Place | None = None
    hjemmel: str = ""
    uviss: bool = False

    @property
    def nøkkel(self) -> str:
        """What its reference is the beginning of: the same as long as it is the same point."""
        origin = (
            self.gruppe,
            self.møte.isoformat(),
            *case_number(self.sak),
            *_words(self.først),
            self.nummer,
        )
        digest = int.from_bytes(hashlib.sha256("\n".join(map(str, origin)).encode()).digest())
        return "".join(_SIGNS[digest // len(_SIGNS) ** place % len(_SIGNS)] for place in range(_LENGTH))

    def overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.lukket is None and self.frist is not None and self.frist < today

    def is_from(self, day: date, case: str) -> bool:
        """Whether it arose in the case of the meeting; a case that is not said may be any."""
        return self.møte == day and _same_case(case, self.sak)

    def reads(self, words: str) -> bool:
        """Whether these are its words, now or at first; case and spaces aside."""
        return _words(words) in (_words(self.hva), _words(self.først))


def all_points(plan: Plan, gruppe: str | None = None, before: date | None = None) -> tuple[Punkt, ...]:
    """Every point of all minutes that have been read, open and closed, in the order that they arose.

    Args:
        plan: The plan.
        gruppe: The name of a group, for its points alone.
        before: Only what was known before this day, as the papers of a meeting have it.
    """
    groups = [gruppe] if gruppe else [group.navn for group in plan.organisasjon.grupper]
    return tuple(point for name in groups for point in _of_group(plan, name, before or date.max))


def open_points(plan: Plan, møte: Møte) -> tuple[Punkt, ...]:
    """What is open of the group's points when it meets; what that meeting itself says of them is left out."""
    everything = all_points(plan, møte.gruppe.navn, møte.dato.fra)
    return tuple(point for point in everything if point.lukket is None)


def in_order_of_haste(points: Iterable[Punkt]) -> list[Punkt]:
    """The points by deadline, those without one last."""
    return sorted(points, key=lambda p: (p.frist is None, p.frist or date.max, p.møte))


def references(points: Sequence[Punkt]) -> dict[Punkt, str]:
    """The reference of each point: as much of its key as tells it from all others.

    Args:
        points: All points of the plan, so that a point has the same reference whatever is shown.
    """
    keys = {point: point.nøkkel for point in points}
    lengths = range(_SHORTEST, _LENGTH + 1)
    shared = {n: Counter(key[:n] for key in keys.values()) for n in lengths}
    return {
        point: next((key[:n] for n in lengths if shared[n][key[:n]] == 1), key) for point, key in keys.items()
    }


def closing(point: Punkt, today: date, note: str) -> Lukking:
    """That a point is closed, as `oppfolging.yaml` has it, with what is to be remembered of it."""
    return Lukking.model_validate(
        {
            "gruppe": point.gruppe,
            "møte": point.møte.isoformat(),
            "sak": point.sak,
            "hva": point.først,
            "nummer": str(point.nummer),
            # Not before the minutes that have the latest word on it, which it answers.
            "lukket": max(today, point.sagt).isoformat(),
            "merknad": note,
        }
    )


def unmatched_closings(plan: Plan) -> tuple[Lukket, ...]:
    """The closings that close no point: its words have been changed since, or the minutes are gone."""
    everything = all_points(plan)
    return tuple(c for c in plan.lukket if not any(closes(c.lukking, point) for point in everything))


def told_of(plan: Plan, gruppe: str) -> tuple[tuple[Punkt, ...], dict[Place, tuple[int, ...]]]:
    """The points of a group, and by the place of each of its minutes which of them its rows are about."""
    found, rows = _gathered(plan, gruppe, date.max)
    return tuple(replace(point, **_exemption(plan, point)) for point in found), rows


def _of_group(plan: Plan, name: str, before: date) -> Iterator[Punkt]:
    found, _ = _gathered(plan, name, before)
    closings = [c.lukking for c in plan.lukket if c.lukking.lukket < before]
    for point in found:
        yield replace(_closed(point, closings), **_exemption(plan, point))


def _gathered(plan: Plan, name: str, before: date) -> tuple[list[Punkt], dict[Place, tuple[int, ...]]]:
    """The points of all minutes of a group, and of which of them the rows of each tell."""
    found: list[Punkt] = []
    rows = {}
    for møte in plan.held(name):
        if møte.dato.dag_satt and møte.dato.fra < before:
            rows[møte.sted] = _take_in(found, møte)
    return found, rows


def _take_in(found: list[Punkt], møte: Møte) -> tuple[int, ...]:
    """Let the minutes of a meeting have the latest word on the points that they hold; changes `found`.

    Returns:
        The place of each row's point in `found`.
    """
    rows = dict(enumerate(møte.referat.oppfølging)) if møte.referat else {}
    left = dict(enumerate(found))
    places: dict[int, int] = {}
    for finds in (_same_point, _point_of_unsaid_case, _reworded):
        for number, row in list(rows.items()):
            place = finds(row, list(rows.values()), møte, left)
            if place is not None:
                del rows[number]
                places[number] = place
                found[place] = _said(left.pop(place), row, møte)
    for number, row in rows.items():
        places[number] = len(found)
        found.append(_new(row, møte, found, number))
    return tuple(places[number] for number in range(len(places)))


def _origin(row: Oppfølgingspunkt, møte: Møte) -> date:
    return møte.dato.fra if row.møte is None or møte.dato.covers(row.møte) else row.møte


# Each finds the point from earlier that a row is about, of those that no other row has said anything of.
_Rows = Sequence[Oppfølgingspunkt]
_Points = Mapping[int, Punkt]


def _same_point(row: Oppfølgingspunkt, _: _Rows, møte: Møte, left: _Points) -> int | None:
    """The point of the same case with the row's words, or with its reference."""
    about = (place for place, point in left.items() if case_number(point.sak) == case_number(row.sak))
    return next((place for place in about if _means(row, møte, left[place])), None)


def _point_of_unsaid_case(row: Oppfølgingspunkt, _: _Rows, møte: Møte, left: _Points) -> int | None:
    """The only point with the row's words when one of the two does not say its case."""
    places = [place for place, point in left.items() if _means(row, møte, point)]
    return places[0] if len(places) == 1 else None


def _reworded(row: Oppfølgingspunkt, rows: _Rows, møte: Møte, left: _Points) -> int | None:
    """The point that the row says in other words, when it can only be one."""
    if not _carried(row, møte):
        return None
    day = _origin(row, møte)
    others = [r for r in rows if _origin(r, møte) == day and _same_case(r.sak, row.sak)]
    places = [p for p, point in left.items() if point.lukket is None and point.is_from(day, row.sak)]
    return places[0] if len(others) == len(places) == 1 else None


def _means(row: Oppfølgingspunkt, møte: Møte, point: Punkt) -> bool:
    """Whether a row is about a point from earlier: by its origin, and by its words or its reference."""
    if not _carried(row, møte) or not point.is_from(_origin(row, møte), row.sak):
        return False
    return point.reads(row.hva) or _names(row.hva, point)


def _names(words: str, point: Punkt) -> bool:
    """Whether a text has the point's reference, as that of an exempt one has in place of its words."""
    found = re.findall(rf"\b[{_SIGNS}]{{{_SHORTEST},{_LENGTH}}}\b", words)
    return any(point.nøkkel.startswith(reference) for reference in found)


def _carried(row: Oppfølgingspunkt, møte: Møte) -> bool:
    return _origin(row, møte) != møte.dato.fra


def _same_case(one: str, other: str) -> bool:
    return not one or not other or case_number(one) == case_number(other)


def _said(point: Punkt, row: Oppfølgingspunkt, møte: Møte) -> Punkt:
    """The point with what later minutes say of it; the row of an exempt one had only its status from dok."""
    closed = møte.dato.fra if row.status == "lukket" else None
    said = replace(point, i_arbeid=row.status == "i arbeid", lukket=closed, sagt=møte.dato.fra)
    if _names(row.hva, point):
        return replace(said, hvem=row.hvem or point.hvem, frist=row.frist or point.frist)
    return replace(said, hva=row.hva, hvem=row.hvem, frist=row.frist)


def _new(row: Oppfølgingspunkt, møte: Møte, found: Sequence[Punkt], number: int) -> Punkt:
    point = Punkt(
        gruppe=møte.gruppe.navn,
        møte=_origin(row, møte),
        sak=row.sak,
        først=row.hva,
        nummer=1,
        hva=row.hva,
        hvem=row.hvem,
        frist=row.frist,
        i_arbeid=row.status == "i arbeid",
        lukket=møte.dato.fra if row.status == "lukket" else None,
        sagt=møte.dato.fra,
        sted=møte.place_in_minutes("oppfølging", number),
    )
    same = sum(point.nøkkel == replace(other, nummer=1).nøkkel for other in found)
    return replace(point, nummer=1 + same)


def _closed(point: Punkt, closings: Iterable[Lukking]) -> Punkt:
    """The point with its closing, unless later minutes have opened it again."""
    days = [c.lukket for c in closings if closes(c, point) and c.lukket >= point.sagt]
    return replace(point, lukket=min(days)) if days and point.lukket is None else point


def closes(closing: Lukking, point: Punkt) -> bool:
    """Whether a closing means a point."""
    return (
        closing.gruppe == point.gruppe
        and closing.nummer == point.nummer
        and closing.møte == point.møte
        and case_number(closing.sak) == case_number(point.sak)
        and _words(closing.hva) == _words(point.først)
    )


class _Exemption(TypedDict):
    hjemmel: str
    uviss: bool


def _exemption(plan: Plan, point: Punkt) -> _Exemption:
    """Whether the point is exempt with its case, or may be: its case is not known, and some were exempt."""
    meetings = (m for m in plan.meetings_of(point.gruppe) if m.er_gruppemøte)
    møte = next((m for m in meetings if m.dato.covers(point.møte)), None)
    cases = agenda(plan, møte) if møte else ()
    # A case that is no longer in the plan does not tell any more whether it was exempt.
    told = [case for case in cases if not case.utgår or case.framlegg.unntatt]
    own = [case.framlegg.unntatt for case in told if case_number(case.nummer) == case_number(point.sak)]
    ground = next((exempt.hjemmel for exempt in own if exempt), "")
    return {"hjemmel": ground, "uviss": not own and any(case.framlegg.unntatt for case in cases)}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().split())
