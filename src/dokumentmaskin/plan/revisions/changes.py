"""What has changed between two versions of a group's year plan, in meaning: fields and rows, never YAML.

A row of the meeting plan is the same row when it has its date; when the new one says with `flyttet_fra` that
it had that date; when it is the only one that is alike in all but the date, or that has its title and topics;
or when it is the only one of its kind in a month that had no day before. What is left is new, or gone. In a
list, a text that is much like one that is gone is that one reworded.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from dokumentmaskin.plan.records import Møterad, Årsplan
from dokumentmaskin.plan.words import Møtedato, Tidsrom

Verdi: TypeAlias = str | bool | Møtedato | Tidsrom | tuple[str, ...] | None
Slag: TypeAlias = Literal["ny", "borte", "endret", "rekkefølge"]

# What is no part of what was adopted: whose and when it is, and where the case numbers begin.
BESIDE: Final = frozenset({
    "gruppe", "datert", "lagt_fram_i_møte", "vedtatt", "status_for_møteplanen", "første_saksnummer",
})  # fmt: skip
_REWORDED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Endring:
    """One change.

    Attributes:
        felt: The field: of a meeting when there is one; «møte» for a whole row, «programtittel» for the
            programme's own title.
        slag: What became of it.
        før: What it was.
        nå: What it is.
        møte: The row that it is about: as it was when its date has changed or it is gone, otherwise as it is.
    """

    felt: str
    slag: Slag
    før: Verdi = None
    nå: Verdi = None
    møte: Møterad | None = None


def changes(before: Årsplan, after: Årsplan) -> tuple[Endring, ...]:
    """Every change from one version to another, in the order of the programme."""
    return tuple(_changes(before, after))


def _changes(before: Årsplan, after: Årsplan) -> Iterator[Endring]:
    old, new = before.prioriteringer, after.prioriteringer
    yield from _value("programtittel", before.tittel, after.tittel)
    yield from _value("overskrift", old.overskrift, new.overskrift)
    yield from _value("innledning", old.innledning, new.innledning)
    yield from _list("prioriteringer", old.punkter, new.punkter)
    yield from _list("andre_viktige_saker", before.andre_viktige_saker, after.andre_viktige_saker)
    yield from _rows(before.møteplan, after.møteplan)
    yield from _value("merknad", before.merknad, after.merknad)
    yield from _list("rapportering", _duties(before), _duties(after))


def _duties(plan: Årsplan) -> tuple[str, ...]:
    return tuple(f"{duty.hva} ({duty.dato:%d.%m.%Y})" for duty in plan.rapportering)


def _value(felt: str, before: Verdi, after: Verdi, møte: Møterad | None = None) -> Iterator[Endring]:
    if before == after:
        return
    slag: Slag = "endret" if before and after else "ny" if after else "borte"
    yield Endring(felt, slag, before, after, møte)


def _list(
    felt: str, before: Sequence[str], after: Sequence[str], møte: Møterad | None = None
) -> Iterator[Endring]:
    gone = [text for text in before if text not in after]
    for text in (text for text in after if text not in before):
        (close, *_) = [*difflib.get_close_matches(text, gone, n=1, cutoff=_REWORDED), ""]
        if close:
            gone.remove(close)
            yield Endring(felt, "endret", close, text, møte)
        else:
            yield Endring(felt, "ny", None, text, møte)
    yield from (Endring(felt, "borte", text, None, møte) for text in gone)
    kept = [text for text in before if text in after]
    if kept != [text for text in after if text in before]:
        yield Endring(felt, "rekkefølge", tuple(before), tuple(after), møte)


# The rows of the meeting plan

_Row: TypeAlias = Møterad | None


def _rows(before: Sequence[Møterad], after: Sequence[Møterad]) -> Iterator[Endring]:
    pairs = [*_paired(before, after)]
    for old, new in sorted(pairs, key=lambda pair: (pair[0] or pair[1] or before[0]).dato):
        if new is None:
            yield Endring("møte", "borte", møte=old)
        elif old is None:
            yield Endring("møte", "ny", møte=new)
        else:
            yield from _row(old, new)


def _paired(before: Sequence[Møterad], after: Sequence[Møterad]) -> Iterator[tuple[_Row, _Row]]:
    """Each row as it was and is; None where it was not, or is no more."""
    old, new = list(before), list(after)
    for same in (
        _equal,
        _with_its_title,
        _on_its_day,
        _moved_by_word,
        _alike_but_for_the_day,
        _of_its_topics,
        _in_its_month,
    ):
        for row in list(new):
            theirs = [other for other in old if same(other, row)]
            ours = [other for other in new if theirs and same(theirs[0], other)]
            if len(theirs) == 1 == len(ours) or (theirs and same is _equal):
                old.remove(theirs[0])
                new.remove(row)
                yield theirs[0], row
    yield from ((row, None) for row in old)
    yield from ((None, row) for row in new)


def _equal(old: Møterad, new: Møterad) -> bool:
    return old == new


def _with_its_title(old: Møterad, new: Møterad) -> bool:
    return (old.dato, old.type, old.tittel) == (new.dato, new.type, new.tittel)


def _on_its_day(old: Møterad, new: Møterad) -> bool:
    return old.dato == new.dato and old.er_møte == new.er_møte


def _moved_by_word(old: Møterad, new: Møterad) -> bool:
    return old.dato == new.flyttet_fra and old.er_møte == new.er_møte


def _alike_but_for_the_day(old: Møterad, new: Møterad) -> bool:
    return _without_day(old) == _without_day(new)


def _of_its_topics(old: Møterad, new: Møterad) -> bool:
    said = (old.type, old.tittel, old.tema)
    return said == (new.type, new.tittel, new.tema) and bool(old.tittel or old.tema)


def _in_its_month(old: Møterad, new: Møterad) -> bool:
    return not old.dato.dag_satt and old.dato.overlaps(new.dato) and old.type == new.type


def _without_day(row: Møterad) -> Møterad:
    return row.model_copy(update={"dato": None, "flyttet_fra": None, "usikker": False})


def _row(old: Møterad, new: Møterad) -> Iterator[Endring]:
    yield from _value("dato", old.dato, new.dato, old)
    if (old.avlyst is None) != (new.avlyst is None):
        slag: Slag = "borte" if new.avlyst is None else "ny"
        yield Endring("avlyst", slag, old.avlyst, new.avlyst, new)
    else:
        yield from _value("avlyst", old.avlyst, new.avlyst, new)
    yield from _value("usikker", old.usikker, new.usikker, new)
    yield from _value("felles", old.andre, new.andre, new)
    if old.dato == new.dato:
        yield from _value("flyttet_fra", old.flyttet_fra, new.flyttet_fra, new)
    yield from _value("type", old.type, new.type, new)
    yield from _value("tittel", old.tittel, new.tittel, new)
    yield from _value("tid", old.tid, new.tid, new)
    yield from _value("sted", old.sted, new.sted, new)
    yield from _value("form", old.form, new.form, new)
    yield from _list("tema", old.tema, new.tema, new)
    yield from _value("kommentar", old.kommentar, new.kommentar, new)
