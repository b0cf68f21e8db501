"""What was read of minutes, in a few lines for the person who wrote them."""

from collections.abc import Iterator

from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.plan import Referatfil, Referatsak, Stemmer

_LONGEST_TITLE = 60


def summary(record: Referatfil) -> Iterator[tuple[str, str]]:
    """The lines: a label and what was read."""
    if times := _times(record):
        yield "Møtet", times
    for label, text in (("Møteleder", record.møteleder), ("Referent", record.referent)):
        if text:
            yield label, text
    yield from _attendance(record)
    for case in record.saker:
        yield f"Sak {case.nummer}", f"{shortened(case.tittel, _LONGEST_TITLE)}: {_outcome(case)}"
    if record.godkjenner:
        yield "Godkjenner", f"referatet fra {record.godkjenner:%d.%m.%Y}"
    if record.oppfølging:
        yield "Oppfølging", _points(record)


def _times(record: Referatfil) -> str:
    if record.startet and record.sluttet:
        return f"kl. {record.startet:%H.%M}–{record.sluttet:%H.%M}"
    known = (("startet", record.startet), ("sluttet", record.sluttet))
    return "".join(f"{word} kl. {clock:%H.%M}" for word, clock in known if clock)


def _attendance(record: Referatfil) -> Iterator[tuple[str, str]]:
    rows = record.deltakere
    if rows:
        deputies = sum(row.møtte == "vara" for row in rows)
        there = sum(row.møtte == "medlem" for row in rows) + deputies
        yield "Til stede", f"{there} av {len(rows)}" + (f", {deputies} ved vara" if deputies else "")
    absent = [row.delregion for row in rows if row.møtte == "ingen"]
    if absent:
        yield "Forfall", ", ".join(absent)


def _outcome(case: Referatsak) -> str:
    kinds = (("referat", case.referat), ("vedtak", case.vedtak), ("konklusjon", case.konklusjon))
    words = [name for name, text in kinds if text]
    if case.stemmer:
        words.append(_votes(case.stemmer))
    return ", ".join(words) or "ikke fylt ut"


def _votes(votes: Stemmer) -> str:
    abstaining = f", {votes.avholdende} avholdende" if votes.avholdende else ""
    return f"{votes.for_} for, {votes.mot} mot{abstaining}"


def _points(record: Referatfil) -> str:
    closed = sum(point.status == "lukket" for point in record.oppfølging)
    count = len(record.oppfølging)
    return f"{count} {'punkt' if count == 1 else 'punkter'}" + (f", {closed} lukket" if closed else "")
