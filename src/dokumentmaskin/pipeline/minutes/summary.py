"""What was read of minutes, in a few lines for the person who wrote them."""

from collections.abc import Iterable, Iterator
from typing import Final

from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.plan import Partistemmer, Referatfil, Referatsak, Votering

_LONGEST_TITLE: Final = 60


def summary(record: Referatfil, innkalte: int) -> Iterator[tuple[str, str]]:
    """The lines: a label and what was read.

    Args:
        record: What was read.
        innkalte: How many were summoned to a seat; of some it may not have been read whether they came.
    """
    if times := _times(record):
        yield "Møtet", times
    for label, text in (("Møteleder", record.møteleder), ("Referent", record.referent)):
        if text:
            yield label, text
    yield from _attendance(record, innkalte)
    for case in record.saker:
        yield f"Sak {case.nummer}", f"{shortened(case.tittel, _LONGEST_TITLE)}: {_outcome(case)}"
    for said in record.godkjenning:
        yield "Referatet", f"fra {said.møte:%d.%m.%Y}: {said.utfall}"
    if record.oppfølging:
        yield "Oppfølging", _points(record)


def _times(record: Referatfil) -> str:
    if record.startet and record.sluttet:
        return f"kl. {record.startet:%H.%M}–{record.sluttet:%H.%M}"
    known = (("startet", record.startet), ("sluttet", record.sluttet))
    return "".join(f"{word} kl. {clock:%H.%M}" for word, clock in known if clock)


def _attendance(record: Referatfil, innkalte: int) -> Iterator[tuple[str, str]]:
    rows = record.deltakere
    if rows:
        deputies = sum(row.møtte == "vara" for row in rows)
        there = sum(row.møtte == "medlem" for row in rows) + deputies
        by_deputy = f", {deputies} ved vara" if deputies else ""
        yield "Til stede", f"{there} av {max(innkalte, len(rows))}{by_deputy}"
    absent = [row.plass for row in rows if row.møtte == "ingen"]
    if absent:
        yield "Forfall", ", ".join(absent)


def _outcome(case: Referatsak) -> str:
    kinds = (("referat", case.referat), ("vedtak", case.vedtak), ("konklusjon", case.konklusjon))
    words = [name for name, text in kinds if text]
    words += map(_vote, case.voteringer)
    words += [f"{who.hvem} inhabil" for who in case.habilitet]
    words += [f"lukket møte, {case.lukket_møte}"] if case.lukket_møte else []
    return ", ".join(words) or "ikke fylt ut"


def _vote(vote: Votering) -> str:
    counted = ", ".join(
        f"{count} {name}" + _of_whom(parties) for name, count, parties in vote.sides if count is not None
    )
    said = " – ".join(filter(None, (vote.utfall, counted)))
    return f"{said} («{shortened(vote.forslag, _LONGEST_TITLE)}»)" if vote.forslag else said


def _of_whom(parties: Iterable[Partistemmer]) -> str:
    said = ", ".join(f"{party.antall} {party.parti}" for party in parties)
    return f" ({said})" if said else ""


def _points(record: Referatfil) -> str:
    closed = sum(point.status == "lukket" for point in record.oppfølging)
    count = len(record.oppfølging)
    return f"{count} {'punkt' if count == 1 else 'punkter'}" + (f", {closed} lukket" if closed else "")
